// A picture goes into the history of a mole.

import { ask } from "./dialog.js";
import { element } from "./element.js";
import { moleFields } from "./mole-fields.js";

/**
 * Asks which mole it is, and saves.
 *
 * @param {object} screening as the engine returned it
 * @param {string|null} mole the one that the picture was taken for
 * @returns {Promise<string|null>} the mole's id in the store; null where nothing was saved
 */
export async function saveDialog(context, screening, mole) {
  const { t, store, announce } = context;
  try {
    const choice = moleChoice(context, await store.moles(), mole);
    const chosen = await ask(context, {
      title: t("result.save.title"), accept: t("result.save.accept"), answer: choice.chosen,
      content: [...choice.elements, element("p.small.soft", {}, t("result.save.stays"))],
    });
    if (!chosen) return null;
    const id = chosen.id ?? (await store.addMole(chosen.facts)).id;
    await store.addEntry(id, screening);
    announce(t("result.save.done"));
    return id;
  } catch (error) {
    await ask(context, {
      title: t("result.save.failed"), accept: t("app.close"), isMessage: true,
      content: [element("p", {}, t(`follow.problem.${error.code ?? "unavailable"}`))],
    });
    return null;
  }
}

/** Known moles to choose from, and the fields of a new one. */
function moleChoice(context, moles, asked) {
  const { t } = context;
  const fields = moleFields(context);
  const fresh = element("div.stack", {}, fields.elements);
  const option = (value, isChosen, words) =>
    element(
      "label.choice", {},
      element("input", {
        type: "radio", name: "mole", value, checked: isChosen,
        on: { change: () => { fresh.hidden = value !== ""; } },
      }),
      element("bdi", {}, words),
    );
  const list = element(
    "fieldset.plain", {},
    element("legend.field__label", {}, t("result.save.where")),
    moles.map((mole) => option(mole.id, mole.id === asked, mole.name || t("follow.nameless"))),
    // A picture in the wrong mole's history is worse than one press more.
    option("", !moles.some((mole) => mole.id === asked), t("result.save.new")),
  );
  fresh.hidden = moles.some((mole) => mole.id === asked);
  return {
    elements: moles.length > 0 ? [list, fresh] : [fresh],
    chosen() {
      const id = list.querySelector("input:checked")?.value;
      if (moles.length > 0 && id) return { id };
      const facts = fields.facts();
      return facts && { facts };
    },
  };
}
