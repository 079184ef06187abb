// Pictures that exist already: chosen, dropped on the page, or pasted.

import { element } from "../parts/element.js";
import { icon } from "../parts/icons.js";

/**
 * A button that opens the device's own chooser, and listeners on the whole page.
 * @param {{ t: Function }} context
 * @param {(file: Blob) => void} onFile the first picture; called while the view is there
 * @param {(name: "no-picture") => void} onProblem what was dropped or pasted is no picture
 * @returns {{ button: HTMLElement, setDisabled: (isDisabled: boolean) => void, close: () => void }}
 */
export function pictureChooser({ t }, onFile, onProblem) {
  let isDisabled = false;
  const input = element("input", {
    type: "file", accept: "image/*", hidden: true,
    on: {
      change: () => {
        const [file] = input.files;
        // The same file may be chosen again.
        input.value = "";
        if (file) onFile(file);
      },
    },
  });
  const button = element(
    "button.button.button--plain", { type: "button", on: { click: () => input.click() } },
    icon("picture"), t("take.choose"),
  );
  const body = document.body;
  const takeFrom = (transfer, event) => {
    const files = [...transfer.files];
    const texts = [...transfer.items].some(({ kind }) => kind === "string");
    const picture = files.find(({ type }) => type.startsWith("image/"));
    // Pasted text is none of this view's business.
    if (files.length === 0 && texts && event.type === "paste") return;
    event.preventDefault();
    if (isDisabled) return;
    if (picture) onFile(picture);
    else onProblem("no-picture");
  };
  const listeners = {
    // Without it the browser would leave the page and show the file.
    dragover: (event) => {
      event.preventDefault();
      event.dataTransfer.dropEffect = isDisabled ? "none" : "copy";
      body.classList.toggle("takes-drop", !isDisabled);
    },
    dragleave: (event) => {
      if (!event.relatedTarget) body.classList.remove("takes-drop");
    },
    drop: (event) => {
      body.classList.remove("takes-drop");
      takeFrom(event.dataTransfer, event);
    },
    paste: (event) => {
      if (event.clipboardData) takeFrom(event.clipboardData, event);
    },
  };
  for (const [name, listener] of Object.entries(listeners)) {
    document.addEventListener(name, listener);
  }
  return {
    button: element("div.take__choose", {}, button, input),
    setDisabled(value) {
      isDisabled = value;
      button.disabled = value;
    },
    close() {
      body.classList.remove("takes-drop");
      for (const [name, listener] of Object.entries(listeners)) {
        document.removeEventListener(name, listener);
      }
    },
  };
}
