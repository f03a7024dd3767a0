//! Kubernetes: process isolation only, so pods are kept on nodes of the right build (R24).

use super::manifest::{self, PodPlacement, WINDOWS_BUILD, WINDOWS_VERSION};
use super::task::Task;
use super::text::{Slot, Text};
use super::value::Value;
use super::{Language, Snippet, Target};
use crate::remedy::advice::Step;
use crate::rules::notice::image_word;
use crate::rules::{
    question::{Engine, Isolation},
    reason::Reason,
    rule::Rule,
    version::Version,
};

const KUBECTL: &str = "Any shell with kubectl";

pub(super) fn checks(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let names = &task.context.names;
    let namespace = Slot::given(names.namespace.as_ref(), Value::own("default"));
    let pod = Slot::given(names.pod.as_ref(), Value::own("my-pod"));
    let mut text = Text::new(Language::AnyShell, Rule::R24);
    text.note("A mismatch shows as CrashLoopBackOff or ImagePullBackOff. The events have the message.")
        .add("kubectl get pods --all-namespaces --output wide\n")
        .fill("kubectl describe pod § --namespace §\n", &[&pod, &namespace])
        .add("kubectl get events --all-namespaces --field-selector type=Warning\n");
    out.push(text.snippet(Target::Kubernetes, "Find pods that do not start", KUBECTL));
    node_versions(task, out);
}

/// Build and revision of every Windows node: the revision is in no label.
fn node_versions(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::AnyShell);
    text.note("KERNEL-VERSION shows build and revision. The label that pods can select has only the build.")
        .add("kubectl get nodes --selector kubernetes.io/os=windows --output wide --label-columns ")
        .add(WINDOWS_BUILD)
        .add("\n");
    out.push(text.snippet(Target::Kubernetes, "Windows versions of the nodes", KUBECTL));
}

pub(super) fn verify(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let deployment = deployment_name(task);
    let mut text = Text::new(Language::AnyShell, Rule::R24);
    text.add("kubectl rollout status deployment/");
    text.fill("§", &[&deployment]);
    in_namespace(task, &mut text);
    text.add("\nkubectl get pods --output wide");
    in_namespace(task, &mut text);
    text.add("\n");
    out.push(text.snippet(Target::Kubernetes, "Is it running, and where?", KUBECTL));
}

pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    // Kubernetes has no Hyper-V isolation, and no client as node.
    if task.isolation == Some(Isolation::Hyperv) {
        return;
    }
    match task.step {
        Step::FindOut if task.context.has(Reason::LinuxImage) => linux(task, out),
        Step::Update if !task.changes_image() => node_versions(task, out),
        Step::FindOut | Step::Hyperv | Step::ChangeEngine => {}
        Step::Run | Step::Rebuild | Step::MoveHost | Step::MatchRevision | Step::Update => place(task, out),
    }
}

fn deployment_name(task: &Task<'_>) -> Slot {
    task.name(task.context.names.deployment.as_ref())
}

fn in_namespace(task: &Task<'_>, text: &mut Text) {
    if let Some(namespace) = &task.context.names.namespace {
        text.fill(" --namespace §", &[&Slot::given(Some(namespace), Value::own("default"))]);
    }
}

fn place(task: &Task<'_>, out: &mut Vec<Snippet>) {
    if task.changes_image() {
        set_image(Target::Kubernetes, task, out);
    }
    let on_aks = task.context.question.engine.get() == Some(&Engine::Aks);
    match task.builds.as_slice() {
        [] => {}
        [14393] if on_aks => {}
        [14393] => server_2016(task, out),
        builds => {
            patch(task, builds, out);
            whole(task, &PodPlacement::Builds(builds), "A whole deployment", out);
            runtime_class(task, builds, out);
            if !on_aks {
                taint(task, out);
            }
        }
    }
}

/// The command that has a deployment run another image.
pub(super) fn set_image(target: Target, task: &Task<'_>, out: &mut Vec<Snippet>) {
    let deployment = deployment_name(task);
    let container = Slot::given(task.context.names.container.as_ref(), deployment.value.clone());
    let mut text = task.text(Language::AnyShell);
    text.fill("kubectl set image deployment/§ §=§", &[&deployment, &container, &task.image()]);
    in_namespace(task, &mut text);
    text.add("\n");
    out.push(text.snippet(target, "Move the deployment to the new image", KUBECTL));
}

fn patch(task: &Task<'_>, builds: &[u16], out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::Shell);
    text.fill("kubectl patch deployment §", &[&deployment_name(task)]);
    in_namespace(task, &mut text);
    text.add(" --patch '");
    manifest::patch(&mut text, builds);
    text.add("'\n");
    let place = "A POSIX shell (Linux, macOS, Azure Cloud Shell) with kubectl";
    out.push(text.snippet(Target::Kubernetes, "Keep the pods on nodes that can run them", place));
}

fn whole(task: &Task<'_>, place: &PodPlacement<'_>, title: &'static str, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::Yaml);
    if let PodPlacement::Builds([_, _, ..]) = place {
        text.add(
            "# Every build that runs this image with process isolation. Labels are compared as text, so each \
             is listed.\n",
        );
    }
    manifest::deployment(task, &mut text, place);
    out.push(text.snippet(Target::Kubernetes, title, "deployment.yaml; then kubectl apply --filename deployment.yaml"));
}

/// One class for each build: a class has a node selector, which cannot list several values.
fn runtime_class(task: &Task<'_>, builds: &[u16], out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::Yaml);
    text.add("# Pods then need only runtimeClassName. The handler must be a runtime in containerd's configuration.\n");
    for (index, build) in builds.iter().enumerate() {
        if index > 0 {
            text.add("---\n");
        }
        let word = image_word(*build).map(|word| word.trim_start_matches("ltsc").to_ascii_lowercase());
        let name = ["windows-", &word.unwrap_or_else(|| build.to_string())].concat();
        let name = Slot::known(Value::name(&name).unwrap_or(Value::own("windows")));
        manifest::runtime_class(&mut text, *build, &name);
    }
    let place = "runtime-class.yaml; then kubectl apply --filename runtime-class.yaml";
    out.push(text.snippet(Target::Kubernetes, "Or once for the cluster: a runtime class", place));
}

fn taint(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = Text::new(Language::AnyShell, Rule::R24);
    text.note(
        "Keeps Linux pods without a node selector off Windows nodes. For new nodes, start the kubelet with \
             --register-with-taints=os=windows:NoSchedule",
    )
    .add("kubectl taint nodes ");
    let nodes = task.nodes();
    if nodes.iter().all(|node| node.edit) {
        text.add("--selector kubernetes.io/os=windows").refuse(&nodes[0]);
    } else {
        super::text::joined(&mut text, &nodes, " ", |text, node| {
            text.fill("§", &[node]);
        });
    }
    text.add(" os=windows:NoSchedule\n");
    out.push(text.snippet(Target::Kubernetes, "Taint the Windows nodes; the deployment tolerates it", KUBECTL));
}

/// Server 2016 needs the whole version, which no built-in label has. From Kubernetes 1.14 on it is not documented as
/// a node.
fn server_2016(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let version = match task.exact() {
        Some(version) => Slot::known(version),
        None => Slot::edit(Version::of_build(14393).with_revision(0)),
    };
    let node = task.nodes().swap_remove(0);
    let mut text = task.text(Language::AnyShell);
    text.note(
        "For an old cluster, until it is replaced. Since Kubernetes 1.14, nodes are Windows Server 2019 or later.",
    )
    .fill("kubectl get node § --output \"jsonpath={.status.nodeInfo.kernelVersion}\"\n", &[&node])
    .fill("kubectl label node § ", &[&node])
    .add(WINDOWS_VERSION)
    .fill("=§\n", &[&version]);
    out.push(text.snippet(Target::Kubernetes, "Label Server 2016 nodes with the whole version", KUBECTL));
    if let Some(version) = task.exact() {
        whole(task, &PodPlacement::Exact(version), "A deployment for Server 2016 nodes of one revision", out);
    }
}

fn linux(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::Shell);
    text.fill("kubectl patch deployment §", &[&deployment_name(task)]);
    in_namespace(task, &mut text);
    text.add(" --patch '{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":{\"kubernetes.io/os\":\"linux\"}}}}}'\n");
    let place = "A POSIX shell (Linux, macOS, Azure Cloud Shell) with kubectl";
    out.push(text.snippet(Target::Kubernetes, "Keep a Linux image on Linux nodes", place));
}
