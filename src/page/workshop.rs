//! The views that are not the answer to one question: a file with its fix, and a fleet.
//!
//! A module of its own, loaded where the address has `view=fix` or `view=fleet`. What stands around it (theme, sharing, copying)
//! belongs to the first module; words, sentences and orders come from the library.

pub(crate) mod blocks;
mod file;
mod fleet;
mod grid;
mod lists;
mod print;

use crate::page::{Annex, browser, frame};

/// Mounts the view that the address asks for.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::fail(&panic.to_string())));
    // Everything is here already: the pickers need no second module.
    Annex::here().keep();
    frame::attach_blocks();
    match browser::view().as_deref() {
        Some("fix") => drop(yew::Renderer::<file::FixFile>::with_root(browser::root()).render()),
        Some("fleet") => drop(yew::Renderer::<fleet::FleetView>::with_root(browser::root()).render()),
        _ => {}
    }
}
