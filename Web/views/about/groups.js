// For whom it is how good, and of whom nobody knows.

import { groupName, groupTables, unknownProperties } from "../../card/groups.js";
import { element, section } from "../parts/element.js";
import { intervalBar } from "../parts/interval-bar.js";
import { intervalNote, withInterval } from "../parts/shares.js";

/** A table for each property that the card measured, folded away but for the first. */
export function groupsSection(context) {
  const { t, card } = context;
  const tables = groupTables(card);
  const unknown = unknownProperties(card);
  if (tables.length === 0 && unknown.length === 0) return null;
  return section(
    "sheet.sheet--whole", t("about.groups.title"),
    element("p", {}, t("about.groups.lead")),
    tables.map((table, index) =>
      element(
        "details.fold", { open: index === 0 },
        element("summary", {}, t(`about.groups.${table.property}`)),
        element("p.soft.small", {}, t(`about.groups.${table.property}-note`)),
        groupTable(context, table),
      )),
    unknown.map((property) =>
      element("p", {}, t("about.groups.missing", { property: t(`about.groups.${property}`) }))),
    element("p.soft.small", {}, t("about.groups.few-note"), " ", intervalNote(context)),
  );
}

function groupTable(context, { property, groups }) {
  const { t } = context;
  const head = ["group", "pictures", "found", "spared"].map((column) =>
    element("th", { role: "columnheader", scope: "col" }, t(`about.groups.column.${column}`)));
  return element(
    "table.groups", { role: "table" },
    element("caption.visually-hidden", {}, t(`about.groups.${property}`)),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, head)),
    element("tbody", { role: "rowgroup" }, groups.map((group) => row(context, property, group, head))),
  );
}

/**
 * On a narrow screen a row becomes a small sheet, where each cell carries its column's name; the
 * roles keep it a table for readers of screens then.
 */
function row(context, property, group, head) {
  const { t, format } = context;
  const cells = [
    t("about.groups.counts", {
      pictures: format.number(group.count), malignant: format.number(group.malignant),
    }),
    rate(context, group.found, group.isFew),
    rate(context, group.spared, group.isFew),
  ];
  return element(
    `tr${group.isFew ? ".groups__few" : ""}`, { role: "row" },
    element("th", { role: "rowheader", scope: "row" }, name(t, property, group.name)),
    cells.map((cell, index) =>
      element("td", { role: "cell", data: { column: head[index + 1].textContent } }, cell)),
  );
}

function rate(context, share, isFew) {
  if (!share) return context.t("about.groups.none");
  const words = context.t("about.groups.rate", withInterval(context, share));
  return element(
    "div", {}, intervalBar(share), isFew ? context.t("about.groups.few", { rate: words }) : words,
  );
}

function name(t, property, raw) {
  const { key, text, ...ends } = groupName(property, raw);
  return key ? t(key, ends) : element("bdi", {}, text);
}
