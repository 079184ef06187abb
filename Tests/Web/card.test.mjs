// What the page says of the model's errors is what the card says, and nothing where it says nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { alike, errors, inHundred, mainTest, otherTests, wilson } from "../../Web/card/figures.js";
import { groupName, groupTables, unknownProperties } from "../../Web/card/groups.js";
import { dataSets } from "../../Web/card/licences.js";

const interval = (lower, upper) => ({ lower, upper, confidence: 0.95 });
const measured = (threshold, sensitivity, specificity) => ({
  threshold, sensitivity, specificity, precision: 0.4, negativePredictiveValue: 0.95,
  intervals: {
    sensitivity: interval(0.6, 0.9), specificity: interval(0.5, 0.8), precision: interval(0.3, 0.5),
    negativePredictiveValue: interval(0.9, 0.97),
  },
});
const matrix = (truePositives, falseNegatives, trueNegatives, falsePositives) => ({
  confusionMatrix: { truePositives, falseNegatives, trueNegatives, falsePositives },
});

const card = () => ({
  training: { data: "isic2020 + mine" },
  tests: [{
    data: "isic2020",
    unknownProperties: ["source"],
    summary: {
      count: 200, malignantCount: 40, benignCount: 160,
      operatingPoint: measured(0.1, 0.8, 0.7),
      byPatient: {
        patientCount: 90, sensitivity: interval(0.55, 0.93), specificity: interval(0.45, 0.85),
      },
      offeredPoints: [{
        measured: measured(0.3, 0.5, 0.9), sensitivityByPatient: interval(0.4, 0.6),
        specificityByPatient: interval(0.85, 0.95),
      }],
      calibration: { curve: { bins: [
        { count: 100, malignant: 0, meanScore: 0.01 }, { count: 100, malignant: 40, meanScore: 0.4 },
      ] } },
    },
    subgroups: [
      { property: "sex", groups: [
        { name: "female", count: 60, operatingPoint: matrix(15, 5, 30, 10) },
        { name: null, count: 6, operatingPoint: matrix(0, 0, 6, 0) },
      ] },
    ],
  }],
});

test("intervals by patient are preferred, and turned round for errors", () => {
  const found = errors(card(), 0.1);
  assert.deepEqual(found.sensitivity, { value: 0.8, low: 0.55, high: 0.93 });
  assert.ok(Math.abs(found.missed.low - 0.07) < 1e-9 && Math.abs(found.missed.high - 0.45) < 1e-9);
  assert.equal(found.patients, 90);
  assert.equal(found.prevalence, 0.2);
});

test("another threshold of the card is found, and one that was not measured says nothing", () => {
  assert.equal(errors(card(), 0.3).sensitivity.value, 0.5);
  assert.equal(errors(card(), 0.2), null);
});

test("without a card, or with a broken one, nothing is said", () => {
  for (const broken of [null, {}, { tests: null }, { tests: [{}] }, { tests: [{ summary: {} }] }]) {
    assert.equal(errors(broken, 0.1), null);
    assert.equal(alike(broken, 0.5), null);
    assert.deepEqual(groupTables(broken), []);
    assert.deepEqual(unknownProperties(broken), []);
    assert.deepEqual(dataSets(broken), { known: [], unknown: [] });
  }
});

test("a risk is compared with the tested pictures most like it", () => {
  assert.equal(alike(card(), 0.001).malignant, 0);
  assert.equal(alike(card(), 0.99).malignant, 40);
  // Between the two in odds, not in risk: 0.1 is as far from 0.01 as 0.4 is from 0.1.
  assert.equal(alike(card(), 0.07).malignant, 0);
  assert.equal(alike(card(), 0.08).malignant, 40);
  assert.equal(alike(card(), Number.NaN), null);
});

test("none of many is not never", () => {
  const none = wilson(0, 150);
  assert.equal(none.value, 0);
  assert.ok(none.high > 0.02 && none.high < 0.03);
  assert.equal(wilson(0, 0), null);
});

test("no share becomes 0 or 100 of a hundred by rounding", () => {
  assert.deepEqual(inHundred(0.001), { count: 1, bound: "below" });
  assert.deepEqual(inHundred(0.999), { count: 99, bound: "above" });
  assert.deepEqual(inHundred(0), { count: 0, bound: null });
  assert.deepEqual(inHundred(0.346), { count: 35, bound: null });
});

test("groups have rates where there is somebody to measure, and small ones are marked", () => {
  const [{ property, groups }] = groupTables(card());
  assert.equal(property, "sex");
  assert.equal(groups[0].found.value, 0.75);
  assert.equal(groups[0].isFew, false);
  assert.equal(groups[1].found, null);
  assert.equal(groups[1].isFew, true);
  assert.deepEqual(unknownProperties(card()), ["source"]);
});

test("groups are named in the reader's language where the name is known", () => {
  assert.deepEqual(groupName("tone", "41° to 55°"), { key: "about.tone.above41", from: 41, to: 55 });
  assert.deepEqual(groupName("tone", "10° and below"), { key: "about.tone.upTo10", from: 10, to: 0 });
  assert.deepEqual(groupName("age", "20-39"), { key: "about.age.range", from: 20, to: 39 });
  assert.deepEqual(groupName("site", "head/neck"), { key: "about.site.head-neck" });
  assert.deepEqual(groupName("source", "a/clinic"), { text: "a/clinic" });
  assert.deepEqual(groupName("sex", null), { key: "about.group.unknown" });
});

test("data sets have their terms, and unknown ones are named as such", () => {
  const { known, unknown } = dataSets(card());
  assert.deepEqual(known.map(({ licence }) => licence), ["CC BY-NC 4.0"]);
  assert.deepEqual(unknown, ["mine"]);
});

test("the main test is the honest one: of people that the model never saw, then the largest", () => {
  const two = card();
  const [first] = two.tests;
  const small = { ...first, data: "small", summary: { ...first.summary, malignantCount: 4, count: 20,
    benignCount: 16, byPatient: null, operatingPoint: {
      ...measured(0.1, 0.5, 0.75), ...matrix(2, 2, 12, 4) } } };
  two.tests = [small, first];
  assert.equal(mainTest(two), first);
  assert.deepEqual(otherTests(two, 0.1), [
    { data: "small", count: 20, malignant: 4, others: 16, found: 2, alarms: 4 }]);
  const flattered = { ...first, imagesOfTrainingPatients: 12 };
  two.tests = [flattered, { ...small, imagesOfTrainingPatients: 0 }];
  assert.equal(mainTest(two).data, "small");
  assert.equal(errors({ tests: [flattered] }, 0.1).known, 12);
  assert.equal(mainTest(null), undefined);
});
