//! Docker on one machine.

use super::task::{Task, wanted};
use super::text::{Slot, Text};
use super::value::Value;
use super::{Language, Snippet, Target, daemon, hyperv};
use crate::remedy::advice::Step;
use crate::rules::{
    product::{self, Product},
    question::Isolation,
    reason::Reason,
    rule::Rule,
};

const ON_HOST: &str = "PowerShell on the container host";
const ANY: &str = "Any shell on a machine with Docker";

/// The host's version, all four numbers.
pub(super) const HOST_VERSION: &str = "\
cmd /c ver
$windows = Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'
\"10.0.$($windows.CurrentBuild).$($windows.UBR)\"
";

pub(super) fn checks(task: &Task<'_>, out: &mut Vec<Snippet>) {
    host_version(task, Target::Docker, out);
    image_version(task, Target::Docker, out);
    isolation_used(task, Target::Docker, out);
}

pub(super) fn host_version(task: &Task<'_>, target: Target, out: &mut Vec<Snippet>) {
    let note = "# Run this on the host: in a process-isolated container, ver shows the host's version as well.\n";
    let mut text = task.text(Language::PowerShell);
    text.add(note).add(HOST_VERSION);
    out.push(text.snippet(target, "The host’s version", ON_HOST));
}

/// The image's version: of the image pulled here, and of everything its tag holds in the registry.
pub(super) fn image_version(task: &Task<'_>, target: Target, out: &mut Vec<Snippet>) {
    let image = task.given_image().unwrap_or_else(|| task.runnable().0);
    let mut text = Text::new(Language::AnyShell, Rule::R27);
    text.fill("docker manifest inspect --verbose §\ndocker pull §\n", &[&image, &image])
        .fill("docker image inspect --format \"{{.Os}} {{.OsVersion}}\" §\n", &[&image]);
    out.push(text.snippet(target, "The image’s version", ANY));
}

fn isolation_used(task: &Task<'_>, target: Target, out: &mut Vec<Snippet>) {
    let mut text = Text::new(Language::AnyShell, Rule::R18);
    text.note("Shows the daemon’s default, then one container’s setting.")
        .add("docker info --format \"{{.Isolation}}\"\n")
        .fill("docker inspect --format \"{{.HostConfig.Isolation}}\" §\n", &[&container(task)]);
    out.push(text.snippet(target, "The isolation in use", ANY));
}

fn container(task: &Task<'_>) -> Slot {
    Slot::given(task.context.names.container.as_ref(), Value::own("my-container"))
}

pub(super) fn verify(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = Text::new(Language::AnyShell, Rule::R22);
    text.fill(
        "docker ps --all\n\
         docker inspect --format \"{{.State.Status}} {{.State.ExitCode}} {{.State.Error}} {{.HostConfig.Isolation}}\" §\n",
        &[&container(task)],
    );
    out.push(text.snippet(Target::Docker, "Did it start, and how?", ANY));
}

pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    match task.step {
        Step::FindOut => find_out(task, out),
        Step::Run => run(task, "Run it", ON_HOST, out),
        Step::Rebuild => {
            build(task, out);
            run(task, "Run the new image", ON_HOST, out);
        }
        Step::Hyperv => {
            hyperv::prerequisites(task, Target::Docker, out);
            run(task, "Run it with Hyper-V isolation", ON_HOST, out);
            build(task, out);
            daemon::default_isolation(task, Target::Docker, out);
        }
        Step::MoveHost => move_host(task, out),
        Step::Update | Step::MatchRevision => revisions(task, out),
        Step::ChangeEngine => {
            let refused = product::stricter().of(Product::Docker);
            let mut text = task.text(Language::PowerShell);
            text.comment(&format!("Refused by {refused} with the containerd image store."));
            text.add("docker version --format \"{{.Server.Version}}\"\n");
            text.add("docker info --format \"{{.Driver}} {{.DriverStatus}}\"\n");
            out.push(text.snippet(Target::Docker, "Which engine and image store?", ON_HOST));
            daemon::classic_store(task, out);
        }
    }
}

/// The flag with a blank behind it, or nothing.
pub(super) fn flag(isolation: Option<Isolation>) -> &'static str {
    match isolation {
        None => "",
        Some(Isolation::Process) => "--isolation=process ",
        Some(Isolation::Hyperv) => "--isolation=hyperv ",
    }
}

fn run(task: &Task<'_>, title: &'static str, place: &'static str, out: &mut Vec<Snippet>) {
    let (image, command) = task.runnable();
    let mut text = task.text(Language::PowerShell);
    if task.isolation.is_some() {
        text.add("# The flag goes before the image's name; behind it, it would belong to the program.\n");
    }
    if task.isolation == Some(Isolation::Process) {
        text.add("# Docker on Windows 10 and 11 defaults to Hyper-V isolation.\n");
    }
    let rm = if command.is_empty() { "" } else { "--rm " };
    text.add("docker run ").add(rm).add(flag(task.isolation)).fill("§", &[&image]).add(command).add("\n");
    out.push(text.snippet(Target::Docker, title, place));
}

fn build(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::PowerShell);
    if task.isolation.is_some() {
        text.add("# The classic builder takes the flag; BuildKit follows the daemon's default isolation.\n");
    }
    text.add("docker build --pull ").add(flag(task.isolation)).fill("--tag § .\n", &[&task.own_image()]);
    out.push(text.snippet(Target::Docker, "Build the image", "PowerShell in the folder of the Dockerfile"));
}

fn move_host(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let (image, command) = task.runnable();
    let mut text = task.text(Language::PowerShell);
    text.add("# Process isolation works if the build is one of: ");
    super::text::joined(&mut text, &task.builds, ", ", |text, build| {
        text.number(*build);
    });
    text.add("\n").add(HOST_VERSION).fill("docker run --isolation=process §", &[&image]).add(command).add("\n");
    out.push(text.snippet(Target::Docker, "Check the other host and run it there", "PowerShell on the other host"));
}

/// Both revisions side by side, and which one is wanted.
fn revisions(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::PowerShell);
    match (task.step, wanted(task)) {
        (Step::MatchRevision, _) => {
            text.add("# On Windows Server 2016 both lines must be equal.\n");
        }
        (_, Some(version)) => {
            let side = if task.changes_image() { "image" } else { "host" };
            text.add("# Wanted on the ").add(side).add(": ").number(version).add(" or later.\n");
        }
        _ => {}
    }
    // Of a release alone the base image is meant; an exact version is that of an image whose name isn't known.
    let exact = task.context.verdict.image.is_some_and(|version| version.revision.is_some());
    let base = || task.own_base().filter(|_| !exact).map(Slot::known);
    let image = task.given_image().or_else(base).unwrap_or_else(|| task.image());
    text.add(HOST_VERSION.trim_start_matches("cmd /c ver\n"))
        .fill("docker image inspect --format \"{{.OsVersion}}\" §\n", &[&image]);
    out.push(text.snippet(Target::Docker, "Compare the revisions", ON_HOST));
    if task.changes_image() {
        build(task, out);
    }
}

/// Switches Docker Desktop to Linux containers. `-SwitchDaemon` would leave the engine that is right already:
/// <https://github.com/docker/for-win/issues/6098>.
pub(crate) const TO_LINUX: &str = "& \"$Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe\" -SwitchLinuxEngine";
/// The same to Windows containers.
pub(crate) const TO_WINDOWS: &str = "& \"$Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe\" -SwitchWindowsEngine";

/// What runs an image for Linux, or which Windows an image is for.
fn find_out(task: &Task<'_>, out: &mut Vec<Snippet>) {
    if task.context.has(Reason::LinuxImage) && task.on_client() {
        let title = ("Switch Docker Desktop to Linux containers", ON_HOST);
        out.push(task.block(Target::Docker, Language::PowerShell, title, TO_LINUX, &[]));
    }
    image_version(task, Target::Docker, out);
}
