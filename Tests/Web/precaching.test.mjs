import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

globalThis.self = globalThis;
await import("../../Web/offline/precaching.js");
const { cacheName, install, ownPath, removeOthers } = globalThis.precaching;

const scope = "https://example.org/app/";
const paths = new Set(["index.html", "core.wasm", "engine/worker.js"]);

/** The browser's caches, in memory. */
class FakeCaches {
  all = new Map();

  async keys() {
    return [...this.all.keys()];
  }

  async open(name) {
    if (!this.all.has(name)) this.all.set(name, new Map());
    const entries = this.all.get(name);
    return {
      match: async (url) => entries.get(url)?.clone(),
      put: async (url, response) => void entries.set(url, response),
    };
  }

  async delete(name) {
    return this.all.delete(name);
  }
}

const listOf = (version, contents) => ({
  version,
  files: Object.entries(contents).map(([path, text]) => ({
    path, bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex"),
  })),
});

/** A network that has these files, and remembers what it was asked. */
const networkOf = (contents) => {
  const asked = [];
  const fetch = async (url, { cache }) => {
    const path = url.slice(scope.length);
    asked.push(`${path} ${cache}`);
    const text = typeof contents[path] === "function" ? contents[path](cache) : contents[path];
    return text === undefined
      ? new Response("", { status: 404 })
      : new Response(text, { headers: { "Content-Type": "text/x-test", Vary: "Cookie" } });
  };
  return { asked, fetch };
};

const textIn = async (caches, version, path) => {
  const cache = await caches.open(cacheName(scope, version));
  return (await cache.match(scope + path))?.text();
};

test("requests for the app's own files, and no others", () => {
  const path = (url, { method = "GET", mode = "no-cors" } = {}) =>
    ownPath({ method, url, mode }, scope, paths);
  assert.equal(path("https://example.org/app/"), "index.html");
  assert.equal(path("https://example.org/app/?from=home", { mode: "navigate" }), "index.html");
  assert.equal(path("https://example.org/app/engine/worker.js#x"), "engine/worker.js");
  for (const url of [
    "https://example.org/", "https://example.org/application/core.wasm", "https://example.org/app",
    "https://example.org/app/v1/screen", "https://example.org/app/core.wasm?x=1",
    "https://example.org/app/service-worker.js", "https://other.org/app/core.wasm",
    "https://example.org:444/app/core.wasm", "http://example.org/app/core.wasm",
  ]) assert.equal(path(url), null, url);
  assert.equal(path("https://example.org/app/core.wasm", { method: "POST" }), null);
  assert.equal(path("https://example.org/app/core.wasm", { method: "HEAD" }), null);
});

test("an installation keeps every file, without the transfer's headers", async () => {
  const caches = new FakeCaches();
  const contents = { "index.html": "<p>", "core.wasm": "\0asm" };
  await install(listOf("1", contents), scope, caches, networkOf(contents).fetch);
  assert.equal(await textIn(caches, "1", "core.wasm"), "\0asm");
  const cache = await caches.open(cacheName(scope, "1"));
  const { headers } = await cache.match(`${scope}index.html`);
  assert.equal(headers.get("Content-Type"), "text/x-test");
  assert.equal(headers.get("Vary"), null);
});

test("an old copy in the browser's cache is asked for again", async () => {
  const caches = new FakeCaches();
  const { asked, fetch } = networkOf({ a: (cache) => (cache === "reload" ? "new" : "old") });
  await install(listOf("1", { a: "new" }), scope, caches, fetch);
  assert.deepEqual(asked, ["a default", "a reload"]);
  assert.equal(await textIn(caches, "1", "a"), "new");
});

test("a file that is wrong, missing or cut off fails all, and the old version stays", async () => {
  const caches = new FakeCaches();
  await install(listOf("1", { a: "one", b: "b" }), scope, caches, networkOf({ a: "one", b: "b" }).fetch);
  for (const wrong of [{ a: "tampered", b: "b" }, { b: "b" }, { a: "tw", b: "b" }]) {
    const { fetch } = networkOf(wrong);
    await assert.rejects(install(listOf("2", { a: "two", b: "b" }), scope, caches, fetch), /^Error: a /);
    assert.deepEqual(await caches.keys(), [cacheName(scope, "1")]);
  }
  assert.equal(await textIn(caches, "1", "a"), "one");
});

test("a network that fails is like a file that is missing", async () => {
  const caches = new FakeCaches();
  const offline = async () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(install(listOf("1", { a: "x" }), scope, caches, offline), TypeError);
  assert.deepEqual(await caches.keys(), []);
});

test("an update transfers what changed, and its activation removes the rest", async () => {
  const caches = new FakeCaches();
  const first = { "index.html": "1", "model.safetensors": "large" };
  await install(listOf("1", first), scope, caches, networkOf(first).fetch);
  await caches.open("somebody else's");
  const other = cacheName("https://example.org/other/", "1");
  await caches.open(other);

  const second = { ...first, "index.html": "2" };
  const { asked, fetch } = networkOf(second);
  await install(listOf("2", second), scope, caches, fetch);
  assert.deepEqual(asked, ["index.html default"]);
  assert.equal(await textIn(caches, "1", "index.html"), "1");

  await removeOthers(listOf("2", second), scope, caches);
  assert.deepEqual(await caches.keys(), ["somebody else's", other, cacheName(scope, "2")]);
  assert.equal(await textIn(caches, "2", "model.safetensors"), "large");
});

test("damage in the kept copy is not carried over", async () => {
  const caches = new FakeCaches();
  const cache = await caches.open(cacheName(scope, "1"));
  await cache.put(`${scope}a`, new Response("damaged"));
  const { asked, fetch } = networkOf({ a: "right" });
  await install(listOf("2", { a: "right" }), scope, caches, fetch);
  assert.deepEqual(asked, ["a default"]);
});
