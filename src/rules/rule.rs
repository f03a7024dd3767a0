//! The rules R1 to R30: what each is called and where it is written.

use core::fmt;

/// A compatibility rule. The numbers never change meaning; each verdict names the rules that fired.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Rule {
    /// Major and minor must be equal.
    R1 = 1,
    /// Process isolation needs equal builds below 20348.
    R2,
    /// An older image runs under Hyper-V isolation.
    R3,
    /// A newer image never runs on an older host.
    R4,
    /// The stable ABI since build 20348.
    R5,
    /// Windows 11 hosts.
    R6,
    /// Windows Server 23H2 Annual Channel hosts.
    R7,
    /// Windows 10 hosts.
    R8,
    /// On Server 2016 the revisions must be equal.
    R9,
    /// From 1809 on revisions need not match.
    R10,
    /// The baseline of February 2020.
    R11,
    /// Later breaks between revisions.
    R12,
    /// Nano Server.
    R13,
    /// ARM64.
    R14,
    /// Insider and unknown builds.
    R15,
    /// Enablement-package builds.
    R16,
    /// What Hyper-V isolation needs.
    R17,
    /// Docker's default isolation.
    R18,
    /// Refusals of the Docker daemon.
    R19,
    /// Docker's check when pulling.
    R20,
    /// containerd's match.
    R21,
    /// The check when the container starts.
    R22,
    /// docker build, compose and Swarm.
    R23,
    /// Kubernetes.
    R24,
    /// HostProcess containers.
    R25,
    /// The end of support is not an incompatibility.
    R26,
    /// Which facts of an image count.
    R27,
    /// What the image repositories hold.
    R28,
    /// Linux containers.
    R29,
    /// Windows 10 releases without a server twin.
    R30,
}

macro_rules! rules {
    ($($rule:ident $title:literal $source:expr;)*) => {
        impl Rule {
            /// All rules in order.
            pub const ALL: [Self; 30] = [$(Self::$rule),*];

            /// The stable id, such as `R4`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$rule => stringify!($rule)),* }
            }

            /// What the rule says, in one line.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$rule => $title),* }
            }

            /// Where the rule is written.
            pub const fn source(self) -> &'static str {
                match self { $(Self::$rule => $source),* }
            }
        }
    };
}

/// Microsoft's table of host and image versions.
pub const VERSION_COMPATIBILITY: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility";
const UPDATE_CONTAINERS: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/update-containers";
const PORTABILITY: &str = "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/portability";
const REQUIREMENTS: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/system-requirements";
const HYPERV_CONTAINER: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/hyperv-container";
const BASE_IMAGES: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images";
const LIFECYCLE: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle";
const INSIDER: &str = "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/insider-overview";
const HCSSHIM: &str = "https://github.com/microsoft/hcsshim/blob/7c9ff7f48138/osversion/platform_compat_windows.go";
const PLATFORMS: &str = "https://github.com/containerd/platforms/blob/bacc69061152/platform_windows_compat.go";
const MOBY_PULL: &str = "https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go";
const MOBY_DAEMON: &str = "https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go";
const SWARM: &str = "https://github.com/moby/swarmkit/blob/3e72cb64/manager/scheduler/filter.go";
const KUBERNETES: &str = "https://kubernetes.io/docs/concepts/windows/intro/";
const HOST_PROCESS: &str = "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/";

rules! {
    R1 "Major and minor version must be equal" HCSSHIM;
    R2 "Before build 20348, process isolation needs equal builds" VERSION_COMPATIBILITY;
    R3 "An image that is not newer than the host runs with Hyper-V isolation" VERSION_COMPATIBILITY;
    R4 "An image newer than the host runs in no mode" PORTABILITY;
    R5 "From build 20348 on, images back to the last LTSC run with process isolation" PLATFORMS;
    R6 "Windows 11 runs Server 2022 images, and from 24H2 Server 2025 images, with process isolation" VERSION_COMPATIBILITY;
    R7 "Windows Server 23H2 runs Server 2022 images" PORTABILITY;
    R8 "Windows 10: Hyper-V isolation; process isolation for development and testing only" HYPERV_CONTAINER;
    R9 "On Windows Server 2016 host and image need the same revision" VERSION_COMPATIBILITY;
    R10 "From version 1809 on, revisions need not match" VERSION_COMPATIBILITY;
    R11 "The updates of February 2020 are a line that host and image must not straddle" UPDATE_CONTAINERS;
    R12 "A host behind its image’s revision can fail with 0xc0370106" "https://github.com/microsoft/Windows-Containers/issues/591";
    R13 "Nano Server follows the same build rules" BASE_IMAGES;
    R14 "ARM64 images need an ARM64 host" "https://github.com/microsoft/Windows-Containers/issues/586";
    R15 "Builds this catalogue does not know are not guessed" INSIDER;
    R16 "Releases that share their updates are still different builds" HCSSHIM;
    R17 "Hyper-V isolation needs the Hyper-V role and virtualisation" REQUIREMENTS;
    R18 "Docker defaults to process isolation on servers and to Hyper-V isolation on clients" MOBY_DAEMON;
    R19 "The Docker daemon refuses some hosts and settings" MOBY_DAEMON;
    R20 "Docker refuses to pull an image newer than the host" MOBY_PULL;
    R21 "containerd only picks images that match the host" PLATFORMS;
    R22 "Windows itself checks the versions when the container starts" HCSSHIM;
    R23 "docker build and compose obey the same rules; Swarm does not look at Windows versions" SWARM;
    R24 "Kubernetes runs Windows containers with process isolation only" KUBERNETES;
    R25 "HostProcess containers need no matching build" HOST_PROCESS;
    R26 "The end of support does not stop an image from running" LIFECYCLE;
    R27 "The image’s os.version decides, not its name" UPDATE_CONTAINERS;
    R28 "Not every repository has every release" BASE_IMAGES;
    R29 "Linux images follow other rules" VERSION_COMPATIBILITY;
    R30 "Some Windows 10 builds never had an image" VERSION_COMPATIBILITY;
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl serde::Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
