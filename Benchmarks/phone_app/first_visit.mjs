// What a first visit transfers, counted on the wire: all bytes that pass between a fresh browser and the
// server, until the app says that it works without a network.

import { spawn } from "node:child_process";
import { createServer, connect } from "node:net";
import { once } from "node:events";
import { Chromium } from "../../Tests/Web/browser/chromium.mjs";
import { Site } from "../../Tests/Web/browser/site.mjs";

/** A relay to a server on loopback that counts what passes. */
async function countingRelay(port) {
  const count = { up: 0, down: 0 };
  const relay = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    client.on("data", (bytes) => (count.up += bytes.length)).pipe(server);
    server.on("data", (bytes) => (count.down += bytes.length)).pipe(client);
    for (const socket of [client, server]) {
      socket.on("error", () => {});
      socket.on("close", () => [client, server].forEach((one) => one.destroy()));
    }
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  return { count, port: relay.address().port, close: () => relay.close() };
}

/** `lentigo serve` on a free port; null where the program does not serve. */
async function lentigoServe(program, app) {
  const child = spawn(program, ["serve", "--port", "0", "--app", app, "--json"],
    { stdio: ["ignore", "pipe", "ignore"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more) => (text += more));
  const ended = once(child, "exit").catch(() => {}).then(() => "ended");
  while (!/"port":\s*\d+|127\.0\.0\.1:\d+/.test(text)) {
    const next = await Promise.race([ended, once(child.stdout, "data")]);
    if (next === "ended") return null;
  }
  const port = Number(/"port":\s*(\d+)|127\.0\.0\.1:(\d+)/.exec(text).slice(1).find(Boolean));
  return { name: "lentigo serve", port, close: () => child.kill("SIGTERM") };
}

/** The tests' own server, which sends what `make web` has compressed. */
async function testSite(app) {
  const site = await Site.start(new URL(`file://${app}/`), { compresses: true });
  return { name: "the tests' server", port: Number(new URL(site.address).port), close: () => site.close() };
}

/**
 * @param {string} app the folder of `make web`
 * @param {string | null} program `lentigo`, to serve it
 * @returns {Promise<{ server: string, down: number, up: number, requests: number,
 *   milliseconds: number }>} bytes with all headers; until it works offline
 */
export async function firstVisit(app, program) {
  const server = (program && await lentigoServe(program, app)) ?? await testSite(app);
  const relay = await countingRelay(server.port);
  const browser = await Chromium.start();
  try {
    let requests = 0;
    await browser.send("Network.enable");
    browser.on((method) => {
      if (method === "Network.requestWillBeSent") requests += 1;
    });
    const start = performance.now();
    await browser.open(`http://127.0.0.1:${relay.port}/`);
    await browser.run(`navigator.serviceWorker.ready.then(() => true)`);
    const milliseconds = performance.now() - start;
    return { server: server.name, ...relay.count, requests, milliseconds };
  } finally {
    await browser.close();
    relay.close();
    server.close();
  }
}
