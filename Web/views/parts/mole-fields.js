// The name of a mole and its place on the body, to fill in.

import { BODY_SITES } from "../../history/store.js";
import { element, freshId } from "./element.js";

/**
 * @param {{name: string, site: string}} mole what is filled in at first
 * @returns {{elements: HTMLElement[], facts: () => {name: string, site: string}|undefined}}
 *   `facts` says what is missing and returns undefined where there is no name
 */
export function moleFields({ t }, { name = "", site = "" } = {}) {
  const ids = { name: freshId("name"), hint: freshId("hint"), site: freshId("site") };
  const input = element("input.input", {
    id: ids.name, type: "text", maxlength: "80", autocomplete: "off", dir: "auto", value: name,
    "aria-describedby": ids.hint,
  });
  const problem = element("p.problem", { role: "alert", hidden: true }, t("result.save.nameless"));
  const place = element(
    "select.select", { id: ids.site },
    BODY_SITES.map((known) =>
      element("option", { value: known, selected: known === (site || "elsewhere") },
        t(`follow.site.${known}`))),
  );
  return {
    elements: [
      element(
        "div.field", {},
        element("label.field__label", { for: ids.name }, t("result.save.name")), input,
        element("p.small.soft", { id: ids.hint }, t("result.save.hint")), problem,
      ),
      element(
        "div.field", {},
        element("label.field__label", { for: ids.site }, t("result.save.site")), place,
      ),
    ],
    facts() {
      const given = input.value.trim();
      problem.hidden = given !== "";
      input.setAttribute("aria-invalid", String(given === ""));
      if (given) return { name: given, site: place.value };
      input.focus();
      return undefined;
    },
  };
}
