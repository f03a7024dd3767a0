//! Hosts against images as a plain table of links, each to the answer of its pair.

use yew::prelude::*;

use super::{Until, shape};
use crate::rules::matrix::{self, Cell, MatrixFilter, MatrixPart};
use crate::rules::{date::Date, link};

/// A part of the matrix: hosts in rows under their headings, images in columns, and until when each host gets updates.
pub(crate) fn small_matrix(part: &MatrixPart, today: Date) -> Html {
    let columns = part.images.len() + 1;
    html! {
        <table class="small-matrix">
            <caption class="unseen">{ "Which images each host can run. Open a cell for the full answer." }</caption>
            <thead><tr>
                <td></td>
                { for part.images.iter().map(|image| html! {
                    <th key={image.slug} scope="col">{ breaking(image.tag_word()) }<small>{ image.build }</small></th>
                }) }
            </tr></thead>
            { for part.bands.iter().map(|band| html! {
                <tbody key={band.title}>
                    <tr><th class="band" scope="rowgroup" colspan={columns.to_string()}>{ band.title }</th></tr>
                    { for band.rows.iter().map(|(host, cells)| html! {
                        <tr key={host.slug}>
                            <th scope="row">{ matrix::short_name(host) }<Until release={*host} day={today} engine={part.filter.engine} small={true} /></th>
                            { for cells.iter().map(|cell| pair(cell, &part.filter)) }
                        </tr>
                    }) }
                </tbody>
            }) }
        </table>
    }
}

/// `ltsc2022`, which on a narrow screen may break before its year.
fn breaking(word: &str) -> Html {
    let (before, year) = word.split_at(word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len()));
    html! { <>{ before.to_owned() }<wbr />{ year.to_owned() }</> }
}

fn pair(cell: &Cell, filter: &MatrixFilter) -> Html {
    let (symbol, word) = cell.verdict.cell();
    let href = ["?", &link::encode(&filter.question(cell.host, cell.image))].concat();
    html! {
        <td key={cell.image.slug} data-tone={cell.verdict.outcome.slug()}><a {href}>{ shape(symbol) }<span>{ word }</span></a></td>
    }
}
