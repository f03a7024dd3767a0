use super::*;
use crate::rules::{host::Host, judge::judge};

#[track_caller]
fn of(question: &Question) -> &'static str {
    sentence(question, &judge(question).unwrap())
}

#[track_caller]
fn link(query: &str) -> &'static str {
    of(&crate::rules::link::decode(query))
}

#[test]
fn plain_words_for_each_outcome() {
    assert!(link("host=ws2022&image=ltsc2022").contains("have the same Windows build"));
    assert!(link("host=ws2025&image=ltsc2022").contains("close enough"));
    assert!(link("host=ws2022&image=ltsc2019").contains("too old to share"));
    assert!(link("host=ws2019&image=ltsc2022").contains("newer than the host"));
    assert!(link("host=w10-1809&image=ltsc2019").contains("development and testing"));
    assert!(link("host=30000&image=ltsc2022").contains("don’t know one of these builds"));
}

#[test]
fn the_headline_has_its_subject() {
    let line = |query: &str| {
        let question = crate::rules::link::decode(query);
        line(&question, &judge(&question).unwrap())
    };
    for (query, expected) in [
        ("host=ws2022&image=ltsc2022", "ltsc2022 on Windows Server 2022: runs with process isolation"),
        ("host=ws2022&image=ltsc2019", "ltsc2019 on Windows Server 2022: only with Hyper-V isolation"),
        (
            "host=w11-24h2&image=ltsc2019",
            "ltsc2019 on Windows 11 24H2: runs with Hyper-V isolation, Docker’s default there",
        ),
        ("host=w11-24h2&image=ltsc2019&engine=kubernetes", "ltsc2019 on Windows 11 24H2, Kubernetes: won’t run"),
        ("host=ws2022&image=ltsc2022&isolation=hyperv", "ltsc2022 on Windows Server 2022: runs with Hyper-V isolation"),
        (
            "host=ws2022&image=ltsc2019&isolation=process",
            "ltsc2019 on Windows Server 2022: won’t run with process isolation",
        ),
        (
            "host=ws2022&image=mcr.microsoft.com/windows/servercore:ltsc2019",
            "servercore:ltsc2019 on Windows Server 2022: only with Hyper-V isolation",
        ),
        ("host=ws2016&image=ltsc2016", "ltsc2016 on Windows Server 2016: depends on the revisions"),
        ("host=w11-25h2&image=ltsc2022", "ltsc2022 on Windows 11 25H2: runs, but not with every engine version"),
        (
            "host=w11-25h2&image=ltsc2022&isolation=process",
            "ltsc2022 on Windows 11 25H2: depends on the engine’s version",
        ),
        (
            "host=w11-24h2&image=ltsc2022&engine=aks",
            "ltsc2022 on Windows 11 24H2, AKS: the versions fit, but there are no such nodes",
        ),
        (
            "host=ws2016&image=ltsc2016&engine=aks",
            "ltsc2016 on Windows Server 2016, AKS: the versions may fit, but there are no such nodes",
        ),
        (
            "host=ws2016&image=ltsc2016&engine=kubernetes",
            "ltsc2016 on Windows Server 2016, Kubernetes: depends on the revisions",
        ),
        ("host=ws2022&image=nginx", "nginx on Windows Server 2022: needs Linux, not Windows"),
        (
            "host=ws2022&image=a.example/b/web:1-nanoserver-ltsc2022",
            "ltsc2022 on Windows Server 2022: runs with process isolation",
        ),
        ("host=ws2022&image=a.example/b/web:1", "this image on Windows Server 2022: not known"),
    ] {
        assert_eq!(line(query), expected, "{query}");
    }
}

#[test]
fn on_the_page_an_image_has_the_readers_own_name() {
    let image = |name: &str| own_word(&Image::parse(name).unwrap());
    assert_eq!(image("registry.example.com/shop/web:1.4-ltsc2019"), "web:1.4-ltsc2019");
    assert_eq!(image("mcr.microsoft.com/windows/servercore:ltsc2022"), "servercore:ltsc2022");
    let digest = format!("a.example/web:1@sha256:{}", "0".repeat(64));
    assert_eq!(image(&digest), "web:1");
    assert_eq!(image("ltsc2022"), "ltsc2022");
    assert_eq!(image("mcr.microsoft.com/mssql/server:2022-latest"), "mssql/server:2022-latest");
    assert_eq!(image("mcr.microsoft.com/windows/server:ltsc2022"), "windows/server:ltsc2022");
}

#[test]
fn a_linux_image_is_called_one() {
    let heading = |query: &str| heading(&judge(&crate::rules::link::decode(query)).unwrap());
    assert_eq!(heading("host=ws2022&image=nginx"), "Needs Linux, not Windows");
    assert_eq!(heading("host=30000&image=ltsc2022"), "Not known");
}

#[test]
fn plain_words_for_what_depends() {
    assert!(link("host=10.0.14393.1914&image=10.0.14393.1944").contains("here they differ"));
    assert!(link("host=ws2016&image=ltsc2016").contains("revisions must match. Enter the full version"));
    assert!(link("host=w11-25h2&image=ltsc2022").contains("others refuse"));
    assert!(link("host=17763.1000&image=17763.1100").contains("February 2020"));
}

#[test]
fn what_was_chosen_is_named() {
    assert!(link("host=ws2022&image=ltsc2019&engine=kubernetes").contains("Kubernetes has no Hyper-V"));
    assert!(link("host=ws2022&image=ltsc2019&engine=aks").contains("AKS has no Hyper-V"));
    assert!(link("host=ws2022&image=ltsc2019&hyperv=no").contains("isn’t available here"));
    assert!(link("host=ws2022&image=ltsc2019&isolation=process").contains("would run with Hyper-V isolation"));
    assert!(link("host=ws2022&image=ltsc2022&isolation=hyperv&engine=aks").contains("would work"));
}

#[test]
fn a_tag_that_does_not_exist_is_called_so() {
    for query in
        ["host=ws2022&image=mcr.microsoft.com/windows:ltsc2022", "host=ws23h2&image=mcr.microsoft.com/windows:ltsc2022"]
    {
        assert!(link(query).starts_with("This tag doesn’t exist"), "{}", link(query));
    }
    assert!(
        link("host=ws2022&image=mcr.microsoft.com/windows/servercore:latest").starts_with("This tag doesn’t exist")
    );
    assert!(link("host=ws2022&image=contoso/web:1.0").contains("doesn’t give the Windows version"));
}

/// A sentence that served two outcomes would be false for one of them.
#[test]
fn every_pair_has_a_sentence_of_its_outcome() {
    use std::collections::BTreeMap;
    let images = crate::rules::release::RELEASES.iter().filter(|release| release.has_images()).map(Image::of_release);
    let named = ["mcr.microsoft.com/windows:ltsc2022", "contoso/web:1.0", "nginx", "30000"];
    let images: Vec<Image> = images.chain(named.map(|text| Image::parse(text).unwrap())).collect();
    let mut outcomes: BTreeMap<&str, Outcome> = BTreeMap::new();
    let engines = [None, Some(Engine::Docker), Some(Engine::Kubernetes), Some(Engine::Aks)];
    for host in crate::rules::release::RELEASES.iter().map(Host::of) {
        for image in &images {
            for (isolation, engine) in [None, Some(Isolation::Process), Some(Isolation::Hyperv)]
                .into_iter()
                .flat_map(|one| engines.map(|engine| (one, engine)))
            {
                let question = Question {
                    isolation: isolation.into(),
                    engine: engine.into(),
                    ..Question::new(host, image.clone())
                };
                let verdict = judge(&question).unwrap();
                let text = sentence(&question, &verdict);
                assert!(text.ends_with('.') && !text.starts_with("What is known of the two"), "{text} {question:?}");
                let known = *outcomes.entry(text).or_insert(verdict.outcome);
                assert_eq!(known, verdict.outcome, "{text} {question:?}");
                let none = text == "Neither process nor Hyper-V isolation can run this pair.";
                let unsupported = |support| support == Support::Unsupported;
                assert!(
                    !none || unsupported(verdict.process.support) && unsupported(verdict.hyperv.support),
                    "{question:?}"
                );
            }
        }
    }
    assert!(outcomes.len() > 15, "{outcomes:?}");
}
