// In the page: rules of WCAG 2.2 that a program can check. Each returns what breaks it.

const visible = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden");
const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);
const words = (element) =>
  `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join("")} `
  + `"${(element.textContent || element.id).trim().slice(0, 40)}"`;

/** The name that a reader of screens speaks, as far as these pages give names. */
function accessibleName(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
  return (
    element.getAttribute("aria-label") ?? element.getAttribute("alt")
    ?? ([...(element.labels ?? [])].map((label) => label.textContent).join(" ") || element.textContent)
  ).trim();
}

const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";

/** Red, green, blue and cover of a computed colour, by the browser's own reading. */
const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
function bytes(colour) {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  return [...brush.getImageData(0, 0, 1, 1).data];
}

const luminance = (rgb) =>
  rgb.slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);

/** The ground that an element's text stands on; null where a picture lies below. */
function ground(element) {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== "none") return null;
    const colour = bytes(style.backgroundColor);
    if (colour[3] === 255) return colour;
    if (colour[3] > 0) return null;
  }
  return [255, 255, 255, 255];
}

const hasText = (element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

const rules = {
  "one first heading, and no level left out": () => {
    const levels = all("h1, h2, h3, h4").map((heading) => Number(heading.tagName[1]));
    const isDialog = document.querySelector("dialog[open]");
    const skips = levels.filter((level, index) => index > 0 && level > levels[index - 1] + 1);
    const firsts = levels.filter((level) => level === 1).length;
    return isDialog || (firsts === 1 && skips.length === 0) ? [] : [`levels ${levels}`];
  },
  "landmarks: one banner, main and named navigation": () => {
    const count = (selector) => document.querySelectorAll(selector).length;
    return count("main") === 1 && count("body > header") === 1 && count("nav[aria-label]") === 1
      ? [] : ["landmarks"];
  },
  "language and direction are set": () => {
    const { lang, dir } = document.documentElement;
    return lang && dir === (lang.startsWith("ar") ? "rtl" : "ltr") ? [] : [`${lang} ${dir}`];
  },
  "every control has a name": () => all(controls).filter((one) => !accessibleName(one)).map(words),
  "every picture has a text": () =>
    all("img, [role=img], canvas").filter((one) =>
      !one.hasAttribute("alt") && !one.getAttribute("aria-label")).map(words),
  "drawings without a name are hidden from readers": () =>
    [...document.querySelectorAll("svg:not([role=img])")].filter((one) =>
      one.getAttribute("aria-hidden") !== "true").map(words),
  "ids are unique, and what points at them finds them": () => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const pointers = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
    const lost = pointers.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].flatMap((one) =>
        one.getAttribute(name).split(" ").filter((id) => !document.getElementById(id))));
    return [...ids.filter((id, index) => ids.indexOf(id) !== index), ...lost];
  },
  "targets are 44 px in each direction": () =>
    all(controls).filter((one) => {
      const target = one.closest("label") ?? one;
      const { width, height } = target.getBoundingClientRect();
      // Links within a sentence are as large as their words.
      const isInline = one.tagName === "A" && getComputedStyle(one).display === "inline";
      return !isInline && one.id !== "skip" && (width < 43.5 || height < 43.5);
    }).map((one) => {
      const { width, height } = (one.closest("label") ?? one).getBoundingClientRect();
      return `${words(one)} ${Math.round(width)}x${Math.round(height)}`;
    }),
  "text stands out from its ground, 4.5 to 1": () =>
    all("body *").filter((one) => hasText(one) && !one.closest("option, noscript, .finder, .swipe, :disabled"))
      .flatMap((one) => {
        const below = ground(one);
        const { color } = getComputedStyle(one);
        if (!below) return [];
        const [high, low] = [luminance(bytes(color)), luminance(below)].sort((a, b) => b - a);
        const found = (high + 0.05) / (low + 0.05);
        return found >= 4.5 ? [] : [`${words(one)} ${found.toFixed(2)}`];
      }),
  "nothing is wider than the screen": () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return all("body *").filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    }).slice(0, 5).map(words);
  },
  "no text is cut off": () =>
    all("body *").filter((one) => {
      const { overflowX, overflowY } = getComputedStyle(one);
      return hasText(one) && (overflowX === "hidden" || overflowY === "hidden")
        && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
    }).map(words),
  "no text or control is hidden behind an edge": () =>
    all(`${controls}, p, h1, h2, h3, li, dt, dd`).filter((one) => {
      const inner = one.getBoundingClientRect();
      for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {
        if (!/hidden|clip/.test(getComputedStyle(at).overflowY)) continue;
        const outer = at.getBoundingClientRect();
        if (inner.bottom > outer.bottom + 1 || inner.top < outer.top - 1) return true;
      }
      return false;
    }).map(words),
  "no key of a message is shown": () =>
    all("body *").filter((one) =>
      hasText(one) && /\b(app|take|result|follow|about|issue)\.[a-z-]+\.?[a-z-]*\b|\{\w+\}/.test(
        [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ")))
      .map(words),
};

/** What breaks which rule: `rule: element`. */
export const findings = () =>
  Object.entries(rules).flatMap(([rule, check]) => check().map((found) => `${rule}: ${found}`));
