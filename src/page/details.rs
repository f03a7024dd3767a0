//! What is behind the door of the details.

mod diagnosed;
mod fix;
mod found;
mod from;
mod gates;
mod remarks;
pub mod share;

use yew::prelude::*;

use super::asked::{AskedProps, Details, Pasted};
use super::parts::place;
use crate::diagnose::reading::Reading;
use crate::read::{evidence, typed};
use crate::rules::{notice::Side, question::Question};
use crate::teach::{examples, share as words};

/// The details.
pub static DETAILS: Details = Details {
    cue: |asked| asked.verdict.as_ref().map(remarks::cue).unwrap_or_default(),
    diagnosis: |asked| html! { <diagnosed::Diagnosed asked={asked.clone()} /> },
    next: |asked| html! { <remarks::Next asked={asked.clone()} /> },
    beside: |asked| html! { <Beside asked={asked.clone()} /> },
    halves: |asked| html! { <Halves asked={asked.clone()} /> },
    below: |asked| html! { <fix::Fix asked={asked.clone()} /> },
    found: |asked| html! { <found::Found asked={asked.clone()} /> },
    read,
    examples: &examples::TEXTS,
    offers: |side, typed, today| match side {
        Side::Host => typed::hosts(typed, today),
        Side::Image => typed::images(typed, today),
    },
    host: typed::host,
    image: typed::image,
    called: |asked, name| {
        let answer = asked.verdict.as_ref().map(|verdict| (&asked.question, verdict));
        [words::window_title(name, answer), words::page_description(answer)]
    },
};

fn read(text: String, question: &Question) -> Pasted {
    let evidence = evidence::read(&text);
    let reading = Reading::of_clues(&text, evidence.clues.clone(), question);
    Pasted { text, evidence, reading }
}

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
            { place("homes", from::homes(&props.asked)) }
        </>
    }
}
