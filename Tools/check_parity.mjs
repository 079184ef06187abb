// Compares a module of the phone app with Tests/PlatformTests/Golden/parity.json.
//
//     node Tools/check_parity.mjs PhoneApp.wasm
//
// Prints one line of JSON for each vector, and exits with 1 where anything differs.
import { readFileSync } from "node:fs";
import { argv, exit } from "node:process";
import { setFlagsFromString } from "node:v8";
import { compare, handOver, modelFile } from "./parity_vectors.mjs";
import { hasRelaxedSIMD } from "../Web/engine/relaxed-simd.js";

if (argv.length !== 3) {
  console.error("usage: node Tools/check_parity.mjs PhoneApp.wasm");
  exit(2);
}
const read = (path) => readFileSync(new URL(path, import.meta.url));
const parity = JSON.parse(read("../Tests/PlatformTests/Golden/parity.json"));
const golden = read("../Tests/NeuralNetworkTests/Golden/mobilenet-v3-small.torchvision.safetensors");
const header = JSON.parse(golden.toString("utf8", 8, 8 + Number(golden.readBigUInt64LE(0))));

// Node 20 has relaxed-simd behind a flag, unlike browsers of its time.
if (!hasRelaxedSIMD()) setFlagsFromString("--experimental-wasm-relaxed-simd");
const { instance } = await WebAssembly.instantiate(readFileSync(argv[2]));
const app = instance.exports;
handOver(app, modelFile(header.__metadata__.tensors, parity.metadata));
if (app.lentigo_load() !== 0) {
  console.error("the model was refused");
  exit(1);
}
let failed = false;
for (const vector of parity.vectors) {
  const { width, height, channels } = vector;
  const result = compare(app, vector);
  failed ||= result.wrong.length > 0;
  console.log(JSON.stringify({ width, height, channels, ...result }));
}
exit(failed ? 1 : 0);
