//! The second module of the page: reading pastes, names of images, and everything about an answer that is not the verdict
//! itself. The page loads it after the first answer, or when somebody pastes. Texts and numbers cross as [`wincompat::page::wire`].

#[cfg(target_arch = "wasm32")]
fn main() {
    wincompat::page::frame::attach_blocks();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // Only the page has a use for it; natively everything is in one program.
    eprintln!("annex is a WebAssembly module; run wincompat instead");
    std::process::exit(64);
}

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;
    use wincompat::page::annex as shown;
    use wincompat::page::annexed;

    /// [`annexed::show`], in its places.
    #[wasm_bindgen]
    pub fn show(asked: &str) {
        shown::show(asked);
    }

    /// [`annexed::read`], with its HTML in its place.
    #[wasm_bindgen]
    pub fn read(text: &str) -> String {
        shown::read_shown(text)
    }

    /// [`annexed::example`]
    #[wasm_bindgen]
    pub fn example(name: &str) -> String {
        annexed::example(name)
    }

    /// [`annexed::hits`]
    #[wasm_bindgen]
    pub fn hits(typed: &str, today: &str) -> String {
        annexed::hits(typed, today)
    }

    /// [`annexed::image`]
    #[wasm_bindgen]
    pub fn image(text: &str) -> String {
        annexed::image(text)
    }
}
