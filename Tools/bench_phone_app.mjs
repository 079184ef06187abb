// Times the phone's two modules, with relaxed-simd and without, taken in turn: in node, and in Chromium
// where it is on the path.
//
//     node Tools/bench_phone_app.mjs MODEL
//
// Prints one line of JSON for each engine; milliseconds, the fastest and the median of
//
//     network   lentigo_logit on a picture of 224 x 224 pixels: preparing it and one inference
//     photo     lentigo_screen on 4000 x 3000 pixels as a canvas has them: from pixels to the verdict
//     copy      handing these pixels over to the module
//     map       lentigo_map behind it
//     live      lentigo_assess on 640 x 480 pixels
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { setFlagsFromString } from "node:v8";
import { hasRelaxedSIMD } from "../Web/engine/relaxed-simd.js";

const root = new URL("..", import.meta.url);
const read = (path) => readFileSync(new URL(path, root));
const modules = {
  simd128: read(".build-wasm/wasm32-unknown-none-wasm/release/PhoneApp.wasm"),
  relaxed: read(".build-wasm-relaxed/wasm32-unknown-none-wasm/release/PhoneApp.wasm"),
};
if (argv.length !== 3) {
  console.error("usage: node Tools/bench_phone_app.mjs MODEL");
  exit(2);
}
const model = readFileSync(argv[2]);

// Runs in the page too, and so uses nothing from outside.
const measure = async (codes, model) => {
  // Smooth where skin is, with grain.
  const picture = (width, height, channels) => {
    const bytes = new Uint8Array(channels * width * height);
    for (let i = 0; i < bytes.length; i++) {
      bytes[i] = 128 + (((i / 1009) | 0) % 64) + (Math.imul(i, 2654435761) >>> 28);
    }
    return bytes;
  };
  const small = [224, 224, 3], photo = [4000, 3000, 4], live = [640, 480, 4];
  const pixels = new Map([small, photo, live].map((size) => [size, picture(...size)]));
  const apps = {};
  for (const [name, code] of Object.entries(codes)) {
    const { instance } = await WebAssembly.instantiate(code);
    const app = instance.exports;
    const handOver = (content) => {
      const address = app.lentigo_allocate(content.length);
      new Uint8Array(app.memory.buffer, address, content.length).set(content);
    };
    handOver(model);
    if (app.lentigo_load() !== 0) throw new Error("the model was refused");
    apps[name] = { app, handOver, times: { network: [], photo: [], copy: [], map: [], live: [] } };
  }
  const time = (times, round, calls, action) => {
    const start = performance.now();
    for (let call = 0; call < calls; call++) action();
    if (round >= 0) times.push((performance.now() - start) / calls);
  };
  for (const { handOver } of Object.values(apps)) handOver(pixels.get(small));
  for (let round = -20; round < 60; round++) {
    for (const { app, times } of Object.values(apps)) {
      time(times.network, round, 8, () => app.lentigo_logit(...small));
    }
  }
  for (const { handOver } of Object.values(apps)) handOver(pixels.get(live));
  for (let round = -5; round < 30; round++) {
    for (const { app, times } of Object.values(apps)) {
      time(times.live, round, 4, () => app.lentigo_assess(...live));
    }
  }
  for (let round = -3; round < 20; round++) {
    for (const { app, handOver, times } of Object.values(apps)) {
      time(times.copy, round, 1, () => handOver(pixels.get(photo)));
      time(times.photo, round, 1, () => app.lentigo_screen(...photo));
      time(times.map, round, 1, () => app.lentigo_map());
    }
  }
  const rounded = (value) => Math.round(value * 1000) / 1000;
  const summary = (times) => {
    times.sort((a, b) => a - b);
    return { fastest_ms: rounded(times[0]), median_ms: rounded(times[times.length >> 1]) };
  };
  return Object.fromEntries(Object.entries(apps).map(([name, { app, handOver, times }]) => {
    handOver(pixels.get(small));
    const logit = app.lentigo_logit(...small);
    const all = Object.entries(times).map(([what, values]) => [what, summary(values)]);
    return [name, { ...Object.fromEntries(all), logit, memory_mb: app.memory.buffer.byteLength / 1e6 }];
  }));
};

const print = (engine, result) => console.log(JSON.stringify({ engine, ...result }));

const page = `<!doctype html><script type="module">
import { hasRelaxedSIMD } from "/relaxed-simd.js";
const measure = ${measure};
const load = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
let result;
try {
  const codes = { simd128: await load("/simd128") };
  if (hasRelaxedSIMD()) codes.relaxed = await load("/relaxed");
  result = await measure(codes, await load("/model"));
} catch (error) {
  result = { error: String(error) };
}
await fetch("/result", { method: "POST", body: JSON.stringify(result) });
</script>`;

const inChromium = () => new Promise((resolve, reject) => {
  const profile = mkdtempSync(join(tmpdir(), "bench-phone-app-"));
  let browser;
  const finish = (done, value) => {
    server.close();
    browser?.kill();
    server.closeAllConnections();
    setTimeout(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }), 500);
    done(value);
  };
  const files = {
    "/": ["text/html", page], "/simd128": ["application/wasm", modules.simd128],
    "/relaxed": ["application/wasm", modules.relaxed], "/model": ["application/octet-stream", model],
    "/relaxed-simd.js": ["text/javascript", read("Web/engine/relaxed-simd.js")],
  };
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      let text = "";
      request.on("data", (piece) => (text += piece));
      request.on("end", () => {
        response.end();
        finish(resolve, JSON.parse(text));
      });
      return;
    }
    const [type, body] = files[request.url] ?? ["text/plain", ""];
    // Clocks are finer in a page that shares nothing with others.
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    response.setHeader("Content-Type", type);
    response.end(body);
  });
  server.listen(0, "127.0.0.1", () => {
    browser = spawn("chromium", [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      `--user-data-dir=${profile}`, `http://127.0.0.1:${server.address().port}/`,
    ], { stdio: "ignore" });
    browser.on("error", (error) => finish(reject, error));
    setTimeout(() => finish(reject, new Error("no answer in two minutes")), 120_000).unref();
  });
});

if (!hasRelaxedSIMD()) setFlagsFromString("--experimental-wasm-relaxed-simd");
print("node", await measure(modules, model));
try {
  print("chromium", await inChromium());
} catch (error) {
  console.error(`chromium: ${error.message}`);
}
