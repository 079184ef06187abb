// The assembled app as `lentigo serve` hands it out, in a real browser: its headers keep everything else
// out and nothing of the app, and the page and the API give a picture the same verdict.
//
//     make build web && node --test Tests/Web/browser/serve.browser.mjs

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Chromium, chromiumPath } from "./chromium.mjs";

const path = (relative) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
const app = path(".build-web");
const lentigo = process.env.LENTIGO ?? path(".build/release/lentigo");
const model = join(app, "model.safetensors");
const skip = !chromiumPath() ? "no chromium"
  : !existsSync(app) ? "make web first" : !existsSync(lentigo) ? "make build first" : false;
const patience = 60_000;

describe("the app from lentigo serve", { skip }, () => {
  let server;
  let browser;
  let address;
  let pictures;
  const folder = mkdtempSync(join(tmpdir(), "lentigo-serve-"));
  const trouble = [];
  const documents = [];

  before(async () => {
    execFileSync(lentigo, [
      "dataset", "synthesize", "--count", "12", "--size", "512", "--seed", "5", "--output", folder,
    ]);
    // Of these the bundled model refers two and not the third, each far from its threshold and from what it
    // takes for no lesion: browser and server decode JPEG with other rounding.
    pictures = ["06", "11", "04"].map((n) => readFileSync(join(folder, `images/SYN_00000${n}.jpg`)));
    server = spawn(
      lentigo, ["serve", "--port", "0", "--json", "--log-level", "error", "--app", app, "--model", model],
      { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(createInterface(server.stdout), "line");
    address = JSON.parse(line).url;
    browser = await Chromium.start();
    await browser.resize(390, 844, true);
    await browser.send("Network.enable");
    browser.on((method, params) => {
      if (method === "Runtime.exceptionThrown") trouble.push(params.exceptionDetails.text);
      if (method === "Log.entryAdded" && ["security", "violation"].includes(params.entry.source)) {
        trouble.push(params.entry.text);
      }
      if (method === "Network.responseReceived" && params.type === "Document") {
        documents.push(params.response);
      }
    });
    await browser.open(address);
  });

  after(async () => {
    await browser?.close();
    if (server?.exitCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    rmSync(folder, { recursive: true });
  });

  const until = async (expression) => {
    const end = Date.now() + patience;
    for (;;) {
      const value = await browser.run(expression).catch(() => false);
      if (value) return value;
      assert.ok(Date.now() < end, `never: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  /** The picture as an expression of the page. */
  const bytes = (picture) =>
    `Uint8Array.from(atob("${picture.toString("base64")}"), (c) => c.charCodeAt(0))`;
  const ask = async (picture) => {
    const answer = await fetch(new URL("v1/screen", address), {
      method: "POST", body: picture, headers: { "Content-Type": "image/jpeg" },
    });
    assert.equal(answer.status, 200);
    return answer.json();
  };

  test("is kept to itself", async () => {
    assert.equal(await browser.run("window.crossOriginIsolated"), true);
    const headers = Object.fromEntries(
      Object.entries(documents[0].headers).map(([name, value]) => [name.toLowerCase(), value]));
    const page = readFileSync(join(app, "index.html"), "utf8");
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)[1];
    // What only a header can say comes on top.
    assert.equal(headers["content-security-policy"], `${policy}; frame-ancestors 'none'`);
    assert.equal(headers["cross-origin-embedder-policy"], "require-corp");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["content-encoding"], "gzip");
    assert.equal(await browser.run("fetch('https://example.org/').then(() => 1, () => 0)"), 0);
    // The page itself asked for what its policy forbids: that alone is what the console says.
    assert.ok(trouble.length > 0 && trouble.every((text) => text.includes("example.org")));
    trouble.length = 0;
  });

  test("is kept for later", async () => {
    await until("navigator.serviceWorker.controller");
    await until(`caches.keys().then((names) => names.join().startsWith("lentigo "))`);
    assert.deepEqual((await browser.send("Page.getInstallabilityErrors")).installabilityErrors, []);
  });

  test("gives a picture the verdict that the API gives it", async () => {
    const titles = JSON.parse(readFileSync(join(app, "language/en.json"), "utf8"));
    const black = await browser.run(`(async () => {
      const canvas = new OffscreenCanvas(400, 400);
      canvas.getContext("2d").fillRect(0, 0, 400, 400);
      const blob = await canvas.convertToBlob({ type: "image/jpeg" });
      return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
    })()`);
    const verdicts = new Set();
    for (const picture of [...pictures, Buffer.from(black, "base64")]) {
      const { verdict } = await ask(picture);
      verdicts.add(verdict);
      await browser.run(`location.hash = "#take"`);
      await until(`document.querySelector('[data-route="take"][aria-current]')`);
      await browser.run(`(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([${bytes(picture)}], "mole.jpg", { type: "image/jpeg" }));
        document.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: transfer, cancelable: true }));
      })()`);
      const title = await until(
        `location.hash === "#result" && document.querySelector("h1")?.textContent`);
      assert.equal(title, titles[`result.${verdict}.title`]);
    }
    assert.ok(verdicts.has("retake") && verdicts.size > 1, [...verdicts].join());
  });

  test("lets its own page ask the API, and no other", async () => {
    const post = (mode) => `(() => {
      const form = new FormData();
      form.set("picture", new File([${bytes(pictures[0])}], "a.jpg", { type: "image/jpeg" }));
      return fetch("${address}v1/screen", { method: "POST", mode: "${mode}", body: form })
        .then((answer) => answer.status, () => -1);
    })()`;
    assert.equal(await browser.run(post("same-origin")), 200);
    const refused = async () => {
      const text = await (await fetch(new URL("metrics", address))).text();
      return Number(/route="\/v1\/screen",status="403"\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    assert.equal(await refused(), 0);
    const stranger = createServer((_, response) =>
      response.writeHead(200, { "Content-Type": "text/html" }).end("<title>other</title>"));
    stranger.listen(0, "127.0.0.1");
    await once(stranger, "listening");
    try {
      await browser.open(`http://127.0.0.1:${stranger.address().port}/`);
      // A form's type is what any page may send anywhere without asking first.
      assert.ok([0, -1].includes(await browser.run(post("no-cors"))));
      assert.equal(await refused(), 1);
    } finally {
      stranger.closeAllConnections();
      stranger.close();
      trouble.length = 0;
      await browser.open(address);
    }
  });

  test("nothing went wrong in the page", async () => {
    assert.deepEqual(trouble, []);
  });

  test("ends when it is told to, a page open or not", async () => {
    server.kill("SIGTERM");
    const [code] = await once(server, "exit");
    assert.equal(code, 0);
  });
});
