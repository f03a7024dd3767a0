//! What must hold for every question, whichever rules fire.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::collections::BTreeSet;

use proptest::prelude::*;
use util::{Asked, TODAY};
use wincompat::{
    Catalogue, Choice, Engine, Host, Image, Isolation, Kind, Outcome, Question, Rule, Support, Version, advise, judge,
    recommend,
    rules::{matrix, notices, release::RELEASES},
};

/// Every release as host, every known build as image, every engine and isolation.
fn every_question() -> impl Iterator<Item = Question> {
    let hosts = RELEASES.iter().flat_map(|release| {
        let revisions = Catalogue::builtin().updates.of_build(release.build);
        let middle = revisions.get(revisions.len() / 2).map(|row| row.revision);
        [None, middle].map(|revision| {
            let version = Version { revision, ..release.of() };
            Host { version, ..Host::of(release) }
        })
    });
    hosts.flat_map(|host| {
        RELEASES.iter().flat_map(move |image| {
            let engines = Engine::ALL.iter().copied().map(Some).chain([None]);
            engines.flat_map(move |engine| {
                [None, Some(Isolation::Process), Some(Isolation::Hyperv)].into_iter().flat_map(move |isolation| {
                    [true, false].map(|hyperv| Question {
                        engine: engine.into(),
                        isolation: isolation.into(),
                        hyperv: if hyperv { Choice::Unset } else { Choice::Set(false) },
                        ..Question::new(host, Image::of_version(image.of()))
                    })
                })
            })
        })
    })
}

#[test]
fn every_question_has_a_verdict_with_reasons_and_sources() {
    let mut rules = BTreeSet::new();
    for question in every_question() {
        let verdict = judge(&question).expect("both are given");
        for finding in [&verdict.process, &verdict.hyperv] {
            assert!(!finding.reasons.is_empty() && finding.reasons.len() < 6, "{verdict:?}");
        }
        for reason in verdict.reasons() {
            rules.insert(reason.rule());
            assert!(!reason.text(&verdict).is_empty() && reason.source().starts_with("https://"));
        }
        let notices = notices::of(&question, &verdict, &Catalogue::builtin(), TODAY);
        assert!(notices.len() < notices.capacity(), "{verdict:?}");
    }
    let expected = [
        Rule::R2,
        Rule::R3,
        Rule::R4,
        Rule::R5,
        Rule::R6,
        Rule::R7,
        Rule::R8,
        Rule::R9,
        Rule::R16,
        Rule::R17,
        Rule::R24,
    ];
    assert!(expected.iter().all(|rule| rules.contains(rule)), "{rules:?}");
}

#[test]
fn advice_never_offers_what_is_not_there() {
    // Every seventh: the grid's parts have no common factor with seven, so each value still occurs.
    for question in every_question().step_by(7) {
        let asked = Asked::new(question);
        let steps = advise(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY);
        let kubernetes = asked.question.is_kubernetes();
        let hyperv = steps.iter().any(|advice| advice.step == wincompat::Step::Hyperv);
        assert!(!(hyperv && (kubernetes || !asked.question.hyperv_available())), "{:?}", asked.question);
        assert!(steps.iter().all(|advice| !advice.title.is_empty()));
        let stuck = matches!(asked.verdict.outcome, Outcome::Hyperv | Outcome::Depends);
        assert!(!stuck || !steps.is_empty(), "nothing to do about {:?}", asked.question);
    }
}

/// The recommended tag is judged as the recommendation says, for every host and every one of its updates.
#[test]
fn the_recommended_image_runs() {
    let catalogue = Catalogue::builtin();
    let mut checked = 0;
    for release in &RELEASES {
        let revisions = catalogue.updates.of_build(release.build).iter().map(|row| Some(row.revision)).chain([None]);
        for revision in revisions {
            let host = Host { version: Version { revision, ..release.of() }, ..Host::of(release) };
            let question = Question::new(host, Image::of_version(release.of()));
            let recommendation = recommend(&question, &catalogue).unwrap_or_else(|| panic!("{}", release.slug));
            let exact = recommendation.from.iter().flat_map(|from| from.pinned.last());
            let images =
                exact.map(|tag| tag.parse::<Version>().expect(tag)).chain([Version::of_build(recommendation.build)]);
            for image in images {
                let asked = Asked::new(Question::new(host, Image::of_version(image)));
                let support = asked.verdict.finding(recommendation.isolation).support;
                let fits = support == Support::Supported
                    || (support == Support::NeedsRevision && image.revision.is_none())
                    || (support == Support::NeedsRevision && host.version.revision.is_none());
                assert!(fits, "{} {} <- {image}: {support:?}", release.slug, host.version);
                checked += 1;
            }
        }
    }
    assert!(checked > 2000, "{checked}");
}

#[test]
fn the_matrix_has_a_cell_for_every_pair() {
    let catalogue = Catalogue::builtin();
    let cells = matrix::cells(&catalogue).count();
    assert_eq!(cells, matrix::hosts(&catalogue).count() * matrix::images(&catalogue).count());
    assert_eq!(cells, 31 * 10);
}

#[test]
fn the_images_a_host_accepts_are_one_interval_ending_at_its_own_build() {
    for release in &RELEASES {
        let accepts = |build: u16| {
            let asked = Asked::new(Question::new(Host::of(release), Image::of_version(Version::of_build(build))));
            !matches!(asked.verdict.process.support, Support::Unsupported | Support::Unknown)
        };
        let mut builds: Vec<u16> = RELEASES.iter().map(|release| release.build).collect();
        builds.sort_unstable();
        builds.dedup();
        let accepted: Vec<bool> = builds.iter().map(|build| accepts(*build)).collect();
        let switches = accepted.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!(switches <= 2, "{} {accepted:?}", release.slug);
        let newest = builds.iter().zip(&accepted).filter(|(_, yes)| **yes).map(|(build, _)| *build).max();
        assert!(newest.is_none_or(|newest| newest == release.build), "{}", release.slug);
    }
}

fn any_version() -> impl Strategy<Value = Version> {
    let known = proptest::sample::select(RELEASES.iter().map(|release| release.build).collect::<Vec<_>>());
    (prop_oneof![3 => known, 1 => 0u16..], proptest::option::of(0u32..40_000))
        .prop_map(|(build, revision)| Version { revision, ..Version::of_build(build) })
}

proptest! {
    #[test]
    fn laws(host in any_version(), image in any_version(), client: bool) {
        let kind = if client { Kind::Client } else { Kind::Server };
        let asked = Asked::new(Question::new(Host::new(host, Some(kind)), Image::of_version(image)));
        let known = asked.process.support != Support::Unknown;
        if image.build > host.build && known {
            prop_assert_eq!(asked.outcome, Outcome::None);
        }
        if matches!(asked.process.support, Support::Supported) && asked.host.version.build != 25398 {
            prop_assert_eq!(asked.hyperv.support, Support::Supported);
        }
        if host.build == image.build && known && asked.host.kind == Kind::Server {
            prop_assert_ne!(asked.process.support, Support::Unsupported);
        }
        let gates = asked.gates.expect("both versions are known");
        prop_assert_eq!(gates.docker_pull, image.build <= host.build);
        prop_assert!(!gates.containerd.b || (gates.containerd.a && gates.containerd.c));
        for notice in &notices::of(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY) {
            prop_assert!(!notice.text(&asked.verdict, asked.question.image.get().expect("given")).is_empty());
            prop_assert!(notice.source().starts_with("https://"));
        }
    }
}
