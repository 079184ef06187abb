// Every pair of text and ground can be read: the contrast of WCAG 2.2, 1.4.3 and 1.4.11.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../Web/styles/tokens.css", import.meta.url), "utf8");
const [light, dark] = css.split("@media (prefers-color-scheme: dark)");
const tokens = (text) =>
  new Map([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
const themes = { light: tokens(light), dark: new Map([...tokens(light), ...tokens(dark)]) };

const luminance = (hex) =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);

const contrast = (one, other) => {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};

/** Text and the grounds that it stands on. */
const texts = {
  ink: ["ground", "sheet", "refer-soft", "watch-soft", "retake-soft", "accent-soft"],
  "ink-soft": ["ground", "sheet"],
  accent: ["ground", "sheet", "accent-soft", "refer-soft", "watch-soft", "retake-soft"],
  "on-accent": ["accent", "accent-strong"],
  refer: ["refer-soft", "sheet"],
  watch: ["watch-soft", "sheet"],
  retake: ["retake-soft", "sheet"],
  danger: ["sheet", "ground"],
  "on-danger": ["danger"],
  notice: ["notice-soft"],
};

/** Edges of controls, marks and the ring of the focus. */
const marks = {
  edge: ["sheet", "ground"],
  accent: ["sheet", "ground"],
  focus: ["sheet", "ground", "refer-soft", "watch-soft", "retake-soft"],
};

for (const [theme, colours] of Object.entries(themes)) {
  const check = (pairs, least) => {
    for (const [name, grounds] of Object.entries(pairs)) {
      for (const ground of grounds) {
        const found = contrast(colours.get(name), colours.get(ground));
        assert.ok(found >= least, `${name} on ${ground}: ${found.toFixed(2)}, below ${least}`);
      }
    }
  };
  test(`text on its grounds in the ${theme} theme: at least 4.5 to 1`, () => check(texts, 4.5));
  test(`controls and the focus in the ${theme} theme: at least 3 to 1`, () => check(marks, 3));
}

test("both themes have every colour", () => {
  assert.deepEqual([...tokens(dark).keys()], [...tokens(light).keys()]);
});
