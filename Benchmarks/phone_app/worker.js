// The benchmark in the page's worker, where the app's core runs too.

import { measure, spin } from "./measure.js";

self.addEventListener("message", async ({ data: { codes, model, options } }) => {
  try {
    self.postMessage(codes ? await measure(codes, model, options) : spin());
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
});
