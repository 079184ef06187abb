// The start: language, views, engine, offline use.

import { Camera } from "./camera/camera.js";
import { Engine } from "./engine/engine.js";
import { HistoryStore } from "./history/store.js";
import { format, loadMessages, t } from "./language/messages.js";
import { keepOffline } from "./offline/registration.js";
import { Router } from "./router.js";
import * as about from "./views/about.js";
import * as follow from "./views/follow.js";
import * as result from "./views/result.js";
import * as take from "./views/take.js";

const views = { take, result, follow, about };
const base = new URL(".", import.meta.url).href;
const main = document.querySelector("#view");
const announcer = document.querySelector("#announcer");

const engine = new Engine(base);
const context = {
  engine, t, format, announce,
  camera: new Camera(),
  store: "indexedDB" in globalThis ? new HistoryStore() : null,
  card: null,
  navigate: (name, params) => router.navigate(name, params),
};

let shown = null;
let unmount = null;
const router = new Router((name, params) => {
  const isFirst = unmount === null;
  unmount?.();
  main.replaceChildren();
  unmount = views[name].mount(main, context, params);
  shown = name;
  nameWindow();
  for (const link of document.querySelectorAll("[data-route]")) {
    if (link.dataset.route === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (isFirst) return;
  window.scrollTo(0, 0);
  (main.querySelector("h1") ?? main).focus({ preventScroll: true });
});

function nameWindow() {
  if (shown) document.title = `${t(`app.title.${shown}`)} – Lentigo`;
}

/** Has a screen reader say `text`, even where it said the same before. */
function announce(text) {
  announcer.textContent = "";
  setTimeout(() => (announcer.textContent = text), 50);
}

async function modelCard() {
  try {
    const response = await fetch(new URL("model-card.json", base));
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function offerUpdate(useNow) {
  const offer = document.querySelector("#update");
  document.querySelector("#update-now").onclick = useNow;
  offer.hidden = false;
  announce(t("app.update.text"));
}

async function start() {
  // The engine's files are the largest: under way while everything else is.
  const started = engine.start().catch(() => {});
  const [card] = await Promise.all([modelCard(), loadMessages()]);
  context.card = card;
  router.start();
  // The reader may choose another language.
  new MutationObserver(nameWindow)
    .observe(document.documentElement, { attributeFilter: ["lang"] });
  // Once the engine has its files, the service worker finds them in the browser's cache.
  await started;
  await keepOffline({
    onReady: () => announce(t("app.offline.ready")),
    onUpdate: offerUpdate,
  });
}

start();
