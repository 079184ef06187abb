// From a table of messages to sentences: pure functions, so that tests run them without a browser.

/** The languages that have a table, each by its own name. */
export const languages = [
  { code: "en", name: "English", direction: "ltr" },
  { code: "es", name: "Español", direction: "ltr" },
  { code: "fr", name: "Français", direction: "ltr" },
  { code: "pt", name: "Português", direction: "ltr" },
  { code: "ar", name: "العربية", direction: "rtl" },
];

const fallback = languages[0];

/** The part of a tag before its region: `ar` of `ar-EG`. */
const languageOf = (tag) => String(tag).toLowerCase().split(/[-_]/)[0];

/**
 * The language to speak and the locale to write numbers and dates in.
 *
 * The locale keeps the region that the reader has set: Arabic digits are written in Cairo and not
 * in Rabat.
 *
 * @param {string|null} stored The reader's own choice, a language's code.
 * @param {readonly string[]} preferred Tags, best first, such as `navigator.languages`.
 * @returns {{language: (typeof languages)[number], locale: string}}
 */
export function chooseLanguage(stored, preferred) {
  const known = (code) => languages.find((language) => language.code === code);
  const tags = preferred.map(String);
  const language =
    known(stored) ?? tags.map(languageOf).map(known).find((found) => found) ?? fallback;
  const locale = tags.find((tag) => languageOf(tag) === language.code && isLocale(tag));
  return { language, locale: locale ?? language.code };
}

function isLocale(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/**
 * Numbers and dates as people write them in `locale`.
 *
 * @returns {{number: Function, percent: Function, date: Function}} Each takes a value and Intl's
 *   options.
 */
export function createFormat(locale) {
  const made = new Map();
  const formatter = (Kind, options) => {
    const key = Kind.name + JSON.stringify(options);
    if (!made.has(key)) made.set(key, new Kind(locale, options));
    return made.get(key);
  };
  return {
    number: (value, options = {}) => formatter(Intl.NumberFormat, options).format(value),
    percent: (value, options = {}) =>
      formatter(Intl.NumberFormat, { style: "percent", ...options }).format(value),
    date: (value, options = { dateStyle: "medium" }) =>
      formatter(Intl.DateTimeFormat, options).format(value),
  };
}

/**
 * Makes `t(key, parameters)`: the message of a key with its `{named}` parameters filled in.
 *
 * A message is a sentence, or an object with a sentence for each plural form of the parameter
 * `count`. Numbers are written as the locale does. In a right-to-left language each parameter is
 * isolated, so that a Latin name does not turn the sentence round. Digits in a message become the
 * locale's own too, as in Cairo. A key without a message is returned as it is: better a strange
 * word than an empty screen.
 */
export function createTranslator(table, { language, locale }) {
  const plural = new Intl.PluralRules(locale);
  const format = createFormat(locale);
  const digits = Array.from({ length: 10 }, (_, digit) => format.number(digit));
  const isolate = language.direction === "rtl" ? (text) => `\u2068${text}\u2069` : (text) => text;
  return function t(key, parameters = {}) {
    let message = table[key];
    if (message && typeof message === "object") {
      message = message[plural.select(Number(parameters.count))] ?? message.other;
    }
    if (typeof message !== "string") return key;
    return message.replace(/\{(\w+)\}|\d/g, (whole, name) => {
      if (!name) return digits[Number(whole)];
      const value = parameters[name];
      if (value === undefined || value === null) return whole;
      return isolate(typeof value === "number" ? format.number(value) : String(value));
    });
  };
}
