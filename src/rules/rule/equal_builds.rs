//! R2: before build 20348, process isolation needs equal builds.

use super::about::{About, VERSION_COMPATIBILITY, image_of};
use super::shared_updates;
use crate::rules::reason::Reason;
use crate::rules::release::STABLE_ABI;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About =
    About::new("Before build 20348, process isolation needs the same build on both sides", VERSION_COMPATIBILITY);

/// Process isolation on a host before the stable range.
pub(in crate::rules) fn process(host: u16, image: u16) -> Finding {
    if host == image {
        return Finding::new(Support::Supported, Reason::BuildsEqual);
    }
    shared_updates::mention(host, image, Finding::new(Support::Unsupported, Reason::BuildsDiffer))
}

pub(super) fn equal(verdict: &Verdict) -> String {
    format!("Host and image have the same build, {}.", verdict.host.version.build)
}

pub(super) fn differ(verdict: &Verdict) -> String {
    let (host, image) = (verdict.host.version.build, image_of(verdict).build);
    format!(
        "On hosts before build {STABLE_ABI}, process isolation needs the same build on both sides. The host has \
             {host}; the image has {image}."
    )
}
