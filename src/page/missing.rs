//! What is said where a part of the page could not be loaded.

use yew::prelude::*;

use super::browser;

/// Says what is missing, and offers both ways on. Whatever asks for the part next tries again as well.
pub(super) fn missing(what: &str, again: &Callback<()>) -> Html {
    said(format!("This couldn’t be loaded: {what}. What you see is still right."), again)
}

/// The same of a whole view: nothing else is on the page then.
pub(super) fn missing_view(again: &Callback<()>) -> Html {
    let text = "This view couldn’t be loaded. Check your connection, then try again.";
    html! { <main class="card lost">{ said(text.to_owned(), again) }</main> }
}

fn said(text: String, again: &Callback<()>) -> Html {
    let onclick = again.reform(|_: MouseEvent| ());
    html! {
        <div class="note error" data-missing-part="" role="alert">
            <p>{ text }</p>
            <p class="buttons">
                <button type="button" class="tool" {onclick}>{ "Try again" }</button>{ " " }
                <button type="button" class="tool" onclick={|_: MouseEvent| browser::reload()}>{ "Reload" }</button>
            </p>
        </div>
    }
}
