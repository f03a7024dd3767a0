//! Tolerations: the taint `os=windows:NoSchedule` keeps other pods off Windows nodes. It is a convention that many clusters
//! follow, and without the taint a toleration does nothing.

use super::edits::Changes;
use super::labels::{BUILD, OS, current};
use super::own_labels::names_other_build;
use super::retag::FleetHosts;
use super::yaml_edit::{Insert, set};
use crate::read::syntax::yaml::Yaml;
use crate::rules::rule::Rule;

const WHY: &str = "Windows nodes usually have the taint os=windows:NoSchedule, to keep other pods away.";
const PAIRS: [(&str, &str); 4] = [("key", "os"), ("operator", "Equal"), ("value", "windows"), ("effect", "NoSchedule")];

/// Whether a pod tolerates what only Windows nodes have.
pub(super) fn of_windows(yaml: &Yaml<'_>, spec: usize) -> bool {
    let tolerates = |toleration: usize| {
        let says = |key: &str, value: &str| yaml.str_at(toleration, &[key]) == Some(value);
        (says("key", "os") || says("key", OS)) && says("value", "windows")
    };
    yaml.get(spec, "tolerations").is_some_and(|list| yaml.children(list).any(tolerates))
}

/// Writes the builds of the hosts where a taint for another one is tolerated: some clusters taint nodes by their Windows, under
/// Kubernetes’ own label for it or a shorter one. A taint with another name is only known to who set it.
pub(super) fn fix_build(
    yaml: &Yaml<'_>,
    spec: usize,
    labels: &[String],
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) {
    const WHY: &str = "The toleration is for nodes with another Windows.";
    let list = yaml.get(spec, "tolerations");
    for toleration in list.into_iter().flat_map(|list| yaml.children(list)) {
        let Some(key) = yaml.str_at(toleration, &["key"]) else { continue };
        let Some(value) = yaml.own(toleration, "value") else { continue };
        let text = yaml.str(value).unwrap_or_default();
        if current(key) != BUILD && key != "windows-build" {
            if names_other_build(key, text, fleet) {
                changes.open(yaml.nodes[value].start, [WHY, " Change it to the taint of the hosts."].concat());
            }
            continue;
        }
        match labels {
            [] => {}
            _ if labels.iter().any(|label| label == text) => {}
            // A taint of one’s own may have the build alone, and then a form that is only known to who set it.
            [_] if !text.starts_with("10.0.") => changes.open(yaml.nodes[value].start, WHY),
            [only] => match set(yaml, value, only) {
                Some((span, text)) => changes.edit(span, text, WHY, Rule::R24, false),
                None => changes.open(yaml.nodes[value].start, WHY),
            },
            _ => changes.open(yaml.nodes[value].start, WHY),
        }
    }
}

/// Adds the toleration where no other one covers the taint; `false` if there is no place for it.
pub(super) fn add(yaml: &Yaml<'_>, spec: usize, changes: &mut Changes) -> bool {
    let list = yaml.get(spec, "tolerations");
    let covers = |toleration: usize| {
        let exists = yaml.str_at(toleration, &["operator"]) == Some("Exists");
        exists && matches!(yaml.str_at(toleration, &["key"]), None | Some("os"))
    };
    if of_windows(yaml, spec) || list.is_some_and(|list| yaml.children(list).any(covers)) {
        return true;
    }
    let insert = match list {
        None => Insert::first(yaml, spec),
        Some(list) if yaml.own(spec, "tolerations") == Some(list) && yaml.resolve(list) == list => {
            Insert::first_item(yaml, list)
        }
        Some(_) => None,
    };
    let Some(insert) = insert else { return false };
    let entries: Vec<String> = PAIRS.iter().map(|(key, value)| insert.entry(key, value)).collect();
    let text = if insert.is_flow() {
        let one = ["{", &entries.join(", "), "}"].concat();
        insert.flow(&if list.is_some() { one } else { [&insert.quote("tolerations"), ": [", &one, "]"].concat() })
    } else {
        let head = list.is_none().then(|| (0, "tolerations:".to_owned()));
        let items =
            entries.iter().enumerate().map(|(at, entry)| (0, [if at == 0 { "- " } else { "  " }, entry].concat()));
        insert.block(&head.into_iter().chain(items).collect::<Vec<_>>())
    };
    changes.edit(insert.place(), text, WHY, Rule::R24, true);
    true
}
