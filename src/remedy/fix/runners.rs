//! Hosted runners with another Windows: `windows-2019` of GitHub Actions, the agents of Azure Pipelines that have the same names.
//!
//! One changes where the host is a runner by its name and the job starts containers; a host of any other name may be a machine
//! that the job only builds for.

use super::edits::Changes;
use super::named::build_of;
use super::retag::FleetHosts;
use super::yaml_edit::set;
use crate::read::syntax::yaml::{Yaml, YamlKind};
use crate::rules::{
    place::{PLACES, Place, removed},
    rule::Rule,
};

/// Keys whose value is one runner.
const ONE: [&str; 2] = ["runs-on", "vmImage"];

/// Changes a runner that is none of the hosts, or says what to write.
pub(super) fn fix(yaml: &Yaml<'_>, node: usize, fleet: &FleetHosts<'_>, changes: &mut Changes) {
    let name = yaml.str(node).unwrap_or_default();
    // Executors of CircleCI have other names.
    let wanted = if name.contains('/') { None } else { of_hosts(fleet) };
    let alone = wanted.filter(|_| is_alone(yaml, node) && starts_containers(yaml, node) && !goes(yaml, node, fleet));
    let edit = alone.and_then(|place| {
        let named = fleet.hosts.hosts.iter().all(|host| host.place.is_some_and(|named| named.name == place.name));
        set(yaml, node, place.name).filter(|_| named)
    });
    match edit {
        Some((span, text)) => changes.edit(span, text, [&what(yaml, name), "."].concat(), Rule::R36, true),
        None => changes.open(yaml.nodes[node].value.start, note(yaml, node, wanted, alone.is_some(), fleet)),
    }
}

/// The runner that is one of the hosts.
fn of_hosts(fleet: &FleetHosts<'_>) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.name.starts_with("windows-2") && fleet.hosts.builds.contains(&place.build))
}

/// Whether nothing else is known by this runner: it stands by itself under its key, and not in a matrix.
fn is_alone(yaml: &Yaml<'_>, node: usize) -> bool {
    let of_list = || item_of(yaml, node).filter(|(item, list)| *item == node && yaml.children(*list).count() == 1);
    ONE.contains(&yaml.key(node)) || of_list().is_some_and(|(_, list)| ONE.contains(&yaml.key(list)))
}

/// Whether the job that a runner is for, or the whole pipeline, has something to do with containers.
fn starts_containers(yaml: &Yaml<'_>, node: usize) -> bool {
    let is_job = |at: &usize| ["steps", "jobs", "stages", "container"].iter().any(|key| yaml.own(*at, key).is_some());
    let job = (0..node).rev().filter(|at| yaml.nodes[*at].end > node).find(is_job);
    let says = |text: &str| ["docker", "nerdctl", "podman"].iter().any(|word| text.contains(word));
    job.is_some_and(|job| {
        let mut below = job..yaml.nodes[job].end;
        below.any(|at| yaml.key(at) == "container" || yaml.str(at).is_some_and(says))
    })
}

/// What is wrong with a runner.
fn what(yaml: &Yaml<'_>, name: &str) -> String {
    // What GitHub removed says nothing of other services.
    let github = || yaml.nodes.iter().enumerate().any(|(at, _)| yaml.key(at) == "runs-on");
    match removed(&name.to_ascii_lowercase()).filter(|_| github()) {
        Some(day) => [name, " isn’t one of the hosts, and GitHub removed it on ", day].concat(),
        None => [name, " isn’t one of the hosts"].concat(),
    }
}

/// What to write, and why it isn’t written.
fn note(yaml: &Yaml<'_>, node: usize, wanted: Option<&Place>, alone: bool, fleet: &FleetHosts<'_>) -> String {
    let (name, key) = (yaml.str(node).unwrap_or_default(), yaml.key(node));
    let mut note = match wanted {
        Some(_) if goes(yaml, node, fleet) => {
            if key.is_empty() { "Remove it: " } else { "Remove this entry with all that belongs to it: " }.to_owned()
        }
        Some(place) => ["Change ", if key.is_empty() { "it" } else { key }, " to ", place.name, ": "].concat(),
        None => String::new(),
    };
    note.push_str(&what(yaml, name));
    note.push('.');
    if let Some(place) = wanted.filter(|_| alone) {
        note.push_str(" It stays as it is because the hosts needn’t be runners. With the host ");
        note.push_str(place.name);
        note.push_str(" it is edited.");
    }
    note
}

/// The build of a hosted runner with Windows, those of the past too: `windows-2022`, `win1803`, `vs2017-win2016`.
pub(super) fn runner(yaml: &Yaml<'_>, node: usize) -> Option<u16> {
    let name = yaml.str(node)?.to_ascii_lowercase();
    let place = PLACES.iter().find(|place| place.name == name || place.also.contains(&name.as_str()));
    let year = || {
        name.strip_prefix("windows-")
            .or(name.strip_prefix("win/server-"))
            .or(name.rsplit('-').next()?.strip_prefix("win"))
            .and_then(build_of)
    };
    place.map(|place| place.build).or_else(year)
}

/// The item of a list that a node is in or is, as in a matrix, and the list.
pub(super) fn item_of(yaml: &Yaml<'_>, node: usize) -> Option<(usize, usize)> {
    let parent = |of: usize| (0..of).rev().find(|at| yaml.nodes[*at].end > of);
    let mut items = core::iter::successors(Some(node), |at| parent(*at)).take(3);
    items.find_map(|item| {
        let list = parent(item)?;
        matches!(yaml.nodes[list].kind, YamlKind::Seq { .. }).then_some((item, list))
    })
}

/// Whether another item of the list that a node is in has one under the same key that fits: changed, it would be there twice.
pub(super) fn other_is(yaml: &Yaml<'_>, node: usize, fits: &dyn Fn(usize) -> bool) -> bool {
    let Some((item, list)) = item_of(yaml, node) else { return false };
    let key = yaml.key(node);
    let others = yaml.children(list).filter(|other| *other != item);
    others.flat_map(|other| other..yaml.nodes[other].end).any(|at| yaml.key(at) == key && fits(at))
}

/// Whether a machine that is none of the hosts is to be removed: another item of its list has one that fits, or an earlier one with
/// another Windows becomes one.
pub(super) fn goes(yaml: &Yaml<'_>, node: usize, fleet: &FleetHosts<'_>) -> bool {
    let earlier = |at: usize| at < node && runner(yaml, at).is_some_and(|build| Some(build) != runner(yaml, node));
    other_is(yaml, node, &|other| is_of_hosts(yaml, other, fleet) || earlier(other))
}

/// What stands beside a machine in an item of a matrix and names the same Windows: `{os: windows-2019, tag: "1809"}`.
pub(super) fn named_beside(yaml: &Yaml<'_>, node: usize) -> Vec<usize> {
    let Some((item, _)) = item_of(yaml, node).filter(|(item, _)| yaml.is_map(*item)) else { return Vec::new() };
    let build = runner(yaml, node);
    let same = |at: &usize| *at != node && yaml.str(*at).and_then(build_of).is_some_and(|one| Some(one) == build);
    yaml.children(item).filter(same).collect()
}

pub(super) fn is_of_hosts(yaml: &Yaml<'_>, node: usize, fleet: &FleetHosts<'_>) -> bool {
    runner(yaml, node).is_some_and(|build| fleet.hosts.builds.contains(&build))
}
