// Two pictures of one mole: side by side, or one over the other with a line that moves.

import { element, freshId, section } from "../parts/element.js";

/**
 * @param {{date: Date, address: string}[]} entries at least two, the oldest first
 */
export function compareSection(context, entries) {
  const { t } = context;
  const chosen = { earlier: entries.at(-2), later: entries.at(-1) };
  let how = "side";
  const stage = element("div", { "aria-live": "off" });
  const show = () => stage.replaceChildren((how === "side" ? pair : swipe)(context, chosen));
  const select = (which) => choice(context, entries, which, chosen, show);
  const mode = (name) =>
    element(
      "label.choice", {},
      element("input", {
        type: "radio", name: "how", value: name, checked: name === how,
        on: { change: () => { how = name; show(); } },
      }),
      t(`follow.compare.${name}`),
    );
  show();
  return section(
    "sheet", t("follow.compare.title"),
    entries.length > 2 && element("div.compare__choice", {}, select("earlier"), select("later")),
    element(
      "fieldset.segments", {},
      element("legend.visually-hidden", {}, t("follow.compare.how")), mode("side"), mode("swipe"),
    ),
    stage,
    element("p.small.soft", {}, t("follow.compare.hint")),
  );
}

function choice({ t, format }, entries, which, chosen, show) {
  const id = freshId("compare");
  const select = element(
    "select.select", {
      id, on: { change: () => { chosen[which] = entries[select.selectedIndex]; show(); } },
    },
    entries.map((entry) =>
      element("option", { selected: entry === chosen[which] }, time(format, entry.date))),
  );
  return element(
    "div.field", {},
    element("label.field__label", { for: id }, t(`follow.compare.${which}`)), select,
  );
}

/** Several pictures of one day are told apart by the hour. */
const time = (format, date) => format.date(date, { dateStyle: "medium", timeStyle: "short" });

const picture = ({ t, format }, entry, className = "") =>
  element(`img${className}`, {
    src: entry.address, alt: t("follow.picture.alt", { date: time(format, entry.date) }),
  });

const pair = (context, { earlier, later }) =>
  element(
    "div.pair.pair--pictures", {},
    [earlier, later].map((entry) =>
      element(
        "figure", {}, picture(context, entry),
        element("figcaption", {}, time(context.format, entry.date)),
      )),
  );

function swipe(context, { earlier, later }) {
  const { t, format } = context;
  const tag = (which, entry) =>
    // Its own direction: the date's, whatever the stage's is.
    element(`span.swipe__tag.swipe__tag--${which}`, { "aria-hidden": "true", dir: "auto" },
      format.date(entry.date));
  const stage = element(
    "div.swipe", {}, picture(context, earlier), picture(context, later, ".swipe__later"),
    tag("earlier", earlier), tag("later", later),
  );
  // The line goes where the finger goes, in every language.
  const slider = element("input.slider", {
    type: "range", min: "0", max: "100", value: "50", dir: "ltr",
    "aria-label": t("follow.compare.slider"),
    on: { input: () => stage.style.setProperty("--split", `${slider.value}%`) },
  });
  return element("div.stack", {}, stage, slider);
}
