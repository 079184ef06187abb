// The live view's loop: a small frame, its hints, a pause.

import { HintSmoother } from "./hints.js";

/** Pixels a side: the checks work on 256, and reduce what is larger with more care than a browser. */
const FRAME_SIDE = 512;
/** From one frame to the next, in milliseconds. */
const PERIOD = 250;
/** At least as long as this share of what the last one took, so that a slow phone keeps its breath. */
const REST = 1;

/**
 * Looks at the camera a few times a second; the next frame is taken after the answer to the last.
 * @param {import("./camera.js").Camera} camera
 * @param {import("../engine/engine.js").Engine} engine
 * @param {(advice: import("./hints.js").Advice) => void} onAdvice
 * @param {(error: Error) => void} onError after which the loop goes on, more slowly
 * @returns {() => void} ends it
 */
export function watch(camera, engine, onAdvice, onError) {
  let smoother = new HintSmoother();
  let isEnded = false;
  let timer = 0;

  const look = async () => {
    const begin = performance.now();
    let pause = PERIOD;
    try {
      // A frame is not kept waiting for an engine that is still loading, or has failed.
      const frame = engine.state === "ready" ? await camera.square(FRAME_SIDE) : null;
      if (frame && !isEnded) {
        const { hints } = await engine.assess(frame);
        if (!isEnded) onAdvice(smoother.update(hints, performance.now()));
      } else frame?.close();
    } catch (error) {
      if (isEnded) return;
      smoother = new HintSmoother();
      pause = 8 * PERIOD;
      onError(error);
    }
    if (isEnded) return;
    const took = performance.now() - begin;
    timer = setTimeout(look, Math.max(pause - took, REST * took));
  };

  look();
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}
