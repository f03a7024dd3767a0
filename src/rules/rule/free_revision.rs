//! R10: from version 1809 on, revisions need not match.

use super::about::{About, VERSION_COMPATIBILITY};
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About = About::new("From version 1809 on, revisions need not match", VERSION_COMPATIBILITY);

/// Says so where both are given and differ.
pub(in crate::rules) fn mention(host: Version, image: Version, finding: Finding) -> Finding {
    let differ = host.revision.is_some() && image.revision.is_some() && host.revision != image.revision;
    let differ = differ && finding.support != Support::MayFail;
    if differ { finding.because(Reason::RevisionsFree) } else { finding }
}

pub(super) fn free(verdict: &Verdict) -> String {
    if matches!(verdict.host.version.build, 16299 | 17134) {
        return "The revisions differ. Microsoft once said that they needn’t match from version 1709 on; today it \
             says from 1809 on."
            .to_owned();
    }
    "The revisions differ, which is allowed from version 1809 on.".to_owned()
}
