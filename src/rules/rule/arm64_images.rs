//! R14: ARM64 images need an ARM64 host; R31 compares the two.

use super::about::About;

pub(super) const ABOUT: About =
    About::new("ARM64 images need an ARM64 host", "https://github.com/microsoft/Windows-Containers/issues/586");
