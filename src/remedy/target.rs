//! Texts to paste, quoted for their language.

pub use crate::remedy::snippet::{Language, Snippet, Target};

use crate::remedy::advice::{self, Advice, Context, Step};
use crate::rules::reason::Reason;
use task::Task;

pub mod aks;
mod compose;
mod daemon;
pub(crate) mod docker;
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

/// What writes some of the blocks of a tab.
type BlockWriter = fn(&Task<'_>, &mut Vec<Snippet>);

/// What carries out one step of advice.
const fn fixes(target: Target) -> BlockWriter {
    match target {
        Target::Dockerfile => dockerfile::fixes,
        Target::Docker => docker::fixes,
        Target::Compose => compose::fixes,
        Target::Swarm => swarm::fixes,
        Target::Kubernetes => kubernetes::fixes,
        Target::Aks => aks::fixes,
    }
}

/// The same for the targets that the first lines of an answer are for. A page that shows only these loads only these.
const fn first_fixes(target: Target) -> BlockWriter {
    match target {
        Target::Dockerfile => dockerfile::fixes,
        Target::Docker => docker::fixes,
        Target::Swarm => swarm::fixes,
        Target::Aks => aks::fixes,
        Target::Compose | Target::Kubernetes => none,
    }
}

/// The other blocks of a tab: what looks first, and what looks afterwards.
const fn around(target: Target) -> [BlockWriter; 2] {
    match target {
        Target::Dockerfile => [dockerfile::recommended, multi::versions],
        Target::Docker => [docker::checks, docker::verify],
        Target::Compose => [none, none],
        Target::Swarm => [swarm::checks, swarm::verify],
        Target::Kubernetes => [kubernetes::checks, kubernetes::verify],
        Target::Aks => [aks::checks, aks::verify],
    }
}

/// The texts that carry out one step of advice.
pub fn snippets(step: Step, context: &Context<'_>) -> Vec<Snippet> {
    carry_out(fixes, step, context)
}

/// Those of them that a first line is taken from.
pub(crate) fn first_snippets(step: Step, context: &Context<'_>) -> Vec<Snippet> {
    carry_out(first_fixes, step, context)
}

fn carry_out(fixes: fn(Target) -> BlockWriter, step: Step, context: &Context<'_>) -> Vec<Snippet> {
    let mut out = Vec::new();
    let task = Task::new(context, step);
    // No base image makes a Linux image one for Windows.
    let fits = |target: &Target| *target != Target::Dockerfile || !context.has(Reason::LinuxImage);
    for target in targets(context).filter(fits) {
        fixes(target)(&task, &mut out);
    }
    out
}

/// Everything, tab by tab, each in the order in which it is used: check, fix, verify. Nothing occurs twice.
pub fn all(context: &Context<'_>) -> Vec<Snippet> {
    let now = Task::new(context, Step::FindOut);
    let fix: Vec<Task<'_>> = advice::applicable(context).iter().map(|advice| Task::new(context, advice.step)).collect();
    let mut out = Vec::new();
    for target in targets(context) {
        let [checks, verify] = around(target);
        checks(&now, &mut out);
        for task in &fix {
            fixes(target)(task, &mut out);
        }
        verify(fix.first().unwrap_or(&now), &mut out);
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

fn none(_: &Task<'_>, _: &mut Vec<Snippet>) {}

/// The targets that fit the question's engine, in the order of their tabs.
fn targets(context: &Context<'_>) -> impl Iterator<Item = Target> {
    let engine = context.question.engine.get().copied();
    Target::ALL.into_iter().filter(move |target| target.fits(engine))
}
