//! The doors of the program: what a first verdict does without, and loads when somebody wants it.
//!
//! With the feature `split` each door is a file of its own that the build cuts off
//! ([`wasm_split_helpers`](https://docs.rs/wasm_split_helpers)); without it everything is at hand. A door that could not be opened is
//! not remembered as such: the next call tries again.

use std::cell::Cell;
use yew::prelude::*;

use super::asked::{Details, Door, Half, More, NotLoaded, Pastes, Planner, Then};
use super::details::DETAILS;
use super::half::HALF;
use super::more::MORE;
use super::pastes::PASTES;
use super::view::View;
use super::{browser, learn, tools};

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// The result of a function that may be split off: waited for only where it is.
#[cfg(feature = "split")]
macro_rules! opened {
    ($call:expr) => {
        $call.await
    };
}
#[cfg(not(feature = "split"))]
macro_rules! opened {
    ($call:expr) => {
        $call
    };
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(details, fallible))]
fn open_details() -> Result<&'static Details, NotLoaded> {
    Ok(&DETAILS)
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(half, fallible))]
fn open_half() -> Result<&'static Half, NotLoaded> {
    Ok(&HALF)
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(more, fallible))]
fn open_more() -> Result<&'static More, NotLoaded> {
    Ok(&MORE)
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(pastes, fallible))]
fn open_pastes() -> Result<&'static Pastes, NotLoaded> {
    Ok(&PASTES)
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(fix, fallible))]
fn open_fix() -> Result<Html, NotLoaded> {
    Ok(html! { <tools::FixFile /> })
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(fleet, fallible))]
fn open_fleet() -> Result<Html, NotLoaded> {
    Ok(html! { <tools::FleetView /> })
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(planner, fallible))]
fn open_planner() -> Result<&'static Planner, NotLoaded> {
    Ok(&tools::PLANNER)
}

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(learn, fallible))]
fn open_learn(view: View) -> Result<Html, NotLoaded> {
    Ok(learn::view(view))
}

/// Keeps what is behind a door once it is open, with what comes with it, and opens it.
macro_rules! door {
    ($open:ident, $kept:ident: $type:ty, $name:ident $(, |$there:ident| $before:expr)?) => {
        thread_local! {
            static $kept: Cell<Option<&'static $type>> = const { Cell::new(None) };
        }

        fn $name(then: Then<$type>) {
            if let Some(there) = $kept.get() {
                return then(Ok(there));
            }
            browser::spawn(async move {
                styled().await;
                let opened = opened!($open());
                $kept.set(opened.ok());
                $(opened.ok().map(|$there| $before);)?
                then(opened);
            });
        }
    };
}

door!(open_details, DETAILS_THERE: Details, details);
door!(open_half, HALF_THERE: Half, half, |half| with_half(half));
door!(open_more, MORE_THERE: More, more, |more| DETAILS_THERE.set(Some(more.details)));
door!(open_pastes, PASTES_THERE: Pastes, pastes, |pastes| with_half(pastes.half));
door!(open_planner, PLANNER_THERE: Planner, planner);

fn with_half(half: &'static Half) {
    HALF_THERE.set(Some(half));
    DETAILS_THERE.set(Some(half.details));
}

/// The doors inside the views.
pub(super) const DOOR: Door = Door {
    details,
    half,
    opened_half: || HALF_THERE.get(),
    more,
    opened_more: || MORE_THERE.get(),
    pastes,
    planner,
    opened_planner: || PLANNER_THERE.get(),
};

/// The style of what is behind a door. A part that was cut off waits for it while it loads: see static/part.js.
async fn styled() {
    if cfg!(not(feature = "split")) {
        browser::styled().await;
    }
}

/// A view that is not the answer to one question.
pub(super) async fn room(view: View) -> Result<Html, NotLoaded> {
    styled().await;
    match view {
        View::Fix => opened!(open_fix()),
        View::Fleet => opened!(open_fleet()),
        _ => opened!(open_learn(view)),
    }
}
