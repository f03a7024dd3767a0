//! In the browser: mounts the page. Natively: the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    wincompat::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    wincompat::page::start();
}
