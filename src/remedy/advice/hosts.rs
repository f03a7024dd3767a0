//! Advice to run an image on another host.

use super::{Advice, Context, Step, advice};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    image::{Image, Versions},
    judge::judge,
    lifecycle::{Row, is_urgent_on},
    question::{Engine, Question},
    release::{self, Channel, Kind, Release},
    verdict::{Outcome, Support},
    version::Version,
};

/// What AKS never had nodes for, or no longer has, is to be rebuilt for those that it has.
pub(super) fn other_node(context: &Context<'_>) -> Option<Advice> {
    let newest = rebuilt_for_aks(context)?;
    let tag = newest.image_slug?;
    advice(
        Step::MoveHost,
        format!("Rebuild on {tag}, for nodes with {}", newest.name),
        "AKS has no nodes that run this image with process isolation.",
    )
}

/// The release of the nodes to rebuild for, where AKS has none, or none any more, that run the image with process isolation.
pub(crate) fn rebuilt_for_aks(context: &Context<'_>) -> Option<&'static Release> {
    let gone = context.question.has_no_such_node() || context.host_retired().is_some();
    let image = context.verdict.image.filter(|_| gone)?;
    let on_aks = context.question.engine.get() == Some(&Engine::Aks);
    if !on_aks || !aks_hosts(image, context).is_empty() {
        return None;
    }
    let (newest, _) = release::aks_pools().rev().find(|(_, nodes)| !nodes.retired(context.today))?;
    Some(newest)
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
    let title = match newer_client(version, context) {
        Some(client) => format!("Update this machine to {} or later, or run it on {list}", client.name),
        None => format!("Run it on {list}"),
    };
    advice(Step::MoveHost, title, text)
}

/// The oldest Windows 11 in support that isn’t older than the image, where the host is an older client.
fn newer_client(image: Version, context: &Context<'_>) -> Option<&'static Release> {
    let host = context.verdict.host;
    (host.kind == Kind::Client && host.version.build < image.build && !context.question.is_kubernetes())
        .then_some(())?;
    let in_support = |release: &&'static Release| release.end().is_none_or(|end| end >= context.today);
    let clients = context.catalogue.releases.iter().filter(|release| release.kind == Kind::Client);
    clients.filter(in_support).filter(|release| release.build >= image.build).min_by_key(|release| release.build)
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
    let versions = match &image.versions {
        Versions::One(version) => vec![*version],
        Versions::Several(builds) => builds.iter().map(|build| Version::of_build(*build)).collect(),
        _ => Vec::new(),
    };
    let mut names: Vec<&str> = Vec::new();
    for version in versions {
        let supported = hosts_for(version, catalogue, today);
        for release in supported.into_iter().filter(|release| release.end().is_none_or(|end| end >= today)) {
            if !names.contains(&release.name) {
                names.push(release.name);
            }
        }
    }
    let (last, first) = names.split_last()?;
    let list = if first.is_empty() { (*last).to_owned() } else { format!("{} and {last}", first.join(", ")) };
    Some(format!("It runs with process isolation on {list}."))
}

/// Where to go from a server whose updates have ended or end within a year, and what its images need there:
/// `Plan the move to Windows Server 2025, which gets updates until 2034-11-14. …`. Of a node of AKS its own days count.
pub fn successor(host: &Host, engine: Option<Engine>, catalogue: &Catalogue, today: Date) -> Option<String> {
    let release = host.release.filter(|release| release.kind == Kind::Server)?;
    is_urgent_on(release, engine, today).then_some(())?;
    let offered =
        |to: &&'static Release| engine != Some(Engine::Aks) || to.aks.is_some_and(|nodes| !nodes.retired(today));
    let long_term = |to: &&'static Release| to.kind == Kind::Server && to.channel == Channel::Ltsc;
    let to = catalogue.releases.iter().filter(long_term).filter(offered).find(|to| to.build > release.build)?;
    let (own, new) = (release.image_slug?, to.image_slug?);
    let question = Question { engine: engine.into(), ..Question::new(Host::of(to), Image::of_release(release)) };
    let images = match judge(&question)?.outcome {
        Outcome::Process => format!("Its {own} images run there as they are."),
        Outcome::Hyperv => format!("There, {own} images need Hyper-V isolation or a rebuild on {new}."),
        _ => format!("There, {own} images have to be rebuilt on {new}."),
    };
    let until = Row::of(to).until_day_on(engine, today);
    Some(format!("Plan the move to {}: updates {until}. {images}", to.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::release;

    #[test]
    fn a_server_that_ends_soon_says_where_to_go() {
        let today = Date::new(2026, 11, 27);
        let said = |slug: &str, engine| {
            let host = Host::of(release::by_slug(slug).unwrap());
            successor(&host, engine, &Catalogue::builtin(), today).unwrap_or_default()
        };
        let images = "There, ltsc2016 images need Hyper-V isolation or a rebuild on ltsc2025.";
        let to = "Plan the move to Windows Server 2025: updates until 2034-11-14.";
        assert_eq!(said("ws2016", None), format!("{to} {images}"));
        let rebuilt = "There, ltsc2019 images have to be rebuilt on ltsc2025.";
        assert_eq!(said("ws2019", Some(Engine::Aks)), format!("{to} {rebuilt}"));
        for (slug, engine) in [("ws2019", None), ("ws2025", None), ("ws2022", Some(Engine::Aks)), ("w10-22h2", None)] {
            assert_eq!(said(slug, engine), "", "{slug}");
        }
    }
}
