import assert from "node:assert/strict";
import { test } from "node:test";
import { HintSmoother } from "../../Web/camera/hints.js";

/** What is shown after each frame, four a second. */
const shown = (frames) => {
  const smoother = new HintSmoother();
  return frames.map((hints, i) => {
    const { state, hint } = smoother.update(hints, 250 * i);
    return hint ?? state;
  });
};
const times = (count, hints) => Array.from({ length: count }, () => hints);

test("nothing wrong is said after some frames, not after one", () => {
  assert.deepEqual(shown(times(4, [])), ["waiting", "waiting", "good", "good"]);
});

test("a single frame's hint is not shown", () => {
  const frames = [...times(6, []), ["blurred"], ...times(8, [])];
  assert.deepEqual([...new Set(shown(frames).slice(2))], ["good"]);
});

test("a hint that stays is shown from the second frame, and goes after some without it", () => {
  const seen = shown([...times(10, ["too-far"]), ...times(10, [])]);
  assert.equal(seen[1], "too-far");
  assert.equal(seen[11], "too-far");
  assert.equal(seen.at(-1), "good");
});

test("hints that come and go do not flicker", () => {
  const frames = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? ["glare"] : []));
  const seen = shown(frames);
  const changes = seen.filter((value, i) => i > 0 && value !== seen[i - 1]).length;
  assert.ok(changes <= 1, seen.join(" "));
});

test("advice stays long enough to be read", () => {
  const frames = Array.from({ length: 80 }, (_, i) => (i % 8 < 4 ? ["too-dark"] : ["too-far"]));
  const seen = shown(frames);
  let length = 1;
  for (let i = 1; i < seen.length; i++) {
    if (seen[i] === seen[i - 1]) length += 1;
    else {
      assert.ok(seen[i - 1] === "waiting" || length >= 5, `${length} frames of ${seen[i - 1]}`);
      length = 1;
    }
  }
});

test("of several the one that hides the others comes first", () => {
  assert.equal(shown(times(4, ["noisy", "blurred", "too-dark"])).at(-1), "too-dark");
});

test("small frames are no reason to complain of a small picture", () => {
  assert.equal(shown(times(8, ["too-small"])).at(-1), "good");
});
