// From a file or a camera's frame to pixels, and back to a file without metadata. Runs in the worker:
// every browser that has module workers and WebAssembly's SIMD has OffscreenCanvas there too, and
// engine/session.js asks before it starts, so the page's own canvas is never needed.

import { EngineError } from "../engine/error.js";
import { isComplete, pictureSize } from "./picture-file.js";

/** Larger pictures are refused, as `lentigo diagnose` refuses them. */
const MAXIMUM_PIXELS = 100_000_000;
/** Larger files too; a photograph of so many pixels stays below. */
const MAXIMUM_BYTES = 200 << 20;
/**
 * Larger pictures are scaled down to this many pixels before the core sees them, since a phone that
 * takes 50 or 200 megapixels may not have the memory to hold them twice. What phones' cameras save by
 * default, 12 and 24 megapixels, is left as it is, so that its score is that of the command line.
 */
const FULL_SIZE_PIXELS = 25_000_000;
/** Rows that pass through the canvas at a time: a whole picture exceeds what some phones allow one. */
const STRIP_PIXELS = 1 << 20;

/**
 * Decodes a picture: upright by its EXIF orientation, in sRGB.
 * @param {Blob | ImageBitmap} source a bitmap is taken over
 * @returns {Promise<ImageBitmap>} to be closed by the caller
 */
export async function decoded(source) {
  const bitmap = source instanceof Blob ? await decodedFile(source) : source;
  try {
    return await boundedInSize(bitmap);
  } catch (error) {
    bitmap.close();
    throw error;
  }
}

async function decodedFile(file) {
  if (file.size === 0) throw new EngineError("picture", "empty");
  if (file.size > MAXIMUM_BYTES) throw new EngineError("picture", "too-large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isComplete(bytes)) throw new EngineError("picture", "cut-off");
  const size = pictureSize(bytes);
  if (size && size.width * size.height > MAXIMUM_PIXELS) {
    throw new EngineError("picture", "too-large");
  }
  try {
    // The defaults everywhere: upright by EXIF, in sRGB. Asking for unpremultiplied alpha gives the same
    // pixels over white, and takes twice as long.
    return await createImageBitmap(file);
  } catch (error) {
    throw new EngineError("picture", "undecodable", error);
  }
}

async function boundedInSize(bitmap) {
  const pixels = bitmap.width * bitmap.height;
  if (pixels > MAXIMUM_PIXELS) throw new EngineError("picture", "too-large");
  if (pixels <= FULL_SIZE_PIXELS) return bitmap;
  const { width, height } = fitted(bitmap, Math.sqrt(FULL_SIZE_PIXELS / pixels));
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: width, resizeHeight: height, resizeQuality: "high",
  });
  bitmap.close();
  return smaller;
}

const fitted = ({ width, height }, scale) => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

/**
 * Writes the pixels to `target`: rows of red, green, blue, alpha. Transparency is laid over white, as
 * the command line's decoder does.
 * @param {ImageBitmap} bitmap
 * @param {Uint8Array} target `4 * width * height` bytes
 */
export function readPixels(bitmap, target) {
  const { width, height } = bitmap;
  const rows = Math.min(height, Math.max(1, Math.floor(STRIP_PIXELS / width)));
  const context = canvasContext(width, rows, { willReadFrequently: true });
  for (let top = 0; top < height; top += rows) {
    const count = Math.min(rows, height - top);
    context.fillRect(0, 0, width, count);
    context.drawImage(bitmap, 0, top, width, count, 0, 0, width, count);
    target.set(context.getImageData(0, 0, width, count).data, 4 * top * width);
  }
}

/**
 * The picture as a JPEG file of bounded size that holds pixels in sRGB and nothing else: no place, no
 * date, no device. It is what the page shows and what the history keeps.
 * @param {ImageBitmap} bitmap
 * @param {{ side: number, bytes: number }} limits longest side in pixels, and size of the file
 * @returns {Promise<Blob>}
 */
export async function reencoded(bitmap, { side, bytes }) {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const { width, height } = fitted(bitmap, scale);
  const context = canvasContext(width, height);
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  let file;
  for (const quality of [0.9, 0.75, 0.5]) {
    file = await context.canvas.convertToBlob({ type: "image/jpeg", quality });
    if (file.size <= bytes) break;
  }
  return file;
}

/**
 * Whether a canvas gives back the pixels that were drawn: some browsers answer with noise or blank
 * pictures to hinder fingerprinting, and a verdict on those would be one on nothing.
 * @returns {boolean}
 */
export function canvasIsFaithful() {
  const side = 16;
  const context = canvasContext(side, side, { willReadFrequently: true });
  const expected = new ImageData(side, side);
  for (let i = 0; i < expected.data.length; i++) {
    expected.data[i] = i % 4 === 3 ? 255 : (i * 2654435761) >>> 24;
  }
  context.putImageData(expected, 0, 0);
  const read = context.getImageData(0, 0, side, side).data;
  // Noise in the lowest bits, as some browsers add, moves a risk by less than a decoder does.
  return read.every((value, i) => Math.abs(value - expected.data[i]) <= 2);
}

function canvasContext(width, height, settings) {
  const context = new OffscreenCanvas(width, height).getContext("2d", settings);
  if (!context) throw new EngineError("memory", "full");
  context.fillStyle = "white";
  return context;
}
