//! R17: Hyper-V isolation needs the Hyper-V role and virtualisation.

use super::about::{About, REQUIREMENTS};
use crate::rules::question::Question;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About = About::new("Hyper-V isolation needs the Hyper-V role and virtualisation", REQUIREMENTS);

/// The finding where the question says that it is not available.
pub(in crate::rules) fn hyperv(question: &Question) -> Option<Finding> {
    (!question.hyperv_available()).then(|| Finding::new(Support::Unsupported, Reason::NoHyperv))
}

pub(super) fn none(_: &Verdict) -> String {
    "The question says that Hyper-V isolation is not available here.".to_owned()
}

/// What Hyper-V isolation needs.
pub(in crate::rules) const NEEDS: &str = "Hyper-V isolation needs the Hyper-V role and processor virtualisation; in a virtual machine also nested virtualisation and at least 4 GB of memory.";
