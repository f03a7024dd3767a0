//! The shapes that go with the words, so that colour is never alone.

use yew::prelude::*;

/// The shape for one of the library's symbols.
pub(crate) fn shape(symbol: &'static str) -> Html {
    let (class, path) = match symbol {
        "✔" => ("line", "M3 8.5 6.5 12 13 4.5"),
        "✖" => ("line", "M3.5 3.5l9 9m0-9-9 9"),
        "◆" => ("fill", "M8 1.2 14.8 8 8 14.8 1.2 8Z"),
        "▲" => ("fill", "M8 1.8 15.2 14.2H.8Z"),
        "◐" => ("half", "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2ZM8 2a6 6 0 1 0 0 12Z"),
        "↓" => ("line", "M8 2.5v11m-4.500-4.500L8 13.500 12.500 9"),
        "–" => ("line", "M3 8h10"),
        _ => ("line", "M5.2 5.6a2.8 2.8 0 1 1 4.4 2.3C8.5 8.7 8 9.2 8 10.4M8 13.2v.4"),
    };
    html! {
        <svg class={classes!("shape", class)} viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}
