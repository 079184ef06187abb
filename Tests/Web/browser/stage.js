// In the page: views with results that are made up here, so that every state can be looked at
// without a model and a camera.

import { Camera } from "/camera/camera.js";
import { changeLanguage, format, t } from "/language/messages.js";
import { HistoryStore } from "/history/store.js";
import * as about from "/views/about.js";
import * as follow from "/views/follow.js";
import * as result from "/views/result.js";
import * as take from "/views/take.js";

const views = { about, follow, result, take };
const store = new HistoryStore("lentigo-stage");
let unmount = () => {};

/** A drawn mole on skin, `size` of its radius. */
async function picture(size = 0.25) {
  const canvas = new OffscreenCanvas(640, 480);
  const brush = canvas.getContext("2d");
  const skin = brush.createLinearGradient(0, 0, 640, 480);
  skin.addColorStop(0, "#e2b89c");
  skin.addColorStop(1, "#cf9f82");
  brush.fillStyle = skin;
  brush.fillRect(0, 0, 640, 480);
  const spot = brush.createRadialGradient(330, 230, 10, 320, 240, 480 * size);
  spot.addColorStop(0, "#3a2015");
  spot.addColorStop(0.7, "#6b3f28");
  spot.addColorStop(1, "#6b3f2800");
  brush.fillStyle = spot;
  brush.fillRect(0, 0, 640, 480);
  return canvas.convertToBlob({ type: "image/jpeg" });
}

/** Shares as a network might give them: for at the right of the middle, against at a corner. */
const map = {
  width: 7, height: 7,
  values: Float32Array.from({ length: 49 }, (_, index) => {
    const [x, y] = [index % 7, Math.floor(index / 7)];
    const bump = (cx, cy, width) => Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / width);
    return 0.3 * bump(3.6, 3, 2) - 0.12 * bump(0.5, 5.5, 3);
  }),
};

const screening = async (facts) => ({
  picture: await picture(), width: 640, height: 480, threshold, issues: [], map, model: null,
  date: new Date(2026, 10, 23, 14, 5), ...facts,
});
/** The risk from which on the model refers that the card is about: only then do its figures count. */
let threshold = 0.11;

const results = {
  refer: { verdict: "refer", risk: 0.34 },
  "no-sign": { verdict: "no-sign", risk: 0.018 },
  retake: { verdict: "retake", risk: Number.NaN, issues: ["too-dark", "blurred", "off-centre"] },
};

async function fillStore() {
  await store.removeAll();
  const arm = await store.addMole({ name: "Left arm, inside", site: "arm" });
  for (const [month, size, facts] of [
    [7, 0.2, { verdict: "no-sign", risk: 0.03 }], [8, 0.23, { verdict: "no-sign", risk: 0.04 }],
    [10, 0.3, { verdict: "refer", risk: 0.21 }],
  ]) {
    const date = new Date(2026, month, 12, 9, 30);
    await store.addEntry(arm.id, { ...(await screening(facts)), picture: await picture(size), date });
  }
  const back = await store.addMole({ name: "Back, left of the spine, below the shoulder", site: "back" });
  await store.addEntry(back.id, await screening(results["no-sign"]));
  return arm.id;
}

/**
 * Shows a state in a language.
 *
 * @param {string} state such as `result/refer`, `follow/empty` or `about`
 * @param {{language: string, card: object|null}} options
 */
export async function show(state, { language, card }) {
  // The app's own start shows its first view when it has its messages; after that it is quiet.
  await appearance("#view h1");
  await changeLanguage(language);
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  threshold = card?.tests[0].summary.operatingPoint.threshold ?? threshold;
  const [name, part] = state.split("/");
  const main = document.querySelector("#view");
  unmount();
  main.replaceChildren();
  const context = {
    t, format, card, store, announce: () => {}, navigate: () => {},
    engine: Object.assign(new EventTarget(), { state: "ready", progress: 1, info: null }),
    camera: new Camera(),
  };
  let params = {};
  const facts = part === "saving" ? results.refer : results[part];
  if (name === "result" && facts) params = { screening: await screening(facts) };
  if (name === "follow") {
    const mole = await fillStore();
    if (part === "empty") await store.removeAll();
    if (part === "mole" || part === "swipe") params = { id: mole };
  }
  unmount = views[name].mount(main, context, params);
  for (const link of document.querySelectorAll("[data-route]")) {
    link.toggleAttribute("aria-current", link.dataset.route === name);
    if (link.dataset.route === name) link.setAttribute("aria-current", "page");
  }
  // Each state's last part: views ask the store before they show what it has.
  await appearance({ empty: ".empty", list: ".moles", mole: ".timeline", swipe: ".timeline" }[part] ?? "h1");
  if (part === "swipe") {
    document.querySelector("input[value=swipe]").click();
    await appearance(".swipe");
  }
  if (part === "saving") {
    document.querySelector(".verdict button").click();
    await appearance("dialog[open]");
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  const ends = (animation) => Number.isFinite(animation.effect.getComputedTiming().endTime);
  await Promise.all(document.getAnimations().filter(ends).map(({ finished }) => finished.catch(() => {})));
}

/** Waits until the page has such an element. */
async function appearance(selector) {
  while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
}
