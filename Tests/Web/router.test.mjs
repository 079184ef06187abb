import assert from "node:assert/strict";
import { test } from "node:test";
import { Router, parsedRoute, routeHash } from "../../Web/router.js";

test("addresses name views", () => {
  assert.deepEqual(parsedRoute("#follow/a%2Fb"), { name: "follow", id: "a/b" });
  assert.deepEqual(parsedRoute("#/about"), { name: "about", id: null });
  for (const hash of ["", "#", "#nothing", "#constructor", "#__proto__/x"]) {
    assert.deepEqual(parsedRoute(hash), { name: "take", id: null });
  }
  assert.deepEqual(parsedRoute("#follow/%"), { name: "follow", id: null });
  assert.deepEqual(parsedRoute(routeHash("follow", "é/%")), { name: "follow", id: "é/%" });
});

/** Address and history of a window, without pages. */
class FakeWindow extends EventTarget {
  entries = [{ hash: "", state: null }];
  at = 0;
  location = Object.defineProperty({}, "hash", { get: () => this.entries[this.at].hash });
  history = Object.defineProperty({
    pushState: (state, _, hash) => {
      this.entries.splice(++this.at, Infinity, { hash, state });
    },
    replaceState: (state, _, hash) => (this.entries[this.at] = { hash, state }),
  }, "state", { get: () => this.entries[this.at].state });

  follow(hash) {
    this.history.pushState(null, "", hash);
    this.dispatchEvent(new Event("hashchange"));
  }

  back() {
    this.at -= 1;
    this.dispatchEvent(new Event("hashchange"));
  }
}

const routed = () => {
  const owner = new FakeWindow();
  const shown = [];
  const router = new Router((name, params) => shown.push([name, params]), owner);
  router.start();
  return { owner, router, shown };
};

test("what a view is handed comes back with the back button", () => {
  const { owner, router, shown } = routed();
  router.navigate("result", { screening: 1 });
  owner.follow("#about");
  owner.back();
  assert.deepEqual(shown, [
    ["take", {}], ["result", { screening: 1 }], ["about", {}], ["result", { screening: 1 }],
  ]);
});

test("a link brings nothing along", () => {
  const { owner, router, shown } = routed();
  router.navigate("take", { mole: "m" });
  owner.follow("#follow");
  owner.follow("#take");
  assert.deepEqual(shown.at(-1), ["take", {}]);
});

test("an ID is part of the address", () => {
  const { owner, router, shown } = routed();
  router.navigate("follow", { id: "m1" });
  assert.equal(owner.location.hash, "#follow/m1");
  assert.deepEqual(shown.at(-1), ["follow", { id: "m1" }]);
});

test("the same address again replaces its entry, and old pictures are forgotten", () => {
  const { owner, router, shown } = routed();
  for (let i = 0; i < 20; i++) router.navigate("result", { screening: i });
  assert.equal(owner.entries.length, 2);
  for (let i = 0; i < 20; i++) router.navigate(i % 2 ? "result" : "take", { screening: i });
  for (let i = 0; i < 15; i++) owner.back();
  assert.deepEqual(shown.at(-1)[1], {});
});
