//! Plans for clusters of Kubernetes.

use wincompat::fleet::{Order, StepKind};

use super::{commands, lines, steps, users};
use crate::{fleet, kubernetes, move_to};

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
fn each_step_has_its_commands_filled_in() {
    let plan = move_to("ws2025", &kubernetes("n1 ws2022\nltsc2022"));
    let patch = &lines(&plan, StepKind::Move)[0];
    assert!(patch.contains(r#""operator":"In","values":["10.0.26100","10.0.20348"]"#), "{patch}");
    assert_eq!(
        lines(&plan, StepKind::RemoveHosts),
        ["kubectl cordon n1", "kubectl drain n1 --ignore-daemonsets --delete-emptydir-data", "kubectl delete node n1"]
    );
}

/// Few nodes have their commands one after the other; many stand in a loop, which ends where one can't be emptied.
#[test]
fn no_node_is_left_out() {
    let removes = |nodes: u32| {
        let all: String = (1..=nodes).map(|at| format!("n{at} ws2022\n")).collect();
        lines(&move_to("ws2025", &kubernetes(&format!("{all}ltsc2022"))), StepKind::RemoveHosts).join("\n")
    };
    for nodes in [2, 12, 13, 40] {
        let text = removes(nodes);
        for at in 1..=nodes {
            let named = text.split_whitespace().filter(|word| word.trim_end_matches(';') == format!("n{at}")).count();
            assert_eq!(named, if nodes <= 12 { 3 } else { 1 }, "n{at} of {nodes}: {text}");
        }
        assert_eq!(text.contains("for node in n1 n2 n3"), nodes > 12, "{text}");
    }
    let text = removes(13);
    assert!(text.contains("  kubectl drain \"$node\" --ignore-daemonsets --delete-emptydir-data || break\n"), "{text}");
    let all: String = (1..=501).map(|at| format!("n{at} ws2022\n")).collect();
    let text = commands(&move_to("ws2025", &kubernetes(&format!("{all}ltsc2022"))), StepKind::RemoveHosts);
    assert!(text.ends_with("# The same for the other 1 node.\n"), "{text}");
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
    // A cron job has its template in the one of its jobs.
    let cron = MANIFEST
        .replace("KIND", "CronJob")
        .replace("  template:\n", "  jobTemplate:\n   spec:\n    template:\n")
        .replace(
            "    metadata:\n      name: not-this\n    spec:\n",
            "     metadata:\n       name: not-this\n     spec:\n",
        );
    let cron = lines(&move_to("ws2025", &kubernetes(&format!("ws2019\n---\n{cron}"))), StepKind::Rebuild);
    let patch = cron.iter().find_map(|line| line.strip_prefix("kubectl --namespace shop patch cronjob/web --patch '"));
    let json: serde_json::Value = serde_json::from_str(patch.expect("a patch").trim_end_matches('\'')).expect("JSON");
    let pod = &json["spec"]["jobTemplate"]["spec"]["template"]["spec"];
    assert_eq!(pod["nodeSelector"]["node.kubernetes.io/windows-build"], "10.0.26100");
    assert_eq!(pod["initContainers"][0]["image"], "r.example.com/setup:7-ltsc2025");
    // A pod or a job is made anew, not patched: a blank stands in for what runs it.
    let blanks = rebuild("Job", "ws2019", StepKind::Rebuild);
    assert!(
        blanks.iter().any(|line| line.starts_with("kubectl set image \"deployment/$app\" my-container=")),
        "{blanks:?}"
    );
}

/// The same from tables, with the kind that their columns tell.
#[test]
fn users_of_images_in_tables() {
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
            "NAME     SCHEDULE      SUSPEND   ACTIVE   LAST SCHEDULE   AGE   CONTAINERS   IMAGES                     SELECTOR\n\
             backup   */5 * * * *   False     0        2m              9d    run          r.example.com/a:ltsc2019   <none>\n",
            " cronjob/backup run",
        ),
        (
            "NAME    DESIRED   CURRENT   READY   AGE   CONTAINERS   IMAGES\n\
             web-1   3         3         3       9d    log          r.example.com/a:ltsc2019\n",
            "",
        ),
    ] {
        assert_eq!(users(text), expected, "{text}");
    }
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
        // Step by step: the hosts have been added by then.
        ["Until the added hosts are ready, only 2 of 5 nodes run the new images. Roll them out once there is room."]
    );
    let steps = |text: &str, target: &str| move_to(target, &kubernetes(text)).steps;
    for (text, target, added_first) in
        [("ws2019*3\nws2022*2\nltsc2019", "ws2022", true), ("ws2019*3\nws2022\nltsc2019", "ws2025", false)]
    {
        let steps = steps(text, target);
        let warned = steps.iter().position(|step| !step.warning.is_empty());
        let added = steps.iter().position(|step| step.kind == StepKind::AddHosts);
        assert_eq!(added < warned, added_first, "{steps:#?}");
    }
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
    assert_eq!(step.title, "Rebuild ltsc2019 on ltsc2022 or switch the tags");

    let framework = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019";
    let plan = move_to("ws2025", &kubernetes(&format!("ws2019\n{framework}")));
    let tag = plan.moves[0].tag_of(0).expect("a tag").text();
    assert!(tag.contains(":4.8.1-windowsservercore-ltsc2025") && tag.contains("no maintained image"), "{tag}");
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

/// Images that run on the same nodes have the same command, and it is there once.
#[test]
fn no_command_stands_there_twice() {
    let images = "mcr.microsoft.com/windows/servercore:ltsc2019\nmcr.microsoft.com/dotnet/framework/aspnet:4.8";
    let plan = move_to("ws2022", &kubernetes(&format!("ws2019\n{images}")));
    let pin = lines(&plan, StepKind::Pin);
    assert!(
        pin.len() == 1 && commands(&plan, StepKind::Pin).contains("For images on ltsc2019 and multi-version ("),
        "{pin:?}"
    );
}

/// A patch leaves alone what it doesn't name: what kept an image on old nodes goes with the patch that moves it.
#[test]
fn what_kept_an_image_goes_when_it_moves() {
    let patched = |nodes: &str, image: &str, target: &str| {
        let plan = move_to(target, &kubernetes(&format!("{nodes}\n{image}")));
        (commands(&plan, StepKind::Pin), commands(&plan, StepKind::Rebuild))
    };
    let affinity = r#""affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":"#;
    let (pin, moved) = patched("ws2025\nws2022", "ltsc2022", "ws2019");
    assert!(pin.contains(&format!("{affinity}{{")), "{pin}");
    assert!(moved.contains(&format!("{affinity}null}}}}")) && moved.contains("10.0.17763"), "{moved}");
    let (pin, moved) = patched("ws2019", "ltsc2019", "ws2022");
    assert!(!pin.contains("affinity") && !moved.contains("affinity"), "one build takes the place of another");
}

#[test]
fn old_nodes_are_deleted_once_they_are_empty() {
    let plan = move_to("ws2022", &kubernetes("n1 ws2019\nltsc2019"));
    assert_eq!(
        lines(&plan, StepKind::RemoveHosts),
        ["kubectl cordon n1", "kubectl drain n1 --ignore-daemonsets --delete-emptydir-data", "kubectl delete node n1"]
    );
    let eks = move_to("ws2022", &wincompat::Fleet { eks: true, ..kubernetes("n1 ws2019\nltsc2019") });
    assert!(!commands(&eks, StepKind::RemoveHosts).contains("delete node"), "they go with their group");
}
