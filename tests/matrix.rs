//! Parts of the matrix, and who speaks about a cell.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use util::TODAY;
use wincompat::Outcome::{Depends, Hyperv, None as Nothing, Process};
use wincompat::rules::matrix::{self, Cell, MatrixFilter, MatrixPart};
use wincompat::rules::{lifecycle::Row, release::by_slug};
use wincompat::{Catalogue, Channel, Date, Engine, Isolation, Kind, Outcome, Release, judge};

fn part(query: &str) -> MatrixPart {
    matrix::part(&Catalogue::builtin(), MatrixFilter::decode(query), TODAY)
}

fn hosts(part: &MatrixPart) -> Vec<&'static str> {
    part.bands.iter().flat_map(|band| &band.rows).map(|(host, _)| host.slug).collect()
}

fn size(part: &MatrixPart) -> (usize, usize) {
    (hosts(part).len(), part.images.len())
}

#[track_caller]
fn cell<'a>(part: &'a MatrixPart, host: &str, image: &str) -> &'a Cell {
    let fits = |cell: &&Cell| cell.host.slug == host && cell.image.image_slug == Some(image);
    part.cells().find(fits).unwrap_or_else(|| panic!("{host} {image}"))
}

#[test]
fn with_the_ended_releases_everything_is_there() {
    let catalogue = Catalogue::builtin();
    let whole = part("?view=matrix&support=all");
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
    for support in ["", "&support=all"] {
        let count = |hosts_of: &str| hosts(&part(&[hosts_of, support].concat())).len();
        assert_eq!(count("hosts=server") + count("hosts=client"), count("hosts="));
    }
}

#[test]
fn without_a_filter_only_what_gets_updates_is_there() {
    for query in ["hosts=server", "support=today&hosts=server"] {
        let supported = part(query);
        assert_eq!(hosts(&supported), ["ws2025", "ws2022", "ws2019", "ws2016"], "{query}");
        let images: Vec<_> = supported.images.iter().filter_map(|image| image.image_slug).collect();
        assert_eq!(images, ["ltsc2025", "ltsc2022", "ltsc2019", "ltsc2016"], "{query}");
    }
    assert!(hosts(&part("support=all&hosts=server")).len() > 4);
}

/// The small matrix: nothing in it has ended, its columns are long-term releases, and each host says until when.
#[test]
fn the_small_matrix() {
    let small = matrix::small(&Catalogue::builtin(), TODAY);
    assert!(small.images.iter().all(|image| image.channel == Channel::Ltsc));
    assert!(size(&small).0 <= 12 && size(&small).1 <= 5, "{:?}", size(&small));
    let servers: Vec<(&str, Vec<Outcome>)> = small.bands[0]
        .rows
        .iter()
        .map(|(host, cells)| (host.slug, cells.iter().map(|cell| cell.verdict.outcome).collect()))
        .collect();
    let expected = [
        ("ws2025", vec![Process, Process, Hyperv, Hyperv]),
        ("ws2022", vec![Nothing, Process, Hyperv, Hyperv]),
        ("ws2019", vec![Nothing, Nothing, Process, Hyperv]),
        ("ws2016", vec![Nothing, Nothing, Nothing, Depends]),
    ];
    assert_eq!(servers, expected);
    let marks: Vec<&str> = small.legend().iter().map(|(_, _, word, _)| *word).collect();
    assert_eq!(marks, ["process", "dev/test", "depends", "Hyper-V", "no"], "each mark in it, and no other");
    let until = |slug: &str, today| Row::of(by_slug(slug).expect(slug)).until(today);
    assert_eq!(until("ws2016", TODAY), "until 2027-01-12, 47 days left");
    assert_eq!(until("ws2025", TODAY), "until 2034-11-14");
    assert_eq!(until("ws2016", Date::new(2027, 1, 11)), "until 2027-01-12, 1 day left");
    assert_eq!(until("ws2016", Date::new(2027, 1, 12)), "until 2027-01-12, today");
    assert_eq!(until("ws2016", Date::new(2027, 1, 13)), "ended 2027-01-12");
    assert_eq!(until("w11-24h2", Date::new(2026, 1, 1)), "until 2026-10-13, 285 days left; some editions longer");
    assert_eq!(until("w11-24h2", TODAY), "Home and Pro ended 2026-10-13; Enterprise until 2027-10-12, 320 days left");
}

#[test]
fn an_engine_is_judged_as_if_it_were_chosen() {
    let kubernetes = part("engine=kubernetes");
    assert_eq!(cell(&kubernetes, "ws2022", "ltsc2019").verdict.outcome, Outcome::None, "no Hyper-V isolation there");
    assert_eq!(hosts(&kubernetes), ["ws2025", "ws2022", "ws2019", "ws2016"], "a Windows client is no node");
    assert_eq!(hosts(&part("engine=aks&hosts=client")), [""; 0]);
    assert_eq!(hosts(&part("engine=aks")), ["ws2025", "ws2022", "ws2019"], "AKS never had 2016, and says of 2019 when");
    assert!(!hosts(&part("engine=aks&support=all")).contains(&"ws2016"), "AKS never had it");
    assert_eq!(cell(&part("engine=docker"), "ws2022", "ltsc2019").verdict.outcome, Outcome::Hyperv);
    assert!(hosts(&part("engine=docker")).contains(&"w11-24h2"));
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

/// The knobs of a question that names no pair are those of the matrix, and its title says which.
#[test]
fn the_knobs_of_a_question_filter_the_matrix() {
    let of = |query: &str| MatrixFilter::of(&wincompat::rules::link::decode(query));
    let on = |query: &str| matrix::part(&Catalogue::builtin(), of(query), TODAY);
    for (query, title) in [
        ("", "What runs where"),
        ("engine=aks", "What runs where on AKS"),
        ("engine=docker&isolation=process", "What runs where with Docker, with process isolation"),
        ("engine=swarm&hyperv=no", "What runs where in Docker Swarm, without Hyper-V"),
        ("isolation=process&hyperv=no", "What runs where, with process isolation"),
    ] {
        assert_eq!(of(query).title(), title, "{query}");
    }
    assert_eq!(of("host=ws2022&image=ltsc2019&family=nanoserver"), MatrixFilter::default(), "no knob");
    assert_eq!(hosts(&on("engine=aks")), ["ws2025", "ws2022", "ws2019"]);
    assert_eq!(cell(&on("hyperv=no"), "ws2022", "ltsc2019").verdict.outcome, Outcome::None);
    assert_eq!(cell(&on(""), "ws2022", "ltsc2019").verdict.outcome, Outcome::Hyperv);
}

#[test]
fn who_speaks_about_a_cell() {
    let whole = part("support=all");
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
    let round = |query: &str| MatrixFilter::decode(query).replace(query);
    assert_eq!(round("?view=matrix"), "view=matrix");
    assert_eq!(
        round("?isolation=process&hyperv=no&host=ws2022&view=matrix&hosts=client&support=all&engine=swarm"),
        "host=ws2022&view=matrix&hosts=client&support=all&engine=swarm&isolation=process&hyperv=no"
    );
    assert_eq!(round("?view=matrix&support=today"), "view=matrix", "the default");
    assert_eq!(MatrixFilter::decode("hosts=both&support=ever&isolation=none&engine=podman"), MatrixFilter::default());
    assert_eq!(
        MatrixFilter::unread("?view=matrix&hosts=both&support=ever&isolation=process&engine=podman&hyperv=maybe"),
        [
            "hosts: “both” filters nothing; expected server or client.",
            "support: “ever” filters nothing; expected all or today.",
            "engine: “podman” filters nothing; expected docker, swarm, kubernetes or aks.",
            "hyperv: “maybe” filters nothing; expected no, or nothing."
        ]
    );
    assert_eq!(MatrixFilter::unread("hosts=server&support=today&isolation=hyperv&host=x"), [""; 0]);
    let filter = MatrixFilter {
        kind: Some(Kind::Client),
        ended: true,
        engine: Some(Engine::Docker),
        isolation: Some(Isolation::Hyperv),
        no_hyperv: true,
    };
    assert_eq!(MatrixFilter::decode(&filter.replace("")), filter);
    assert_eq!(MatrixFilter::default().replace("?view=matrix&hosts=client"), "view=matrix");
}

/// One rule can speak for both kinds of isolation; it is named once.
#[test]
fn rules_are_named_once() {
    for cell in part("support=all").cells() {
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
