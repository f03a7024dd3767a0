//! Steps that a diagnosis leads to.

use yew::prelude::*;

use super::{Copy, command as words};
use crate::diagnose::Diagnosis;
use crate::remedy::next::{Next, blanks};
use crate::remedy::target::Target;

/// What to do about a diagnosis, a line each, with its command where it has one.
pub(crate) fn steps(diagnosis: &Diagnosis, steps: &[Next]) -> Html {
    html! {
        <ul class="todo">
            { for steps.iter().zip(0..).map(|(next, at)| html! { <li key={at} data-block="">{ step(diagnosis, next) }</li> }) }
        </ul>
    }
}

fn step(diagnosis: &Diagnosis, next: &Next) -> Html {
    match &next.command {
        Some(command) => html! {
            <>
                <span class="title">{ &next.title }</span>
                <pre data-target={target(diagnosis, command).slug()} tabindex="0"><code>{ for words(command, &blanks(command)) }</code></pre>
                <Copy text={command.clone()} label={next.title.clone()} />
            </>
        },
        None => html! { <span class="say">{ &next.title }</span> },
    }
}

/// Where a text belongs.
fn target(diagnosis: &Diagnosis, command: &str) -> Target {
    match diagnosis.engine {
        _ if command.starts_with("FROM ") => Target::Dockerfile,
        None => Target::Docker,
        engine => Target::of(engine),
    }
}
