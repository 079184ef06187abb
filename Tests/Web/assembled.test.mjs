// What `make web` has put together: how much of it a first visit transfers, and that nothing in it comes
// from elsewhere.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const app = new URL("../../.build-web/", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, app));
const skip = existsSync(app) ? false : "make web first";
const list = () => JSON.parse(/\{.*\}/s.exec(readFileSync(path("precache.js"), "utf8"))[0]).files;

test("the core without weights is at most 60 KiB, compressed", { skip }, (t) => {
  for (const name of ["core.wasm", "core-relaxed.wasm"]) {
    const size = execFileSync("gzip", ["-9", "--stdout", path(name)], { maxBuffer: 1 << 24 }).length;
    assert.ok(size <= 60 << 10, `${name}: ${size} bytes`);
    t.diagnostic(`${name}: ${size} bytes`);
  }
});

test("a first visit transfers at most 4.5 MB, and the model at most 4 MB of them", { skip }, () => {
  const sizes = list().map((file) => [file.path,
    statSync(existsSync(path(`${file.path}.gz`)) ? path(`${file.path}.gz`) : path(file.path)).size]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  assert.ok(total <= 4_500_000, `${total} bytes`);
  assert.ok(Object.fromEntries(sizes)["model.safetensors"] <= 4_000_000);
});

test("no file names another server", { skip }, () => {
  const addresses = list().filter((file) => /\.(js|css|html|webmanifest|svg)$/.test(file.path))
    .flatMap((file) => [...readFileSync(path(file.path), "utf8").matchAll(/\bhttps?:\/\/[^\s"'`)]+/g)]
      .map(([address]) => address));
  // Names of XML's vocabularies, which nobody fetches.
  assert.deepEqual(addresses.filter((address) => !address.startsWith("http://www.w3.org/")), []);
});
