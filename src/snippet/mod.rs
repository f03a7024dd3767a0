//! Texts to paste, quoted for their language.

use core::ops::Range;

use crate::advice::{Context, Step};

/// Where a text is for: one tab of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Target {
    /// A Dockerfile.
    Dockerfile,
    /// Docker on one machine.
    Docker,
    /// A compose or stack file.
    Compose,
    /// Docker Swarm.
    Swarm,
    /// Kubernetes.
    Kubernetes,
    /// Azure Kubernetes Service.
    Aks,
}

impl Target {
    /// All targets in the order of their tabs.
    pub const ALL: [Self; 6] =
        [Self::Dockerfile, Self::Docker, Self::Compose, Self::Swarm, Self::Kubernetes, Self::Aks];

    /// The stable word of the page hook `pre[data-target]` and of the command line's JSON.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Dockerfile => "dockerfile",
            Self::Docker => "docker",
            Self::Compose => "compose",
            Self::Swarm => "swarm",
            Self::Kubernetes => "kubernetes",
            Self::Aks => "aks",
        }
    }

    /// The name of the tab.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Dockerfile => "Dockerfile",
            Self::Docker => "Docker",
            Self::Compose => "Compose",
            Self::Swarm => "Swarm",
            Self::Kubernetes => "Kubernetes",
            Self::Aks => "AKS",
        }
    }
}

/// The language a text is written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Language {
    /// A Dockerfile.
    Dockerfile,
    /// PowerShell on Windows.
    PowerShell,
    /// A POSIX shell.
    Shell,
    /// YAML.
    Yaml,
    /// JSON.
    Json,
}

impl Language {
    /// The word highlighters use.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Dockerfile => "dockerfile",
            Self::PowerShell => "powershell",
            Self::Shell => "sh",
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }
}

/// One block to copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snippet {
    /// The tab it belongs to.
    pub target: Target,
    /// Its language.
    pub language: Language,
    /// What it does, in a few words.
    pub title: &'static str,
    /// Where to run or put it, in one line.
    pub place: &'static str,
    /// The text.
    pub text: String,
    /// The bytes of `text` that have to be edited before use; nothing else is marked.
    pub edits: Vec<Range<usize>>,
}

/// The texts for one step of advice.
pub fn snippets(_step: Step, _context: &Context<'_>) -> Vec<Snippet> {
    Vec::new()
}
