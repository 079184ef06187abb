// Writes .zip archives that every system opens. Pictures are compressed already, so files are only
// stored: no compressor is needed.

/** PKWARE's APPNOTE: what an archive without its 64-bit extension can count. */
const MAXIMUM_FILES = 0xffff;
const MAXIMUM_BYTES = 0xffffffff;
/** Bit 11: names are UTF-8. */
const UTF8_NAMES = 0x0800;
const VERSION = 20;

const table = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/**
 * The CRC-32 of ISO 3309, as in zip and PNG.
 * @param {Uint8Array} bytes
 * @returns {number} 0 to 2^32 - 1
 */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * An archive of `files`, in their order.
 * @param {Iterable<{ name: string, bytes: Uint8Array, date: Date }>} files names with `/` between
 *   folders, each once; dates are written as the clock shows them here, to two seconds
 * @returns {Blob} of type application/zip
 * @throws {RangeError} beyond 65,535 files or 4 GiB
 */
export function zip(files) {
  const encoder = new TextEncoder();
  const parts = [];
  const directory = [];
  let offset = 0;
  let directorySize = 0;
  for (const { name, bytes, date } of files) {
    const path = encoder.encode(name);
    if (path.length > 0xffff) throw new RangeError("a name is too long for a zip archive");
    // What the two headers of a file have in common.
    const facts = record(26, (view) => {
      const [day, time] = dosDate(date);
      view.setUint16(0, VERSION, true);
      view.setUint16(2, UTF8_NAMES, true);
      view.setUint16(6, time, true);
      view.setUint16(8, day, true);
      view.setUint32(10, crc32(bytes), true);
      view.setUint32(14, bytes.length, true);
      view.setUint32(18, bytes.length, true);
      view.setUint16(22, path.length, true);
    });
    parts.push(signature(0x04034b50), facts, path, bytes);
    const place = record(14, (view) => view.setUint32(10, offset, true));
    directory.push(signature(0x02014b50), record(2, (view) => view.setUint16(0, VERSION, true)),
      facts, place, path);
    offset += 30 + path.length + bytes.length;
    directorySize += 46 + path.length;
  }
  const count = directory.length / 5;
  if (count > MAXIMUM_FILES || offset + directorySize > MAXIMUM_BYTES) {
    throw new RangeError("too much for a zip archive");
  }
  const end = record(18, (view) => {
    view.setUint16(4, count, true);
    view.setUint16(6, count, true);
    view.setUint32(8, directorySize, true);
    view.setUint32(12, offset, true);
  });
  return new Blob([...parts, ...directory, signature(0x06054b50), end], { type: "application/zip" });
}

function record(size, write) {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
}

const signature = (value) => record(4, (view) => view.setUint32(0, value, true));

/** The day and the time as MS-DOS counts them, which starts in 1980. */
function dosDate(date) {
  const year = Math.min(Math.max(date.getFullYear(), 1980), 2107);
  const day = ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return [day, time];
}

/**
 * `text` as a file name that no system refuses: without separators, controls, marks that turn the
 * direction of writing, and names that Windows keeps for devices.
 * @param {string} text
 * @returns {string} 1 to 60 characters
 */
export function safeName(text) {
  const kept = text.normalize("NFC")
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, " ")
    .replace(/\s+/g, " ");
  const cut = [...kept].slice(0, 60).join("").replace(/^[\s.]+|[\s.]+$/g, "");
  return /^(con|prn|aux|nul|com\d|lpt\d)?$/i.test(cut) ? `mole ${cut}`.trim() : cut;
}
