//! Sentences with dates.

use yew::prelude::*;

use crate::rules::date::pieces;

/// A sentence whose dates stay on one line: browsers break a line after their hyphens.
pub(crate) fn dated(text: &str) -> Html {
    let shown = pieces(text).into_iter().zip(0..).map(|((date, piece), at)| match date {
        true => html! { <span key={at} class="date">{ piece }</span> },
        false => html! { <key={at}>{ piece }</> },
    });
    html! { <>{ for shown }</> }
}
