//! What to do, best first, with texts to paste under a row of tabs, one for each engine.
//!
//! After the [tabs pattern](https://www.w3.org/WAI/ARIA/apg/patterns/tabs/) with automatic activation. Only the open tab is made.

use yew::prelude::*;

use crate::page::asked::{Asked, AskedProps};
use crate::page::browser;
use crate::page::parts::{Disclosure, external, snippet};
use crate::remedy::advice::{self, Advice};
use crate::remedy::advise::advise_in;
use crate::remedy::target::{self, Snippet, Target, aks};
use crate::rules::{catalogue::Catalogue, date::Date, question::Engine, release::aks_pools};

/// The advice under a row of tabs.
#[component]
pub fn Ways(props: &AskedProps) -> Html {
    let asked = &props.asked;
    let engine = asked.question.engine.get().copied();
    // A tab that was picked stays until the question names another engine.
    let picked = use_state_eq(|| None::<(Option<Engine>, Target)>);
    let (advice, checks) = use_memo(asked.clone(), texts).as_ref().clone();
    let targets: Vec<Target> = Target::ALL.into_iter().filter(|target| has(*target, &advice, &checks)).collect();
    // What a paste said, too, where that is no choice.
    let said =
        asked.pasted.as_ref().and_then(|pasted| pasted.evidence.clues.engine.as_ref()).map(|(engine, _)| *engine);
    let engine_said = engine.or(said);
    let first = if targets.contains(&Target::of(engine_said)) {
        Some(Target::of(engine_said))
    } else {
        targets.first().copied()
    };
    let picked_here = picked.filter(|(at, target)| *at == engine && targets.contains(target)).map(|(_, target)| target);
    let Some(open) = picked_here.or(first) else { return html! { <div /> } };
    let pick = Callback::from(move |target| picked.set(Some((engine, target))));
    let onkeydown = {
        let (pick, targets) = (pick.clone(), targets.clone());
        move |event: KeyboardEvent| {
            if let Some(target) = step(&event.key(), open, &targets) {
                event.prevent_default();
                pick.emit(target);
                browser::focus(&tab_id(target));
            }
        }
    };
    html! {
        <div class="fix" id="fix">
            <div class="tabs" role="tablist" aria-label="Engines" {onkeydown}>
                { for targets.iter().map(|target| tab(*target, *target == open, &pick)) }
            </div>
            { panel(open, &advice, &checks) }
        </div>
    }
}

/// Whether there is anything to copy for a target.
fn has(target: Target, advice: &[Advice], checks: &[Snippet]) -> bool {
    advice.iter().flat_map(|advice| &advice.snippets).chain(checks).any(|snippet| snippet.target == target)
}

/// The advice, and what looks first and verifies afterwards.
fn texts(asked: &Asked) -> (Vec<Advice>, Vec<Snippet>) {
    let Some(verdict) = &asked.verdict else { return (Vec::new(), Vec::new()) };
    let catalogue = Catalogue::builtin();
    let names = asked.pasted.as_ref().map(|pasted| pasted.reading.names.clone()).unwrap_or_default();
    let context = advice::Context::new(&asked.question, verdict, &catalogue, asked.today).with_names(names);
    let advice = advise_in(&context);
    let checks = target::checks(&context, &advice);
    (advice, checks)
}

/// The tab that a key leads to from another one.
fn step(key: &str, from: Target, targets: &[Target]) -> Option<Target> {
    let count = targets.len();
    let at = targets.iter().position(|target| *target == from)?;
    let next = match key {
        "ArrowRight" => (at + 1) % count,
        "ArrowLeft" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    targets.get(next).copied()
}

fn tab_id(target: Target) -> String {
    ["tab-", target.slug()].concat()
}

fn panel_id(target: Target) -> String {
    ["panel-", target.slug()].concat()
}

fn tab(target: Target, selected: bool, pick: &Callback<Target>) -> Html {
    html! {
        <button key={target.slug()} type="button" role="tab" id={tab_id(target)} aria-controls={selected.then(|| panel_id(target))}
            aria-selected={if selected { "true" } else { "false" }} tabindex={if selected { "0" } else { "-1" }}
            onclick={pick.reform(move |_: MouseEvent| target)}>{ target.title() }</button>
    }
}

fn panel(target: Target, advice: &[Advice], checks: &[Snippet]) -> Html {
    let checks = of(checks, target);
    html! {
        <div key={target.slug()} class="panel" role="tabpanel" tabindex="0" id={panel_id(target)} aria-labelledby={tab_id(target)}>
            <ol class="steps">
                { for advice.iter().filter(|advice| applies(advice, target)).map(|advice| html! {
                    <li key={advice.step.id()} data-step={advice.step.id()}>
                        <h3>{ &advice.title }</h3>
                        <p>{ &advice.text }</p>
                        { blocks(of(&advice.snippets, target)) }
                    </li>
                }) }
            </ol>
            <div class="checks" hidden={checks.is_empty()}><h3>{ target.besides() }</h3>{ blocks(checks) }</div>
            if target == Target::Aks {
                { node_images() }
            }
        </div>
    }
}

/// Whether a step has something for a target, or is the same for all of them.
fn applies(advice: &Advice, target: Target) -> bool {
    advice.snippets.is_empty() || advice.snippets.iter().any(|snippet| snippet.target == target)
}

/// The texts for one target.
fn of(snippets: &[Snippet], target: Target) -> Vec<Snippet> {
    snippets.iter().filter(|snippet| snippet.target == target).cloned().collect()
}

/// The first block, and the others on request.
fn blocks(snippets: Vec<Snippet>) -> Html {
    let mut snippets = snippets.into_iter();
    let Some(first) = snippets.next() else { return Html::default() };
    let others: Vec<Snippet> = snippets.collect();
    html! {
        <>
            <div key="first">{ snippet(&first) }</div>
            <div key="others">
                if !others.is_empty() {
                    { also(others) }
                }
            </div>
        </>
    }
}

fn also(others: Vec<Snippet>) -> Html {
    let titles: Vec<&str> = others.iter().map(|other| other.title).collect();
    let summary = html! { <>{ "Also: " }{ titles.join(" · ") }</> };
    let body =
        move |()| others.iter().zip(0..).map(|(other, at)| html! { <div key={at}>{ snippet(other) }</div> }).collect();
    html! { <Disclosure class="more" {summary} body={body} /> }
}

/// The Windows node images of AKS with their dates, and where its pages contradict each other.
fn node_images() -> Html {
    let day = |day: Option<Date>| day.map_or_else(|| "not announced".to_owned(), |day| day.to_string());
    let body = move |()| {
        html! {
            <>
                <div class="scroll">
                    <table>
                        <thead><tr>
                            { for ["--os-sku", "Build", "Kubernetes", "Retires", "Images removed"].iter().map(|head| html! { <th key={*head} scope="col">{ *head }</th> }) }
                        </tr></thead>
                        <tbody>
                            { for aks_pools().map(|(release, nodes)| html! {
                                <tr key={nodes.sku}>
                                    <td><code>{ nodes.sku }</code>{ " " }{ external(nodes.source, None) }</td>
                                    <td>{ release.build }</td>
                                    <td>{ nodes.kubernetes() }</td>
                                    <td>{ day(nodes.retires) }</td>
                                    <td>{ day(nodes.images_removed) }</td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                </div>
                { for aks::CONTRADICTIONS.iter().map(|contradiction| html! {
                    <p key={contradiction.about} class="remark">
                        <b>{ contradiction.about }{ ":" }</b>{ " " }
                        { for [contradiction.one, contradiction.other].into_iter().map(|(text, source)| html! {
                            <span key={text}>{ text }{ " " }{ external(source, None) }{ " " }</span>
                        }) }
                        { contradiction.note }
                    </p>
                }) }
            </>
        }
    };
    html! { <Disclosure class="more" summary={html! { "Windows versions on AKS, and when they end" }} body={body} /> }
}
