//! Plans for clusters of AKS.

use wincompat::fleet::link::{FleetState, decode, encode};
use wincompat::fleet::{StepKind, aks};
use wincompat::{Engine, Fleet};

use super::{commands, lines};
use crate::{TODAY, fleet, kubernetes, move_to};

#[test]
fn aks_has_dates_of_its_own() {
    let aks = |text: &str, target: &str| move_to(target, &Fleet { engine: Some(Engine::Aks), ..fleet(text) });
    let plan = aks("ws2019\nltsc2019", "ws2022");
    assert_eq!(
        plan.endings[0].text(TODAY),
        "AKS no longer updates these nodes, although Windows Server 2019 itself is supported until 2029-01-09. AKS calls it \
         Windows2019. Up to Kubernetes 1.32. Retired on 2026-03-01. Node images are removed on 2027-04-01."
    );
    let remove = plan.steps.last().expect("a step");
    assert!(
        remove.text.ends_with("AKS retired Windows2019 on 2026-03-01 and removes its node images on 2027-04-01."),
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

/// The name of a node tells its pool; a pool that is there is scaled by as many nodes as go away.
#[test]
fn a_pool_that_is_there_gets_more_nodes() {
    let plan = |nodes: &str| {
        move_to(
            "ws2022",
            &Fleet { engine: Some(Engine::Aks), ..fleet(&[nodes, "\nacme.azurecr.io/web:1-ltsc2019"].concat()) },
        )
    };
    let old = "akswinp000000 10.0.17763.7314\nakswinp000001 10.0.17763.7314\n";
    let scaled = commands(&plan(&[old, "akswin22000000 10.0.20348.3692"].concat()), StepKind::AddHosts);
    assert!(scaled.contains("az aks nodepool scale ") && scaled.ends_with("--name win22 --node-count 3\n"), "{scaled}");
    let added = commands(&plan(old), StepKind::AddHosts);
    assert!(added.contains("az aks nodepool add ") && added.contains("--node-count 2\n"), "{added}");
    // A node whose name tells no pool is in one, too.
    let scaled = commands(&plan(&[old, "win-node-1 10.0.20348.3692"].concat()), StepKind::AddHosts);
    assert!(scaled.contains("az aks nodepool scale ") && scaled.contains("--name win22 --node-count 3\n"), "{scaled}");
}

/// A link has versions and counts: what it leaves open is asked for, and the rest stays.
#[test]
fn a_plan_made_from_a_link_says_the_same() {
    let text = "aksnpwin000000 10.0.17763.7314\naksnpwin000001 10.0.17763.7314\nakswin22000000 10.0.20348.3692\n\
                akswin22000001 10.0.20348.3692\nmcr.microsoft.com/windows/servercore:ltsc2019\n\
                mcr.microsoft.com/windows/nanoserver:ltsc2019";
    let named = Fleet { engine: Some(Engine::Aks), ..fleet(text) };
    let of_link = decode(&encode(&FleetState::of(&named, None)).0).fleet();
    let [before, after] = [&named, &of_link].map(|fleet| move_to("ws2022", fleet));
    let step = |plan: &wincompat::fleet::Plan| {
        let step = plan.steps.iter().find(|step| step.kind == StepKind::AddHosts).expect("a step");
        (step.title.clone(), step.text.clone(), step.snippet.clone().expect("commands"))
    };
    let (title, said, snippet) = step(&after);
    assert_eq!((title.as_str(), said.as_str()), (step(&before).0.as_str(), step(&before).1.as_str()));
    let edits: Vec<&str> = snippet.edits.iter().map(|edit| &snippet.text[edit.clone()]).collect();
    assert!(snippet.text.contains("az aks nodepool scale "), "{}", snippet.text);
    assert_eq!(edits, ["my-group", "my-cluster", "win22", "4"], "the name of the pool is to be filled in");
    assert!(before.summary().ends_with("2 images need another tag (ltsc2019)."), "{}", before.summary());
    assert!(after.summary().ends_with("2 images need another tag or a rebuild (ltsc2019)."), "{}", after.summary());
    assert_eq!(after.moves[0].rebuild.as_ref().map(|one| one.verb()), Some("Rebuild on the new base or switch to"));
    assert_eq!(after.moves[0].title_of(after.grid.images[0].images[0]), "another tag or a rebuild");
    assert!(commands(&after, StepKind::Rebuild).contains("# Somebody else’s image isn’t built: use its own tag"));
    // A name that somebody gave is no bare version.
    let own = Fleet { engine: Some(Engine::Aks), ..fleet("ws2019\nacme.azurecr.io/web:1-ltsc2019") };
    assert!(!commands(&move_to("ws2022", &own), StepKind::Rebuild).contains("Somebody else’s"));
}

/// R36: AKS changes a pool from 2022 to 2025 in place, as a preview, and none else.
#[test]
fn a_pool_changes_in_place_where_aks_says_so() {
    let add = |nodes: &str, target: &str| {
        let plan = move_to(target, &Fleet { engine: Some(Engine::Aks), ..fleet(&[nodes, "\nltsc2022"].concat()) });
        let step = plan.steps.iter().find(|step| step.kind == StepKind::AddHosts).expect("a step");
        (step.text.clone(), commands(&plan, StepKind::AddHosts))
    };
    let new = "akswin22000000 10.0.20348.3692\nakswin22000001 10.0.20348.3692";
    let (text, shell) = add(new, "ws2025");
    assert_eq!(
        text,
        "Make a node pool with --os-sku Windows2025, with Kubernetes 1.32 or later. AKS can also change a pool from \
         Windows2022 to Windows2025 in place, as a preview."
    );
    let update = "# az aks nodepool update --resource-group my-group --cluster-name my-cluster --name win22 --os-sku Windows2025 \
                  --enable-fips-image\n";
    assert!(shell.ends_with(update) && shell.contains("az aks nodepool add "), "{shell}");
    let mixed = add(&[new, "\naksnpwin000000 10.0.17763.7314"].concat(), "ws2025");
    assert!(mixed.1.ends_with(update), "{}", mixed.1);
    for (nodes, target) in [("aksnpwin000000 10.0.17763.7314", "ws2022"), ("aksnpwin000000 10.0.17763.7314", "ws2025")]
    {
        let (text, shell) = add(nodes, target);
        assert!(text.ends_with(" or later: AKS doesn’t change the Windows version of these pools in place."), "{text}");
        assert!(!shell.contains("update") && !text.contains("preview"), "{shell}");
    }
    let (text, _) = add("", "ws2022");
    assert_eq!(text, "Make a node pool with --os-sku Windows2022, with Kubernetes 1.23 or later.", "no pool is given");
}

/// Who has no Dockerfile builds nothing, and pushes nothing to somebody else’s name.
#[test]
fn images_of_others_are_switched_and_own_ones_are_built() {
    let built = |image: &str| {
        let plan = move_to("ws2022", &Fleet { engine: Some(Engine::Aks), ..fleet(&["ws2019\n", image].concat()) });
        commands(&plan, StepKind::Rebuild).contains("docker build ")
    };
    for own in [
        "acme.azurecr.io/shop/web:1-ltsc2019",
        "web:1-ltsc2019",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1-ltsc2019",
    ] {
        assert!(built(own), "{own}");
    }
    for others in [
        "jenkins/inbound-agent:windowsservercore-1809",
        "fluent/fluent-bit:windows-2019-3.0.4",
        "602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/csi:v2-windows-ltsc2019",
        "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019",
    ] {
        assert!(!built(others), "{others}");
    }
}

/// What runs only on new hosts stays where it is.
#[test]
fn an_image_that_is_on_new_hosts_is_not_moved() {
    let kinds = |images: &str| {
        let nodes = "a 10.0.17763.7314\nb 10.0.20348.3692\n";
        let plan = move_to("ws2022", &Fleet { engine: Some(Engine::Aks), ..fleet(&[nodes, images].concat()) });
        plan.steps.iter().map(|step| step.kind).collect::<Vec<_>>()
    };
    assert!(!kinds("acme.azurecr.io/web:1-ltsc2022").contains(&StepKind::Move));
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
    // A node of a cluster has no docker.
    assert_eq!(lines(&plan, StepKind::FindOut), ["docker manifest inspect --verbose r.example.com/a:1"]);
    let docker = move_to("ws2025", &fleet("ws2019\nr.example.com/a:1"));
    assert_eq!(
        lines(&docker, StepKind::FindOut),
        ["docker image inspect --format \"{{.OsVersion}}\" r.example.com/a:1"]
    );
    assert_eq!(
        lines(&plan, StepKind::Pin),
        [
            r#"kubectl patch deployment/my-app --patch '{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"windows","node.kubernetes.io/windows-build":"10.0.17763"}}}}}'"#
        ]
    );
    assert!(commands(&plan, StepKind::AddHosts).contains("  --os-sku Windows2025 \\\n  --enable-fips-image \\\n"));
    assert_eq!(
        lines(&plan, StepKind::Rebuild),
        [
            "docker build --tag r.example.com/web:7-ltsc2025 .",
            "docker push r.example.com/web:7-ltsc2025",
            "app=my-app",
            "kubectl rollout pause \"deployment/$app\"",
            r#"kubectl patch "deployment/$app" --patch '{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"windows","node.kubernetes.io/windows-build":"10.0.26100"}}}}}'"#,
            "kubectl set image \"deployment/$app\" my-container=r.example.com/web:7-ltsc2025",
            "kubectl rollout resume \"deployment/$app\"",
        ]
    );
    let remove = lines(&plan, StepKind::RemoveHosts);
    assert_eq!(remove[0], "pool=old", "the pool is told by the names of its nodes");
    assert!(remove[3].starts_with("az aks nodepool delete ") && remove.len() == 4, "{remove:?}");
}

/// The nodes say which Kubernetes they run, and AKS which one a pool needs.
#[test]
fn a_cluster_too_old_for_the_new_pool_is_upgraded_first() {
    let nodes = |version: &str, build: &str| {
        format!(
            "NAME             STATUS   ROLES   AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE   KERNEL-VERSION   CONTAINER-RUNTIME\n\
             akswin000000     Ready    agent   9d    {version}   10.0.0.4   <none>   Windows Server   {build}   containerd://1.6.6\n"
        )
    };
    let upgrade = |version: &str, build: &str, target: &str| {
        let fleet = Fleet { engine: Some(Engine::Aks), ..fleet(&nodes(version, build)) };
        let step = move_to(target, &fleet).steps.into_iter().find(|step| step.kind == StepKind::Upgrade);
        step.map(|step| (step.title, step.text, step.snippet.expect("commands")))
    };
    let (title, text, snippet) = upgrade("v1.23.8", "10.0.17763.3165", "ws2025").expect("a step");
    assert_eq!(title, "Upgrade the cluster to Kubernetes 1.32");
    assert_eq!(
        text,
        "The nodes run Kubernetes 1.23.8; AKS has Windows2025 pools only from 1.32 on. Going there takes one minor version at a \
         time. Stop at 1.32 while there are Windows2019 pools: they don’t go further."
    );
    assert!(snippet.text.contains("--kubernetes-version 1.24\n"), "{}", snippet.text);
    let edits: Vec<&str> = snippet.edits.iter().map(|edit| &snippet.text[edit.clone()]).collect();
    assert_eq!(edits, ["my-group", "my-cluster", "my-group", "my-cluster", "1.24"]);
    let (_, _, last) = upgrade("v1.31.2", "10.0.17763.3165", "ws2025").expect("a step");
    assert!(last.text.contains("--kubernetes-version 1.32\n") && last.edits.len() == 4, "{}", last.text);
    assert_eq!(upgrade("v1.32.0", "10.0.17763.3165", "ws2025"), None, "new enough");
    assert_eq!(upgrade("v1.23.8", "10.0.17763.3165", "ws2022"), None, "Windows2022 pools run with 1.23");
    let own = kubernetes(&nodes("v1.23.8", "10.0.17763.3165"));
    assert!(move_to("ws2025", &own).steps.iter().all(|step| step.kind != StepKind::Upgrade), "only AKS says so");
    let json = r#"{"apiVersion":"v1","items":[{"metadata":{"name":"n"},"status":{"nodeInfo":{"kernelVersion":"10.0.20348.1",
        "kubeletVersion":"v1.29.3","operatingSystem":"windows"}}}]}"#;
    assert_eq!(fleet(json).kubernetes.map(|version| version.to_string()).as_deref(), Some("1.29.3"));
}

/// A pool is deleted once, and a node whose name doesn't tell its pool is asked for it.
#[test]
fn a_pool_is_deleted_once() {
    let removes = |nodes: &str| {
        lines(&move_to("ws2022", &Fleet { engine: Some(Engine::Aks), ..fleet(nodes) }), StepKind::RemoveHosts)
    };
    let of = |lines: &[String], start: &str| {
        lines.iter().filter(|line| line.starts_with(start)).cloned().collect::<Vec<_>>()
    };
    let mixed = removes("aksnpwin000000 10.0.17763.1935\nworker-win-2 10.0.17763.1397\nltsc2019");
    assert_eq!(of(&mixed, "pool="), ["pool=npwin"]);
    assert_eq!(
        of(&mixed, "kubectl get"),
        ["kubectl get node worker-win-2 --label-columns kubernetes.azure.com/agentpool"]
    );
    let two = removes(
        "aksnpwin000000 10.0.17763.1935\naksnpwin000001 10.0.17763.1935\naksold000000 10.0.17763.1397\nltsc2019",
    );
    assert_eq!((of(&two, "pool="), of(&two, "kubectl get")), (vec!["pool=npwin".into(), "pool=old".into()], vec![]));
    assert_eq!(of(&removes("worker-win-2 10.0.17763.1397\nltsc2019"), "pool="), ["pool=npwin"], "to be edited");
}
