// Every language says everything, in all its plural forms, and the views ask for nothing else.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ISSUES, VERDICTS } from "../../Web/engine/module.js";
import { BODY_SITES } from "../../Web/history/store.js";
import { languages } from "../../Web/language/compose.js";

const web = new URL("../../Web/", import.meta.url);
const read = (path) => readFileSync(new URL(path, web), "utf8");
const tables = new Map(
  languages.map(({ code }) => [code, JSON.parse(read(`language/${code}.json`))]),
);
const english = tables.get("en");
const sentences = (message) => (typeof message === "string" ? [message] : Object.values(message));
const parameters = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

for (const [code, table] of tables) {
  test(`${code} has the keys of English, in their order`, () => {
    assert.deepEqual(Object.keys(table), Object.keys(english));
  });

  test(`${code} names the parameters of English`, () => {
    for (const [key, message] of Object.entries(table)) {
      const known = new Set(sentences(english[key]).flatMap(parameters));
      for (const text of sentences(message)) {
        assert.ok(text.trim().length > 0, key);
        // One and two are words of their own in some languages: `count` may be missing.
        const needed = typeof message === "string" ? [...known] : [];
        for (const name of needed) assert.ok(text.includes(`{${name}}`), `${key} lacks {${name}}`);
        for (const name of parameters(text)) assert.ok(known.has(name), `${key} has {${name}}`);
      }
    }
  });

  test(`${code} has exactly the plural forms that the language has`, () => {
    const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(table)) {
      assert.equal(typeof message, typeof english[key], key);
      if (typeof message === "object") {
        assert.deepEqual(Object.keys(message).sort(), [...forms].sort(), key);
      }
    }
  });

  test(`${code} never clears anybody`, () => {
    const words = /\b(benign\w*|bénin\w*|all[- ]clear|safe mole|healthy)\b|حميد/i;
    for (const [key, message] of Object.entries(table)) {
      for (const text of sentences(message)) assert.doesNotMatch(text, words, key);
    }
  });
}

test("each language has a table, and each table a language", () => {
  const files = readdirSync(new URL("language/", web)).filter((name) => name.endsWith(".json"));
  assert.deepEqual(files.sort(), languages.map(({ code }) => `${code}.json`).sort());
});

const sources = readdirSync(web, { recursive: true })
  .filter((path) => path.endsWith(".js"))
  .map((path) => read(path));
const views = "(?:app|take|result|follow|about|issue)";
const literals = sources.flatMap((text) =>
  [...text.matchAll(new RegExp(`"(${views}(?:\\.[\\w-]+)+)"`, "g"))].map(([, key]) => key));
const shell = [...read("index.html").matchAll(/data-t(?:-label)?="([^"]+)"/g)].map(([, key]) => key);
/** `issue.${name}.title` becomes /^issue\.[\w-]+\.title$/; so does `${key}.title`. */
const patterns = sources.flatMap((text) =>
  [...text.matchAll(/\bt\(`([^`]+)`/g)].map(([, template]) =>
    new RegExp(`^${template.replace(/\./g, "\\.").replace(/\$\{[^}]+\}/g, "[\\w.-]+")}$`)));
const prefixes = ["about.is", "about.is-not"];

test("every key that the page uses exists", () => {
  const isFile = (key) => /\.(js|json|css|png|svg)$/.test(key);
  for (const key of [...literals, ...shell]) {
    assert.ok(key in english || prefixes.includes(key) || isFile(key), `no message for ${key}`);
  }
  for (const pattern of patterns) {
    assert.ok(Object.keys(english).some((key) => pattern.test(key)), `no message for ${pattern}`);
  }
});

test("every message is used", () => {
  const used = new Set([...literals, ...shell]);
  // What only a table in the source builds.
  const built = /^about\.(tone|sex|site)\./;
  for (const key of Object.keys(english)) {
    const isUsed = used.has(key) || patterns.some((pattern) => pattern.test(key)) || built.test(key);
    assert.ok(isUsed, `${key} is never used`);
  }
});

test("whatever the engine and the history name has its words", () => {
  const keys = [
    ...ISSUES.flatMap((name) => [`issue.${name}.title`, `issue.${name}.advice`]),
    ...VERDICTS.flatMap((verdict) =>
      [`result.${verdict}.title`, `result.${verdict}.lead`]),
    ...["top", "middle", "bottom"].flatMap((row) =>
      ["left", "middle", "right"].map((column) => `result.place.${row}-${column}`)),
    ...BODY_SITES.map((site) => `follow.site.${site}`),
    ...["quota", "unavailable", "picture", "missing", "damaged"].map((code) =>
      `follow.problem.${code}`),
  ];
  for (const key of keys) assert.ok(key in english, key);
});
