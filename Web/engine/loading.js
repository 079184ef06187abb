// Fetches what the engine consists of.

import { EngineError } from "./error.js";
import { hasRelaxedSIMD } from "./relaxed-simd.js";

/**
 * The core, compiled while it arrives: the faster of the two modules that runs here.
 * @param {string} base the app's address
 * @returns {Promise<{ code: WebAssembly.Module, variant: "simd128" | "relaxed" }>}
 */
export async function loadCore(base) {
  if (typeof WebAssembly !== "object") throw new EngineError("module", "unsupported");
  if (hasRelaxedSIMD()) {
    try {
      return { code: await compiled(new URL("core-relaxed.wasm", base)), variant: "relaxed" };
    } catch (error) {
      console.warn("core-relaxed.wasm does not load, taking core.wasm", error);
    }
  }
  return { code: await compiled(new URL("core.wasm", base)), variant: "simd128" };
}

async function compiled(address) {
  const response = await fetched(address, "module");
  const copy = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    // Not streamed where a server names another type than application/wasm.
    const bytes = await copy.arrayBuffer();
    try {
      return await WebAssembly.compile(bytes);
    } catch (error) {
      throw new EngineError("module", "unsupported", error);
    }
  }
}

/**
 * The model file.
 * @param {string} base the app's address
 * @param {(share: number) => void} onProgress 0 to 1, where the size is known in advance
 * @returns {Promise<Uint8Array>}
 */
export async function loadModel(base, onProgress) {
  const response = await fetched(new URL("model.safetensors", base), "model");
  // A compressed transfer's length is not the file's.
  const compressed = response.headers.has("Content-Encoding");
  const total = compressed ? 0 : Number(response.headers.get("Content-Length"));
  const parts = [];
  let count = 0;
  try {
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      count += value.length;
      if (total > 0) onProgress(Math.min(1, count / total));
    }
  } catch (error) {
    throw new EngineError("model", "network", error);
  }
  const file = new Uint8Array(count);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/**
 * SHA-256 of a file, by which the history says which model judged a picture.
 * @param {Uint8Array} bytes
 * @returns {Promise<string | null>} 64 hexadecimal digits; null on pages without https
 */
export async function fingerprint(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fetched(address, code) {
  let response;
  try {
    response = await fetch(address);
  } catch (error) {
    throw new EngineError(code, "network", error);
  }
  if (!response.ok) throw new EngineError(code, "missing", `${response.status} ${address}`);
  return response;
}
