//! The releases on a time axis.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use util::TODAY;
use wincompat::rules::lifecycle::{Row, SupportPhase};
use wincompat::rules::{matrix, release};
use wincompat::teach::timeline::{self, Timeline};
use wincompat::{Catalogue, Date, Kind};

#[track_caller]
fn phase(slug: &str, day: &str) -> SupportPhase {
    Row::of(release::by_slug(slug).expect(slug)).phase(day.parse().expect("a day"))
}

#[test]
fn phases_change_the_day_after_the_last_one() {
    assert_eq!(phase("ws2022", "2026-10-13"), SupportPhase::Mainstream);
    assert_eq!(phase("ws2022", "2026-10-14"), SupportPhase::Extended);
    assert_eq!(phase("ws2022", "2031-10-15"), SupportPhase::Ended);
    assert_eq!(phase("ws2019", "2026-08-23"), SupportPhase::Extended);
    assert_eq!(phase("ws1909", "2021-05-11"), SupportPhase::Mainstream);
    assert_eq!(phase("ws1909", "2021-05-12"), SupportPhase::Ended);
}

/// Home and Pro end first; then some editions are left; then none.
#[test]
fn editions_of_a_client_are_merged() {
    assert_eq!(phase("w11-24h2", "2026-10-13"), SupportPhase::Mainstream);
    assert_eq!(phase("w11-24h2", "2026-10-14"), SupportPhase::Extended);
    assert_eq!(phase("w11-24h2", "2034-10-11"), SupportPhase::Ended);
    assert_eq!(phase("w10-22h2", "2025-10-15"), SupportPhase::Extended);
    assert_eq!(SupportPhase::Extended.title(Kind::Client), "some editions supported");
}

fn drawn(today: Date) -> Timeline {
    timeline::draw(matrix::hosts(&Catalogue::builtin()), today)
}

#[test]
fn the_axis_opens_with_the_year_of_today() {
    let drawing = drawn(TODAY);
    assert_eq!((drawing.span[0], drawing.years[0].year), (2026, 2027));
    assert!((1..timeline::LENGTH / 4).contains(&drawing.today), "{}", drawing.today);
    assert!(drawing.years.windows(2).all(|pair| pair[0].x < pair[1].x && pair[0].year + 1 == pair[1].year));
    assert_eq!(drawing.years.last().map(|tick| tick.year), Some(drawing.span[1]));
}

#[test]
fn every_bar_is_inside_and_in_order() {
    for bar in drawn(TODAY).bars {
        let slug = bar.row.release.slug;
        let edges: Vec<i32> = bar.segments.iter().flat_map(|one| [one.x, one.x + one.width]).collect();
        assert!(edges.chunks(2).all(|pair| pair[0] < pair[1]), "{slug} {edges:?}");
        assert!(
            edges.iter().skip(1).collect::<Vec<_>>().chunks_exact(2).all(|pair| pair[0] == pair[1]),
            "{slug} {edges:?}"
        );
        assert!(edges.iter().all(|edge| (0..=timeline::LENGTH).contains(edge)), "{slug} {edges:?}");
        assert!(bar.segments.windows(2).all(|pair| pair[0].phase < pair[1].phase), "{slug}");
        let ended_before = bar.row.end.is_some_and(|end| end.year < 2026);
        assert_eq!(bar.segments.is_empty(), ended_before, "{slug}");
    }
}

#[test]
fn the_line_today_stands_in_the_phase_of_today() {
    let drawing = drawn(TODAY);
    for bar in &drawing.bars {
        let at_today = bar.segments.iter().find(|one| one.x <= drawing.today && drawing.today < one.x + one.width);
        let phase = at_today.map_or(SupportPhase::Ended, |one| one.phase);
        assert_eq!(phase, bar.row.phase(TODAY), "{}", bar.row.release.slug);
    }
}

#[test]
fn any_day_can_be_today() {
    let [first, last] = drawn(Date::new(2099, 1, 1)).span;
    assert_eq!((first, last), (2099, 2099));
    assert!(drawn(Date::new(2099, 6, 1)).bars.iter().all(|bar| bar.segments.is_empty()));
    assert_eq!(drawn(Date::new(1999, 1, 1)).today, 0);
}
