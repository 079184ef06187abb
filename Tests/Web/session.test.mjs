import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { Session } from "../../Web/engine/session.js";

// What a worker has and node has not, as far as a session needs it.

class FakeContext {
  #pixels = null;
  constructor(canvas) {
    this.canvas = canvas;
  }
  putImageData({ data }) {
    this.#pixels = Uint8ClampedArray.from(data, (value) => value ^ browser.noise);
  }
  getImageData(x, y, width, height) {
    return { data: this.#pixels ?? new Uint8ClampedArray(4 * width * height).fill(7) };
  }
  fillRect() {}
  drawImage() {}
}

class FakeCanvas {
  getContext() {
    return new FakeContext(this);
  }
  async convertToBlob({ type, quality }) {
    return new Blob([new Uint8Array(quality > 0.8 ? browser.jpegBytes : 100)], { type });
  }
}

class FakeImageData {
  constructor(width, height) {
    this.data = new Uint8ClampedArray(4 * width * height);
  }
}

class FakeBitmap {
  closed = 0;
  constructor(width = 8, height = 4) {
    Object.assign(this, { width, height });
  }
  close() {
    this.closed += 1;
  }
}

/** How the browser behaves in this test. */
let browser;
const original = { fetch, compileStreaming: WebAssembly.compileStreaming, instantiate: WebAssembly.instantiate };

const moduleExports = () => ({
  memory: new WebAssembly.Memory({ initial: 16 }),
  lentigo_allocate: (count) => (count === 0 || count > browser.room ? 0 : 1024),
  lentigo_load: () => browser.status,
  lentigo_screen: (width) => {
    if (width === browser.trapsAt) throw new WebAssembly.RuntimeError("unreachable");
    return 1;
  },
  lentigo_assess: () => 0b10, lentigo_measure: (index) => index, lentigo_issues: () => 0,
  lentigo_risk: () => 0.25, lentigo_threshold: () => 0.5, lentigo_map: () => 0,
  lentigo_map_width: () => 0, lentigo_map_height: () => 0,
});

beforeEach(() => {
  browser = {
    noise: 0, jpegBytes: 1000, room: 1 << 20, status: 0, trapsAt: -1, instances: 0, asked: [],
    missing: () => false,
  };
  globalThis.OffscreenCanvas = FakeCanvas;
  globalThis.ImageData = FakeImageData;
  globalThis.createImageBitmap = async () => new FakeBitmap();
  globalThis.fetch = async (url) => {
    browser.asked.push(url.href);
    return browser.missing(url.href)
      ? new Response("", { status: 404 }) : new Response("bytes", { headers: { "Content-Length": "5" } });
  };
  WebAssembly.compileStreaming = async () => ({});
  WebAssembly.instantiate = async () => {
    browser.instances += 1;
    return { exports: moduleExports() };
  };
});

after(() => {
  globalThis.fetch = original.fetch;
  WebAssembly.compileStreaming = original.compileStreaming;
  WebAssembly.instantiate = original.instantiate;
});

const started = async () => {
  const session = new Session();
  const shares = [];
  const info = await session.start("https://app.test/x/", (share) => shares.push(share));
  return { session, info, shares };
};

test("starts with what lies beside the app, and says how far the transfer is", async () => {
  const { info, shares } = await started();
  assert.ok(browser.asked.every((url) => url.startsWith("https://app.test/x/")), browser.asked);
  assert.equal(info.threshold, 0.5);
  assert.match(info.model, /^[0-9a-f]{64}$/);
  assert.deepEqual(shares, [1]);
});

test("a start that fails says why", async () => {
  const fails = (code, detail) => assert.rejects(started(), { code, detail });
  browser.missing = (url) => url.endsWith(".safetensors");
  await fails("model", "missing");
  browser.missing = (url) => url.endsWith(".wasm");
  await fails("module", "missing");
  browser.missing = () => false;
  browser.status = 2;
  await fails("model", "file");
  browser.status = 0;
  browser.noise = 0x20;
  await fails("module", "canvas");
  globalThis.OffscreenCanvas = undefined;
  await fails("module", "unsupported");
});

test("a server that calls the module anything is no hindrance", async () => {
  WebAssembly.compileStreaming = async () => {
    throw new TypeError("wrong type");
  };
  const { compile } = WebAssembly;
  WebAssembly.compile = async (bytes) => assert.equal(bytes.byteLength, 5) ?? {};
  try {
    await started();
  } finally {
    WebAssembly.compile = compile;
  }
});

test("a trap is one picture's failure: the next one finds a new instance, without a network", async () => {
  const { session } = await started();
  const before = browser.instances;
  browser.trapsAt = 9;
  browser.missing = () => true;
  const bitmap = new FakeBitmap(9, 9);
  await assert.rejects(session.screen(bitmap), { code: "memory", detail: "trap" });
  assert.equal(bitmap.closed, 1);
  assert.equal(browser.instances, before);
  assert.equal((await session.screen(new FakeBitmap(8, 8))).verdict, "no-sign");
  assert.equal(browser.instances, before + 1);
});

test("frames and pictures are closed, and no memory is an answer", async () => {
  const { session } = await started();
  const frame = new FakeBitmap();
  assert.deepEqual((await session.assess(frame)).hints, ["too-dark"]);
  assert.equal(frame.closed, 1);
  browser.room = 10;
  const large = new FakeBitmap(100, 100);
  await assert.rejects(session.screen(large), { code: "memory", detail: "full" });
  assert.equal(large.closed, 1);
});

test("the picture that is kept is of bounded size", async () => {
  const { session } = await started();
  assert.equal((await session.screen(new FakeBitmap())).picture.size, 1000);
  browser.jpegBytes = 1 << 20;
  assert.equal((await session.screen(new FakeBitmap())).picture.size, 100);
});

test("pictures that are none, or too much, are refused by name", async () => {
  const { session } = await started();
  const refused = (picture, detail) =>
    assert.rejects(session.screen(picture), { code: "picture", detail });
  await refused(new Blob([]), "empty");
  await refused(new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)]), "cut-off");
  await refused(new FakeBitmap(20_000, 20_000), "too-large");
  globalThis.createImageBitmap = async () => {
    throw new DOMException("no", "InvalidStateError");
  };
  await refused(new Blob(["text"]), "undecodable");
});
