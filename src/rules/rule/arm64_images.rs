//! R14: ARM64 images need an ARM64 host; R31 compares the two.

use super::about::About;

pub(super) const ABOUT: About =
    About::new("ARM64 images need an ARM64 host", "https://github.com/microsoft/Windows-Containers/issues/586");

/// What to know of an ARM64 image.
pub(in crate::rules) const NOTE: &str = "This is an ARM64 image. It needs an ARM64 host; the build rules are the same.";
