// Every state of every view in a real browser, in all languages, on small screens with large
// letters and on wide ones, in light and dark: no rule of accessibility is broken, nothing is
// fetched from elsewhere, and nothing goes wrong in the page.
//
//     node --test Tests/Web/browser/views.browser.mjs
//
// Each state is shown in each language once, on screens and in themes that change from one to the next.
// EVERYTHING=yes shows all combinations, ONLY=text those whose name has the text.
// PICTURES=folder keeps what each looked like; CARD=file takes another model card.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { languages } from "../../../Web/language/compose.js";
import { Chromium, chromiumPath } from "./chromium.mjs";
import { serve } from "./files.mjs";

const states = [
  "take", "result/refer", "result/no-sign", "result/retake", "result/saving", "result/none",
  "follow/empty", "follow/list", "follow/mole", "follow/swipe", "about",
];
const screens = {
  phone: { width: 390, height: 844, text: 16 },
  large: { width: 320, height: 568, text: 32 },
  desktop: { width: 1280, height: 900, text: 16 },
};
const themes = ["light", "dark"];
const { PICTURES: pictures, CARD, ONLY: only, EVERYTHING: everything } = process.env;
const cardFile = CARD ?? new URL("../../../Models/MODEL_CARD.json", import.meta.url);
const card = JSON.parse(readFileSync(cardFile, "utf8"));

/** Whether a combination is among those that are shown. */
function isChosen(name, screen, theme, language, state) {
  if (only) return name.includes(only);
  const looks = Object.keys(screens).length * themes.length;
  const look = themes.indexOf(theme) * Object.keys(screens).length + Object.keys(screens).indexOf(screen);
  return Boolean(everything) || (language + states.indexOf(state)) % looks === look;
}

for (const [screen, { width, height, text }] of Object.entries(screens)) {
  describe(screen, { skip: chromiumPath() ? false : "no chromium" }, () => {
    const isPhone = screen !== "desktop";
    const trouble = [];
    let files;
    let browser;

    before(async () => {
      files = await serve({
        "/": new URL("../../../Web/", import.meta.url), "/test/": new URL("./", import.meta.url),
      });
      // As the reader's own setting does it: every rem and em follows.
      browser = await Chromium.start([`--blink-settings=defaultFontSize=${text}`]);
      await browser.resize(width, height, isPhone);
      await browser.open(files.address);
      await browser.send("Network.enable");
      browser.on((method, params) => {
        const address = params.request?.url ?? "";
        if (method === "Runtime.exceptionThrown") trouble.push(params.exceptionDetails.text);
        if (method === "Log.entryAdded" && params.entry.source === "security") {
          trouble.push(params.entry.text);
        }
        if (method === "Network.requestWillBeSent" && /^https?:/.test(address)
          && !address.startsWith(files.address)) trouble.push(`asked ${address}`);
      });
    });

    after(async () => {
      await browser?.close();
      files?.close();
    });

    for (const theme of themes) {
      for (const [index, { code }] of languages.entries()) {
        for (const state of states) {
          const name = `${state} ${code} ${screen} ${theme}`;
          if (!isChosen(name, screen, theme, index, state)) continue;
          test(name, async () => {
            await browser.resize(width, height, isPhone);
            await browser.send("Emulation.setEmulatedMedia", {
              features: [{ name: "prefers-color-scheme", value: theme }],
            });
            await browser.run(`import("/test/stage.js").then(({ show }) =>
              show(${JSON.stringify(state)}, ${JSON.stringify({ language: code, card })}))`);
            const findings = await browser.run(
              `import("/test/accessibility.js").then(({ findings }) => findings())`);
            if (pictures) await keepPicture(name);
            assert.deepEqual(findings, []);
            assert.deepEqual(trouble.splice(0), []);
          });
        }
      }
    }

    /** The whole page, as on a screen that is high enough. */
    async function keepPicture(name) {
      const whole = await browser.run("document.documentElement.scrollHeight");
      await browser.resize(width, Math.max(height, whole), isPhone);
      mkdirSync(pictures, { recursive: true });
      writeFileSync(`${pictures}/${name.replace(/[ /]/g, "-")}.png`, await browser.picture());
    }
  });
}
