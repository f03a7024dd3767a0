//! The shapes that go with the words, so that colour is never alone.

use yew::prelude::*;

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

/// A symbol that a text begins with, and the rest of the text.
pub(crate) fn signed(text: &str) -> Option<(&'static str, &str)> {
    TONES.iter().find_map(|(symbol, _)| Some((*symbol, text.strip_prefix(symbol)?.strip_prefix(' ')?)))
}

/// A shape with its word.
pub(crate) fn tag(symbol: &'static str, word: &str) -> Html {
    let tone = TONES.iter().find(|(one, _)| *one == symbol).map_or("open", |(_, tone)| *tone);
    html! { <span class="tag" data-tone={tone}>{ shape(symbol) }<span>{ word.to_owned() }</span></span> }
}

/// Class and path of the drawing for a symbol.
fn drawing(symbol: &str) -> (&'static str, &'static str) {
    match symbol {
        "✔" => ("line", "M3 8.5 6.5 12 13 4.5"),
        "✖" => ("line", "M3.5 3.5l9 9m0-9-9 9"),
        "◆" => ("fill", "M8 1.2 14.8 8 8 14.8 1.2 8Z"),
        "▲" => ("fill", "M8 1.8 15.2 14.2H.8Z"),
        "◐" => ("half", "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2ZM8 2a6 6 0 1 0 0 12Z"),
        "↓" => ("line", "M8 2.5v11m-4.500-4.500L8 13.500 12.500 9"),
        "↻" => ("line", "M12.600 6A5.200 5.200 0 1 0 13 9.500M13 2.500v3.700H9.300"),
        "–" => ("line", "M3 8h10"),
        _ => ("line", "M5.2 5.6a2.8 2.8 0 1 1 4.4 2.3C8.5 8.7 8 9.2 8 10.4M8 13.2v.4"),
    }
}

#[cfg(test)]
mod tests {
    use super::drawing;

    #[test]
    fn every_symbol_has_its_own_drawing() {
        let symbols = ["✔", "✖", "◆", "▲", "◐", "↓", "↻", "–", "?"].map(drawing);
        for (at, one) in symbols.iter().enumerate() {
            assert!(!symbols[..at].contains(one));
        }
    }
}
