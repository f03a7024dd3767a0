//! Moving the hosts to another release.

use wincompat::fleet::{Fate, Order, Plan, StepKind, aks};
use wincompat::{Engine, Fleet};

use crate::TODAY;
use crate::fleet;
use crate::kubernetes;
use crate::move_to;

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
    assert!(blocks.contains("No image is given") && !blocks.contains("No image has to be rebuilt"), "{blocks}");
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
fn order_of_steps() {
    let plan = move_to("ws2025", &kubernetes("ws2022\nltsc2022"));
    assert_eq!((plan.order, steps(&plan)), (Order::HostsOnly, vec!["add-hosts", "move", "remove-hosts"]));
    let plan = move_to("ws2025", &kubernetes("ws2022\nltsc2019"));
    assert_eq!(
        (plan.order, steps(&plan)),
        (Order::ImagesFirst, vec!["rebuild-first", "add-hosts", "remove-hosts", "later"])
    );
    let plan = move_to("ws2022", &kubernetes("ws2019\nltsc2019\nr.example.com/a:1"));
    assert_eq!(
        (plan.order, steps(&plan)),
        (Order::HostsFirst, vec!["find-out", "pin", "add-hosts", "rebuild", "remove-hosts"])
    );
    let plan = move_to("ws2022", &kubernetes("ws2022\nltsc2022"));
    assert_eq!(steps(&plan), Vec::<&str>::new());
    assert_eq!(plan.exit_code(), 0);
}

#[test]
fn partly_there() {
    let plan = move_to("ws2025", &fleet("ws2025*2\nws2022\nltsc2022"));
    assert_eq!((plan.there.len(), plan.old.len()), (1, 1));
    assert_eq!(
        plan.summary(),
        "Moving 1 node to Windows Server 2025. Already there: 2. 1 image keeps running (ltsc2022)."
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

#[test]
fn aks_has_dates_of_its_own() {
    let aks = |text: &str, target: &str| move_to(target, &Fleet { engine: Some(Engine::Aks), ..fleet(text) });
    let plan = aks("ws2019\nltsc2019", "ws2022");
    assert_eq!(
        plan.endings[0].text(TODAY),
        "Its nodes get no more images and patches, whatever Windows promises. AKS calls it Windows2019. Up to Kubernetes 1.32. \
         Retired on 2026-03-01. Node images are removed on 2027-04-01."
    );
    let remove = plan.steps.last().expect("a step");
    assert!(
        remove.text.ends_with("AKS retired Windows2019 on 2026-03-01, and removes its node images on 2027-04-01."),
        "{}",
        remove.text
    );
    assert!(!remove.text.contains("2029"), "{}", remove.text);
    let add = plan.steps.iter().find(|step| step.kind == StepKind::AddHosts).expect("a step");
    assert!(add.text.contains("--os-sku Windows2022"), "{}", add.text);
    let plan = aks("ws2022\nltsc2022", "ws2019");
    let add = plan.steps.iter().find(|step| step.kind == StepKind::AddHosts).expect("a step");
    assert_eq!(add.text, "AKS has no node pools with Windows Server 2019 (any more).");
    assert!(aks::support("ws2016").is_none());
    let pools = wincompat::rules::release::aks_pools();
    assert_eq!(pools.map(|(release, _)| release.slug).collect::<Vec<_>>(), ["ws2019", "ws2022", "ws23h2", "ws2025"]);
}

#[track_caller]
fn commands(plan: &Plan, kind: StepKind) -> String {
    let step = plan.steps.iter().find(|step| step.kind == kind).unwrap_or_else(|| panic!("no {}", kind.slug()));
    step.snippet.as_ref().map(|snippet| snippet.text.clone()).unwrap_or_default()
}

/// What a step says to run, without the comments.
#[track_caller]
fn lines(plan: &Plan, kind: StepKind) -> Vec<String> {
    commands(plan, kind).lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn each_step_has_its_commands_filled_in() {
    let aks = Fleet {
        engine: Some(Engine::Aks),
        ..fleet(
            "aksold000000 10.0.17763.7314\naksold000001 10.0.17763.7314\nr.example.com/web:7-ltsc2019\nr.example.com/a:1",
        )
    };
    let plan = move_to("ws2025", &aks);
    assert_eq!(lines(&plan, StepKind::FindOut), ["docker image inspect --format \"{{.OsVersion}}\" r.example.com/a:1"]);
    assert_eq!(
        lines(&plan, StepKind::Pin),
        [
            r#"kubectl patch deployment my-app --patch '{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"windows","node.kubernetes.io/windows-build":"10.0.17763"}}}}}'"#
        ]
    );
    assert!(commands(&plan, StepKind::AddHosts).contains("  --os-sku Windows2025 \\\n  --enable-fips-image \\\n"));
    assert_eq!(
        lines(&plan, StepKind::Rebuild),
        [
            "docker build --tag r.example.com/web:7-ltsc2025 .",
            "docker push r.example.com/web:7-ltsc2025",
            "kubectl rollout pause deployment/my-app",
            r#"kubectl patch deployment my-app --patch '{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"windows","node.kubernetes.io/windows-build":"10.0.26100"}}}}}'"#,
            "kubectl set image deployment/my-app my-app=r.example.com/web:7-ltsc2025",
            "kubectl rollout resume deployment/my-app",
        ]
    );
    let remove = lines(&plan, StepKind::RemoveHosts);
    assert_eq!(remove[0], "pool=old", "the pool is told by the names of its nodes");
    assert!(remove[3].starts_with("az aks nodepool delete ") && remove.len() == 4, "{remove:?}");

    let plan = move_to("ws2025", &kubernetes("n1 ws2022\nltsc2022"));
    let patch = &lines(&plan, StepKind::Move)[0];
    assert!(patch.contains(r#""operator":"In","values":["10.0.26100","10.0.20348"]"#), "{patch}");
    assert_eq!(
        lines(&plan, StepKind::RemoveHosts),
        ["kubectl cordon n1", "kubectl drain n1 --ignore-daemonsets --delete-emptydir-data"]
    );

    let swarm = Fleet { engine: Some(Engine::Swarm), ..fleet("n1 ws2019\nn2 ws2019\nltsc2019") };
    let plan = move_to("ws2022", &swarm);
    assert_eq!(
        lines(&plan, StepKind::Pin),
        [
            "docker node update --label-add windows.build=17763 n1",
            "docker node update --label-add windows.build=17763 n2",
            "docker service update --constraint-add node.labels.windows.build==17763 my-app",
        ]
    );
    assert_eq!(lines(&plan, StepKind::AddHosts)[1], "docker node update --label-add windows.build=20348 new-node");
}

/// Every patch is JSON, and of the form that Kubernetes takes.
#[test]
fn patches_are_json() {
    for text in
        ["n1 ws2022\nltsc2022", "n1 ws2019\nltsc2019", "n1 10.0.14393.1\nn2 10.0.14393.2\n10.0.14393.2\nltsc2022"]
    {
        for target in ["ws2022", "ws2025"] {
            let plan = move_to(target, &kubernetes(text));
            let texts = plan.steps.iter().filter_map(|step| step.snippet.as_ref()).map(|snippet| snippet.text.clone());
            for line in texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()) {
                let Some((_, patch)) = line.split_once("--patch '") else { continue };
                let json: serde_json::Value = serde_json::from_str(patch.trim_end_matches('\'')).expect(&line);
                assert_eq!(json["spec"]["template"]["spec"]["nodeSelector"]["kubernetes.io/os"], "windows");
            }
        }
    }
}

/// A name that isn't plain is in no command; what is to be edited stands there instead, and the name beside it.
#[test]
fn names_go_through_the_gate() {
    let mut hostile = kubernetes("n1 ws2019\nltsc2019");
    hostile.nodes[0].name = Some("n1; rm -rf /".to_owned());
    let plan = move_to("ws2022", &hostile);
    for step in &plan.steps {
        let Some(snippet) = &step.snippet else { continue };
        assert!(!snippet.text.contains("rm -rf"), "{}", snippet.text);
    }
    assert_eq!(lines(&plan, StepKind::RemoveHosts)[0], "kubectl cordon NODE");
    let remove = plan.steps.last().and_then(|step| step.snippet.as_ref()).expect("commands");
    assert_eq!(remove.refused, ["n1; rm -rf /"]);
    assert!(remove.edits.iter().all(|edit| &remove.text[edit.clone()] == "NODE"));
}

#[test]
fn few_nodes_for_the_new_images_are_warned_of() {
    let warning = |text: &str, target: &str| {
        let plan = move_to(target, &kubernetes(text));
        plan.steps.into_iter().map(|step| step.warning).filter(|warning| !warning.is_empty()).collect::<Vec<_>>()
    };
    let few = "Check that there is room, or add new hosts first.";
    assert_eq!(
        warning("ws2019*3\nws2022\nltsc2019", "ws2025"),
        [format!("Only 1 of 4 nodes runs the new images so far. {few}")]
    );
    assert_eq!(
        warning("ws2019*3\nws2022*2\nltsc2019", "ws2022"),
        [format!("Only 2 of 5 nodes run the new images so far. {few}")]
    );
    assert_eq!(warning("ws2022*3\nltsc2019", "ws2025"), [""; 0], "all of them run it");
    assert_eq!(warning("ws2022*3\nltsc2022", "ws2025"), [""; 0], "nothing is new");
}

/// Somebody else's image is not rebuilt: its tag is switched. Another version of .NET Framework is explained.
#[test]
fn tags_of_public_images_are_switched() {
    let iis = "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019";
    let plan = move_to("ws2022", &kubernetes(&format!("ws2019\n{iis}")));
    assert_eq!(plan.moves[0].title_of(0), "switch the tag");
    assert!(plan.moves[0].text_of(0, &plan.grid, plan.target).starts_with("Switch to ltsc2022."));
    let step = plan.steps.iter().find(|step| step.kind == StepKind::Rebuild).expect("a step");
    assert_eq!(step.title, "Switch ltsc2019 to ltsc2022");
    assert!(!commands(&plan, StepKind::Rebuild).contains("docker build"), "{}", commands(&plan, StepKind::Rebuild));

    let both = move_to("ws2022", &kubernetes(&format!("ws2019\n{iis}\nr.example.com/web:7-ltsc2019")));
    assert_eq!([both.moves[0].title_of(0), both.moves[0].title_of(1)], ["switch the tag", "rebuild"]);
    let step = both.steps.iter().find(|step| step.kind == StepKind::Rebuild).expect("a step");
    assert_eq!(step.title, "Rebuild, or switch the tag, of ltsc2019 for ltsc2022");

    let framework = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019";
    let plan = move_to("ws2025", &kubernetes(&format!("ws2019\n{framework}")));
    let tag = plan.moves[0].tag_of(0).expect("a tag").text();
    assert!(tag.contains(":4.8.1-windowsservercore-ltsc2025") && tag.contains("no maintained image"), "{tag}");
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

/// Parts of the cluster and Linux images are counted and left alone.
#[test]
fn images_of_the_cluster_are_left_alone() {
    let fleet = kubernetes(
        "ws2022\nltsc2022\nnginx:1.27-alpine\nregistry.k8s.io/pause:3.10\nmcr.microsoft.com/oss/kubernetes/kube-proxy:v1.30",
    );
    let plan = move_to("ws2025", &fleet);
    assert_eq!(plan.moves.len(), 1);
    let summary = plan.grid.summary(&fleet);
    assert!(summary.ends_with("1 Linux image ignored. 2 system images ignored."), "{summary}");
}

#[test]
fn images_without_nodes_say_what_is_missing() {
    let fleet = fleet("ltsc2019");
    let summary = move_to("ws2022", &fleet).grid.summary(&fleet);
    assert!(summary.starts_with("No Windows nodes yet: paste the output of kubectl get nodes -o wide."), "{summary}");
}
