import assert from "node:assert/strict";
import { test } from "node:test";
import { isComplete, pictureSize } from "../../Web/camera/picture-file.js";

const bytes = (...parts) => Uint8Array.from(
  parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part)));

const jpeg = (width, height, { ahead = [], marker = 0xc0 } = {}) => bytes(
  [0xff, 0xd8], ahead, [0xff, marker, 0, 17, 8],
  [height >> 8, height & 255, width >> 8, width & 255, 3]);

test("JPEG, behind metadata and fill bytes, baseline and progressive", () => {
  const exif = [0xff, 0xe1, 0x00, 0x06, 1, 2, 3, 4];
  const tables = [0xff, 0xc4, 0x00, 0x03, 9];
  assert.deepEqual(pictureSize(jpeg(4032, 3024, { ahead: exif })), { width: 4032, height: 3024 });
  assert.deepEqual(pictureSize(jpeg(7, 300, { ahead: [...tables, 0xff, 0xff, ...exif.slice(1)] })),
    { width: 7, height: 300 });
  assert.deepEqual(pictureSize(jpeg(65535, 65535, { marker: 0xc2 })),
    { width: 65535, height: 65535 });
});

test("PNG", () => {
  const file = bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 1, 0, 0, 0, 0, 2, 1]);
  assert.deepEqual(pictureSize(file), { width: 65536, height: 513 });
});

test("WebP in its three forms", () => {
  const head = (form) => ["RIFF", [0, 0, 0, 0], "WEBP", form, [0, 0, 0, 0]];
  assert.deepEqual(
    pictureSize(bytes(...head("VP8X"), [0, 0, 0, 0], [0x9f, 0x0f, 0], [0xcf, 0x0b, 0])),
    { width: 4000, height: 3024 });
  assert.deepEqual(pictureSize(bytes(...head("VP8L"), [0x2f], [0x9f, 0xcf, 0xf3, 0x02])),
    { width: 4000, height: 3024 });
  assert.deepEqual(
    pictureSize(bytes(...head("VP8 "), [0, 0, 0, 0x9d, 0x01, 0x2a], [0xa0, 0x0f, 0xd0, 0x0b])),
    { width: 4000, height: 3024 });
});

test("other, damaged and short files are nobody's problem here", () => {
  const whole = jpeg(10, 20);
  for (let count = 0; count < whole.length - 1; count++) {
    assert.equal(pictureSize(whole.subarray(0, count)), null);
  }
  assert.equal(pictureSize(bytes("GIF89a")), null);
  assert.equal(pictureSize(bytes([0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xc0])), null);
  assert.equal(pictureSize(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2], "not a marker")), null);
  assert.equal(pictureSize(bytes("RIFF", [0, 0, 0, 0], "WEBP", "ABCD")), null);
});

test("a JPEG ends where its last scan does, whatever follows", () => {
  const scan = [0xff, 0xda, 0, 3, 1, 7, 0xff, 0x00, 9, 0xff, 0xd3, 5];
  const frame = [...jpeg(8, 8).subarray(2), ...Array(9).fill(0)];
  const file = bytes([0xff, 0xd8], frame, scan, scan, [0xff, 0xff, 0xd9], "a film");
  assert.ok(isComplete(file));
  const end = file.length - "a film".length;
  for (let count = 3; count < end; count++) {
    assert.equal(isComplete(file.subarray(0, count)), false, String(count));
  }
  assert.ok(isComplete(file.subarray(0, end)));
});

test("a thumbnail's end within the metadata is not the picture's", () => {
  const exif = [0xff, 0xe1, 0, 8, 0xff, 0xd8, 1, 1, 0xff, 0xd9];
  assert.equal(isComplete(bytes([0xff, 0xd8], exif, [0xff, 0xda, 0, 2, 1, 2])), false);
});

test("PNG and WebP end where they say", () => {
  const png = bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 1], "IDAT", [7, 1, 2, 3, 4], [0, 0, 0, 0], "IEND",
    [1, 2, 3, 4]);
  assert.ok(isComplete(png));
  assert.equal(isComplete(png.subarray(0, 18)), false);
  const webp = bytes("RIFF", [6, 0, 0, 0], "WEBP", [1, 2]);
  assert.ok(isComplete(webp));
  assert.equal(isComplete(webp.subarray(0, 13)), false);
  assert.ok(isComplete(bytes("BM something")));
});
