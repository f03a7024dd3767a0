//! The page: one Yew program of small components that show what the library says and turn what a person does into an
//! [`Action`](crate::rules::question::Action).
//!
//! No file leans on one that leans on it: `browser ← parts, asked ← question, answer, details, pastes ← app ← tools, learn ← doors ← room ←
//! root`. Nothing calls the browser while it renders for the first time, so that the same components can be rendered ahead of time; all
//! calls are in [`browser`], from effects and event handlers.

mod answer;
mod app;
pub mod asked;
pub mod browser;
pub mod details;
mod doors;
pub mod frame;
pub mod learn;
mod missing;
mod parts;
pub mod pastes;
mod question;
mod room;
mod root;
mod tools;
mod view;

pub use root::{Page, PageProps};
pub use view::View;

/// Mounts the page.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::fail(&panic.to_string())));
    frame::attach();
    let view = View::asked();
    // In a task of its own: the browser has just compiled the program, and may want to see to its reader in between.
    browser::later(0, move || {
        drop(yew::Renderer::<Page>::with_root_and_props(browser::root(), PageProps { view }).render())
    })
    .forget();
}
