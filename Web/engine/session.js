// The life of the module in the worker: loaded, warmed up, used, and started anew after a trap.

import { canvasIsFaithful, decoded, readPixels, reencoded } from "../camera/picture.js";
import { EngineError } from "./error.js";
import { fingerprint, loadCore, loadModel } from "./loading.js";
import { PhoneModule } from "./module.js";

/** What the page shows and the history keeps of a picture. */
const KEPT_PICTURE = { side: 1024, bytes: 512 << 10 };
/** Browsers compile what has run a few times once more, for speed. */
const WARM_UP = { rounds: 12, milliseconds: 250, width: 512, height: 384 };

/**
 * @typedef {object} EngineStart
 * @property {"simd128" | "relaxed"} variant
 * @property {string | null} model SHA-256 of the model file
 * @property {number} threshold the risk from which on the model refers
 * @property {{ load: number, warmUp: number }} milliseconds
 *
 * @typedef {import("./module.js").Screening & {
 *   width: number, height: number, picture: Blob,
 *   milliseconds: { decode: number, core: number }
 * }} ScreenedPicture `picture` is the one judged, at most 1024 pixels a side, without metadata
 */

export class Session {
  /** What a new instance is made from: kept, since after a trap there may be no network. */
  #parts = null;
  /** @type {PhoneModule | null} */
  #module = null;

  /**
   * Loads the module and the model.
   * @param {string} base the app's address
   * @param {(share: number) => void} onProgress
   * @returns {Promise<EngineStart>}
   */
  async start(base, onProgress) {
    if (typeof OffscreenCanvas !== "function") throw new EngineError("module", "unsupported");
    if (!canvasIsFaithful()) throw new EngineError("module", "canvas");
    const begin = performance.now();
    const [{ code, variant }, model] = await Promise.all([
      loadCore(base), loadModel(base, onProgress),
    ]);
    this.#parts = { code, model };
    await this.#restart();
    const loaded = performance.now();
    this.#warmUp();
    return {
      variant,
      model: await fingerprint(model),
      threshold: this.#module.threshold,
      milliseconds: { load: loaded - begin, warmUp: performance.now() - loaded },
    };
  }

  /**
   * What would make a camera's frame better.
   * @param {ImageBitmap} frame small; closed here
   * @returns {Promise<import("./module.js").Assessment>}
   */
  async assess(frame) {
    try {
      return await this.#using((module) => {
        this.#handOver(module, frame);
        return module.assess(frame.width, frame.height);
      });
    } finally {
      frame.close();
    }
  }

  /**
   * Judges a picture.
   * @param {Blob | ImageBitmap} source a bitmap is closed here
   * @returns {Promise<ScreenedPicture>}
   */
  async screen(source) {
    const begin = performance.now();
    const bitmap = await decoded(source);
    try {
      const { width, height } = bitmap;
      const result = await this.#using((module) => {
        this.#handOver(module, bitmap);
        const handedOver = performance.now();
        const screening = module.screen(width, height);
        const milliseconds = { decode: handedOver - begin, core: performance.now() - handedOver };
        // A large picture's buffer is wanted again only for the next one.
        module.release();
        return { ...screening, width, height, milliseconds };
      });
      return { ...result, picture: await reencoded(bitmap, KEPT_PICTURE) };
    } finally {
      bitmap.close();
    }
  }

  #handOver(module, bitmap) {
    module.handOver(4 * bitmap.width * bitmap.height, (pixels) => readPixels(bitmap, pixels));
  }

  /** Runs `work` on the module; after a trap the next caller finds a fresh one. */
  async #using(work) {
    if (!this.#parts) throw new EngineError("module", "not-started");
    if (!this.#module) await this.#restart();
    try {
      return work(this.#module);
    } catch (error) {
      if (error instanceof EngineError && error.code === "memory") this.#module = null;
      throw error;
    }
  }

  async #restart() {
    const module = new PhoneModule(await instance(this.#parts.code));
    module.load(this.#parts.model);
    this.#module = module;
  }

  #warmUp() {
    const { rounds, milliseconds, width, height } = WARM_UP;
    const end = performance.now() + milliseconds;
    for (let round = 0; round < rounds && performance.now() < end; round++) {
      this.#module.handOver(4 * width * height, (pixels) => {
        for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 2654435761) >>> 24;
      });
      this.#module.screen(width, height);
      this.#module.assess(width, height);
    }
    this.#module.release();
  }
}

async function instance(code) {
  try {
    return await WebAssembly.instantiate(code);
  } catch (error) {
    throw new EngineError("memory", "full", error);
  }
}
