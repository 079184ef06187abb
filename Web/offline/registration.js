// The page's side of the service worker: registered, watched, and told to take over.

/** From one look for a new version to the next, in milliseconds, while the app stays open. */
const UPDATE_PERIOD = 60 * 60 * 1000;

/**
 * @typedef {object} OfflineEvents
 * @property {() => void} onReady the app works without a network from now on; once, at the first visit
 * @property {(useNow: () => void) => void} onUpdate a new version is ready; `useNow` reloads the page
 */

/**
 * Has the service worker keep the app's files.
 * @param {OfflineEvents} events
 * @param {ServiceWorkerContainer | undefined} [container]
 * @param {() => void} [reload]
 * @returns {Promise<boolean>} false where this browser, or this page without https, has none
 */
export async function keepOffline(
  { onReady, onUpdate },
  container = globalThis.navigator?.serviceWorker,
  reload = () => location.reload(),
) {
  if (!container) return false;
  let registration;
  try {
    registration = await container.register(new URL("../service-worker.js", import.meta.url), {
      // The list of files is an imported script: it must not come from a cache either.
      updateViaCache: "none",
    });
  } catch (error) {
    console.warn("the app cannot be kept for offline use", error);
    return false;
  }

  const isFirst = !registration.active;
  let isAsked = false;
  let isControlled = Boolean(container.controller);
  const useNow = () => {
    isAsked = true;
    if (registration.waiting) registration.waiting.postMessage({ type: "use-now" });
    else reload();
  };
  container.addEventListener("controllerchange", () => {
    if (isAsked) reload();
    // Another window has switched over; this one still shows the old version.
    else if (isControlled) onUpdate(reload);
    isControlled = true;
  });

  const watch = (worker) => {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) onUpdate(useNow);
      if (worker.state === "activated" && isFirst && !isAsked) onReady();
    });
  };
  if (registration.waiting && registration.active) onUpdate(useNow);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  lookForUpdates(registration);
  return true;
}

function lookForUpdates(registration) {
  let last = Date.now();
  globalThis.document?.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - last < UPDATE_PERIOD) return;
    last = Date.now();
    // Without a network there is none; the next time will do.
    registration.update().catch(() => {});
  });
}
