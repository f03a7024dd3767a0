//! All modules of the page in one, for the single file `wincompat.html`: what works from a disk or a mail has nothing to load
//! another module from.

#[cfg(target_arch = "wasm32")]
fn main() {
    // Before anything asks for the second module.
    wincompat::ui::Annex::here().keep();
    wincompat::ui::frame::attach_blocks();
    // Each mounts its view where the address asks for it; the first one also brings the frame to life.
    wincompat::ui::start();
    wincompat::workshop::start();
    wincompat::school::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // Only the page has a use for it; natively everything is in one program.
    eprintln!("whole is a WebAssembly module; run wincompat instead");
    std::process::exit(64);
}
