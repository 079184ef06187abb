// How good the program is, in the card's figures.

import { errors, inHundred, mainTest, otherTests } from "../../card/figures.js";
import { element, section } from "../parts/element.js";
import { hundredDots } from "../parts/dots.js";
import { hundred, intervalNote, withInterval } from "../parts/shares.js";

/** How often it finds and misses, over all people: in its main test, and in the others. */
export function qualitySection(context) {
  const { t, card } = context;
  const threshold = mainTest(card)?.summary.operatingPoint?.threshold;
  const found = errors(card, threshold);
  if (!found) {
    return section("sheet.sheet--whole", t("about.quality.title"), element("p", {}, t("about.quality.no-card")));
  }
  return section(
    "sheet.sheet--whole", t("about.quality.title"),
    element("p", {}, t("about.quality.origin", {
      pictures: found.count, malignant: found.malignant, data: found.data,
      prevalence: hundred(context, found.prevalence),
    })),
    found.patients && element(
      "p", {}, t("about.quality.patients", { patients: found.patients }), " ",
      found.known !== null && (found.known > 0
        ? t("about.quality.mixed", { pictures: found.known }) : t("about.quality.apart")),
    ),
    element(
      "div.pair", {},
      share(context, found.sensitivity, "about.quality.found", "about.quality.sensitivity"),
      share(context, found.specificity, "about.quality.spared", "about.quality.specificity"),
    ),
    element("p", {}, t("about.quality.wrong", {
      missed: hundred(context, found.missed.value), alarms: hundred(context, found.alarms.value),
    })),
    element("p.soft.small", {}, intervalNote(context)),
    otherTests(card, threshold).map((test) => element("p", {}, t("about.quality.other", test))),
    element("p", {}, t("about.quality.elsewhere")),
  );
}

function share(context, measured, key, term) {
  const { t, format } = context;
  const words = t(key, withInterval(context, measured));
  return element(
    "figure.share", {},
    hundredDots(inHundred(measured.value).count, words),
    element(
      "figcaption", {}, element("p", {}, words),
      element("p.soft.small", {}, t(term, { share: format.percent(measured.value) })),
    ),
  );
}
