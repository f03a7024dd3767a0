//! R15: builds this catalogue does not know are not guessed.

use super::about::{About, INSIDER, image_of};
use super::stable_abi;
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::release;
use crate::rules::release::STABLE_ABI;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About = About::new("Builds this catalogue does not know are not guessed", INSIDER);

/// The finding where a build is not known.
pub(in crate::rules) fn never(host: &Host, image: Version) -> Option<Finding> {
    let unknown = host.release.is_none() || release::of_version(image, None).is_none();
    unknown.then(|| Finding::new(Support::Unknown, Reason::UnknownBuild))
}

pub(super) fn unknown(verdict: &Verdict) -> String {
    let (host, image) = (verdict.host.version.build, image_of(verdict).build);
    let unknown = if verdict.host.release.is_none() { host } else { image };
    let both = verdict.host.release.is_none() && release::with_build(image).next().is_none() && image != host;
    let subject = if both { format!("builds {host} and {image} are") } else { format!("build {unknown} is") };
    let known = if image > host {
        "What is certain: the image is newer than the host, and no runtime accepts that.".to_owned()
    } else if host < STABLE_ABI {
        format!("What the runtimes do: below build {STABLE_ABI} only equal builds share a kernel.")
    } else {
        let containerd = stable_abi::containerd(host, image);
        let word = |yes: bool| if yes { "accept" } else { "refuse" };
        format!(
            "What the runtimes do with these numbers: variants A and C {} the image, variant B would {} it.",
            word(containerd.a),
            word(containerd.b)
        )
    };
    format!("The {subject} not in this catalogue: an Insider build, or newer than these rules. {known}")
}

/// What to know of an image from the Insider repositories.
pub(in crate::rules) const INSIDER_IMAGE: &str =
    "Images from the Insider repositories run on Insider hosts of the same build only.";
