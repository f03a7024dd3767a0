//! What is behind the door of the details.

mod fix;
mod from;
mod gates;
mod host;
mod remarks;
pub mod share;

use yew::prelude::*;

use super::asked::{AskedProps, Details};
use super::parts::place;
use crate::read::typed;
use crate::rules::notice::Side;
use crate::teach::share as words;

/// The details.
pub static DETAILS: Details = Details {
    cue: |asked| asked.verdict.as_ref().map(remarks::cue).unwrap_or_default(),
    next: |asked| html! { <remarks::Next asked={asked.clone()} /> },
    beside: |asked| html! { <Beside asked={asked.clone()} /> },
    halves: |asked| html! { <Halves asked={asked.clone()} /> },
    below: |asked| html! { <fix::Fix asked={asked.clone()} /> },
    offers: |side, typed, today| match side {
        Side::Host => typed::hosts(typed, today),
        Side::Image => typed::images(typed, today),
    },
    host: typed::host,
    image: typed::image,
    called: |asked, name| {
        let (question, verdict) = (&asked.question, asked.verdict.as_ref());
        [words::window_title(name, question, verdict), words::page_description(question, verdict, asked.today)]
    },
};

/// What stands below a verdict.
#[component]
fn Beside(props: &AskedProps) -> Html {
    let asked = &props.asked;
    let Some(verdict) = &asked.verdict else { return html! { <div /> } };
    html! {
        <>
            { place("from", from::from(asked)) }
            { place("notices", remarks::notices(asked, verdict)) }
            { place("why", remarks::why(verdict)) }
            { place("gates", verdict.gates.as_ref().map(gates::gates).unwrap_or_default()) }
            { place("share", share::share(asked, verdict)) }
        </>
    }
}

/// What there is to say of half a question.
#[component]
fn Halves(props: &AskedProps) -> Html {
    html! {
        <>
            { place("from", from::from(&props.asked)) }
            { place("runs", host::runs(&props.asked)) }
            { place("homes", from::homes(&props.asked)) }
        </>
    }
}
