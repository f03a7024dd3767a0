//! The causes: what each means, what proves it, what would disprove it, what decides, and where to read on.

use crate::rules::probe;

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

/// All causes; the names of their order.
pub const CAUSES: &[CauseEntry] = &[
    CauseEntry {
        cause: Cause::ImageOlder,
        slug: "image-older",
        title: "The image is older than the host",
        means: "With process isolation a container uses the host’s kernel, and this host’s kernel doesn’t accept an \
             image this old.",
        proof: "both builds, the image’s lower than the host accepts",
        disproof: "equal builds, or an image build of 20348 or later that the host accepts",
        decides: probe::IMAGE_VERSION,
        page: "error/0xc0370101",
        rules: &["R2", "R3", "R5"],
        source: MATRIX,
    },
    CauseEntry {
        cause: Cause::ImageNewer,
        slug: "image-newer",
        title: "The image is newer than the host",
        means: "No isolation mode can run an image made for a newer Windows.",
        proof: "both builds, the image’s higher than the host’s",
        disproof: "an image build no higher than the host’s",
        decides: probe::MANIFEST,
        page: "error/image-newer-than-host",
        rules: &["R4", "R20"],
        source: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/portability",
    },
    CauseEntry {
        cause: Cause::Revision,
        slug: "revision",
        title: "The updates of host and image are too far apart",
        means: "The builds are equal, but only one side has an update that both must have.",
        proof: "both full versions, on different sides of a known boundary",
        disproof: "revisions on the same side, or a host no older than its image",
        decides: probe::VER,
        page: "error/0xc0370106",
        rules: &["R9", "R11", "R12"],
        source: UPDATES,
    },
    CauseEntry {
        cause: Cause::NoImageForHost,
        slug: "no-image-for-host",
        title: "No base image has this host’s build",
        means: "Below build 20348 process isolation needs equal builds, and no base image with this Windows build \
             is published.",
        proof: "a host of a Windows 10 release without a server twin, and process isolation",
        disproof: "Hyper-V isolation, or a host whose build has images",
        decides: probe::VER,
        page: "error/0xc0370101",
        rules: &["R8", "R30"],
        source: MATRIX,
    },
    CauseEntry {
        cause: Cause::EngineRefuses,
        slug: "engine-refuses",
        title: "The engine refuses a pair that Windows and Microsoft’s table allow",
        means: "In this version, the engine’s own check of image against host is stricter than Microsoft’s table.",
        proof: "the engine’s version, and a pair that engine versions treat differently",
        disproof: "an engine version that accepts the pair",
        decides: probe::ENGINE_VERSION,
        page: "error/no-match-for-platform",
        rules: &["R5", "R21", "R32"],
        source: PLATFORMS,
    },
    CauseEntry {
        cause: Cause::NoEntry,
        slug: "no-entry",
        title: "The tag has no entry for this platform",
        means: "The tag exists, but nothing in its manifest list fits this host.",
        proof: "the tag’s manifest list, without an entry that the host accepts",
        disproof: "an entry with the host’s build and architecture",
        decides: probe::MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R20", "R21"],
        source: PULL,
    },
    CauseEntry {
        cause: Cause::EntryWithoutOsVersion,
        slug: "entry-without-os-version",
        title: "The Windows entries in the manifest list have no os.version",
        means: "Without os.version, every entry matches every Windows host, so a host may take the wrong one.",
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
        means: "Kubernetes starts a pause image before the pod’s containers, and that image has to fit the node too.",
        proof: "FailedCreatePodSandBox or RunPodSandbox with an error about versions",
        disproof: "a running sandbox",
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
        decides: probe::MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R28"],
        source: "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images",
    },
    CauseEntry {
        cause: Cause::Architecture,
        slug: "architecture",
        title: "Another processor",
        means: "The image was made for another processor architecture than this machine’s.",
        proof: "the architecture of the machine or of the requested platform, and an image without it",
        disproof: "an entry for the machine’s architecture",
        decides: probe::MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R14", "R31"],
        source: "https://github.com/microsoft/Windows-Containers/issues/586",
    },
    CauseEntry {
        cause: Cause::LinuxEngine,
        slug: "linux-engine",
        title: "The engine runs Linux containers",
        means: "A Linux engine was asked for a Windows image, or for something that only Windows containers have.",
        proof: "the engine’s own words: linux/amd64, desktop-linux, “linux only supports”",
        disproof: "an engine whose server says windows/amd64",
        decides: probe::ENGINE_SYSTEM,
        page: "learn/not-linux",
        rules: &["R29"],
        source: "https://github.com/microsoft/Windows-Containers/issues/410",
    },
    CauseEntry {
        cause: Cause::LinuxImage,
        slug: "linux-image",
        title: "A Linux image on Windows",
        means: "The image is for Linux, but the engine or node runs Windows containers.",
        proof: "the engine’s words, or a tag that is known to be for Linux only",
        disproof: "a Windows entry under that tag",
        decides: probe::MANIFEST,
        page: "error/no-matching-manifest",
        rules: &["R29"],
        source: "https://github.com/actions/runner-images/issues/1143",
    },
    CauseEntry {
        cause: Cause::HypervMissing,
        slug: "hyperv-missing",
        title: "Hyper-V is not available on this machine",
        means: "Hyper-V isolation needs the Hyper-V role and virtualization (in a VM: nested virtualization), and \
             one of them is missing.",
        proof: "0xc0370102, 0xc0351000 or their messages",
        disproof: "a running hypervisor",
        decides: "(Get-CimInstance Win32_ComputerSystem).HypervisorPresent",
        page: "error/0xc0370102",
        rules: &["R17"],
        source: NEEDS,
    },
    CauseEntry {
        cause: Cause::ContainersFeatureMissing,
        slug: "containers-feature-missing",
        title: "The Windows feature “Containers” is off",
        means: "Windows containers need the “Containers” feature, which Windows Home doesn’t have.",
        proof: "the message from the engine or from Docker Desktop’s diagnostics",
        disproof: "the feature, enabled on Pro, Enterprise or Windows Server",
        decides: "Get-WindowsOptionalFeature -Online -FeatureName Containers",
        page: "error/0xc0370102",
        rules: &["R17", "R35"],
        source: NEEDS,
    },
    CauseEntry {
        cause: Cause::IsolationNotAllowed,
        slug: "isolation-not-allowed",
        title: "This isolation mode isn’t available here",
        means: "The engine, the cluster or this Windows doesn’t offer the requested isolation.",
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
        title: "This engine needs a newer Windows",
        means: "Docker 23 and later need Windows build 17763 or later.",
        proof: "the daemon’s own words",
        disproof: "a daemon that runs",
        decides: probe::VER,
        page: "learn/server-2016",
        rules: &["R19"],
        source: DAEMON,
    },
    CauseEntry {
        cause: Cause::FilterDriver,
        slug: "filter-driver",
        title: "Another program is holding the layer’s files",
        means: "Antivirus, a backup agent or another filter driver stops Windows from writing or preparing a layer.",
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
        title: "A layer can’t be read",
        means: "A layer in the local store is damaged, or was written in a format that this Windows can’t read.",
        proof: "0xc0370112 or “unrecognized format”",
        disproof: "the same error after removing the containers and the image and pulling again",
        decides: "docker system df",
        page: "error/0xc0370112",
        rules: &["R6", "R40"],
        source: "https://github.com/docker/for-win/issues/14984",
    },
    CauseEntry {
        cause: Cause::HostprocessBase,
        slug: "hostprocess-base",
        title: "The HostProcess base image isn’t a Windows base image",
        means: "It holds no Windows files, so Windows can’t run a build step in it.",
        proof: "0x3f1 while importing a layer of that image",
        disproof: "an ordinary Windows base image",
        decides: probe::MANIFEST,
        page: "learn/who-decides",
        rules: &["R25", "R37"],
        source: "https://github.com/microsoft/windows-host-process-containers-base-image",
    },
    CauseEntry {
        cause: Cause::Resources,
        slug: "resources",
        title: "Not enough memory or disk",
        means: "The container or the machine ran out of memory or disk space.",
        proof: "OOMKilled, “not enough memory”, “no space left”",
        disproof: "the same error with memory and disk space to spare",
        decides: "docker system df",
        page: "error/0xc0370106",
        rules: &["R12", "R17"],
        source: "https://github.com/microsoft/navcontainerhelper/issues/4082",
    },
    CauseEntry {
        cause: Cause::Scheduling,
        slug: "scheduling",
        title: "No node matches the pod’s selectors and tolerations",
        means: "The scheduler found no node that fits the pod’s selectors and tolerations. The image wasn’t looked at.",
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
        title: "The service doesn’t offer this Windows",
        means: "The service runs images of certain Windows releases only.",
        proof: "the service’s own words",
        disproof: "a service that lists this version",
        decides: probe::IMAGE_VERSION,
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
        means: "The error has several possible causes, and the text doesn’t say which one.",
        proof: "an error without both versions",
        disproof: "the missing fact",
        decides: probe::VER,
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
mod tests;
