// Chromium without a window, spoken to in its DevTools protocol over a pipe. WebDriver would want a
// driver of exactly the browser's version and cannot tell what workers ask for, throttle a processor or
// start a fake camera's page without a network; this needs nothing beside the browser itself.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser's path; null where there is none. */
export const chromiumPath = () =>
  [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path)) ?? null;

/** Milliseconds that a busy machine is given for anything. */
const patience = Number(process.env.PATIENCE ?? 60_000);
const keyCodes = { Tab: 9, Enter: 13, Escape: 27, " ": 32, ArrowLeft: 37, ArrowRight: 39, ArrowDown: 40 };
const texts = { Enter: "\r", " ": " " };

const flags = [
  "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu",
  "--disable-background-networking", "--disable-component-update", "--disable-extensions",
  "--disable-default-apps", "--disable-sync", "--hide-scrollbars",
  "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,Translate",
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
  /** What is at the other end of further sessions, such as `service_worker`. */
  #kinds = new Map();

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

  #receive({ id, result, error, method, params, sessionId }) {
    if (method) {
      const kind = sessionId === this.#session ? "page" : this.#kinds.get(sessionId) ?? "browser";
      for (const listener of this.#listeners) listener(method, params, kind, sessionId);
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

  /**
   * Calls `listener(method, params, kind)` for every event of the page, and of what `watchWorkers`
   * watches: `kind` says whose it is.
   */
  on(listener) {
    this.#listeners.add(listener);
  }

  /** Has the network's events of all workers reported too, from their first request on. */
  async watchWorkers() {
    const filter = [{ type: "service_worker" }, { type: "worker" }, { type: "shared_worker" }];
    const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter };
    const seen = new Set();
    this.on((method, { sessionId, targetInfo }) => {
      if (method !== "Target.attachedToTarget") return;
      const isNew = !seen.has(targetInfo.targetId);
      seen.add(targetInfo.targetId);
      // A worker may be reported by the page and by the browser; it is listened to once.
      if (isNew) {
        this.#kinds.set(sessionId, targetInfo.type);
        this.#send("Network.enable", {}, sessionId).catch(() => {});
      }
      this.#send("Runtime.runIfWaitingForDebugger", {}, sessionId).catch(() => {});
    });
    await this.#send("Target.setAutoAttach", attach);
    await this.send("Target.setAutoAttach", attach);
    await this.send("Network.enable");
  }

  /** Opens an address, and waits until it has loaded. */
  async open(address) {
    const loaded = this.#loaded();
    const { errorText } = await this.send("Page.navigate", { url: address });
    if (errorText) throw new Error(`${address}: ${errorText}`);
    await loaded;
  }

  /** Loads the page anew. */
  async reload() {
    const loaded = this.#loaded();
    await this.send("Page.reload");
    await loaded;
  }

  #loaded() {
    return new Promise((resolve) => {
      const listener = (method) => {
        if (method !== "Page.loadEventFired") return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
  }

  /**
   * Waits until an expression in the page is truthy, and returns its value.
   *
   * Asked again and again, since a page has no event for most of what a person sees; how often does not
   * matter to what is tested.
   */
  async until(expression) {
    const end = Date.now() + patience;
    for (;;) {
      const value = await this.run(expression).catch(() => false);
      if (value) return value;
      if (Date.now() > end) {
        const shown = await this.run("document.body?.innerText").catch(() => "nothing");
        throw new Error(`never: ${expression}\nThe page shows: ${shown}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Gives files to an `<input type=file>`, as the device's chooser does. */
  async choose(selector, files) {
    const { result } = await this.send("Runtime.evaluate", {
      expression: `document.querySelector(${JSON.stringify(selector)})`,
    });
    await this.send("DOM.setFileInputFiles", { files, objectId: result.objectId });
  }

  /** Presses a key. */
  async press(key, { shift = false } = {}) {
    for (const type of ["keyDown", "keyUp"]) {
      await this.send("Input.dispatchKeyEvent", {
        type, key, code: key === " " ? "Space" : key, modifiers: shift ? 8 : 0,
        windowsVirtualKeyCode: keyCodes[key], ...(type === "keyDown" && { text: texts[key] }),
      });
    }
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
