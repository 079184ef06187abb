// The same bits in node and in Chromium: both builds of the core, on the parity vectors.
//
//     make wasm && node --test Tests/Web/browser/parity.browser.mjs

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { hasRelaxedSIMD } from "../../../Web/engine/relaxed-simd.js";
import { compare, handOver, modelFile, words } from "../../../Tools/parity_vectors.mjs";
import { Chromium, chromiumPath } from "./chromium.mjs";
import { serve } from "./files.mjs";

const root = new URL("../../../", import.meta.url);
const built = (build) => `.build-${build}/wasm32-unknown-none-wasm/release/PhoneApp.wasm`;
const builds = { simd128: built("wasm"), relaxed: built("wasm-relaxed") };
const goldens = "Tests/NeuralNetworkTests/Golden/mobilenet-v3-small.torchvision.safetensors";
const skip = !chromiumPath() ? "no chromium"
  : !Object.values(builds).every((path) => existsSync(new URL(path, root))) ? "make wasm first" : false;

describe("parity", { skip }, () => {
  const parity = JSON.parse(readFileSync(new URL("Tests/PlatformTests/Golden/parity.json", root)));
  const golden = readFileSync(new URL(goldens, root));
  const length = Number(golden.readBigUInt64LE(0));
  const { tensors } = JSON.parse(golden.toString("utf8", 8, 8 + length)).__metadata__;
  let files;
  let browser;

  before(async () => {
    // Node 20 has relaxed-simd behind a flag, unlike browsers of its time.
    if (!hasRelaxedSIMD()) setFlagsFromString("--experimental-wasm-relaxed-simd");
    files = await serve({ "/": root });
    browser = await Chromium.start();
    await browser.open(`${files.address}Tests/Web/browser/empty.html`);
  });

  after(async () => {
    await browser?.close();
    files?.close();
  });

  for (const [build, path] of Object.entries(builds)) {
    test(`${build}: pixels to the network's input, map, logit and verdict`, async (t) => {
      const { instance: { exports: app } } =
        await WebAssembly.instantiate(readFileSync(new URL(path, root)));
      handOver(app, modelFile(tensors, parity.metadata));
      assert.equal(app.lentigo_load(), 0);
      const here = parity.vectors.map((vector) => ({ ...compare(app, vector), ...words(app) }));
      const there = await browser.run(`(async () => {
        const { compare, handOver, modelFile, words } = await import("/Tools/parity_vectors.mjs");
        const code = await (await fetch("/${path}")).arrayBuffer();
        const { instance: { exports: app } } = await WebAssembly.instantiate(code);
        const parity = await (await fetch("/Tests/PlatformTests/Golden/parity.json")).json();
        handOver(app, modelFile(${JSON.stringify(tensors)}, parity.metadata));
        if (app.lentigo_load() !== 0) throw new Error("the model was refused");
        return parity.vectors.map((vector) => ({ ...compare(app, vector), ...words(app) }));
      })()`);
      assert.equal(here.length, 6);
      for (const { wrong } of here) assert.deepEqual(wrong, []);
      assert.deepEqual(there, here);
      t.diagnostic(`logits ${here.map(({ logit }) => logit).join(" ")}`);
    });
  }
});
