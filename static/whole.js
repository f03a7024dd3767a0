// The end of the single file, after the glue of the program: unpacks the program and starts it. The build puts it in as text.

// The browser's dialog for sharing takes no address of a file; copying it is possible.
Object.defineProperty(navigator, "share", { value: undefined });

const packed = Uint8Array.from(atob("MODULE"), (character) => character.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
await __wbg_init({ module_or_path: await new Response(unpacked).arrayBuffer() });
