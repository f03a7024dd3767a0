//! What the marks of a matrix mean.

use yew::prelude::*;

use super::shape;
use crate::rules::matrix::MatrixPart;

/// The marks that are in a part of the matrix, and what else there is to say of them.
pub(crate) fn legend(part: &MatrixPart, more: Html) -> Html {
    html! {
        <ul class="legend">
            { for part.legend().into_iter().map(|(outcome, symbol, word, title)| html! {
                <li key={word} data-tone={outcome.slug()}><span class="tag">{ shape(symbol) }{ word }</span>{ " " }{ title }</li>
            }) }
            { more }
        </ul>
    }
}
