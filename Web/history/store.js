// The history of moles, on this device alone: pictures, verdicts, and what the user calls them.

import { archive } from "./archive.js";
import { Database, StoreError, done } from "./database.js";

export { StoreError };

/** Where a mole may be; the names end the keys `follow.site.NAME`. */
export const BODY_SITES = Object.freeze([
  "head-neck", "chest", "abdomen", "back", "arm", "hand", "leg", "foot", "genital", "elsewhere",
]);

/** What the worker makes stays below 512 KiB; anything larger did not come from there. */
const MAXIMUM_PICTURE_BYTES = 1 << 20;
const MAXIMUM_NAME_LENGTH = 80;

/**
 * @typedef {{ id: string, name: string, site: string, created: Date }} Mole
 * @typedef {Mole & { count: number, latest: Date | null }} ListedMole
 * @typedef {object} Entry one picture and what was said of it
 * @property {string} id
 * @property {string} mole
 * @property {Date} date
 * @property {Blob} picture JPEG without metadata
 * @property {"refer" | "no-sign" | "retake"} verdict
 * @property {number} risk
 * @property {number} threshold
 * @property {string[]} issues
 * @property {string | null} model SHA-256 of the model file
 */

/** Every method throws `StoreError`. */
export class HistoryStore {
  #database;

  /** @param {string} [name] of the database; for tests */
  constructor(name = "lentigo-history") {
    this.#database = new Database(name, 1, (database) => {
      database.createObjectStore("moles", { keyPath: "id" });
      database.createObjectStore("entries", { keyPath: "id" }).createIndex("mole", "mole");
    });
  }

  /** All moles, the newest first. @returns {Promise<ListedMole[]>} */
  moles() {
    return this.#database.transaction("readonly", async ({ moles, entries }) => {
      const [all, told] = await Promise.all([done(moles.getAll()), summaries(entries)]);
      return all.sort((a, b) => b.created - a.created)
        .map((mole) => ({ ...mole, ...(told.get(mole.id) ?? { count: 0, latest: null }) }));
    });
  }

  /** @param {string} id @returns {Promise<Mole>} */
  mole(id) {
    return this.#database.transaction("readonly", ({ moles }) => existing(moles, id));
  }

  /** @param {{ name: string, site: string }} facts @returns {Promise<Mole>} */
  addMole(facts) {
    const mole = { id: freshID(), ...checked(facts), created: new Date() };
    return this.#database.transaction("readwrite", async ({ moles }) => {
      await done(moles.add(mole));
      return mole;
    });
  }

  /** @param {string} id @param {{ name: string, site: string }} facts @returns {Promise<Mole>} */
  updateMole(id, facts) {
    return this.#database.transaction("readwrite", async ({ moles }) => {
      const mole = { ...await existing(moles, id), ...checked(facts) };
      await done(moles.put(mole));
      return mole;
    });
  }

  /** Deletes a mole and all its pictures. @param {string} id @returns {Promise<void>} */
  removeMole(id) {
    return this.#database.transaction("readwrite", async ({ moles, entries }) => {
      const keys = await done(entries.index("mole").getAllKeys(id));
      await Promise.all([moles.delete(id), ...keys.map((key) => entries.delete(key))].map(done));
    });
  }

  /** A mole's pictures, the oldest first. @param {string} mole @returns {Promise<Entry[]>} */
  async entries(mole) {
    const found = await this.#database.transaction("readonly", ({ entries }) =>
      done(entries.index("mole").getAll(mole)));
    return found.sort((a, b) => a.date - b.date).map(unpacked);
  }

  /**
   * Keeps a picture and what was said of it; its map is not kept.
   * @param {string} mole
   * @param {Omit<Entry, "id" | "mole">} screening as the engine returned it
   * @returns {Promise<Entry>}
   */
  async addEntry(mole, { picture, date, verdict, risk, threshold, issues, model }) {
    if (picture?.type !== "image/jpeg" || picture.size > MAXIMUM_PICTURE_BYTES) {
      throw new StoreError("picture");
    }
    // Bytes and not the blob: some browsers lose blobs from a database. Read ahead, since the
    // transaction would not wait.
    const bytes = await picture.arrayBuffer();
    const facts = { date: date ?? new Date(), verdict, risk, threshold, issues, model };
    const entry = { id: freshID(), mole, bytes, ...facts };
    await this.#database.transaction("readwrite", async ({ moles, entries }) => {
      await existing(moles, mole);
      await done(entries.add(entry));
    });
    askToPersist();
    return unpacked(entry);
  }

  /** @param {string} id @returns {Promise<void>} */
  removeEntry(id) {
    return this.#database.transaction("readwrite", ({ entries }) => done(entries.delete(id)));
  }

  /** Deletes everything. @returns {Promise<void>} */
  async removeAll() {
    await this.#database.transaction("readwrite", ({ moles, entries }) =>
      Promise.all([done(moles.clear()), done(entries.clear())]));
  }

  /** The whole history as one zip archive. @returns {Promise<{ blob: Blob, name: string }>} */
  async export() {
    const all = await this.moles();
    const moles = [];
    for (const mole of all) moles.push({ mole, entries: await this.entries(mole.id) });
    return archive(moles, new Date());
  }

  /**
   * How much room there is, and whether the browser promises not to clear it by itself.
   * @returns {Promise<{ used: number, available: number, persistent: boolean } | null>}
   */
  async usage() {
    try {
      const { usage, quota } = await navigator.storage.estimate();
      return { used: usage, available: quota, persistent: await navigator.storage.persisted() };
    } catch {
      return null;
    }
  }
}

/** Counts and dates by mole, without holding every picture in memory at once. */
async function summaries(entries) {
  const told = new Map();
  await new Promise((resolve, reject) => {
    const request = entries.openCursor();
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve();
      const { mole, date } = cursor.value;
      const { count = 0, latest = date } = told.get(mole) ?? {};
      told.set(mole, { count: count + 1, latest: latest > date ? latest : date });
      cursor.continue();
    };
  });
  return told;
}

async function existing(moles, id) {
  const mole = await done(moles.get(id));
  if (!mole) throw new StoreError("missing");
  return mole;
}

const checked = ({ name, site }) => ({
  name: String(name).trim().slice(0, MAXIMUM_NAME_LENGTH),
  site: BODY_SITES.includes(site) ? site : "elsewhere",
});

const unpacked = ({ bytes, ...entry }) =>
  ({ ...entry, picture: new Blob([bytes], { type: "image/jpeg" }) });

/** Not randomUUID, which pages without https lack. */
const freshID = () => Array.from(
  crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function askToPersist() {
  navigator.storage?.persist?.().catch(() => {});
}
