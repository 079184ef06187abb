// The verdict: a sign, its words, and what to do now.

import { element, heading } from "./element.js";
import { icon } from "./icons.js";

/** The sheet with the verdict; its heading is the view's. */
export const verdictSheet = ({ t }, verdict, ...children) =>
  element(
    `div.verdict.verdict--${verdict}`, {},
    icon(verdict, "verdict__icon"),
    heading(t(`result.${verdict}.title`)),
    element("p.lead", {}, t(`result.${verdict}.lead`)),
    ...children,
  );

/** What to do now, in steps. */
export const nextSteps = ({ t }, verdict) =>
  element(
    "ul.lines", {},
    ["first", "second", "third"].map((step) => element("li", {}, t(`result.${verdict}.${step}`))),
  );

/** Why a picture cannot be judged, and how the next one gets better. */
export const issueList = ({ t }, issues) =>
  element(
    "ul.issues", {},
    issues.map((issue) =>
      element(
        "li.issues__item", {},
        element("h2", {}, t(`issue.${issue}.title`)),
        element("p", {}, t(`issue.${issue}.advice`)),
      )),
  );
