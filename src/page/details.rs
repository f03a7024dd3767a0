//! What is behind the door of the details.

mod anatomy;
mod behind;
mod field;
mod first;
mod remarks;
mod sections;

pub use field::Field;

use yew::prelude::*;

use super::asked::{Asked, AskedProps, Closed, Details};
use super::parts::place;
use crate::rules::verdict::Verdict;
use crate::teach::share as words;
use behind::Behind;
use sections::{SectionPart, Sections};

/// The details.
pub static DETAILS: Details = Details {
    first: |asked| html! { <first::First asked={asked.clone()} /> },
    beside: |asked| html! { <Beside asked={asked.clone()} /> },
    called: |asked, name| words::window(name, asked.failed(), &asked.question, asked.verdict.as_ref(), asked.today),
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

fn parts(asked: &Asked, verdict: &Verdict) -> Vec<SectionPart> {
    let part = |id, title, body| SectionPart { id, title, count: None, printed: false, body };
    let of = |body: fn(&Asked, &Verdict) -> Html| {
        let (asked, verdict) = (asked.clone(), verdict.clone());
        Callback::from(move |()| body(&asked, &verdict))
    };
    let count = remarks::count(asked, verdict);
    let behind = |part| {
        let asked = asked.clone();
        Callback::from(move |()| html! { <Behind key="behind" {part} asked={asked.clone()} /> })
    };
    let gates = verdict.gates.map(|_| part("gates", "Who decides", behind(Closed::Gates)));
    let known = (count > 0)
        .then(|| SectionPart { count: Some(count), ..part("notices", "Also worth knowing", of(remarks::listed)) });
    let why = SectionPart { printed: true, ..part("why", "Why", of(remarks::why)) };
    let ways = part("do", "More ways, by engine", behind(Closed::Ways));
    let share = part("share", "Share", behind(Closed::Share));
    [Some(why), gates, Some(ways), known, Some(share)].into_iter().flatten().collect()
}
