//! Components, mounted in a real browser.
#![cfg(target_arch = "wasm32")]

mod answers;
mod harness;
mod pastes;
mod pickers;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
