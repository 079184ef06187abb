// Chromium without a window, spoken to in its DevTools protocol over a pipe: nothing to install
// beside the browser itself.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser's path; null where there is none. */
export const chromiumPath = () =>
  [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path)) ?? null;

const flags = [
  "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu",
  "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
  "--force-color-profile=srgb",
  // Inside a container Chromium has no right to a sandbox of its own; it opens our pages alone.
  "--no-sandbox",
];

/** A browser with one page. `close()` ends it and removes what it kept. */
export class Chromium {
  #process;
  #folder;
  #lastId = 0;
  #open = new Map();
  #listeners = new Set();
  #session;

  /** @param {string[]} [more] flags */
  static async start(more = []) {
    const browser = new Chromium();
    browser.#folder = mkdtempSync(join(tmpdir(), "lentigo-browser-"));
    browser.#process = spawn(
      chromiumPath(), [...flags, ...more, `--user-data-dir=${browser.#folder}`, "about:blank"],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
    );
    browser.#listen();
    const { targetInfos } = await browser.#send("Target.getTargets");
    const { targetId } = targetInfos.find(({ type }) => type === "page");
    const { sessionId } = await browser.#send("Target.attachToTarget", { targetId, flatten: true });
    browser.#session = sessionId;
    for (const domain of ["Page", "Runtime", "Log"]) await browser.send(`${domain}.enable`);
    return browser;
  }

  #listen() {
    let rest = "";
    this.#process.stdio[4].setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      for (const message of messages) this.#receive(JSON.parse(message));
    });
    this.#process.on("exit", () => {
      for (const { reject } of this.#open.values()) reject(new Error("the browser has ended"));
    });
  }

  #receive({ id, result, error, method, params }) {
    if (method) {
      for (const listener of this.#listeners) listener(method, params);
      return;
    }
    const { resolve, reject, what } = this.#open.get(id) ?? {};
    this.#open.delete(id);
    if (error) reject?.(new Error(`${what}: ${error.message}`));
    else resolve?.(result);
  }

  #send(method, params = {}, sessionId = undefined) {
    const id = (this.#lastId += 1);
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#open.set(id, { resolve, reject, what: method }));
  }

  /** A command of the DevTools protocol to the page. */
  send(method, params) {
    return this.#send(method, params, this.#session);
  }

  /** Calls `listener(method, params)` for every event of the page. */
  on(listener) {
    this.#listeners.add(listener);
  }

  /** Opens an address, and waits until it has loaded. */
  async open(address) {
    const loaded = new Promise((resolve) => {
      const listener = (method) => {
        if (method !== "Page.loadEventFired") return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
    await this.send("Page.navigate", { url: address });
    await loaded;
  }

  /** Runs an expression in the page, waits for its promise, and returns its value. */
  async run(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression, awaitPromise: true, returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  /** The page's screen: pixels of CSS, and whether it behaves as a phone's. */
  async resize(width, height, mobile) {
    await this.send("Emulation.setDeviceMetricsOverride", {
      width, height, deviceScaleFactor: 1, mobile,
    });
  }

  /** What the screen shows, as PNG bytes. */
  async picture() {
    return Buffer.from((await this.send("Page.captureScreenshot")).data, "base64");
  }

  async close() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    await this.#send("Browser.close").catch(() => this.#process.kill());
    await ended;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
