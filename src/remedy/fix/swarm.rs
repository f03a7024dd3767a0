//! Where a swarm may place a service: `deploy.placement.constraints`.
//!
//! Swarm does not look at Windows versions (R23), so managers label the nodes, and services ask for the label. Constraints
//! have to be met together, so one label can stand for one build only.

use super::edits::Changes;
use super::hosts::BuildSet;
use super::own_labels::{OTHER_LABEL, names_other_build};
use super::retag::FleetHosts;
use super::yaml_edit::{Insert, set};
use crate::read::syntax::yaml::Yaml;
use crate::rules::order;
use crate::rules::rule::Rule;

const OS: &str = "node.platform.os";
/// The label of the advice for a swarm.
const BUILD: &str = "node.labels.windows.build";
const PATH: [&str; 3] = ["deploy", "placement", "constraints"];

const WHY: &str = "Swarm ignores Windows versions when it chooses a node, so the service has to select the nodes \
     that run its image.";

/// A constraint that asks for a value: its entry, key and value.
fn constraints<'y>(yaml: &'y Yaml<'_>, service: usize) -> impl Iterator<Item = (usize, &'y str, &'y str)> {
    let list = yaml.path(service, &PATH).into_iter().flat_map(|list| yaml.children(list));
    list.filter_map(|entry| {
        let (key, value) = yaml.str(entry)?.split_once("==")?;
        Some((entry, key.trim(), value.trim()))
    })
}

/// Whether a service may only be placed on nodes with this operating system.
pub(super) fn constrains_to(yaml: &Yaml<'_>, service: usize, system: &str) -> bool {
    constraints(yaml, service).any(|(_, key, value)| key == OS && value.eq_ignore_ascii_case(system))
}

/// Says which constraints ask for a label of nodes with another Windows.
pub(super) fn look_at_own_labels(yaml: &Yaml<'_>, service: usize, fleet: &FleetHosts<'_>, changes: &mut Changes) {
    for (entry, key, value) in constraints(yaml, service) {
        let own = key.strip_prefix("node.labels.").filter(|_| key != BUILD);
        if own.is_some_and(|label| names_other_build(label, value, fleet)) {
            changes.open(yaml.nodes[entry].value.start, OTHER_LABEL);
        }
    }
}

/// A service to place.
pub(super) struct ServicePlacement<'y, 'a> {
    pub yaml: &'y Yaml<'a>,
    pub service: usize,
    /// Whether it is for Windows for sure.
    pub certain: bool,
}

impl ServicePlacement<'_, '_> {
    /// Makes the service ask for Windows nodes, of these builds where the build matters.
    pub fn fix(&self, builds: Option<BuildSet>, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let builds: Vec<String> = fleet.hosts.of(builds.unwrap_or(0)).map(|build| build.to_string()).collect();
        let position = self.yaml.nodes[self.service].start;
        let labelled = || constraints(self.yaml, self.service).any(|(_, key, _)| key.starts_with("node.labels."));
        let mut missing = vec![(OS, String::from("windows"))];
        match builds.as_slice() {
            [build] => missing.push((BUILD, build.clone())),
            several if several.len() > 1 && !labelled() => {
                let text = "Swarm ignores Windows versions. Give all nodes with these builds one label, and require \
                     it here: ";
                changes.open(position, [text, &several.join(", "), "."].concat());
            }
            _ => {}
        }
        for (entry, key, value) in constraints(self.yaml, self.service) {
            let Some(at) = missing.iter().position(|(wanted, _)| *wanted == key) else { continue };
            let (_, wanted) = missing.swap_remove(at);
            if !value.eq_ignore_ascii_case(&wanted) {
                self.write(entry, &[key, " == ", &wanted].concat(), changes);
            }
        }
        // Another label says it, for all we know.
        missing.retain(|(key, _)| *key != BUILD || !labelled());
        order::by_key(&mut missing, |(key, _)| core::cmp::Reverse(*key));
        let wanted: Vec<String> = missing.iter().map(|(key, value)| [*key, " == ", value].concat()).collect();
        if wanted.is_empty() {
            return;
        }
        if !self.add(&wanted, changes) {
            return changes.open(position, ["Add these constraints by hand: ", &wanted.join(", "), "."].concat());
        }
        if let Some((_, build)) = missing.iter().find(|(key, _)| *key == BUILD) {
            let text = [
                "Label the nodes that have this build: docker node update --label-add windows.build=",
                build,
                " NODE.",
            ];
            changes.note(position, text.concat());
        }
    }

    fn write(&self, entry: usize, text: &str, changes: &mut Changes) {
        match set(self.yaml, entry, text) {
            Some((span, text)) => changes.edit(span, text, WHY, Rule::R23, self.certain),
            None => changes.open(self.yaml.nodes[entry].start, ["This constraint has to be ", text, "."].concat()),
        }
    }

    /// Adds constraints, with the mappings around them that are not there yet.
    fn add(&self, constraints: &[String], changes: &mut Changes) -> bool {
        let (mut map, mut there) = (self.service, 0);
        while let Some(next) = PATH.get(there).and_then(|key| self.yaml.own(map, key)) {
            if self.yaml.resolve(next) != next {
                return false;
            }
            (map, there) = (next, there + 1);
        }
        // What is merged in from elsewhere would be hidden.
        if there < PATH.len() && self.yaml.get(map, PATH[there]).is_some() {
            return false;
        }
        let whole = there == PATH.len();
        let insert = if whole { Insert::first_item(self.yaml, map) } else { Insert::last(self.yaml, map) };
        let Some(insert) = insert else { return false };
        let text = match insert.is_flow() {
            true => flow(&insert, &PATH[there..], constraints),
            false => block(&insert, there, constraints),
        };
        changes.edit(insert.place(), text, WHY, Rule::R23, self.certain);
        true
    }
}

fn flow(insert: &Insert<'_>, missing: &[&str], constraints: &[String]) -> String {
    let items: Vec<String> = constraints.iter().map(|one| insert.quote(one)).collect();
    let mut text = items.join(", ");
    for (depth, key) in missing.iter().rev().enumerate() {
        let inner = if depth == 0 { ["[", &text, "]"].concat() } else { ["{", &text, "}"].concat() };
        text = [&insert.quote(key), ": ", &inner].concat();
    }
    insert.flow(&text)
}

fn block(insert: &Insert<'_>, there: usize, constraints: &[String]) -> String {
    let keys = PATH[there..].iter().enumerate().map(|(depth, key)| (there + depth, [*key, ":"].concat()));
    let items = constraints.iter().map(|one| (PATH.len(), ["- ", one].concat()));
    insert.block_from(there, &keys.chain(items).collect::<Vec<_>>())
}
