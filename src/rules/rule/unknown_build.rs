//! R15: builds this catalogue does not know are not guessed.

use super::about::{About, INSIDER, image_of};
use super::stable_abi;
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::release;
use crate::rules::release::STABLE_ABI;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About = About::new("We don’t guess about unknown builds", INSIDER);

/// The finding where a build is not known.
pub(in crate::rules) fn never(host: &Host, image: Version) -> Option<Finding> {
    let unknown = host.release.is_none() || release::of_version(image, None).is_none();
    unknown.then(|| Finding::new(Support::Unknown, Reason::UnknownBuild))
}

pub(super) fn unknown(verdict: &Verdict) -> String {
    let (host, image) = (verdict.host.version.build, image_of(verdict).build);
    let unknown = if verdict.host.release.is_none() { host } else { image };
    let both = verdict.host.release.is_none() && release::with_build(image).next().is_none() && image != host;
    let subject = if both { format!("builds {host} and {image}") } else { format!("build {unknown}") };
    let known = if image > host {
        "One thing is certain: the image is newer than the host, and no runtime accepts that.".to_owned()
    } else if host < STABLE_ABI {
        format!("For the runtimes, below build {STABLE_ABI} only equal builds can share a kernel.")
    } else {
        let containerd = stable_abi::containerd(host, image);
        match (containerd.a, containerd.b) {
            (true, true) => "By these numbers, every variant of the runtimes’ match accepts the image.".to_owned(),
            (false, false) => "By these numbers, every variant of the runtimes’ match refuses the image.".to_owned(),
            (a, _) => format!(
                "By these numbers, variants A and C of the runtimes’ match {} the image, and variant B {} it.",
                if a { "accept" } else { "refuse" },
                if a { "refuses" } else { "accepts" }
            ),
        }
    };
    format!("We don’t know {subject}: an Insider build, or newer than our rules. {known}")
}

/// What to know of an image from the Insider repositories.
pub(in crate::rules) const INSIDER_IMAGE: &str =
    "Images from the Insider repositories run only on Insider hosts with the same build.";
