//! Kubernetes manifests: the images of each pod, and which nodes it may be placed on.

use super::edits::Changes;
use super::retag::{Builds, Fits, Fleet, Way, covers, is_linux, is_windows};
use super::selector::Selection;
use super::traced::Traced;
use super::yaml::{Problem, Span, Yaml};
use crate::rules::{
    image::{Image, Versions},
    question::Isolation,
    reference::Reference,
};

/// Pods are always started by Kubernetes, with process isolation (R24).
pub(super) const WAY: Way = Way { kubernetes: true, isolation: None };

pub(super) fn fix(yaml: &Yaml<'_>, fleet: &Fleet<'_>) -> Result<Changes, Problem> {
    let mut changes = Changes::default();
    let mut seen: Vec<usize> = Vec::new();
    for document in &yaml.documents {
        let node = &yaml.nodes[*document];
        if yaml.str_at(*document, &["kind"]).is_none() {
            if node.value.is_empty() {
                continue;
            }
            return Err(Problem { position: node.value.start, reason: "this document has no kind" });
        }
        let list = yaml.str_at(*document, &["kind"]) == Some("List");
        let items = if list { yaml.own(*document, "items") } else { None };
        let objects = match items {
            Some(items) => yaml.children(items).collect(),
            None => vec![*document],
        };
        for object in objects {
            // Two aliases can stand for one pod.
            let Some(pod) = pod_spec(yaml, object).map(|pod| yaml.resolve(pod)) else { continue };
            old_api(yaml, object, &mut changes);
            if !seen.contains(&pod) {
                Pod::read(yaml, pod, &mut changes)?.fix(fleet, &mut changes);
                seen.push(pod);
            }
        }
    }
    if seen.is_empty() {
        return Err(Problem {
            position: 0,
            reason: "there is no Pod, Deployment or anything else with a pod in this manifest",
        });
    }
    if fleet.chosen() == Some(Isolation::Hyperv) {
        changes.note(
            0,
            "Kubernetes runs Windows containers with process isolation only, so Hyper-V isolation was left out.",
        );
    }
    Ok(changes)
}

/// Samples of 2017 are of an API that is gone.
fn old_api(yaml: &Yaml<'_>, object: usize, changes: &mut Changes) {
    let version = yaml.get(object, "apiVersion").and_then(|version| yaml.scalar(version));
    if let Some(("extensions/v1beta1" | "apps/v1beta1" | "apps/v1beta2", span)) = version {
        changes.open(
            span.start,
            "Kubernetes 1.16 removed this API: write apps/v1, which needs spec.selector.matchLabels too.",
        );
    }
}

/// The pod's spec in an object.
fn pod_spec(yaml: &Yaml<'_>, object: usize) -> Option<usize> {
    let path: &[&str] = match yaml.str_at(object, &["kind"])? {
        "Pod" => &["spec"],
        "PodTemplate" => &["template", "spec"],
        "CronJob" => &["spec", "jobTemplate", "spec", "template", "spec"],
        _ => &["spec", "template", "spec"],
    };
    let spec = yaml.path(object, path)?;
    yaml.get(spec, "containers").is_some().then_some(spec)
}

/// A pod's spec and the images of its containers.
struct Pod<'y, 'a> {
    yaml: &'y Yaml<'a>,
    spec: usize,
    images: Vec<Named>,
}

struct Named {
    site: Span,
    image: Image,
}

impl<'y, 'a> Pod<'y, 'a> {
    fn read(yaml: &'y Yaml<'a>, spec: usize, changes: &mut Changes) -> Result<Self, Problem> {
        let mut images = Vec::new();
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            let Some(list) = yaml.get(spec, list) else { continue };
            if !yaml.is_seq(list) {
                let position = yaml.nodes[list].start;
                return Err(Problem { position, reason: "containers have to be a sequence" });
            }
            for entry in yaml.children(list).filter_map(|container| yaml.get(container, "image")) {
                let Some((name, site)) = yaml.scalar(entry) else {
                    changes.open(yaml.nodes[entry].start, "This image is written in a way that is not understood.");
                    continue;
                };
                match name.parse::<Reference>() {
                    Ok(reference) => images.push(Named { site, image: Image::of_reference(reference) }),
                    Err(error) => changes.open(site.start, error.to_string()),
                }
            }
        }
        Ok(Self { yaml, spec, images })
    }

    fn fix(&self, fleet: &Fleet<'_>, changes: &mut Changes) {
        let selection = Selection::read(self.yaml, self.spec);
        let known = |named: &Named| !matches!(named.image.versions, Versions::Linux | Versions::Unknown);
        let windows = self.images.iter().any(|named| is_windows(&named.image));
        let sure = windows || (selection.says_windows() && self.images.iter().any(known));
        let position = self.yaml.nodes[self.spec].start;
        if !sure && !selection.says_windows() {
            let linux = selection.says_linux() || self.images.iter().all(|named| is_linux(&named.image));
            if linux {
                changes.note(position, "A Linux pod, left alone.");
            } else {
                changes.open(position, "Nothing in this pod says that it is a Windows one: left alone.");
            }
            return;
        }
        if self.is_host_process() {
            changes.note(position, "HostProcess containers need no matching build, so their images are left alone.");
            selection.fix(0, true, fleet, changes);
            return;
        }
        let nodes = self.nodes(fleet);
        let wanted = nodes.unwrap_or(fleet.all());
        for named in &self.images {
            if let Some(reference) = &named.image.reference {
                let retag = fleet.retag(reference, wanted, WAY);
                let name = Traced::of(self.yaml.text, named.site.clone());
                changes.image(named.site.clone(), name, reference.clone(), retag);
            }
        }
        selection.fix(nodes.unwrap_or(0), sure, fleet, changes);
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
    fn nodes(&self, fleet: &Fleet<'_>) -> Option<Builds> {
        let windows: Vec<(&Named, Fits)> = self
            .images
            .iter()
            .filter(|named| !matches!(named.image.versions, Versions::Linux | Versions::Unknown))
            .map(|named| (named, fleet.fits(&named.image, WAY)))
            .collect();
        if windows.is_empty() {
            return Some(fleet.all());
        }
        for perhaps in [false, true] {
            let set = |fits: &Fits| if perhaps { fits.maybe } else { fits.yes };
            let common = windows.iter().fold(fleet.all(), |common, (_, fits)| common & set(fits));
            if common != 0 {
                return Some(common);
            }
            let own = windows.iter().map(|(_, fits)| set(fits));
            let of_images = fleet.image_sets(WAY).map(|(_, fits)| set(&fits));
            let rank = |nodes: &Builds| {
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
            if let Some(best) = own.chain(of_images).filter(|nodes| *nodes != 0).max_by_key(rank) {
                return Some(best);
            }
        }
        None
    }
}
