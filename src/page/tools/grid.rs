//! What runs where: a row for each version of hosts, a column for each version of images.

use std::rc::Rc;
use yew::prelude::*;

use super::desk::ShownFleet;
use crate::fleet::words::{counted, listed_shortly};
use crate::fleet::{BuildBand, GridFilter, HostGroup};
use crate::page::parts::{Roving, shape, use_roving};
use crate::rules::link;

/// Fewer cells than this show their problems by themselves.
const FEW: usize = 10;

/// More cells than this wait until they are asked for.
const MOST: usize = 2_400;

/// What the grid needs.
#[derive(Clone, PartialEq, Properties)]
pub struct GridProps {
    /// The fleet and what there is to say about it.
    pub shown: Rc<ShownFleet>,
}

/// The grid. One cell of it is in the order of the Tab key; the arrow keys go to the others.
#[component]
pub fn GridTable(props: &GridProps) -> Html {
    let problems = use_state_eq(|| false);
    let everything = use_state_eq(|| false);
    let shown = &props.shown;
    let grid = &shown.grid;
    let filter = if *problems { GridFilter::Problems } else { GridFilter::All };
    let (mut rows, mut columns) = (grid.rows(filter), grid.columns(filter));
    let whole = (rows.len(), columns.len());
    if !*everything && rows.len() * columns.len() > MOST {
        columns.truncate(40);
        rows.truncate(MOST / columns.len());
    }
    let cut = whole != (rows.len(), columns.len());
    let Roving { at, onkeydown } = use_roving("cell", rows.len(), columns.len());

    let onfilter = {
        let problems = problems.clone();
        move |_: Event| problems.set(!*problems)
    };
    let onmore = {
        let everything = everything.clone();
        move |_: MouseEvent| everything.set(true)
    };
    let cell = |row: usize, column: usize, place: (usize, usize)| {
        let Some(cell) = grid.cell(row, column) else { return html! { <td key={column}></td> } };
        let question = grid.question(&shown.fleet, row, column);
        let href = question.map(|question| format!("?{}", link::encode(&question)));
        html! {
            <td key={column} data-tone={cell.outcome.slug()}>
                <a {href} id={format!("cell-{}-{}", place.0, place.1)} tabindex={if place == at { "0" } else { "-1" }}>
                    { shape(cell.outcome.symbol()) }<span>{ cell.outcome.word() }</span>
                </a>
            </td>
        }
    };
    let bands = grid.host_bands();
    let body = bands.iter().filter_map(|band| {
        let inside: Vec<(usize, usize)> =
            rows.iter().enumerate().filter(|(_, row)| band.range.contains(row)).map(|(at, row)| (at, *row)).collect();
        if inside.is_empty() {
            return None;
        }
        let several = band.range.len() > 1;
        Some(html! {
            <tbody key={band.range.start}>
                if several {
                    <tr class="band"><th scope="rowgroup" colspan={(columns.len() + 1).to_string()}>{ band_title(band) }</th></tr>
                }
                { for inside.into_iter().map(|(place, row)| html! {
                    <tr key={row}>
                        { for grid.hosts.get(row).map(|group| host(group, several, shown)) }
                        { for columns.iter().enumerate().map(|(at, column)| cell(row, *column, (place, at))) }
                    </tr>
                }) }
            </tbody>
        })
    });
    html! {
        <div class="block">
            <div class="title">
                <h3>{ "What runs where" }</h3>
                <label class="inline" hidden={grid.hosts.len() * grid.images.len() < FEW}><input type="checkbox" name="problems" checked={*problems} onchange={onfilter} />{ "Problems only" }</label>
            </div>
            <p class="remark" hidden={!rows.is_empty()}>{ "No problems: every image runs on every node." }</p>
            <div class="frame grid" hidden={rows.is_empty()} {onkeydown}>
                <table>
                    <caption class="unseen">{ "Arrow keys move from cell to cell." }</caption>
                    <thead>{ head(shown, &columns) }</thead>
                    { for body }
                </table>
            </div>
            <p class="remark" hidden={!cut}>
                { format!("{} of {} rows and {} of {} columns are shown. ", rows.len(), whole.0, columns.len(), whole.1) }
                <button type="button" class="tool" onclick={onmore}>{ "Show all" }</button>
            </p>
        </div>
    }
}

fn band_title(band: &BuildBand) -> Html {
    html! { <span class="stay">{ &band.title }<small>{ counted(band.count, "node") }</small></span> }
}

fn head(shown: &ShownFleet, columns: &[usize]) -> Html {
    let grid = &shown.grid;
    let bands = grid.image_bands();
    let grouped = bands.iter().any(|band| band.range.len() > 1);
    let title = |column: &usize| {
        let group = grid.images.get(*column)?;
        let names: Vec<&str> = group.names(&shown.fleet).collect();
        let hint = (!names.is_empty()).then(|| listed_shortly(&names, 12));
        Some(html! {
            <th key={*column} scope="col" title={hint}>{ group.title() }<small>{ counted(group.different, "image") }</small></th>
        })
    };
    html! {
        <>
            <tr class="bands" hidden={!grouped}>
                <td class="corner"></td>
                { for bands.iter().filter_map(|band| {
                    let span = columns.iter().filter(|column| band.range.contains(column)).count();
                    (span > 0).then(|| html! {
                        <th key={band.range.start} scope="colgroup" colspan={span.to_string()}>{ &band.title }</th>
                    })
                }) }
            </tr>
            <tr>
                <td class="corner"><span class="axis">{ "image" }</span><span class="axis">{ "host" }</span></td>
                { for columns.iter().filter_map(title) }
            </tr>
        </>
    }
}

fn host(group: &HostGroup, in_band: bool, shown: &ShownFleet) -> Html {
    let version = group.host.version.to_string();
    let name = if in_band { version.clone() } else { group.host.name() };
    let revision = (!in_band && group.host.version.revision.is_some()).then(|| html! { <small>{ version }</small> });
    let names: Vec<&str> = group.names(&shown.fleet).collect();
    let hint = (!names.is_empty()).then(|| listed_shortly(&names, 12));
    html! {
        <th scope="row" title={hint}>{ name }{ for revision }<small>{ counted(group.count, "node") }</small></th>
    }
}
