//! Steps that a diagnosis leads to.

use yew::prelude::*;

use super::Copy;
use crate::remedy::next::Next;

/// One thing to do, with its command where it has one.
pub(crate) fn step(next: &Next) -> Html {
    match &next.command {
        Some(command) => html! {
            <div class="offer" data-block="">
                <code>{ command }</code>
                <Copy text={command.clone()} label={next.title.clone()} />
                <small>{ &next.title }</small>
            </div>
        },
        None => html! { <div class="offer"><span>{ &next.title }</span></div> },
    }
}
