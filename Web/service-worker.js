// Keeps the app's own files, all of one version, so that it works without a network. Whatever else a
// page asks for passes it by.

"use strict";

/* global precache, precaching */
importScripts("precache.js", "offline/precaching.js");

const scope = self.registration.scope;
const paths = new Set(precache.files.map(({ path }) => path));

// A file that does not come, or is not the right one, fails the installation: the version before
// goes on working.
self.addEventListener("install", (event) => {
  event.waitUntil(precaching.install(precache, scope, caches, fetch.bind(self)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    await precaching.removeOthers(precache, scope, caches);
    await self.clients.claim();
  })());
});

// A new version waits until no page uses the old one, unless the user asks for it.
self.addEventListener("message", (event) => {
  if (event.data?.type === "use-now") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const path = precaching.ownPath(event.request, scope, paths);
  if (path !== null) event.respondWith(answer(path, event.request));
});

async function answer(path, request) {
  const cache = await caches.open(precaching.cacheName(scope, precache.version));
  const found = await cache.match(new URL(path, scope).href);
  // Without it the browser has cleared its storage: the network may still have the file.
  return found ?? fetch(request);
}
