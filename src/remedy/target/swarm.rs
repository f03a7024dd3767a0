//! Docker Swarm: it does not look at Windows versions itself, so nodes are labelled and services constrained (R23).

use super::task::Task;
use super::text::{Text, joined};
use super::{Language, Snippet, Target, compose, daemon, docker, hyperv};
use crate::remedy::advice::Step;
use crate::rules::order;
use crate::rules::{question::Isolation, reason::Reason, rule::Rule, version::Version};

const MANAGER: &str = "Any shell on a manager node";
const MANAGER_POWERSHELL: &str = "PowerShell on a Windows manager node";

pub(super) fn checks(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let service = task.service();
    let mut text = Text::new(Language::AnyShell, Rule::R23);
    text.note("Replicas stay at 0, and the tasks say “starting container failed”. --no-trunc shows the whole message.")
        .fill("docker service ls\ndocker service ps --no-trunc §\n", &[&service])
        .fill("docker service inspect --pretty §\n", &[&service]);
    out.push(text.snippet(Target::Swarm, "Find the service that does not start", MANAGER));
    docker::host_version(task, Target::Swarm, out);
    docker::image_version(task, Target::Swarm, out);
}

pub(super) fn verify(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let node = task.nodes().swap_remove(0);
    let mut text = Text::new(Language::AnyShell, Rule::R23);
    text.fill("docker node inspect --format \"{{json .Spec.Labels}}\" §\n", &[&node])
        .fill("docker service ps --no-trunc --filter desired-state=running §\n", &[&task.service()]);
    out.push(text.snippet(Target::Swarm, "Labels in place, tasks running?", MANAGER));
}

pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    match task.step {
        Step::FindOut if task.context.has(Reason::LinuxImage) => linux(task, out),
        Step::FindOut => docker::image_version(task, Target::Swarm, out),
        Step::Update if !task.changes_image() => docker::host_version(task, Target::Swarm, out),
        Step::ChangeEngine => {}
        Step::Hyperv => {
            hyperv::prerequisites(task, Target::Swarm, out);
            isolation(task, out);
            stack(task, out);
            daemon::default_isolation(task, Target::Swarm, out);
        }
        Step::Run | Step::Rebuild | Step::MoveHost | Step::MatchRevision | Step::Update => {
            if task.changes_image() {
                update_image(task, out);
            }
            if task.isolation == Some(Isolation::Hyperv) {
                isolation(task, out);
            } else {
                place(task, out);
            }
            stack(task, out);
        }
    }
}

/// The builds whose nodes run the image, the host in question among them where it does.
fn builds(task: &Task<'_>) -> Vec<u16> {
    let mut builds = task.builds.clone();
    let host = task.context.verdict.host.version.build;
    if task.step == Step::Run && !builds.contains(&host) {
        builds.push(host);
        order::by_key(&mut builds, |build| *build);
    }
    builds
}

/// The label that says a node can run the image.
#[derive(Clone, Copy)]
enum Label {
    /// The whole version, on Server 2016.
    Version(Version),
    /// The build, where there is only one.
    Build(u16),
    /// One label shared by nodes of several builds, because constraints are ANDed.
    Runs(&'static str),
}

impl Label {
    /// Key and value, with a separator between them.
    fn write(self, text: &mut Text, between: &'static str) {
        match self {
            Self::Version(version) => text.add("windows.version").add(between).number(version),
            Self::Build(build) => text.add("windows.build").add(between).number(build),
            Self::Runs(word) => text.add("windows.runs.").add(word).add(between).add("true"),
        };
    }
}

fn label(task: &Task<'_>) -> Option<Label> {
    if task.isolation == Some(Isolation::Hyperv) || task.needs_revision() {
        return None;
    }
    match (task.exact(), builds(task).as_slice()) {
        (Some(version), _) => Some(Label::Version(version)),
        (None, []) => None,
        (None, [build]) => Some(Label::Build(*build)),
        _ => Some(Label::Runs(task.word()?)),
    }
}

/// Labels on the nodes and constraints on the service.
fn place(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let label = label(task);
    if label.is_some() || task.needs_revision() {
        label_by_asking(task, label, out);
    }
    if let Some(label) = label {
        label_known(task, label, out);
        constrain(task, label, out);
    }
}

/// Labels the manager itself, and other nodes asked by PowerShell.
fn label_by_asking(task: &Task<'_>, label: Option<Label>, out: &mut Vec<Snippet>) {
    const READ: &str = "Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'";
    let own = match label {
        Some(Label::Build(_) | Label::Runs(_)) => "windows.build=$($windows.CurrentBuild)",
        _ => "windows.version=10.0.$($windows.CurrentBuild).$($windows.UBR)",
    };
    let shared = label.filter(|label| matches!(label, Label::Runs(_)));
    let text = || {
        let mut text = Text::new(Language::PowerShell, Rule::R23);
        if shared.is_some() {
            text.add("# Constraints are ANDed, so nodes with several builds share one label.\n");
        }
        text
    };
    let update = |text: &mut Text, indent: &'static str, node: &'static str| {
        text.add(indent).add("docker node update --label-add \"").add(own).add("\" ").add(node).add("\n");
        if let Some(shared) = shared {
            text.add(indent).add("if ($windows.CurrentBuild -in ");
            joined(text, &builds(task), ", ", |text, build| {
                text.add("'").number(*build).add("'");
            });
            text.add(") { docker node update --label-add ");
            shared.write(text, "=");
            text.add(" ").add(node).add(" }\n");
        }
    };

    let mut here = text();
    here.add("$windows = ").add(READ).add("\n");
    update(&mut here, "", "$env:COMPUTERNAME");
    out.push(here.snippet(Target::Swarm, "Label this node", MANAGER_POWERSHELL));

    let mut there = text();
    there.add("foreach ($node in ");
    joined(&mut there, &task.nodes(), ", ", |text, node| {
        text.fill("¶", &[node]);
    });
    there
        .add(") {\n    $windows = Invoke-Command -ComputerName $node -ScriptBlock {\n        ")
        .add(READ)
        .add("\n    }\n");
    update(&mut there, "    ", "$node");
    there.add("}\n");
    let place = "PowerShell on a Windows manager node with PowerShell remoting to the other nodes";
    out.push(there.snippet(Target::Swarm, "Label other nodes", place));
}

/// Labels a node without asking it.
fn label_known(task: &Task<'_>, label: Label, out: &mut Vec<Snippet>) {
    let builds: Vec<String> = builds(task).iter().map(u16::to_string).collect();
    let wanted = match task.exact() {
        Some(version) => format!("version {version}"),
        None => format!("build {}", builds.join(" or ")),
    };
    let mut text = Text::new(Language::AnyShell, Rule::R23);
    text.note(format!("Only for nodes of {wanted}.")).add("docker node update --label-add ");
    label.write(&mut text, "=");
    text.fill(" §\n", &[&task.nodes()[0]]);
    out.push(text.snippet(Target::Swarm, "Label a node whose version you know", MANAGER));
}

/// Constraints for a service that exists, and a new service with them.
fn constrain(task: &Task<'_>, label: Label, out: &mut Vec<Snippet>) {
    let service = task.service();
    let flag = docker::flag(task.isolation);
    let mut text = Text::new(Language::AnyShell, Rule::R23);
    text.note(
        "Constraints are ANDed: remove one for another build in the same command, with --constraint-rm. docker service inspect \
         --pretty shows them.",
    );
    text.add("docker service update ")
        .add(flag)
        .add("--constraint-add node.platform.os==windows --constraint-add node.labels.");
    label.write(&mut text, "==");
    text.fill(" §\n", &[&service]);
    out.push(text.snippet(Target::Swarm, "Keep the service on nodes that can run it", MANAGER));
    let mut text = Text::new(Language::AnyShell, Rule::R23);
    text.fill("docker service create --name § ", &[&service]).add(flag);
    text.add("--constraint node.platform.os==windows --constraint node.labels.");
    label.write(&mut text, "==");
    text.fill(" §\n", &[&task.image()]);
    out.push(text.snippet(Target::Swarm, "Or create it there", MANAGER));
}

fn update_image(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let template = "docker service update --image § §\n";
    let title = ("Move the service to the new image", MANAGER);
    out.push(task.block(Target::Swarm, Language::AnyShell, title, template, &[&task.image(), &task.service()]));
}

fn isolation(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::AnyShell);
    text.note("Since Docker 17.12 each service has its own isolation. The daemon’s default needn’t change.")
        .fill("docker service update --isolation=hyperv §\n", &[&task.service()]);
    out.push(text.snippet(Target::Swarm, "Hyper-V isolation for one service", MANAGER));
    let template = "docker service create --name § --isolation=hyperv --constraint node.platform.os==windows §\n";
    let title = ("Or create it with Hyper-V isolation", MANAGER);
    out.push(task.block(Target::Swarm, Language::AnyShell, title, template, &[&task.service(), &task.image()]));
}

/// A stack file; isolation is understood from format 3.5 on.
fn stack(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = Text::compose(task.rule);
    text.add("version: \"3.8\"\nservices:\n");
    compose::service(task, &mut text, false);
    text.add("    deploy:\n      placement:\n        constraints:\n          - node.platform.os == windows\n");
    if let Some(label) = label(task) {
        text.add("          - node.labels.");
        label.write(&mut text, " == ");
        text.add("\n");
    }
    let place =
        "stack.yaml on a manager node; then docker stack deploy --compose-file stack.yaml and a name for the stack";
    out.push(text.snippet(Target::Swarm, "The service in a stack file", place));
}

fn linux(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let template =
        "docker service update --constraint-rm node.platform.os==windows --constraint-add node.platform.os==linux §\n";
    let title = ("Keep a Linux image on Linux nodes", MANAGER);
    out.push(task.block(Target::Swarm, Language::AnyShell, title, template, &[&task.service()]));
}
