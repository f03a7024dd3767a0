//! R23: docker build and compose obey the same rules; Swarm does not look at Windows versions.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "docker build and compose obey the same rules; Swarm does not look at Windows versions",
    "https://github.com/moby/swarmkit/blob/3e72cb64/manager/scheduler/filter.go",
);
