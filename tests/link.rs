//! Links: one question, one link, and back.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use wincompat::{
    Choice, Host, Image, Kind, Question, Version,
    rules::{link, release},
};

/// Links that were published once. Append only: each must mean the same question for ever.
const OLD_LINKS: &[(&str, &str)] = &[
    ("host=ws2019&image=ltsc2022", "host=ws2019&image=ltsc2022"),
    (
        "?host=ws2019&image=ltsc2022&isolation=process&engine=kubernetes&hyperv=no&family=servercore",
        "host=ws2019&image=ltsc2022&isolation=process&engine=kubernetes&hyperv=no&family=servercore",
    ),
    ("image=1809&host=17763", "host=ws2019&image=ltsc2019"),
    ("host=10.0.17763.973&image=10.0.17763.437", "host=10.0.17763.973&image=10.0.17763.437"),
    ("host=17763.973&kind=client&image=20H2", "host=10.0.17763.973&kind=client&image=20h2"),
    ("host=w11-24h2&image=ltsc2025", "host=w11-24h2&image=ltsc2025"),
    ("host=26100&kind=client&image=ltsc2025", "host=w11-24h2&image=ltsc2025"),
    ("host=ws1809&hyperv=yes", "host=ws1809"),
    ("host=27999&utm_source=mail", "host=10.0.27999"),
    ("", ""),
];

#[test]
fn old_links_keep_their_meaning() {
    for (link, canonical) in OLD_LINKS {
        let question = link::decode(link);
        assert_eq!(link::encode(&question), *canonical, "{link}");
        assert_eq!(link::decode(canonical), question, "{link}");
    }
}

#[test]
fn every_release_has_a_link() {
    for host in &release::RELEASES {
        for image in release::RELEASES.iter().filter(|release| release.has_images()) {
            let question = Question::new(Host::of(host), Image::of_release(image));
            let link = link::encode(&question);
            assert_eq!(link::decode(&link), question, "{link}");
            assert!(link.len() <= link::MAX_LENGTH);
        }
    }
}

#[track_caller]
fn bad(link: &str, expected: &str) {
    let question = link::decode(link);
    let choices = [
        question.host.bad(),
        question.image.bad(),
        question.isolation.bad(),
        question.engine.bad(),
        question.hyperv.bad(),
        question.family.bad(),
    ];
    let messages: Vec<String> =
        choices.into_iter().flatten().map(|bad| format!("{} | {}", bad.text, bad.message)).collect();
    assert_eq!(messages, [expected], "{link}");
    assert_eq!(link::decode(&link::encode(&question)), question, "kept in the link: {link}");
}

#[test]
fn what_is_not_understood_is_shown_back() {
    bad("engine=podman", "podman | found “podman”, expected docker, swarm, kubernetes or aks");
    bad("isolation=vm", "vm | found “vm”, expected process or hyperv");
    bad("hyperv=maybe", "maybe | found “maybe”, expected no, or nothing");
    bad("family=core", "core | found “core”, expected servercore, nanoserver, server or windows");
    bad(
        "host=nonsense",
        "nonsense | This isn’t a Windows release we know. A host is a release such as ws2022 or w11-24h2, or a version such \
         as 10.0.20348.2113",
    );
    bad("host=ws2023", "ws2023 | No release has this name. Did you mean ws2025 or ws2022?");
    bad(
        "host=10.0.99999",
        "10.0.99999 | the build number at character 6 is larger than 65535, the largest one Windows has. A host is a release \
         such as ws2022 or w11-24h2, or a version such as 10.0.20348.2113",
    );
}

proptest! {
    #[test]
    fn versions_survive(build in 10240u16.., revision in proptest::option::of(0u32..), client: bool, image in 10240u16..) {
        let kind = client.then_some(Kind::Client);
        let version = Version { revision, ..Version::of_build(build) };
        let host = Host::new(version, kind);
        let question = Question::new(host, Image::of_version(Version { revision, ..Version::of_build(image) }));
        let back = link::decode(&link::encode(&question));
        prop_assert_eq!(back.host.get().map(|host| (host.version, host.release.map(|r| r.slug))), Some((version, host.release.map(|r| r.slug))));
        prop_assert_eq!(&back.image, &question.image);
    }

    #[test]
    fn no_query_panics_and_no_link_is_too_long(query in "\\PC*") {
        let question = link::decode(&query);
        let link = link::encode(&question);
        prop_assert!(link.len() <= link::MAX_LENGTH);
        prop_assert!(!link.contains(['<', '>', '"', '\'', ' ']));
    }

    #[test]
    fn bad_values_are_kept(text in "[^&=+%]{1,40}") {
        let question = link::decode(&format!("engine={text}"));
        match &question.engine {
            Choice::Bad(bad) => prop_assert_eq!(&bad.text, &text),
            Choice::Set(engine) => prop_assert!(engine.slug().eq_ignore_ascii_case(&text)),
            Choice::Unset => prop_assert!(false, "dropped"),
        }
    }
}

/// A text often says once more which Windows a tag has. What it adds to a public name is kept; where it adds nothing, the name is.
#[test]
fn a_public_name_stays_where_it_says_the_version_itself() {
    let link = |name: &str, version: &str| {
        let image = Image::parse(name).unwrap().with_version(version.parse::<Version>().unwrap());
        link::encode(&Question { image: Choice::Set(image), ..Question::default() })
    };
    let aspnet = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019";
    assert_eq!(link(aspnet, "10.0.17763"), format!("image={aspnet}"));
    let central = "mcr.microsoft.com/businesscentral:10.0.20348.169";
    assert_eq!(link(central, "10.0.20348.169"), format!("image={central}"));
    assert_eq!(link(aspnet, "10.0.17763.973"), "image=10.0.17763.973", "the tag moves, the version stays");
    assert_eq!(link("registry.example.com/web:ltsc2019", "10.0.17763"), "image=ltsc2019", "a private name");
}
