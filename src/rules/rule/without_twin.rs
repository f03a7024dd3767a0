//! R30: some Windows 10 builds never had an image.

use super::about::{About, VERSION_COMPATIBILITY};
use crate::rules::release::{self, Release};

pub(super) const ABOUT: About = About::new("Some Windows 10 builds never had an image", VERSION_COMPATIBILITY);

/// Whether a known build never had a base image.
pub(in crate::rules) fn applies(build: u16) -> bool {
    let mut releases = release::with_build(build).peekable();
    releases.peek().is_some() && !releases.any(Release::has_images)
}

/// What to know of such an image.
pub(in crate::rules) fn never_published(build: u16) -> String {
    format!("Microsoft never published a base image with build {build}.")
}
