// How a person finds things on a page: by what they are called. Runs in the page; page.rs calls `find[name](…)`.

const text = (node) => (node?.innerText ?? node?.textContent ?? "").replace(/\s+/g, " ").trim();
const shown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = (ids) => (ids ?? "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
const nameOf = (node) =>
  node.getAttribute("aria-label") || byId(node.getAttribute("aria-labelledby")).map(text).join(" ") || text(node);

// The one that is called exactly so, else the first that starts so, else the first that contains it.
const best = (nodes, name, called = nameOf) => {
  const wanted = name.toLowerCase();
  const names = nodes.map((node) => called(node).toLowerCase());
  const tests = [(n) => n === wanted, (n) => n.startsWith(wanted), (n) => n.includes(wanted)];
  for (const test of tests) {
    const at = names.findIndex(test);
    if (at >= 0) return nodes[at];
  }
  return null;
};

const find = {
  // Nothing is waited for: what is behind the doors that were opened is there.
  complete: () => !document.querySelector("main[aria-busy=true], main [aria-busy=true]"),
  // The field with this label: a select, an input, a textarea, or a group of radio buttons or checkboxes.
  field(label) {
    const labels = all("label").filter((node) => node.control);
    const direct = all("select, input, textarea, [role=combobox], [role=radiogroup], [role=group]");
    const named = direct.filter((node) => node.hasAttribute("aria-label") || node.hasAttribute("aria-labelledby"));
    const groups = all("fieldset > legend");
    const found = best([...labels, ...named, ...groups], label);
    return found?.control ?? (found?.localName === "legend" ? found.parentElement : found);
  },
  kind(field) {
    if (field.localName === "select") return "select";
    if (field.type === "checkbox") return "checkbox";
    if (field.localName === "input" || field.localName === "textarea") return "text";
    return "group";
  },
  // The option of a select, or the member of a group, with this text.
  choice(field, name) {
    if (field.localName === "select") return best([...field.options], name, text);
    const labels = all("label", field).filter(shown);
    return best(labels, name) ?? best(all("button, [role=radio], input", field), name);
  },
  // The suggestion with this text under a combobox that has been typed into.
  suggestion(field, name) {
    const lists = byId(field.getAttribute("aria-controls") || field.getAttribute("list"));
    const roots = lists.length ? lists : [document];
    const options = roots.flatMap((root) => all("[role=option]", root)).filter(shown);
    return best(options, name) ?? options[0] ?? null;
  },
  shows(field) {
    if (field.localName === "select") return text(field.selectedOptions[0]);
    if (field.type === "checkbox") return String(field.checked);
    if ("value" in field) return field.value;
    const chosen = field.querySelector("input:checked, [aria-checked=true], [aria-pressed=true]");
    return chosen ? text(chosen.labels?.[0] ?? chosen) : "";
  },
  // What is said to be wrong with a field, through the references that screen readers follow.
  error(field) {
    if (field.getAttribute("aria-invalid") !== "true") return null;
    const ids = field.getAttribute("aria-errormessage") || field.getAttribute("aria-describedby");
    return byId(ids).filter(shown).map(text).join(" ");
  },
  // Something to click with this name.
  control(name) {
    const clickable = "button, a[href], summary, [role=button], [role=tab], [role=link], [role=menuitem]";
    return best(all(clickable).filter(shown), name);
  },
  // The copy button nearest to a block.
  copy(selector) {
    for (let node = document.querySelector(selector); node; node = node.parentElement) {
      const button = all("button", node).find((button) => shown(button) && /copy/i.test(nameOf(button)));
      if (button) return button;
    }
    return null;
  },
  one: (selector) => document.querySelector(selector),
  text: (selector) => (document.querySelector(selector) ? text(document.querySelector(selector)) : null),
  raw: (selector) => document.querySelector(selector)?.textContent ?? null,
  data: (selector) => ({ ...document.querySelector(selector)?.dataset }),
  select: (field) => field.select(),
};
