//! Moving the hosts to another release: what is the same for every engine, and a file an engine.

mod aks;
mod kubernetes;
mod swarm;

use wincompat::fleet::{Fate, Plan, StepKind};
use wincompat::{Engine, Fleet};

use crate::{TODAY, fleet, kubernetes, move_to};

/// What becomes of each column: `ltsc2019 rebuild on ltsc2022 for 20348`.
fn fates(plan: &Plan) -> String {
    let one = |one: &wincompat::fleet::Move| {
        let mut text = format!("{} {}", plan.grid.images[one.column].title(), one.fate.slug());
        if let Some(rebuild) = &one.rebuild {
            text += &format!(" on {}", rebuild.word());
            let serves: Vec<String> =
                rebuild.serves.iter().map(|row| plan.grid.hosts[*row].host.version.build.to_string()).collect();
            if rebuild.first() {
                text += &format!(" for {}{}", serves.join("+"), if rebuild.serves_all { " (all)" } else { "" });
            }
            if let Some(later) = rebuild.later {
                text += &format!(", later {}", later.image_slug.unwrap_or_default());
            }
        }
        text
    };
    plan.moves.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn steps(plan: &Plan) -> Vec<&'static str> {
    plan.steps.iter().map(|step| step.kind.slug()).collect()
}

/// A server with a newer Windows than the target's stays, and so does what only it runs.
#[test]
fn no_server_is_moved_back_along_with_others() {
    let plan = move_to("ws2022", &kubernetes("ws2025\nws2022\nws2019\nltsc2025\nltsc2022\nltsc2019"));
    assert_eq!(fates(&plan), "ltsc2025 keep; ltsc2022 keep; ltsc2019 rebuild on ltsc2022");
    assert!(plan.summary().contains("Moving 1 node to Windows Server 2022."), "{}", plan.summary());
    assert!(
        plan.summary().contains("1 node has a newer Windows and stays (Windows Server 2025)."),
        "{}",
        plan.summary()
    );
    let remove = plan.steps.iter().find(|step| step.kind == StepKind::RemoveHosts).expect("a step");
    assert_eq!(remove.title, "Remove 1 old host (Windows Server 2019)");
    assert_eq!(plan.moves[0].text(&plan.grid, plan.target), "Stays on Windows Server 2025.");
    let there = move_to("ws2022", &fleet("ws2025\nws2022\nltsc2022"));
    assert_eq!(steps(&there), [""; 0], "{}", there.summary());
    let back = move_to("ws2022", &fleet("ws2025\nltsc2025"));
    assert_eq!(fates(&back), "ltsc2025 rebuild on ltsc2022 for 26100 (all)", "a whole fleet is meant to go back");
}

#[test]
fn what_becomes_of_images() {
    for (text, target, expected) in [
        ("ws2022\nltsc2022", "ws2025", "ltsc2022 keep"),
        ("ws2019\nltsc2019", "ws2022", "ltsc2019 rebuild on ltsc2022"),
        ("ws2019\nltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2025"),
        ("ws2022\nltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2022 for 20348 (all), later ltsc2025"),
        ("ws2019\nws2022\nltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2022 for 20348, later ltsc2025"),
        ("ws2022\nltsc2022", "ws2019", "ltsc2022 rebuild on ltsc2019"),
        ("ws2022\nltsc2022", "ws23h2", "ltsc2022 keep"),
        ("ws2019\nltsc2019", "ws23h2", "ltsc2019 rebuild on ltsc2022"),
        ("ws2022\nltsc2022", "w10-22h2", "ltsc2022 stuck"),
        ("ws2022\nltsc2022", "w11-25h2", "ltsc2022 check"),
        ("ws2019\nltsc2019", "w11-25h2", "ltsc2019 rebuild on ltsc2025"),
        ("ws2022\nr.example.com/a:1", "ws2025", "version not known unknown"),
        ("ws2022\nltsc2022\nltsc2016", "ws2016", "ltsc2022 rebuild on ltsc2016; ltsc2016 check"),
        ("ltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2025"),
    ] {
        assert_eq!(fates(&move_to(target, &fleet(text))), expected, "{text:?} to {target}");
    }
}

#[test]
fn without_images_nothing_is_promised() {
    let fleet = fleet("ws2019");
    let blocks = format!("{:?}", move_to("ws2025", &fleet).blocks(&fleet, TODAY));
    assert!(blocks.contains("No image is given") && !blocks.contains("No image has to change"), "{blocks}");
}

#[test]
fn new_names_of_images() {
    for (from, to, expected) in [
        ("mcr.microsoft.com/windows/servercore:ltsc2019", "ws2022", "mcr.microsoft.com/windows/servercore:ltsc2022"),
        (
            "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809",
            "ws2022",
            "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022",
        ),
        ("r.example.com/web:7-ltsc2019", "ws2022", "r.example.com/web:7-ltsc2022 (guessed from the naming pattern)"),
    ] {
        let plan = move_to(to, &fleet(&format!("ws2019\n{from}")));
        let rebuild = plan.moves[0].rebuild.as_ref().expect("a rebuild");
        assert_eq!(rebuild.tags[0].text(), expected);
    }
    let plan = move_to("ws2022", &fleet("ws2019\nweb ltsc2019"));
    let rebuild = plan.moves[0].rebuild.as_ref().expect("a rebuild");
    assert_eq!(rebuild.tags[0].text(), "built on mcr.microsoft.com/windows/servercore:ltsc2022");
}

#[test]
fn partly_there() {
    let plan = move_to("ws2025", &fleet("ws2025*2\nws2022\nltsc2022"));
    assert_eq!((plan.there.len(), plan.old.len()), (1, 1));
    assert_eq!(
        plan.summary(),
        "Moving 1 node to Windows Server 2025. 2 are there already. 1 image needs no change (ltsc2022)."
    );
}

#[test]
fn hyperv_is_a_way_while_it_is_there() {
    let plan = move_to("ws2025", &fleet("ws2019\nltsc2019"));
    assert!(plan.moves[0].hyperv);
    assert_eq!((plan.moves[0].fate, plan.exit_code()), (Fate::Rebuild, 1));
    let plan = move_to("ws2025", &kubernetes("ws2019\nltsc2019"));
    assert!(!plan.moves[0].hyperv);
    assert_eq!(plan.exit_code(), 2);
}

#[test]
fn when_support_ends() {
    let plan = move_to("ws2022", &fleet("ws2019\nltsc2019"));
    let endings: Vec<String> =
        plan.endings.iter().map(|ending| format!("{}: {}", ending.subject(), ending.text(TODAY))).collect();
    assert_eq!(
        endings,
        [
            "Windows Server 2019: Mainstream support ended on 2024-01-09; security updates end on 2029-01-09.",
            "Windows Server 2022: Mainstream support ends on 2026-10-13; security updates end on 2031-10-14.",
            "ltsc2019 images: Mainstream support ended on 2024-01-09; security updates end on 2029-01-09.",
            "ltsc2022 images: Mainstream support ends on 2026-10-13; security updates end on 2031-10-14.",
        ]
    );
}

/// In a report a release is told once: its hosts and its images have the same days.
#[test]
fn the_days_of_a_release_are_told_once() {
    let fleet = fleet("ws2019\nltsc2019");
    let plan = move_to("ws2022", &fleet);
    let text = wincompat::fleet::Report::new(&fleet, (&[], &[]), Some(&plan), &wincompat::Catalogue::builtin(), TODAY)
        .text(None);
    assert!(
        text.contains("  - Windows Server 2019 and ltsc2019 images: Mainstream support ended on 2024-01-09; "),
        "{text}"
    );
    assert_eq!(text.matches("ended on 2024-01-09").count(), 1, "{text}");
}

#[track_caller]
fn commands(plan: &Plan, kind: StepKind) -> String {
    let step = plan.steps.iter().find(|step| step.kind == kind).unwrap_or_else(|| panic!("no {}", kind.slug()));
    step.snippet.as_ref().map(|snippet| snippet.text.clone()).unwrap_or_default()
}

/// What a step says to run, without the comments and what stands between the parts.
#[track_caller]
fn lines(plan: &Plan, kind: StepKind) -> Vec<String> {
    commands(plan, kind).lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect()
}

/// The old hosts that don't run the new image are named.
#[test]
fn an_image_first_says_where_it_does_not_run() {
    let text = |fleet: &Fleet| move_to("ws2025", fleet).steps[0].text.clone();
    let nodes = "ws2019*2\nws2022*3\nltsc2019";
    assert!(text(&kubernetes(nodes)).ends_with(" The commands below keep it off Windows Server 2019 (2 nodes)."));
    assert!(text(&fleet(nodes)).ends_with(" Don’t start it on Windows Server 2019 (2 nodes)."));
}

/// What is missing is asked for with the command that prints it.
#[test]
fn what_is_missing_is_asked_for() {
    let asks = |fleet: &Fleet| {
        let asks = crate::grid(fleet).missing(fleet);
        asks.iter().map(|ask| ask.command.trim_end()).collect::<Vec<_>>()
    };
    let images = "kubectl get deployments,statefulsets,daemonsets,cronjobs --all-namespaces --output wide";
    assert_eq!(asks(&kubernetes("ws2019")), [images]);
    assert_eq!(asks(&fleet("ws2019")), [images, "docker service ls", "docker ps --format \"{{.Image}}\""]);
    assert_eq!(asks(&kubernetes("ltsc2019")), ["kubectl get nodes --output wide"]);
    assert_eq!(asks(&kubernetes("ws2019\nltsc2019")), [""; 0]);
    let summary = |fleet: &Fleet| crate::grid(fleet).summary(fleet);
    assert_eq!(summary(&fleet("ws2019")), "1 Windows node with 1 version, no Windows images yet.");
    assert_eq!(summary(&fleet("nginx:1-alpine")), "No Windows nodes and no Windows images yet. 1 Linux image ignored.");
}

#[test]
fn what_hosts_can_be_moved_to() {
    let slugs = |engine| -> Vec<&str> {
        wincompat::fleet::targets(engine, &wincompat::Catalogue::builtin(), TODAY).iter().map(|one| one.slug).collect()
    };
    assert_eq!(slugs(Some(Engine::Kubernetes)), ["ws2025", "ws2022", "ws2019", "ws2016"]);
    assert_eq!(slugs(Some(Engine::Aks)), ["ws2025", "ws2022"], "AKS has retired the others");
    let any = slugs(None);
    assert!(any.contains(&"w11-25h2") && !any.contains(&"ws1709") && !any.contains(&"ws20h2"), "{any:?}");
}

#[test]
fn images_without_nodes_say_what_is_missing() {
    let fleet = fleet("ltsc2019");
    let summary = move_to("ws2022", &fleet).grid.summary(&fleet);
    assert!(summary.starts_with("No Windows nodes yet: paste the output of kubectl get nodes -o wide."), "{summary}");
}

/// What uses the first image of a text: `shop deployment/web iis`.
fn users(text: &str) -> String {
    let used = fleet(text).images[0].used_by.clone().into_iter().map(|one| {
        let kind = format!("{:?}", one.kind).to_lowercase();
        let [namespace, container] = [&one.namespace, &one.container].map(|name| name.clone().unwrap_or_default());
        format!("{namespace} {kind}/{} {container}", one.name)
    });
    used.collect::<Vec<_>>().join(", ")
}

/// What no node runs today is kept nowhere, and keeps nothing running; nothing is said of nodes that are not there.
#[test]
fn a_plan_says_nothing_of_what_is_not_there() {
    let step =
        |plan: &Plan, kind: StepKind| plan.steps.iter().find(|step| step.kind == kind).map(|step| step.title.clone());
    let plan = move_to("ws2022", &kubernetes("ws2019\nltsc2019\nltsc2016\nltsc2022"));
    assert_eq!(step(&plan, StepKind::Pin).as_deref(), Some("Keep ltsc2019 on the old hosts"));
    let said = |at: usize| (plan.moves[at].title_of(at), plan.moves[at].text(&plan.grid, plan.target));
    assert_eq!(said(0), ("runs there", "Needs no change for Windows Server 2022. No node runs it today.".into()));
    let kept = move_to("ws2022", &kubernetes("ws2022\nws2019\nltsc2022"));
    assert_eq!(kept.moves[0].title_of(0), "keeps running");
    // Revisions decide on Server 2016: it may run there, and is kept.
    let plan = move_to("ws2025", &kubernetes("ws2016\nws2019*2\nltsc2016"));
    assert_eq!(step(&plan, StepKind::Pin).as_deref(), Some("Keep ltsc2016 on the old hosts"));
    assert!(commands(&plan, StepKind::Pin).contains("10.0.14393"));
    assert_eq!(step(&move_to("ws2025", &kubernetes("ws2019\nltsc2016")), StepKind::Pin), None);

    for (text, summary, order) in [
        (
            "ltsc2019",
            "No nodes are given. 1 image needs another tag or a rebuild (ltsc2019).",
            "Add hosts first: the new images run only there. Then roll out the images.",
        ),
        (
            "ws2025*2\nltsc2025",
            "All 2 nodes are on Windows Server 2025 already. 1 image needs no change (ltsc2025).",
            "No image has to change.",
        ),
        (
            "ws2019\nr.example.com/a:1",
            "Moving 1 node to Windows Server 2025. For 1 image the version is unknown.",
            "First settle what is open about the images, then replace the hosts.",
        ),
        (
            "ws2022\nltsc2022",
            "Moving 1 node to Windows Server 2025. 1 image needs no change (ltsc2022).",
            "No image has to change: replace the hosts.",
        ),
        (
            "ws2022\nr.example.com/web:1-ltsc2019",
            "Moving 1 node to Windows Server 2025. 1 image must be rebuilt (ltsc2019).",
            "Images first: the new ones also run on Windows Server 2022. Then replace the hosts.",
        ),
        (
            "ws2022\nws2019\nr.example.com/web:1-ltsc2019",
            "Moving 2 nodes to Windows Server 2025. 1 image must be rebuilt (ltsc2019).",
            "Images first: the new ones also run on Windows Server 2022, not on Windows Server 2019. Then replace the hosts.",
        ),
    ] {
        let plan = move_to("ws2025", &kubernetes(text));
        assert_eq!((plan.summary().as_str(), plan.order_text().as_str()), (summary, order), "{text:?}");
    }
}

/// Docker has no selectors and starts what it is told to start.
#[test]
fn plans_speak_the_language_of_their_engine() {
    let nodes = "n1 ws2019\nn2 ws2022\nltsc2022\nmcr.microsoft.com/windows/servercore:ltsc2019";
    for (engine, word, command) in [
        (Engine::Docker, "start", "docker run --detach --name my-app mcr.microsoft.com/windows/servercore:ltsc2022"),
        (Engine::Swarm, "constraint", "docker service update "),
        (Engine::Kubernetes, "selector", "kubectl set image "),
    ] {
        let plan = move_to("ws2025", &Fleet { engine: Some(engine), ..fleet(nodes) });
        let plan = if engine == Engine::Docker {
            move_to("ws2022", &Fleet { engine: Some(engine), ..fleet(nodes) })
        } else {
            plan
        };
        let all: String = plan
            .steps
            .iter()
            .map(|step| format!("{} {}\n", step.text, step.snippet.as_ref().map_or("", |one| &one.text)))
            .collect();
        assert!(all.contains(word) && all.contains(command), "{engine}: {all}");
        for other in ["selector", "constraint", "kubectl", "docker service"] {
            let own = other == word
                || engine == Engine::Swarm && other == "docker service"
                || engine == Engine::Kubernetes && other == "kubectl";
            assert!(own || !all.contains(other), "{engine} {other}: {all}");
        }
    }
}
