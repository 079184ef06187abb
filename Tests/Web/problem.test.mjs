import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CameraError } from "../../Web/camera/camera.js";
import { EngineError } from "../../Web/engine/error.js";
import { WORDS, problemKey } from "../../Web/views/take/problem.js";

const english = JSON.parse(
  readFileSync(new URL("../../Web/language/en.json", import.meta.url), "utf8"));

test("every problem has its words", () => {
  for (const [kind, details] of Object.entries(WORDS)) {
    for (const detail of details) {
      for (const part of ["title", "advice"]) {
        assert.ok(`take.${kind}.${detail}.${part}` in english, `take.${kind}.${detail}.${part}`);
      }
    }
  }
});

test("each error finds its words, and an unknown one finds some", () => {
  assert.equal(problemKey(new CameraError("denied")), "take.camera.denied");
  assert.equal(problemKey(new EngineError("picture", "cut-off")), "take.picture.cut-off");
  assert.equal(problemKey(new EngineError("memory", "trap")), "take.memory.full");
  assert.equal(problemKey(new EngineError("model", "metadata")), "take.model.weights");
  assert.equal(problemKey(new EngineError("module", "crashed")), "take.memory.full");
  assert.equal(problemKey(new TypeError("surprise")), "take.module.unsupported");
  assert.equal(problemKey("no-picture"), "take.picture.no-picture");
});
