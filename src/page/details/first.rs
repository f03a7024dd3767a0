//! The first things to do, a line each, with a button that copies.

use yew::prelude::*;

use crate::page::asked::{Asked, AskedProps};
use crate::page::details::Field;
use crate::page::parts::{Copy, command};
use crate::remedy::advice::Context;
use crate::remedy::first::{self, FirstAction};
use crate::rules::catalogue::Catalogue;
use crate::rules::image::Image;

/// The first things to do about a verdict.
#[component]
pub fn First(props: &AskedProps) -> Html {
    let steps = use_memo(props.asked.clone(), steps);
    if steps.is_empty() {
        return html! { <div /> };
    }
    let asked = &props.asked;
    // A failure asks for what it lacks itself.
    let asks = asked.failed.is_none() && asked.question.image.get().is_some_and(Image::version_is_missing);
    html! {
        <>
            <ul class="todo">{ for steps.iter().zip(0..).map(|(step, at)| html! { <li key={at} data-block="">{ line(step) }</li> }) }</ul>
            if asks { <div class="reply"><Field reply={asked.reply.clone()} refused={asked.refused} /></div> }
        </>
    }
}

fn steps(asked: &Asked) -> Vec<FirstAction> {
    let Some(verdict) = &asked.verdict else { return Vec::new() };
    let names = asked.pasted.as_ref().map(|pasted| pasted.reading.names.clone()).unwrap_or_default();
    first::first(&Context::new(&asked.question, verdict, &Catalogue::builtin(), asked.today).with_names(names))
}

fn line(step: &FirstAction) -> Html {
    let title = html! { <p class="what"><b class="label">{ step.label }</b>{ " " }{ &step.title }</p> };
    match &step.line {
        Some(line) => html! {
            <>
                { title }
                <pre data-target={line.target.slug()} tabindex="0"><code>{ for command(&line.text, &line.edits) }</code></pre>
                <Copy text={line.text.clone()} label={step.title.clone()} />
                { for step.note.map(|note| html! { <small class="besides">{ note }</small> }) }
            </>
        },
        None => title,
    }
}
