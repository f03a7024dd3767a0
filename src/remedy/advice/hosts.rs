//! Advice to run an image on another host.

use super::{Advice, Context, Step, advice};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    image::{Image, Versions},
    judge::judge,
    question::{Engine, Question},
    release::{self, Kind, Release},
    verdict::{Outcome, Support},
    version::Version,
};

/// What AKS never had nodes for has to be rebuilt for those that it has.
pub(super) fn other_node(context: &Context<'_>) -> Option<Advice> {
    let image = context.verdict.image.filter(|_| context.question.has_no_such_node())?;
    let on_aks = context.question.engine.get() == Some(&Engine::Aks);
    if !on_aks || !aks_hosts(image, context).is_empty() {
        return None;
    }
    let (newest, _) = release::aks_pools().rev().find(|(_, nodes)| !nodes.retired(context.today))?;
    let tag = newest.image_slug?;
    advice(
        Step::MoveHost,
        format!("Rebuild on {tag}, for nodes with {}", newest.name),
        "AKS has no nodes that run this image with process isolation.",
    )
}

pub(super) fn move_host(context: &Context<'_>) -> Option<Advice> {
    let version = context.verdict.image?;
    let build_problem = context.verdict.outcome != Outcome::Process
        && version.build != context.verdict.host.version.build
        && !matches!(context.verdict.outcome, Outcome::Unknown);
    if !build_problem && !context.question.has_no_such_node() {
        return None;
    }
    let mut hosts = match context.question.engine.get() {
        Some(Engine::Aks) => aks_hosts(version, context),
        _ => hosts_for(version, context.catalogue, context.today),
    };
    let in_support = hosts.iter().filter(|release| release.end().is_some_and(|end| end >= context.today)).count();
    // A cluster gets no nodes of a release that has ended.
    hosts.truncate(if context.question.is_kubernetes() { in_support } else { in_support.max(1) });
    let (first, rest) = hosts.split_first()?;
    let list = match rest {
        [] => first.name.to_owned(),
        [second, ..] => format!("{} or {}", first.name, second.name),
    };
    let text = "The image runs there with process isolation, without a rebuild.";
    advice(Step::MoveHost, format!("Run it on {list}"), text)
}

/// Those of [`hosts_for`] that AKS has nodes of: nobody can add one of what it never had, or has retired.
fn aks_hosts(image: Version, context: &Context<'_>) -> Vec<&'static Release> {
    let mut hosts = hosts_for(image, context.catalogue, context.today);
    hosts.retain(|release| release.aks.is_some_and(|nodes| !nodes.retired(context.today)));
    hosts
}

/// The server releases that run an image with process isolation, in support first, then newest first.
pub fn hosts_for(image: Version, catalogue: &Catalogue, today: Date) -> Vec<&'static Release> {
    let runs = |release: &&'static Release| {
        let question = Question::new(Host::of(release), Image::of_version(image));
        let verdict = judge(&question);
        verdict.is_some_and(|verdict| matches!(verdict.process.support, Support::Supported | Support::NeedsRevision))
    };
    let servers = catalogue.releases.iter().filter(|release| release.kind == Kind::Server);
    let ended = |release: &&'static Release| release.end().is_none_or(|end| end < today);
    // Partitioned in place of sorted: a stable sort costs the page 7 kB.
    let (ended, mut hosts): (Vec<_>, Vec<_>) = servers.filter(runs).partition(ended);
    hosts.extend(ended);
    hosts
}

/// Where an image runs with process isolation, where no host is asked about yet: the other half.
pub fn where_it_runs(image: &Image, catalogue: &Catalogue, today: Date) -> Option<String> {
    let Versions::One(version) = image.versions else { return None };
    let hosts = hosts_for(version, catalogue, today);
    let supported = hosts.into_iter().filter(|release| release.end().is_none_or(|end| end >= today));
    let names: Vec<&str> = supported.map(|release| release.name).take(3).collect();
    let (last, first) = names.split_last()?;
    let list = if first.is_empty() { (*last).to_owned() } else { format!("{} and {last}", first.join(", ")) };
    Some(format!("It runs with process isolation on {list}."))
}
