// What went wrong, in words, and the way out.

import { CameraError } from "../../camera/camera.js";
import { EngineError } from "../../engine/error.js";
import { button, element } from "../parts/element.js";

/** Reasons of each kind that have words of their own; any other one shares the last. */
export const WORDS = {
  camera: ["insecure", "unsupported", "denied", "missing", "busy", "ended"],
  picture: ["empty", "too-large", "cut-off", "no-picture", "undecodable"],
  model: ["network", "missing", "weights"],
  module: ["network", "missing", "canvas", "silent", "unsupported"],
  memory: ["full"],
};

/** What looks the same to whoever has to do something about it. */
const ALIKE = { "module.crashed": "memory.full", "module.version": "model.weights" };

/**
 * The stem of an error's messages, `STEM.title` and `STEM.advice`.
 * @param {Error | string} error an error, or the name of a problem with a picture
 * @returns {string}
 */
export function problemKey(error) {
  const isCamera = error instanceof CameraError;
  const kind = typeof error === "string" ? "picture"
    : isCamera ? "camera" : error instanceof EngineError ? error.code : "module";
  const detail = typeof error === "string" ? error : isCamera ? error.code : error.detail;
  const known = WORDS[kind];
  const name = known.includes(detail) ? detail : known.at(-1);
  return `take.${ALIKE[`${kind}.${detail}`] ?? `${kind}.${name}`}`;
}

/**
 * A place on the page where problems are explained, empty at first.
 * @param {{ t: Function }} context
 */
export function problemPlace({ t }) {
  const root = element("div.take__problem", { role: "alert", hidden: true });
  return {
    root,
    /**
     * @param {Error | string} error as for `problemKey`
     * @param {(() => void) | null} [again] offers to try once more
     */
    show(error, again = null) {
      const key = problemKey(error);
      root.replaceChildren(
        element("h2", {}, t(`${key}.title`)),
        element("p", {}, t(`${key}.advice`)),
        ...(again ? [button(".button--plain.button--small", t("take.again"), again)] : []),
      );
      root.hidden = false;
    },
    hide() {
      root.hidden = true;
      root.replaceChildren();
    },
  };
}
