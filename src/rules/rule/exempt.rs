//! R25: HostProcess containers need no matching build.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "HostProcess containers need no matching build",
    "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
);

/// What to know where a pod does not run.
pub(in crate::rules) const NOTE: &str =
    "HostProcess containers are exempt. They run directly on the host, so the builds needn’t match.";
