// The page's side of the worker: promises instead of messages.

import { EngineError } from "./error.js";

/** A worker that says nothing for so long is ended; a new one takes over. Starting may take longer. */
const PATIENCE = { assess: 20_000, screen: 120_000 };

/**
 * The engine in its worker. Dispatches `state` when `state` changes, and `progress` while the model
 * is transferred (`progress`, 0 to 1).
 */
export class Engine extends EventTarget {
  /** @type {"idle" | "starting" | "ready" | "failed"} */
  state = "idle";
  /** @type {import("./session.js").EngineStart | null} */
  info = null;
  /** Why it failed. @type {EngineError | null} */
  error = null;
  progress = 0;

  #makeWorker;
  #base;
  #worker = null;
  #starting = null;
  #lastID = 0;
  /** Requests without an answer yet, by their number. */
  #open = new Map();

  /**
   * @param {string} base the app's address
   * @param {() => Worker} [makeWorker] for tests
   */
  constructor(base, makeWorker = () => new Worker(new URL("worker.js", import.meta.url), {
    type: "module", name: "lentigo",
  })) {
    super();
    this.#base = base;
    this.#makeWorker = makeWorker;
  }

  /**
   * Loads the module and the model, once; after a failure, and when the worker had to be ended, anew.
   * @returns {Promise<import("./session.js").EngineStart>}
   */
  start() {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start() {
    this.#become("starting");
    try {
      this.#worker = this.#makeWorker();
      this.#worker.addEventListener("message", ({ data }) => this.#receive(data));
      this.#worker.addEventListener("error", (event) => {
        event.preventDefault();
        // Before the first answer the worker's own script may not have come, or not be understood.
        const detail = this.state === "starting" ? "worker" : "crashed";
        this.#abandon(new EngineError("module", detail, event.message));
      });
      this.info = await this.#request("start", { base: this.#base });
      this.#become("ready");
      return this.info;
    } catch (error) {
      const reason = error instanceof EngineError
        ? error : new EngineError("module", "unsupported", error);
      this.#abandon(reason);
      this.#become("failed", reason);
      throw reason;
    }
  }

  /**
   * What would make a camera's frame better. Ask for one frame at a time.
   * @param {ImageBitmap} frame small; taken over
   * @returns {Promise<import("./module.js").Assessment>}
   */
  async assess(frame) {
    await this.start();
    return this.#request("assess", { frame }, [frame]);
  }

  /**
   * Judges a picture.
   * @param {Blob | ImageBitmap} picture a bitmap is taken over
   * @returns {Promise<import("./session.js").ScreenedPicture & { model: string | null, date: Date }>}
   *   and by which model and when
   */
  async screen(picture) {
    const date = new Date();
    const { model } = await this.start();
    const moved = picture instanceof Blob ? [] : [picture];
    return { ...await this.#request("screen", { picture }, moved), model, date };
  }

  #request(type, content, moved = []) {
    if (!this.#worker) throw new EngineError("module", "crashed");
    const id = ++this.#lastID;
    return new Promise((resolve, reject) => {
      const patience = PATIENCE[type];
      const timer = patience && setTimeout(() => {
        this.#abandon(new EngineError("module", "silent"));
      }, patience);
      this.#open.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ id, type, ...content }, moved);
    });
  }

  #receive({ id, ok, value, error, progress }) {
    if (progress !== undefined) {
      this.progress = progress;
      this.dispatchEvent(new Event("progress"));
      return;
    }
    const request = this.#open.get(id);
    if (!request) return;
    this.#open.delete(id);
    clearTimeout(request.timer);
    if (ok) request.resolve(value);
    else request.reject(new EngineError(error.code, error.detail));
  }

  /** Ends the worker: what it owed is refused, and the next request starts another one. */
  #abandon(reason) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#starting = null;
    for (const { reject, timer } of this.#open.values()) {
      clearTimeout(timer);
      reject(reason);
    }
    this.#open.clear();
    if (this.state === "ready") this.#become("idle");
  }

  #become(state, error = null) {
    this.state = state;
    this.error = error;
    this.dispatchEvent(new Event("state"));
  }
}
