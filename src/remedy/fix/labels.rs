//! The labels that select nodes, and why they change.

use crate::rules::release;

pub(super) const OS: &str = "kubernetes.io/os";
pub(super) const BUILD: &str = "node.kubernetes.io/windows-build";
/// The label of a node pool on AKS.
pub(super) const AKS_SKU: &str = "kubernetes.azure.com/os-sku";

/// Labels of old, and what takes their place. `osbuild` was only ever advised, in 2017.
const OLD: [(&str, &str); 3] = [
    ("beta.kubernetes.io/os", OS),
    ("beta.kubernetes.io/osbuild", BUILD),
    ("beta.kubernetes.io/arch", "kubernetes.io/arch"),
];

pub(super) const WHY_SELECT: &str = "Kubernetes ignores Windows versions when it chooses a node, so the pod has to \
     select the builds that run its images: those of the hosts it is fixed for.";
pub(super) const WHY_VALUE: &str = "The selected nodes can’t run the images, or aren’t among the hosts.";

/// Why an old label goes.
pub(super) fn why_current(label: &str) -> &'static str {
    if label == BUILD {
        "The old label was never built in. Nodes get the new one automatically."
    } else {
        "The old label is deprecated since Kubernetes 1.14."
    }
}

pub(super) const WHY_OS: &str = "This pod’s images are Windows images.";

/// The label that is set now in the place of another.
pub(super) fn current(key: &str) -> &str {
    OLD.iter().find(|(old, _)| *old == key).map_or(key, |(_, new)| new)
}

/// AKS names its node pools' Windows by marketing year.
pub(super) fn aks_sku(build: u16) -> Option<&'static str> {
    release::with_build(build).find_map(|release| release.aks).map(|nodes| nodes.sku)
}
