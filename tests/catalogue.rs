//! The catalogue: what must hold for every release and every update.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::collections::HashSet;

use wincompat::rules::release::{self, RELEASES};
use wincompat::{Catalogue, Channel, Family, Kind, Update, Updates, Version};

#[track_caller]
fn version(text: &str) -> Version {
    text.parse().expect(text)
}

#[test]
fn every_slug_is_unique_lower_case_and_found_again() {
    let slugs: HashSet<&str> = RELEASES.iter().map(|release| release.slug).collect();
    assert_eq!(slugs.len(), RELEASES.len());
    for release in &RELEASES {
        assert!(
            release.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{}",
            release.slug
        );
        assert_eq!(release::by_slug(release.slug).map(|found| found.slug), Some(release.slug));
        assert_eq!(release::by_slug(&release.slug.to_uppercase()).map(|found| found.slug), Some(release.slug));
    }
}

#[test]
fn the_slugs_of_hosts_never_change() {
    let servers = "ws2025 ws23h2 ws2022 ws20h2 ws2004 ws1909 ws1903 ws2019 ws1809 ws1803 ws1709 ws2016";
    let clients = "w11-26h1 w11-26h2 w11-25h2 w11-24h2 w11-23h2 w11-22h2 w11-21h2 w10-22h2 w10-21h2 w10-21h1 w10-20h2 w10-2004 \
                   w10-1909 w10-1903 w10-1809 w10-1803 w10-1709 w10-1703 w10-1607";
    let listed: Vec<&str> = RELEASES.iter().map(|release| release.slug).collect();
    assert_eq!(listed, servers.split(' ').chain(clients.split_whitespace()).collect::<Vec<_>>());
}

#[test]
fn the_slugs_of_images_never_change() {
    for (word, build) in [
        ("ltsc2025", 26100),
        ("ltsc2022", 20348),
        ("20h2", 19042),
        ("2009", 19042),
        ("2004", 19041),
        ("1909", 18363),
        ("1903", 18362),
        ("ltsc2019", 17763),
        ("1809", 17763),
        ("1803", 17134),
        ("1709", 16299),
        ("ltsc2016", 14393),
        ("1607", 14393),
        ("sac2016", 14393),
        ("LTSC2019", 17763),
        ("20H2", 19042),
    ] {
        assert_eq!(release::by_image_slug(word).map(|release| release.build), Some(build), "{word}");
    }
    assert!(release::by_image_slug("21H2").is_none(), "21H2 is three different builds");
}

#[test]
fn dates_are_in_order_and_every_fact_has_a_source() {
    for release in &RELEASES {
        let ends = [release.mainstream_end, release.extended_end];
        assert!(ends.into_iter().flatten().all(|end| end > release.available), "{}", release.slug);
        assert!(release.mainstream_end.is_none_or(|end| release.extended_end.is_none_or(|extended| end <= extended)));
        assert!(release.end().is_some(), "{}", release.slug);
        for source in [release.build_source, release.dates_source] {
            assert!(source.starts_with("https://"), "{}", release.slug);
        }
        assert_eq!(release.kind == Kind::Client, release.channel == Channel::Client);
        assert_eq!(release.kind == Kind::Client, !release.servicing.is_empty());
        assert_eq!(release.has_images(), !release.tags.is_empty(), "{}", release.slug);
        for tag in release.tags {
            assert!(!tag.evidence.is_empty(), "{} {}", release.slug, tag.tag);
        }
    }
}

#[test]
fn builds_fall_from_newest_to_oldest_within_a_kind() {
    for kind in [Kind::Server, Kind::Client] {
        let builds: Vec<u16> =
            RELEASES.iter().filter(|release| release.kind == kind).map(|release| release.build).collect();
        assert!(builds.is_sorted_by(|a, b| a >= b), "{builds:?}");
    }
}

#[test]
fn a_shared_build_is_the_server_unless_told_otherwise() {
    let slug = |text, kind| release::of_version(version(text), kind).map(|release| release.slug);
    assert_eq!(slug("17763", None), Some("ws2019"));
    assert_eq!(slug("17763", Some(Kind::Client)), Some("w10-1809"));
    assert_eq!(slug("26100", None), Some("ws2025"));
    assert_eq!(slug("26100.32230", None), Some("ws2025"));
    assert_eq!(slug("26100.7462", None), Some("ws2025"));
    assert_eq!(slug("26100.7623", None), Some("w11-24h2"));
    assert_eq!(slug("26100.7623", Some(Kind::Server)), Some("ws2025"));
    assert_eq!(slug("22631", Some(Kind::Server)), Some("w11-23h2"));
    assert_eq!(slug("20347", None), None);
    assert_eq!(slug("6.3.9600", None), None);
}

fn updates() -> &'static Updates {
    Updates::builtin()
}

#[test]
fn the_whole_table_of_updates_is_read() {
    let csv = std::fs::read_to_string("static/data/kb-builds.csv").expect("table");
    assert_eq!(updates().all().len(), csv.lines().count() - 1);
    assert!(updates().all().is_sorted_by(|a, b| (a.build, a.revision) < (b.build, b.revision)));
    assert!(updates().all().iter().all(|row| release::with_build(row.build).next().is_some()));
}

#[test]
fn kb_and_revision_lead_to_each_other() {
    let of_kb = |kb| updates().by_kb(kb).map(|row| row.version().to_string()).collect::<Vec<_>>();
    assert_eq!(of_kb(4534273), ["10.0.17763.973"]);
    assert_eq!(of_kb(4528760), ["10.0.18362.592", "10.0.18363.592"]);
    assert_eq!(of_kb(1), Vec::<String>::new());
    let kb = |text| updates().get(version(text)).and_then(|row| row.kb);
    assert_eq!(kb("17763.1039"), Some(4532691));
    assert_eq!(kb("26100.33296"), Some(5120233));
    assert_eq!(kb("17763.974"), None);
    assert_eq!(kb("17763"), None);
}

#[test]
fn the_newest_update_of_each_side() {
    let host =
        |slug| release::by_slug(slug).and_then(|release| updates().newest_for_host(release)).map(|row| row.revision);
    let image =
        |slug| release::by_slug(slug).and_then(|release| updates().newest_for_image(release)).map(|row| row.revision);
    assert_eq!(host("ws2025"), Some(33451));
    assert_eq!(host("w11-24h2").filter(|revision| *revision < 32230), host("w11-24h2"));
    assert_eq!(host("ws2019"), Some(9247));
    assert_eq!(image("ws2025"), Some(33438));
    assert_eq!(image("ws20h2"), Some(1889));
    assert_eq!(image("ws1909"), Some(1556));
    assert_eq!(image("ws2016"), Some(9512));
}

#[track_caller]
fn pins(slug: &str, family: Family, text: &str, expected: &[&str]) {
    let release = release::by_slug(slug).expect(slug);
    let update: &Update = updates().get(version(text)).expect(text);
    assert_eq!(updates().pins(release, family, update), expected, "{slug} {text}");
}

#[test]
fn tags_are_pinned_only_where_such_an_image_can_exist() {
    pins("ws2019", Family::ServerCore, "17763.973", &["1809-KB4534273", "10.0.17763.973"]);
    pins("ws2019", Family::NanoServer, "17763.437", &["1809-KB4493509", "10.0.17763.437"]);
    pins("ws2016", Family::ServerCore, "14393.7969", &["1607-KB5055521", "10.0.14393.7969"]);
    pins("ws2016", Family::NanoServer, "14393.7969", &[]);
    pins("ws2016", Family::ServerCore, "14393.3564", &[]);
    pins("ws2016", Family::ServerCore, "14393.3568", &["1607-KB4551573", "10.0.14393.3568"]);
    pins("ws2016", Family::ServerCore, "14393.3595", &[]);
    pins("ws2022", Family::Server, "20348.3566", &["ltsc2022-KB5059092", "10.0.20348.3566"]);
    pins("ws2025", Family::ServerCore, "26100.7392", &[]);
    pins("ws2025", Family::ServerCore, "26100.7623", &[]);
    pins("ws1909", Family::ServerCore, "18363.2274", &[]);
}

#[test]
fn no_preview_and_no_hotpatch_is_ever_an_image() {
    use wincompat::UpdateKind;
    for row in updates().all() {
        if row.hotpatch || (row.kind == UpdateKind::Preview && !row.image_seen) {
            assert!(!updates().is_image(row.version()), "{}", row.version());
        }
        if row.image_seen {
            assert!(updates().is_image(row.version()), "{}", row.version());
        }
    }
}

#[test]
fn every_rule_is_in_order_with_title_and_source() {
    for (index, rule) in wincompat::Rule::ALL.into_iter().enumerate() {
        assert_eq!(rule.id(), format!("R{}", index + 1));
        assert!(!rule.title().is_empty() && rule.source().starts_with("https://"), "{rule}");
    }
    assert_eq!(Catalogue::builtin().releases.len(), 31);
}
