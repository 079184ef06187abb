// Times the phone's app in Chromium, and says what a first visit transfers.
//
//     make web && node Benchmarks/phone_app.mjs [--json FILE] [--rounds 30] [--lentigo PROGRAM]
//
// The core's two builds are timed in one worker, in turn, after a warm-up; then the app itself, from a
// JPEG of 12 megapixels to its result; both once more with the page throttled to a quarter. Native
// figures and `lentigo serve` come from PROGRAM (.build/release/lentigo where it is there); without one
// the tests' own server serves. Nothing but the machine must be busy: close other programs.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { exit } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Chromium, chromiumPath } from "../Tests/Web/browser/chromium.mjs";
import { serve } from "../Tests/Web/browser/files.mjs";
import { firstVisit } from "./phone_app/first_visit.mjs";
import { table } from "./phone_app/table.mjs";

const root = new URL("..", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));
const usual = path(".build/release/lentigo");
const { json, rounds, lentigo } = (() => {
  try {
    return parseArgs({
      options: {
        json: { type: "string" }, rounds: { type: "string", default: "30" },
        lentigo: { type: "string", default: usual },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\nusage: node Benchmarks/phone_app.mjs [--json FILE] [--rounds N]`);
    return exit(2);
  }
})();
const app = path(".build-web");
const missing = !chromiumPath() ? "chromium is not installed" : !existsSync(app) ? "make web first" : null;
if (missing) {
  console.error(`phone_app: ${missing}`);
  exit(1);
}
const program = existsSync(lentigo) ? lentigo : null;
const options = { rounds: Number(rounds), warmUp: 5 };

/** The native engine on one core, with all that the processor has and with registers of 128 bits. */
function native() {
  if (!program) return null;
  const time = (set) => {
    try {
      const output = execFileSync(
        program, ["benchmark", "--json", "--model", `${app}/model.safetensors`],
        { encoding: "utf8", env: { ...process.env, ...(set && { LENTIGO_INSTRUCTION_SET: set }) } });
      const { instruction_set, fastest_ms, median_ms } = JSON.parse(output.trim().split("\n").at(-1));
      return { instructionSet: instruction_set, fastest: fastest_ms, median: median_ms };
    } catch {
      return null;
    }
  };
  return [time(), process.arch === "x64" && time("sse2")].filter(Boolean);
}

/** The browser's figures: cores in the worker, the app, and all of it with the page throttled. */
async function inChromium() {
  // Clocks are finer in a page that shares nothing with others.
  const files = await serve(
    { "/": new URL(".build-web/", root), "/timed/": new URL("phone_app/", import.meta.url) },
    { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" });
  const browser = await Chromium.start();
  const call = (text) => browser.run(`import("/timed/page.js").then((page) => page.${text})`);
  const given = JSON.stringify(options);
  try {
    const { product } = await browser.send("Browser.getVersion");
    await browser.open(`${files.address}timed/index.html`);
    const spins = await call("spins()");
    const worker = await call(`timeInWorker(${given})`);
    const whole = await call(`timeApp(${options.rounds})`);
    await browser.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const slow = await call("spins()");
    const throttled = {
      page: slow.page / spins.page, worker: slow.worker / spins.worker,
      app: await call(`timeApp(${options.rounds})`),
      onPage: await call(`timeOnPage(${JSON.stringify({ rounds: 10, warmUp: 3 })})`),
    };
    return { product, worker, app: whole, throttled };
  } finally {
    await browser.close();
    files.close();
  }
}

const result = {
  date: new Date().toISOString().slice(0, 10), processor: cpus()[0].model, cores: cpus().length,
  load: loadavg()[0], model: readFileSync(`${app}/model.safetensors`).length,
  native: native(), chromium: await inChromium(), firstVisit: await firstVisit(app, program),
};
console.log(table(result));
if (json) writeFileSync(json, `${JSON.stringify(result, null, 1)}\n`);
