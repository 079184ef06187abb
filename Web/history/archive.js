// The history as one file for another device, a doctor, or a drawer: a zip archive, because pictures
// in it open by a tap anywhere, without this app.

import { safeName, zip } from "./zip.js";

/** Of `history.json`. */
const FORMAT_VERSION = 1;

/**
 * Moles in folders of their names, pictures in them by date and verdict, and `history.json` with all
 * that is known of them.
 * @param {{ mole: import("./store.js").Mole, entries: import("./store.js").Entry[] }[]} moles
 * @param {Date} date when it is made
 * @returns {Promise<{ blob: Blob, name: string }>}
 */
export async function archive(moles, date) {
  const files = [];
  const folders = new Set();
  const record = { format: "lentigo-history", version: FORMAT_VERSION, date, moles: [] };
  for (const { mole, entries } of moles) {
    const folder = distinct(safeName(mole.name), folders);
    const names = new Set();
    const listed = [];
    for (const { id, date, picture, verdict, risk, threshold, issues, model } of entries) {
      const name = `${folder}/${distinct(`${stamp(date)} ${verdict}`, names)}.jpg`;
      files.push({ name, bytes: new Uint8Array(await picture.arrayBuffer()), date });
      listed.push({ id, date, file: name, verdict, risk, threshold, issues, model });
    }
    const { id, name, site, created } = mole;
    record.moles.push({ id, name, site, created, entries: listed });
  }
  const text = new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
  const blob = zip([{ name: "history.json", bytes: text, date }, ...files]);
  return { blob, name: `lentigo ${stamp(date).slice(0, 10)}.zip` };
}

/** As the clock shows it here, in an order that sorts: `2026-01-31 14.05`. */
function stamp(date) {
  const two = (value) => String(value).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${two(date.getHours())}.${two(date.getMinutes())}`;
}

/** `name`, with a number where it is taken; capitals do not tell names apart on some systems. */
function distinct(name, taken) {
  let found = name;
  for (let count = 2; taken.has(found.toLowerCase()); count++) found = `${name} (${count})`;
  taken.add(found.toLowerCase());
  return found;
}
