// Screens pictures with the WebAssembly module, as the web page does, and times it.
//
//     node Tools/phone_app_screen.mjs PhoneApp.wasm [--rgba] [--repeat N] FILE ...
//
// Files are taken in turn: NAME.ppm (binary, 8 bits) is screened with the model loaded last, and
// the network's input is written to NAME.ppm.input as 32-bit floats; any other file is loaded as a
// model. Prints one line of JSON for each file. With --repeat the pictures are screened N times
// more; then each answer has to be the same, and no memory may have been taken: the last line
// gives times and sizes. With --rgba pixels are handed over with a fourth byte, as a canvas has them.
// Exits with 1 where any of this fails.
import { readFileSync, writeFileSync } from "node:fs";
import { argv, exit, hrtime } from "node:process";
import { setFlagsFromString } from "node:v8";
import { hasRelaxedSIMD } from "../Web/engine/relaxed-simd.js";

const [module, ...rest] = argv.slice(2);
const isRGBA = rest[0] === "--rgba" && rest.shift() !== undefined;
const repeats = rest[0] === "--repeat" ? Number(rest.splice(0, 2)[1]) : 0;
const fail = (message) => {
  console.error(message);
  exit(1);
};

const code = readFileSync(module);
// Node 20 has relaxed-simd behind a flag, unlike browsers of its time.
if (!hasRelaxedSIMD()) setFlagsFromString("--experimental-wasm-relaxed-simd");
const { instance } = await WebAssembly.instantiate(code);
const app = instance.exports;
const bytes = (address, count) => new Uint8Array(app.memory.buffer, address, count);

const handOver = (content) => {
  const buffer = app.lentigo_allocate(content.length);
  if (buffer === 0 && content.length > 0) fail("no memory");
  bytes(buffer, content.length).set(content);
};

const readPicture = (file) => {
  const content = readFileSync(file);
  const header = /^P6\s(\d+)\s(\d+)\s255\s/.exec(content.toString("latin1", 0, 40));
  if (!header) fail(`${file} is no binary PPM picture`);
  const size = [Number(header[1]), Number(header[2]), isRGBA ? 4 : 3];
  const pixels = content.subarray(header[0].length);
  return { file, size, pixels: isRGBA ? withFourthByte(pixels) : pixels };
};

// The fourth byte of a pixel is anything.
const withFourthByte = (rgb) => {
  const rgba = new Uint8Array(rgb.length / 3 * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from];
    rgba[to + 1] = rgb[from + 1];
    rgba[to + 2] = rgb[from + 2];
    rgba[to + 3] = (from * 37) % 256;
  }
  return rgba;
};

// JSON has no word for what is not a number.
const number = (value) => (Number.isNaN(value) ? null : value);

const measures = () => {
  const values = [];
  for (let index = 0; !Number.isNaN(app.lentigo_measure(index)); index++) {
    values.push(app.lentigo_measure(index));
  }
  return values;
};

const map = () => {
  const address = app.lentigo_map();
  const count = app.lentigo_map_width() * app.lentigo_map_height();
  return address === 0 ? null : [...new Float32Array(app.memory.buffer, address, count)];
};

const screen = ({ size, pixels }) => {
  handOver(pixels);
  const verdict = app.lentigo_screen(...size);
  return {
    verdict,
    risk: number(app.lentigo_risk()),
    threshold: number(app.lentigo_threshold()),
    issues: app.lentigo_issues(),
    measures: measures(),
    map: map(),
    hints: app.lentigo_assess(...size),
  };
};

const pictures = [];
for (const file of rest) {
  if (!file.endsWith(".ppm")) {
    handOver(readFileSync(file));
    console.log(JSON.stringify({ status: app.lentigo_load() }));
    continue;
  }
  const picture = readPicture(file);
  picture.answer = screen(picture);
  const logit = number(app.lentigo_logit(...picture.size));
  console.log(JSON.stringify({ ...picture.answer, logit }));
  const input = app.lentigo_input();
  if (input !== 0) writeFileSync(`${file}.input`, bytes(input, 224 * 224 * 3 * 4));
  pictures.push(picture);
}

if (repeats > 0) {
  app.lentigo_allocate(0);
  // The last picture's map stays in memory, here and after the rounds.
  app.lentigo_map();
  const used = app.lentigo_bytes_in_use();
  const memory = app.memory.buffer.byteLength;
  const durations = [];
  for (let round = 0; round < repeats; round++) {
    for (const picture of pictures) {
      const start = hrtime.bigint();
      const answer = screen(picture);
      durations.push(Number(hrtime.bigint() - start) / 1e6);
      if (JSON.stringify(answer) !== JSON.stringify(picture.answer)) {
        fail(`${picture.file} in round ${round}: ${JSON.stringify(answer)}`);
      }
    }
  }
  app.lentigo_allocate(0);
  const leaked = app.lentigo_bytes_in_use() - used;
  if (leaked !== 0) fail(`${leaked} bytes were not given back`);
  const grown = app.memory.buffer.byteLength - memory;
  if (grown !== 0) fail(`the module's memory grew by ${grown} bytes`);
  durations.sort((a, b) => a - b);
  console.log(JSON.stringify({
    median_ms: durations[durations.length >> 1],
    memory_bytes: memory,
    module_bytes: readFileSync(module).length,
  }));
}
