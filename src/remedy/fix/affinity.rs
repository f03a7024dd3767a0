//! `nodeAffinity`: the way to allow nodes of several builds.

use super::edits::Changes;
use super::labels::{BUILD, OS, WHY_OS, WHY_SELECT, WHY_VALUE, current, why_current};
use super::own_labels::{OTHER_LABEL, names_other_build};
use super::retag::FleetHosts;
use super::yaml_edit::Insert;
use crate::read::syntax::yaml::{Yaml, YamlKind};
use crate::rules::rule::Rule;

/// The keys down to the terms, of which one has to be met.
const PATH: [&str; 4] =
    ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"];

/// One of the terms; all its expressions have to be met.
pub(super) struct AffinityTerm {
    expressions: Option<usize>,
}

/// The terms of a pod.
pub(super) fn terms(yaml: &Yaml<'_>, spec: usize) -> Vec<AffinityTerm> {
    let Some(terms) = yaml.path(spec, &PATH).filter(|terms| yaml.is_seq(*terms)) else { return Vec::new() };
    yaml.children(terms).map(|term| AffinityTerm { expressions: yaml.own(term, "matchExpressions") }).collect()
}

impl AffinityTerm {
    /// The expressions about a label that ask for one of several values.
    fn about<'y>(&self, yaml: &'y Yaml<'_>, label: &'y str) -> impl Iterator<Item = usize> + 'y {
        let all = self.expressions.into_iter().flat_map(|expressions| yaml.children(expressions));
        all.filter(move |expression| {
            yaml.str_at(*expression, &["key"]).is_some_and(|key| current(key) == label)
                && yaml.str_at(*expression, &["operator"]) == Some("In")
        })
    }

    pub fn has(&self, yaml: &Yaml<'_>, label: &str) -> bool {
        self.about(yaml, label).next().is_some()
    }

    pub fn values<'y>(&self, yaml: &'y Yaml<'_>, label: &str) -> impl Iterator<Item = &'y str> {
        let lists = self.about(yaml, label).filter_map(|expression| yaml.own(expression, "values"));
        let values: Vec<&'y str> =
            lists.flat_map(|list| yaml.children(list)).filter_map(|value| yaml.str(value)).collect();
        values.into_iter()
    }

    /// Replaces old labels, and builds that are not among these.
    pub fn fix(&self, yaml: &Yaml<'_>, labels: &[String], sure: bool, changes: &mut Changes) {
        for expression in self.expressions.into_iter().flat_map(|expressions| yaml.children(expressions)) {
            let key = yaml.own(expression, "key").and_then(|key| yaml.scalar(key));
            let Some((key, span)) = key.filter(|(key, _)| current(key) != *key) else { continue };
            changes.edit(span, current(key), why_current(current(key)), Rule::R24, true);
        }
        let windows = [String::from("windows")];
        for (label, values, why) in [(OS, &windows[..], WHY_OS), (BUILD, labels, WHY_VALUE)] {
            let about = self.about(yaml, label).filter(|_| sure || label == BUILD);
            for list in about.filter_map(|expression| yaml.own(expression, "values")) {
                fix_values(yaml, list, values, (why, sure), changes);
            }
        }
    }
}

impl AffinityTerm {
    /// Says which labels of somebody’s own ask for nodes with another Windows.
    pub fn look_at_own_labels(&self, yaml: &Yaml<'_>, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        for expression in self.expressions.into_iter().flat_map(|expressions| yaml.children(expressions)) {
            let key = yaml.str_at(expression, &["key"]).filter(|key| ![OS, BUILD].contains(&current(key)));
            let (Some(key), Some("In")) = (key, yaml.str_at(expression, &["operator"])) else { continue };
            let list = yaml.own(expression, "values").into_iter().flat_map(|list| yaml.children(list));
            let values: Vec<&str> = list.filter_map(|value| yaml.str(value)).collect();
            if !values.is_empty() && values.iter().all(|value| names_other_build(key, value, fleet)) {
                changes.open(yaml.nodes[expression].start, OTHER_LABEL);
            }
        }
    }
}

/// Replaces values that are not among these, for a reason that may be sure.
fn fix_values(
    yaml: &Yaml<'_>,
    list: usize,
    labels: &[String],
    (why, sure): (&'static str, bool),
    changes: &mut Changes,
) {
    let items: Vec<usize> = yaml.children(list).collect();
    let fits = |item: &&usize| yaml.str(**item).is_some_and(|value| labels.iter().any(|label| label == value));
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    let scalars = yaml.is_seq(list) && items.iter().all(|item| yaml.str(*item).is_some());
    if labels.is_empty() || !scalars || items.iter().all(|item| fits(&item)) {
        return;
    }
    let kept: Vec<&str> = items.iter().filter(fits).filter_map(|item| yaml.str(*item)).collect();
    let wanted = if kept.is_empty() { labels.iter().map(String::as_str).collect() } else { kept };
    let list = yaml.resolve(list);
    let flow = yaml.nodes[list].kind == YamlKind::Seq { flow: true };
    let quote = match yaml.nodes[*first].kind {
        YamlKind::Plain => "",
        YamlKind::Single => "'",
        _ => "\"",
    };
    let mut text = String::new();
    for (index, value) in wanted.iter().enumerate() {
        if index > 0 && flow {
            text.push_str(", ");
        } else if index > 0 {
            // The line break and indentation between the dashes as they are.
            let line = yaml.line_start(yaml.nodes[*first].start).saturating_sub(1);
            let line = if yaml.text[..line].ends_with('\r') { line - 1 } else { line };
            text.push_str(&yaml.text[line..yaml.nodes[*first].value.start]);
        }
        text.push_str(quote);
        text.push_str(value);
        text.push_str(quote);
    }
    changes.edit(yaml.nodes[*first].value.start..yaml.nodes[*last].value.end, text, why, Rule::R24, sure);
}

/// Adds the builds where they are missing; `false` if there is no place for them.
pub(super) fn add(
    yaml: &Yaml<'_>,
    spec: usize,
    terms: &[AffinityTerm],
    labels: &[String],
    changes: &mut Changes,
) -> bool {
    if terms.is_empty() {
        return add_term(yaml, spec, labels, changes);
    }
    let mut added = true;
    for term in terms.iter().filter(|term| !term.has(yaml, BUILD)) {
        let insert = term.expressions.and_then(|expressions| Insert::first_item(yaml, expressions));
        let Some(insert) = insert else {
            added = false;
            continue;
        };
        let text = if insert.is_flow() {
            insert.flow(&expression_flow(&insert, labels))
        } else {
            insert.block_from(4, &expression_block(&insert, labels))
        };
        changes.edit(insert.place(), text, WHY_SELECT, Rule::R24, true);
    }
    added
}

/// Adds the affinity, or what is missing of it.
fn add_term(yaml: &Yaml<'_>, spec: usize, labels: &[String], changes: &mut Changes) -> bool {
    let mut map = spec;
    let mut there = 0;
    while let Some(next) = PATH.get(there).and_then(|key| yaml.own(map, key)) {
        if matches!(yaml.nodes[next].kind, YamlKind::Alias(_)) {
            return false;
        }
        (map, there) = (next, there + 1);
    }
    // Terms that are there but empty allow no node at all; that is not what was meant.
    let Some(insert) = Insert::first(yaml, map).filter(|_| there < PATH.len()) else { return false };
    let missing = &PATH[there..];
    let text = if insert.is_flow() {
        let mut text = String::new();
        for key in missing {
            text.push_str(&insert.quote(key));
            text.push_str(": {");
        }
        // The innermost is a sequence of one mapping.
        text.pop();
        text.push_str("[{");
        text.push_str(&insert.quote("matchExpressions"));
        text.push_str(": [");
        text.push_str(&expression_flow(&insert, labels));
        text.push_str("]}]");
        text.extend(core::iter::repeat_n('}', missing.len() - 1));
        insert.flow(&text)
    } else {
        let key = |(depth, key): (usize, &&str)| (there + depth, join(&[key, ":"]));
        let mut lines: Vec<(usize, String)> = missing.iter().enumerate().map(key).collect();
        lines.push((3, "- matchExpressions:".to_owned()));
        lines.extend(expression_block(&insert, labels));
        insert.block_from(there, &lines)
    };
    changes.edit(insert.place(), text, WHY_SELECT, Rule::R24, true);
    true
}

fn expression_block(insert: &Insert<'_>, labels: &[String]) -> [(usize, String); 3] {
    [(4, join(&["- key: ", BUILD])), (5, "operator: In".to_owned()), (5, join(&["values: ", &list(insert, labels)]))]
}

fn expression_flow(insert: &Insert<'_>, labels: &[String]) -> String {
    let (key, operator) = (insert.entry("key", BUILD), insert.entry("operator", "In"));
    join(&["{", &key, ", ", &operator, ", ", &insert.quote("values"), ": ", &list(insert, labels), "}"])
}

fn list(insert: &Insert<'_>, labels: &[String]) -> String {
    let mut all = String::from("[");
    for (index, label) in labels.iter().enumerate() {
        all.push_str(if index == 0 { "" } else { ", " });
        all.push_str(&insert.quote(label));
    }
    all.push(']');
    all
}

fn join(parts: &[&str]) -> String {
    parts.concat()
}
