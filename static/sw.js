// Keeps the whole site for when there is no network. It sees addresses and files, never what somebody types, and it stores
// nothing but the files of the site.

// The build fills these in: a name that changes with any file, and every file with its digest.
const VERSION = "";
const FILES = {};

// Several sites may share an origin, and with it the list of caches.
const SCOPE = registration.scope;
const SITE = `wincompat ${SCOPE} `;
const CACHE = SITE + VERSION;

// A host that answers with anything else, as in the middle of an upload, ends this: then all stays as it was.
addEventListener("install", (event) => {
  const asked = ([path, integrity]) => new Request(path, { integrity, cache: "no-cache", redirect: "error" });
  const requests = Object.entries(FILES).map(asked);
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(SITE) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

// Says the page when its reader wants the new version.
addEventListener("message", (event) => {
  if (event.data === "activate") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  // The query is the question: it belongs to the page, which is the same file for all of them.
  const [address] = url.split(/[?#]/);
  const path = "./" + address.slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
  if (Object.hasOwn(FILES, path)) {
    event.respondWith(kept(path).then((file) => file ?? fetch(event.request)));
  } else if (mode === "navigate" && Object.hasOwn(FILES, path + "/")) {
    // Addresses in a page are relative to its folder, so the slash matters; a host adds it in the same way.
    event.respondWith(Response.redirect(address + "/" + url.slice(address.length)));
  }
});

async function kept(path) {
  const cache = await caches.open(CACHE);
  return cache.match(path, { ignoreVary: true });
}
