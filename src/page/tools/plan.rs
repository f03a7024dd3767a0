//! The plan of a fleet as a checklist: each step with what to watch out for and the commands, then each image with what becomes of it.

use yew::prelude::*;

use crate::fleet::{Fleet, Plan, PlanStep};
use crate::page::parts::{dated, snippet, tag};
use crate::rules::date::Date;

/// A plan.
pub(super) fn plan(plan: &Plan, fleet: &Fleet, today: Date) -> Html {
    html! {
        <div class="block plan" data-plan="">
            <h3>{ format!("Plan: {}", plan.target.name) }</h3>
            <p class="prose">{ plan.summary() }{ " " }{ plan.order_text() }</p>
            <ol class="steps">{ for plan.steps.iter().map(step) }</ol>
            { images(plan, fleet) }
            <h3>{ "When support ends" }</h3>
            <ul class="dots">
                { for plan.endings.iter().zip(0..).map(|(ending, at)| html! {
                    <li key={at}><b>{ ending.subject() }{ ": " }</b>{ dated(&ending.text(today)) }</li>
                }) }
            </ul>
        </div>
    }
}

fn step(step: &PlanStep) -> Html {
    let name = format!("done-{}", step.kind.slug());
    html! {
        <li key={step.kind.slug()} data-step={step.kind.slug()} data-decision={step.is_decision().then_some("")}>
            <h4><label><input type="checkbox" {name} />{ &step.title }</label></h4>
            if step.is_decision() { <p class="yours">{ tag("▲", "your decision") }</p> }
            <p>{ dated(&step.text) }</p>
            <p class="warning" hidden={step.warning.is_empty()}>{ dated(&step.warning) }</p>
            { for step.snippet.as_ref().map(snippet) }
        </li>
    }
}

/// What becomes of each image: an entry each, as a name is as long as it is.
fn images(plan: &Plan, fleet: &Fleet) -> Html {
    let of_column = plan.moves.iter().filter_map(|one| Some((one, plan.grid.images.get(one.column)?)));
    let entries = of_column.flat_map(|(one, group)| {
        group.images.iter().filter_map(move |index| {
            let image = fleet.images.get(*index)?;
            let new = one.tag_of(*index).map(|tag| tag.parts());
            Some(html! {
                <li key={*index}>
                    <p><code>{ image.title() }</code>{ " " }{ tag(one.fate.symbol(), one.title_of(*index)) }</p>
                    <p>{ one.text_of(*index, &plan.grid, plan.target) }</p>
                    { for new.map(|[before, name, after]| html! { <p>{ "New: " }{ before }<code>{ name }</code>{ after }</p> }) }
                </li>
            })
        })
    });
    html! {
        <details class="more" hidden={plan.moves.is_empty()} open={fleet.images.len() <= 12}>
            <summary>{ "What becomes of each image" }</summary>
            <ul class="fates">{ for entries }</ul>
        </details>
    }
}
