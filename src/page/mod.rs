//! The page. It shows what the library says and turns what a person does into an [`Action`](crate::Action).
//!
//! Views without a state of their own are plain functions to [`Html`](yew::Html): every component costs a kilobyte on the wire.
//! Nothing here calls the browser while it renders, so that the same code can render the page ahead of time; all calls are in
//! [`browser`], from effects and event handlers.

#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
mod anatomy;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub mod annex;
pub mod annexed;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
mod answer;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
mod app;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub mod browser;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub mod frame;
pub mod html;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
mod isolations;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
mod paste;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
mod picker;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
mod question;
pub mod reading;
#[cfg(target_arch = "wasm32")]
pub(crate) mod roving;
#[cfg(target_arch = "wasm32")]
pub mod school;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub(crate) mod segments;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub(crate) mod shape;
pub mod wire;
#[cfg(target_arch = "wasm32")]
pub mod workshop;

#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub use annex::Annex;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub use app::{App, AppProps};
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub use picker::Picker;

/// Mounts the page.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::fail(&panic.to_string())));
    frame::attach();
    // The other views are a module of their own.
    if browser::view().is_none() {
        // In a task of its own: the browser has just compiled the module, and may want to see to its reader in between.
        browser::later(0, || drop(yew::Renderer::<App>::with_root(browser::root()).render())).forget();
    }
}
