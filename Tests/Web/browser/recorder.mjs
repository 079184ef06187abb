// The only network that a browser under test has: a proxy that writes down every request of its pages,
// its workers and its own, and lets nothing through but what goes to one server on loopback.

import { once } from "node:events";
import { createServer, request as ask } from "node:http";

export class Recorder {
  /** Every request: its address, or `name:port` where an encrypted one was wanted. @type {string[]} */
  requests = [];
  /** Nothing is answered while this is false, as in flight mode. */
  isUp = true;
  #server;

  /** @param {string} origin the server that may be reached */
  static async start(origin) {
    const recorder = new Recorder();
    const server = createServer((request, response) => {
      recorder.requests.push(request.url);
      if (!recorder.isUp || !request.url.startsWith(origin)) return request.socket.destroy();
      const forwarded = ask(request.url, { method: request.method, headers: request.headers });
      forwarded.on("response", (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      forwarded.on("error", () => request.socket.destroy());
      request.pipe(forwarded);
    });
    // What is encrypted names its server first.
    server.on("connect", (request, socket) => {
      recorder.requests.push(request.url);
      socket.destroy();
    });
    server.on("clientError", (_, socket) => socket.destroy());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    recorder.#server = server;
    return recorder;
  }

  /** What makes a browser use it, for loopback too. */
  get flags() {
    return [`--proxy-server=http://127.0.0.1:${this.#server.address().port}`,
      "--proxy-bypass-list=<-loopback>"];
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
