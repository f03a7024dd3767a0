//! Which nodes a pod may be placed on: `nodeSelector` and `nodeAffinity`.

use super::affinity::{self, AffinityTerm};
use super::edits::Changes;
use super::hosts::{BuildSet, label};
use super::labels::{AKS_SKU, BUILD, OS, WHY_OS, WHY_SELECT, WHY_VALUE, aks_sku, current, why_current};
use super::own_labels::{OTHER_LABEL, is_about_version, names_other_build};
use super::retag::FleetHosts;
use super::tolerations;
use super::yaml_edit::{Insert, set};
use crate::read::syntax::ByteRange;
use crate::read::syntax::yaml::{Yaml, YamlKind};
use crate::rules::rule::Rule;

/// What a pod says about its nodes.
pub(super) struct Selection<'y, 'a> {
    yaml: &'y Yaml<'a>,
    spec: usize,
    selector: Option<usize>,
    terms: Vec<AffinityTerm>,
}

impl<'y, 'a> Selection<'y, 'a> {
    /// That of a pod’s spec, or of a mapping that is a node selector itself.
    pub fn read(yaml: &'y Yaml<'a>, spec: usize) -> Self {
        let itself = || (yaml.key(spec) == "value" && yaml.is_map(spec)).then_some(spec);
        let selector = yaml
            .get(spec, "nodeSelector")
            .or_else(itself)
            .filter(|node| yaml.nodes[*node].kind != YamlKind::Null || !yaml.key(*node).is_empty());
        Self { yaml, spec, selector, terms: affinity::terms(yaml, spec) }
    }

    /// The entries of the node selector with this label, under any of its names.
    fn entries(&self, label: &'static str) -> impl Iterator<Item = usize> {
        let entries = self.selector.into_iter().flat_map(|selector| self.yaml.children(selector));
        entries.filter(move |entry| current(self.yaml.key(*entry)) == label)
    }

    fn os(&self) -> Option<&'y str> {
        let selected = self.entries(OS).find_map(|entry| self.yaml.str(entry)).map(str::trim_end);
        let required = || self.terms.iter().find_map(|term| term.values(self.yaml, OS).next());
        selected.or_else(|| self.yaml.str_at(self.spec, &["os", "name"])).or_else(required)
    }

    pub fn says_linux(&self) -> bool {
        self.os() == Some("linux")
    }

    pub fn says_windows(&self) -> bool {
        self.os() == Some("windows")
            || self.entries(BUILD).next().is_some()
            || self.terms.iter().any(|term| term.has(self.yaml, BUILD))
            || tolerations::of_windows(self.yaml, self.spec)
            || self.has_windows_options()
    }

    /// The pod, or one of its containers, sets what only Windows has.
    fn has_windows_options(&self) -> bool {
        let has = |node| self.yaml.path(node, &["securityContext", "windowsOptions"]).is_some();
        let mut containers =
            self.yaml.get(self.spec, "containers").into_iter().flat_map(|list| self.yaml.children(list));
        has(self.spec) || containers.any(has)
    }

    /// Whether nodes with Windows are selected in a node selector, and no version of it.
    pub fn needs_build(&self) -> bool {
        let own = self.entries(BUILD).next().is_some();
        let other = || {
            let entries = self.selector.into_iter().flat_map(|selector| self.yaml.children(selector));
            entries.into_iter().any(|entry| is_about_version(self.yaml.key(entry)))
        };
        let selects = self.entries(OS).any(|entry| self.yaml.str(entry) == Some("windows"));
        selects && !own && !self.terms.iter().any(|term| term.has(self.yaml, BUILD)) && !other()
    }

    /// Whether one of the hosts has the build that is selected; `None` where none is.
    pub fn selects_hosts(&self, fleet: &FleetHosts<'_>) -> Option<bool> {
        let values = self.entries(BUILD).filter_map(|entry| self.yaml.str(entry));
        let of_terms = self.terms.iter().flat_map(|term| term.values(self.yaml, BUILD));
        let mut values = values.chain(of_terms).peekable();
        let of_host = |value: &str| fleet.hosts.builds.iter().any(|build| label(*build) == value.trim_end());
        values.peek().is_some().then(|| values.any(of_host))
    }

    /// Lets a node selector that is not a pod’s own select a build.
    pub fn add_build(&self, label: &str, changes: &mut Changes) {
        let insert = self.selector.filter(|selector| self.yaml.resolve(*selector) == *selector);
        match insert.and_then(|selector| Insert::last(self.yaml, selector)) {
            Some(insert) => {
                changes.edit(insert.place(), insert.entries(&[(BUILD, label)]), WHY_SELECT, Rule::R24, false);
            }
            None => {
                changes.open(self.yaml.nodes[self.spec].start, "Select node.kubernetes.io/windows-build here, too.")
            }
        }
    }

    /// Writes another build where a patch names one.
    pub fn replace(span: ByteRange, text: String, changes: &mut Changes) {
        changes.edit(span, text, WHY_VALUE, Rule::R24, false);
    }

    /// Makes the pod select these builds; `sure` if its images are known to be Windows ones.
    pub fn fix(&self, nodes: BuildSet, sure: bool, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let builds = || fleet.hosts.builds.iter().enumerate().filter(move |(index, _)| nodes >> index & 1 == 1);
        let labels: Vec<String> = builds().map(|(_, build)| label(*build)).collect();
        let skus: Vec<&str> = builds().filter_map(|(_, build)| aks_sku(*build)).collect();
        for entry in self.selector.into_iter().flat_map(|selector| self.yaml.children(selector)) {
            self.fix_entry(entry, &labels, &skus, sure, fleet, changes);
        }
        tolerations::fix_build(self.yaml, self.spec, &labels, fleet, changes);
        let os = self.yaml.path(self.spec, &["os", "name"]);
        let linux = os.filter(|name| sure && self.yaml.str(*name).is_some_and(|name| name.trim_end() == "linux"));
        if let Some((span, text)) = linux.and_then(|name| set(self.yaml, name, "windows")) {
            changes.edit(span, text, WHY_OS, Rule::R24, true);
        }
        for term in &self.terms {
            term.fix(self.yaml, &labels, sure, changes);
            term.look_at_own_labels(self.yaml, fleet, changes);
        }
        if sure {
            self.add(&labels, changes);
        }
    }

    fn fix_entry(
        &self,
        entry: usize,
        labels: &[String],
        skus: &[&str],
        sure: bool,
        fleet: &FleetHosts<'_>,
        changes: &mut Changes,
    ) {
        let key = self.yaml.key(entry);
        let label = current(key);
        if label != key {
            if self.selector.is_some_and(|selector| self.yaml.own(selector, label).is_some()) {
                self.remove(entry, changes);
                return;
            }
            if !self.yaml.key_is_plain(entry) {
                changes.open(self.yaml.nodes[entry].start, why_current(label));
                return;
            }
            changes.edit(self.yaml.nodes[entry].key.clone(), label, why_current(label), Rule::R24, true);
        }
        let value = match self.yaml.str(entry) {
            Some(value) => value.trim_end(),
            None if self.yaml.is_null(entry) => "",
            None => {
                if label == OS || label == BUILD {
                    changes.open(self.yaml.nodes[entry].start, "We can’t read how this label is selected.");
                }
                return;
            }
        };
        let (wanted, why, certain) = match label {
            OS if sure && value != "windows" => ("windows", WHY_OS, true),
            BUILD if !labels.iter().any(|label| label == value) => {
                let Some(first) = labels.first() else { return };
                (first.as_str(), WHY_VALUE, sure)
            }
            AKS_SKU if value.starts_with("Windows") && !skus.contains(&value) => {
                let Some(first) = skus.first() else { return };
                (*first, WHY_VALUE, sure)
            }
            _ => {
                if names_other_build(label, value, fleet) {
                    changes.open(self.yaml.nodes[entry].start, OTHER_LABEL);
                }
                return;
            }
        };
        match set(self.yaml, entry, wanted) {
            Some((span, text)) => changes.edit(span, text, why, Rule::R24, certain),
            None => changes.open(self.yaml.nodes[entry].start, "This label needs another value. Change it by hand."),
        }
    }

    /// Takes out an entry that is alone on its line.
    fn remove(&self, entry: usize, changes: &mut Changes) {
        let node = &self.yaml.nodes[entry];
        let text = self.yaml.text;
        let start = self.yaml.line_start(node.start);
        let end = self.yaml.line_end(node.value.end);
        let why = "The old label was removed: its replacement is already here.";
        let alone = text[start..node.start].trim().is_empty() && !text[start..end].trim_end().contains(['\n', '\r']);
        match text.as_bytes().get(end) {
            Some(_) if alone && self.is_block() => changes.edit(start..end + 1, "", why, Rule::R24, true),
            _ => changes.open(node.start, why),
        }
    }

    fn is_block(&self) -> bool {
        self.selector.is_some_and(|selector| {
            self.yaml.nodes[self.yaml.resolve(selector)].kind == (YamlKind::Map { flow: false })
        })
    }

    /// Adds what is missing: the operating system, and the builds.
    fn add(&self, labels: &[String], changes: &mut Changes) {
        let has_os = self.entries(OS).next().is_some() || self.all_terms_have(OS);
        let has_build = self.entries(BUILD).next().is_some() || self.all_terms_have(BUILD);
        let mut missing: Vec<(&str, &str)> = Vec::new();
        if !has_os {
            missing.push((OS, "windows"));
        }
        let several = match labels {
            [one] if !has_build => {
                missing.push((BUILD, one));
                false
            }
            [_, _, ..] => !has_build,
            _ => false,
        };
        if missing.is_empty() && !several {
            return;
        }
        let position = self.yaml.nodes[self.spec].start;
        if let Some(class) = self.yaml.get(self.spec, "runtimeClassName") {
            let text = "The RuntimeClass may already select nodes: see its scheduling.nodeSelector. Nothing was \
                 added here.";
            changes.open(self.yaml.nodes[class].start, text);
            return;
        }
        if !missing.is_empty() && !self.add_labels(&missing, changes) {
            changes.open(position, "We found no place to add a nodeSelector here. Add it by hand.");
        }
        // A pod that selected no Windows node so far has to tolerate the usual taint of one, too.
        if !has_os && !tolerations::add(self.yaml, self.spec, changes) {
            changes.open(
                position,
                "We found no place to add a toleration for the taint os=windows:NoSchedule here. Add it by hand.",
            );
        }
        if several && !affinity::add(self.yaml, self.spec, &self.terms, labels, changes) {
            changes.open(position, "We found no place to add a nodeAffinity here. Add it by hand.");
        }
    }

    fn all_terms_have(&self, label: &str) -> bool {
        !self.terms.is_empty() && self.terms.iter().all(|term| term.has(self.yaml, label))
    }

    fn add_labels(&self, missing: &[(&str, &str)], changes: &mut Changes) -> bool {
        let selector = self.yaml.own(self.spec, "nodeSelector");
        let insert = match self.selector {
            None => Insert::first(self.yaml, self.spec),
            Some(selector) => Insert::last(self.yaml, selector),
        };
        let Some(insert) = insert else { return false };
        let text = match self.selector {
            None => insert.mapping("nodeSelector", missing),
            Some(_) => insert.entries(missing),
        };
        // What an anchor stands for is used elsewhere too: there the same has to be missing.
        let alias = selector.is_some_and(|selector| matches!(self.yaml.nodes[selector].kind, YamlKind::Alias(_)));
        if self.selector.is_some() && (alias || selector != self.selector) {
            return changes.has(insert.place(), &text);
        }
        changes.edit(insert.place(), text, WHY_SELECT, Rule::R24, true);
        true
    }
}
