//! Ways to other questions.

use yew::prelude::*;

use crate::page::browser;
use crate::rules::{link, question::Question};

/// A link to another question within the page.
pub(crate) fn jump(jump: &Callback<Question>, query: String, text: &str) -> Html {
    let href = ["?", &query].concat();
    let jump = jump.clone();
    let onclick = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            jump.emit(link::decode(&query));
        }
    };
    html! { <a class="chip" {href} data-jump="" {onclick}>{ text.to_owned() }</a> }
}
