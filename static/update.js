// Loaded after the first answer, and where something could not be loaded: keeps the site for when there is no network, lets it
// be installed, and says when there is a new version or when none could be looked for.

const link = (rel, path) => {
  // This script is at the top of the site; the page may be in a folder.
  const { href } = new URL(path, import.meta.url);
  // Behind a sign-in the manifest is only given to those who are signed in.
  document.head.append(element("link", { rel, href, crossOrigin: "use-credentials" }));
};
link("manifest", "manifest.webmanifest");
link("apple-touch-icon", "icons/touch-180.png");

// How long a worker may take to name its version.
const PATIENCE = 3_000;

const workers = navigator.serviceWorker;
document.querySelector("a[download]")?.addEventListener("click", save);
if (workers && location.protocol.startsWith("http")) keep();

async function keep() {
  let registration;
  try {
    registration = await workers.register(trusted.createScriptURL(""), { updateViaCache: "none" });
  } catch {
    // Private windows and old hosts: the page works without, but not without a network. A site that has moved or asks to sign in
    // ends here as well, where a worker goes on with what it has kept.
    if (await workers.getRegistration()) unsure();
    return;
  }
  // A page may be controlled by the worker of another site above it, which is no former version.
  const { active } = registration;
  const { scriptURL } = active ?? registration.installing ?? registration.waiting;
  const ours = (worker) => worker?.scriptURL === scriptURL;
  let before = ours(workers.controller);
  let wanted = false;
  const reload = () => {
    wanted = true;
    if (!registration.waiting) return location.reload();
    registration.waiting.postMessage("activate");
    // The former worker first finishes what this page has under way; leaving the page ends that.
    setTimeout(() => location.reload(), 2_000);
  };
  // Without a controller there was no version before this one.
  const check = async () => {
    const { waiting } = registration;
    if (waiting && before && (await version(waiting))) offer(reload);
  };
  const watch = () => registration.installing?.addEventListener("statechange", check);
  registration.addEventListener("updatefound", watch);
  watch();
  check();
  if (window.replaced) offer(reload);
  // Another window may have asked for the new version; this one is not reloaded under its reader's hands.
  workers.addEventListener("controllerchange", () => {
    if (wanted) location.reload();
    else if (before && ours(workers.controller)) offer(reload);
    before ||= ours(workers.controller);
  });
  active?.postMessage("tidy");
  if (active) registration.update().catch(unsure);

}

// What a worker of this site says it is. Where a host sends an empty file for it, there is nobody to say anything: that is no
// version to offer.
function version(worker) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    setTimeout(done, PATIENCE);
    worker.postMessage("version", [port2]);
  });
}

function unsure() {
  if (!navigator.onLine || document.getElementById("unsure")) return;
  const textContent = "No new version could be looked for: the address of this page has moved, asks to sign in, or does not answer.";
  const note = element("p", { id: "unsure", className: "note", textContent });
  document.querySelector(".foot")?.prepend(note);
}

// The page in one file, through the worker, which keeps it once it has been fetched: browsers don't ask it for a download.
async function save(event) {
  const { href, download } = event.currentTarget;
  if (!href.startsWith("http")) return;
  event.preventDefault();
  try {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const address = URL.createObjectURL(await answer.blob());
    element("a", { href: address, download: download || href.split("/").pop() }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } catch {
    tell("The file could not be loaded. It needs a network the first time.");
  }
}

function tell(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

async function offer(reload) {
  // Its style first: a button that moves under the pointer is not pressed.
  await styled();
  if (document.querySelector(".update")) return;
  const text = "A new version of this page is ready.";
  const bar = element("div", { className: "update card" });
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Update");
  const buttons = element("div", { className: "buttons" });
  buttons.append(button("Reload", reload), button("Not now", () => bar.remove()));
  bar.append(element("p", { textContent: text }), buttons);
  document.body.append(bar);
  tell(text);
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function button(textContent, act) {
  const made = element("button", { type: "button", className: "tool", textContent });
  made.addEventListener("click", act);
  return made;
}
