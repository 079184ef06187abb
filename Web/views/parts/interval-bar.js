// A share with its interval on a line from 0 to 100, to compare rows at a glance.

import { drawn } from "./element.js";

const length = 100;

/** Beside the numbers, which readers of screens hear instead. */
export const intervalBar = ({ value, low, high }) =>
  drawn(
    "svg",
    { class: "interval", viewBox: `-4 0 ${length + 8} 12`, "aria-hidden": "true", focusable: "false" },
    drawn("line", { class: "interval__scale", x1: 0, x2: length, y1: 6, y2: 6 }),
    drawn("line", { class: "interval__range", x1: length * low, x2: length * high, y1: 6, y2: 6 }),
    drawn("circle", { class: "interval__value", cx: length * value, cy: 6, r: 3.5 }),
  );
