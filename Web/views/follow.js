// The history: all moles, or one of them.

import { element, heading } from "./parts/element.js";
import { moleContent } from "./follow/mole.js";
import { molesContent } from "./follow/moles.js";

/**
 * Shows the list, or the mole `id`.
 *
 * @returns {() => void} what takes the view away, and its pictures out of memory
 */
export function mount(container, context, { id = null } = {}) {
  const addresses = [];
  let isGone = false;
  const page = {
    /** An address for a picture, for as long as the content stands. */
    address(picture) {
      addresses.push(URL.createObjectURL(picture));
      return addresses.at(-1);
    },
    /** Reads the store and shows what it has now. */
    async show(mole = null) {
      const stale = addresses.splice(0);
      let content;
      try {
        content = await (mole ? moleContent : molesContent)(context, page, mole);
      } catch (error) {
        content = failed(context, error);
      }
      stale.forEach((address) => URL.revokeObjectURL(address));
      if (isGone) return forget();
      container.replaceChildren(...content);
      container.querySelector("h1")?.focus();
    },
  };
  const forget = () => addresses.splice(0).forEach((address) => URL.revokeObjectURL(address));

  // The heading is there at once, for the focus; pictures follow when the store has answered.
  container.append(heading(context.t("follow.title")));
  page.show(id);
  return () => {
    isGone = true;
    forget();
    container.replaceChildren();
  };
}

const failed = ({ t }, error) => [
  heading(t("follow.title")),
  element("p.problem", { role: "alert" }, t(`follow.problem.${error.code ?? "unavailable"}`)),
  element("p", {}, element("a", { href: "#follow" }, t("follow.back"))),
];
