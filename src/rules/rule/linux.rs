//! R29: Linux images follow other rules.

use super::about::{About, VERSION_COMPATIBILITY};
use crate::rules::image::{Image, Versions};
use crate::rules::reason::Reason;
use crate::rules::verdict::Verdict;

pub(super) const ABOUT: About = About::new("Linux images follow other rules", VERSION_COMPATIBILITY);

/// What fires for a Linux image.
pub(in crate::rules) fn applies(image: &Image) -> Option<Reason> {
    (image.versions == Versions::Linux).then_some(Reason::LinuxImage)
}

pub(super) fn linux(_: &Verdict) -> String {
    "This is a Linux image. It needs a Linux host or Docker’s Linux engine, and the Windows rules do not apply."
        .to_owned()
}
