// What the number means, and how often the verdict is wrong.

import { alike, errors, inHundred } from "../../card/figures.js";
import { element, section } from "./element.js";
import { hundredDots } from "./dots.js";
import { hundred, intervalNote, withInterval } from "./shares.js";

/** The risk as a number, and what it meant in the data that the model was tested on. */
export function riskSection(context, { risk, threshold }) {
  const { t, card } = context;
  const bin = alike(card, risk);
  const measured = bin && withInterval(context, bin.share);
  return section(
    "sheet", t("result.risk.title"),
    element("p.number", {}, t("result.risk.number", { number: hundred(context, risk) })),
    element("p", {}, t("result.risk.threshold", { threshold: hundred(context, threshold) })),
    bin
      ? [
        hundredDots(inHundred(bin.share.value).count, t("result.risk.dots", measured)),
        element("p", {}, t("result.risk.alike", {
          ...measured, malignant: bin.malignant, pictures: bin.count,
        })),
        element("p.soft", {}, t("result.risk.context", {
          prevalence: hundred(context, bin.prevalence),
        })),
      ]
      : element("p", {}, t("result.risk.no-card")),
  );
}

/** How often such a verdict was wrong in the test. */
export function errorSection(context, { verdict, threshold }) {
  const { t, card } = context;
  const found = errors(card, threshold);
  if (!found) {
    return section("sheet", t("result.wrong.title"), element("p", {}, t("result.wrong.no-card")));
  }
  const here =
    verdict === "refer"
      ? ["result.wrong.refer", found.melanomaWhereReferred]
      : ["result.wrong.no-sign", found.melanomaWhereNoSign];
  const line = (key, share) => element("li", {}, t(key, withInterval(context, share)));
  return section(
    "sheet", t("result.wrong.title"),
    element(
      "ul.lines", {},
      here[1] && line(...here),
      line("result.wrong.missed", found.missed),
      line("result.wrong.alarms", found.alarms),
    ),
    element("p.soft.small", {}, intervalNote(context)),
    element("p.soft.small", {}, t("result.wrong.origin", {
      pictures: found.count, data: found.data, malignant: found.malignant,
    })),
    element("p.small", {}, element("a", { href: "#about" }, t("result.wrong.more"))),
  );
}
