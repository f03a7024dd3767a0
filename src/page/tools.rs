//! The views that are not the answer to one question: a file with its fix, and a fleet.
//!
//! Behind a door of its own. What stands around it (theme, sharing, copying) is the frame's; words, sentences and orders come
//! from the library.

mod desk;
mod file;
mod fleet;
mod grid;
mod lists;
mod plan;
mod print;

use yew::prelude::*;

use crate::page::view::View;

/// One of these views.
pub(super) fn view(view: View) -> Html {
    match view {
        View::Fix => html! { <file::FixFile /> },
        _ => html! { <fleet::FleetView /> },
    }
}
