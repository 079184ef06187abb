import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ISSUES, MEASURES, PhoneModule, VERDICTS, issueNames } from "../../Web/engine/module.js";

/** A module with one page of memory that answers as told. */
const instance = (answers = {}) => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  return {
    exports: {
      memory, lentigo_allocate: (count) => (count > 0 ? 1024 : 0), lentigo_load: () => 0,
      lentigo_screen: () => 0, lentigo_assess: () => 0, lentigo_issues: () => 0,
      lentigo_risk: () => 0.25, lentigo_threshold: () => 0.125, lentigo_map: () => 0,
      lentigo_measure: (index) => index, lentigo_map_width: () => 0, lentigo_map_height: () => 0, ...answers,
    },
  };
};

const fails = (code, detail, work) => assert.throws(work, { name: "EngineError", code, detail });

test("bits become names, lowest first", () => {
  assert.deepEqual(issueNames(0), []);
  assert.deepEqual(issueNames(0b10000000001), ["too-small", "not-a-lesion"]);
  assert.deepEqual(issueNames((1 << ISSUES.length) - 1), [...ISSUES]);
});

test("a screening has names instead of numbers", () => {
  const module = new PhoneModule(instance({ lentigo_screen: () => 2, lentigo_issues: () => 0b10 }));
  const { verdict, issues, risk, threshold, map } = module.screen(2, 2);
  assert.deepEqual([verdict, issues, risk, threshold, map],
    ["retake", ["too-dark"], 0.25, 0.125, null]);
});

test("an assessment has hints and measures by name", () => {
  const module = new PhoneModule(instance({ lentigo_assess: () => 0b1000 }));
  const { hints, measures } = module.assess(1, 1);
  assert.deepEqual(hints, ["flat"]);
  assert.deepEqual(Object.keys(measures), [...MEASURES]);
  assert.equal(measures.lesionContrast, 10);
});

test("the map is a copy", () => {
  const made = instance({
    lentigo_map: () => 64, lentigo_map_width: () => 2, lentigo_map_height: () => 1,
  });
  const view = new Float32Array(made.exports.memory.buffer, 64, 2);
  view.set([0.5, -1]);
  const { map } = new PhoneModule(made).screen(1, 1);
  view.set([0, 0]);
  assert.deepEqual([...map.values], [0.5, -1]);
});

test("a buffer is written where the module put it, past 2 GiB too", () => {
  const made = instance();
  new PhoneModule(made).handOver(3, (bytes) => bytes.set([1, 2, 3]));
  assert.deepEqual([...new Uint8Array(made.exports.memory.buffer, 1024, 3)], [1, 2, 3]);
  // An address above 2^31 arrives as a negative number; here it must not count as no memory.
  const high = new PhoneModule(instance({ lentigo_allocate: () => -65536 }));
  assert.throws(() => high.handOver(1, () => {}), RangeError);
});

test("each failure has its code", () => {
  const module = (answers) => new PhoneModule(instance(answers));
  const trap = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  fails("memory", "full", () => module({ lentigo_allocate: () => 0 }).handOver(4, () => {}));
  fails("memory", "trap", () => module({ lentigo_screen: trap }).screen(1, 1));
  fails("module", "version", () => module({ lentigo_assess: undefined }).assess(1, 1));
  fails("picture", "size", () => module({ lentigo_screen: () => -1 }).screen(1, 1));
  fails("picture", "size", () => module({ lentigo_assess: () => -1 }).assess(1, 1));
  fails("model", "empty", () => module().load(new Uint8Array()));
  fails("model", "metadata", () => module({ lentigo_load: () => 3 }).load(new Uint8Array(4)));
});

test("the names are the core's, in the order of its bits and numbers", () => {
  const source = (path) => readFileSync(new URL(`../../Sources/${path}`, import.meta.url), "utf8");
  const issues = source("LesionImage/Quality/QualityIssues.swift");
  const bits = Object.fromEntries(
    [...issues.matchAll(/let (\w+) = QualityIssues\(rawValue: 1 << (\d+)\)/g)].map(([, name, bit]) => [name, bit]));
  const named = [...issues.matchAll(/\(\.(\w+), "([a-z-]+)"\)/g)].map(([, name, word]) => [bits[name], word]);
  assert.deepEqual(named, ISSUES.map((word, bit) => [String(bit), word]));
  const measures = source("LesionImage/Quality/QualityMeasure.swift").matchAll(/case (\w+) = (\d+)/g);
  assert.deepEqual(
    [...measures].map(([, name, index]) => [name.replace("color", "colour"), Number(index)]),
    MEASURES.map((name, index) => [name, index]));
  const verdicts = source("Screening/Verdict.swift").matchAll(/case \.\w+: "([a-z-]+)"/g);
  assert.deepEqual([...verdicts].map(([, name]) => name), [...VERDICTS]);
});
