//! R33: the sandbox (pause) image must fit the node as well.

use super::about::About;
use crate::rules::reference::Reference;

pub(super) const ABOUT: About = About::new(
    "The sandbox (pause) image must fit the node as well",
    "https://github.com/kubernetes/kubernetes/issues/136960",
);

/// The first version of `registry.k8s.io/pause` with an entry for Windows Server 2025.
pub const FIRST_FOR_2025: &str = "3.10.2";

/// The last version of `registry.k8s.io/pause` with entries for 1903, 1909 and 2004, and for 20H2 as well:
/// <https://github.com/kubernetes/kubernetes/blob/master/build/pause/CHANGELOG.md>.
pub const LAST_FOR_SEMI_ANNUAL: &str = "3.6";

/// Whether only older versions of it have an entry for a build; `None` where no version has one.
pub const fn had_entry(build: u16) -> Option<&'static str> {
    match build {
        18362 | 18363 | 19041 | 19042 => Some(LAST_FOR_SEMI_ANNUAL),
        _ => None,
    }
}

/// What a sandbox that failed means.
pub const SENTENCE: &str = "Kubernetes creates a pod’s sandbox before it looks at the pod’s images. A mismatch with \
     FailedCreatePodSandBox is about the pause image or its setting, not your app.";

/// Whether a reference is a pause image.
pub fn is_pause(reference: &Reference) -> bool {
    matches!(
        reference.path().rsplit('/').next(),
        Some("pause" | "pause-windows" | "kubernetes-pause" | "mirrored-pause")
    )
}

/// Whether a pause image has an entry for a build; `None` where that is not on record.
pub fn fits(reference: &Reference, build: u16) -> Option<bool> {
    if !is_pause(reference) || reference.registry() != "registry.k8s.io" || build < 26100 {
        return None;
    }
    // `3.9-windows-ltsc2022-amd64` is an entry of 3.9.
    let version = reference.effective_tag()?.split('-').next()?;
    Some(number(version)? >= number(FIRST_FOR_2025)?)
}

fn number(version: &str) -> Option<[u16; 3]> {
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?])
}
