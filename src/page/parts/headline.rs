//! The first thing that is read of a result.

use yew::prelude::*;

use super::shape;

/// A headline: a shape in its tone, what it is about, and what goes with it.
pub(crate) fn headline(tone: &'static str, symbol: &'static str, title: &str, text: Html) -> Html {
    html! {
        <header class="headline" data-tone={tone}>
            <span class="tile">{ shape(symbol) }</span>
            <div><h2>{ breakable(title) }</h2>{ text }</div>
        </header>
    }
}

/// A title whose names of images break where their parts end.
fn breakable(title: &str) -> Html {
    let pieces = title.split_inclusive([':', '/']).zip(0..);
    html! { <>{ for pieces.map(|(piece, at)| html! { <key={at}>{ piece.to_owned() }<wbr /></> }) }</> }
}
