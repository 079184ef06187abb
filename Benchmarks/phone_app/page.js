// In the benchmark's page: runs it here or in a worker, and the app's own engine from a file to the
// result.

import { Engine } from "/engine/engine.js";
import { hasRelaxedSIMD } from "/engine/relaxed-simd.js";
import { measure, spin } from "./measure.js";

const load = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
/** One for all: a throttle may reach those workers alone that were there before it. */
const engine = new Engine(new URL("/", location.href).href);
let file = null;

async function parts() {
  const codes = { simd128: await load("/core.wasm") };
  if (hasRelaxedSIMD()) codes.relaxed = await load("/core-relaxed.wasm");
  return [codes, await load("/model.safetensors")];
}

const inWorker = (message) => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage(message);
});

/** `measure` in the worker. */
export async function timeInWorker(options) {
  const [codes, model] = await parts();
  return inWorker({ codes, model, options });
}

/** `measure` on the page's own thread. */
export async function timeOnPage(options) {
  return measure(...await parts(), options);
}

/** Milliseconds of the same work on the page's thread and in a worker. */
export async function spins() {
  const inTurn = [];
  for (let round = 0; round < 7; round++) inTurn.push([spin(), await inWorker({})]);
  return { page: fastest(inTurn.map(([page]) => page)), worker: fastest(inTurn.map(([, worker]) => worker)) };
}

const fastest = (runs) => Math.min(...runs.map(({ milliseconds }) => milliseconds));

/** A JPEG of 12 megapixels: a mole on skin with grain, as large a file as a phone's. */
async function photograph() {
  const canvas = new OffscreenCanvas(4000, 3000);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#d9ac90";
  brush.fillRect(0, 0, 4000, 3000);
  const grain = new ImageData(500, 500);
  for (let i = 0; i < grain.data.length; i++) {
    grain.data[i] = i % 4 === 3 ? 28 : Math.imul(i, 2654435761) >>> 24;
  }
  const tile = new OffscreenCanvas(500, 500);
  tile.getContext("2d").putImageData(grain, 0, 0);
  brush.fillStyle = "#5f3a26";
  brush.beginPath();
  brush.ellipse(2000, 1500, 800, 640, 0.4, 0, 2 * Math.PI);
  brush.fill();
  brush.fillStyle = brush.createPattern(tile, "repeat");
  brush.fillRect(0, 0, 4000, 3000);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
}

/**
 * The app itself, from the file to what the result shows. Milliseconds: `decode` until the pixels lie in
 * the module, `core` from there to verdict and map, `whole` with the smaller picture for the history and
 * the way to the page and back.
 */
export async function timeApp(rounds) {
  await engine.start();
  file ??= await photograph();
  const times = { decode: [], core: [], whole: [] };
  for (let round = -3; round < rounds; round++) {
    const start = performance.now();
    const { milliseconds } = await engine.screen(file);
    if (round < 0) continue;
    times.whole.push(performance.now() - start);
    times.decode.push(milliseconds.decode);
    times.core.push(milliseconds.core);
  }
  const summary = (values) => {
    values.sort((a, b) => a - b);
    return { fastest: values[0], median: values[values.length >> 1] };
  };
  return {
    variant: engine.info.variant, fileBytes: file.size,
    ...Object.fromEntries(Object.entries(times).map(([name, values]) => [name, summary(values)])),
  };
}
