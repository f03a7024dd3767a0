//! Image by image and host by host: where it runs, what selects those nodes, what must move.

use yew::prelude::*;

use super::desk::ShownFleet;
use crate::fleet::words::{counted, listed_shortly};
use crate::fleet::{ImageGroup, Placement, Selector};
use crate::page::parts::{block, shape, tag};
use crate::rules::{question::Engine, verdict::Outcome};

/// So many names are shown at once; the rest is a list to open.
const NAMES: usize = 3;

/// Where each image runs.
pub(super) fn images(shown: &ShownFleet) -> Html {
    let entries = shown.grid.images.iter().enumerate().filter_map(|(column, group)| {
        let placement = shown.grid.placement(column)?;
        Some(image(shown, group, &placement))
    });
    html! {
        <div class="block entries">
            <h3>{ "Image by image" }</h3>
            { for entries }
            <ul class="dots" hidden={shown.tags.is_empty()}>{ for shown.tags.iter().map(|text| html! { <li key={text.clone()}>{ text }</li> }) }</ul>
        </div>
    }
}

fn image(shown: &ShownFleet, group: &ImageGroup, placement: &Placement) -> Html {
    let names: Vec<&str> = group.names(&shown.fleet).collect();
    let selectors = [
        ("Nodes that run it unchanged", &placement.selector),
        ("Nodes that run it with Hyper-V isolation", &placement.hyperv_selector),
    ];
    html! {
        <details key={placement.column} class="entry">
            <summary>
                <strong>{ group.title() }</strong>
                { tag(placement.runs.symbol(), placement.runs.title()) }
                <span class="who">{ if names.is_empty() { counted(group.different, "image") } else { listed_shortly(&names, NAMES) } }</span>
            </summary>
            <p class="prose">{ placement.text(&shown.grid) }</p>
            { for selectors.into_iter().filter_map(|(title, selector)| Some(selected(shown, title, selector.as_ref()?))) }
            { all(&names) }
        </details>
    }
}

/// All names, where a part of them was not shown.
fn all(names: &[&str]) -> Html {
    html! {
        <ul class="names" hidden={names.len() <= NAMES + 1}>
            if names.len() > NAMES + 1 {
                { for names.iter().zip(0..).map(|(name, at)| html! { <li key={at}>{ *name }</li> }) }
            }
        </ul>
    }
}

fn selected(shown: &ShownFleet, title: &str, selector: &Selector) -> Html {
    let engine = shown.fleet.engine;
    let (text, target) = match engine {
        Some(Engine::Docker) => return html! { <div></div> },
        Some(Engine::Swarm) => (selector.swarm(), "swarm"),
        _ => (selector.kubernetes(), "kubernetes"),
    };
    let commands = selector.label_commands(&shown.fleet, &shown.grid, engine.unwrap_or(Engine::Kubernetes));
    html! {
        <div>
            { block(title, target, &text) }
            <p class="remark" hidden={selector.note(engine).is_none()}>{ selector.note(engine).unwrap_or_default() }</p>
            if !commands.is_empty() {
                { block("Label the nodes", "label", &commands) }
            }
        </div>
    }
}

/// The names of nodes, as far as a page can show them; the copied and saved reports have them all.
fn names_of(names: &[&str]) -> Html {
    const MOST: usize = 500;
    let left = names.len().saturating_sub(MOST);
    html! {
        <ul class="names" hidden={names.is_empty()}>
            { for names.iter().take(MOST).zip(0..).map(|(name, at)| html! { <li key={at}>{ *name }</li> }) }
            if left > 0 {
                <li key="more">{ format!("and {left} more") }</li>
            }
        </ul>
    }
}

/// What each version of hosts runs, and what must move.
pub(super) fn hosts(shown: &ShownFleet) -> Html {
    let entries = shown.grid.hosts.iter().enumerate().map(|(row, group)| {
        let names: Vec<&str> = group.names(&shown.fleet).collect();
        let load = shown.grid.load(row).and_then(|load| {
            let worst = match () {
                () if !load.cannot.is_empty() => Outcome::None,
                () if !load.hyperv.is_empty() => Outcome::Hyperv,
                () if !load.depends.is_empty() => Outcome::Depends,
                () => Outcome::Unknown,
            };
            Some((worst, load.text(&shown.grid, &shown.fleet)?))
        });
        let (outcome, text) = load.unwrap_or((Outcome::Process, "Everything runs here unchanged.".to_owned()));
        let judged = !shown.grid.images.is_empty();
        html! {
            <details key={row} class="entry" open={shown.grid.hosts.len() <= 8}>
                <summary>
                    <strong>{ group.title() }</strong>
                    <span class="who">{ counted(group.count, "node") }</span>
                </summary>
                <p class="prose" hidden={!judged}><span data-tone={outcome.slug()} class="sign">{ shape(outcome.symbol()) }</span>{ text }</p>
                { names_of(&names) }
            </details>
        }
    });
    html! {
        <div class="block entries" hidden={shown.grid.hosts.is_empty()}>
            <h3>{ "Host by host" }</h3>
            { for entries }
        </div>
    }
}
