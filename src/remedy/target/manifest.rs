//! Kubernetes manifests.

use super::task::Task;
use super::text::{Slot, Text, joined};
use super::value::Value;
use crate::rules::version::Version;

/// The label every kubelet since 1.17 sets on Windows nodes.
pub(super) const WINDOWS_BUILD: &str = "node.kubernetes.io/windows-build";
/// The label for a whole version, which has to be set by hand: the built-in one has no revision.
pub(super) const WINDOWS_VERSION: &str = "example.com/windows-version";

/// How pods are kept on the right nodes.
pub(super) enum PodPlacement<'a> {
    /// Any of these builds.
    Builds(&'a [u16]),
    /// Nodes labelled by hand with the whole version (Server 2016).
    Exact(Version),
    /// Node pools of AKS with this OS SKU.
    Sku(&'static str),
}

/// A version as a quoted YAML string.
fn quoted(text: &mut Text, version: Version) {
    text.add("\"").number(version).add("\"");
}

fn build(text: &mut Text, build: u16) {
    quoted(text, Version::of_build(build));
}

/// A whole deployment.
pub(super) fn deployment(task: &Task<'_>, text: &mut Text, place: &PodPlacement<'_>) {
    let name = task.name(task.context.names.deployment.as_ref());
    let label = name.unmarked();
    let container = Slot::given(task.context.names.container.as_ref(), name.value.clone());
    text.fill("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: §\n", &[&name]);
    if let Some(namespace) = &task.context.names.namespace {
        text.fill("  namespace: §\n", &[&Slot::given(Some(namespace), Value::own("default"))]);
    }
    text.add("spec:\n  replicas: 1\n  selector:\n    matchLabels:\n").fill("      app: §\n", &[&label]);
    text.add("  template:\n    metadata:\n      labels:\n").fill("        app: §\n", &[&label]);
    text.add("    spec:\n");
    if !matches!(place, PodPlacement::Exact(_)) {
        text.add("      os:\n        name: windows\n");
    }
    nodes(text, place);
    text.add("      tolerations:\n");
    toleration(text, "        ");
    text.fill("      containers:\n        - name: §\n", &[&container.unmarked()]);
    text.fill("          image: §\n", &[&task.image()]);
    if task.is_base() {
        text.add("          # A base image exits at once. Put your own program here.\n");
        text.add("          command: [ping, -t, localhost]\n");
    }
}

/// The toleration of the taint that keeps other pods off Windows nodes.
fn toleration(text: &mut Text, indent: &'static str) {
    text.add(indent).add("- key: os\n");
    for line in ["operator: Equal\n", "value: windows\n", "effect: NoSchedule\n"] {
        text.add(indent).add("  ").add(line);
    }
}

fn nodes(text: &mut Text, place: &PodPlacement<'_>) {
    text.add("      nodeSelector:\n");
    match place {
        PodPlacement::Exact(version) => {
            text.add("        ").add(WINDOWS_VERSION).add(": ");
            quoted(text, *version);
            text.add("\n");
        }
        PodPlacement::Sku(sku) => {
            text.add("        kubernetes.io/os: windows\n        kubernetes.azure.com/os-sku: ").add(sku).add("\n");
        }
        PodPlacement::Builds([one]) => {
            text.add("        kubernetes.io/os: windows\n        ").add(WINDOWS_BUILD).add(": ");
            build(text, *one);
            text.add("\n");
        }
        PodPlacement::Builds(builds) => {
            text.add("        kubernetes.io/os: windows\n");
            text.add("      affinity:\n        nodeAffinity:\n");
            text.add("          requiredDuringSchedulingIgnoredDuringExecution:\n");
            text.add("            nodeSelectorTerms:\n              - matchExpressions:\n");
            text.add("                  - key: ").add(WINDOWS_BUILD).add("\n                    operator: In\n");
            text.add("                    values: [");
            joined(text, builds, ", ", |text, one| build(text, *one));
            text.add("]\n");
        }
    }
}

/// The same choice of nodes as a patch in JSON, for a deployment that exists. A patch is merged, so one build that was selected
/// before would stay beside the list and leave the pods pending: `null` takes it away
/// (<https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/>).
pub(super) fn patch(text: &mut Text, builds: &[u16]) {
    text.add("{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":{\"kubernetes.io/os\":\"windows\"");
    if let [one] = builds {
        text.add(",\"").add(WINDOWS_BUILD).add("\":");
        build(text, *one);
        text.add("}");
    } else {
        text.add(",\"")
            .add(WINDOWS_BUILD)
            .add("\":null},\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":");
        text.add("{\"nodeSelectorTerms\":[{\"matchExpressions\":[{\"key\":\"").add(WINDOWS_BUILD);
        text.add("\",\"operator\":\"In\",\"values\":[");
        joined(text, builds, ",", |text, one| build(text, *one));
        text.add("]}]}]}}}");
    }
    text.add("}}}}");
}

/// A runtime class for the nodes of one build. Its node selector and toleration are merged into every pod that names it.
pub(super) fn runtime_class(text: &mut Text, one: u16, name: &Slot) {
    text.fill("apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: §", &[name]);
    text.add("\nhandler: runhcs-wcow-process\nscheduling:\n  nodeSelector:\n    kubernetes.io/os: windows\n");
    text.add("    kubernetes.io/arch: amd64\n    ").add(WINDOWS_BUILD).add(": ");
    build(text, one);
    text.add("\n  tolerations:\n");
    toleration(text, "    ");
}
