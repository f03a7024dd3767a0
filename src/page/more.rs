//! What is behind the door of more: what an answer shows once it is opened.

mod fix;
mod gates;
pub mod share;

pub use fix::Ways;

use yew::prelude::*;

use super::asked::{Closed, More};
use super::details::DETAILS;
use super::half::from;

/// What an answer shows once it is opened.
pub static MORE: More = More {
    details: &DETAILS,
    show: |part, asked, verdict| match part {
        Closed::Gates => verdict.gates.as_ref().map(gates::gates).unwrap_or_default(),
        Closed::Ways => html! { <>{ from(asked) }<Ways asked={asked.clone()} /></> },
        Closed::Share => share::share(asked, verdict),
    },
};
