//! R12: a host behind its image’s revision can fail with 0xc0370106. Spoken of by a notice; the boundaries stand beside it.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "A host behind its image’s revision can fail with 0xc0370106",
    "https://github.com/microsoft/Windows-Containers/issues/591",
);

/// The boundaries of 2025 for Server Core and Server images. Nano Server is not affected
/// ([for-win#14287](https://github.com/docker/for-win/issues/14287)).
///
/// - February: hosts at 26100.2894 or older, images from 26100.3194 on
///   ([runner-images#11582](https://github.com/actions/runner-images/issues/11582)).
/// - Spring, in [issue 591](https://github.com/microsoft/Windows-Containers/issues/591): Server 2025 hosts before 26100.4061, and
///   Server 2019 images of 2025-04-24 (17763.7249) and later.
pub(in crate::rules) fn crosses_known_boundary(build: u16, host: u32, image: u32) -> bool {
    match build {
        26100 => (host <= 2894 && image >= 3194) || (host < 4061 && image >= 3781),
        17763 => host < 7249 && image >= 7249,
        _ => false,
    }
}

/// What to know of an image that is ahead of its host.
pub(in crate::rules) const fn gap(known_boundary: bool) -> &'static str {
    if known_boundary {
        "The image has an update that the host lacks, and containers are known to fail with 0xc0370106 across it. \
             Update the host, or pin an older image."
    } else {
        "The image’s revision is newer than the host’s. That is allowed, but keep hosts at least as new as their \
             images: such gaps have caused 0xc0370106."
    }
}

/// What to know of a client and a server image on build 26100 (R12b).
pub(in crate::rules) const NUMBERED_APART: &str = "Since January 2026, servers and clients on build 26100 number \
     their updates separately, so this host’s revision can’t be compared with a server image’s.";
