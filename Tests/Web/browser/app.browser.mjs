// The assembled app in a real browser, from the first visit to an update: camera, advice, verdict,
// files of all kinds, and everything again without a network.
//
//     make web && node --test Tests/Web/browser/app.browser.mjs

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Chromium, chromiumPath } from "./chromium.mjs";
import { writeFilm } from "./fake-video.mjs";
import { Site } from "./site.mjs";

const app = new URL("../../../.build-web/", import.meta.url);
const skip = !chromiumPath() ? "no chromium" : !existsSync(app) ? "make web first" : false;
const folder = mkdtempSync(join(tmpdir(), "lentigo-film-"));
const patience = 60_000;

/** A browser on the app's site, with a film before its camera. */
async function visit(site, film) {
  const path = join(folder, "film.y4m");
  writeFilm(path, film);
  const browser = await Chromium.start([
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${path}`,
  ]);
  await browser.resize(390, 844, true);
  await browser.send("Network.enable");
  browser.asked = [];
  browser.trouble = [];
  browser.on((method, params) => {
    if (method === "Network.requestWillBeSent") browser.asked.push(params.request.url);
    if (method === "Runtime.exceptionThrown") browser.trouble.push(params.exceptionDetails.text);
    if (method === "Log.entryAdded" && params.entry.source === "security") {
      browser.trouble.push(params.entry.text);
    }
  });
  browser.until = async (expression) => {
    const end = Date.now() + patience;
    for (;;) {
      const value = await browser.run(expression).catch(() => false);
      if (value) return value;
      assert.ok(Date.now() < end, `never: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await browser.open(site.address);
  return browser;
}

const finder = (state) => `document.querySelector(".finder")?.dataset.state === "${state}"`;
const problem = `document.querySelector(".take__problem:not([hidden]) h2")?.textContent`;
const verdict = `location.hash === "#result" && document.querySelector("h1")?.textContent`;
const caches = `caches.keys().then((names) => names.join())`;
const update = `navigator.serviceWorker.getRegistration().then((it) => it.update()).catch(() => {})`;
const settled = `navigator.serviceWorker.getRegistration().then((it) => !it.installing)`;
/** Has the page take a file as if it were pasted. */
const paste = (bytes, type) => `(() => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob("${Buffer.from(bytes).toString("base64")}"), (c) => c.charCodeAt(0));
  transfer.items.add(new File([bytes], "mole", { type: "${type}" }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, cancelable: true }));
})()`;

describe("the app", { skip }, () => {
  let site;
  let browser;
  let firstVersion;

  before(async () => {
    site = await Site.start(app);
    browser = await visit(site);
  });

  after(async () => {
    await browser?.close();
    site?.close();
    rmSync(folder, { recursive: true });
  });

  test("is kept whole at the first visit, without a second transfer, and can be installed", async () => {
    await browser.until(`navigator.serviceWorker.controller`);
    await browser.until(`${caches}.then((names) => names.startsWith("lentigo "))`);
    const transferred = site.log.filter(({ status }) => status === 200).map(({ path }) => path);
    assert.deepEqual(site.log.filter(({ status }) => status === 404), []);
    for (const large of ["model.safetensors", "core-relaxed.wasm"]) {
      assert.equal(transferred.filter((path) => path === large).length, 1, large);
    }
    assert.deepEqual((await browser.send("Page.getInstallabilityErrors")).installabilityErrors, []);
    firstVersion = await browser.run(caches);
  });

  test("shows the camera's picture with advice, and judges it", async () => {
    await browser.until(finder("on"));
    await browser.until(`["hint", "good"].includes(document.querySelector(".finder").dataset.advice)`);
    await browser.run(`window.track = document.querySelector("video").srcObject.getVideoTracks()[0]`);
    await browser.run(`document.querySelector(".take__shutter").click()`);
    assert.ok(await browser.until(verdict));
    assert.equal(await browser.run(`window.track.readyState`), "ended");
  });

  test("works without a network, and asks for nothing", async () => {
    site.isUp = false;
    site.log.length = browser.asked.length = 0;
    await browser.open(`${site.address}?from=home`);
    await browser.until(finder("on"));
    await browser.until(`["hint", "good"].includes(document.querySelector(".finder").dataset.advice)`);
    await browser.run(`document.querySelector(".take__shutter").click()`);
    assert.ok(await browser.until(verdict));
    for (const view of ["follow", "about", "take"]) {
      await browser.run(`location.hash = "#${view}"`);
      await browser.until(`document.querySelector('[data-route="${view}"][aria-current]')`);
    }
    // The browser itself looks whether the service worker is a new one.
    assert.deepEqual(site.log.filter(({ path }) => path !== "/service-worker.js"), []);
    assert.deepEqual(browser.asked.filter((url) =>
      !url.startsWith(site.address) && !url.startsWith(`blob:${site.address}`)), []);
    site.isUp = true;
  });

  test("an update that is damaged on its way changes nothing", async () => {
    site.update("app.js", (text) => text.replace("– Lentigo", "– Lentigo, damaged"));
    const damaged = Buffer.from(site.read("app.js"));
    damaged[100] ^= 1;
    site.changed.set("app.js", damaged);
    await browser.run(update);
    await browser.until(settled);
    await browser.until(`${caches}.then((names) => names === "${firstVersion}")`);
    await browser.open(site.address);
    await browser.until(finder("on"));
    assert.equal(await browser.run(`document.querySelector("#update").hidden`), true);
  });

  test("an update transfers what changed, waits to be asked for, and works without a network", async () => {
    site.changed.clear();
    const version = site.update("app.js", (text) => text.replace("– Lentigo", "– Lentigo, new"));
    site.log.length = 0;
    await browser.run(update);
    await browser.until(`!document.querySelector("#update").hidden`);
    const transferred = site.log.filter(({ status }) => status === 200).map(({ path }) => path);
    assert.deepEqual(transferred.filter((path) => !["precache.js", "service-worker.js"].includes(path)
      && path !== "offline/precaching.js"), ["app.js"]);
    assert.equal(await browser.run(`document.title.includes("new")`), false);
    await browser.run(`document.querySelector("#update-now").click()`);
    await browser.until(`document.title.includes("new")`);
    assert.match(await browser.run(caches), new RegExp(`^lentigo / ${version}$`));
    site.isUp = false;
    await browser.open(site.address);
    await browser.until(`document.title.includes("new")`);
    await browser.until(finder("on"));
    site.isUp = true;
  });

  test("says what is wrong with files that are no pictures", async () => {
    const files = { empty: [], jpeg: [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2], text: [116, 101, 120, 116] };
    const words = new Set();
    for (const bytes of Object.values(files)) {
      await browser.run(paste(bytes, "image/jpeg"));
      words.add(await browser.until(problem));
      await browser.run(`document.querySelector(".take__problem").hidden = true`);
    }
    await browser.run(paste([1], "application/pdf"));
    words.add(await browser.until(problem));
    assert.equal(words.size, 4, [...words].join("; "));
  });

  test("leaves the camera alone while nobody looks", async () => {
    const hide = (isHidden) => browser.run(`(() => {
      Object.defineProperty(document, "hidden", { value: ${isHidden}, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    })()`);
    await browser.until(finder("on"));
    await hide(true);
    assert.equal(await browser.run(`document.querySelector("video").srcObject === null`), true);
    await hide(false);
    await browser.until(finder("on"));
  });

  test("nothing went wrong in the page", () => assert.deepEqual(browser.trouble, []));
});
