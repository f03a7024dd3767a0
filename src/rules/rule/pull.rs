//! R20: Docker refuses to pull an image newer than the host.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "Docker refuses to pull an image newer than the host",
    "https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go",
);

/// Whether the classic image store lets it be pulled. It looks at nothing else.
pub(in crate::rules) const fn pulls(host: u16, image: u16) -> bool {
    image <= host
}
