//! R21: containerd only picks images that match the host, by the variants of R5.

use super::about::{About, PLATFORMS};

pub(super) const ABOUT: About = About::new("containerd only picks images that match the host", PLATFORMS);
