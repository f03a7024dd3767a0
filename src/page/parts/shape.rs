//! The shapes that go with the words, so that colour is never alone.

use yew::prelude::*;

use crate::teach::shape::drawing;

/// The shape for one of the library's symbols.
pub(crate) fn shape(symbol: &'static str) -> Html {
    let (class, path) = drawing(symbol);
    html! {
        <svg class={classes!("shape", class)} viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}

/// The symbols with the tones they have in reports.
const TONES: [(&str, &str); 7] = [
    ("✔", "process"),
    ("◐", "process"),
    ("▲", "depends"),
    ("↻", "depends"),
    ("◆", "hyperv"),
    ("✖", "none"),
    ("?", "unknown"),
];

/// A shape with its word.
pub(crate) fn tag(symbol: &'static str, word: &str) -> Html {
    let tone = TONES.iter().find(|(one, _)| *one == symbol).map_or("open", |(_, tone)| *tone);
    html! { <span class="tag" data-tone={tone}>{ shape(symbol) }<span>{ word.to_owned() }</span></span> }
}
