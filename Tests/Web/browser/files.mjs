// The app's files on loopback, and beside them what tests bring into the page.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, normalize } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
  ".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".jpg": "image/jpeg",
};

/**
 * Serves folders by the beginning of the address.
 *
 * @param {Record<string, URL>} folders such as `{"/": web, "/test/": here}`; the longest fits
 * @param {Record<string, string>} [headers] sent with each file
 * @returns {Promise<{address: string, close: () => void}>}
 */
export async function serve(folders, headers = {}) {
  const beginnings = Object.keys(folders).sort((a, b) => b.length - a.length);
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const beginning = beginnings.find((one) => path.startsWith(one));
    const name = path.slice(beginning.length) || "index.html";
    try {
      const bytes = await readFile(new URL(name, folders[beginning]));
      const type = types[extname(name)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
