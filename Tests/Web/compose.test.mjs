// Languages are chosen, and sentences composed, as their readers expect.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLanguage, createFormat, createTranslator } from "../../Web/language/compose.js";

const speak = (table, code, locale = code) =>
  createTranslator(table, chooseLanguage(code, [locale]));

test("the reader's choice comes first, then the first language that is known, then English", () => {
  assert.equal(chooseLanguage("fr", ["ar-EG", "en"]).language.code, "fr");
  assert.equal(chooseLanguage(null, ["xx", "pt-BR", "en"]).language.code, "pt");
  assert.equal(chooseLanguage("gone", ["xx"]).language.code, "en");
  assert.equal(chooseLanguage(null, []).locale, "en");
});

test("the locale keeps the reader's region, and passes over what is no locale", () => {
  assert.equal(chooseLanguage(null, ["ar-EG"]).locale, "ar-EG");
  assert.equal(chooseLanguage("es", ["en-GB", "es-MX"]).locale, "es-MX");
  assert.equal(chooseLanguage("es", ["es_!!", "en"]).locale, "es");
});

test("parameters are filled in by name, numbers as the locale writes them", () => {
  const table = { "a.b": "{count} of {whole}, {missing}" };
  assert.equal(speak(table, "en")("a.b", { count: 1234, whole: "many" }), "1,234 of many, {missing}");
  assert.equal(speak(table, "es", "es-ES")("a.b", { count: 12345, whole: 2 }), "12.345 of 2, {missing}");
});

test("a key without a message is shown as it is", () => {
  assert.equal(speak({}, "en")("a.b"), "a.b");
});

test("plurals follow the language", () => {
  const forms = { zero: "0", one: "1", two: "2", few: "few", many: "many", other: "other" };
  const letters = Object.fromEntries(Object.keys(forms).map((form) => [form, form]));
  const say = (code, count) => speak({ "a.b": letters }, code)("a.b", { count });
  assert.deepEqual([0, 1, 2, 3, 11, 100].map((count) => say("ar", count)),
    ["zero", "one", "two", "few", "many", "other"]);
  assert.deepEqual([0, 1, 2].map((count) => say("fr", count)), ["one", "one", "other"]);
  assert.deepEqual([0, 1, 2].map((count) => say("en", count)), ["other", "one", "other"]);
});

test("Arabic writes its digits where its readers do, and isolates what is not its own", () => {
  const table = { "a.b": "{data} 95 {count}" };
  assert.equal(speak(table, "ar", "ar-EG")("a.b", { data: "isic2020", count: 12 }),
    "\u2068isic2020\u2069 ٩٥ \u2068١٢\u2069");
  assert.equal(speak(table, "ar", "ar-MA")("a.b", { data: "x", count: 12 }),
    "\u2068x\u2069 95 \u206812\u2069");
});

test("what is filled in is not read as a message again", () => {
  assert.equal(speak({ "a.b": "{name} {count}" }, "en")("a.b", { name: "{count}", count: 3 }), "{count} 3");
});

test("shares and dates are the locale's", () => {
  const format = createFormat("fr");
  assert.match(format.percent(0.346), /^35.%$/);
  assert.equal(format.date(new Date(2026, 0, 31)), "31 janv. 2026");
});
