//! The releases in time: hosts above, images below, today across both.

use yew::prelude::*;

use super::frame::{use_title, view};
use crate::page::browser;
use crate::rules::lifecycle::{Phase, Row};
use crate::rules::{catalogue::Catalogue, date::Date};
use crate::teach::timeline::{self, BAR, Bar, HEADING, LEFT};

const LEAD: &str = "How long a release gets updates. The end of support is never an incompatibility: an image still runs where its \
                    build fits, it only gets no more fixes.";

/// The drawing, and the same as a table.
#[component]
pub fn TimelineView() -> Html {
    use_title("Timeline");
    let today = browser::today();
    view(
        "?view=timeline",
        "Releases and their support",
        LEAD,
        html! {
            <section class="card timeline" aria-label="Timeline">
                { legend() }
                <div class="frame drawing" tabindex="0" role="region" aria-label="Timeline, scrolls sideways">{ drawing(today) }</div>
                <details class="more" id="table" open={false}>
                    <summary>{ "The same as a table" }</summary>
                    { tables(today) }
                </details>
            </section>
        },
    )
}

fn tables(today: Date) -> Html {
    html! {
        <>
            { table("Hosts", timeline::hosts(&Catalogue::releases_only()), today) }
            { table("Images", timeline::images(&Catalogue::releases_only()), today) }
        </>
    }
}

fn legend() -> Html {
    html! {
        <ul class="legend">
            { for [Phase::Mainstream, Phase::Extended, Phase::Ended].iter().map(|phase| html! {
                <li key={phase.slug()}><svg class="swatch" viewBox="0 0 24 12" aria-hidden="true"><rect class={phase.slug()} width="24" height="12" rx="2" /></svg>{ phase.legend() }</li>
            }) }
            <li key="today"><svg class="swatch" viewBox="0 0 24 12" aria-hidden="true"><path class="now" d="M12 0v12" /></svg>{ "today" }</li>
        </ul>
    }
}

fn drawing(today: Date) -> Html {
    let drawing = timeline::draw(&Catalogue::releases_only(), today);
    let (width, height) = drawing.size;
    let heading = |y: i32, text: &'static str| html! { <text class="heading" x="0" y={(y + HEADING - 12).to_string()}>{ text }</text> };
    html! {
        <svg role="img" aria-label="Releases from 2016 on with their phases of support; the table below says the same." viewBox={format!("0 0 {width} {height}")}>
            { for drawing.years.iter().map(|tick| html! {
                <g key={tick.year}>
                    <path class="year" d={format!("M{} {}V{height}", tick.x, HEADING - 8)} />
                    <text class="year" x={(tick.x + 3).to_string()} y="18">{ tick.year }</text>
                </g>
            }) }
            { heading(0, "Hosts") }
            { heading(drawing.images_top, "Images") }
            { for drawing.hosts.iter().map(|bar| row(bar, bar.row.release.name, today)) }
            { for drawing.images.iter().map(|bar| row(bar, bar.row.release.image_slug.unwrap_or_default(), today)) }
            { for drawing.today.map(|x| html! { <path class="now" d={format!("M{x} {}V{height}", HEADING - 8)} /> }) }
        </svg>
    }
}

fn row(bar: &Bar, name: &'static str, today: Date) -> Html {
    let release = bar.row.release;
    let phase = bar.row.phase(today);
    html! {
        <g class={classes!("row", phase.slug())}>
            <title>{ format!("{}: {}", release.name, span(&bar.row)) }</title>
            <text x={(LEFT - 12).to_string()} y={bar.text_y().to_string()} text-anchor="end">{ name }</text>
            { for bar.segments.iter().map(|segment| html! {
                <rect class={segment.phase.slug()} x={segment.x.to_string()} y={bar.y.to_string()} width={segment.width.to_string()} height={BAR.to_string()} />
            }) }
        </g>
    }
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "not announced".to_owned(), |day| day.to_string())
}

fn span(row: &Row) -> String {
    format!("from {}, first phase to {}, ends {}", row.release.available, day(row.mainstream_end), day(row.end))
}

fn table(title: &'static str, rows: impl Iterator<Item = Row>, today: Date) -> Html {
    html! {
        <div class="frame" tabindex="0" role="region" aria-label={title}>
            <table class="facts">
                <caption>{ title }</caption>
                <thead><tr>
                    { for ["Release", "Build", "From", "Mainstream until", "Ends", "Today"].iter().map(|head| html! { <th key={*head} scope="col">{ *head }</th> }) }
                </tr></thead>
                <tbody>
                    { for rows.map(|row| html! {
                        <tr key={row.release.slug}>
                            <th scope="row">{ row.release.name }</th>
                            <td>{ row.release.build }</td>
                            <td>{ row.release.available.to_string() }</td>
                            <td>{ day(row.mainstream_end) }</td>
                            <td>{ day(row.end) }</td>
                            <td>{ row.phase(today).title(row.release.kind) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
