//! R32: containerd's platform check runs over a list only; entries without os.version match every host.

use super::about::About;
use super::architecture;
use crate::rules::reference::{Arch, Reference};
use crate::rules::release;

pub(super) const ABOUT: About = About::new(
    "containerd doesn’t filter a single image, and an entry without os.version matches every host",
    "https://github.com/microsoft/Windows-Containers/issues/170",
);

/// What to know of a list with an entry that has no os.version.
pub const WITHOUT_OS_VERSION: &str = "A list entry without os.version matches every Windows host, so a host may \
     take the wrong one. With containerd from before February 2023, attestations do the same: build with \
     --provenance=false.";

/// Whether a reference names one image rather than a list: by its digest, or by the architecture at the end of its tag.
///
/// A digest can be that of a list as well; then it is filtered like one.
pub fn names_one(reference: &Reference) -> bool {
    reference.arch().is_some()
}

/// The tag of one image in the place of a base image's list, where it was seen: `servercore:ltsc2022-amd64`. It escapes “no match
/// for platform” of an engine that is stricter than Windows; it does not make a pair run that Windows refuses.
pub fn single(reference: &Reference) -> Option<Reference> {
    let family = reference.base_family()?;
    let tag = reference.effective_tag()?;
    let release = release::RELEASES
        .iter()
        .find(|release| release.tags.iter().any(|own| own.family == family && own.tag.eq_ignore_ascii_case(tag)))?;
    let single = architecture::base_tag(release, family, Arch::Amd64).filter(|single| single.seen)?;
    reference.with_tag(single.tag).ok()
}
