// The map's pixels and words say what its numbers say.

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, enlarge, heatPixels, isEmpty } from "../../Web/views/parts/heat.js";

const map = (width, height, value) => ({
  width, height, values: Float32Array.from({ length: width * height }, (_, index) => value(index)),
});
const spot = map(7, 7, (index) => (index === 3 * 7 + 5 ? 1 : 0));

test("an even map stays even, whatever the size", () => {
  for (const value of enlarge(map(7, 7, () => 0.25), 90, 61)) {
    assert.ok(Math.abs(value - 0.25) < 1e-6);
  }
});

test("smoothing neither adds nor goes beyond the largest", () => {
  const smooth = enlarge(spot, 70, 70);
  const sum = smooth.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum / 100 - 1) < 0.02, `${sum}`);
  assert.ok(Math.max(...smooth) < 1 && Math.min(...smooth) >= 0);
});

test("a spot stays where it is", () => {
  const smooth = enlarge(spot, 140, 70);
  const peak = smooth.indexOf(Math.max(...smooth));
  assert.ok(Math.abs((peak % 140) - 110) <= 1);
  assert.ok(Math.abs(Math.floor(peak / 140) - 35) <= 1);
});

test("what speaks for and against differs in colour, and nothing covers nothing", () => {
  const both = map(8, 1, (index) => [1, 1, 0, 0, 0, 0, -1, -1][index]);
  const pixels = heatPixels(both, 80, 10);
  const at = (x) => [...pixels.slice(4 * (5 * 80 + x), 4 * (5 * 80 + x) + 4)];
  const [left, middle, right] = [at(2), at(40), at(77)];
  assert.ok(left[0] > left[2], `warm: ${left}`);
  assert.ok(right[2] >= right[0], `cold: ${right}`);
  assert.equal(middle[3], 0);
  assert.ok(left[3] > 150 && right[3] > 150);
});

test("a map of tiny shares is not drawn as a sure one", () => {
  const faint = heatPixels(map(7, 7, (index) => (index === 24 ? 0.005 : 0)), 70, 70);
  assert.ok(Math.max(...faint.filter((_, index) => index % 4 === 3)) < 90);
});

test("a line surrounds the strongest places", () => {
  const pixels = heatPixels(spot, 140, 140);
  let white = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] === 255 && pixels[at + 1] === 255 && pixels[at + 2] === 255) white += 1;
  }
  assert.ok(white > 60 && white < 1500, `${white}`);
});

test("words name the ninth that is strongest, and its share", () => {
  assert.deepEqual(describe(spot), { towards: { place: "middle-right", share: 1 }, against: null });
  const both = map(3, 3, (index) => [3, 0, 0, 0, 1, 0, 0, 0, -2][index]);
  assert.deepEqual(describe(both), {
    towards: { place: "top-left", share: 0.75 }, against: { place: "bottom-right", share: 1 },
  });
  const faint = map(3, 3, (index) => [0.02, 0, 0, 0, -1, 0, 0, 0, 0][index]);
  assert.equal(describe(faint).towards, null);
});

test("an empty map is none", () => {
  assert.ok(isEmpty(null) && isEmpty(map(7, 7, () => 0)) && !isEmpty(spot));
  assert.ok(isEmpty({ width: 3, height: 3, values: new Float32Array(4) }));
});
