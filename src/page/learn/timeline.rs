//! Until when the releases of the matrix get updates, with a bar each.

use yew::prelude::*;

use crate::rules::lifecycle::SupportPhase;
use crate::rules::matrix::{self, MatrixFilter};
use crate::rules::{catalogue::Catalogue, date::Date, release::Kind};
use crate::teach::timeline::{self, Bar, LENGTH, Timeline};

/// The height of a bar, in the units of its drawing.
const HEIGHT: i32 = 12;

/// The hosts of a part of the matrix, in time.
pub(super) fn support(filter: MatrixFilter, today: Date) -> Html {
    let part = matrix::part(&Catalogue::releases_only(), MatrixFilter { engine: None, ..filter }, today);
    let hosts = part.bands.iter().flat_map(|band| &band.rows).map(|(host, _)| *host);
    let drawing = timeline::draw(hosts, today);
    let [first, last] = drawing.span;
    html! {
        <div class="timeline">
            <p>{ "End of support doesn’t stop an image from running: where its build fits, it still runs, but gets no more fixes. Images get \
                  updates as long as their release does." }</p>
            { legend() }
            <table>
                <thead><tr>
                    <th scope="col">{ "Release" }</th>
                    <th scope="col" class="years"><span>{ first }</span><span>{ last }</span></th>
                    <th scope="col">{ "Gets updates" }</th>
                </tr></thead>
                <tbody>{ for drawing.bars.iter().map(|bar| row(&drawing, bar, today)) }</tbody>
            </table>
        </div>
    }
}

fn legend() -> Html {
    html! {
        <ul class="legend">
            { for [SupportPhase::Mainstream, SupportPhase::Extended].iter().map(|phase| html! {
                <li key={phase.slug()}><svg class="swatch" viewBox="0 0 24 12" aria-hidden="true"><rect class={phase.slug()} width="24" height="12" rx="2" /></svg>{ phase.legend() }</li>
            }) }
            <li key="today"><svg class="swatch" viewBox="0 0 24 12" aria-hidden="true"><path class="now" d="M12 0v12" /></svg>{ "today" }</li>
        </ul>
    }
}

fn row(drawing: &Timeline, bar: &Bar, today: Date) -> Html {
    let release = bar.row.release;
    let first = bar
        .row
        .mainstream_end
        .filter(|_| bar.row.phase(today) == SupportPhase::Mainstream && release.kind == Kind::Server);
    let mainstream = first.map(|end| format!("{} until {end}", SupportPhase::Mainstream.title(release.kind)));
    let small = mainstream.or_else(|| bar.row.longest(today));
    html! {
        <tr key={release.slug} class={bar.row.phase(today).slug()}>
            <th scope="row">{ release.name }<small>{ release.build }</small></th>
            <td>{ drawn(drawing, bar) }</td>
            <td>{ bar.row.until(today) }{ for small.map(|small| html! { <small>{ small }</small> }) }</td>
        </tr>
    }
}

fn drawn(drawing: &Timeline, bar: &Bar) -> Html {
    let years: String = drawing.years.iter().map(|tick| format!("M{} 0v{HEIGHT}", tick.x)).collect();
    html! {
        <svg class="bar" viewBox={format!("0 0 {LENGTH} {HEIGHT}")} preserveAspectRatio="none" aria-hidden="true">
            <path class="year" d={years} />
            { for bar.segments.iter().map(|segment| html! {
                <rect class={segment.phase.slug()} x={segment.x.to_string()} y="1" width={segment.width.to_string()} height={(HEIGHT - 2).to_string()} />
            }) }
            <path class="now" d={format!("M{} 0v{HEIGHT}", drawing.today)} />
        </svg>
    }
}
