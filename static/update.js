// Loaded after the first answer: keeps the site for when there is no network, lets it be installed, and says when there is a
// new version.

const link = (rel, href) => {
  // Behind a sign-in the manifest is only given to those who are signed in.
  document.head.append(element("link", { rel, href, crossOrigin: "use-credentials" }));
};
// Beside this script, not beside the page: that may be in a folder.
const beside = (name) => new URL(name, import.meta.url).href;
link("manifest", beside("manifest.webmanifest"));
link("apple-touch-icon", beside("icons/touch-180.png"));

const STYLE = [
  ".update { position: fixed; inset: auto 16px 16px; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; }",
  ".update { gap: 8px 16px; width: fit-content; max-width: calc(100% - 32px); margin: 0 auto; padding: 12px 16px; }",
  ".update { border-color: var(--edge); }",
  ".update > .buttons { display: flex; gap: 8px; }",
  // What has the focus is never below the bar.
  "html:has(.update) { scroll-padding-bottom: 96px; }",
  "@media print { .update { display: none; } }",
];

const workers = navigator.serviceWorker;
if (workers && location.protocol.startsWith("http")) keep();

async function keep() {
  let registration;
  try {
    registration = await workers.register(trusted.createScriptURL(""), { updateViaCache: "none" });
  } catch {
    // Private windows and old hosts: the page works without, but not without a network.
    return;
  }
  let wanted = false;
  const reload = () => {
    wanted = true;
    if (registration.waiting) registration.waiting.postMessage("activate");
    else location.reload();
  };
  // Without a controller there was no version before this one.
  const check = () => {
    if (registration.waiting && workers.controller) offer(reload);
  };
  const watch = () => registration.installing?.addEventListener("statechange", check);
  registration.addEventListener("updatefound", watch);
  watch();
  check();
  // Another window may have asked for the new version; this one is not reloaded under its reader's hands.
  workers.addEventListener("controllerchange", () => (wanted ? location.reload() : offer(reload)));
}

function offer(reload) {
  if (document.querySelector(".update")) return;
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE.join(""));
  document.adoptedStyleSheets.push(style);
  const text = "A new version of this page is ready.";
  const bar = element("div", { className: "update card" });
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Update");
  const buttons = element("div", { className: "buttons" });
  buttons.append(button("Reload", reload), button("Not now", () => bar.remove()));
  bar.append(element("p", { textContent: text }), buttons);
  document.body.append(bar);
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function button(textContent, act) {
  const made = element("button", { type: "button", className: "tool", textContent });
  made.addEventListener("click", act);
  return made;
}
