// What the browser's own decoder changes: risks and verdicts on the same files by the app in Chromium
// and by `lentigo diagnose`, which decodes with libjpeg-turbo and libpng.
//
//     make web && node Benchmarks/browser_decoder.mjs FOLDER [--count 100] [--lentigo PROGRAM] [--json FILE]
//
// Takes JPEG and PNG files spread evenly over the folder, in the order of their names. Where djpeg is on
// the path, the app's core is also run on its pixels, so that what the decoder changes is told apart from
// what the rest does: command line and phone scale large files in decoding, or not.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { exit } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Chromium, chromiumPath } from "../Tests/Web/browser/chromium.mjs";
import { serve } from "../Tests/Web/browser/files.mjs";
import { PhoneModule } from "../Web/engine/module.js";

const root = new URL("..", import.meta.url);
const usage = "usage: node Benchmarks/browser_decoder.mjs FOLDER [--count N] [--lentigo PROGRAM] [--json FILE]";
const fail = (message) => {
  console.error(`browser_decoder: ${message}`);
  return exit(1);
};
const { values: options, positionals: [folder] } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        count: { type: "string", default: "100" }, json: { type: "string" },
        lentigo: { type: "string", default: fileURLToPath(new URL(".build/release/lentigo", root)) },
      },
    });
  } catch (error) {
    return fail(`${error.message}\n${usage}`);
  }
})();
if (!folder) fail(usage);
const app = new URL(".build-web/", root);
if (!existsSync(app)) fail("make web first");
if (!existsSync(options.lentigo)) fail(`no ${options.lentigo}: swift build -c release --product lentigo`);
if (!chromiumPath()) fail("chromium is not installed");

/** Some of the folder's pictures, evenly spread. */
function chosen(count) {
  const names = readdirSync(folder)
    .filter((name) => [".jpg", ".jpeg", ".png"].includes(extname(name).toLowerCase())).sort();
  const step = Math.max(1, names.length / count);
  return Array.from({ length: Math.min(count, names.length) }, (_, index) => names[Math.floor(index * step)]);
}

/** `lentigo diagnose` on all files: answers by name. */
function byCommandLine(names) {
  const output = execFileSync(
    resolve(options.lentigo),
    ["diagnose", "--json", "--model", fileURLToPath(new URL("model.safetensors", app)), ...names],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  const answers = output.trim().split("\n").map((line) => JSON.parse(line));
  return new Map(answers.map((answer) => [answer.file, answer]));
}

/** The app's engine in Chromium, which decodes the file itself. */
async function inChromium(names) {
  const files = await serve({ "/": app, "/pictures/": pathToFileURL(`${resolve(folder)}/`) });
  const browser = await Chromium.start();
  try {
    await browser.open(files.address);
    await browser.run(`import("/engine/engine.js").then(async ({ Engine }) => {
      window.engine = new Engine(location.origin + "/");
      await engine.start();
    })`);
    const answers = new Map();
    for (const name of names) {
      answers.set(name, await browser.run(`fetch("/pictures/" + encodeURIComponent(${JSON.stringify(name)}))
        .then((response) => response.blob()).then((file) => engine.screen(file))
        .then(({ risk, verdict, width, height, threshold }) => ({ risk, verdict, width, height, threshold }),
          ({ message }) => ({ refused: message }))`));
    }
    return { answers, variant: await browser.run("engine.info.variant") };
  } finally {
    await browser.close();
    files.close();
  }
}

/** The same core in node on what libjpeg-turbo makes of the whole file; null without djpeg. */
async function ofDecodedPixels(names) {
  try {
    execFileSync("djpeg", ["-version"], { stdio: "ignore" });
  } catch {
    return null;
  }
  const code = readFileSync(new URL("core.wasm", app));
  const module = new PhoneModule((await WebAssembly.instantiate(code)).instance);
  module.load(readFileSync(new URL("model.safetensors", app)));
  return new Map(names.filter((name) => /\.jpe?g$/i.test(name)).flatMap((name) => {
    let pixmap;
    try {
      pixmap = execFileSync(
        "djpeg", ["-ppm", join(folder, name)], { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
    } catch {
      return [];
    }
    const header = /^P6\s(\d+)\s(\d+)\s255\s/.exec(pixmap.toString("latin1", 0, 40));
    if (!header) return [];
    const pixels = pixmap.subarray(header[0].length);
    module.handOver(pixels.length, (bytes) => bytes.set(pixels));
    return [[name, module.screen(Number(header[1]), Number(header[2]), 3)]];
  }));
}

/** How far two judgements of the same files lie apart. */
function compared(first, second) {
  const pairs = [...first].map(([name, one]) => [name, one, second.get(name)])
    .filter(([, one, other]) => Number.isFinite(one?.risk) && Number.isFinite(other?.risk));
  const differences = pairs.map(([, one, other]) => Math.abs(one.risk - other.risk)).sort((a, b) => a - b);
  return {
    pictures: pairs.length,
    mean: differences.reduce((sum, value) => sum + value, 0) / (pairs.length || 1),
    median: differences[differences.length >> 1] ?? null,
    largest: differences.at(-1) ?? null,
    flips: pairs.filter(([, one, other]) => one.verdict !== other.verdict)
      .map(([name, ...both]) => ({
        name, risks: both.map(({ risk }) => risk), verdicts: both.map(({ verdict }) => verdict),
      })),
  };
}

const names = chosen(Number(options.count));
if (names.length === 0) fail(`${folder} has no pictures`);
const native = byCommandLine(names);
const { answers: browser, variant } = await inChromium(names);
const decoded = await ofDecodedPixels(names);
const result = {
  folder, variant, pictures: names.length,
  chromiumAndCommandLine: compared(browser, native),
  ...(decoded && {
    decoders: compared(browser, decoded),
    rest: compared(decoded, native),
  }),
};
const lines = {
  chromiumAndCommandLine: "Chromium and `lentigo diagnose`",
  decoders: "Chromium's decoder and libjpeg-turbo's, whole file, same core",
  rest: "core on libjpeg-turbo's pixels and `lentigo diagnose`",
};
console.log("| risks | pictures | mean | median | largest | other verdict |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const [key, label] of Object.entries(lines)) {
  if (!result[key]) continue;
  const { pictures, mean, median, largest, flips } = result[key];
  const risks = [mean, median, largest].map((value) => value?.toExponential(1));
  console.log(`| ${[label, pictures, ...risks, flips.length].join(" | ")} |`);
}
for (const { name, risks, verdicts } of result.chromiumAndCommandLine.flips) {
  console.log(`${name}: ${verdicts.join(" there, ")} here (${risks.map((risk) => risk.toFixed(4)).join(", ")})`);
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(result, null, 1)}\n`);
