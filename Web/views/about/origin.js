// What the program was made from, and which one this is.

import { dataSets } from "../../card/licences.js";
import { element, section } from "../parts/element.js";

/** The data sets and their terms, and the program's own. */
export function dataSection({ t, card }) {
  const sets = dataSets(card);
  const training = card?.training;
  return section(
    "sheet", t("about.data.title"),
    training && element("p", {}, t("about.data.trained", {
      pictures: training.trainingImages, malignant: training.trainingMalignant,
    })),
    sets.known.length > 0 && [
      element("p", {}, t("about.data.non-commercial")),
      element("ul.lines", {}, sets.known.map((set) =>
        element("li", {}, t("about.data.set", set), " ", latin(set.source)))),
    ],
    sets.unknown.length > 0 &&
      element("p", {}, t("about.data.unknown", { names: sets.unknown.join(", ") })),
    !card && element("p", {}, t("about.data.no-card")),
    element("p", {}, t("about.data.program", { licence: "Apache License 2.0" })),
  );
}

/** Citations stay as they are written, in any language. */
const latin = (text) => element("span.small.soft", { lang: "en", dir: "ltr" }, text);

/** The program's and the model's version. */
export function versionSection({ t, format, card, engine }) {
  const { model, threshold } = engine?.info ?? {};
  const facts = [
    ["about.version.model", card?.file?.name],
    ["about.version.network", card?.architecture],
    ["about.version.digest", model ?? card?.file?.sha256],
    ["about.version.threshold", threshold && format.number(threshold, { maximumFractionDigits: 4 })],
    ["about.version.software", card?.software],
  ].filter(([, value]) => value);
  return section(
    "sheet", t("about.version.title"),
    facts.length > 0
      ? element("dl.facts", {}, facts.map(([key, value]) =>
        element(
          "div.facts__row", {}, element("dt", {}, t(key)),
          element("dd", {}, element("bdi.code", {}, String(value))),
        )))
      : element("p", {}, t("about.version.unknown")),
  );
}
