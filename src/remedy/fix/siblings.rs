//! Things of one file that are the same for several Windows versions, and named for them: `agent-ltsc2019` beside `agent-ltsc2022`.
//! Where one is for the hosts already, the others stay: changed, it would be there twice.

use super::hosts::StartWay;
use super::named::without_windows;
use super::retag::FleetHosts;
use crate::read::syntax::yaml::{Yaml, YamlKind};
use crate::rules::image::Image;
use crate::rules::reference::Reference;

/// A thing with a name: a pod’s object, a service, a stage, an entry.
#[derive(Default)]
pub(super) struct Twin {
    /// What it stands in.
    pub parent: usize,
    pub name: String,
    /// Whether it runs on one of the hosts as it is; `None` where nothing says it.
    pub runs: Option<bool>,
}

impl Twin {
    /// An entry of YAML with an image: itself under its key, or what it stands in.
    pub fn of_entry(
        yaml: &Yaml<'_>,
        entry: usize,
        reference: &Reference,
        way: StartWay,
        fleet: &FleetHosts<'_>,
    ) -> Self {
        const DEEPEST: usize = 4;
        let is_named = |at: &usize| without_windows(yaml.key(*at)).is_some();
        let around = core::iter::successors(Some(entry), |at| parent(yaml, *at)).take(DEEPEST);
        // Items of a list are told apart by their names.
        let name = |at: usize| yaml.str_at(at, &["name"]).filter(|name| without_windows(name).is_some());
        let mut named = around.filter_map(|at| match name(at) {
            Some(name) if is_item(yaml, at) => Some((at, name)),
            _ => Some((at, yaml.key(at))).filter(|(at, _)| is_named(at)),
        });
        match named.next() {
            Some((at, name)) => {
                let parent = parent(yaml, at).unwrap_or_default();
                Self { parent, name: name.to_owned(), runs: Some(runs(reference, way, fleet)) }
            }
            None => Self::default(),
        }
    }
}

/// What a node stands in.
pub(super) fn parent(yaml: &Yaml<'_>, of: usize) -> Option<usize> {
    (0..of).rev().find(|at| yaml.nodes[*at].end > of)
}

/// Whether a node is an item of a list.
pub(super) fn is_item(yaml: &Yaml<'_>, node: usize) -> bool {
    parent(yaml, node).is_some_and(|parent| matches!(yaml.nodes[parent].kind, YamlKind::Seq { .. }))
}

/// Whether an image runs on one of the hosts.
pub(super) fn runs(reference: &Reference, way: StartWay, fleet: &FleetHosts<'_>) -> bool {
    let image = Image::of_reference(reference.clone());
    image.no_such_tag().is_none() && fleet.hosts.fits(&image, way).maybe != 0
}

/// More of them than this in a file are none that somebody keeps side by side.
pub(super) const MOST: usize = 1000;

/// For each of them that runs on none of the hosts, the one beside it that is the same for a host.
pub(super) fn for_hosts(all: &[Twin]) -> Vec<Option<&str>> {
    // Each is compared with each: nobody writes more by hand.
    if all.len() > MOST {
        return vec![None; all.len()];
    }
    let names: Vec<Option<String>> = all.iter().map(|one| without_windows(&one.name)).collect();
    let twin = |at: usize| {
        let name = names[at].as_ref().filter(|_| all[at].runs == Some(false))?;
        let same = |other: &usize| {
            names[*other].as_ref() == Some(name)
                && all[*other].parent == all[at].parent
                && all[*other].runs == Some(true)
        };
        (0..all.len()).find(same).map(|other| all[other].name.as_str())
    };
    (0..all.len()).map(twin).collect()
}

/// What to know of one that stays.
pub(super) fn stays(twin: &str) -> String {
    ["This is for another Windows, and ", twin, " is the same for the hosts: not changed."].concat()
}
