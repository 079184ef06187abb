// The page's language: which one, its messages, and the shell's words in it.

import { chooseLanguage, createFormat, createTranslator, languages } from "./compose.js";

export { languages };

const storageKey = "lentigo.language";

let current = null;

/** The message of a key in the reader's language, with named parameters. */
export const t = (key, parameters) => (current ? current.t(key, parameters) : key);

/** Numbers, shares and dates as the reader's locale writes them. */
export const format = {
  number: (value, options) => current.format.number(value, options),
  percent: (value, options) => current.format.percent(value, options),
  date: (value, options) => current.format.date(value, options),
};

/** The language that is spoken now: its code, name and direction. */
export const currentLanguage = () => current?.language ?? languages[0];

/**
 * Loads the reader's language, stored or preferred, and puts the shell into it. Views that are
 * mounted afterwards speak it: `t` and `format` stay the same functions.
 */
export async function loadMessages() {
  const chosen = chooseLanguage(storedCode(), navigator.languages ?? [navigator.language]);
  const table = await loadTable(chosen.language.code);
  current = { ...chosen, t: createTranslator(table, chosen), format: createFormat(chosen.locale) };
  document.documentElement.lang = chosen.locale;
  document.documentElement.dir = chosen.language.direction;
  translateShell(document);
}

/** Keeps the reader's choice and loads it. The caller mounts its view again. */
export async function changeLanguage(code) {
  try {
    localStorage.setItem(storageKey, code);
  } catch {
    // A browser that keeps nothing still changes until the page is closed.
    sessionCode = code;
  }
  await loadMessages();
}

/** Writes the words of elements marked `data-t` (text) or `data-t-label` (accessible name). */
export function translateShell(root) {
  for (const element of root.querySelectorAll("[data-t]")) {
    element.textContent = t(element.dataset.t);
  }
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
}

let sessionCode = null;

function storedCode() {
  try {
    return localStorage.getItem(storageKey) ?? sessionCode;
  } catch {
    return sessionCode;
  }
}

async function loadTable(code) {
  const answer = await fetch(new URL(`${code}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`no messages for ${code}: ${answer.status}`);
  return answer.json();
}
