//! The fourth module of the page: matrix, timeline, lessons, quiz and the rest of what teaches, loaded only where the address asks
//! for it.

#[cfg(target_arch = "wasm32")]
fn main() {
    wincompat::page::school::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // Only the page has a use for it; natively everything is in one program.
    eprintln!("school is a WebAssembly module; run wincompat instead");
    std::process::exit(64);
}
