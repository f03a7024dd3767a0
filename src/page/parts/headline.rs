//! The first thing that is read of a result.

use yew::prelude::*;

use super::shape;

/// A headline: a shape in its tone, what it is about, and what goes with it.
pub(crate) fn headline(tone: &'static str, symbol: &'static str, title: &str, text: Html) -> Html {
    html! {
        <header class="headline" data-tone={tone}>
            <span class="tile">{ shape(symbol) }</span>
            <div><h2>{ title.to_owned() }</h2>{ text }</div>
        </header>
    }
}
