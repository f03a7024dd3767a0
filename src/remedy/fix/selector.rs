//! Which nodes a pod may be placed on: `nodeSelector` and `nodeAffinity`.

use super::affinity::{self, Term};
use super::edits::Changes;
use super::retag::{Builds, Fleet, label};
use super::yaml::{Kind, Yaml};
use super::yaml_edit::Insert;
use crate::rules::{release, rule::Rule};

pub(super) const OS: &str = "kubernetes.io/os";
pub(super) const BUILD: &str = "node.kubernetes.io/windows-build";
/// The label of a node pool on AKS.
const AKS_SKU: &str = "kubernetes.azure.com/os-sku";

/// Labels of old, and what takes their place. `osbuild` was only ever advised, in 2017.
const OLD: [(&str, &str); 3] = [
    ("beta.kubernetes.io/os", OS),
    ("beta.kubernetes.io/osbuild", BUILD),
    ("beta.kubernetes.io/arch", "kubernetes.io/arch"),
];

pub(super) const WHY_SELECT: &str = "Kubernetes does not look at Windows versions when it chooses a node, so the pod has to say which builds run its images.";
pub(super) const WHY_VALUE: &str =
    "The images do not run on the nodes that were selected, or there are none among the hosts.";

/// Why an old label goes.
pub(super) fn why_current(label: &str) -> &'static str {
    if label == BUILD {
        "The old label was never built in; nodes carry the new one by themselves."
    } else {
        "The old label is deprecated since Kubernetes 1.14."
    }
}

pub(super) const WHY_OS: &str = "The images of this pod are Windows ones.";

/// The label that is set now in the place of another.
pub(super) fn current(key: &str) -> &str {
    OLD.iter().find(|(old, _)| *old == key).map_or(key, |(_, new)| new)
}

/// AKS names its node pools' Windows by marketing year.
fn aks_sku(build: u16) -> Option<&'static str> {
    release::with_build(build).find_map(|release| release.aks).map(|nodes| nodes.sku)
}

/// What a pod says about its nodes.
pub(super) struct Selection<'y, 'a> {
    yaml: &'y Yaml<'a>,
    spec: usize,
    selector: Option<usize>,
    terms: Vec<Term>,
}

impl<'y, 'a> Selection<'y, 'a> {
    pub fn read(yaml: &'y Yaml<'a>, spec: usize) -> Self {
        let selector = yaml
            .get(spec, "nodeSelector")
            .filter(|node| yaml.nodes[*node].kind != Kind::Null || !yaml.key(*node).is_empty());
        Self { yaml, spec, selector, terms: affinity::terms(yaml, spec) }
    }

    /// The entries of the node selector with this label, under any of its names.
    fn entries(&self, label: &'static str) -> impl Iterator<Item = usize> {
        let entries = self.selector.into_iter().flat_map(|selector| self.yaml.children(selector));
        entries.filter(move |entry| current(self.yaml.key(*entry)) == label)
    }

    fn os(&self) -> Option<&'a str> {
        let selected = self.entries(OS).find_map(|entry| self.yaml.str(entry));
        let required = || self.terms.iter().find_map(|term| term.values(self.yaml, OS).next());
        selected.or_else(|| self.yaml.str_at(self.spec, &["os", "name"])).or_else(required)
    }

    pub fn says_linux(&self) -> bool {
        self.os() == Some("linux")
    }

    pub fn says_windows(&self) -> bool {
        let tolerates = |toleration: usize| {
            let says = |key: &str, value: &str| self.yaml.str_at(toleration, &[key]) == Some(value);
            (says("key", "os") || says("key", OS)) && says("value", "windows")
        };
        let tolerations = self.yaml.get(self.spec, "tolerations");
        self.os() == Some("windows")
            || self.entries(BUILD).next().is_some()
            || self.terms.iter().any(|term| term.has(self.yaml, BUILD))
            || tolerations.is_some_and(|list| self.yaml.children(list).any(tolerates))
    }

    /// Makes the pod select these builds; `sure` if its images are known to be Windows ones.
    pub fn fix(&self, nodes: Builds, sure: bool, fleet: &Fleet<'_>, changes: &mut Changes) {
        let builds = || fleet.builds.iter().enumerate().filter(move |(index, _)| nodes >> index & 1 == 1);
        let labels: Vec<String> = builds().map(|(_, build)| label(*build)).collect();
        let skus: Vec<&str> = builds().filter_map(|(_, build)| aks_sku(*build)).collect();
        for entry in self.selector.into_iter().flat_map(|selector| self.yaml.children(selector)) {
            self.fix_entry(entry, &labels, &skus, sure, changes);
        }
        let os = self.yaml.path(self.spec, &["os", "name"]).and_then(|name| self.yaml.scalar(name));
        if let Some((_, span)) = os.filter(|(name, _)| sure && *name == "linux") {
            changes.edit(span, "windows", WHY_OS, Rule::R24, true);
        }
        for term in &self.terms {
            term.fix(self.yaml, &labels, sure, changes);
        }
        if sure {
            self.add(&labels, changes);
        }
    }

    fn fix_entry(&self, entry: usize, labels: &[String], skus: &[&str], sure: bool, changes: &mut Changes) {
        let key = self.yaml.key(entry);
        let label = current(key);
        if label != key {
            if self.selector.is_some_and(|selector| self.yaml.own(selector, label).is_some()) {
                self.remove(entry, changes);
                return;
            }
            changes.edit(self.yaml.nodes[entry].key.clone(), label, why_current(label), Rule::R24, true);
        }
        let Some((value, span)) = self.yaml.scalar(entry) else { return };
        match label {
            OS if sure && value != "windows" => {
                changes.edit(span, "windows", WHY_OS, Rule::R24, true);
            }
            BUILD if !labels.iter().any(|label| label == value) => {
                if let Some(first) = labels.first() {
                    changes.edit(span, first.as_str(), WHY_VALUE, Rule::R24, sure);
                }
            }
            AKS_SKU if value.starts_with("Windows") && !skus.contains(&value) => {
                if let Some(first) = skus.first() {
                    changes.edit(span, *first, WHY_VALUE, Rule::R24, sure);
                }
            }
            _ => {}
        }
    }

    /// Takes out an entry that is alone on its line.
    fn remove(&self, entry: usize, changes: &mut Changes) {
        let node = &self.yaml.nodes[entry];
        let text = self.yaml.text;
        let start = text[..node.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[node.value.end..].find('\n').map(|newline| node.value.end + newline + 1);
        let why = "This old label goes: the one in its place is there already.";
        match end {
            Some(end)
                if text[start..node.start].trim().is_empty()
                    && !text[start..end - 1].contains('\n')
                    && self.is_block() =>
            {
                changes.edit(start..end, "", why, Rule::R24, true);
            }
            _ => changes.open(node.start, why),
        }
    }

    fn is_block(&self) -> bool {
        self.selector
            .is_some_and(|selector| self.yaml.nodes[self.yaml.resolve(selector)].kind == (Kind::Map { flow: false }))
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
            let text = "The RuntimeClass may select nodes already: look at its scheduling.nodeSelector. Nothing was added here.";
            changes.open(self.yaml.nodes[class].start, text);
            return;
        }
        if !missing.is_empty() && !self.add_labels(&missing, changes) {
            changes.open(position, "There is no place for a nodeSelector here; add it by hand.");
        }
        if several && !affinity::add(self.yaml, self.spec, &self.terms, labels, changes) {
            changes.open(position, "There is no place for a nodeAffinity here; add it by hand.");
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
        let alias = selector.is_some_and(|selector| matches!(self.yaml.nodes[selector].kind, Kind::Alias(_)));
        if self.selector.is_some() && (alias || selector != self.selector) {
            return changes.has(insert.place(), &text);
        }
        changes.edit(insert.place(), text, WHY_SELECT, Rule::R24, true);
        true
    }
}
