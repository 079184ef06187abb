// Model files made from another one, with a detector of pictures without a lesion that a test chooses.

import { PhoneModule } from "../../../Web/engine/module.js";

/** A layer of MobileNetV3-Small that ends at 96 channels: `Network.noveltyLayer`. */
const tapped = { layer: 37, channels: 96 };
/** The number of the novelty among the module's measures. */
const novelty = 11;

/** @param {Buffer} file @returns {{ header: object, metadata: object, data: Buffer }} */
function parsed(file) {
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, 8 + length));
  return { header, metadata: JSON.parse(header.__metadata__.lentigo), data: file.subarray(8 + length) };
}

/**
 * The model with another detector: the novelty of a picture is the root mean square of how far the
 * channels lie from `usual`.
 *
 * @param {Buffer} file
 * @param {{ usual?: number, limit: number }} detector
 */
export function withDetector(file, { usual = 0, limit }) {
  const { header, metadata, data } = parsed(file);
  const tensors = Object.entries(header).filter(([name]) => !["__metadata__", "novelty"].includes(name));
  const numbers = new Float32Array((tapped.channels * (tapped.channels + 3)) / 2);
  numbers.fill(usual, 0, tapped.channels);
  let diagonal = tapped.channels;
  for (let row = 0; row < tapped.channels; row++, diagonal += row + 1) numbers[diagonal] = 1;
  const parts = [];
  const fresh = {
    __metadata__: {
      lentigo: JSON.stringify({ ...metadata, format: 3, novelty: { layer: tapped.layer, limit } }),
    },
  };
  let size = 0;
  const add = (name, dtype, shape, bytes) => {
    fresh[name] = { dtype, shape, data_offsets: [size, size + bytes.length] };
    parts.push(bytes);
    size += bytes.length;
  };
  for (const [name, { dtype, shape, data_offsets: [start, end] }] of tensors) {
    add(name, dtype, shape, data.subarray(start, end));
  }
  add("novelty", "F32", [numbers.length], Buffer.from(numbers.buffer));
  const text = Buffer.from(JSON.stringify(fresh));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...parts]);
}

/** The model, taking anything for a lesion: drawn moles are none to a model that has seen real ones. */
export const takingAnything = (file) => withDetector(file, { limit: 1e30 });

/**
 * The model, taking one picture for a lesion and another one for none.
 *
 * @param {Buffer} file
 * @param {Buffer} code the core
 * @param {{ width: number, height: number, bytes: Uint8Array }} lesion
 * @param {{ width: number, height: number, bytes: Uint8Array }} other
 */
export async function tellingApart(file, code, lesion, other) {
  const { instance } = await WebAssembly.instantiate(code);
  const module = new PhoneModule(instance);
  const noveltyOf = ({ width, height, bytes }) => {
    module.handOver(bytes.length, (target) => target.set(bytes));
    module.screen(width, height);
    return instance.exports.lentigo_measure(novelty);
  };
  // Whatever the network is, from one of these the lesion lies less far.
  const [best] = [0, 1, -1, 10, -10].map((usual) => {
    module.load(withDetector(file, { usual, limit: 1e30 }));
    const [near, far] = [lesion, other].map(noveltyOf);
    return { usual, limit: (near + far) / 2, gap: (far - near) / far };
  }).sort((a, b) => b.gap - a.gap);
  // The browser computes the same bits, so that a small gap is one.
  if (!(best.gap > 1e-4)) throw new Error("to this network both pictures are alike");
  return withDetector(file, best);
}
