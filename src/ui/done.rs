//! The face of a button that copies.

use yew::prelude::*;

/// Before and after; a mark on the button decides which one shows.
pub(crate) fn done(before: &'static str, after: &'static str) -> Html {
    html! {
        <span class="faces"><span class="before">{ before }</span><span class="after" aria-hidden="true">{ after }</span></span>
    }
}
