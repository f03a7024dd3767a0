//! R16: releases that share their updates are still different builds.

use super::about::{About, HCSSHIM, image_of};
use crate::rules::reason::Reason;
use crate::rules::release;
use crate::rules::verdict::{Finding, Verdict};

pub(super) const ABOUT: About = About::new("Releases that share their updates are still different builds", HCSSHIM);

/// Says so where the builds are two of one family.
pub(super) fn mention(host: u16, image: u16, finding: Finding) -> Finding {
    if release::share_updates(host, image) { finding.because(Reason::SharedUpdates) } else { finding }
}

pub(super) fn shared(verdict: &Verdict) -> String {
    format!(
        "{} and {} share their updates, but the documentation and all runtimes treat them as different builds.",
        image_of(verdict).build,
        verdict.host.version.build
    )
}
