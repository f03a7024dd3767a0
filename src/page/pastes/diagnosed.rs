//! Why it failed, where a paste says that something did, and what to do about it.

use yew::prelude::*;

use crate::diagnose::{self, Confidence};
use crate::page::asked::{Asked, AskedProps};
use crate::page::parts::{external, headline, step};
use crate::remedy::next::{Answered, answers};
use crate::rules::catalogue::Catalogue;

/// The diagnosis of what failed last; nothing where nothing failed.
#[component]
pub fn Diagnosed(props: &AskedProps) -> Html {
    let failed = use_memo(props.asked.clone(), failed);
    match failed.as_slice() {
        [] => html! { <div /> },
        [last, before @ ..] => shown(last, before),
    }
}

/// What failed in the paste, the last one first.
fn failed(asked: &Asked) -> Vec<Answered> {
    let Some(pasted) = &asked.pasted else { return Vec::new() };
    let given = diagnose::Asked {
        kind: None,
        engine: asked.question.engine.get().copied(),
        isolation: asked.question.isolation.get().copied(),
        hyperv: asked.question.hyperv_available(),
    };
    answers(&pasted.evidence, &pasted.text, &given, &Catalogue::builtin(), asked.today)
}

fn shown(last: &Answered, before: &[Answered]) -> Html {
    let Answered { diagnosis, next } = last;
    let (tone, symbol) = match diagnosis.confidence {
        Confidence::Possible => ("open", "?"),
        _ => ("none", "✖"),
    };
    html! {
        <section data-diagnosis="" data-cause={diagnosis.cause.slug()} data-confidence={diagnosis.confidence.slug()} aria-label="What failed">
            { headline(tone, symbol, &diagnosis.title, html! { <p>{ &diagnosis.text }</p> }) }
            <div class="block">
                <ul class="lines">{ for next.iter().zip(0..).map(|(next, at)| html! { <li key={at}>{ step(next) }</li> }) }</ul>
                { for diagnosis.notes.iter().zip(0..).map(|(note, at)| html! { <p key={at} class="remark">{ note }</p> }) }
                <p class="remark">
                    { &diagnosis.ruled_out }{ " " }{ external(diagnosis.source, diagnosis.rules.first().copied()) }
                </p>
                { for before.iter().zip(0..).map(|(other, at)| html! {
                    <p key={at} class="remark" data-incident={other.diagnosis.cause.slug()}><b>{ &other.diagnosis.title }</b>{ " " }{ &other.diagnosis.text }</p>
                }) }
            </div>
        </section>
    }
}
