// The views in use: with keys and fingers, in a real browser.
//
//     node --test Tests/Web/browser/use.browser.mjs

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Chromium, chromiumPath } from "./chromium.mjs";
import { serve } from "./files.mjs";
import { pressWords } from "./visitor.mjs";

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
  const focused = `document.activeElement.textContent.trim()`;
  const focus = (words) => browser.until(`${focused} === ${JSON.stringify(words)}`);
  const click = (words) => browser.until(pressWords(words));
  const slide = (value) => browser.run(`{ const slider = document.querySelector(".slider");
    slider.value = ${value}; slider.dispatchEvent(new Event("input")); }`);

  test("the first Tab leads past the tabs, to the heading, and stays in the view", async () => {
    await show("about");
    await browser.run("document.activeElement.blur()");
    await browser.press("Tab");
    await focus("Skip to the content");
    await browser.press("Enter");
    await focus("About Lentigo");
    assert.equal(await browser.run("location.hash"), "");
  });

  test("a picture without a mole's name is not saved, with one it is, and the way there is offered",
    async () => {
      await show("result/refer");
      await click("Save to a mole’s history");
      await click("Save");
      await browser.until(`document.querySelector("dialog .problem:not([hidden])") !== null`);
      assert.equal(await browser.run("document.activeElement.tagName"), "INPUT");
      await browser.run(`document.activeElement.value = "Left arm"`);
      await click("Save");
      await focus("See this mole’s history");
      assert.equal(await browser.run(`document.querySelector("dialog")`), null);
      assert.match(
        await browser.run("document.activeElement.getAttribute('href')"), /^#follow\/[0-9a-f]{24}$/);
    });

  test("Escape goes back from a question, and the focus returns", async () => {
    await show("result/no-sign");
    await browser.run(`document.querySelector(".verdict button").focus()`);
    await click("Save to a mole’s history");
    await browser.until(`document.querySelector("dialog[open]") !== null`);
    await browser.press("Escape");
    await browser.until(`document.querySelector("dialog") === null`);
    await focus("Save to a mole’s history");
  });

  test("nothing is deleted by one press, and the safe answer has the focus", async () => {
    await show("follow/mole");
    const count = `document.querySelectorAll(".moment").length`;
    assert.equal(await browser.run(count), 3);
    await click("Delete");
    await focus("Go back");
    await browser.press("Enter");
    await browser.until(`document.querySelector("dialog") === null`);
    assert.equal(await browser.run(count), 3);
    await click("Delete");
    await focus("Go back");
    // The dialog's own button is the last with these words.
    await click("Delete");
    await browser.until(`${count} === 2`);
  });

  test("the map is switched off and on, and its strength is the slider's", async () => {
    await show("result/refer");
    const shown = () => browser.run(`document.querySelector(".picture__map").checkVisibility()`);
    assert.ok(await shown());
    await click("Show the map");
    assert.equal(await shown(), false);
    await click("Show the map");
    await slide(90);
    assert.equal(
      await browser.run(`getComputedStyle(document.querySelector(".picture__map")).opacity`), "0.9");
  });

  test("the line between two pictures goes where the slider goes, in Arabic too", async () => {
    await show("follow/swipe", "ar");
    await slide(20);
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
    await browser.until(`document.documentElement.dir === "rtl" && document.querySelector(".language")`);
    await browser.run(`{ const choice = document.querySelector(".language select");
      choice.value = "fr"; choice.dispatchEvent(new Event("change")); }`);
    await browser.until(`document.querySelector("h1")?.textContent === "À propos de Lentigo"`);
    assert.equal(await browser.run("document.documentElement.dir"), "ltr");
    await browser.until(`document.activeElement.value === "fr"`);
    await browser.until(`document.title === "À propos – Lentigo"`);
    await browser.open(`${files.address}?again#about`);
    await browser.until(`document.documentElement.lang === "fr"`);
  });

  for (const state of ["take", "result/refer", "result/saving", "follow/list", "follow/swipe", "about"]) {
    test(`every control of ${state} is reached by Tab, in the order of the page, and shows it`, async () => {
      await show(state);
      const controls = await browser.run(`(() => {
        const scope = document.querySelector("dialog[open]") ?? document;
        const all = [...scope.querySelectorAll("a[href], button, input, select, summary")].filter((one) =>
          !one.disabled && one.checkVisibility()
            // Of a group of choices the chosen one is reached; keys with arrows lead to the others.
            && !(one.type === "radio" && !one.checked));
        all.forEach((one, index) => (one.dataset.order = index));
        document.activeElement.blur();
        return all.length;
      })()`);
      const reached = [];
      for (let press = 0; press < controls + 4 && reached.length < controls; press++) {
        await browser.press("Tab");
        const { order, isMarked } = await browser.run(`(() => {
          const one = document.activeElement;
          const marked = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
          return { order: one.dataset.order, isMarked: marked(getComputedStyle(one))
            || marked(getComputedStyle(one.closest("label") ?? one)) };
        })()`);
        if (order === undefined) continue;
        assert.ok(isMarked, `control ${order} shows no focus`);
        if (!reached.includes(Number(order))) reached.push(Number(order));
      }
      assert.equal(reached.length, controls);
      const start = reached.indexOf(0);
      assert.deepEqual([...reached.slice(start), ...reached.slice(0, start)], reached.map((_, index) => index));
    });
  }

  test("who wants little motion gets none", async () => {
    const moving = `[...document.querySelectorAll("*")].flatMap((one) =>
      ["", "::before", "::after"].flatMap((part) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(one, part);
        const seconds = [animationName === "none" ? "0s" : animationDuration, transitionDuration]
          .flatMap((text) => text.split(", ")).map(parseFloat);
        return Math.max(...seconds) > 0.001 ? [one.className + part] : [];
      })).length`;
    const counts = [];
    for (const value of ["no-preference", "reduce"]) {
      await browser.send("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-reduced-motion", value }],
      });
      let count = 0;
      for (const state of ["take", "result/saving", "follow/swipe", "about"]) {
        await show(state);
        count += await browser.run(moving);
      }
      counts.push(count);
    }
    await browser.send("Emulation.setEmulatedMedia", { features: [] });
    assert.equal(counts[1], 0);
    // Or nothing was looked at.
    assert.ok(counts[0] > 0);
  });
});
