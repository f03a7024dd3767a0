//! R25: HostProcess containers need no matching build.

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "HostProcess containers need no matching build",
    "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
);
