// What can be seen of a page. Runs in the page; looks.rs calls `look[name](…)`.

const style = (node, pseudo) => getComputedStyle(node, pseudo);
const words = (node) => (node.innerText ?? node.textContent ?? "").replace(/\s+/g, " ").trim();
const name = (node) =>
  `${node.localName}${node.id && "#" + node.id}${[...node.classList].map((c) => "." + c).join("")} “${(node.ariaLabel || words(node)).slice(0, 40)}”`;
const shown = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && node.getClientRects().length > 0;
// For screen readers alone.
const unseen = (node) => !!node.closest(".unseen") || (node.clientWidth <= 1 && node.clientHeight <= 1);

// The colour behind an element.
const ground = (node) => {
  for (let at = node; at; at = at.parentElement) {
    const colour = style(at).backgroundColor;
    if (!/^rgba.*, 0\)$|^transparent$/.test(colour)) return colour;
  }
  return style(document.documentElement).backgroundColor;
};
const drawn = (shape) =>
  [...shape.querySelectorAll("*")].some((part) =>
    ["fill", "stroke"].some((paint) => ![ground(shape), "none"].includes(style(part)[paint]))
  );

// What may change where the focus is: the element, what is drawn beside it, and the label that stands for it.
const around = (node) => [node, node.nextElementSibling, node.parentElement, ...(node.labels ?? [])].filter(Boolean);
const rings = (node) =>
  around(node)
    .flatMap((at) => [undefined, "::before", "::after"].map((pseudo) => style(at, pseudo)))
    .map((s) => [s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 ? s.outline : "", s.boxShadow].join())
    .join("|");
const standing = (node) =>
  [node, ...(node.labels ?? []), node.parentElement].find((at) => at && shown(at) && at.clientWidth + at.offsetWidth > 8) ?? node;
const covered = (node) => {
  const box = standing(node).getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return "is out of view";
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  const own = [node, standing(node), ...(node.labels ?? [])];
  return top && own.some((at) => at.contains(top) || top.contains(at)) ? null : `is covered by ${top && name(top)}`;
};

const look = {
  // The elements that reach beyond the right edge, but for what scrolls in a frame of its own.
  beyond: () => [...document.body.querySelectorAll("*")]
    .filter((node) => shown(node) && node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter((node) => { for (let at = node.parentElement; at; at = at.parentElement) if (style(at).overflowX !== "visible") return false; return true; })
    .map(name).slice(0, 3).join(", "),
  // What of the answer can't be told from its ground.
  faint: () => {
    const parts = [...document.querySelectorAll("[data-verdict] h2, [data-verdict] .tile .shape, [data-verdict] .isolations .shape, [data-verdict] .isolations .cell")];
    const stands = (node) => shown(node) && (node.matches(".shape") ? drawn(node) : words(node) && style(node).color !== ground(node));
    return parts.length < 6 ? ["parts of the answer are missing"] : parts.filter((node) => !stands(node)).map(name);
  },
  // Whether the focus can be seen on the first of these that is shown; nothing where none is.
  ring: (selector) => {
    const node = [...document.querySelectorAll(selector)].find(shown);
    if (!node) return null;
    node.focus({ focusVisible: true });
    const s = style(node);
    return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 && s.outlineColor !== ground(node.parentElement);
  },
  // What would move.
  moving: () => [...document.querySelectorAll("*")]
    .filter((node) => style(node).animationName !== "none" || style(node).transitionDuration.split(", ").some((time) => parseFloat(time) > 0))
    .map(name),
  shown: (selector) => [...document.querySelectorAll(selector)].some((node) => shown(node) && words(node) !== ""),
  // After a press of Tab: what is wrong with the element that had the focus, and with the one that has it now.
  step: () => {
    const wrong = [], before = window.focusedBefore, now = document.activeElement;
    if (before && before.rings === rings(before.node)) wrong.push(`${name(before.node)} shows no focus`);
    if (!now || now === document.body) return { wrong, done: true };
    const hidden = covered(now);
    if (hidden) wrong.push(`${name(now)} ${hidden}`);
    window.focusedBefore = { node: now, rings: rings(now) };
    return { wrong, done: false, name: name(now) };
  },
  // Every text that can be read.
  texts: () => {
    const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const text = node.data.replace(/\s+/g, " ").trim();
      if (text && shown(node.parentElement) && !unseen(node.parentElement)) found.add(text);
    }
    return [...found];
  },
  // Texts that are cut off.
  cut: () => [...document.body.querySelectorAll("*")]
    .filter((node) => shown(node) && !unseen(node) && !node.matches("input, textarea, select") && words(node))
    .filter((node) => /hidden|clip/.test(style(node).overflowX) && node.scrollWidth > node.clientWidth + 1)
    .map(name),
  // From now on: what the live regions say.
  listen: () => {
    window.said = [];
    const regions = [...document.querySelectorAll("[aria-live]:not([aria-live=off]), [role=status], [role=log], output")];
    const heard = (records) => records.filter((record) => record.addedNodes.length).forEach((record) => said.push(words(record.target)));
    regions.forEach((region) => new MutationObserver(heard).observe(region, { childList: true, subtree: true }));
    return regions.length;
  },
  said: () => window.said.splice(0),
};
