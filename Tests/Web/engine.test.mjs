import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../Web/engine/engine.js";

/** A worker whose answers the test writes. */
class FakeWorker extends EventTarget {
  sent = [];
  ended = false;

  constructor(answer) {
    super();
    this.answer = answer;
  }

  postMessage(message) {
    this.sent.push(message);
    const answer = this.answer?.(message);
    if (answer) queueMicrotask(() => this.say({ id: message.id, ...answer }));
  }

  say(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  terminate() {
    this.ended = true;
  }
}

const starts = ({ type }) => type === "start" && { ok: true, value: { variant: "simd128" } };
const frame = () => ({ close() {} });

test("starts once for many callers, and says its state", async () => {
  const states = [];
  let workers = 0;
  const engine = new Engine("https://app/", () => {
    workers += 1;
    return new FakeWorker(starts);
  });
  engine.addEventListener("state", () => states.push(engine.state));
  await Promise.all([engine.start(), engine.start()]);
  assert.equal(workers, 1);
  assert.deepEqual(states, ["starting", "ready"]);
  assert.equal(engine.info.variant, "simd128");
});

test("a failed start says why, and may be tried again", async () => {
  const answers = [{ ok: false, error: { code: "model", detail: "network" } }, starts({ type: "start" })];
  const workers = [];
  const engine = new Engine("https://app/", () => {
    const answer = answers.shift();
    workers.push(new FakeWorker(() => answer));
    return workers.at(-1);
  });
  await assert.rejects(engine.start(), { code: "model", detail: "network" });
  assert.equal(engine.state, "failed");
  assert.equal(engine.error.detail, "network");
  assert.ok(workers[0].ended);
  await engine.start();
  assert.equal(engine.state, "ready");
});

test("answers find their requests in any order", async () => {
  const worker = new FakeWorker(starts);
  const engine = new Engine("https://app/", () => worker);
  await engine.start();
  const first = engine.assess(frame());
  const second = engine.assess(frame());
  await new Promise(setImmediate);
  const [a, b] = worker.sent.slice(1);
  worker.say({ id: b.id, ok: true, value: { hints: ["glare"] } });
  worker.say({ id: a.id, ok: false, error: { code: "memory", detail: "trap" } });
  assert.deepEqual(await second, { hints: ["glare"] });
  await assert.rejects(first, { code: "memory" });
  assert.equal(engine.state, "ready");
});

test("a worker that breaks is replaced at the next request", async () => {
  const workers = [];
  const engine = new Engine("https://app/", () => {
    workers.push(new FakeWorker(starts));
    return workers.at(-1);
  });
  await engine.start();
  const lost = engine.assess(frame());
  await new Promise(setImmediate);
  workers[0].dispatchEvent(new Event("error", { cancelable: true }));
  await assert.rejects(lost, { code: "module", detail: "crashed" });
  assert.equal(engine.state, "idle");
  const found = engine.assess(frame());
  await new Promise(setImmediate);
  assert.equal(workers.length, 2);
  workers[1].say({ id: workers[1].sent.at(-1).id, ok: true, value: { hints: [] } });
  assert.deepEqual(await found, { hints: [] });
});

test("no worker at all is a reason, not a crash", async () => {
  const engine = new Engine("https://app/", () => {
    throw new ReferenceError("Worker is not defined");
  });
  await assert.rejects(engine.start(), { code: "module", detail: "unsupported" });
});

test("progress of the transfer is passed on", async () => {
  const worker = new FakeWorker();
  const engine = new Engine("https://app/", () => worker);
  let seen = 0;
  engine.addEventListener("progress", () => (seen = engine.progress));
  const started = engine.start();
  worker.say({ progress: 0.5 });
  assert.equal(seen, 0.5);
  worker.say({ id: 1, ok: true, value: {} });
  await started;
});
