//! A pod: the images of its containers, and which nodes it may be placed on.

use super::edits::Changes;
use super::hosts::{BuildSet, Fits, StartWay, covers};
use super::retag::FleetHosts;
use super::says::{is_linux, is_windows, speaks_of_windows, unreadable};
use super::selector::Selection;
use crate::read::syntax::Problem;
use crate::read::syntax::yaml::Yaml;
use crate::rules::order;
use crate::rules::{
    image::{Image, Versions},
    reference::Reference,
};

/// Pods are always started by Kubernetes, with process isolation (R24).
pub(super) const WAY: StartWay = StartWay { kubernetes: true, isolation: None };

/// A pod's spec and the images of its containers.
pub(super) struct PodSpec<'y, 'a> {
    yaml: &'y Yaml<'a>,
    spec: usize,
    images: Vec<NamedContainer>,
}

struct NamedContainer {
    entry: usize,
    image: Image,
}

impl<'y, 'a> PodSpec<'y, 'a> {
    pub fn read(yaml: &'y Yaml<'a>, spec: usize, changes: &mut Changes) -> Result<Self, Problem> {
        let mut images = Vec::new();
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            let Some(list) = yaml.get(spec, list) else { continue };
            if !yaml.is_seq(list) {
                let position = yaml.nodes[list].start;
                return Err(Problem { position, reason: "containers have to be a sequence" });
            }
            for entry in yaml.children(list).filter_map(|container| yaml.get(container, "image")) {
                let Some(name) = yaml.str(entry).map(str::trim_end) else {
                    changes.open(yaml.nodes[entry].start, "We can’t read this image name as it is written.");
                    continue;
                };
                match name.parse::<Reference>() {
                    Ok(reference) => images.push(NamedContainer { entry, image: Image::of_reference(reference) }),
                    Err(_) if name.contains(['{', '$']) => {
                        changes.open(yaml.nodes[entry].value.start, unreadable(name));
                    }
                    Err(error) => changes.open(yaml.nodes[entry].value.start, error.to_string()),
                }
            }
        }
        Ok(Self { yaml, spec, images })
    }

    pub fn fix(&self, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let selection = Selection::read(self.yaml, self.spec);
        let windows = self.images.iter().any(|named| is_windows(&named.image));
        let sure = windows || (selection.says_windows() && self.images.iter().any(is_known));
        let position = self.yaml.nodes[self.spec].start;
        let named = |named: &NamedContainer| {
            named.image.reference.as_ref().is_some_and(|reference| speaks_of_windows(&reference.to_string()))
        };
        if !sure && !selection.says_windows() && !self.images.iter().any(named) {
            // All containers of a pod run on one node.
            if self.images.iter().any(|named| is_linux(&named.image)) || selection.says_linux() {
                changes.note(position, "A Linux pod: not changed.");
            } else {
                changes.open(position, "Nothing in this pod says that it is for Windows: not changed.");
            }
            return;
        }
        let host_process = self.is_host_process();
        let nodes = self.nodes(fleet);
        let wanted = nodes.unwrap_or(fleet.hosts.all());
        for named in &self.images {
            // Only an image without a Windows of its own runs in a HostProcess container everywhere; others are pulled by
            // their build like all images (R21, R25).
            let Some(reference) = named.image.reference.as_ref().filter(|_| !host_process || is_known(named)) else {
                changes.note(
                    self.yaml.nodes[named.entry].value.start,
                    "A HostProcess container needs no matching build, and this image’s name gives none: not changed.",
                );
                continue;
            };
            changes.image_at(self.yaml, named.entry, reference, fleet.retag(reference, wanted, WAY));
        }
        let any_build = host_process && !self.images.iter().any(is_known);
        selection.fix(if any_build { 0 } else { nodes.unwrap_or(0) }, sure || host_process, fleet, changes);
    }

    /// Whether it runs on one of the hosts by its images, or else by the builds it selects.
    pub fn runs(&self, fleet: &FleetHosts<'_>) -> Option<bool> {
        let mut known = self.images.iter().filter(|named| is_known(named)).peekable();
        if known.peek().is_some() {
            return Some(
                known.fold(fleet.hosts.all(), |runs, named| runs & fleet.hosts.fits(&named.image, WAY).maybe) != 0,
            );
        }
        Selection::read(self.yaml, self.spec).selects_hosts(fleet)
    }

    fn is_host_process(&self) -> bool {
        let path = ["securityContext", "windowsOptions", "hostProcess"];
        let says = |node| self.yaml.str_at(node, &path) == Some("true");
        let containers =
            || self.yaml.get(self.spec, "containers").into_iter().flat_map(|list| self.yaml.children(list));
        says(self.spec) || (containers().next().is_some() && containers().all(says))
    }

    /// The builds the pod is to run on: where all of its images run already, else where the fewest of them have to change,
    /// and of these the most builds. `None` if no image runs on any of them.
    fn nodes(&self, fleet: &FleetHosts<'_>) -> Option<BuildSet> {
        let windows: Vec<(&NamedContainer, Fits)> = self
            .images
            .iter()
            .filter(|named| is_known(named))
            .map(|named| (named, fleet.hosts.fits(&named.image, WAY)))
            .collect();
        if windows.is_empty() {
            return Some(fleet.hosts.all());
        }
        for perhaps in [false, true] {
            let set = |fits: &Fits| if perhaps { fits.maybe } else { fits.yes };
            let common = windows.iter().fold(fleet.hosts.all(), |common, (_, fits)| common & set(fits));
            if common != 0 {
                return Some(common);
            }
            let of_images = fleet.hosts.image_sets(WAY).map(|(_, fits)| set(&fits));
            let candidates = order::each_once(windows.iter().map(|(_, fits)| set(fits)).chain(of_images));
            let rank = |nodes: &BuildSet| {
                let changed = windows.iter().filter(|(_, fits)| !covers(set(fits), *nodes)).count();
                let stuck = windows.iter().filter(|(named, fits)| {
                    !covers(set(fits), *nodes)
                        && named
                            .image
                            .reference
                            .as_ref()
                            .is_some_and(|reference| !fleet.has_tag(reference, *nodes, WAY))
                });
                (core::cmp::Reverse(stuck.count()), core::cmp::Reverse(changed), nodes.count_ones(), *nodes)
            };
            if let Some(best) = candidates.into_iter().filter(|nodes| *nodes != 0).max_by_key(rank) {
                return Some(best);
            }
        }
        None
    }
}

/// Whether the name of an image says a Windows version.
fn is_known(named: &NamedContainer) -> bool {
    !matches!(named.image.versions, Versions::Linux | Versions::Unknown)
}

/// Whether a mapping is a pod’s: its containers have images, and it stands where a pod does or has what only a pod has. Azure
/// Pipelines and others keep `containers`, too.
pub(super) fn is_pod(yaml: &Yaml<'_>, map: usize) -> bool {
    const OF_PODS: [&str; 6] =
        ["nodeSelector", "tolerations", "initContainers", "restartPolicy", "affinity", "serviceAccountName"];
    let is_image = |container| yaml.own(container, "image").is_some();
    let lower = yaml.key(map).to_ascii_lowercase();
    yaml.own(map, "containers").is_some_and(|list| yaml.is_seq(list) && yaml.children(list).any(is_image))
        && (lower.ends_with("spec")
            || lower.ends_with("template")
            || OF_PODS.iter().any(|key| yaml.own(map, key).is_some()))
}
