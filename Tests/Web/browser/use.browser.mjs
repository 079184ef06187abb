// The views in use: with keys and fingers, in a real browser.
//
//     node --test Tests/Web/browser/use.browser.mjs

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Chromium, chromiumPath } from "./chromium.mjs";
import { serve } from "./files.mjs";

describe("in use", { skip: chromiumPath() ? false : "no chromium" }, () => {
  let files;
  let browser;

  before(async () => {
    files = await serve({
      "/": new URL("../../../Web/", import.meta.url), "/test/": new URL("./", import.meta.url),
    });
    browser = await Chromium.start();
    await browser.resize(390, 844, true);
  });

  after(async () => {
    await browser?.close();
    files?.close();
  });

  const show = async (state, language = "en") => {
    await browser.open(`${files.address}?${encodeURIComponent(state)}`);
    await browser.run(`import("/test/stage.js").then(({ show }) =>
      show("${state}", { language: "${language}", card: null }))`);
  };
  const focused = () => browser.run("document.activeElement.textContent.trim()");
  const press = async (key, code = key) => {
    for (const type of ["keyDown", "keyUp"]) {
      await browser.send("Input.dispatchKeyEvent", {
        type, key, code, windowsVirtualKeyCode: { Tab: 9, Escape: 27, Enter: 13 }[key],
        ...(key === "Enter" && type === "keyDown" ? { text: "\r" } : {}),
      });
    }
    await wait();
  };
  const wait = () => browser.run("new Promise((resolve) => setTimeout(resolve, 150))");
  const click = async (text) => {
    await browser.run(`[...document.querySelectorAll("button, a, label, summary")]
      .filter((one) => one.checkVisibility() && one.textContent.trim() === ${JSON.stringify(text)})
      .at(-1).click()`);
    await wait();
  };
  const has = (selector) => browser.run(`document.querySelector(${JSON.stringify(selector)}) !== null`);

  test("the first Tab leads past the tabs, to the heading, and stays in the view", async () => {
    await show("about");
    await browser.run("document.activeElement.blur()");
    await press("Tab");
    assert.equal(await focused(), "Skip to the content");
    await press("Enter");
    assert.equal(await focused(), "About Lentigo");
    assert.equal(await browser.run("location.hash"), "");
  });

  test("a picture without a mole's name is not saved, with one it is, and the way there is offered",
    async () => {
      await show("result/refer");
      await click("Save to a mole’s history");
      await click("Save");
      assert.equal(await browser.run(`document.querySelector("dialog .problem").hidden`), false);
      assert.equal(await browser.run("document.activeElement.tagName"), "INPUT");
      await browser.run(`document.activeElement.value = "Left arm"`);
      await click("Save");
      assert.equal(await has("dialog"), false);
      assert.equal(await focused(), "See this mole’s history");
      assert.match(
        await browser.run("document.activeElement.getAttribute('href')"), /^#follow\/[0-9a-f]{24}$/);
    });

  test("Escape goes back from a question, and the focus returns", async () => {
    await show("result/no-sign");
    await browser.run(`document.querySelector(".verdict button").focus()`);
    await click("Save to a mole’s history");
    assert.ok(await has("dialog[open]"));
    await press("Escape");
    assert.equal(await has("dialog"), false);
    assert.equal(await focused(), "Save to a mole’s history");
  });

  test("nothing is deleted by one press, and the safe answer has the focus", async () => {
    await show("follow/mole");
    const count = () => browser.run(`document.querySelectorAll(".moment").length`);
    assert.equal(await count(), 3);
    await click("Delete");
    assert.equal(await focused(), "Go back");
    await press("Enter");
    assert.equal(await count(), 3);
    await click("Delete");
    // The dialog's own button is the last with these words.
    await click("Delete");
    assert.equal(await count(), 2);
  });

  test("the map is switched off and on, and its strength is the slider's", async () => {
    await show("result/refer");
    const shown = () => browser.run(`document.querySelector(".picture__map").checkVisibility()`);
    assert.ok(await shown());
    await click("Show the map");
    assert.equal(await shown(), false);
    await click("Show the map");
    await browser.run(`{ const slider = document.querySelector(".slider");
      slider.value = 90; slider.dispatchEvent(new Event("input")); }`);
    assert.equal(
      await browser.run(`getComputedStyle(document.querySelector(".picture__map")).opacity`), "0.9");
  });

  test("the line between two pictures goes where the slider goes, in Arabic too", async () => {
    await show("follow/swipe", "ar");
    await browser.run(`{ const slider = document.querySelector(".slider");
      slider.value = 20; slider.dispatchEvent(new Event("input")); }`);
    const [left, right] = await browser.run(`(() => {
      document.querySelector(".swipe").scrollIntoView({ block: "center" });
      const stage = document.querySelector(".swipe").getBoundingClientRect();
      const at = (share) => document.elementFromPoint(
        stage.left + share * stage.width, stage.top + stage.height / 2).className;
      return [at(0.1), at(0.4)];
    })()`);
    assert.equal(left, "");
    assert.equal(right, "swipe__later");
  });

  test("the start speaks the reader's language, and About changes it for good", async () => {
    await browser.run("localStorage.clear()");
    await browser.send("Emulation.setUserAgentOverride", {
      userAgent: "test", acceptLanguage: "ar-EG",
    });
    await browser.open(`${files.address}#about`);
    await wait();
    const direction = () => browser.run("document.documentElement.dir");
    assert.equal(await direction(), "rtl");
    await browser.run(`{ const choice = document.querySelector(".language select");
      choice.value = "fr"; choice.dispatchEvent(new Event("change")); }`);
    await wait();
    assert.equal(await direction(), "ltr");
    assert.equal(await browser.run("document.querySelector('h1').textContent"), "À propos de Lentigo");
    assert.equal(await browser.run("document.activeElement.value"), "fr");
    assert.equal(await browser.run("document.title"), "À propos – Lentigo");
    await browser.open(`${files.address}?again#about`);
    await wait();
    assert.equal(await browser.run("document.documentElement.lang"), "fr");
  });
});
