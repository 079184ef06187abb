// A hundred dots, some of them full: how people read a share best.

import { drawn } from "./element.js";

const columns = 20;
const step = 10;

/**
 * A hundred dots in five rows. Full and empty ones differ in form, not in colour alone.
 *
 * @param {number} full How many are full, 0...100.
 * @param {string} label What they say, for those who do not see them.
 */
export function hundredDots(full, label) {
  const dots = Array.from({ length: 100 }, (_, index) => {
    const isFull = index < full;
    return drawn("circle", {
      class: isFull ? "dot dot--full" : "dot",
      cx: (index % columns) * step + step / 2,
      cy: Math.floor(index / columns) * step + step / 2,
      r: isFull ? 4 : 3.2,
    });
  });
  const height = (100 / columns) * step;
  return drawn(
    "svg",
    { class: "dots", viewBox: `0 0 ${columns * step} ${height}`, role: "img", "aria-label": label },
    dots,
  );
}
