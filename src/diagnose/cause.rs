//! The causes: what each means, what proves it, what would disprove it, what decides, and where to read on.

/// Why something failed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Cause {
    ImageOlder,
    ImageNewer,
    Revision,
    NoImageForHost,
    EngineRefuses,
    NoEntry,
    EntryWithoutOsVersion,
    SandboxImage,
    NoSuchTag,
    Architecture,
    LinuxEngine,
    LinuxImage,
    HypervMissing,
    ContainersFeatureMissing,
    IsolationNotAllowed,
    EngineTooNewForHost,
    FilterDriver,
    BrokenLayer,
    HostprocessBase,
    Resources,
    Scheduling,
    ServiceLimit,
    NotCompatibility,
    None,
    Unknown,
}

/// What is known of a cause.
#[derive(Debug)]
pub struct CauseEntry {
    /// Which one.
    pub cause: Cause,
    /// The stable id.
    pub slug: &'static str,
    /// A few words.
    pub title: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What proves it.
    pub proof: &'static str,
    /// What would disprove it.
    pub disproof: &'static str,
    /// The command that decides; capitals stand for what has to be filled in.
    pub decides: &'static str,
    /// The page that tells more: an error's, or a lesson's.
    pub page: &'static str,
    /// The rules behind it.
    pub rules: &'static [&'static str],
    /// Where it is written.
    pub source: &'static str,
}

const MATRIX: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility";
const UPDATES: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/update-containers";
const NEEDS: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/system-requirements";
const PLATFORMS: &str = "https://github.com/containerd/platforms/blob/bacc69061152/platform_windows_compat.go";
const PULL: &str = "https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go";
const DAEMON: &str = "https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go";
const OS_VERSION: &str = "docker image inspect --format \"{{.OsVersion}}\" IMAGE";
const MANIFEST: &str = "docker manifest inspect IMAGE";

/// All causes; the names of their order.
pub const CAUSES: &[CauseEntry] = &[
    CauseEntry {
        cause: Cause::ImageOlder,
        slug: "image-older",
        title: "The image is older than the host",
        means: "With process isolation a container uses the host’s kernel, and this host does not run an image that old with it.",
        proof: "both builds, and the image’s is the lower one outside of what the host accepts",
        disproof: "equal builds, or an image build from 20348 on that the host accepts",
        decides: OS_VERSION,
        page: "error/0xc0370101",
        rules: &["R2", "R3", "R5"],
        source: MATRIX,
    },
    CauseEntry {
        cause: Cause::ImageNewer,
        slug: "image-newer",
        title: "The image is newer than the host",
        means: "An image made for a newer Windows runs on an older one in no isolation mode.",
        proof: "both builds, and the image’s is the higher one",
        disproof: "an image build that is not above the host’s",
        decides: MANIFEST,
        page: "error/image-newer-than-host",
        rules: &["R4", "R20"],
        source: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/portability",
    },
    CauseEntry {
        cause: Cause::Revision,
        slug: "revision",
        title: "The updates of host and image are too far apart",
        means: "The builds are equal, but only one side has an update that both must have.",
        proof: "both full versions on different sides of a boundary that is on record",
        disproof: "revisions on the same side, or a host that is not behind its image",
        decides: "cmd /c ver",
        page: "error/0xc0370106",
        rules: &["R9", "R11", "R12"],
        source: UPDATES,
    },
    CauseEntry {
        cause: Cause::NoImageForHost,
        slug: "no-image-for-host",
        title: "No base image has this host’s build",
        means: "Below build 20348 process isolation wants equal builds, and nobody publishes a base image with the build of this Windows.",
        proof: "a host of a Windows 10 release without a server twin, and process isolation",
        disproof: "Hyper-V isolation, or a host whose build has images",
        decides: "cmd /c ver",
        page: "error/0xc0370101",
        rules: &["R8", "R30"],
        source: MATRIX,
    },
    CauseEntry {
        cause: Cause::EngineRefuses,
        slug: "engine-refuses",
        title: "The engine refuses a pair that Windows and the table allow",
        means: "The engine’s own match of image and host is stricter than Microsoft’s table in this version of it.",
        proof: "the engine’s version, and a pair on which the published variants of the match differ",
        disproof: "an engine version whose match accepts the pair",
        decides: "docker version --format \"{{.Server.Version}}\"",
        page: "error/no-match-for-platform",
        rules: &["R5", "R21", "R32"],
        source: PLATFORMS,
    },
    CauseEntry {
        cause: Cause::NoEntry,
        slug: "no-entry",
        title: "The tag has no entry for this platform",
        means: "The tag was found, and nothing in its list fits this host.",
        proof: "the list of the tag without an entry that the host accepts",
        disproof: "an entry with the host’s build and architecture",
        decides: MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R20", "R21"],
        source: PULL,
    },
    CauseEntry {
        cause: Cause::EntryWithoutOsVersion,
        slug: "entry-without-os-version",
        title: "The list’s Windows entries carry no os.version",
        means: "Without os.version every Windows host matches every entry, so the wrong one may be taken.",
        proof: "a list with several Windows entries and none with os.version",
        disproof: "os.version in each Windows entry",
        decides: "docker buildx imagetools inspect IMAGE",
        page: "error/no-match-for-platform",
        rules: &["R21", "R32"],
        source: "https://github.com/dapr/dapr/issues/9701",
    },
    CauseEntry {
        cause: Cause::SandboxImage,
        slug: "sandbox-image",
        title: "The pod’s sandbox failed, not its image",
        means: "Kubernetes starts a pause image before any container of the pod, and that image has to fit the node as well.",
        proof: "FailedCreatePodSandBox or RunPodSandbox with an error about versions",
        disproof: "a sandbox that is running",
        decides: "docker manifest inspect PAUSE-IMAGE",
        page: "error/0xc0370101",
        rules: &["R33"],
        source: "https://github.com/kubernetes/kubernetes/issues/99157",
    },
    CauseEntry {
        cause: Cause::NoSuchTag,
        slug: "no-such-tag",
        title: "The tag does not exist",
        means: "The registry knows no image with this tag.",
        proof: "“manifest unknown”, or a tag that was never published",
        disproof: "a list or a manifest under that tag",
        decides: MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R28"],
        source: "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images",
    },
    CauseEntry {
        cause: Cause::Architecture,
        slug: "architecture",
        title: "Another processor",
        means: "The image was made for a processor that this machine does not have.",
        proof: "the architecture of the machine or of the platform that was asked for, and an image without it",
        disproof: "an entry for the machine’s architecture",
        decides: MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R14", "R31"],
        source: "https://github.com/microsoft/Windows-Containers/issues/586",
    },
    CauseEntry {
        cause: Cause::LinuxEngine,
        slug: "linux-engine",
        title: "The engine is set to Linux containers",
        means: "A Linux engine was asked for a Windows image, or for something only Windows containers have.",
        proof: "the engine’s own words: linux/amd64, desktop-linux, “linux only supports”",
        disproof: "an engine whose server says windows/amd64",
        decides: "docker version --format \"{{.Server.Os}}\"",
        page: "learn/not-linux",
        rules: &["R29"],
        source: "https://github.com/microsoft/Windows-Containers/issues/410",
    },
    CauseEntry {
        cause: Cause::LinuxImage,
        slug: "linux-image",
        title: "A Linux image on Windows",
        means: "The image is for Linux, and the engine or the node runs Windows containers.",
        proof: "the engine’s words, or a tag that is known to be for Linux only",
        disproof: "a Windows entry under that tag",
        decides: MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R29"],
        source: "https://github.com/actions/runner-images/issues/1143",
    },
    CauseEntry {
        cause: Cause::HypervMissing,
        slug: "hyperv-missing",
        title: "Hyper-V is not available on this machine",
        means: "Hyper-V isolation was asked for, and the role, virtualisation in the firmware or nested virtualisation is missing.",
        proof: "0xc0370102, 0xc0351000 or their sentences",
        disproof: "a hypervisor that is running",
        decides: "(Get-CimInstance Win32_ComputerSystem).HypervisorPresent",
        page: "error/0xc0370102",
        rules: &["R17"],
        source: NEEDS,
    },
    CauseEntry {
        cause: Cause::ContainersFeatureMissing,
        slug: "containers-feature-missing",
        title: "The Containers feature of Windows is off",
        means: "Windows containers need the feature “Containers”, which Windows Home does not have.",
        proof: "the message of the engine or of Docker Desktop’s diagnosis",
        disproof: "the feature enabled on Pro, Enterprise or a server",
        decides: "Get-WindowsOptionalFeature -Online -FeatureName Containers",
        page: "error/0xc0370102",
        rules: &["R17", "R35"],
        source: NEEDS,
    },
    CauseEntry {
        cause: Cause::IsolationNotAllowed,
        slug: "isolation-not-allowed",
        title: "This isolation is not offered here",
        means: "The engine, the cluster or this Windows does not offer the isolation that was asked for.",
        proof: "the engine’s refusal, or Hyper-V isolation in Kubernetes",
        disproof: "an engine that offers it",
        decides: "docker info --format \"{{.Isolation}}\"",
        page: "learn/isolation",
        rules: &["R18", "R19", "R24"],
        source: DAEMON,
    },
    CauseEntry {
        cause: Cause::EngineTooNewForHost,
        slug: "engine-too-new-for-host",
        title: "The engine needs a newer Windows",
        means: "Docker 23 and later start on build 17763 and later only.",
        proof: "the daemon’s own words",
        disproof: "a daemon that runs",
        decides: "cmd /c ver",
        page: "learn/server-2016",
        rules: &["R19"],
        source: DAEMON,
    },
    CauseEntry {
        cause: Cause::FilterDriver,
        slug: "filter-driver",
        title: "Something else holds the layer’s files",
        means: "Antivirus, a backup agent or another filter driver keeps Windows from writing or preparing a layer.",
        proof: "PrepareLayer (0x1), or access denied while a layer is written",
        disproof: "the same error with the driver unloaded",
        decides: "fltmc filters",
        page: "error/0xc0370112",
        rules: &["R40"],
        source: "https://github.com/microsoft/navcontainerhelper/issues/1152",
    },
    CauseEntry {
        cause: Cause::BrokenLayer,
        slug: "broken-layer",
        title: "A layer cannot be read",
        means: "A layer in the local store is damaged, or was written by an engine whose format this Windows does not read.",
        proof: "0xc0370112 or “unrecognized format”",
        disproof: "the same error after containers and image were removed and pulled anew",
        decides: "docker system df",
        page: "error/0xc0370112",
        rules: &["R6", "R40"],
        source: "https://github.com/docker/for-win/issues/14984",
    },
    CauseEntry {
        cause: Cause::HostprocessBase,
        slug: "hostprocess-base",
        title: "The HostProcess base image is no Windows base",
        means: "It holds no Windows files, so Windows cannot run a build step in it.",
        proof: "0x3f1 while a layer of that image is imported",
        disproof: "an ordinary Windows base image",
        decides: MANIFEST,
        page: "learn/who-decides",
        rules: &["R25", "R37"],
        source: "https://github.com/microsoft/windows-host-process-containers-base-image",
    },
    CauseEntry {
        cause: Cause::Resources,
        slug: "resources",
        title: "Not enough memory or disk",
        means: "The container or the machine ran out of memory or disk.",
        proof: "OOMKilled, “not enough memory”, “no space left”",
        disproof: "the same error with room to spare",
        decides: "docker system df",
        page: "error/0xc0370106",
        rules: &["R12", "R17"],
        source: "https://github.com/microsoft/navcontainerhelper/issues/4082",
    },
    CauseEntry {
        cause: Cause::Scheduling,
        slug: "scheduling",
        title: "No node fits the pod’s wishes",
        means: "The scheduler found no node with these labels and taints. Nobody looked at the image.",
        proof: "FailedScheduling with selectors or taints",
        disproof: "a pod that was assigned to a node",
        decides: "kubectl get nodes -L node.kubernetes.io/windows-build",
        page: "learn/who-decides",
        rules: &["R24"],
        source: "https://kubernetes.io/docs/reference/labels-annotations-taints/#nodekubernetesiowindows-build",
    },
    CauseEntry {
        cause: Cause::ServiceLimit,
        slug: "service-limit",
        title: "The service does not offer this Windows",
        means: "The service runs images of certain Windows versions only.",
        proof: "the service’s own words",
        disproof: "a service that lists this version",
        decides: OS_VERSION,
        page: "error/image-newer-than-host",
        rules: &["R36"],
        source: "https://github.com/MicrosoftDocs/azure-docs/issues/8586",
    },
    CauseEntry {
        cause: Cause::NotCompatibility,
        slug: "not-compatibility",
        title: "This is not about Windows versions",
        means: "Something else failed.",
        proof: "the words of the error",
        disproof: "an error that compares builds",
        decides: "docker events",
        page: "learn/build",
        rules: &[],
        source: MATRIX,
    },
    CauseEntry {
        cause: Cause::None,
        slug: "none",
        title: "Nothing failed here",
        means: "The text shows no error.",
        proof: "no line with an error",
        disproof: "the line that says what failed",
        decides: "docker ps --all",
        page: "learn/build",
        rules: &[],
        source: MATRIX,
    },
    CauseEntry {
        cause: Cause::Unknown,
        slug: "unknown",
        title: "The cause is not known yet",
        means: "The error fits several causes, and the text does not say which.",
        proof: "an error without the versions of both sides",
        disproof: "the missing fact",
        decides: "cmd /c ver",
        page: "error/0xc0370101",
        rules: &[],
        source: MATRIX,
    },
];

impl Cause {
    /// What is known of it.
    pub fn entry(self) -> &'static CauseEntry {
        // A test holds the order of the table and of the names together.
        CAUSES.iter().find(|entry| entry.cause == self).unwrap_or(&CAUSES[CAUSES.len() - 1])
    }

    /// The stable id.
    pub fn slug(self) -> &'static str {
        self.entry().slug
    }
}

/// How certain a cause is: computed, never a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// The error says it, or both versions do, and nothing else is left.
    Certain,
    /// It fits, and what else is left needs something rarer.
    Likely,
    /// A fact is missing.
    Possible,
}

impl Confidence {
    /// The word of the contract.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }

    /// What stands before a sentence that is less than certain.
    pub const fn hedge(self) -> &'static str {
        match self {
            Self::Certain => "",
            Self::Likely => "Most likely: ",
            Self::Possible => "Possibly: ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_one_entry_in_order() {
        for (at, entry) in CAUSES.iter().enumerate() {
            assert_eq!(entry.cause as usize, at, "{}", entry.slug);
            assert!(entry.means.ends_with('.') && entry.source.starts_with("https://") && !entry.page.is_empty());
            assert!(!entry.proof.is_empty() && !entry.disproof.is_empty() && !entry.decides.is_empty());
        }
        assert_eq!(CAUSES.len(), Cause::Unknown as usize + 1);
    }
}
