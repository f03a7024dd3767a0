//! The second module of the page: reading pastes, names of images, and everything about an answer that is not the verdict
//! itself. The page loads it after the first answer, or when somebody pastes. Texts and numbers cross as [`wincompat::wire`].

#[cfg(target_arch = "wasm32")]
fn main() {
    wincompat::ui::frame::attach_blocks();
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
    use wincompat::annex;
    use wincompat::ui::annex as shown;

    /// [`annex::show`], in its places.
    #[wasm_bindgen]
    pub fn show(asked: &str) {
        shown::show(asked);
    }

    /// [`annex::read`], with its HTML in its place.
    #[wasm_bindgen]
    pub fn read(text: &str) -> String {
        shown::read_shown(text)
    }

    /// [`annex::example`]
    #[wasm_bindgen]
    pub fn example(name: &str) -> String {
        annex::example(name)
    }

    /// [`annex::hits`]
    #[wasm_bindgen]
    pub fn hits(typed: &str, today: &str) -> String {
        annex::hits(typed, today)
    }

    /// [`annex::image`]
    #[wasm_bindgen]
    pub fn image(text: &str) -> String {
        annex::image(text)
    }
}
