// From one frame's hints to advice that a person can follow: calm, one thing at a time.

/**
 * What is said first where several things are wrong: what hides the others, then what is easy to
 * change. `too-small` is missing, since the live view's frames are small on purpose.
 */
const ORDER = [
  "too-dark", "too-bright", "glare", "too-far", "off-centre", "blurred", "not-a-lesion", "flat",
  "colour-cast", "noisy",
];
/** A hint's weight follows its presence in frames by this share each. */
const PACE = 0.4;
/** It counts from the second frame in a row, and until the fourth without it. */
const RISES_AT = 0.6;
const FALLS_AT = 0.2;
/** How long advice stays at least, in milliseconds: as long as it takes to read. */
const SHOWN_FOR = 1200;

/**
 * @typedef {object} Advice
 * @property {"waiting" | "hint" | "good"} state
 * @property {string | null} hint the one that comes first
 */

/** Advice from a row of frames: does not flicker with the hints. */
export class HintSmoother {
  #weights = new Map(ORDER.map((name) => [name, 0]));
  #active = new Set();
  #frames = 0;
  #shownSince = -Infinity;
  /** @type {Advice} */
  #advice = { state: "waiting", hint: null };

  /**
   * Takes the hints of the next frame.
   * @param {string[]} hints
   * @param {number} now in milliseconds, of any clock
   * @returns {Advice}
   */
  update(hints, now) {
    this.#frames += 1;
    for (const name of ORDER) {
      const before = this.#weights.get(name);
      const weight = before + PACE * ((hints.includes(name) ? 1 : 0) - before);
      this.#weights.set(name, weight);
      if (weight >= RISES_AT) this.#active.add(name);
      if (weight <= FALLS_AT) this.#active.delete(name);
    }
    const advice = this.#judged();
    const differs = advice.state !== this.#advice.state || advice.hint !== this.#advice.hint;
    if (differs && now - this.#shownSince >= SHOWN_FOR) {
      this.#advice = advice;
      this.#shownSince = now;
    }
    return this.#advice;
  }

  #judged() {
    const first = ORDER.find((name) => this.#active.has(name));
    if (first) return { state: "hint", hint: first };
    // Nothing is wrong only where nothing has been for a while.
    const isQuiet = ORDER.every((name) => this.#weights.get(name) <= FALLS_AT);
    if (isQuiet && this.#frames >= 3) return { state: "good", hint: null };
    return this.#advice.state === "good" ? this.#advice : { state: "waiting", hint: null };
  }
}
