//! Texts to paste, quoted for their language.

use core::ops::Range;

use crate::remedy::advice::{self, Advice, Context, Step};
use crate::rules::{question::Engine, reason::Reason, rule::Rule};
use task::Task;

pub mod aks;
mod compose;
mod daemon;
mod docker;
mod dockerfile;
mod hyperv;
mod kubernetes;
mod manifest;
mod multi;
pub mod quote;
mod swarm;
mod task;
pub(crate) mod text;
pub(crate) mod value;

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

/// What a tab is made of: one line for each target, one file for each line.
struct Tab {
    slug: &'static str,
    title: &'static str,
    /// The engines it is of use with.
    engines: &'static [Engine],
    /// What looks first.
    checks: Block,
    /// What carries out one step of advice.
    fixes: Block,
    /// What looks afterwards.
    verify: Block,
}

impl Target {
    /// All targets in the order of their tabs.
    pub const ALL: [Self; 6] =
        [Self::Dockerfile, Self::Docker, Self::Compose, Self::Swarm, Self::Kubernetes, Self::Aks];

    const fn tab(self) -> Tab {
        use Engine::{Aks, Docker, Kubernetes, Swarm};
        let (slug, title, engines, [checks, fixes, verify]): (_, _, &[Engine], [Block; 3]) = match self {
            Self::Dockerfile => (
                "dockerfile",
                "Dockerfile",
                &[Docker, Swarm, Kubernetes, Aks],
                [dockerfile::recommended, dockerfile::fixes, multi::versions],
            ),
            Self::Docker => ("docker", "Docker", &[Docker], [docker::checks, docker::fixes, docker::verify]),
            Self::Compose => ("compose", "Compose", &[Docker, Swarm], [none, compose::fixes, none]),
            Self::Swarm => ("swarm", "Swarm", &[Swarm], [swarm::checks, swarm::fixes, swarm::verify]),
            Self::Kubernetes => (
                "kubernetes",
                "Kubernetes",
                &[Kubernetes, Aks],
                [kubernetes::checks, kubernetes::fixes, kubernetes::verify],
            ),
            Self::Aks => ("aks", "AKS", &[Aks], [aks::checks, aks::fixes, aks::verify]),
        };
        Tab { slug, title, engines, checks, fixes, verify }
    }

    /// The stable word of the page hook `pre[data-target]` and of the command line's JSON.
    pub const fn slug(self) -> &'static str {
        self.tab().slug
    }

    /// The name of the tab.
    pub const fn title(self) -> &'static str {
        self.tab().title
    }

    /// Whether it is of use with this engine; without one, all are.
    pub fn fits(self, engine: Option<Engine>) -> bool {
        engine.is_none_or(|engine| self.tab().engines.contains(&engine))
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

    /// Where to run or put it, with the rule where the text can't name it.
    pub fn place_and_rule(&self) -> String {
        if self.language.has_comments() {
            self.place.to_owned()
        } else {
            format!("{} ({})", self.place, self.rule.id())
        }
    }

    /// The text without the line that names the rule.
    fn body(&self) -> &str {
        match self.text.split_once('\n') {
            Some((first, rest)) if first.starts_with("# wincompat ") => rest,
            _ => &self.text,
        }
    }
}

/// The texts that carry out one step of advice.
pub fn snippets(step: Step, context: &Context<'_>) -> Vec<Snippet> {
    let mut out = Vec::new();
    let task = Task::new(context, step);
    // No base image makes a Linux image one for Windows.
    let fits = |target: &Target| *target != Target::Dockerfile || !context.has(Reason::LinuxImage);
    for target in targets(context).filter(fits) {
        (target.tab().fixes)(&task, &mut out);
    }
    out
}

/// Everything, tab by tab, each in the order in which it is used: check, fix, verify. Nothing occurs twice.
pub fn all(context: &Context<'_>) -> Vec<Snippet> {
    let now = Task::new(context, Step::FindOut);
    let fix: Vec<Task<'_>> = advice::applicable(context).iter().map(|advice| Task::new(context, advice.step)).collect();
    let mut out = Vec::new();
    for target in targets(context) {
        let tab = target.tab();
        (tab.checks)(&now, &mut out);
        for task in &fix {
            (tab.fixes)(task, &mut out);
        }
        (tab.verify)(fix.first().unwrap_or(&now), &mut out);
    }
    let mut unique: Vec<Snippet> = Vec::new();
    for snippet in out {
        if !unique.iter().any(|other| other.target == snippet.target && other.body() == snippet.body()) {
            unique.push(snippet);
        }
    }
    unique
}

/// What looks first and verifies afterwards: everything but the texts of the advice.
pub fn checks(context: &Context<'_>, advice: &[Advice]) -> Vec<Snippet> {
    let same = |one: &Snippet, other: &Snippet| (one.target, one.title) == (other.target, other.title);
    let mut checks = all(context);
    checks.retain(|check| !advice.iter().flat_map(|advice| &advice.snippets).any(|fix| same(fix, check)));
    checks
}

/// What writes some of the blocks of a tab.
type Block = fn(&Task<'_>, &mut Vec<Snippet>);

fn none(_: &Task<'_>, _: &mut Vec<Snippet>) {}

/// The targets that fit the question's engine, in the order of their tabs.
fn targets(context: &Context<'_>) -> impl Iterator<Item = Target> {
    let engine = context.question.engine.get().copied();
    Target::ALL.into_iter().filter(move |target| target.fits(engine))
}
