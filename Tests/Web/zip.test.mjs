import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { archive } from "../../Web/history/archive.js";
import { crc32, safeName, zip } from "../../Web/history/zip.js";

const text = (value) => new TextEncoder().encode(value);
const date = new Date(2026, 0, 31, 14, 5, 42);

/** Reads an archive as an independent program does, or says that there is none. */
const readBack = (bytes, context) => {
  const folder = mkdtempSync(join(tmpdir(), "zip-test-"));
  try {
    writeFileSync(join(folder, "a.zip"), bytes);
    const script = "import json, sys, zipfile\n"
      + "z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None\n"
      + "print(json.dumps([[i.filename, list(i.date_time), z.read(i).hex()] for i in z.infolist()]))";
    return JSON.parse(execFileSync("python3", ["-c", script, join(folder, "a.zip")]));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    context.skip("needs python3");
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test("the check value of CRC-32", () => {
  assert.equal(crc32(text("123456789")), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test("another program reads names, dates and contents", async (context) => {
  const blob = zip([
    { name: "a.txt", bytes: text("one"), date },
    { name: "Rücken/شامة.jpg", bytes: new Uint8Array(70_000).fill(7), date },
    { name: "empty", bytes: new Uint8Array(), date: new Date(1970, 0, 1) },
  ]);
  const read = readBack(new Uint8Array(await blob.arrayBuffer()), context);
  if (!read) return;
  assert.deepEqual(read.map(([name]) => name), ["a.txt", "Rücken/شامة.jpg", "empty"]);
  assert.deepEqual(read[0].slice(1), [[2026, 1, 31, 14, 5, 42], "6f6e65"]);
  assert.equal(read[1][2], "07".repeat(70_000));
  assert.equal(read[2][1][0], 1980);
});

test("an empty archive is one too", async (context) => {
  const bytes = new Uint8Array(await zip([]).arrayBuffer());
  assert.equal(bytes.length, 22);
  assert.deepEqual(readBack(bytes, context) ?? [], []);
});

test("names that no system refuses", () => {
  assert.equal(safeName("../../etc/passwd"), "etc passwd");
  assert.equal(safeName("a\u202egpj.exe\u0000\n b"), "a gpj.exe b");
  assert.equal(safeName(" . "), "mole");
  assert.equal(safeName("CON"), "mole CON");
  assert.equal(safeName("شامة على الظهر"), "شامة على الظهر");
  assert.equal([...safeName("🙂".repeat(100))].length, 60);
});

test("a history has a folder a mole and a file a picture", async (context) => {
  const entry = (id) => ({
    id, mole: "1", date, picture: new Blob([text(id)]), verdict: "refer", risk: 0.25,
    threshold: 0.125, issues: [], model: null,
  });
  const mole = (id, name) => ({ id, name, site: "back", created: date });
  const { blob, name } = await archive([
    { mole: mole("1", "Back"), entries: [entry("x"), entry("y")] },
    { mole: mole("2", "back"), entries: [] },
  ], date);
  assert.equal(name, "lentigo 2026-01-31.zip");
  const read = readBack(new Uint8Array(await blob.arrayBuffer()), context);
  if (!read) return;
  assert.deepEqual(read.map(([name]) => name), [
    "history.json", "Back/2026-01-31 14.05 refer.jpg", "Back/2026-01-31 14.05 refer (2).jpg",
  ]);
  const record = JSON.parse(Buffer.from(read[0][2], "hex").toString());
  assert.equal(record.moles[0].entries[1].file, read[2][0]);
  assert.equal(record.moles[1].name, "back");
  assert.equal(record.moles[0].entries[0].risk, 0.25);
});
