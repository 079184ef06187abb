// IndexedDB as promises: opened when it is first needed, each piece of work one transaction.

/** Why the history could not be read or written; `code` ends the key of its explanation. */
export class StoreError extends Error {
  /**
   * @param {"quota" | "unavailable" | "picture" | "missing" | "damaged"} code
   * @param {unknown} [cause]
   */
  constructor(code, cause) {
    super(code, { cause });
    this.name = "StoreError";
    this.code = code;
  }
}

/** @param {unknown} error @returns {StoreError} */
export function storeError(error) {
  if (error instanceof StoreError) return error;
  switch (error?.name) {
    case "QuotaExceededError": return new StoreError("quota", error);
    // The database was written by a later version of the app, or its files cannot be read.
    case "VersionError": case "UnknownError": case "DataError": case "NotReadableError":
      return new StoreError("damaged", error);
    default: return new StoreError("unavailable", error);
  }
}

/** A promise of one request's result, for use within its transaction. */
export const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** One database. */
export class Database {
  #name;
  #version;
  #upgrade;
  /** @type {Promise<IDBDatabase> | null} */
  #opened = null;

  /**
   * @param {string} name
   * @param {number} version
   * @param {(database: IDBDatabase, from: number) => void} upgrade makes the stores
   */
  constructor(name, version, upgrade) {
    this.#name = name;
    this.#version = version;
    this.#upgrade = upgrade;
  }

  /**
   * Does `work` in one transaction: all of it happens, or nothing.
   * @template T
   * @param {"readonly" | "readwrite"} mode
   * @param {(stores: Record<string, IDBObjectStore>) => Promise<T>} work must wait for nothing but
   *   requests of these stores, or the transaction ends under it
   * @returns {Promise<T>} when it is on the disk
   */
  async transaction(mode, work) {
    try {
      const database = await (this.#opened ??= this.#open());
      return await new Promise((resolve, reject) => {
        const names = [...database.objectStoreNames];
        const transaction = database.transaction(names, mode, { durability: "strict" });
        const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
        let result;
        let reason = null;
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () => reject(reason ?? transaction.error);
        work(stores).then((value) => (result = value), (error) => {
          reason = error;
          abort(transaction);
        });
      });
    } catch (error) {
      throw storeError(error);
    }
  }

  #open() {
    const opening = new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, this.#version);
      request.onupgradeneeded = ({ oldVersion }) => this.#upgrade(request.result, oldVersion);
      request.onerror = () => reject(request.error);
      // Another window holds an older version open; it closes it when it hears of this one.
      request.onblocked = () => {};
      request.onsuccess = () => {
        const forget = () => (this.#opened = null);
        request.result.onclose = forget;
        request.result.onversionchange = () => {
          request.result.close();
          forget();
        };
        resolve(request.result);
      };
    });
    opening.catch(() => (this.#opened = null));
    return opening;
  }
}

function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // A failed request has ended it already.
  }
}
