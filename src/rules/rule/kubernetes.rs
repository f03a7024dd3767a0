//! R24: Kubernetes runs Windows containers with process isolation only.

use super::about::About;
use crate::rules::question::Question;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About = About::new(
    "Kubernetes runs Windows containers with process isolation only",
    "https://kubernetes.io/docs/concepts/windows/intro/",
);

/// The finding where the engine offers no Hyper-V isolation.
pub(in crate::rules) fn hyperv(question: &Question) -> Option<Finding> {
    question.is_kubernetes().then(|| Finding::new(Support::Unsupported, Reason::KubernetesProcessOnly))
}

pub(super) fn process_only(_: &Verdict) -> String {
    "Kubernetes and AKS run Windows containers with process isolation only.".to_owned()
}

/// What Kubernetes’ own text says of unequal builds.
pub(in crate::rules) const STRICT: &str =
    "The Kubernetes documentation still asks for equal versions; Microsoft’s table and containerd allow this pair.";

/// That a client is no node.
pub(in crate::rules) const CLIENT_NODE: &str = "Windows 10 and 11 are not supported as Kubernetes nodes.";
