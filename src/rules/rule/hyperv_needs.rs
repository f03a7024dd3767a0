//! R17: Hyper-V isolation needs the Hyper-V role and virtualization.

use super::about::{About, REQUIREMENTS};
use crate::rules::question::Question;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About = About::new("Hyper-V isolation needs the Hyper-V role and virtualization", REQUIREMENTS);

/// The finding where the question says that it is not available.
pub(in crate::rules) fn hyperv(question: &Question) -> Option<Finding> {
    (!question.hyperv_available()).then(|| Finding::new(Support::Unsupported, Reason::NoHyperv))
}

pub(super) fn none(_: &Verdict) -> String {
    "Hyper-V isolation isn’t available here.".to_owned()
}

/// What Hyper-V isolation needs.
pub(in crate::rules) const NEEDS: &str = "Hyper-V isolation needs the Hyper-V role and processor virtualization. In \
     a virtual machine it also needs nested virtualization and at least 4 GB of memory.";
