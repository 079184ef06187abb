// How a picture becomes one that can be judged.

import { element, section } from "../parts/element.js";

const TIPS = ["light", "close", "still", "clean", "one"];

/** @param {{ t: Function }} context */
export const tips = ({ t }) =>
  section(
    "sheet.take__tips", t("take.tips.title"),
    element("ul.lines", {}, TIPS.map((tip) => element("li", {}, t(`take.tips.${tip}`)))),
    element("p.small.soft", {}, t("take.stays")),
  );
