//! The shapes that go with the words, so that colour is never alone.

use yew::prelude::*;

/// The shape for one of the library's symbols.
pub(crate) fn shape(symbol: &'static str) -> Html {
    let (class, path) = crate::page::html::shape(symbol);
    html! {
        <svg class={classes!("shape", class)} viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}
