//! Texts to paste: what they are for, their language, and what is to be known of them.

use core::ops::Range;

use crate::rules::{question::Engine, rule::Rule};

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

    /// Its stable word, the name of its tab, and the engines it is of use with.
    const fn entry(self) -> (&'static str, &'static str, &'static [Engine]) {
        use Engine::{Aks, Docker, Kubernetes, Swarm};
        match self {
            Self::Dockerfile => ("dockerfile", "Dockerfile", &[Docker, Swarm, Kubernetes, Aks]),
            Self::Docker => ("docker", "Docker", &[Docker]),
            Self::Compose => ("compose", "Compose", &[Docker, Swarm]),
            Self::Swarm => ("swarm", "Swarm", &[Swarm]),
            Self::Kubernetes => ("kubernetes", "Kubernetes", &[Kubernetes, Aks]),
            Self::Aks => ("aks", "AKS", &[Aks]),
        }
    }

    /// The stable word of the page hook `pre[data-target]` and of the command line's JSON.
    pub const fn slug(self) -> &'static str {
        self.entry().0
    }

    /// The name of the tab.
    pub const fn title(self) -> &'static str {
        self.entry().1
    }

    /// What its texts do that belong to no step: those for a Dockerfile look at nothing.
    pub const fn besides(self) -> &'static str {
        match self {
            Self::Dockerfile => "If you build images yourself",
            _ => "Check it",
        }
    }

    /// Whether it is of use with this engine; without one, all are.
    pub fn fits(self, engine: Option<Engine>) -> bool {
        engine.is_none_or(|engine| self.entry().2.contains(&engine))
    }

    /// The tab that is open first: the engine's own.
    pub fn of(engine: Option<Engine>) -> Self {
        let own = |target: &Self| engine.is_some_and(|engine| target.slug() == engine.slug());
        Self::ALL.into_iter().find(own).unwrap_or(Self::Dockerfile)
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
    /// Commands that cmd, PowerShell and POSIX shells read alike: nothing but plain words and double quotes, and no comments.
    AnyShell,
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
            Self::Shell | Self::AnyShell => "sh",
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }

    /// Whether a line that starts with `#` is a comment for every program that may read the text.
    pub const fn has_comments(self) -> bool {
        !matches!(self, Self::Json | Self::AnyShell)
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
    /// The rule it follows from.
    pub rule: Rule,
    /// What to know about it, where the text itself can't say so; may be empty.
    pub note: String,
    /// What to know about the registry that an image in it is pulled from.
    pub doubt: Option<String>,
    /// The text.
    pub text: String,
    /// The bytes of `text` that have to be edited before use; nothing else is marked.
    pub edits: Vec<Range<usize>>,
    /// Names that were given and are not in the text, because they aren't plain names; shown as [`visible`](crate::rules::name::visible).
    pub refused: Vec<String>,
}

impl Snippet {
    /// What to know beside the text: its note, and what was given for it and is not in it.
    pub fn remarks(&self) -> Vec<String> {
        let refused: Vec<String> = self.refused.iter().map(|name| format!("“{name}”")).collect();
        let refusal = (!refused.is_empty())
            .then(|| format!("Not used: {}. Only plain names go into commands and files.", refused.join(", ")));
        let note = (!self.note.is_empty()).then(|| self.note.clone());
        [note, self.doubt.clone(), refusal].into_iter().flatten().collect()
    }

    /// Its language, where it matters: a line for any shell is in none.
    pub fn language_word(&self) -> &'static str {
        if self.place.starts_with("Any shell") { "" } else { self.language.slug() }
    }

    /// The text without the line that names the rule.
    pub(super) fn body(&self) -> &str {
        match self.text.split_once('\n') {
            Some((first, rest)) if first.starts_with("# wincompat ") => rest,
            _ => &self.text,
        }
    }
}
