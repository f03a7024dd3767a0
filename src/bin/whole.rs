//! All modules of the page in one, for the single file `wincompat.html`: what works from a disk or a mail has nothing to load
//! another module from.

#[cfg(target_arch = "wasm32")]
fn main() {
    // Before anything asks for the second module.
    wincompat::page::Annex::here().keep();
    wincompat::page::frame::attach_blocks();
    // Each mounts its view where the address asks for it; the first one also brings the frame to life.
    wincompat::page::start();
    wincompat::page::workshop::start();
    wincompat::page::school::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // Only the page has a use for it; natively everything is in one program.
    eprintln!("whole is a WebAssembly module; run wincompat instead");
    std::process::exit(64);
}
