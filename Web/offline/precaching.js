// What the service worker decides, apart from the events that it gets. A classic script, since not
// every browser lets a service worker import modules; it leaves one object, `precaching`.

"use strict";

(() => {
  /** The caches of an app at one address; another one beside it has others. */
  const cachePrefix = (scope) => `lentigo ${new URL(scope).pathname} `;

  const cacheName = (scope, version) => cachePrefix(scope) + version;

  /**
   * Which of the app's files a request asks for; null where it is none of its business.
   * @param {{ method: string, url: string, mode: string }} request
   * @param {string} scope the app's address
   * @param {Set<string>} paths of the app's files
   * @returns {string | null}
   */
  function ownPath({ method, url, mode }, scope, paths) {
    if (method !== "GET") return null;
    const asked = new URL(url);
    const base = new URL(scope);
    if (asked.origin !== base.origin || !asked.pathname.startsWith(base.pathname)) return null;
    const path = asked.pathname.slice(base.pathname.length) || "index.html";
    // Links to the app may carry a query; files of the app are asked for without one.
    if (asked.search !== "" && mode !== "navigate") return null;
    return paths.has(path) ? path : null;
  }

  /** Whether these are the bytes that the list promises. */
  async function isIntact(bytes, { sha256, bytes: count }) {
    if (bytes.byteLength !== count) return false;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
  }

  /**
   * A response with these bytes that can be kept: unlike the one that came it was not redirected, which
   * navigations refuse; its headers do not speak of a transfer that is over, nor ask to be matched.
   */
  function kept(bytes, response) {
    const headers = new Headers(response.headers);
    for (const name of ["Content-Encoding", "Content-Length", "Transfer-Encoding", "Vary"]) {
      headers.delete(name);
    }
    return new Response(bytes, { status: 200, headers });
  }

  /** A file from wherever its bytes are right: what is kept already, then the network. */
  async function obtained(file, scope, older, fetch) {
    for (const cache of older) {
      const response = await cache.match(new URL(file.path, scope).href);
      if (!response) continue;
      const bytes = await response.arrayBuffer();
      if (await isIntact(bytes, file)) return kept(bytes, response);
    }
    // The page has just loaded most files, so the browser's own cache has them; where its copy is an
    // old one, the network is asked again.
    for (const cache of ["default", "reload"]) {
      const response = await fetch(new URL(file.path, scope).href, { cache });
      if (!response.ok) continue;
      const bytes = await response.arrayBuffer();
      if (await isIntact(bytes, file)) return kept(bytes, response);
    }
    throw new Error(`${file.path} is not what this version of the app consists of`);
  }

  /**
   * Fills the cache of a version with all its files, or leaves none.
   * @param {{ version: string, files: { path: string, sha256: string, bytes: number }[] }} list
   * @param {string} scope the app's address
   * @param {CacheStorage} caches
   * @param {typeof fetch} fetch
   */
  async function install({ version, files }, scope, caches, fetch) {
    const name = cacheName(scope, version);
    const names = await caches.keys();
    const older = await Promise.all(
      names.filter((other) => other.startsWith(cachePrefix(scope))).map((other) => caches.open(other)));
    const cache = await caches.open(name);
    const results = await Promise.allSettled(files.map(async (file) => {
      const response = await obtained(file, scope, older, fetch);
      await cache.put(new URL(file.path, scope).href, response);
    }));
    const failed = results.find(({ status }) => status === "rejected");
    if (!failed) return;
    // A cache of this very version that was whole before stays: it may be the one in use.
    if (!names.includes(name)) await caches.delete(name);
    throw failed.reason;
  }

  /** Deletes the app's caches of other versions. */
  async function removeOthers({ version }, scope, caches) {
    const current = cacheName(scope, version);
    const names = await caches.keys();
    await Promise.all(names
      .filter((name) => name.startsWith(cachePrefix(scope)) && name !== current)
      .map((name) => caches.delete(name)));
  }

  self.precaching = Object.freeze({ cacheName, install, isIntact, ownPath, removeOthers });
})();
