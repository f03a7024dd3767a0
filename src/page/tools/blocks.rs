//! The parts of a report as the page shows them.

use yew::prelude::*;

use crate::fleet::{Block, Table};
use crate::page::parts::{signed, tag};

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
    let shown = match signed(&text) {
        Some((symbol, word)) => tag(symbol, word),
        None => html! { { &text } },
    };
    match at {
        0 => html! { <th key={at} scope="row">{ shown }</th> },
        _ => html! { <td key={at}>{ shown }</td> },
    }
}
