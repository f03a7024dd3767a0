//! A part of an answer that is behind a door of its own: few readers open it.

use yew::prelude::*;

use crate::page::asked::{Asked, Closed, More, NotLoaded, door};
use crate::page::missing::missing;

/// What such a part needs.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BehindProps {
    /// Which one it is.
    pub(super) part: Closed,
    /// The question and its answer.
    pub(super) asked: Asked,
}

/// The part, or what is to be said where it can't be loaded. The next question tries again.
#[component]
pub(super) fn Behind(props: &BehindProps) -> Html {
    let BehindProps { part, asked } = props;
    let door = door();
    let opened = use_state_eq(|| (door.opened_more)().map(Ok::<&'static More, NotLoaded>));
    let load = use_callback((), {
        let opened = opened.clone();
        move |(), ()| {
            let opened = opened.clone();
            door.with_more(move |more| opened.set(Some(more)));
        }
    });
    let is_there = matches!(*opened, Some(Ok(_)));
    use_effect_with((is_there, asked.question.clone(), load.clone()), |(is_there, _, load)| {
        if !is_there {
            load.emit(());
        }
    });
    match (&*opened, &asked.verdict) {
        (Some(Ok(more)), Some(verdict)) => (more.show)(*part, asked, verdict),
        (Some(Err(NotLoaded)), _) => missing("this part of the answer", &load),
        _ => html! { <p aria-busy="true">{ "…" }</p> },
    }
}
