// Keeps the whole site for when there is no network. It sees addresses and files, never what somebody types, and it stores
// nothing but the files of the site.

// The build fills these in: a name that changes with any file, and every file with its digest.
const VERSION = "";
const FILES = {};

// Several sites may share an origin, and with it the list of caches.
const SCOPE = registration.scope;
const SITE = `wincompat ${SCOPE} `;
const CACHE = SITE + VERSION;

// Files that few ask for, kept once somebody has fetched them: the page in one file, which is larger than all the others, and
// what machines read.
const LATER = ["./wincompat.html", "./compat.json", "./compat.schema.json"];

// The pages that are written ahead, of an error, a host, or a host with an image. They are not kept: the first page says the same.
const AHEAD = /^\.\/(?!icons\/)([\da-z-]+)\/(?:([\da-z-]+)\/)?$/;

// Names, in a cache, who still uses it after another version has come.
const TABS = "./tabs";

// A host that answers with anything else, as in the middle of an upload, ends this: then all stays as it was.
addEventListener("install", (event) => {
  const asked = ([path, integrity]) => new Request(path, { integrity, cache: "no-cache", redirect: "error" });
  const requests = Object.entries(FILES).map(asked);
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

// Tabs that were open before need the files of their version for as long as they are open; only then does its cache go.
addEventListener("activate", (event) => {
  event.waitUntil(former().then((names) => (names.length ? remember(names) : clients.claim())));
});

const former = async () => (await caches.keys()).filter((name) => name.startsWith(SITE) && name !== CACHE);

async function remember(names) {
  const tabs = JSON.stringify((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  for (const name of names) {
    const cache = await caches.open(name);
    if (!(await cache.match(TABS))) await cache.put(TABS, new Response(tabs));
  }
}

async function tidy() {
  for (const name of await former()) {
    const tabs = await (await caches.match(TABS, { cacheName: name }))?.json();
    const open = await Promise.all((tabs ?? []).map((id) => clients.get(id)));
    if (tabs && !open.some(Boolean)) await caches.delete(name);
  }
}

// Says the page when its reader wants the new version, and when it has come up; asked for its version, a worker names it.
// A browser may stop a worker between two events: what takes longer is awaited.
addEventListener("message", (event) => {
  const { data, ports } = event;
  if (data === "activate") event.waitUntil(skipWaiting());
  if (data === "tidy") event.waitUntil(tidy());
  if (data === "version") ports[0].postMessage(VERSION);
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  // The query is the question: it belongs to the page, which is the same file for all of them.
  const [address] = url.split(/[?#]/);
  const path = "./" + address.slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
  if (path in FILES) {
    event.respondWith(kept(path).then((file) => file ?? fetch(event.request)));
  } else if (mode === "navigate" && AHEAD.test(path.replace(/\/?$/, "/"))) {
    event.respondWith(fetch(event.request).catch(() => Response.redirect(asked(path.replace(/\/?$/, "/"), new URL(url)))));
  } else if (LATER.includes(path)) {
    event.respondWith(fetched(event.request, path));
  } else if (/-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(path)) {
    // A tab that is older than this worker asks for a file of its own version.
    event.respondWith(older(path).then((file) => file ?? fetch(event.request)));
  }
});

// The address of the first page that says what such a page does. What its own address asks besides counts more, so it comes last.
function asked(path, { search, hash }) {
  const [, host, image] = path.match(AHEAD);
  if (host === "error") return `${SCOPE}?view=errors#${image ?? ""}`;
  const query = [`host=${host}`, image && `image=${image}`, search.slice(1)].filter(Boolean);
  return `${SCOPE}?${query.join("&")}${hash}`;
}

async function kept(path) {
  const cache = await caches.open(CACHE);
  return cache.match(path, { ignoreVary: true });
}

async function older(path) {
  for (const cacheName of await former()) {
    const file = await caches.match(path, { cacheName, ignoreVary: true });
    if (file) return file;
  }
}

// The newest from the network, and without one what was fetched last.
async function fetched(request, path) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(path, answer.clone());
    return answer;
  } catch (error) {
    const file = (await cache.match(path)) ?? (await caches.match(path));
    if (file) return file;
    throw error;
  }
}
