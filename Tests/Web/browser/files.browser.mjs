// Picture files in the assembled app, from the phone's chooser to the history and out of it: orientation,
// metadata, pictures that cannot be judged, and what is exported and deleted.
//
//     make web && node --test Tests/Web/browser/files.browser.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromiumPath } from "./chromium.mjs";
import { takingAnything, tellingApart } from "./model-file.mjs";
import { drawn, jpeg, mole, png, secrets, tiles, withMetadata } from "./pictures.mjs";
import { Site } from "./site.mjs";
import { pressWords, shows, visit } from "./visitor.mjs";

const app = new URL("../../../.build-web/", import.meta.url);
const skip = !chromiumPath() ? "no chromium" : !existsSync(app) ? "make web first" : false;

/** All that the history's database holds, as text and as bytes. */
const stored = `new Promise((resolve, reject) => {
  const request = indexedDB.open("lentigo-history");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const all = database.transaction("entries").objectStore("entries").getAll();
    all.onsuccess = () => {
      database.close();
      resolve(all.result.map(({ bytes, ...rest }) => ({
        ...rest, bytes: btoa(String.fromCharCode(...new Uint8Array(bytes))),
      })));
    };
  };
})`;
/** Size and some pixels of the picture that the result shows. */
const shownPicture = (points) => `(async () => {
  const image = document.querySelector(".picture__image");
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  return { width: canvas.width, height: canvas.height,
    pixels: ${JSON.stringify(points)}.map(([x, y]) => [...brush.getImageData(x, y, 1, 1).data]) };
})()`;

/** The names in a zip archive that is whole, by another program; null without it. */
function names(path) {
  const script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; "
    + "print(*z.namelist(), sep='\\n')";
  try {
    return execFileSync("python3", ["-c", script, path], { encoding: "utf8" }).trim().split("\n");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return null;
  }
}

describe("picture files", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "lentigo-files-"));
  const downloads = mkdtempSync(join(tmpdir(), "lentigo-downloads-"));
  let site;
  let browser;

  before(async () => {
    site = await Site.start(app);
    site.replace("model.safetensors", takingAnything(site.read("model.safetensors")));
    browser = await visit(site.address, { hasCamera: false });
    await browser.until(shows.offlineReady);
    await browser.send("Browser.setDownloadBehavior", {
      behavior: "allow", downloadPath: downloads, eventsEnabled: true,
    });
  });

  after(async () => {
    await browser?.close();
    browser?.whenClosed();
    site?.close();
    for (const one of [folder, downloads]) rmSync(one, { recursive: true });
  });

  /** Chooses a file on the Take view, and returns the verdict's heading. */
  const judge = async (name, bytes) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await browser.run(`location.hash = "#take"`);
    await browser.until(`document.querySelector("input[type=file]") !== null`);
    await browser.choose("input[type=file]", [path]);
    return browser.until(shows.verdict);
  };
  const press = (words) => browser.until(pressWords(words));

  test("a picture that the phone turned by EXIF is shown and judged upright", async () => {
    // As stored it lies on its side: blue at its top left, which is the top right of what was seen.
    const lying = drawn(400, 300, (x, y) => (x < 40 && y < 40 ? [20, 40, 200]
      : Math.hypot(x - 250, y - 150) < 70 ? [100, 64, 48] : [214, 168, 144]));
    const file = withMetadata(await jpeg(browser, lying), 6);
    for (const secret of secrets) assert.ok(file.includes(secret), secret);
    await judge("turned.jpg", file);
    const { width, height, pixels: [corner, other, middle] } =
      await browser.run(shownPicture([[280, 20], [20, 20], [150, 250]]));
    assert.deepEqual([width, height], [300, 400]);
    assert.ok(corner[2] > 150 && corner[0] < 80, `${corner} is blue`);
    assert.ok(other[0] > 180 && middle[0] < 130, `${other} is skin, ${middle} the mole`);
  });

  test("what is kept of it is pixels and the verdict: no place, no time, no device", async () => {
    await press("Save to a mole’s history");
    await browser.until(`(() => {
      const name = document.querySelector("dialog[open] input[type=text]");
      if (name) name.value = "Arm";
      return Boolean(name);
    })()`);
    await press("Save");
    await browser.until(`document.querySelector(".verdict a[href^='#follow/']") !== null`);
    const [entry, ...more] = await browser.run(stored);
    assert.equal(more.length, 0);
    assert.deepEqual(Object.keys(entry).sort(), [
      "bytes", "date", "id", "issues", "model", "mole", "risk", "threshold", "verdict"]);
    const bytes = Buffer.from(entry.bytes, "base64");
    assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
    for (const secret of [...secrets, "GPS", "turned.jpg"]) {
      assert.equal(bytes.includes(secret), false, secret);
      assert.equal(JSON.stringify({ ...entry, bytes: "" }).includes(secret), false, secret);
    }
  });

  test("the history is exported as a file that other programs open, without metadata", async (t) => {
    await press("See this mole’s history");
    await browser.until(`document.querySelectorAll(".moment").length === 1`);
    await press("All moles");
    const ended = new Promise((resolve) => browser.on((method, { state }) => {
      if (method === "Browser.downloadProgress" && state === "completed") resolve();
    }));
    await press("Save all to a file");
    await ended;
    const [name] = readdirSync(downloads);
    assert.match(name, /^lentigo \d{4}-\d\d-\d\d\.zip$/);
    const archive = readFileSync(join(downloads, name));
    for (const secret of secrets) assert.equal(archive.includes(secret), false, secret);
    const list = names(join(downloads, name));
    if (list === null) return t.skip("needs python3 to open it with");
    assert.equal(list.length, 2);
    assert.equal(list[0], "history.json");
    assert.match(list[1], /^Arm\/.*\.jpg$/);
    return undefined;
  });

  test("what is deleted is gone", async () => {
    await press("Delete everything");
    await browser.until(`document.querySelector("dialog[open]") !== null`);
    await press("Delete");
    await browser.until(`document.querySelector(".empty") !== null`);
    assert.deepEqual(await browser.run(stored), []);
  });

  test("a picture that is too dark is to be taken again: no number, no map, no all-clear", async () => {
    assert.equal(await judge("dark.png", png(mole({ light: 0.12 }))), "Take the picture again");
    const text = await browser.run(`document.querySelector("#view").innerText`);
    assert.match(text, /Too dark/);
    assert.doesNotMatch(text, /of 100|No sign found/);
    assert.equal(await browser.run(`document.querySelector(".picture__map")`), null);
    await press("Take it again");
    await browser.until(shows.view("take"));
    assert.notEqual(await judge("light.png", png(mole())), "Take the picture again");
  });

  test("a sharp picture that shows no mole is refused where the model can tell", async () => {
    site.replace("model.safetensors", await tellingApart(
      site.read("model.safetensors"), site.read("core.wasm"), mole(), tiles()));
    await browser.run(`navigator.serviceWorker.getRegistration().then((it) => it.update())`);
    await browser.until(`!document.querySelector("#update").hidden`);
    await press("Use it now");
    await browser.until(`document.readyState === "complete" && document.querySelector("#update").hidden`);
    assert.notEqual(await judge("mole.png", png(mole())), "Take the picture again");
    assert.equal(await judge("tiles.png", png(tiles())), "Take the picture again");
    assert.deepEqual(
      await browser.run(`[...document.querySelectorAll(".issues h2")].map((one) => one.textContent)`),
      ["This does not look like a mole"]);
  });

  test("nothing went wrong in the page", () => assert.deepEqual(browser.trouble, []));
});
