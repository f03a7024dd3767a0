//! What to do, best first, with texts to paste for each engine.

use std::rc::Rc;
use yew::prelude::*;

use super::answer::Answer;
use super::browser;
use super::done::done;
use crate::details::{Block, Todo};
use crate::{Engine, Target};

/// What the section needs.
#[derive(Clone, PartialEq, Properties)]
pub struct FixProps {
    /// The answer with its advice.
    pub answer: Rc<Answer>,
}

/// The advice under a row of tabs, one for each engine.
///
/// After the [tabs pattern](https://www.w3.org/WAI/ARIA/apg/patterns/tabs/) with automatic activation.
#[function_component]
pub fn Fix(props: &FixProps) -> Html {
    let answer = &props.answer;
    let engine = answer.question.engine.get().copied();
    // A tab that was picked stays until the question names another engine.
    let picked = use_state_eq(|| None::<(Option<Engine>, Target)>);
    let target = picked.filter(|(at, _)| *at == engine).map_or_else(|| home(engine), |(_, target)| target);

    let pick = {
        let picked = picked.clone();
        Callback::from(move |target| picked.set(Some((engine, target))))
    };
    let onclick = {
        let pick = pick.clone();
        move |event: MouseEvent| {
            if let Some(target) = browser::number(&event, "data-tab").and_then(|at| Target::ALL.get(at)) {
                pick.emit(*target);
            }
        }
    };
    let onkeydown = move |event: KeyboardEvent| {
        let count = Target::ALL.len();
        let at = tabs().position(|(_, one)| one == target).unwrap_or(0);
        let at = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        pick.emit(Target::ALL[at]);
        browser::focus(&tab_id(Target::ALL[at]));
    };
    html! {
        <section class="card fix" id="fix" tabindex="-1" aria-labelledby="fix-title">
            <div class="title">
                <h2 id="fix-title">{ "Fix it" }</h2>
                <div class="tabs" role="tablist" aria-labelledby="fix-title" {onclick} {onkeydown}>
                    { for tabs().map(|(at, one)| tab(one, at, one == target)) }
                </div>
            </div>
            <div class="panel" id="fix-panel" role="tabpanel" tabindex="0" aria-labelledby={tab_id(target)}>
                <ol class="steps">
                    { for answer.details.advice.iter().map(|advice| step(advice, target)) }
                </ol>
                <div class="checks" hidden={!answer.details.checks.iter().any(|check| check.target == target)}>
                    <h3>{ "Check it" }</h3>
                    { blocks(&answer.details.checks, target) }
                </div>
            </div>
        </section>
    }
}

/// The tab that fits an engine.
const fn home(engine: Option<Engine>) -> Target {
    match engine {
        None => Target::Dockerfile,
        Some(Engine::Docker) => Target::Docker,
        Some(Engine::Swarm) => Target::Swarm,
        Some(Engine::Kubernetes) => Target::Kubernetes,
        Some(Engine::Aks) => Target::Aks,
    }
}

fn tabs() -> impl Iterator<Item = (usize, Target)> {
    Target::ALL.into_iter().enumerate()
}

fn tab_id(target: Target) -> String {
    format!("tab-{}", target.slug())
}

fn tab(target: Target, at: usize, selected: bool) -> Html {
    html! {
        <button key={target.slug()} type="button" role="tab" id={tab_id(target)} data-tab={at.to_string()}
            aria-controls="fix-panel" aria-selected={if selected { "true" } else { "false" }}
            tabindex={if selected { "0" } else { "-1" }}>{ target.title() }</button>
    }
}

fn step(advice: &Todo, target: Target) -> Html {
    html! {
        <li key={advice.id.clone()} data-step={advice.id.clone()}>
            <h3>{ &advice.title }</h3>
            <p>{ &advice.text }</p>
            { blocks(&advice.blocks, target) }
        </li>
    }
}

/// The first block for a target, and the others on request.
fn blocks(all: &[Block], target: Target) -> Html {
    let mut wanted = all.iter().filter(|block| block.target == target);
    let first = wanted.next();
    let others: Vec<&Block> = wanted.collect();
    let titles: Vec<&str> = others.iter().map(|block| block.title.as_str()).collect();
    html! {
        <>
            <div key="first">{ for first.map(|first| block(first, 0)) }</div>
            <details key="more" class="more" hidden={others.is_empty()}>
                <summary>{ "Also: " }{ titles.join(" · ") }</summary>
                { for others.into_iter().zip(1..).map(|(other, at)| block(other, at)) }
            </details>
        </>
    }
}

fn block(snippet: &Block, at: usize) -> Html {
    html! {
        <div key={at} class="snippet" data-block="">
            <div class="bar">
                <h4>{ &snippet.title }</h4>
                <span class="language">{ &snippet.language }</span>
                <button type="button" class="copy" data-copy="" aria-label={format!("Copy: {}", snippet.title)}>
                    { done("Copy", "Copied") }
                </button>
                <small>{ &snippet.place }</small>
            </div>
            <pre data-target={snippet.target.slug()} tabindex="0"><code>{ for marked(snippet) }</code></pre>
        </div>
    }
}

/// The text, with what has to be edited marked.
fn marked(snippet: &Block) -> Vec<Html> {
    let mut parts = Vec::new();
    let mut at = 0;
    for edit in &snippet.edits {
        let (Some(before), Some(edited)) = (snippet.text.get(at..edit.start), snippet.text.get(edit.clone())) else {
            continue;
        };
        parts.push(html! { { before } });
        parts.push(html! { <mark title="Edit this">{ edited }</mark> });
        at = edit.end;
    }
    parts.push(html! { { snippet.text.get(at..).unwrap_or_default() } });
    parts
}
