// Times the network in the phone's two modules, with relaxed-simd and without, taken in turn: in node,
// and in Chromium where it is on the path.
//
//     node Tools/bench_phone_app.mjs MODEL
//
// A time is that of lentigo_logit on a picture of 224 x 224 pixels: preparing it and one inference.
// Prints one line of JSON for each engine; milliseconds, the fastest and the median of 60 rounds of 8.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { setFlagsFromString } from "node:v8";
import { hasRelaxedSIMD } from "./relaxed_simd.mjs";

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
  const side = 224, rounds = 60, calls = 8;
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
    handOver(Uint8Array.from({ length: 3 * side * side }, (_, i) => (i * 2654435761) >>> 24));
    apps[name] = { app, times: [] };
  }
  for (let round = -20; round < rounds; round++) {
    for (const { app, times } of Object.values(apps)) {
      const start = performance.now();
      for (let call = 0; call < calls; call++) app.lentigo_logit(side, side);
      if (round >= 0) times.push((performance.now() - start) / calls);
    }
  }
  return Object.fromEntries(Object.entries(apps).map(([name, { app, times }]) => {
    times.sort((a, b) => a - b);
    const logit = app.lentigo_logit(side, side);
    return [name, { fastest_ms: times[0], median_ms: times[times.length >> 1], logit }];
  }));
};

const print = (engine, result) => console.log(JSON.stringify({ engine, ...result }));

const page = `<!doctype html><script type="module">
import { hasRelaxedSIMD } from "/relaxed_simd.mjs";
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
    "/relaxed_simd.mjs": ["text/javascript", read("Tools/relaxed_simd.mjs")],
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
