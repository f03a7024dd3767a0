//! What every rule says of itself, and the pages that several rules cite.

use crate::rules::reason::Reason;
use crate::rules::verdict::Verdict;
use crate::rules::version::Version;

/// What a rule is called and where it is written.
pub(super) struct About {
    pub(super) title: &'static str,
    pub(super) source: &'static str,
    /// A source that is closer to one way in which the rule fires.
    pub(super) closer: &'static [(Reason, &'static str)],
}

impl About {
    pub(super) const fn new(title: &'static str, source: &'static str) -> Self {
        Self { title, source, closer: &[] }
    }
}

/// The image's version in a sentence about a pair.
pub(super) fn image_of(verdict: &Verdict) -> Version {
    verdict.image.unwrap_or(Version::of_build(0))
}

/// Microsoft's table of host and image versions.
pub const VERSION_COMPATIBILITY: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility";
pub(super) const UPDATE_CONTAINERS: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/update-containers";
pub(super) const PORTABILITY: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/portability";
pub(super) const REQUIREMENTS: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/system-requirements";
pub(super) const HYPERV_CONTAINER: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/hyperv-container";
pub(super) const BASE_IMAGES: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images";
pub(super) const INSIDER: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/insider-overview";
pub(super) const HCSSHIM: &str =
    "https://github.com/microsoft/hcsshim/blob/7c9ff7f48138/osversion/platform_compat_windows.go";
pub(super) const PLATFORMS: &str =
    "https://github.com/containerd/platforms/blob/bacc69061152/platform_windows_compat.go";
pub(super) const MOBY_DAEMON: &str = "https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go";
