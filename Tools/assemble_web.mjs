// Puts the phone's web app together: Web/, the two modules of `make wasm`, a model and its card.
//
//     node Tools/assemble_web.mjs [--model FILE] [--card FILE] [--output .build-web]
//
// Without --card the MODEL_CARD.json beside the model is taken, where it is about this very file.
// Writes precache.js, the list by which the service worker keeps one whole version, and for what
// compression makes smaller a .gz file beside it, for servers that send those. The output is replaced at
// the end, all at once.
import {
  chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { dirname, extname, join, posix, relative, resolve, sep } from "node:path";
import { exit } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundled = join(root, "Models/mobilenet-v3-small.safetensors");
/** What the app consists of; notes and node's package.json stay behind. */
const shipped = new Set([
  ".css", ".html", ".js", ".json", ".png", ".safetensors", ".svg", ".wasm", ".webmanifest",
]);
/** Compressed where at least this share of a file goes. */
const worthwhile = 0.1;

const fail = (message) => {
  console.error(`assemble_web: ${message}`);
  exit(1);
};

const options = (() => {
  try {
    return parseArgs({
      options: {
        model: { type: "string" }, card: { type: "string" },
        output: { type: "string", default: join(root, ".build-web") },
      },
    }).values;
  } catch (error) {
    return fail(error.message);
  }
})();

const read = (path, advice) => {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail(`${path} cannot be read (${error.code})${advice ? `: ${advice}` : ""}`);
  }
};
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The card as it is, or `null` in JSON: the page asks for a file that is always there. */
const cardOf = (modelPath, modelHash) => {
  const path = options.card ?? join(dirname(modelPath), "MODEL_CARD.json");
  if (!options.card && !existsSync(path)) return Buffer.from("null\n");
  const card = read(path);
  let told;
  try {
    told = JSON.parse(card)?.file?.sha256;
  } catch (error) {
    fail(`${path}: ${error.message}`);
  }
  if (told === modelHash) return card;
  const message = `${path} is the card of another model (${told ?? "no hash"})`;
  if (options.card) fail(message);
  console.error(`assemble_web: ${message}; the app goes without one`);
  return Buffer.from("null\n");
};

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => path.split(sep).join("/"))
    .sort();

/** Files that others ask for and that are not there: found here rather than on a phone. */
const missingLinks = (files, contents) => {
  const patterns = {
    ".js": /(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g, ".html": /(?:href|src)="([^"#:]+)"/g,
    ".webmanifest": /"src":\s*"([^"]+)"/g,
  };
  return [...files].flatMap((file) =>
    [...(contents(file).toString().matchAll(patterns[extname(file)] ?? /$^/g))]
      .map((match) => posix.join(posix.dirname(file), match[1]))
      .filter((path) => !files.has(path))
      .map((path) => `${path}, which ${file} names`));
};

const modelPath = resolve(options.model ?? bundled);
const model = read(modelPath, "name a model with MODEL=FILE");
const card = cardOf(modelPath, sha256(model));
const core = (build) =>
  read(join(root, `.build-${build}/wasm32-unknown-none-wasm/release/PhoneApp.wasm`), "make wasm");

const output = resolve(options.output);
mkdirSync(dirname(output), { recursive: true });
const fresh = mkdtempSync(`${output}-`);
process.on("exit", () => rmSync(fresh, { recursive: true, force: true }));

const web = join(root, "Web");
for (const path of filesBelow(web)) {
  if (shipped.has(extname(path)) && path !== "package.json") {
    cpSync(join(web, path), join(fresh, path), { recursive: true });
  }
}
writeFileSync(join(fresh, "core.wasm"), core("wasm"));
writeFileSync(join(fresh, "core-relaxed.wasm"), core("wasm-relaxed"));
writeFileSync(join(fresh, "model.safetensors"), model);
writeFileSync(join(fresh, "model-card.json"), card);

const contents = (path) => readFileSync(join(fresh, path));
// Browsers keep the service worker's own scripts themselves.
const own = new Set(["service-worker.js", "offline/precaching.js"]);
const paths = filesBelow(fresh);
const missing = missingLinks(new Set(paths), contents);
if (missing.length > 0) fail(`missing: ${missing.join("; ")}`);
const files = paths.filter((path) => !own.has(path)).map((path) => {
  const bytes = contents(path);
  return { path, sha256: sha256(bytes), bytes: bytes.length };
});
// Of the worker's scripts too, so that a change of theirs alone is a new version as well.
const version = sha256(paths.map((path) => `${path} ${sha256(contents(path))}\n`).join("")).slice(0, 16);
writeFileSync(join(fresh, "precache.js"),
  `self.precache = ${JSON.stringify({ version, files }, null, 1)};\n`);

let [size, transfer] = [0, 0];
for (const path of filesBelow(fresh)) {
  const bytes = contents(path);
  const packed = gzipSync(bytes, { level: 9 });
  const isSmaller = packed.length <= (1 - worthwhile) * bytes.length;
  if (isSmaller) writeFileSync(join(fresh, `${path}.gz`), packed);
  size += bytes.length;
  transfer += isSmaller ? packed.length : bytes.length;
}

// A temporary folder is closed to others, a server among them.
chmodSync(fresh, 0o755);
rmSync(output, { recursive: true, force: true });
renameSync(fresh, output);
const kilobytes = (count) => `${Math.ceil(count / 1000)} kB`;
console.log(`${relative(".", output) || "."}: version ${version}, ${files.length} files, `
  + `${kilobytes(size)}, ${kilobytes(transfer)} to transfer`);
