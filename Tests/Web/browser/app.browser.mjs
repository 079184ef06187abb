// The assembled app in a real browser, from the first visit to an update: camera, advice, verdict,
// files of all kinds, and everything again without a network.
//
//     make web && node --test Tests/Web/browser/app.browser.mjs

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { chromiumPath } from "./chromium.mjs";
import { Site } from "./site.mjs";
import { pressWords, shows, visit } from "./visitor.mjs";

const app = new URL("../../../.build-web/", import.meta.url);
const skip = !chromiumPath() ? "no chromium" : !existsSync(app) ? "make web first" : false;

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
    browser = await visit("about:blank");
    browser.asked = [];
    await browser.send("Network.enable");
    browser.on((method, params) => {
      if (method === "Network.requestWillBeSent") browser.asked.push(params.request.url);
    });
    await browser.open(site.address);
  });

  after(async () => {
    await browser?.close();
    browser?.whenClosed();
    site?.close();
  });

  test("is kept whole at the first visit, without a second transfer", async () => {
    await browser.until(shows.offlineReady);
    const transferred = site.log.filter(({ status }) => status === 200).map(({ path }) => path);
    assert.deepEqual(site.log.filter(({ status }) => status === 404), []);
    for (const large of ["model.safetensors", "core-relaxed.wasm"]) {
      assert.equal(transferred.filter((path) => path === large).length, 1, large);
    }
    firstVersion = await browser.run(shows.caches);
  });

  test("can be installed: a manifest, icons of its sizes, a service worker", async () => {
    assert.deepEqual((await browser.send("Page.getInstallabilityErrors")).installabilityErrors, []);
    const { url, errors } = await browser.send("Page.getAppManifest");
    assert.equal(url, `${site.address}app.webmanifest`);
    assert.deepEqual(errors, []);
    const { icons, name, display, start_url: start } = JSON.parse(site.read("app.webmanifest"));
    assert.deepEqual([name, display, start], ["Lentigo", "standalone", "./"]);
    const drawn = icons.filter(({ type }) => type === "image/png").map(({ src, sizes, purpose }) => {
      const bytes = site.read(src);
      assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
      return `${sizes} ${purpose}`;
    });
    assert.deepEqual(drawn, ["192x192 any", "512x512 any", "512x512 maskable"]);
  });

  test("shows the camera's picture with advice, and judges it", async () => {
    await browser.until(shows.finder("on"));
    await browser.until(shows.advice);
    await browser.run(`window.track = document.querySelector("video").srcObject.getVideoTracks()[0]`);
    await browser.run(`document.querySelector(".take__shutter").click()`);
    assert.ok(await browser.until(shows.verdict));
    assert.equal(await browser.run(`window.track.readyState`), "ended");
  });

  test("works without a network", async () => {
    site.isUp = false;
    site.log.length = browser.asked.length = 0;
    await browser.reload();
    await browser.open(`${site.address}?from=home`);
    await browser.until(shows.finder("on"));
    await browser.until(shows.advice);
    await browser.run(`document.querySelector(".take__shutter").click()`);
    assert.ok(await browser.until(shows.verdict));
    for (const view of ["follow", "about", "take"]) {
      await browser.run(`location.hash = "#${view}"`);
      await browser.until(shows.view(view));
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
    await browser.until(`${shows.caches}.then((names) => names === "${firstVersion}")`);
    await browser.open(site.address);
    await browser.until(shows.finder("on"));
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
    await browser.until(pressWords("Use it now"));
    await browser.until(`document.title.includes("new")`);
    assert.match(await browser.run(shows.caches), new RegExp(`^lentigo / ${version}$`));
    site.isUp = false;
    await browser.open(site.address);
    await browser.until(`document.title.includes("new")`);
    await browser.until(shows.finder("on"));
    site.isUp = true;
  });

  test("says what is wrong with files that are no pictures", async () => {
    const files = { empty: [], jpeg: [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2], text: [116, 101, 120, 116] };
    const words = new Set();
    for (const bytes of Object.values(files)) {
      await browser.run(paste(bytes, "image/jpeg"));
      words.add(await browser.until(shows.problem));
      await browser.run(`document.querySelector(".take__problem").hidden = true`);
    }
    await browser.run(paste([1], "application/pdf"));
    words.add(await browser.until(shows.problem));
    assert.equal(words.size, 4, [...words].join("; "));
  });

  test("leaves the camera alone while nobody looks", async () => {
    const hide = (isHidden) => browser.run(`(() => {
      Object.defineProperty(document, "hidden", { value: ${isHidden}, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    })()`);
    await browser.until(shows.finder("on"));
    await hide(true);
    assert.equal(await browser.run(`document.querySelector("video").srcObject === null`), true);
    await hide(false);
    await browser.until(shows.finder("on"));
  });

  test("nothing went wrong in the page", () => assert.deepEqual(browser.trouble, []));
});
