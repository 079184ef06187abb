// One mole through time.

import { ask } from "../parts/dialog.js";
import { button, element, heading, section } from "../parts/element.js";
import { compareSection } from "./compare.js";
import { confirmDelete } from "./delete.js";
import { moleFields } from "../parts/mole-fields.js";
import { hundred } from "../parts/shares.js";
import { icon } from "../parts/icons.js";

/** The elements of a mole's page; asks the store. */
export async function moleContent(context, page, id) {
  const { t, store } = context;
  const mole = await store.mole(id);
  const entries = (await store.entries(id)).map((entry) => ({
    ...entry, address: page.address(entry.picture),
  }));
  return [
    element("p", {}, element("a", { href: "#follow" }, t("follow.back"))),
    heading(mole.name || t("follow.nameless")),
    element("p.soft", {}, t(`follow.site.${mole.site}`)),
    element(
      "div.actions", {},
      button("", t("follow.take"), () => context.navigate("take", { mole: id })),
      button(".button--plain", t("follow.rename"), () => rename(context, page, mole)),
    ),
    entries.length > 1 && compareSection(context, entries),
    entries.length > 0 && timeline(context, page, mole, entries),
    element("p.soft", {}, t("follow.change")),
    element(
      "div.actions", {},
      button(".button--danger", t("follow.delete.mole"), async () => {
        const isGone = await confirmDelete(context, {
          title: t("follow.delete.ask-mole", { name: mole.name }), count: entries.length,
          remove: () => store.removeMole(id),
        });
        if (isGone) context.navigate("follow");
      }),
    ),
  ].filter((part) => part);
}

function timeline(context, page, mole, entries) {
  const { t } = context;
  const models = new Set(entries.map(({ model }) => model));
  return section(
    "sheet", t("follow.timeline"),
    models.size > 1 && element("p.soft", {}, t("follow.other-model")),
    element(
      "ol.timeline", { reversed: true },
      [...entries].reverse().map((entry) => moment(context, page, mole, entry)),
    ),
  );
}

function moment(context, page, mole, entry) {
  const { t, format, store } = context;
  const date = format.date(entry.date);
  const remove = button(".button--quiet.button--small", "", async () => {
    const isGone = await confirmDelete(context, {
      title: t("follow.delete.ask-picture", { date }), count: 1,
      remove: () => store.removeEntry(entry.id),
    });
    if (isGone) await page.show(mole.id);
  }, { "aria-label": t("follow.delete.picture-of", { date }) });
  remove.append(icon("remove"), t("follow.delete.picture"));
  return element(
    "li.moment", {},
    element("img.thumb", { src: entry.address, alt: t("follow.picture.alt", { date }) }),
    element(
      "div.moment__words", {},
      element("h3", {}, date),
      element(
        `p.moment__verdict.moment__verdict--${entry.verdict}`, {},
        icon(entry.verdict), t(`result.${entry.verdict}.title`),
      ),
      Number.isFinite(entry.risk) &&
        element("p.small.soft", {}, t("result.risk.number", {
          number: hundred(context, entry.risk),
        })),
      remove,
    ),
  );
}

async function rename(context, page, mole) {
  const { t, store, announce } = context;
  const fields = moleFields(context, mole);
  const facts = await ask(context, {
    title: t("follow.rename"), content: fields.elements, accept: t("follow.rename.accept"),
    answer: fields.facts,
  });
  if (!facts) return;
  try {
    await store.updateMole(mole.id, facts);
  } catch {
    announce(t("result.save.failed"));
  }
  await page.show(mole.id);
}
