//! What is behind the door of the details.

mod anatomy;
mod first;
mod fix;
mod from;
mod gates;
mod host;
mod remarks;
mod reply;
mod sections;
pub mod share;

pub use fix::Fix;
pub use reply::Field;

use yew::prelude::*;

use super::asked::{Asked, AskedProps, Details};
use super::parts::place;
use crate::read::typed;
use crate::rules::notice::Side;
use crate::rules::verdict::Verdict;
use crate::teach::share as words;
use sections::{Part, Sections};

/// The details.
pub static DETAILS: Details = Details {
    first: |asked| html! { <first::First asked={asked.clone()} /> },
    beside: |asked| html! { <Beside asked={asked.clone()} /> },
    halves,
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
            { place("urgent", remarks::urgent(asked, verdict)) }
            <Sections parts={parts(asked, verdict)} />
        </>
    }
}

fn parts(asked: &Asked, verdict: &Verdict) -> Vec<Part> {
    let part = |id, title, body| Part { id, title, count: None, printed: false, body };
    let of = |body: fn(&Asked, &Verdict) -> Html| {
        let (asked, verdict) = (asked.clone(), verdict.clone());
        Callback::from(move |()| body(&asked, &verdict))
    };
    let count = remarks::count(asked, verdict);
    let gates = verdict.gates.map(|gates| part("gates", "Who decides", Callback::from(move |()| gates::gates(&gates))));
    let known =
        (count > 0).then(|| Part { count: Some(count), ..part("notices", "Also worth knowing", of(remarks::listed)) });
    let ways = of(|asked, _| html! { <>{ from::from(asked) }<Fix asked={asked.clone()} /></> });
    let why = Part { printed: true, ..part("why", "Why", of(remarks::why)) };
    let share = part("share", "Share", of(share::share));
    [Some(why), gates, Some(part("do", "More ways, by engine", ways)), known, Some(share)]
        .into_iter()
        .flatten()
        .collect()
}

/// What there is to say of half a question.
fn halves(asked: &Asked) -> Html {
    // Who pastes is asked for the rest; who chooses a host gets what runs on it.
    let pasted = asked.pasted.is_some();
    let reply = || place("reply", reply::reply(asked));
    html! {
        <>
            { place("linux", remarks::linux(asked)) }
            if pasted { { reply() } }
            { place("from", from::from(asked)) }
            { place("runs", host::runs(asked)) }
            { place("homes", from::homes(asked)) }
            if !pasted { { reply() } }
        </>
    }
}
