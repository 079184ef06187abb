// Questions in a dialog element: the browser keeps the focus inside and gives it back.

import { button, element, freshId } from "./element.js";

/**
 * Asks, and waits for the answer.
 *
 * @param {object} context
 * @param {{title: string, content?: Array, accept: string, isDangerous?: boolean,
 *   isMessage?: boolean, answer?: () => any}} question `answer` is called when the reader accepts;
 *   undefined from it keeps the dialog open. A message has nothing to go back from
 * @returns {Promise<any>} the answer, true without `answer`; null where the reader went back
 */
export function ask({ t }, question) {
  const {
    title, content = [], accept, isDangerous = false, isMessage = false, answer = () => true,
  } = question;
  const id = freshId("dialog");
  return new Promise((resolve) => {
    let given = null;
    const take = (event) => {
      event.preventDefault();
      const found = answer();
      if (found === undefined) return;
      given = found;
      dialog.close();
    };
    const cancel = button(".button--plain", t("app.cancel"), () => dialog.close());
    const dialog = element(
      "dialog.dialog", { "aria-labelledby": id, on: { close } },
      element(
        "form.stack", { method: "dialog", novalidate: true, on: { submit: take } },
        element("h2", { id }, title),
        ...content,
        element(
          "div.actions", {},
          element(
            `button.button${isDangerous ? ".button--danger-sure" : ""}`, { type: "submit" }, accept,
          ),
          !isMessage && cancel,
        ),
      ),
    );
    function close() {
      dialog.remove();
      resolve(given);
    }
    document.body.append(dialog);
    dialog.showModal();
    // What cannot be undone must not lie under the finger.
    if (isDangerous) cancel.focus();
  });
}
