// What a picture file says of itself before anything decodes it: how many pixels it unfolds to, which
// may be gigabytes for some kilobytes, and whether its end is there. Browsers show a file that was cut
// off with grey where its rest would be; a verdict on that would be one on half a picture.

/**
 * The size that the file's header names, as stored: before EXIF orientation turns it.
 * @param {Uint8Array} bytes
 * @returns {{ width: number, height: number } | null} null where it is no JPEG, PNG or WebP, or the
 *   header is damaged; such files are left to the browser's decoder
 */
export function pictureSize(bytes) {
  return inspected(bytes, { jpeg: jpegSize, png: pngSize, webp: webpSize }, null);
}

/**
 * Whether the file's end is there.
 * @param {Uint8Array} bytes
 * @returns {boolean} true too for formats that are not known here
 */
export function isComplete(bytes) {
  return inspected(bytes, { jpeg: hasJPEGEnd, png: hasPNGEnd, webp: hasWebPEnd }, false, true);
}

function inspected(bytes, by, whereDamaged, whereUnknown = whereDamaged) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return by.jpeg(view, bytes);
    if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47])) return by.png(view, bytes);
    if (hasText(bytes, 0, "RIFF") && hasText(bytes, 8, "WEBP")) return by.webp(view, bytes);
    return whereUnknown;
  } catch (error) {
    // Read beyond its end.
    if (error instanceof RangeError) return whereDamaged;
    throw error;
  }
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** A JPEG's segments from `at` on: each marker and where it stands. */
function* jpegSegments(view, at) {
  for (;;) {
    if (view.getUint8(at) !== 0xff) return;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    yield { marker, at };
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= END_OF_IMAGE);
    at += isAlone ? 2 : 2 + view.getUint16(at + 2);
  }
}

function jpegSize(view) {
  for (const { marker, at } of jpegSegments(view, 2)) {
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) return null;
    // SOF0 to SOF15, without the tables that lie among them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
  }
  return null;
}

/** Whatever follows the end, such as a short film, is another matter. */
function hasJPEGEnd(view, bytes) {
  let at = 2;
  for (;;) {
    let scan = null;
    for (const segment of jpegSegments(view, at)) {
      if (segment.marker === END_OF_IMAGE) return true;
      if (segment.marker === START_OF_SCAN) {
        scan = segment.at;
        break;
      }
    }
    if (scan === null) return false;
    at = afterScan(bytes, scan + 2 + view.getUint16(scan + 2));
    if (at < 0) return false;
  }
}

/** The first marker behind a scan's data, in which 0 and restart markers follow 255; -1 without one. */
function afterScan(bytes, at) {
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return -1;
    const next = bytes[at + 1];
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
}

const pngSize = (view) => ({ width: view.getUint32(16), height: view.getUint32(20) });

function hasPNGEnd(view, bytes) {
  for (let at = 8; ; at += 12 + view.getUint32(at)) {
    if (hasText(bytes, at + 4, "IEND")) return true;
  }
}

function webpSize(view, bytes) {
  if (hasText(bytes, 12, "VP8X")) {
    return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  }
  if (hasText(bytes, 12, "VP8L")) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  if (!hasText(bytes, 12, "VP8 ")) return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

const hasWebPEnd = (view, bytes) => bytes.length >= 8 + view.getUint32(4, true);

const uint24 = (view, at) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

const startsWith = (bytes, at, values) => values.every((value, i) => bytes[at + i] === value);

const hasText = (bytes, at, text) => startsWith(bytes, at, [...text].map((c) => c.charCodeAt(0)));
