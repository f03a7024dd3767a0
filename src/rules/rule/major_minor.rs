//! R1: containers need Windows 10.0 on both sides.

use super::about::{About, HCSSHIM, image_of};
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About = About::new("Major and minor version must be equal", HCSSHIM);

/// The finding where they are not equal.
pub(in crate::rules) fn never(host: &Host, image: Version) -> Option<Finding> {
    let differ = (host.version.major, host.version.minor) != (image.major, image.minor);
    differ.then(|| Finding::new(Support::Unsupported, Reason::OtherMajorMinor))
}

pub(super) fn other(verdict: &Verdict) -> String {
    format!(
        "Host {} and image {} are different generations of Windows. Containers need 10.0 on both sides.",
        verdict.host.version,
        image_of(verdict)
    )
}
