//! The facts as of 2026-11-26: what an audit found wrong or missing, one case each, and what a release has to be known to.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::fs;
use std::path::Path;

use util::{Asked, client, host, server};
use wincompat::rules::notice::Notice;
use wincompat::rules::notices::{self, Notices};
use wincompat::rules::question::{Choice, Engine};
use wincompat::rules::reference::{Listing, listing};
use wincompat::rules::release::{self, BUILD_WORDS, RELEASES};
use wincompat::rules::{judge, matrix};
use wincompat::teach::sources::DISAGREEMENTS;
use wincompat::{Catalogue, Date, Host, Image, Kind, Outcome, Question, Support, Updates, Version, advise};

const TODAY: Date = Date::new(2026, 11, 26);

/// Ids of the notices beside a verdict.
fn notices(asked: &Asked) -> Vec<&'static str> {
    found(asked).iter().map(Notice::id).collect()
}

fn found(asked: &Asked) -> Notices {
    notices::of(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY)
}

fn text(asked: &Asked, id: &str) -> String {
    let image = asked.question.image.get().expect("an image");
    let one = found(asked).into_iter().find(|notice| notice.id() == id);
    one.map(|notice| notice.text(&asked.verdict, image)).unwrap_or_default()
}

fn steps(asked: &Asked) -> Vec<String> {
    let all = advise(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY);
    all.into_iter().map(|advice| advice.title).collect()
}

fn reference(host: &str, image: &str) -> Asked {
    Asked::new(Question::new(Host::parse(host, None).expect(host), Image::parse(image).expect(image)))
}

#[test]
fn windows_11_26h2_is_a_host() {
    let release = release::by_slug("w11-26h2").expect("in the catalogue");
    assert_eq!((release.build, release.kind), (26300, Kind::Client));
    assert_eq!(release.end(), Some(Date::new(2029, 10, 9)));
    assert_eq!(Host::parse("Windows 11 26H2", None).expect("a host").to_string(), "w11-26h2");
    for (image, support, outcome) in [
        ("26100", Support::Supported, Outcome::Process),
        ("20348", Support::MayFail, Outcome::Depends),
        ("17763", Support::Unsupported, Outcome::Hyperv),
        ("28000", Support::Unsupported, Outcome::None),
    ] {
        let asked = client("26300.9457").image(image);
        assert_eq!((asked.process.support, asked.outcome), (support, outcome), "{image}");
    }
    // Shares its updates with 24H2 and 25H2, and is a build of its own.
    assert!(release::share_updates(26300, 26200) && release::share_updates(26300, 26100));
    assert!(!release::share_updates(28000, 26100) && !release::share_updates(26300, 26300));
    assert_eq!(Updates::builtin().by_kb(5129195).count(), 3);
    assert!(!judge::containerd(26300, 20348).b && judge::containerd(26300, 20348).c);
}

#[test]
fn ends_of_support() {
    let end = |slug| release::by_slug(slug).map(|release| (release.mainstream_end, release.extended_end));
    assert_eq!(end("ws2025"), Some((Some(Date::new(2029, 11, 13)), Some(Date::new(2034, 11, 14)))));
    assert_eq!(end("ws2016"), Some((Some(Date::new(2022, 1, 11)), Some(Date::new(2027, 1, 12)))));
    let asked = server("14393").image("14393");
    assert!(text(&asked, "mainstream-ended").contains("2027-01-12, paid ones until 2030-01-12"));
    let t10 = DISAGREEMENTS.iter().find(|one| one.id == "T10").expect("T10");
    assert!(t10.stance.contains("release-health"), "{}", t10.stance);
}

#[test]
fn boundaries_between_revisions() {
    for (host, image, known) in [
        ("26100.2894", "26100.3194", Some(true)),
        ("26100.2605", "26100.33296", Some(true)),
        ("26100.2894", "26100.3037", Some(false)),
        ("26100.3194", "26100.3476", Some(false)),
        ("26100.3775", "26100.3781", Some(true)),
        ("26100.4061", "26100.4349", Some(false)),
        ("17763.7136", "17763.7249", Some(true)),
        ("26100.3194", "26100.3194", None),
        ("26100.3194", "26100.2894", None),
    ] {
        let asked = server(host).image(image);
        assert_eq!(asked.outcome, Outcome::Process);
        let gap = found(&asked).into_iter().find_map(|notice| match notice {
            Notice::RevisionGap { known_boundary } => Some(known_boundary),
            _ => None,
        });
        assert_eq!(gap, known, "{host} {image}");
    }
    // Nano Server is on record as not affected.
    let nano = reference("10.0.26100.2894", "mcr.microsoft.com/windows/nanoserver:10.0.26100.3194");
    assert!(matches!(
        found(&nano).into_iter().find(|one| one.id() == "revision-gap"),
        Some(Notice::RevisionGap { known_boundary: false })
    ));
}

#[test]
fn a_layer_that_cannot_be_read_is_pulled_again_first() {
    let asked = client("26200").image("26100");
    let said = text(&asked, "field-reports");
    assert!(said.contains("remove both the containers and the image"), "{said}");
    assert!(!said.contains("ltsc2022"), "{said}");
}

#[test]
fn dotnet_8_and_9_have_ended() {
    let maintained = |text: &str, today| listing(&text.parse().expect(text), today);
    for channel in ["8.0", "9.0"] {
        for suffix in ["nanoserver-ltsc2022", "nanoserver-1809", "windowsservercore-ltsc2025"] {
            let tag = format!("mcr.microsoft.com/dotnet/sdk:{channel}-{suffix}");
            assert_eq!(maintained(&tag, Date::new(2026, 11, 9)), Some(Listing::Current), "{tag}");
            assert_eq!(maintained(&tag, TODAY), Some(Listing::Until(Date::new(2026, 11, 10))), "{tag}");
        }
    }
    let ten = "mcr.microsoft.com/dotnet/sdk:10.0-nanoserver-ltsc2025";
    assert_eq!(maintained(ten, TODAY), Some(Listing::Current));
    let old = "mcr.microsoft.com/dotnet/core/sdk:2.1-nanoserver-sac2016";
    assert_eq!(maintained(old, Date::new(2019, 3, 12)), Some(Listing::Until(Date::new(2019, 3, 12))));
}

#[test]
fn nanoserver_ltsc2019_was_seen() {
    let ws2019 = release::by_slug("ws2019").expect("a release");
    let tag = ws2019.tags.iter().find(|tag| tag.tag == "ltsc2019" && tag.family == wincompat::Family::NanoServer);
    assert!(tag.is_some_and(|tag| tag.seen));
}

/// A hotpatched host has the level of its month under a lower number (R34).
#[test]
fn hotpatched_hosts_are_neither_behind_nor_a_typing_error() {
    let level = |text: &str| Updates::builtin().level(text.parse().expect(text)).to_string();
    assert_eq!(level("26100.33222"), "10.0.26100.33296");
    assert_eq!(level("20348.5074"), "10.0.20348.5139");
    assert_eq!(level("26100.3107"), "10.0.26100.3194");
    assert_eq!(level("26100.33296"), "10.0.26100.33296");
    for (hotpatched, image) in
        [("26100.33222", "26100.33296"), ("20348.5074", "20348.5139"), ("26100.33340", "26100.33438")]
    {
        let asked = server(hotpatched).image(image);
        assert!(!notices(&asked).contains(&"revision-gap"), "{hotpatched}: {:?}", notices(&asked));
        assert!(!steps(&asked).iter().any(|title| title == "Update the host"), "{hotpatched}");
        assert!(!text(&asked, "revision-not-listed").contains("or a typo"), "{hotpatched}");
    }
    // The next month's image is ahead of it all the same, and so is one ahead of a host that isn't hotpatched.
    assert!(notices(&server("26100.33222").image("26100.33438")).contains(&"revision-gap"));
    assert!(notices(&server("26100.33158").image("26100.33296")).contains(&"revision-gap"));
    // Elsewhere an unlisted revision may well be mistyped.
    assert!(text(&server("17763.9020").image("17763.9100"), "revision-not-listed").contains("or a typo"));
}

/// The dates in the footer, which no script writes, and in the README.
#[test]
fn the_dates_shown_are_those_of_the_data() {
    let read = |file: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file);
    let (rules, updates) = (wincompat::RULES_AS_OF, wincompat::rules::update::UPDATES_AS_OF);
    let footer = format!("Rules as of <time>{rules}</time>, updates as of <time>{updates}</time>.");
    assert!(read("index.html").contains(&footer), "index.html");
    assert!(read("README.md").contains(&format!("Rules as of {rules}, updates as of {updates}.")), "README.md");
    let newest = Updates::builtin().all().iter().map(|update| update.date).max();
    assert_eq!(newest, Some(updates), "static/data/kb-builds.csv");
}

/// A version range of a product is a fact like any other: it is written in one place.
#[test]
fn ranges_of_versions_are_written_once() {
    for (path, text) in util::texts() {
        for range in ["29.7.2", "29.0.0 to", "28.5.2", "2.3.4", "2.1.6", "2.2.8"] {
            let there = text.contains(range);
            assert!(!there || path.ends_with("rules/product.rs"), "{path} has {range}");
        }
    }
}

/// Clients whose updates are not in the table, or only single ones, with which every other revision would look mistyped.
const UPDATES_NOT_ON_RECORD: [u16; 5] = [15063, 19043, 19044, 19045, 28000];

/// Each place that has to know a release, by name.
#[test]
fn a_release_is_complete() {
    let catalogue = Catalogue::builtin();
    let compat = wincompat::cli::export::json(&catalogue).expect("JSON");
    for release in &RELEASES {
        let slug = release.slug;
        assert!(!release.name.is_empty() && release.build >= 14393 && release.end().is_some(), "{slug}: rules/release");
        assert!(
            release.build_source.starts_with("https://") && release.dates_source.starts_with("https://"),
            "{slug}: sources"
        );
        assert_eq!(release.kind == Kind::Client, !release.servicing.is_empty(), "{slug}: editions of a client");
        assert_eq!(release.has_images(), !release.tags.is_empty(), "{slug}: tags of its images");
        assert!(BUILD_WORDS.contains(&format!("{}.", release.build).as_str()), "{slug}: words of the readers");
        let updates = !catalogue.updates.of_build(release.build).is_empty();
        assert_eq!(updates, !UPDATES_NOT_ON_RECORD.contains(&release.build), "{slug}: static/data/kb-builds.csv");
        assert_eq!(catalogue.updates.newest_for_host(release).is_some(), updates, "{slug}: updates for a host");
        assert!(
            !release.has_images() || catalogue.updates.newest_for_image(release).is_some(),
            "{slug}: updates of its images"
        );
        let named = wincompat::read::words::hosts(release.name);
        assert!(named.iter().any(|host| host.release == Some(release)), "{slug}: its name as people type it");
        let version = Version::of_build(release.build);
        assert_eq!(
            release::of_version(version, Some(release.kind)).map(|found| found.build),
            Some(release.build),
            "{slug}"
        );
        assert!(compat.contains(&format!("\"slug\":\"{slug}\"")), "{slug}: compat.json");
        assert!(matrix::cells(&catalogue).any(|cell| cell.host == release), "{slug}: a row of the matrix");
        if release.stable_interface {
            assert!(
                release::STABLE.contains(&release.build) && judge::containerd(release.build, release.build).agree(),
                "{slug}"
            );
        }
        if let Some(branch) = release.enabled_on {
            assert!(
                release::with_build(branch).next().is_some() && release::share_updates(release.build, branch),
                "{slug}: R16"
            );
        }
        let documented = matrix::cells(&catalogue).any(|cell| cell.host == release && cell.is_documented());
        assert!(documented || release.build == 15063, "{slug}: rules/judge/documented");
    }
    assert_eq!(host("26100").image("26100").outcome, Outcome::Process);
}

/// Old data says so itself, below the answer; fresh data doesn't.
#[test]
fn old_data_is_a_plain_warning() {
    let of = |host: &str, today: &str| {
        let arguments = ["check", "--host", host, "--image", "ltsc2022", "--today", today];
        let output =
            std::process::Command::new(env!("CARGO_BIN_EXE_wincompat")).args(arguments).output().expect("runs");
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let run = |today: &str| of("10.0.20348.2113", today);
    let updates = wincompat::rules::update::UPDATES_AS_OF;
    assert!(!run(&updates.to_string()).contains("Patch Tuesdays"));
    let later = Date::from_days_since_1970(updates.days_since_1970() as u32 + 90).expect("a day").to_string();
    assert!(run(&later).contains(&format!("The list of Windows updates ends on {updates}")), "{}", run(&later));
    // Where only builds count, the list of updates says nothing.
    assert!(!of("ws2022", &later).contains("Patch Tuesdays"), "{}", of("ws2022", &later));
}

#[test]
fn aks_answers_with_its_own_nodes() {
    let asked = |host: &str, image: &str, engine: Engine| {
        let question = Question::new(Host::parse(host, None).expect(host), Image::parse(image).expect(image));
        Asked::new(Question { engine: Choice::Set(engine), ..question })
    };
    let moved = |asked: &Asked| steps(asked).iter().any(|step| step.starts_with("Run it on"));
    let said = |asked: &Asked| text(asked, "aks-pool");

    let retired = "AKS retired Windows2019 on 2026-03-01: such nodes get no new images and no patches.";
    assert_eq!(said(&asked("ws2019", "ltsc2019", Engine::Aks)), retired);
    assert_eq!(said(&asked("ws2016", "ltsc2016", Engine::Aks)), "AKS has no nodes with Windows Server 2016.");
    assert_eq!(said(&asked("ws2022", "ltsc2022", Engine::Aks)), "");
    assert_eq!(said(&asked("ws2019", "ltsc2019", Engine::Kubernetes)), "");

    assert!(!moved(&asked("ws2022", "ltsc2019", Engine::Aks)), "no new nodes with 2019");
    assert!(moved(&asked("ws2022", "ltsc2025", Engine::Aks)));
    assert!(moved(&asked("ws2022", "ltsc2019", Engine::Kubernetes)));
}
