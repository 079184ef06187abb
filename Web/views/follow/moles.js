// All moles, and what one does with the whole history.

import { button, element, heading, section } from "../parts/element.js";
import { confirmDelete } from "./delete.js";
import { icon } from "../parts/icons.js";

/** The list's elements; asks the store. */
export async function molesContent(context, page) {
  const { t, store } = context;
  const moles = await store.moles();
  if (moles.length === 0) return [heading(t("follow.title")), empty(context)];
  const items = [];
  for (const mole of moles) items.push(await item(context, page, mole));
  return [
    heading(t("follow.title")),
    element("p", {}, t("follow.lead")),
    element("ul.moles", {}, items),
    element("p.soft", {}, t("follow.change")),
    whole(context, page, moles),
  ];
}

const empty = (context) =>
  element(
    "div.sheet.empty", {},
    icon("no-sign", "icon empty__icon"),
    element("h2", {}, context.t("follow.empty.title")),
    element("p", {}, context.t("follow.empty.text")),
    button("", context.t("follow.take"), () => context.navigate("take")),
  );

async function item({ t, format, store }, page, mole) {
  const latest = (await store.entries(mole.id)).at(-1);
  return element(
    "li", {},
    element(
      "a.mole", { href: `#follow/${mole.id}` },
      latest
        ? element("img.thumb", { src: page.address(latest.picture), alt: "" })
        : element("span.thumb"),
      element(
        "span.mole__words", {},
        element("bdi.mole__name", {}, mole.name || t("follow.nameless")),
        element("span.small.soft", {}, t(`follow.site.${mole.site}`)),
        element("span.small.soft", {}, t("follow.pictures", { count: mole.count })),
        mole.latest &&
          element("span.small.soft", {}, t("follow.latest", { date: format.date(mole.latest) })),
      ),
    ),
  );
}

/** The history as a file, and its end. */
function whole(context, page, moles) {
  const { t, store, announce } = context;
  const problem = element("p.problem", { role: "alert", hidden: true });
  const save = button(".button--plain", t("follow.export.all"), async () => {
    save.disabled = true;
    try {
      const { blob, name } = await store.export();
      download(page.address(blob), name);
      problem.hidden = true;
      announce(t("follow.export.done"));
    } catch {
      problem.textContent = t("follow.export.failed");
      problem.hidden = false;
    }
    save.disabled = false;
  });
  const remove = button(".button--danger", t("follow.delete.all"), async () => {
    const count = moles.reduce((sum, mole) => sum + mole.count, 0);
    const isGone = await confirmDelete(context, {
      title: t("follow.delete.ask-all"), count, remove: () => store.removeAll(),
    });
    if (isGone) await page.show();
  });
  return section(
    "sheet", t("follow.whole"),
    element("p", {}, t("follow.export.note")),
    element("div.actions", {}, save, remove),
    problem,
  );
}

function download(address, name) {
  const link = element("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}
