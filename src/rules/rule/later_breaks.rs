//! R12: a host behind its image’s revision can fail with 0xc0370106. Spoken of by a notice; the boundaries stand beside it.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "A host behind its image’s revision can fail with 0xc0370106",
    "https://github.com/microsoft/Windows-Containers/issues/591",
);
