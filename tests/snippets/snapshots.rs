//! The texts as people see them. `INSTA_UPDATE=always cargo test --test snippets` writes them again.

use std::fmt::Write;

use crate::grid::{Case, case, names};
use wincompat::{Engine, Snippet};

/// What has to be edited stands between guillemets.
fn marked(snippet: &Snippet) -> String {
    let mut text = snippet.text.clone();
    for edit in snippet.edits.iter().rev() {
        text.insert(edit.end, '»');
        text.insert(edit.start, '«');
    }
    text
}

fn render(case: &Case) -> String {
    let mut out = String::new();
    for (step, snippets) in case.by_step() {
        writeln!(out, "advice {}", step.id()).expect("a string");
        for snippet in snippets {
            writeln!(out, "    {}: {}", snippet.target.slug(), snippet.title).expect("a string");
        }
    }
    for snippet in case.all() {
        let (target, language) = (snippet.target.title(), snippet.language.slug());
        // A text without comments can't name its rule itself.
        let rule = match snippet.language.has_comments() {
            true => String::new(),
            false => format!(" ({})", snippet.rule.id()),
        };
        writeln!(out, "\n== {target}: {} ({language})\n-- {}{rule}", snippet.title, snippet.place).expect("a string");
        for remark in snippet.remarks() {
            writeln!(out, "-- {remark}").expect("a string");
        }
        out.push_str(&marked(&snippet));
    }
    out
}

macro_rules! snapshot {
    ($name:ident: $case:expr) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), render(&$case));
        }
    };
}

fn with_names(mut case: Case) -> Case {
    case.names = names();
    case
}

fn without_hyperv(mut case: Case) -> Case {
    case.question.hyperv = wincompat::Choice::Set(false);
    Case::of(case.question, case.names)
}

// An older image on a newer server: rebuild, Hyper-V isolation, another host.
snapshot!(older_image: case("ws2022", "ltsc2019", ""));
snapshot!(older_image_docker_names: with_names(case("ws2022", "ltsc2019", "docker")));
snapshot!(older_image_docker_no_hyperv: without_hyperv(case("ws2022", "ltsc2019", "docker")));
snapshot!(older_image_swarm_names: with_names(case("ws2022", "ltsc2019", "swarm")));
snapshot!(older_image_kubernetes_names: with_names(case("ws2022", "ltsc2019", "kubernetes")));
snapshot!(older_image_aks_names: with_names(case("ws2022", "ltsc2019", "aks")));
// An image that runs on two builds.
snapshot!(stable_abi_swarm: case("ws2025", "ltsc2022", "swarm"));
snapshot!(stable_abi_kubernetes: case("ws2025", "ltsc2022", "kubernetes"));
snapshot!(stable_abi_aks: case("ws2025", "ltsc2022", "aks"));
// A newer image: no isolation helps.
snapshot!(newer_image_docker: case("10.0.17763.5458", "ltsc2022", "docker"));
snapshot!(newer_image_kubernetes: case("ws2019", "ltsc2022", "kubernetes"));
// Windows 11 and Windows 10.
snapshot!(windows_11_docker: case("w11-24h2", "ltsc2022", "docker"));
snapshot!(windows_11_engine_disagrees: case("w11-25h2", "ltsc2022", "docker"));
snapshot!(windows_10_docker: case("w10-22h2", "ltsc2022", "docker"));
// Server 2016: the revision counts.
snapshot!(server_2016_docker: case("10.0.14393.1770", "10.0.14393.1944", "docker"));
snapshot!(server_2016_swarm: case("10.0.14393.1770", "10.0.14393.1944", "swarm"));
snapshot!(server_2016_kubernetes: case("10.0.14393.1770", "10.0.14393.1944", "kubernetes"));
// February 2020, and an image ahead of its host.
snapshot!(baseline_docker: case("10.0.17763.1039", "10.0.17763.973", "docker"));
snapshot!(revision_gap_docker: case("10.0.26100.2894", "10.0.26100.3194", "docker"));
// References: a base image, an image with a name of its own, one whose next tag is on record.
snapshot!(base_reference_kubernetes: case("ws2022", "mcr.microsoft.com/windows/nanoserver:1809", "kubernetes"));
snapshot!(own_reference_swarm: case("ws2022", "contoso/web:2.1-ltsc2019", "swarm"));
snapshot!(product_reference_docker: case(
    "ws2022",
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019",
    "docker"
));

#[test]
fn every_engine_has_only_its_own_tabs() {
    for engine in Engine::ALL {
        for snippet in case("ws2022", "ltsc2019", engine.slug()).all() {
            assert!(snippet.target.fits(Some(*engine)), "{engine}: {}", snippet.title);
        }
    }
}
