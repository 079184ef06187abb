// Picture files made for tests: drawn pixels as PNG, and what a phone writes into its JPEG files.

import { deflateSync } from "node:zlib";

/**
 * @param {number} width
 * @param {number} height
 * @param {(x: number, y: number) => number[]} colour red, green, blue of a pixel
 * @returns {{ width: number, height: number, bytes: Uint8Array }} RGBA
 */
export function drawn(width, height, colour) {
  const bytes = new Uint8Array(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) bytes.set(colour(x, y), 4 * (y * width + x));
  }
  return { width, height, bytes };
}

/** A mole on skin, under so much light. */
export const mole = ({ light = 1 } = {}) => drawn(640, 480, (x, y) => {
  const [dx, dy] = [x - 320, y - 240];
  const edge = 110 * (1 + 0.1 * Math.sin(3 * Math.atan2(dy, dx)));
  const grain = Math.imul(x * 640 + y, 2654435761) >>> 29;
  return (Math.hypot(dx, dy) < edge ? [104, 66, 48] : [214, 168, 144])
    .map((value) => light * (value + grain));
});

/** Tiles of a wall, sharp and well lit: nothing is wrong with the picture but that it shows no mole. */
export const tiles = () =>
  drawn(640, 480, (x, y) => (x % 64 < 6 || y % 64 < 6 ? [150, 150, 150] : [90, 60, 200]));

/** A PNG file. */
export function png({ width, height, bytes }) {
  const rows = Buffer.alloc(height * (1 + 4 * width));
  for (let y = 0; y < height; y++) {
    rows.set(bytes.subarray(4 * width * y, 4 * width * (y + 1)), y * (1 + 4 * width) + 1);
  }
  const chunk = (type, content) => {
    const body = Buffer.concat([Buffer.from(type), content]);
    return Buffer.concat([uint32(content.length), body, uint32(checksum(body))]);
  };
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 6, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The picture as a JPEG file, by the browser's own encoder. */
export async function jpeg(browser, picture) {
  const text = await browser.run(`(async () => {
    const bytes = Uint8Array.from(atob("${png(picture).toString("base64")}"), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    const file = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
    return btoa(String.fromCharCode(...new Uint8Array(await file.arrayBuffer())));
  })()`);
  return Buffer.from(text, "base64");
}

/** What the metadata below say, and nothing that is kept may. */
export const secrets = ["Exif", "Shoulder Phone 7", "2026:11:05", "http://ns.adobe.com"];

/**
 * A JPEG file with what phones write into it: how the phone was held, its name, the time, the place
 * (EXIF), and a second copy of some of it (XMP).
 *
 * @param {Buffer} file
 * @param {number} orientation 1 to 8, as EXIF counts
 */
export function withMetadata(file, orientation) {
  const ascii = (text) => Buffer.from(`${text}\0`);
  const rationals = (...values) => Buffer.concat(values.flatMap((value) => [uint32(value), uint32(1)]));
  const place = directory(
    [[1, 2, ascii("N")], [2, 5, rationals(48, 8, 14)], [3, 2, ascii("E")], [4, 5, rationals(11, 34, 31)]], 8);
  const main = directory([
    [0x0110, 2, ascii("Shoulder Phone 7")], [0x0112, 3, Buffer.from([0, orientation, 0, 0])],
    [0x0132, 2, ascii("2026:11:05 08:09:10")], [0x8825, 4, uint32(8)],
  ], 8 + place.length);
  const tiff = Buffer.concat([Buffer.from("MM\0*"), uint32(8 + place.length), place, main]);
  const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><GPSLatitude>48,8.2N</GPSLatitude></x:xmpmeta>';
  const segment = (content) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(2 + content.length);
    return Buffer.concat([Buffer.from([0xff, 0xe1]), length, content]);
  };
  return Buffer.concat([
    file.subarray(0, 2), segment(Buffer.concat([Buffer.from("Exif\0\0"), tiff])),
    segment(Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)), file.subarray(2),
  ]);
}

/** A directory of TIFF that begins `start` bytes into the file, with what does not fit behind it. */
function directory(entries, start) {
  const sizes = { 2: 1, 3: 2, 4: 4, 5: 8 };
  const behind = [];
  let end = start + 2 + 12 * entries.length + 4;
  const lines = entries.map(([tag, type, content]) => {
    const count = type === 3 ? 1 : content.length / sizes[type];
    const head = Buffer.alloc(8);
    head.writeUInt16BE(tag);
    head.writeUInt16BE(type, 2);
    head.writeUInt32BE(count, 4);
    if (content.length <= 4) return Buffer.concat([head, content, Buffer.alloc(4 - content.length)]);
    const at = uint32(end);
    behind.push(content);
    end += content.length;
    return Buffer.concat([head, at]);
  });
  const count = Buffer.from([0, entries.length]);
  return Buffer.concat([count, ...lines, uint32(0), ...behind]);
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The CRC-32 of PNG. */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
