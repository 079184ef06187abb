// What the program says of a picture.

import { cardOf } from "../card/figures.js";
import { abcdeSection } from "./parts/abcde.js";
import { button, element, heading, section } from "./parts/element.js";
import { pictureWithMap } from "./parts/picture-map.js";
import { errorSection, riskSection } from "./parts/risk.js";
import { saveDialog } from "./parts/save.js";
import { issueList, nextSteps, verdictSheet } from "./parts/verdict.js";

/**
 * Shows the screening that `params` holds.
 *
 * @param {HTMLElement} container
 * @param {object} page the context
 * @param {{screening?: object, mole?: string}} params `screening` as the engine returned it, with
 *   its `picture`; `mole` is the one that it was taken for
 * @returns {() => void} what takes the view away
 */
export function mount(container, page, { screening, mole = null } = {}) {
  if (!screening) {
    container.append(...nothing(page));
    return () => container.replaceChildren();
  }
  const context = { ...page, card: cardOf(page.card, screening.model), mole };
  const address = URL.createObjectURL(screening.picture);
  const isRetake = screening.verdict === "retake";
  container.append(...(isRetake ? retake : judged)(context, screening, address));
  return () => {
    URL.revokeObjectURL(address);
    container.replaceChildren();
  };
}

/** After a reload: pictures are not kept unless somebody saves them. */
function nothing(context) {
  const { t } = context;
  return [
    heading(t("result.none.title")),
    element("p", {}, t("result.none.text")),
    element("div.actions", {}, again(context, "", t("result.none.take"))),
  ];
}

function judged(context, screening, address) {
  const { verdict } = screening;
  return columns(
    [
      verdictSheet(context, verdict, nextSteps(context, verdict), choices(context, screening)),
      section(
        "sheet", context.t("result.map.title"),
        pictureWithMap(context, address, screening, screening.map),
      ),
    ],
    [
      riskSection(context, screening),
      errorSection(context, screening),
      abcdeSection(context),
      reminder(context),
    ],
  );
}

/** A picture that cannot be judged gets no number and no map: neither would mean anything. */
function retake(context, screening, address) {
  const { t } = context;
  return columns(
    [
      verdictSheet(
        context, "retake", issueList(context, screening.issues),
        element("div.actions", {}, again(context, "", t("result.retake.take"))),
      ),
      reminder(context),
    ],
    [
      section(
        "sheet", t("result.picture.title"), pictureWithMap(context, address, screening, null),
      ),
      abcdeSection(context),
    ],
  );
}

/** One under the other on a phone, in the order in which they are read. */
const columns = (first, second) => [
  element(
    "div.result", {},
    element("div.result__column", {}, first), element("div.result__column", {}, second),
  ),
];

/** Saving, which becomes the way to what was saved; and the next picture. */
function choices(context, screening) {
  const { t, mole } = context;
  const save = button("", t("result.save.open"), async () => {
    const id = await saveDialog(context, screening, mole);
    if (!id) return;
    const see = element("a.button.button--plain", { href: `#follow/${id}` }, t("result.save.see"));
    save.replaceWith(see);
    see.focus();
  });
  return element(
    "div.actions", {},
    context.store && save, again(context, "button--plain", t("result.again")),
  );
}

const again = (context, className, text) =>
  button(className && `.${className}`, text, () => context.navigate("take", { mole: context.mole }));

const reminder = ({ t }) =>
  element("p.reminder", { role: "note" }, t("result.reminder"));
