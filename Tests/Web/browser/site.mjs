// The assembled app on loopback, as a server that can be switched off, lose files and bring out a new
// version; it remembers what it was asked.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
  ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

export class Site {
  /** What was asked for: `{ path, status, bytes }`. */
  log = [];
  /** Nothing answers while this is false. */
  isUp = true;
  /** Contents in place of a file's own, by path. @type {Map<string, Buffer>} */
  changed = new Map();
  #folder;
  #server;
  #compresses;

  /**
   * @param {URL} folder
   * @param {{ compresses?: boolean }} [options] sends the .gz beside a file to those who take it
   */
  static async start(folder, { compresses = false } = {}) {
    const site = new Site();
    site.#folder = folder;
    site.#compresses = compresses;
    site.#server = createServer((request, response) => site.#answer(request, response));
    await new Promise((resolve) => site.#server.listen(0, "127.0.0.1", resolve));
    site.address = `http://127.0.0.1:${site.#server.address().port}/`;
    return site;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** @param {string} path @returns {Buffer | null} */
  read(path) {
    const file = new URL(path, this.#folder);
    return this.changed.get(path) ?? (existsSync(file) ? readFileSync(file) : null);
  }

  /**
   * Brings out a version in which a file is another one.
   * @param {string} path
   * @param {(text: string) => string} edit
   */
  update(path, edit) {
    return this.replace(path, Buffer.from(edit(this.read(path).toString())));
  }

  /** Brings out a version with another file in this place. @returns {string} the version */
  replace(path, bytes) {
    this.changed.set(path, bytes);
    const list = JSON.parse(/\{.*\}/s.exec(this.read("precache.js"))[0]);
    Object.assign(list.files.find((file) => file.path === path), {
      sha256: sha256(bytes), bytes: bytes.length,
    });
    list.version = sha256(JSON.stringify(list.files)).slice(0, 16);
    this.changed.set("precache.js", Buffer.from(`self.precache = ${JSON.stringify(list)};\n`));
    return list.version;
  }

  #answer(request, response) {
    if (!this.isUp) {
      this.log.push({ path: request.url, status: 0 });
      request.socket.destroy();
      return;
    }
    const path = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    const bytes = this.read(path);
    const etag = bytes && `"${sha256(bytes)}"`;
    const status = !bytes ? 404 : request.headers["if-none-match"] === etag ? 304 : 200;
    this.log.push({ path, status, bytes: status === 200 ? bytes.length : 0 });
    const headers = {
      "Content-Type": types[extname(path)] ?? "application/octet-stream", "Cache-Control": "no-cache",
    };
    if (etag) headers.ETag = etag;
    const packed = this.#compresses && !this.changed.has(path) ? this.read(`${path}.gz`) : null;
    if (packed) headers["Content-Encoding"] = "gzip";
    response.writeHead(status, headers);
    response.end(status === 200 ? packed ?? bytes : undefined);
  }
}
