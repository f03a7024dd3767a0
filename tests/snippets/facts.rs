//! What is true of every text, whatever the question.

use std::collections::BTreeMap;

use crate::grid::{Case, case, every_case, every_snippet, hostile_names};
use crate::util::TODAY;
use wincompat::{Isolation, Language, RULES_AS_OF, Rule, Snippet, Step, recommend, rules::release};
use wincompat::{
    read::names::Names,
    remedy::target::{Target, aks},
};

#[test]
fn every_text_names_its_rule_and_date_first() {
    assert_eq!(RULES_AS_OF.to_string(), "2026-11-26");
    for snippet in every_snippet() {
        assert!(snippet.text.ends_with('\n') && !snippet.text.ends_with("\n\n"), "{}", snippet.text);
        assert!(snippet.text.lines().all(|line| line == line.trim_end() && !line.contains('\t')), "{}", snippet.text);
        assert!(!snippet.title.is_empty() && !snippet.place.is_empty() && !snippet.place.ends_with('.'));
        assert!(Rule::ALL.contains(&snippet.rule));
        let first = snippet.text.lines().next().expect("a first line");
        let named = format!("# wincompat {}, rules as of 2026-11-26", snippet.rule.id());
        // JSON has no comments, and cmd would run one.
        let comments = !matches!(snippet.language, Language::Json | Language::AnyShell);
        assert_eq!(first == named, comments, "{first}");
        assert!(comments || !snippet.text.contains('#'), "{}", snippet.text);
        assert!(snippet.note.is_empty() || !comments, "beside a text that has comments: {}", snippet.note);
    }
}

#[test]
fn only_placeholders_are_marked_and_they_are_valid_names() {
    for snippet in every_snippet() {
        let mut last = 0;
        for edit in &snippet.edits {
            assert!(edit.start >= last && edit.end <= snippet.text.len(), "{:?}\n{}", snippet.edits, snippet.text);
            last = edit.end;
            let name = &snippet.text[edit.clone()];
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-./:_".contains(&byte);
            assert!(!name.is_empty() && name.bytes().all(plain), "{name}\n{}", snippet.text);
        }
    }
}

#[test]
fn without_names_the_texts_are_plain_ascii() {
    for case in every_case(&Names::default()).step_by(61) {
        for snippet in case.everything() {
            assert!(snippet.text.is_ascii(), "{}", snippet.text);
        }
    }
}

fn asks_for_hyperv(snippet: &Snippet) -> bool {
    let text = snippet.text.to_ascii_lowercase();
    ["isolation=hyperv", "isolation: hyperv", "hyper-v", "hypervisor-isolation"].iter().any(|word| text.contains(word))
}

#[test]
fn hyperv_isolation_is_never_offered_where_there_is_none() {
    for case in every_case(&Names::default()).step_by(23) {
        let chosen_process = case.question.isolation.get() == Some(&Isolation::Process);
        let hyperv = case.question.hyperv_available() && !case.question.is_kubernetes() && !chosen_process;
        for snippet in case.everything() {
            let kubernetes = matches!(snippet.target, Target::Kubernetes | Target::Aks);
            if !hyperv || kubernetes {
                // The comment that explains the default of clients names it without asking for it.
                let explained = snippet.text.contains("--isolation=process");
                assert!(explained || !asks_for_hyperv(&snippet), "{:?}\n{}", case.question, snippet.text);
                assert!(!snippet.text.contains("isolation=hyperv"), "{:?}\n{}", case.question, snippet.text);
            }
        }
    }
}

/// The tags of base images in a text.
fn base_tags(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let words = text.split(|c: char| c.is_whitespace() || "'\"".contains(c));
    words.filter_map(|word| word.strip_prefix("mcr.microsoft.com/")?.rsplit_once(':'))
}

#[test]
fn a_rebuild_names_the_recommended_tag_and_no_other() {
    let mut rebuilds = 0;
    for case in every_case(&Names::default()).step_by(23) {
        let Some(recommendation) = recommend(&case.question, case.context().catalogue) else { continue };
        for (_, snippets) in case.by_step().into_iter().filter(|(step, _)| *step == Step::Rebuild) {
            rebuilds += 1;
            let from = &recommendation.from[0];
            let repository = from.family.repository().trim_start_matches("mcr.microsoft.com/");
            // Server 2016 needs the host's own revision, so the tag that moves would not do.
            let wanted = match (case.verdict.host.version.revision, from.pinned.first()) {
                (Some(_), Some(pinned)) if recommendation.build == 14393 => pinned.as_str(),
                _ => from.tag,
            };
            let line = format!("FROM {}:{wanted}\n", from.family.repository());
            assert!(snippets.iter().any(|snippet| snippet.text.contains(&line)), "{line}");
            for snippet in &snippets {
                for (path, tag) in base_tags(&snippet.text) {
                    let known =
                        tag == from.tag || tag == "${WINDOWS}" || from.pinned.iter().any(|pinned| pinned == tag);
                    assert!(known && path == repository, "{path}:{tag}\n{}", snippet.text);
                }
                let argument = snippet.text.contains("ARG WINDOWS=") || snippet.text.contains("WINDOWS: ");
                assert!(!argument || snippet.text.contains(wanted), "{}", snippet.text);
            }
        }
    }
    assert!(rebuilds > 100, "{rebuilds}");
}

#[test]
fn every_fix_has_a_text_for_every_tab_it_makes_sense_in() {
    use Target::*;
    let expected: &[(&str, &str, Step, &[Target])] = &[
        ("ws2022", "ltsc2019", Step::Rebuild, &[Dockerfile, Docker, Compose, Swarm, Kubernetes, Aks]),
        ("ws2022", "ltsc2019", Step::Hyperv, &[Docker, Compose, Swarm]),
        ("ws2022", "ltsc2019", Step::MoveHost, &[Docker, Compose, Swarm, Kubernetes]),
        ("ws2019", "ltsc2022", Step::MoveHost, &[Docker, Compose, Swarm, Kubernetes, Aks]),
        ("ws2022", "ltsc2022", Step::Run, &[Docker, Compose, Swarm, Kubernetes, Aks]),
        ("w11-25h2", "ltsc2022", Step::ChangeEngine, &[Docker]),
        ("10.0.14393.1770", "10.0.14393.1944", Step::MatchRevision, &[Dockerfile, Docker, Compose, Swarm, Kubernetes]),
        ("10.0.17763.1039", "10.0.17763.973", Step::Update, &[Dockerfile, Docker, Compose, Swarm, Kubernetes]),
        ("10.0.26100.2894", "10.0.26100.3194", Step::Update, &[Dockerfile, Docker, Swarm, Kubernetes]),
    ];
    for (host, image, step, targets) in expected {
        let steps: BTreeMap<Step, Vec<Snippet>> = case(host, image, "").by_step().into_iter().collect();
        let mut seen: Vec<Target> = steps[step].iter().map(|snippet| snippet.target).collect();
        seen.dedup();
        assert_eq!(&seen, targets, "{host} {image} {step:?}");
    }
}

#[test]
fn on_aks_a_rebuild_stays_on_its_pool_and_a_retired_pool_is_left_first() {
    let steps = |host, image| case(host, image, "aks").by_step().into_iter().map(|(step, _)| step).collect::<Vec<_>>();
    assert_eq!(steps("ws2022", "ltsc2019"), [Step::Rebuild], "AKS has retired the pools that run it");
    assert_eq!(steps("ws2019", "ltsc2022"), [Step::MoveHost, Step::Rebuild]);
    let text = |step| {
        let steps: BTreeMap<Step, Vec<Snippet>> = case("ws2022", "ltsc2019", "aks").by_step().into_iter().collect();
        steps[&step].iter().map(|one| one.text.as_str()).collect::<String>()
    };
    assert!(text(Step::Rebuild).contains("kubectl set image") && !text(Step::Rebuild).contains("nodepool"));
    let steps: BTreeMap<Step, Vec<Snippet>> = case("ws2019", "ltsc2022", "aks").by_step().into_iter().collect();
    assert!(steps[&Step::MoveHost].iter().any(|one| one.text.contains("az aks nodepool add")));
}

#[test]
fn selectors_list_every_build_that_runs_the_image() {
    let text = |host, image| case(host, image, "kubernetes").all().into_iter().map(|one| one.text).collect::<String>();
    assert!(text("ws2025", "ltsc2022").contains("values: [\"10.0.20348\", \"10.0.26100\"]"));
    assert!(text("ws2022", "ltsc2025").contains("node.kubernetes.io/windows-build: \"10.0.26100\""));
    assert!(text("ws2022", "ltsc2019").contains("node.kubernetes.io/windows-build: \"10.0.17763\""));
    assert!(text("ws23h2", "ltsc2022").contains("[\"10.0.20348\", \"10.0.25398\", \"10.0.26100\"]"));
}

#[test]
fn tabs_have_no_block_twice() {
    for names in [Names::default(), hostile_names()] {
        for case in every_case(&names).step_by(61) {
            let all = case.all();
            for (index, one) in all.iter().enumerate() {
                let body = |snippet: &Snippet| {
                    let (first, rest) = snippet.text.split_once('\n').expect("a line");
                    if first.starts_with("# wincompat ") { rest.to_owned() } else { snippet.text.clone() }
                };
                let twice = all[..index].iter().any(|other| other.target == one.target && body(other) == body(one));
                assert!(!twice, "{}", one.text);
            }
            // Tab by tab, in the order of the tabs.
            assert!(all.is_sorted_by_key(|snippet| snippet.target));
        }
    }
}

#[test]
fn aks_sells_what_the_texts_ask_for() {
    for snippet in every_snippet().iter().filter(|snippet| snippet.target == Target::Aks) {
        for (_, rest) in snippet.text.match_indices("--os-sku ").map(|(at, _)| snippet.text[at..].split_at(9)) {
            let name = rest.split_whitespace().next().expect("a value");
            let (_, nodes) = release::aks_pools().find(|(_, nodes)| nodes.sku == name).expect("a known SKU");
            assert!(!nodes.retired(TODAY), "{name}");
            assert_eq!(snippet.text.contains("--enable-fips-image"), nodes.needs.is_some_and(|needs| needs.fips));
            // Generation 2 is the default where a size supports both, not a need.
            assert!(!snippet.text.contains("generation"), "{}", snippet.text);
        }
    }
}

/// R36: from 2022 to 2025 a pool changes in place as well, which is a preview.
#[test]
fn a_pool_changes_in_place_where_aks_says_so() {
    let moves = |host, image| {
        let steps: BTreeMap<Step, Vec<Snippet>> = case(host, image, "aks").by_step().into_iter().collect();
        let aks = steps[&Step::MoveHost].iter().filter(|snippet| snippet.target == Target::Aks);
        aks.map(|snippet| snippet.text.clone()).collect::<String>()
    };
    let update = "# az aks nodepool update --resource-group my-group --cluster-name my-cluster --name npwin --os-sku Windows2025 ";
    assert!(moves("ws2022", "ltsc2025").contains(update), "{}", moves("ws2022", "ltsc2025"));
    for image in ["ltsc2022", "ltsc2025"] {
        assert!(!moves("ws2019", image).contains("nodepool update"), "{image}");
    }
}

#[test]
fn data_has_sources_and_agrees_with_the_releases() {
    for (release, nodes) in release::aks_pools() {
        assert!(release.kind == wincompat::Kind::Server);
        assert!(
            nodes.source.starts_with("https://") && nodes.retires.is_none_or(|day| Some(day) < nodes.images_removed)
        );
    }
    let retired: Vec<&str> =
        release::aks_pools().filter(|(_, nodes)| nodes.retired(TODAY)).map(|(_, nodes)| nodes.sku).collect();
    assert_eq!(retired, ["Windows2019", "WindowsAnnual"]);
    for contradiction in aks::CONTRADICTIONS {
        assert!(
            [contradiction.one, contradiction.other]
                .iter()
                .all(|(text, source)| !text.is_empty() && source.starts_with("https://"))
        );
    }
}

#[test]
fn what_is_not_known_is_looked_up_first() {
    use wincompat::{Choice, Host, Image, Question, Versions};
    let host = |text: &str| Host::new(text.parse().expect("a version"), None);
    for versions in [Versions::Unknown, Versions::Linux, Versions::One("10.0.31000".parse().expect("a version"))] {
        for host in [host("10.0.20348"), host("10.0.31000"), host("6.3.9600")] {
            let mut image = Image::of_version("10.0.20348".parse().expect("a version"));
            image.versions = versions.clone();
            let question = Question { host: Choice::Set(host), image: Choice::Set(image), ..Question::default() };
            let case = Case::of(question, Names::default());
            let all = case.all();
            assert!(all.iter().any(|snippet| snippet.text.contains("docker manifest inspect --verbose")));
            assert!(all.iter().any(|snippet| snippet.text.contains("kubectl get nodes")));
            let linux = all.iter().any(|snippet| snippet.text.contains("\"kubernetes.io/os\":\"linux\""));
            assert_eq!(linux, versions == Versions::Linux, "{:?}", case.question);
        }
    }
}

#[test]
fn whose_registry_an_image_is_pulled_from_is_said_beside_every_text() {
    for (image, says) in [
        (
            "mcr.micros0ft.com/windows/servercore:ltsc2022",
            Some("mcr.micros0ft.com only looks like Microsoft’s registry"),
        ),
        (
            "mcr.microsoft.com.evil.example/windows/servercore:ltsc2022",
            Some("mcr.microsoft.com.evil.example only looks"),
        ),
        (
            "contoso.azurecr.io/windows/servercore:ltsc2022",
            Some("pulled from contoso.azurecr.io, not from Microsoft’s"),
        ),
        ("mcr.microsoft.com/windows/servercore:ltsc2022", None),
        ("contoso.azurecr.io/web:1.0-ltsc2022", None),
    ] {
        for host in ["ws2022", "ws2025", "ws2019"] {
            let case = case(host, image, "");
            let (registry, _) = image.split_once('/').expect("a registry");
            let mut seen = 0;
            for snippet in case.everything().filter(|one| one.text.contains(&format!("{registry}/"))) {
                match says {
                    Some(says) => assert!(snippet.remarks().concat().contains(says), "{}", snippet.text),
                    None => assert_eq!(snippet.doubt, None, "{}", snippet.text),
                }
                seen += 1;
            }
            assert!(seen > 3, "{image} {host}");
            // A name that only looks like a base image's is treated as anybody's image, which has a program of its own.
            let told = says.is_some_and(|says| says.contains("looks"));
            assert!(!told || !case.everything().any(|one| one.text.contains("echo it runs")), "{image} {host}");
        }
    }
}
