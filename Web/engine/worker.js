// The worker's side of the protocol: {id, type, ...} in, {id, ok, value | error} out.

import { EngineError } from "./error.js";
import { Session } from "./session.js";

const session = new Session();

const answers = {
  start: ({ base }) => session.start(base, (share) => self.postMessage({ progress: share })),
  assess: ({ frame }) => session.assess(frame),
  screen: ({ picture }) => session.screen(picture),
};

self.addEventListener("message", async ({ data }) => {
  const { id, type } = data;
  try {
    const value = await answers[type](data);
    const moved = value.map ? [value.map.values.buffer] : [];
    self.postMessage({ id, ok: true, value }, moved);
  } catch (error) {
    self.postMessage({ id, ok: false, error: described(error) });
  }
});

function described(error) {
  if (!(error instanceof EngineError)) {
    console.error(error);
    // Browsers say in several ways that a picture takes more memory than there is.
    const code = error instanceof RangeError ? "memory" : "module";
    return { code, detail: code === "memory" ? "full" : "crashed" };
  }
  if (error.cause) console.warn(error, error.cause);
  return { code: error.code, detail: error.detail };
}
