//! Rules R31 to R40: each with what it decides or says, and a neighbour that it leaves alone.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use util::Asked;
use wincompat::rules::notice::Notice;
use wincompat::rules::notices;
use wincompat::rules::reference::Arch;
use wincompat::rules::rule::{
    architecture, buildkit, edition, host_process, regression, sandbox, service, single_manifest,
};
use wincompat::{
    Catalogue, Choice, Date, Engine, Family, Host, Image, Outcome, Question, Reason, Reference, Rule, Support, Version,
};

const TODAY: Date = Date::new(2026, 11, 26);

#[track_caller]
fn ask(host: &str, image: &str) -> Asked {
    asked(host, image, None)
}

#[track_caller]
fn asked(host: &str, image: &str, engine: Option<Engine>) -> Asked {
    let host = Host::parse(host, None).unwrap_or_else(|error| panic!("{host}: {error}"));
    let image = Image::parse(image).unwrap_or_else(|error| panic!("{image}: {error}"));
    Asked::new(Question { engine: engine.into(), ..Question::new(host, image) })
}

fn said(asked: &Asked, id: &str) -> Vec<String> {
    let image = asked.question.image.get().expect("an image");
    let found = notices::of(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY);
    found.iter().filter(|one| one.id() == id).map(|one| one.text(&asked.verdict, image)).collect()
}

fn reference(text: &str) -> Reference {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn r31_architecture() {
    for (text, arch) in [
        ("ARM64-based PC", Some(Arch::Arm64)),
        ("x64-based PC", Some(Arch::Amd64)),
        ("aarch64", Some(Arch::Arm64)),
        ("x86_64", Some(Arch::Amd64)),
        ("AMD64", Some(Arch::Amd64)),
        ("X86-based PC", None),
        ("", None),
    ] {
        assert_eq!(architecture::of_machine(text), arch, "{text}");
    }
    assert!(architecture::accepts(Arch::Arm64, Arch::Arm64) && !architecture::accepts(Arch::Arm64, Arch::Amd64));
    let servercore = |tag: &str| format!("mcr.microsoft.com/windows/servercore:{tag}");
    for (host, tag, outcome) in [
        ("w11-24h2-arm64", "ltsc2025-arm64", Outcome::Process),
        ("w11-24h2-arm64", "ltsc2025", Outcome::Process),
        ("w11-24h2-arm64", "ltsc2025-amd64", Outcome::None),
        ("w11-24h2-arm64", "ltsc2022", Outcome::None),
        ("w11-24h2", "ltsc2025-amd64", Outcome::Process),
        ("w11-24h2", "ltsc2022", Outcome::Process),
        ("windows-11-arm", "ltsc2022", Outcome::None),
    ] {
        let asked = ask(host, &servercore(tag));
        assert_eq!(asked.outcome, outcome, "{host} {tag}");
        assert_eq!(asked.reasons().contains(&Reason::ArchitecturesDiffer), outcome == Outcome::None, "{host} {tag}");
    }
    let tag = said(&ask("w11-24h2-arm64", &servercore("ltsc2025")), "architecture-tag").concat();
    assert!(tag.contains("servercore:ltsc2025-arm64"), "{tag}");
    assert!(said(&ask("w11-24h2", &servercore("ltsc2025")), "architecture-tag").is_empty());
    // A host keeps what was said of it in a link.
    assert_eq!(Host::parse("w11-24h2-arm64", None).expect("a host").to_string(), "w11-24h2-arm64");
}

#[test]
fn r32_one_image_instead_of_a_list() {
    let single = |text: &str| single_manifest::single(&reference(text)).map(|one| one.to_string());
    let base = "mcr.microsoft.com/windows/servercore";
    assert_eq!(single(&format!("{base}:ltsc2022")), Some(format!("{base}:ltsc2022-amd64")));
    assert_eq!(
        single("mcr.microsoft.com/windows/nanoserver:1809"),
        Some("mcr.microsoft.com/windows/nanoserver:1809-amd64".into())
    );
    assert_eq!(single("mcr.microsoft.com/windows/server:ltsc2022"), None, "not on record");
    assert_eq!(single("contoso/app:ltsc2022"), None);
    assert!(single_manifest::names_one(&reference(&format!("{base}:ltsc2022-amd64"))));
    assert!(!single_manifest::names_one(&reference(&format!("{base}:ltsc2022"))));
}

#[test]
fn r33_the_sandbox() {
    for (image, build, fits) in [
        ("registry.k8s.io/pause:3.10", 26100, Some(false)),
        ("registry.k8s.io/pause:3.10.1", 26100, Some(false)),
        ("registry.k8s.io/pause:3.10.2", 26100, Some(true)),
        ("registry.k8s.io/pause:3.11", 26100, Some(true)),
        ("registry.k8s.io/pause:3.10", 20348, None),
        ("mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.1-3", 26100, None),
        ("registry.k8s.io/kube-proxy:3.10", 26100, None),
    ] {
        assert_eq!(sandbox::fits(&reference(image), build), fits, "{image} {build}");
    }
    assert!(sandbox::is_pause(&reference("mcr.microsoft.com/oss/kubernetes/pause:3.9")));
    assert!(!sandbox::is_pause(&reference("contoso/pause-menu:1")));
}

#[test]
fn r35_editions() {
    for (name, home) in [
        ("Microsoft Windows 11 Home", true),
        ("Windows 10 Home Single Language", true),
        ("Windows 11 Famille", true),
        ("Windows 11 Pro", false),
        ("Windows Server 2022 Standard", false),
        ("Home Assistant on Windows Server 2022", false),
    ] {
        assert_eq!(edition::is_home(name), home, "{name}");
    }
    let asked = ask("w11-24h2-home", "ltsc2025");
    assert_eq!((asked.outcome, asked.rules()), (Outcome::None, vec![Rule::R35]));
    assert_eq!(ask("w11-24h2", "ltsc2025").outcome, Outcome::Process);
    assert_eq!(Host::parse("w11-24h2-home", None).expect("a host").to_string(), "w11-24h2-home");
}

#[test]
fn r36_services_and_their_machines() {
    for (name, text, build) in [
        ("windows-2025", "windows-2025", 26100),
        ("windows-latest", "windows-2025", 26100),
        ("Windows-2022", "windows-2022", 20348),
        ("windows-11-arm", "windows-11-arm", 26200),
        ("Azure Stack HCI 22H2", "azure-stack-hci-22h2", 20349),
        ("Azure Stack HCI, version 23H2", "azure-stack-hci-23h2", 25398),
        ("azure local 24h2", "azure-stack-hci-24h2", 26100),
    ] {
        let host = Host::parse(name, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((host.to_string().as_str(), host.version.build), (text, build), "{name}");
        assert_eq!(Host::parse(text, None), Ok(host), "{text} reads back");
    }
    // Hosted runners have no Hyper-V isolation, so an older image has no way out there.
    let asked = ask("windows-2025", "ltsc2019");
    assert_eq!((asked.outcome, asked.hyperv.support), (Outcome::None, Support::Unsupported));
    assert!(asked.reasons().contains(&Reason::ServiceWithoutHyperv));
    assert_eq!(ask("ws2025", "ltsc2019").outcome, Outcome::Hyperv);
    assert_eq!(ask("windows-2025", "ltsc2022").outcome, Outcome::Process);
    assert_eq!(ask("azure-stack-hci-24h2", "ltsc2019").outcome, Outcome::Hyperv);
    // Nobody names build 20349: unknown stays unknown.
    assert_eq!(ask("Azure Stack HCI 22H2", "ltsc2022").outcome, Outcome::Unknown);

    let limit = |id: &str, build| service::service(id).expect(id).limit(build).is_some();
    assert!(limit("app-service", 26100) && !limit("app-service", 20348));
    assert!(limit("ecs", 26100) && limit("gke", 26100) && !limit("eks", 26100) && !limit("aks", 26100));
    assert!(limit("aci", 26100) && limit("aci", 14393) && !limit("aci", 17763));
    let kubernetes = said(&asked_kubernetes("ws2025", "ltsc2025"), "service-limits").concat();
    assert!(kubernetes.contains("EKS") && kubernetes.contains("1.35"), "{kubernetes}");
    assert!(said(&asked_kubernetes("ws2022", "ltsc2022"), "service-limits").is_empty());
    assert!(said(&ask("ws2025", "ltsc2025"), "service-limits").is_empty());
}

fn asked_kubernetes(host: &str, image: &str) -> Asked {
    asked(host, image, Some(Engine::Kubernetes))
}

#[test]
fn r37_the_base_for_host_process_containers() {
    let base = "mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0";
    assert!(host_process::is_base(&reference(base)));
    assert!(!host_process::is_base(&reference("mcr.microsoft.com/windows/nanoserver:ltsc2022")));
    for host in ["ws2019", "ws2022", "ws2025"] {
        let asked = asked_kubernetes(host, base);
        assert_eq!((asked.outcome, asked.rules()), (Outcome::Process, vec![Rule::R37]), "{host}");
    }
    // Outside Kubernetes there are no HostProcess containers.
    assert_eq!(asked("ws2022", base, Some(Engine::Docker)).outcome, Outcome::Unknown);
}

#[test]
fn r38_buildkit() {
    assert_eq!(buildkit::platform(20348), "windows(10.0.20348)/amd64");
    assert!(buildkit::SENTENCE.contains("imagetools create"));
}

#[test]
fn r39_regressions_are_hints() {
    let ids = |host: &str, image: &str| -> Vec<&str> {
        let asked = ask(host, image);
        let found = notices::of(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY);
        let id = |one: &Notice| match one {
            Notice::Regression(one) => Some(one.id),
            _ => None,
        };
        found.iter().filter_map(id).collect()
    };
    let core = "mcr.microsoft.com/windows/servercore:ltsc2025";
    let nano = "mcr.microsoft.com/windows/nanoserver:ltsc2025";
    assert_eq!(ids("w11-25h2", core), ["slow-start"]);
    assert_eq!(ids("w11-24h2", core), [""; 0]);
    assert_eq!(ids("w11-25h2", "mcr.microsoft.com/windows/servercore:ltsc2022"), [""; 0]);
    assert_eq!(ids("ws2025", nano), ["lsa-domain"]);
    assert_eq!(ids("10.0.17763.8511", "10.0.17763.9020"), ["local-rpc"]);
    assert_eq!(ids("10.0.17763.8511", "10.0.17763.8511"), [""; 0]);
    assert_eq!(ask("w11-25h2", core).outcome, Outcome::Process, "a hint, not a verdict");
    for one in &regression::REGRESSIONS {
        assert!(one.source.starts_with("https://") && !one.text.is_empty(), "{}", one.id);
    }
}

#[test]
fn a_newer_image_never_runs_on_a_known_host() {
    assert_eq!(ask("ws2022", "10.0.29550.1000").outcome, Outcome::None);
    assert_eq!(ask("10.0.29550.1000", "ltsc2025").outcome, Outcome::Unknown);
}

#[test]
fn machines_without_windows_containers_say_so() {
    for name in
        ["Windows Server 2012 R2", "Windows Server 2012 R2 Standard", "Windows 8.1 Pro", "Windows 7", "ws2012r2"]
    {
        let error = Host::parse(name, None).expect_err(name).to_string();
        assert!(error.contains("can’t run Windows containers"), "{name}: {error}");
    }
    let error = Host::parse("Windows Server 1234", None).expect_err("no host").to_string();
    assert!(!error.contains("can’t run Windows containers"), "{error}");
}

#[test]
fn names_that_are_nearly_those_of_a_host() {
    let error = |text: &str| Host::parse(text, None).expect_err("no host").to_string();
    assert_eq!(error("ws2202"), "No release has this name. Did you mean ws2022 (Windows Server 2022)?");
    assert_eq!(error("Windows Server 2021"), "No release has this name. Did you mean ws2025 or ws2022?");
    assert!(error("2012 R2").starts_with("Windows Server 2012 R2 can’t run Windows containers"));
    assert!(error("Docker Desktop").starts_with("Docker Desktop runs on Windows 10 and 11"));
    assert!(!error("web-01").contains("Did you mean"), "{}", error("web-01"));
}

#[test]
fn near_misses_are_asked_about() {
    let meant = |text: &str| {
        let image = Image::parse(text).ok()?;
        image.did_you_mean().map(|reference| reference.to_string())
    };
    let base = "mcr.microsoft.com/windows/";
    for (typed, expected) in [
        ("servercore:ltsc2202", Some("servercore:ltsc2022")),
        ("servercore:lstc2019", Some("servercore:ltsc2019")),
        ("nanosever:ltsc2022", Some("nanoserver:ltsc2022")),
        ("severcore:ltsc2025", Some("servercore:ltsc2025")),
        ("servercore:ltsc2022", None),
        ("servercore:10.0.20348.169", None),
        ("servercore:something-else", None),
    ] {
        let expected = expected.map(|expected| format!("{base}{expected}"));
        assert_eq!(meant(&format!("{base}{typed}")), expected, "{typed}");
    }
    for other in ["contoso/severcore:1", "python:3.12", "registry.example.com/windows/servercore:ltsc2202", "server:1"]
    {
        assert_eq!(meant(other), None, "{other}");
    }
    let near = |text: &str| {
        let names = Image::parse(text).expect("an image").near_misses();
        names.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(near("ltsc2109"), ["ltsc2019"]);
    assert_eq!(near("servercore:ltsc2023"), ["servercore:ltsc2025", "servercore:ltsc2022"]);
    assert_eq!(near("contoso/ltsc2109"), [""; 0]);
    let missing = ask("ws2022", "mcr.microsoft.com/windows/servercor:ltsc2022");
    assert_eq!((missing.verdict.outcome, missing.verdict.rules()), (Outcome::Unknown, vec![Rule::R28]));
    assert_eq!(ask("ws2022", "mcr.microsoft.com/windows/foo:ltsc2022").verdict.outcome, Outcome::Unknown);
    let asked = ask("ws2022", "mcr.microsoft.com/windows/servercore:ltsc2202");
    assert_eq!(said(&asked, "did-you-mean"), ["Did you mean mcr.microsoft.com/windows/servercore:ltsc2022?"]);
    let first = wincompat::advise(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY).remove(0);
    assert_eq!(first.title, "Use mcr.microsoft.com/windows/servercore:ltsc2022");
}

#[test]
fn distributions_are_known_to_be_linux() {
    for name in [
        "ubuntu:22.04",
        "debian",
        "alpine:3.20",
        "busybox",
        "fedora:40",
        "rockylinux:9",
        "amazonlinux:2",
        "opensuse/leap:15.6",
    ] {
        let asked = ask("ws2022", name);
        assert_eq!(asked.rules(), [Rule::R29], "{name}");
    }
    assert_eq!(ask("ws2022", "contoso/ubuntu:22.04").rules(), [Rule::R27]);
}

#[test]
fn every_rule_has_its_file() {
    for rule in Rule::ALL {
        assert!(!rule.title().is_empty() && rule.source().starts_with("https://"), "{rule}");
    }
    assert_eq!(Rule::ALL.len(), 40);
    for reason in Reason::ALL {
        assert!(Rule::ALL.contains(&reason.rule()) && reason.source().starts_with("https://"), "{reason:?}");
    }
    let question = Question { family: Choice::Set(Family::NanoServer), ..Question::default() };
    assert!(wincompat::judge(&question).is_none());
    let _ = Version::of_build(20348);
}

/// Where the engine is stricter than Windows, a tag of one image is the quickest way out.
#[test]
fn a_single_image_is_advised_where_the_engine_refuses() {
    let advised = |image: &str| {
        let asked = ask("w11-25h2", image);
        let all = wincompat::advise(&asked.question, &asked.verdict, &Catalogue::builtin(), TODAY);
        all.into_iter().find(|advice| advice.step == wincompat::Step::ChangeEngine).map(|advice| advice.text)
    };
    let text = advised("mcr.microsoft.com/windows/servercore:ltsc2022").expect("the engines disagree");
    assert!(text.contains("mcr.microsoft.com/windows/servercore:ltsc2022-amd64") && text.contains("29.8.0"), "{text}");
    assert!(!advised("ltsc2022").expect("the engines disagree").contains("quickest"));
    assert_eq!(advised("mcr.microsoft.com/windows/servercore:ltsc2025"), None);
}
