// What the program is, for whom it is how good, and what becomes of the pictures.

import { cardOf } from "../card/figures.js";
import { currentLanguage, changeLanguage, languages } from "../language/messages.js";
import { element, freshId, heading, section } from "./parts/element.js";
import { dataSection, versionSection } from "./about/origin.js";
import { groupsSection } from "./about/groups.js";
import { icon } from "./parts/icons.js";
import { qualitySection } from "./about/quality.js";

/** Shows the page. */
export function mount(container, page) {
  const { t } = page;
  const context = { ...page, card: cardOf(page.card, page.engine?.info?.model) };
  container.append(
    heading(t("about.title")),
    languageChoice(context),
    element(
      "div.about", {},
      listSection(t, "about.is", ["what", "how", "dermatoscope"]),
      listSection(t, "about.is-not", ["device", "rule-out", "other-cancers", "photos", "alone"]),
      qualitySection(context),
      groupsSection(context),
      privacySection(t),
      dataSection(context),
      versionSection(context),
    ),
  );
  return () => container.replaceChildren();
}

const listSection = (t, key, parts) =>
  section(
    "sheet", t(`${key}.title`),
    element("ul.lines", {}, parts.map((part) => element("li", {}, t(`${key}.${part}`)))),
  );

/** First on the page: who cannot read the rest must find it. */
function languageChoice({ t, navigate, announce }) {
  const id = freshId("language");
  const current = currentLanguage().code;
  const choice = element(
    "select.select", {
      id,
      on: {
        change: async () => {
          await changeLanguage(choice.value);
          navigate("about");
          document.querySelector(".language select")?.focus();
          announce(t("about.language.changed"));
        },
      },
    },
    languages.map(({ code, name }) =>
      element("option", { value: code, lang: code, selected: code === current }, name)),
  );
  return element(
    "div.field.language", {},
    element("label.field__label", { for: id }, icon("language"), t("about.language.label")),
    choice,
  );
}

const privacySection = (t) =>
  section(
    "sheet", t("about.privacy.title"),
    element("p", {}, t("about.privacy.stays")),
    element("ul.lines", {}, ["upload", "metadata", "history", "offline"].map((part) =>
      element("li", {}, t(`about.privacy.${part}`)))),
  );
