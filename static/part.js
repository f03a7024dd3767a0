// Loads the parts of the program that are not needed at first. The build puts this into the script that starts the program.

// A server that never answers must not leave a reader waiting without a word.
const PATIENCE = 30_000;

// Addresses that failed: asked for again, past everything that has kept the failure.
const broken = new Set();

// The answer of the server, once the style of what is in the part is there as well.
async function part({ href }) {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), PATIENCE);
  const cache = broken.has(href) ? "reload" : "default";
  // Forgotten where all goes well.
  broken.add(href);
  const [answer] = await Promise.all([fetch(href, { cache, signal: end.signal }), window.styled?.()]);
  if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
  return { answer, href, timer };
}

async function started(loading, imports) {
  try {
    const { answer, href, timer } = await loading;
    // Browsers compile while they load only what the server calls by its name. What is no WebAssembly is refused either way.
    const named = /^application\/wasm\b/i.test(answer.headers.get("Content-Type"));
    const ready = await (named ? WebAssembly.instantiateStreaming(answer, imports) : WebAssembly.instantiate(await answer.arrayBuffer(), imports));
    clearTimeout(timer);
    broken.delete(href);
    return ready;
  } finally {
    // From here on the whole site may be kept; and what could not be loaded may be in a newer version.
    window.keep?.();
  }
}
