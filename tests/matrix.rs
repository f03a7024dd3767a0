//! Parts of the matrix, and who speaks about a cell.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use util::TODAY;
use wincompat::rules::matrix::{self, Cell, Filter, Part};
use wincompat::{Catalogue, Isolation, Kind, Outcome, Release, judge};

fn part(query: &str) -> Part {
    matrix::part(&Catalogue::builtin(), Filter::decode(query), TODAY)
}

fn hosts(part: &Part) -> Vec<&'static str> {
    part.bands.iter().flat_map(|band| &band.rows).map(|(host, _)| host.slug).collect()
}

fn size(part: &Part) -> (usize, usize) {
    (hosts(part).len(), part.images.len())
}

#[track_caller]
fn cell<'a>(part: &'a Part, host: &str, image: &str) -> &'a Cell {
    let fits = |cell: &&Cell| cell.host.slug == host && cell.image.image_slug == Some(image);
    part.cells().find(fits).unwrap_or_else(|| panic!("{host} {image}"))
}

#[test]
fn without_a_filter_everything_is_there() {
    let catalogue = Catalogue::builtin();
    let whole = part("?view=matrix");
    assert_eq!(size(&whole), (matrix::hosts(&catalogue).count(), matrix::images(&catalogue).count()));
    assert_eq!(whole.cells().count(), hosts(&whole).len() * whole.images.len());
    assert!(whole.cells().zip(matrix::cells(&catalogue)).all(|(one, other)| one.verdict == other.verdict));
    let titles: Vec<&str> = whole.bands.iter().map(|band| band.title).collect();
    assert_eq!(titles, ["Windows Server", "Windows 11", "Windows 10"]);
}

#[test]
fn one_kind_of_hosts() {
    assert!(part("hosts=server").cells().all(|cell| cell.host.kind == Kind::Server));
    assert!(part("hosts=client").cells().all(|cell| cell.host.kind == Kind::Client));
    assert_eq!(hosts(&part("hosts=server")).len() + hosts(&part("hosts=client")).len(), hosts(&part("")).len());
}

#[test]
fn in_support_today() {
    let supported = part("support=today&hosts=server");
    assert_eq!(hosts(&supported), ["ws2025", "ws2022", "ws2019", "ws2016"]);
    let images: Vec<_> = supported.images.iter().filter_map(|image| image.image_slug).collect();
    assert_eq!(images, ["ltsc2025", "ltsc2022", "ltsc2019", "ltsc2016"]);
}

#[test]
fn one_isolation_is_judged_as_if_it_were_chosen() {
    let process = part("isolation=process");
    assert_eq!(cell(&process, "ws2022", "ltsc2019").verdict.outcome, Outcome::None);
    assert_eq!(cell(&part("isolation=hyperv"), "ws2022", "ltsc2022").verdict.outcome, Outcome::Hyperv);
    for cell in process.cells() {
        let question = wincompat::Question {
            isolation: Some(Isolation::Process).into(),
            ..matrix::question(cell.host, cell.image)
        };
        assert_eq!(Some(&cell.verdict), judge(&question).as_ref(), "{}", cell.host.slug);
    }
}

#[test]
fn who_speaks_about_a_cell() {
    let whole = part("");
    let basis = |host, image| cell(&whole, host, image).basis();
    assert!(cell(&whole, "ws2022", "ltsc2019").is_documented());
    assert!(
        basis("ws2022", "ltsc2019").starts_with("Microsoft, edition of 2025-09-17"),
        "{}",
        basis("ws2022", "ltsc2019")
    );
    assert!(!cell(&whole, "ws2025", "1709").is_documented());
    assert!(basis("ws2025", "1709").contains("runtimes decide"), "{}", basis("ws2025", "1709"));
}

#[test]
fn a_filter_is_a_part_of_the_address_and_leaves_the_rest_alone() {
    let round = |query: &str| Filter::decode(query).replace(query);
    assert_eq!(round("?view=matrix"), "view=matrix");
    assert_eq!(
        round("?isolation=process&host=ws2022&view=matrix&hosts=client&support=today"),
        "host=ws2022&view=matrix&hosts=client&support=today&isolation=process"
    );
    assert_eq!(Filter::decode("hosts=both&support=ever&isolation=none"), Filter::default());
    assert_eq!(
        Filter::unread("?view=matrix&hosts=both&support=ever&isolation=process"),
        [
            "hosts: “both” filters nothing; expected server or client.",
            "support: “ever” filters nothing; expected today."
        ]
    );
    assert_eq!(Filter::unread("hosts=server&support=today&isolation=hyperv&host=x"), [""; 0]);
    let filter = Filter { kind: Some(Kind::Client), supported: true, isolation: Some(Isolation::Hyperv) };
    assert_eq!(Filter::decode(&filter.replace("")), filter);
    assert_eq!(Filter::default().replace("?view=matrix&hosts=client"), "view=matrix");
}

/// One rule can speak for both kinds of isolation; it is named once.
#[test]
fn rules_are_named_once() {
    for cell in part("").cells() {
        let rules = cell.verdict.rules();
        assert!(!rules.is_empty(), "{} {}", cell.host.slug, cell.image.slug);
        assert!(rules.iter().enumerate().all(|(at, rule)| !rules[..at].contains(rule)), "{rules:?}");
    }
}

#[test]
fn names_below_a_heading_are_short() {
    let name = |slug: &str| matrix::short_name(wincompat::rules::release::by_slug(slug).expect(slug));
    assert_eq!(name("ws2022"), "Server 2022");
    assert_eq!(name("w11-24h2"), "Windows 11 24H2");
    let all: Vec<&Release> = matrix::hosts(&Catalogue::builtin()).collect();
    assert!(all.iter().all(|host| !matrix::short_name(host).is_empty()));
}
