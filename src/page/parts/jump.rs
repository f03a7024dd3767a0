//! Ways to other questions.

use yew::prelude::*;

use crate::page::browser;
/// A link to another question within the page.
pub(crate) fn jump(jump: &Callback<String>, query: String, text: &str) -> Html {
    let href = ["?", &query].concat();
    let jump = jump.clone();
    let onclick = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            jump.emit(query.clone());
        }
    };
    html! { <a class="chip" {href} data-jump="" {onclick}>{ text.to_owned() }</a> }
}
