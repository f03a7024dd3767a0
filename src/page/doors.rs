//! The doors of the program: what a first verdict does without, and loads when somebody wants it.
//!
//! With the feature `split` each door is a file of its own that the build cuts off
//! ([`wasm_split_helpers`](https://docs.rs/wasm_split_helpers)); without it everything is at hand. A door that could not be opened is
//! not remembered as such: the next call tries again.

use std::cell::Cell;
use yew::prelude::*;

use super::asked::{Details, Door, NotLoaded, Pastes, Then};
use super::details::DETAILS;
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

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(learn, fallible))]
fn open_learn(view: View) -> Result<Html, NotLoaded> {
    Ok(learn::view(view))
}

thread_local! {
    static OPENED: Cell<Option<&'static Details>> = const { Cell::new(None) };
    static READS: Cell<Option<&'static Pastes>> = const { Cell::new(None) };
}

/// The doors of the details and of the pastes.
pub(super) const DOOR: Door = Door { open, opened: || OPENED.get(), pastes };

fn pastes(then: Then<Pastes>) {
    if let Some(pastes) = READS.get() {
        return then(Ok(pastes));
    }
    browser::spawn(async move {
        styled().await;
        let opened = opened!(open_pastes());
        READS.set(opened.ok());
        then(opened);
    });
}

fn open(then: Then<Details>) {
    if let Some(details) = OPENED.get() {
        return then(Ok(details));
    }
    browser::spawn(async move {
        styled().await;
        let opened = opened!(open_details());
        OPENED.set(opened.ok());
        then(opened);
    });
}

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
