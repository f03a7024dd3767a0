//! Kubernetes manifests: pods in whatever makes them, and the places of images in objects of other kinds.

use super::edits::Changes;
use super::places::Places;
use super::pod::{self, PodSpec};
use super::retag::FleetHosts;
use super::siblings::{self, Twin};
use super::stored;
use crate::read::syntax::Problem;
use crate::read::syntax::yaml::Yaml;
use crate::rules::question::Isolation;

pub(super) fn fix(yaml: &Yaml<'_>, fleet: &FleetHosts<'_>) -> Result<Changes, Problem> {
    let mut changes = Changes::default();
    let mut places = Places::new(yaml);
    let mut pods: Vec<PodObject<'_, '_>> = Vec::new();
    let mut stored = Vec::new();
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
            let Some(spec) = pod_spec(yaml, object).map(|pod| yaml.resolve(pod)) else {
                match yaml.str_at(object, &["kind"]) {
                    Some("ConfigMap" | "Secret") => stored.push(object),
                    Some("CustomResourceDefinition") => {}
                    _ => places.look(object),
                }
                continue;
            };
            old_api(yaml, object, &mut changes);
            // Two aliases can stand for one pod.
            if places.is_new(spec) {
                pods.push(PodObject { node: object, spec: PodSpec::read(yaml, spec, &mut changes)? });
            }
        }
    }
    let siblings: Vec<Twin> = pods.iter().map(|pod| pod.sibling(yaml, fleet)).collect();
    for (pod, twin) in pods.iter().zip(siblings::for_hosts(&siblings)) {
        match twin {
            Some(twin) => changes.note(yaml.nodes[pod.node].start, siblings::stays(twin)),
            None => pod.spec.fix(fleet, &mut changes),
        }
    }
    let mut found = false;
    for object in stored {
        found |= stored::fix(yaml, object, fleet, &mut changes)?;
    }
    found |= places.fix(pod::WAY, fleet, &mut changes)?;
    if pods.is_empty() && !found {
        return Err(Problem { position: 0, reason: super::NO_POD });
    }
    if fleet.hosts.chosen() == Some(Isolation::Hyperv) {
        changes.note(
            0,
            "Kubernetes runs Windows containers only with process isolation, so Hyper-V isolation was left out.",
        );
    }
    Ok(changes)
}

/// An object that makes a pod.
struct PodObject<'y, 'a> {
    node: usize,
    spec: PodSpec<'y, 'a>,
}

impl PodObject<'_, '_> {
    fn sibling(&self, yaml: &Yaml<'_>, fleet: &FleetHosts<'_>) -> Twin {
        let name = yaml.str_at(self.node, &["metadata", "name"]).unwrap_or_default();
        Twin { name: name.to_owned(), runs: self.spec.runs(fleet), ..Twin::default() }
    }
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

/// The pod's spec in an object. That of a patch need not have containers.
fn pod_spec(yaml: &Yaml<'_>, object: usize) -> Option<usize> {
    let path: &[&str] = match yaml.str_at(object, &["kind"])? {
        "Pod" => &["spec"],
        "PodTemplate" => &["template", "spec"],
        "CronJob" => &["spec", "jobTemplate", "spec", "template", "spec"],
        _ => &["spec", "template", "spec"],
    };
    let spec = yaml.path(object, path)?;
    // Objects of others have one container only, in the pod’s own place.
    if yaml.get(spec, "image").is_some() {
        return None;
    }
    const KEYS: [&str; 6] = ["containers", "initContainers", "nodeSelector", "affinity", "tolerations", "os"];
    KEYS.iter().any(|key| yaml.get(spec, key).is_some()).then_some(spec)
}
