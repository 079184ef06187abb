// Shares as people say them: so many of a hundred.

import { inHundred } from "../../card/figures.js";

/** Such as `34`, `fewer than 1` or `more than 99`: the number before "of 100". */
export function hundred({ t, format }, share) {
  const { count, bound } = inHundred(share);
  const number = format.number(count);
  return bound ? t(`app.hundred.${bound}`, { number }) : number;
}

/**
 * A share and its 95 % interval as the parameters `share`, `low` and `high` of a message. What is
 * possible does not end at none by rounding.
 */
export function withInterval({ format }, { value, low, high }) {
  const round = (share) => format.number(Math.round(100 * share));
  return { share: round(value), low: round(low), high: round(high > 0 ? Math.max(0.01, high) : 0) };
}

/** What the numbers in brackets are. */
export const intervalNote = ({ t, format }) =>
  t("app.interval", { level: format.percent(0.95) });
