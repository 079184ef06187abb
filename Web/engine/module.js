// The WebAssembly module's exports with names instead of numbers. Nothing here needs a browser: the
// tools and tests run it in node.

import { EngineError } from "./error.js";

/** What may be wrong with a picture, in the order of the module's bits. */
export const ISSUES = Object.freeze([
  "too-small", "too-dark", "too-bright", "flat", "blurred", "noisy", "glare", "colour-cast",
  "too-far", "off-centre", "not-a-lesion",
]);

/** The verdicts, in the order of the module's numbers. */
export const VERDICTS = Object.freeze(["refer", "no-sign", "retake"]);

/** What is measured of a picture, in the order of the module's numbers. */
export const MEASURES = Object.freeze([
  "shorterSide", "brightLevel", "clippedShare", "contrast", "blur", "noise", "glareShare",
  "colourCast", "lesionShare", "lesionOffset", "lesionContrast", "novelty",
]);

/** Why a model file was refused, from the module's number 1 on. */
const REFUSALS = ["empty", "file", "metadata", "weights"];

/**
 * The names of the bits that are set, lowest first.
 * @param {number} bits as `lentigo_issues` and `lentigo_assess` return them
 * @returns {string[]}
 */
export const issueNames = (bits) => ISSUES.filter((_, bit) => (bits >> bit) & 1);

/**
 * @typedef {object} ActivationMap shares of the logit, row by row; positive speaks for melanoma
 * @property {number} width
 * @property {number} height
 * @property {Float32Array} values
 *
 * @typedef {object} Screening
 * @property {"refer" | "no-sign" | "retake"} verdict
 * @property {number} risk 0 to 1
 * @property {number} threshold the risk from which on the model refers, 0 to 1
 * @property {string[]} issues why the picture cannot be judged; names of `ISSUES`
 * @property {ActivationMap | null} map
 *
 * @typedef {object} Assessment
 * @property {string[]} hints names of `ISSUES`
 * @property {Record<string, number>} measures by the names of `MEASURES`; not a number where there is
 *   none
 */

/** One instance of the module: a buffer, a model, the last picture's result. */
export class PhoneModule {
  #exports;

  /** @param {WebAssembly.Instance} instance */
  constructor(instance) {
    this.#exports = instance.exports;
  }

  /**
   * Takes a buffer in the module and has `fill` write it; the buffer before is given back.
   * @param {number} count bytes
   * @param {(bytes: Uint8Array) => void} fill must not call the module, which may move its memory
   */
  handOver(count, fill) {
    const address = this.#call("lentigo_allocate", count) >>> 0;
    if (address === 0) throw new EngineError("memory", "full");
    fill(new Uint8Array(this.#exports.memory.buffer, address, count));
  }

  /** Gives the buffer back. */
  release() {
    this.#call("lentigo_allocate", 0);
  }

  /**
   * Loads a model file; a refused one leaves the model that was there before.
   * @param {Uint8Array} file
   */
  load(file) {
    if (file.length === 0) throw new EngineError("model", "empty");
    this.handOver(file.length, (bytes) => bytes.set(file));
    const status = this.#call("lentigo_load");
    if (status !== 0) throw new EngineError("model", REFUSALS[status - 1] ?? "file");
  }

  /**
   * Judges the picture that was handed over.
   * @param {number} width
   * @param {number} height
   * @param {3 | 4} channels RGB, or RGBA of which alpha is ignored
   * @returns {Screening}
   */
  screen(width, height, channels = 4) {
    const verdict = VERDICTS[this.#call("lentigo_screen", width, height, channels)];
    if (!verdict) throw new EngineError("picture", "size");
    return {
      verdict,
      risk: this.#call("lentigo_risk"),
      threshold: this.threshold,
      issues: issueNames(this.#call("lentigo_issues")),
      map: this.#map(),
    };
  }

  /**
   * What would make the picture that was handed over better, for the live view; needs no model.
   * @param {number} width
   * @param {number} height
   * @param {3 | 4} channels
   * @returns {Assessment}
   */
  assess(width, height, channels = 4) {
    const hints = this.#call("lentigo_assess", width, height, channels);
    if (hints < 0) throw new EngineError("picture", "size");
    const measures = MEASURES.map((name, index) => [name, this.#call("lentigo_measure", index)]);
    return { hints: issueNames(hints), measures: Object.fromEntries(measures) };
  }

  /** The risk from which on the loaded model refers, 0 to 1; not a number without a model. */
  get threshold() {
    return this.#call("lentigo_threshold");
  }

  /** @returns {ActivationMap | null} a copy, which later pictures leave alone */
  #map() {
    const address = this.#call("lentigo_map") >>> 0;
    const width = this.#call("lentigo_map_width");
    const height = this.#call("lentigo_map_height");
    if (address === 0 || width <= 0 || height <= 0) return null;
    const values = new Float32Array(this.#exports.memory.buffer, address, width * height).slice();
    return { width, height, values };
  }

  /** A trap ends the instance: the module keeps no promise after it, and has to be started anew. */
  #call(name, ...values) {
    const call = this.#exports[name];
    if (!call) throw new EngineError("module", "version");
    try {
      return call(...values);
    } catch (error) {
      throw new EngineError("memory", "trap", error);
    }
  }
}
