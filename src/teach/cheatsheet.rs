//! One page to print, beside the [small matrix](crate::rules::matrix::small): the rules in a line each, ten commands.

use crate::remedy::advice::recommend;
use crate::rules::catalogue::Catalogue;
use crate::rules::host::Host;
use crate::rules::question::{Choice, Question};
use crate::rules::rule::Rule;
use crate::rules::{probe, release};

/// The rules that decide almost everything, in a line each.
pub const RULES: [(Rule, &str); 10] = [
    (Rule::R2, "Same build: runs with process isolation."),
    (Rule::R3, "Image older than the host: runs with Hyper-V isolation."),
    (Rule::R4, "Image newer than the host: doesn’t run."),
    (Rule::R5, "From Server 2022 (20348) on: process isolation also runs older images, from build 20348 on."),
    (
        Rule::R6,
        "Windows 11 runs ltsc2022 with process isolation (from 25H2 on, not with every engine), and from 24H2 on ltsc2025 too.",
    ),
    (Rule::R8, "Windows 10: Hyper-V isolation; same build with process isolation for development and testing only."),
    (Rule::R9, "Server 2016 (14393): the revision must be equal too."),
    (Rule::R11, "February 2020: both before the update, or both after it."),
    (Rule::R18, "Docker’s default: process isolation on servers, Hyper-V isolation on clients."),
    (Rule::R24, "Kubernetes and AKS: process isolation only."),
];

/// A command and what it answers.
#[derive(Clone, Copy, Debug)]
pub struct CommandLine {
    /// What it is for.
    pub what: &'static str,
    /// Where it is typed.
    pub place: TypedIn,
    /// The command; words in capitals are to be replaced.
    pub text: &'static str,
}

/// Where a command is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypedIn {
    /// On the Windows machine that runs the containers, in any shell.
    Host,
    /// On a node that manages a swarm, in any shell.
    Manager,
    /// In PowerShell on that machine.
    PowerShell,
    /// Wherever kubectl reaches the cluster.
    Cluster,
    /// In the Dockerfile.
    Dockerfile,
}

impl TypedIn {
    /// The place in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Host => "on the host",
            Self::Manager => "on a manager",
            Self::PowerShell => "on the host, PowerShell",
            Self::Cluster => "kubectl",
            Self::Dockerfile => "Dockerfile",
        }
    }
}

const fn command(what: &'static str, place: TypedIn, text: &'static str) -> CommandLine {
    CommandLine { what, place, text }
}

/// The tenth: a base that stays at one update, the newest that is known.
pub fn pinned_base(catalogue: &Catalogue) -> Option<String> {
    let host = release::by_slug("ws2022").map(Host::of);
    let question = Question { host: Choice::from(host), ..Question::default() };
    let from = recommend(&question, catalogue)?.from.into_iter().next()?;
    Some(format!("FROM {}:{}", from.family.repository(), from.pinned.first()?))
}

/// What the [tenth](pinned_base) is for.
pub const PINNED_BASE: &str = "A base that stays at one update";

/// Nine commands.
pub const COMMANDS: [CommandLine; 9] = [
    command("The host’s version", TypedIn::Host, probe::VER),
    command(
        "The host’s build and revision",
        TypedIn::PowerShell,
        r"Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' | Select-Object ProductName, CurrentBuild, UBR",
    ),
    command("The image’s version", TypedIn::Host, probe::IMAGE_VERSION),
    command("The versions behind a tag", TypedIn::Host, probe::MANIFEST),
    command(
        "A container’s isolation",
        TypedIn::Host,
        r#"docker inspect --format "{{.HostConfig.Isolation}}" CONTAINER"#,
    ),
    command("Run with its own kernel", TypedIn::Host, "docker run --isolation=hyperv IMAGE"),
    command("Run on the host’s kernel", TypedIn::Host, "docker run --isolation=process IMAGE"),
    command("Why a Swarm service doesn’t start", TypedIn::Manager, "docker service ps --no-trunc SERVICE"),
    command("The nodes’ builds", TypedIn::Cluster, "kubectl get nodes -L node.kubernetes.io/windows-build -o wide"),
];
