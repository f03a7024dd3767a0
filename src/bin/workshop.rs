//! The third module of the page: fixing a file and whole fleets, loaded only where the address asks for them. Nothing of it is
//! part of a first visit, so it holds the whole library.

#[cfg(target_arch = "wasm32")]
fn main() {
    wincompat::page::workshop::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // Only the page has a use for it; natively everything is in one program.
    eprintln!("workshop is a WebAssembly module; run wincompat instead");
    std::process::exit(64);
}
