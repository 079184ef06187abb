// The square through which one looks at the skin: the camera's picture, the ring, and a line of advice.

import { drawn, element, freshId } from "../parts/element.js";

/** Of the ring, in percent of the square's side. */
const RING_RADIUS = 32;

/**
 * The finder. Its state says what is seen of it: `off` (the cover), `on`, or `busy` (the last frame,
 * while it is judged).
 * @param {{ t: Function }} context
 * @param {Node[]} cover what stands in the square while the camera is off
 */
export function finder({ t }, cover) {
  const video = element("video.finder__video", {
    playsinline: true, muted: true, "aria-label": t("take.live"), disablepictureinpicture: true,
  });
  // The attribute alone does not mute a video that a script has made.
  video.muted = true;
  const words = element("p.finder__advice", {});
  const off = element("div.finder__cover", {}, emblem(), cover);
  const root = element(
    "div.finder", { data: { state: "off" } },
    element("div.finder__square", {}, video, ring(), off), words,
  );

  return {
    root, video,
    /** @param {"off" | "on" | "busy"} state */
    set state(state) {
      root.dataset.state = state;
      off.hidden = state !== "off";
      if (state === "off") this.advise(null);
    },
    /**
     * Says something below the picture.
     * @param {string | null} text
     * @param {"plain" | "hint" | "good"} kind the ring shows it too: broken lines for a hint
     */
    advise(text, kind = "plain") {
      root.dataset.advice = kind;
      words.textContent = text ?? "";
      words.hidden = text === null;
    },
  };
}

/** What the camera is going to show: a mole in the ring. */
const emblem = () =>
  drawn(
    "svg", { class: "finder__emblem", viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false" },
    drawn("circle", { cx: 16, cy: 16, r: 13 }),
    drawn("path", { d: "M16 10.5c2.9-.5 5.6 1.6 5.8 4.6.3 2.9-1.3 3.9-2 5.3-.9 1.7-3 2.2-5 1.5-2.2-.8-4.6-2.4-4.6-5.3-.1-3.3 2.9-5.6 5.8-6.100z" }),
  );

function ring() {
  const mask = freshId("ring");
  const circle = (properties) => drawn("circle", { cx: 50, cy: 50, r: RING_RADIUS, ...properties });
  return drawn(
    "svg", { class: "finder__ring", viewBox: "0 0 100 100", "aria-hidden": "true", focusable: "false" },
    drawn("mask", { id: mask },
      drawn("rect", { width: 100, height: 100, fill: "white" }), circle({ fill: "black" })),
    drawn("rect", { class: "finder__shade", width: 100, height: 100, mask: `url(#${mask})` }),
    circle({ class: "finder__edge" }), circle({ class: "finder__line" }),
  );
}
