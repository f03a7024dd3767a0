// For a site that has moved: put this in the place of sw.js at the old address. A reader's browser keeps the old site whole and
// would show it for years; with this it forgets it, and opens whatever the address leads to now.

const SITE = `wincompat ${registration.scope} `;

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(SITE)) await caches.delete(name);
  }
  await registration.unregister();
  for (const tab of await clients.matchAll({ type: "window" })) tab.navigate(tab.url);
}
