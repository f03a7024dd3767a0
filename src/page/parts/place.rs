//! Parts of the page that may be empty.

use yew::prelude::*;

/// A part of the page that may be empty, with a name.
pub(crate) fn place(id: &'static str, shown: Html) -> Html {
    html! { <div key={id} {id}>{ shown }</div> }
}
