// What to look for with one's own eyes.

import { element, section } from "./element.js";

const letters = ["a", "b", "c", "d", "e"];

/** The ABCDE reminder, and what it leaves out. */
export const abcdeSection = ({ t }) =>
  section(
    "sheet", t("result.abcde.title"),
    element("p", {}, t("result.abcde.lead")),
    element(
      "dl.abcde", {},
      letters.map((letter) =>
        element(
          "div.abcde__row", {},
          element(
            "dt", {},
            element("span.abcde__letter", { "aria-hidden": "true" }, letter.toUpperCase()),
            t(`result.abcde.${letter}.name`),
          ),
          element("dd", {}, t(`result.abcde.${letter}.text`)),
        )),
    ),
    element("p", {}, t("result.abcde.dark-skin")),
  );
