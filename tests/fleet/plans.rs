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

/// What is named in the texts is named in the commands: the object, its namespace and the container.
#[test]
fn commands_name_what_uses_an_image() {
    const MANIFEST: &str = "apiVersion: apps/v1\nkind: KIND\nmetadata:\n  namespace: shop\n  name: web\nspec:\n  template:\n    \
        metadata:\n      name: not-this\n    spec:\n      initContainers:\n      - image: r.example.com/setup:7-ltsc2019\n        \
        name: setup\n      containers:\n      - name: iis\n        image: r.example.com/web:7-ltsc2019\n        ports:\n        - \
        name: http\n";
    let plan = |kind: &str, nodes: &str| {
        let text = format!("{nodes}\n---\n{}", MANIFEST.replace("KIND", kind));
        move_to("ws2025", &kubernetes(&text))
    };
    let rebuild = |kind: &str, nodes: &str, step| {
        let lines = lines(&plan(kind, nodes), step);
        lines.into_iter().filter(|line| line.starts_with("kubectl ")).collect::<Vec<_>>()
    };
    let deployment = rebuild("Deployment", "ws2019", StepKind::Rebuild);
    assert_eq!(deployment.len(), 4, "{deployment:?}");
    assert_eq!(deployment[0], "kubectl --namespace shop rollout pause deployment/web");
    assert!(deployment[1].starts_with("kubectl --namespace shop patch deployment/web --patch '"), "{}", deployment[1]);
    assert_eq!(
        deployment[2],
        "kubectl --namespace shop set image deployment/web setup=r.example.com/setup:7-ltsc2025 iis=r.example.com/web:7-ltsc2025"
    );
    assert_eq!(deployment[3], "kubectl --namespace shop rollout resume deployment/web");
    // Nothing else can pause: one patch places the pods and sets their images.
    let stateful = rebuild("StatefulSet", "ws2019", StepKind::Rebuild);
    let [patch] = stateful.as_slice() else { panic!("{stateful:?}") };
    let json = patch.strip_prefix("kubectl --namespace shop patch statefulset/web --patch '").expect(patch);
    let json: serde_json::Value = serde_json::from_str(json.trim_end_matches('\'')).expect(patch);
    let pod = &json["spec"]["template"]["spec"];
    assert_eq!(pod["nodeSelector"]["node.kubernetes.io/windows-build"], "10.0.26100");
    assert_eq!(pod["containers"][0]["image"], "r.example.com/web:7-ltsc2025");
    assert_eq!(pod["containers"][0]["name"], "iis");
    assert_eq!(pod["initContainers"][0]["name"], "setup");
    // All old hosts run the new image: only the images change.
    assert_eq!(
        rebuild("DaemonSet", "ws2022", StepKind::RebuildFirst),
        [
            "kubectl --namespace shop set image daemonset/web setup=r.example.com/setup:7-ltsc2022 iis=r.example.com/web:7-ltsc2022"
        ]
    );
    // A pod or a job is made anew, not patched: a blank stands in for what runs it.
    let blanks = rebuild("Job", "ws2019", StepKind::Rebuild);
    assert!(
        blanks.iter().any(|line| line.starts_with("kubectl set image \"deployment/$app\" my-container=")),
        "{blanks:?}"
    );
}

/// The same from tables, with the kind that their columns tell.
#[test]
fn users_of_images_in_tables_and_services() {
    for (text, expected) in [
        (
            "NAMESPACE   NAME   READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES                      SELECTOR\n\
             shop        web    2/2     2            2           9d    iis          r.example.com/a:ltsc2019   app=web\n",
            "shop deployment/web iis",
        ),
        (
            "NAME                  READY   AGE   CONTAINERS   IMAGES\n\
             statefulset.apps/db   1/1     9d    sql          r.example.com/a:ltsc2019\n",
            " statefulset/db sql",
        ),
        (
            "NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE   CONTAINERS   IMAGES\n\
             agent   3         3         3       3            3           <none>          9d    log          r.example.com/a:ltsc2019\n",
            " daemonset/agent log",
        ),
        (
            "NAME    DESIRED   CURRENT   READY   AGE   CONTAINERS   IMAGES\n\
             web-1   3         3         3       9d    log          r.example.com/a:ltsc2019\n",
            "",
        ),
        (
            "ID             NAME   MODE         REPLICAS   IMAGE                      PORTS\n\
             abcdefghijkl   site   replicated   1/1        r.example.com/a:ltsc2019\n",
            " service/site ",
        ),
        (
            "[{\"ID\":\"a\",\"Spec\":{\"Name\":\"site\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"r.example.com/a:ltsc2019\"}}}}]",
            " service/site ",
        ),
    ] {
        let fleet = fleet(text);
        let used = fleet.images[0].used_by.iter().map(|one| {
            let kind = format!("{:?}", one.kind).to_lowercase();
            let [namespace, container] = [&one.namespace, &one.container].map(|name| name.clone().unwrap_or_default());
            format!("{namespace} {kind}/{} {container}", one.name)
        });
        assert_eq!(used.collect::<Vec<_>>().join(", "), expected, "{text}");
    }
    let swarm = Fleet {
        engine: Some(Engine::Swarm),
        ..fleet(
            "n1 ws2019\n\nID             NAME   MODE         REPLICAS   IMAGE\n\
             abcdefghijkl   site   replicated   1/1        mcr.microsoft.com/windows/nanoserver:1809\n",
        )
    };
    let rebuild = lines(&move_to("ws2022", &swarm), StepKind::Rebuild);
    assert_eq!(
        rebuild,
        [
            "docker service update --constraint-add node.labels.windows.build==20348 --image mcr.microsoft.com/windows/nanoserver:ltsc2022 site"
        ]
    );
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

/// Nodes of EKS are made and removed by their node group.
#[test]
fn eks_is_known_by_its_kubelets() {
    let fleet = fleet(
        "NAME            STATUS   ROLES    AGE   VERSION               INTERNAL-IP   EXTERNAL-IP   OS-IMAGE   KERNEL-VERSION    CONTAINER-RUNTIME\n\
         ip-10-0-1-1.x   Ready    <none>   9d    v1.24.7-eks-fb459a0   10.0.0.4      <none>        Windows    10.0.17763.3165   containerd://1.6.6\n",
    );
    let plan = move_to("ws2025", &fleet);
    let remove = plan.steps.iter().find(|step| step.kind == StepKind::RemoveHosts).expect("a step");
    assert!(remove.text.contains("scale their node group to 0"), "{}", remove.text);
    let scale = "eksctl scale nodegroup --cluster my-cluster --name my-nodegroup --nodes 0 --nodes-min 0";
    assert!(lines(&plan, StepKind::RemoveHosts).contains(&scale.to_owned()));
    let plan = move_to("ws2025", &kubernetes("n1 ws2019"));
    assert!(!commands(&plan, StepKind::RemoveHosts).contains("eksctl"));
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
    assert_eq!(plan.summary(), "Moving 1 node to Windows Server 2022. 1 image needs another tag (ltsc2019).");
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
