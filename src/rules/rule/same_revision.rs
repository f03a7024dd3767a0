//! R9: on Windows Server 2016 host and image need the same revision.

use super::about::{About, VERSION_COMPATIBILITY, image_of};
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About =
    About::new("On Windows Server 2016 host and image need the same revision", VERSION_COMPATIBILITY);

/// The build of Windows Server 2016.
pub(crate) const BUILD: u16 = 14393;

/// Process isolation between equal builds of Server 2016, by their revisions.
pub(in crate::rules) fn process(host: Version, image: Version, finding: Finding) -> Finding {
    if host.build != BUILD {
        return finding;
    }
    match (host.revision, image.revision) {
        (Some(host), Some(image)) if host == image => finding.because(Reason::RevisionsEqual),
        (Some(_), Some(_)) => Finding { support: Support::MayFail, ..finding }.because(Reason::RevisionsDiffer),
        _ => Finding { support: Support::NeedsRevision, ..finding }.because(Reason::RevisionsNeeded),
    }
}

pub(super) fn equal(verdict: &Verdict) -> String {
    format!("Both are Windows Server 2016 with the same revision, {}.", verdict.host.version)
}

pub(super) fn differ(verdict: &Verdict) -> String {
    format!(
        "On Windows Server 2016, host and image must have the same revision. The host has {}; the image has {}. \
             This isn’t supported and may fail to start.",
        verdict.host.version,
        image_of(verdict)
    )
}

pub(super) fn needed(_: &Verdict) -> String {
    "On Windows Server 2016 the revision (the fourth number) must be equal too. Enter it for both host and image."
        .to_owned()
}
