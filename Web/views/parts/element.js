// Elements without markup in strings: text stays text, whatever a file is named.

const drawing = "http://www.w3.org/2000/svg";

/**
 * Makes an element.
 *
 * @param {string} name Such as `p`, or `p.soft.small` with classes.
 * @param {object} properties Attributes; `on` holds listeners, `data` the data set. `true` sets an
 *   attribute without a value, `false`, null and undefined set none.
 * @param {...(Node|string|null|Array)} children Null and false are left out.
 */
export function element(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  made.classList.add(...classes);
  fill(made, properties);
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** The same for SVG, whose children are elements. */
export function drawn(tag, properties = {}, ...children) {
  const made = document.createElementNS(drawing, tag);
  fill(made, properties);
  made.append(...children.flat());
  return made;
}

function fill(made, { on = {}, data = {}, ...attributes }) {
  for (const [event, listener] of Object.entries(on)) made.addEventListener(event, listener);
  for (const [key, value] of Object.entries(data)) made.dataset[key] = value;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
}

let count = 0;

/** A name that no other element on the page has, to point labels at. */
export const freshId = (stem) => `${stem}-${(count += 1)}`;

/** A section under a heading that names it. */
export function section(className, title, ...children) {
  const id = freshId("title");
  return element(
    `section.${className}`,
    { "aria-labelledby": id },
    element("h2", { id }, title),
    ...children,
  );
}

/** The one first heading of a view, which takes the focus when the view opens. */
export const heading = (text, properties = {}) =>
  element("h1", { tabindex: "-1", ...properties }, text);

export const button = (className, text, press, properties = {}) =>
  element(`button.button${className}`, { type: "button", on: { click: press }, ...properties }, text);
