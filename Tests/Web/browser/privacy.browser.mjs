// A full session, with every request of the page, its workers and the browser written down: nothing
// leaves for anywhere but the app's own server, nothing is sent there, and without a network nothing is
// asked for at all.
//
//     make web && node --test Tests/Web/browser/privacy.browser.mjs

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromiumPath } from "./chromium.mjs";
import { takingAnything } from "./model-file.mjs";
import { mole, png } from "./pictures.mjs";
import { Recorder } from "./recorder.mjs";
import { Site } from "./site.mjs";
import { pressWords, shows, visit } from "./visitor.mjs";

const app = new URL("../../../.build-web/", import.meta.url);
const skip = !chromiumPath() ? "no chromium" : !existsSync(app) ? "make web first" : false;
/** What the browser itself looks at after each visit: whether the service worker is a new one. */
const updateChecks = ["service-worker.js", "precache.js", "offline/precaching.js"];
/**
 * Services that Chromium asks for its own updates and clock, on an empty page too. By their whole names:
 * a font or a script from the same company would be told apart, and the page's own requests are listed
 * without exception.
 */
const servicesOfTheBrowser = new Set([
  "accounts.google.com", "clients2.google.com", "redirector.gvt1.com", "update.googleapis.com",
]);
const isOfTheBrowser = (url) =>
  servicesOfTheBrowser.has(url.includes("/") ? new URL(url).hostname : url.split(":")[0]);

describe("a full session", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "lentigo-session-"));
  const file = join(folder, "mole.png");
  let site;
  let recorder;
  let browser;
  /** Requests of the page and of its workers, as the browser reports them. */
  let asked = [];

  before(async () => {
    writeFileSync(file, png(mole()));
    site = await Site.start(app);
    site.replace("model.safetensors", takingAnything(site.read("model.safetensors")));
    recorder = await Recorder.start(site.address);
    browser = await visit("about:blank", { flags: recorder.flags });
    await browser.watchWorkers();
    browser.on((method, params, kind, session) => {
      if (method === "Network.requestWillBeSent") {
        const { url, method: verb, hasPostData } = params.request;
        asked.push({ key: `${session} ${params.requestId}`, kind, url, verb, hasPostData });
      }
      if (method === "Network.responseReceived") {
        const found = asked.findLast(({ key }) => key === `${session} ${params.requestId}`);
        if (found) found.isKept = params.response.fromServiceWorker;
      }
    });
  });

  after(async () => {
    await browser?.close();
    browser?.whenClosed();
    recorder?.close();
    site?.close();
    rmSync(folder, { recursive: true });
  });

  /** Everything that the app can do. */
  async function everything(name) {
    const press = (words) => browser.until(pressWords(words));
    await browser.until(shows.finder("on"));
    await browser.until(shows.advice);
    await press("Take the picture");
    await browser.until(shows.verdict);
    await press("Take another picture");
    await browser.until(shows.finder("on"));
    await browser.choose("input[type=file]", [file]);
    await browser.until(shows.verdict);
    await press("Save to a mole’s history");
    await browser.until(`(() => {
      const dialog = document.querySelector("dialog[open]");
      const name = dialog?.querySelector("input[type=text]");
      if (name) name.value = ${JSON.stringify(name)};
      dialog?.querySelector("input[type=radio][value='']")?.click();
      return Boolean(name);
    })()`);
    await press("Save");
    await press("See this mole’s history");
    await browser.until(`document.querySelector(".moment img")?.naturalWidth > 0`);
    await press("All moles");
    await press("Save all to a file");
    await browser.run(`location.hash = "#about"`);
    for (const [code, title] of [["ar", "rtl"], ["en", "ltr"]]) {
      await browser.until(`document.querySelector(".language select") !== null`);
      await browser.run(`{ const choice = document.querySelector(".language select");
        choice.value = "${code}"; choice.dispatchEvent(new Event("change")); }`);
      await browser.until(`document.documentElement.dir === "${title}"`);
    }
    await browser.run(`location.hash = "#take"`);
    await browser.until(shows.view("take"));
  }

  const own = ({ url }) => url.startsWith(site.address) || url.startsWith(`blob:${site.address}`)
    || url.startsWith("data:");
  const path = (url) => new URL(url).pathname.slice(1) || "index.html";

  test("with a network asks the app's own server for its files, and sends nothing", async (t) => {
    await browser.open(site.address);
    await browser.until(shows.offlineReady);
    await everything("Left arm");
    // The page, its worker and the service worker were all listened to.
    assert.deepEqual([...new Set(asked.map(({ kind }) => kind))].sort(), ["page", "service_worker", "worker"]);
    assert.deepEqual(asked.filter((one) => !own(one)), []);
    assert.deepEqual(asked.filter(({ verb, hasPostData }) => verb !== "GET" || hasPostData), []);
    const onTheWire = recorder.requests.filter((url) => !isOfTheBrowser(url));
    assert.deepEqual(onTheWire.filter((url) => !url.startsWith(site.address)), []);
    const list = JSON.parse(/\{.*\}/s.exec(site.read("precache.js"))[0]).files.map((one) => one.path);
    const files = new Set([...list, ...updateChecks]);
    assert.deepEqual(onTheWire.filter((url) => !files.has(path(url)) || new URL(url).search), []);
    t.diagnostic(`${asked.length} requests of page and workers, ${onTheWire.length} on the wire`);
  });

  test("without a network asks for nothing", async (t) => {
    recorder.isUp = false;
    asked = [];
    recorder.requests.length = 0;
    await browser.reload();
    await everything("Right arm");
    await browser.reload();
    await browser.until(shows.finder("on"));
    assert.ok(asked.length > 50);
    assert.deepEqual(asked.filter((one) => !own(one)), []);
    assert.deepEqual(asked.filter(({ url, isKept }) => url.startsWith("http") && isKept === false), []);
    const onTheWire = recorder.requests.filter((url) => !isOfTheBrowser(url));
    assert.deepEqual(onTheWire.filter((url) => !updateChecks.includes(path(url))), []);
    t.diagnostic(`${asked.length} requests of page and workers, all answered on the device; `
      + `${onTheWire.length} looks of the browser for a new service worker`);
  });

  test("nothing went wrong in the page", () => assert.deepEqual(browser.trouble, []));
});
