//! The page. It shows what the library says and turns what a person does into an [`Action`](crate::Action).
//!
//! Views without a state of their own are plain functions to [`Html`](yew::Html): every component costs a kilobyte on the wire.
//! Nothing here calls the browser while it renders, so that the same code can render the page ahead of time; all calls are in
//! [`browser`], from effects and event handlers.

mod anatomy;
pub mod annex;
mod answer;
mod app;
pub mod browser;
pub mod frame;
mod isolations;
mod paste;
mod picker;
mod question;
#[cfg(target_arch = "wasm32")]
pub(crate) mod roving;
pub(crate) mod segments;
pub(crate) mod shape;

pub use annex::Annex;
pub use app::{App, AppProps};
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
