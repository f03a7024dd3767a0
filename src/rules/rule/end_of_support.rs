//! R26: the end of support does not stop an image from running.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "The end of support does not stop an image from running",
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle",
);
