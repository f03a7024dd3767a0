//! The releases on a time axis.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use util::TODAY;
use wincompat::{Catalogue, Date, Kind, rules::release};
use wincompat::{
    rules::lifecycle::{Phase, Row},
    teach::timeline::{self, Bar, Timeline},
};

#[track_caller]
fn phase(slug: &str, day: &str) -> Phase {
    Row::of(release::by_slug(slug).expect(slug)).phase(day.parse().expect("a day"))
}

#[test]
fn phases_change_the_day_after_the_last_one() {
    assert_eq!(phase("ws2022", "2026-10-13"), Phase::Mainstream);
    assert_eq!(phase("ws2022", "2026-10-14"), Phase::Extended);
    assert_eq!(phase("ws2022", "2031-10-15"), Phase::Ended);
    assert_eq!(phase("ws2019", "2026-08-23"), Phase::Extended);
    assert_eq!(phase("ws1909", "2021-05-11"), Phase::Mainstream);
    assert_eq!(phase("ws1909", "2021-05-12"), Phase::Ended);
}

/// Home and Pro end first; then some editions are left; then none.
#[test]
fn editions_of_a_client_are_merged() {
    assert_eq!(phase("w11-24h2", "2026-10-13"), Phase::Mainstream);
    assert_eq!(phase("w11-24h2", "2026-10-14"), Phase::Extended);
    assert_eq!(phase("w11-24h2", "2034-10-11"), Phase::Ended);
    assert_eq!(phase("w10-22h2", "2025-10-15"), Phase::Extended);
    assert_eq!(Phase::Extended.title(Kind::Client), "some editions supported");
}

fn drawing() -> Timeline {
    timeline::draw(&Catalogue::builtin(), TODAY)
}

#[test]
fn everything_is_inside_and_in_order() {
    let drawing = drawing();
    let (width, height) = drawing.size;
    assert_eq!(width, timeline::WIDTH);
    let bars = || drawing.hosts.iter().chain(&drawing.images);
    assert!(bars().zip(bars().skip(1)).all(|(above, below)| above.y + timeline::BAR < below.y));
    for bar in bars() {
        let slug = bar.row.release.slug;
        assert!(bar.y >= timeline::HEADING && bar.y + timeline::BAR <= height, "{slug}");
        assert!(!bar.segments.is_empty(), "{slug}");
        let edges: Vec<i32> = bar.segments.iter().flat_map(|one| [one.x, one.x + one.width]).collect();
        assert!(edges.chunks(2).all(|pair| pair[0] < pair[1]), "{slug} {edges:?}");
        assert!(edges[1..].chunks_exact(2).all(|pair| pair[0] == pair[1]), "{slug} {edges:?}");
        assert!(edges[0] >= timeline::LEFT && edges[edges.len() - 1] <= timeline::RIGHT, "{slug} {edges:?}");
        assert!(bar.segments.windows(2).all(|pair| pair[0].phase < pair[1].phase), "{slug}");
    }
    assert_eq!((drawing.hosts.len(), drawing.images.len()), (31, 10));
    assert!(drawing.years.windows(2).all(|pair| pair[0].x < pair[1].x && pair[0].year + 1 == pair[1].year));
}

#[test]
fn the_line_today_parts_what_ended_from_what_has_not() {
    let drawing = drawing();
    let today = drawing.today.expect("on the axis");
    let at_today =
        |bar: &Bar| bar.segments.iter().find(|one| one.x <= today && today <= one.x + one.width).map(|one| one.phase);
    for bar in drawing.hosts.iter().chain(&drawing.images) {
        assert_eq!(at_today(bar), Some(bar.row.phase(TODAY)), "{}", bar.row.release.slug);
    }
}

#[test]
fn today_may_lie_outside() {
    assert_eq!(timeline::draw(&Catalogue::builtin(), Date::new(2099, 1, 1)).today, None);
    assert_eq!(timeline::draw(&Catalogue::builtin(), Date::new(1999, 1, 1)).today, None);
}

#[test]
fn rows_are_the_bars() {
    let rows: Vec<&str> = timeline::hosts(&Catalogue::builtin()).map(|row| row.release.slug).collect();
    let bars: Vec<&str> = drawing().hosts.iter().map(|bar| bar.row.release.slug).collect();
    assert_eq!(rows, bars);
    assert!(timeline::images(&Catalogue::builtin()).all(|row| row.end.is_some()));
}
