//! The parts of a report as the page shows them, and pieces that the views share.

use yew::prelude::*;

use super::print::done;
use crate::fleet::{Block, Table};
use crate::page::shape::shape;

/// Shapes with the tones they have in reports.
const SIGNS: [(&str, &str); 7] = [
    ("✔", "process"),
    ("◐", "process"),
    ("▲", "depends"),
    ("↻", "depends"),
    ("◆", "hyperv"),
    ("✖", "none"),
    ("?", "unknown"),
];

/// The shape for a symbol; the workshop knows one more than the answer.
pub(crate) fn sign(symbol: &'static str) -> Html {
    match symbol {
        "↻" => html! {
            <svg class="shape line" viewBox="0 0 16 16" aria-hidden="true"><path d="M12.600 6A5.200 5.200 0 1 0 13 9.500M13 2.500v3.700H9.300" /></svg>
        },
        _ => shape(symbol),
    }
}

/// A shape with its word.
pub(crate) fn tag(symbol: &'static str, word: &str) -> Html {
    let tone = SIGNS.iter().find(|(one, _)| *one == symbol).map_or("open", |(_, tone)| *tone);
    html! { <span class="tag" data-tone={tone}>{ sign(symbol) }<span>{ word.to_owned() }</span></span> }
}

/// A headline: a shape, what it is about, and a sentence.
pub(super) fn headline(tone: &'static str, symbol: &'static str, title: &str, text: Html) -> Html {
    html! {
        <header class="headline" data-tone={tone}>
            <span class="tile">{ sign(symbol) }</span>
            <div><h2>{ title.to_owned() }</h2>{ text }</div>
        </header>
    }
}

/// A text in one line or a few, with a button that copies it.
pub(super) fn snippet(title: &str, target: &'static str, text: &str) -> Html {
    html! {
        <div class="snippet" data-block="">
            <div class="bar">
                <h4>{ title.to_owned() }</h4>
                <button type="button" class="copy" data-copy="" aria-label={format!("Copy: {title}")}>{ done("Copy", "Copied") }</button>
            </div>
            <pre data-target={target} tabindex="0"><code>{ text.to_owned() }</code></pre>
        </div>
    }
}

/// The parts of a report one after the other. The first heading is left to the view.
pub(super) fn blocks(blocks: Vec<Block>) -> Html {
    blocks.into_iter().zip(0..).map(|(block, at)| html! { <div key={at} class="part">{ part(block) }</div> }).collect()
}

fn part(block: Block) -> Html {
    match block {
        Block::Heading(_, text) => html! { <h3>{ text }</h3> },
        Block::Text(text) => html! { <p class="prose">{ text }</p> },
        Block::Steps(steps) => html! {
            <ol class="steps">
                { for steps.into_iter().zip(0..).map(|((title, text), at)| html! {
                    <li key={at}><h3>{ title }</h3><p>{ text }</p></li>
                }) }
            </ol>
        },
        Block::List(items) => html! {
            <ul class="dots">{ for items.into_iter().zip(0..).map(|(item, at)| html! { <li key={at}>{ item }</li> }) }</ul>
        },
        Block::Table(table) => wide(table),
    }
}

/// A table that scrolls in a frame of its own.
fn wide(table: Table) -> Html {
    let label = table.head.first().cloned().unwrap_or_default();
    html! {
        <div class="frame" tabindex="0" role="region" aria-label={label}>
            <table class="facts">
                <thead><tr>{ for table.head.into_iter().zip(0..).map(|(head, at)| html! { <th key={at} scope="col">{ head }</th> }) }</tr></thead>
                <tbody>
                    { for table.rows.into_iter().zip(0..).map(|(row, at)| html! {
                        <tr key={at}>{ for row.into_iter().zip(0..).map(|(text, at)| cell(text, at)) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn cell(text: String, at: usize) -> Html {
    let signed = SIGNS.iter().find_map(|(symbol, _)| Some((*symbol, text.strip_prefix(symbol)?.strip_prefix(' ')?)));
    let shown = match signed {
        Some((symbol, word)) => tag(symbol, word),
        None => html! { { &text } },
    };
    match at {
        0 => html! { <th key={at} scope="row">{ shown }</th> },
        _ => html! { <td key={at}>{ shown }</td> },
    }
}
