import assert from "node:assert/strict";
import { test } from "node:test";
import { keepOffline } from "../../Web/offline/registration.js";

class FakeWorker extends EventTarget {
  state = "installing";
  messages = [];

  postMessage(message) {
    this.messages.push(message);
  }

  become(state) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

const started = async ({ active = null, waiting = null, installing = null } = {}) => {
  const registration = Object.assign(new EventTarget(), {
    active, waiting, installing, update: async () => {},
  });
  const container = Object.assign(new EventTarget(), {
    controller: active, register: async () => registration,
  });
  const told = { ready: 0, updates: [], reloads: 0 };
  const kept = await keepOffline(
    { onReady: () => (told.ready += 1), onUpdate: (useNow) => told.updates.push(useNow) },
    container, () => (told.reloads += 1));
  return {
    told, kept, registration, container,
    found(worker) {
      registration.installing = worker;
      registration.dispatchEvent(new Event("updatefound"));
    },
    takesOver: () => container.dispatchEvent(new Event("controllerchange")),
  };
};

test("the first visit says once that all is kept, and reloads nothing", async () => {
  const worker = new FakeWorker();
  const page = await started({ installing: worker });
  worker.become("installed");
  page.takesOver();
  worker.become("activated");
  assert.deepEqual([page.told.ready, page.told.updates.length, page.told.reloads], [1, 0, 0]);
});

test("a new version waits until it is asked for, then reloads the page", async () => {
  const page = await started({ active: new FakeWorker() });
  const update = new FakeWorker();
  page.found(update);
  page.registration.waiting = update;
  update.become("installed");
  assert.equal(page.told.reloads, 0);
  page.told.updates[0]();
  assert.deepEqual(update.messages, [{ type: "use-now" }]);
  assert.equal(page.told.reloads, 0);
  page.takesOver();
  assert.deepEqual([page.told.reloads, page.told.ready], [1, 0]);
});

test("one that waits from an earlier visit is offered at once", async () => {
  const page = await started({ active: new FakeWorker(), waiting: new FakeWorker() });
  assert.equal(page.told.updates.length, 1);
});

test("a window that did not ask is not reloaded under its user", async () => {
  const page = await started({ active: new FakeWorker() });
  page.takesOver();
  assert.equal(page.told.reloads, 0);
  page.told.updates[0]();
  assert.equal(page.told.reloads, 1);
});

test("a failed update says nothing", async () => {
  const page = await started({ active: new FakeWorker() });
  const update = new FakeWorker();
  page.found(update);
  update.become("redundant");
  assert.deepEqual(page.told, { ready: 0, updates: [], reloads: 0 });
});

test("without service workers, or where they are refused, the app goes on", async () => {
  assert.equal(await keepOffline({}, null), false);
  const container = { register: async () => Promise.reject(new Error("refused")) };
  const warn = console.warn;
  console.warn = () => {};
  assert.equal(await keepOffline({}, container), false);
  console.warn = warn;
});
