// Somebody with a phone who visits the assembled app.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chromium } from "./chromium.mjs";
import { writeFilm } from "./fake-video.mjs";

/** Expressions that the page answers: what a person would see. */
export const shows = {
  finder: (state) => `document.querySelector(".finder")?.dataset.state === "${state}"`,
  advice: `["hint", "good"].includes(document.querySelector(".finder")?.dataset.advice)`,
  problem: `document.querySelector(".take__problem:not([hidden]) h2")?.textContent`,
  verdict: `location.hash === "#result" && document.querySelector(".verdict h1")?.textContent`,
  view: (name) => `document.querySelector('[data-route="${name}"][aria-current]') !== null`,
  caches: `caches.keys().then((names) => names.join())`,
  offlineReady: `Boolean(navigator.serviceWorker.controller)
    && caches.keys().then((names) => names.some((name) => name.startsWith("lentigo ")))`,
};

/** Presses what has these words; the last such, since dialogs lie above the page. */
export const pressWords = (words) => `(() => {
  const all = [...document.querySelectorAll("button, a, label, summary")];
  const found = all.filter((one) => one.checkVisibility() && !one.disabled
    && one.textContent.trim() === ${JSON.stringify(words)}).at(-1);
  found?.click();
  return Boolean(found);
})()`;

/**
 * A browser on a page of the app, with a film of a mole before its camera.
 *
 * @param {string} address
 * @param {{ flags?: string[], hasCamera?: boolean }} [options]
 * @returns {Promise<Chromium & { trouble: string[] }>} `trouble` is what went wrong in the page
 */
export async function visit(address, { flags = [], hasCamera = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "lentigo-film-"));
  const film = join(folder, "film.y4m");
  writeFilm(film);
  const browser = await Chromium.start([
    ...flags, ...(hasCamera ? [
      "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ] : []),
  ]);
  browser.trouble = [];
  browser.on((method, params) => {
    if (method === "Runtime.exceptionThrown") browser.trouble.push(params.exceptionDetails.text);
    if (method === "Log.entryAdded" && params.entry.source === "security") {
      browser.trouble.push(params.entry.text);
    }
  });
  browser.whenClosed = () => rmSync(folder, { recursive: true, force: true });
  await browser.resize(390, 844, true);
  // In English, whatever the machine speaks.
  await browser.send("Emulation.setLocaleOverride", { locale: "en-GB" });
  await browser.send("Emulation.setUserAgentOverride", {
    userAgent: await browser.run("navigator.userAgent"), acceptLanguage: "en-GB",
  });
  await browser.open(address);
  return browser;
}
