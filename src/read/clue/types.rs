//! What a paste says, as values.

use super::format::FormatId;
use crate::rules::{
    question::{Engine, Isolation},
    version::Version,
};

/// A piece of the pasted text, in bytes, on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Where in the pasted text something was found, and in which format.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FoundAt {
    /// The piece of text.
    pub span: Span,
    /// The format it was read as.
    pub format: FormatId,
}

/// A Windows machine or a pool of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostClue {
    /// The version, if the text states it.
    pub version: Option<Version>,
    /// The machine's or the node's name, if the text states it.
    pub name: Option<String>,
    /// Where it was found, the first place first.
    pub evidence: Vec<FoundAt>,
}

/// A container image, or one Windows version of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImageClue {
    /// The reference as it was typed.
    pub reference: Option<String>,
    /// The version that the text states for it.
    pub version: Option<Version>,
    /// The text shows what its tag holds, and that is only for Linux.
    pub linux: bool,
    /// Where it was found, the first place first.
    pub evidence: Vec<FoundAt>,
    /// Why the version may not be the image's.
    pub caveat: Option<Caveat>,
}

/// A reason for doubt.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Caveat {
    /// The version was read inside a running container.
    ///
    /// Under process isolation a container sees the host's kernel:
    /// <https://github.com/ocurrent/docker-base-images/pull/348>.
    ReadInsideContainer,
}

impl Caveat {
    /// The doubt in one sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::ReadInsideContainer => {
                "This version was read inside a container. Under process isolation `ver` can show the host’s build instead of the image’s; \
                 `docker image inspect --format \"{{.OsVersion}}\" IMAGE` shows the image’s own."
            }
        }
    }
}

/// What kind of error a text holds, the most telling first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ErrorKind {
    /// The builds of image and host don't go together.
    Mismatch,
    /// The image is newer than the host.
    ImageNewerThanHost,
    /// The registry has nothing for this platform.
    NoMatchingManifest,
    /// Another error about containers or platforms.
    Other,
}

impl ErrorKind {
    /// The name used in JSON.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Mismatch => "mismatch",
            Self::ImageNewerThanHost => "image-newer-than-host",
            Self::NoMatchingManifest => "no-matching-manifest",
            Self::Other => "other",
        }
    }
}

/// Which error it is exactly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ErrorCode {
    /// 0xc0370101, 0x80370101 and the two sentences for it.
    OsMismatch0101,
    /// "a Windows version X-based image is incompatible with a Y host".
    ImageNewer,
    /// Azure App Service names the newest version it can run.
    AppServiceCeiling,
    /// "no matching manifest for …".
    NoManifest,
    /// "no match for platform in manifest".
    NoPlatformMatch,
    /// A Linux image on a Windows engine.
    LinuxImage,
    /// A Windows image on a Linux engine.
    LinuxEngine,
    /// 0xc0370106, exited unexpectedly.
    UnexpectedExit0106,
    /// 0xc0370112, a layer of an unknown format.
    InvalidLayer0112,
    /// 0x80370113, the image is a preview.
    InsiderRequired0113,
    /// 0xc0370102 or 0xc0351000, no Hyper-V.
    HypervMissing,
    /// 0x490, element not found.
    ElementNotFound490,
    /// -1073741502, 0xc0000142: a program inside didn't start. -1073740791, 0xc0000409: it ended itself.
    DllInit,
    /// "mismatched image rootfs and manifest layers".
    MismatchedLayers,
    /// "failed to register layer", "ProcessUtilityVMImage".
    LayerNotRegistered,
    /// The daemon doesn't offer process isolation on this client.
    DaemonRefusesProcessOnClient,
    /// The daemon doesn't start on this version of Windows.
    DaemonTooOldWindows,
    /// A value for the isolation that doesn't exist.
    InvalidIsolation,
    /// Azure Container Instances doesn't offer this version.
    OsVersionNotSupported,
    /// gitlab-runner doesn't know this version of Windows.
    RunnerUnsupported,
    /// The image was found, but for another platform.
    OtherPlatform,
    /// The Containers feature of Windows is off.
    ContainersFeatureOff,
    /// Docker Desktop doesn't switch to Windows containers.
    NotSwitched,
    /// `CreateComputeSystem …: The system cannot find the file specified.`
    FileNotFoundAtCreate,
    /// `System::Start: context deadline exceeded`: the container did not come up in time.
    StartTimedOut,
    /// `PrepareLayer … (0x1)` or access denied while a layer is written: something else holds the files.
    LayerLocked,
    /// `ImportLayer … (0x3f1)`: a layer without a registry, as HostProcess images have.
    LayerWithoutRegistry,
    /// Another error of the layers' storage.
    LayerStorage,
    /// The system inside the container answers no calls: 0x6be, 0xc0370108 to 0xc037010a.
    GuestSilent,
    /// `The parameter is incorrect. (0x57)`.
    BadParameter57,
    /// The scheduler found no node.
    Unschedulable,
    /// The pod's sandbox could not be made.
    SandboxFailed,
    /// A service in the cloud takes images of the other operating system only.
    ServiceOtherSystem,
    /// The reason was cut off.
    Truncated,
    /// The registry wants a login, or refuses it.
    Unauthorized,
    /// The registry counts too many requests.
    RateLimited,
    /// The registry does not know the repository, or hides it.
    RepositoryMissing,
    /// The registry does not know the tag.
    TagMissing,
    /// No image can be called this.
    InvalidReference,
    /// A name in the network is not known.
    NameResolution,
    /// A proxy, or a registry that does not speak TLS.
    Proxy,
    /// Nobody answers at an address.
    Unreachable,
    /// Nobody answered in time.
    TimedOut,
    /// A certificate, or TLS itself.
    Certificate,
    /// The disk is full.
    NoSpace,
    /// The memory is not enough.
    OutOfMemory,
    /// Virtualization is off in the firmware.
    FirmwareVirtualization,
    /// The engine does not run.
    EngineDown,
    /// A program speaks an older API than the engine takes.
    ClientTooOld,
    /// A port is taken.
    PortInUse,
    /// The network of the container could not be set up.
    NetworkSetup,
    /// A network that the engine doesn't have.
    NetworkMissing,
    /// The domain or its account (gMSA) could not be used.
    DomainAccount,
    /// 0x52e, 0x54b: a user could not be logged on, and no credential spec makes it a domain account.
    LogonFailed,
    /// The container's name is taken.
    NameInUse,
    /// Git Bash made a Windows path of an argument.
    GitBashPath,
    /// The working directory is no absolute path.
    WorkingDirectory,
    /// A volume or a mount.
    VolumeMount,
    /// A volume claim that no volume answers.
    VolumeClaim,
    /// A script with the line endings of Windows.
    LineEndings,
    /// A file is not in the context of the build.
    BuildContext,
    /// A Dockerfile, compose file or manifest that cannot be read.
    FileSyntax,
    /// An option that does not exist.
    BadFlag,
    /// The versions of Kubernetes, its tools or a chart.
    ClusterVersion,
    /// The cluster refuses the object.
    ClusterRefused,
    /// A secret or a config map is missing.
    ConfigMissing,
    /// The nodes have no room.
    ClusterFull,
    /// A probe of a running container failed.
    ProbeFailed,
    /// A library that the program needs is missing or too old.
    LibraryMissing,
    /// A program for another processor.
    ExecFormat,
    /// A command that is not there.
    ProgramMissing,
    /// A feature of Windows that an image's Windows doesn't have.
    ImageFeatureMissing,
    /// The engine's or the cluster's own command line is not there.
    ToolMissing,
    /// A path is longer than Windows or a tool takes.
    PathTooLong,
    /// A compiler, linker or script of the build.
    BuildTool,
    /// A package manager.
    PackageManager,
    /// The Windows Subsystem for Linux.
    LinuxSubsystem,
    /// The virtual machine of Docker Desktop for Linux containers couldn't be made.
    DesktopMachine,
    /// ServiceMonitor, the entry point of IIS images, couldn't set IIS up.
    ServiceMonitor,
    /// Windows Sandbox, which the same service of Windows runs.
    WindowsSandbox,
    /// The installer of IoT Edge refuses the machine's build.
    InstallerRefusesBuild,
    /// Access to a file is denied.
    AccessDenied,
    /// Access is denied while Windows creates the container.
    CreateDenied,
    /// `System::CreateProcess …`: the container runs, and the program in it could not be started.
    ProcessRefused,
    /// A hosted runner that offers containers for jobs on Linux only.
    LinuxRunnersOnly,
    /// Ended by Ctrl+C, by `docker stop` or with its console.
    Interrupted,
    /// A file is in use.
    FileInUse,
    /// A file is not there.
    FileMissing,
    /// A node of a swarm could not pull the image of its task.
    TaskImageMissing,
    /// A probe or `exec` found the container stopped.
    ExecInStopped,
    /// Service Fabric couldn't read the history of an image that it had downloaded.
    HistoryCheck,
    /// Something that only follows from an earlier error.
    Follows,
    /// A program ended with an error of its own.
    ProgramFailed,
    /// A line that says it is an error, in words that nobody here knows.
    OtherLine,
    /// An error about containers that says no more.
    Unknown,
}

impl ErrorCode {
    /// How much it tells: 3 names a cause, 2 is a symptom, 1 says only that something failed.
    pub const fn weight(self) -> u8 {
        match self {
            Self::Follows | Self::OtherLine | Self::Unknown | Self::ProgramFailed => 1,
            Self::RepositoryMissing
            | Self::Truncated
            | Self::AccessDenied
            | Self::FileMissing
            | Self::FileInUse
            | Self::TimedOut
            | Self::EngineDown
            | Self::NotSwitched
            | Self::SandboxFailed
            | Self::ProbeFailed
            | Self::ExecInStopped
            | Self::DesktopMachine
            | Self::PackageManager => 2,
            _ => 3,
        }
    }

    /// Whether the builds of image and host decide about it.
    pub const fn is_about_versions(self) -> bool {
        matches!(
            self,
            Self::OsMismatch0101
                | Self::ImageNewer
                | Self::AppServiceCeiling
                | Self::NoManifest
                | Self::NoPlatformMatch
                | Self::UnexpectedExit0106
                | Self::InvalidLayer0112
                | Self::InsiderRequired0113
                | Self::ElementNotFound490
                | Self::DllInit
                | Self::OsVersionNotSupported
                | Self::RunnerUnsupported
                | Self::FileNotFoundAtCreate
                | Self::StartTimedOut
        )
    }
}

/// An error in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorClue {
    /// What kind it is.
    pub kind: ErrorKind,
    /// Which one it is.
    pub code: ErrorCode,
    /// Who owned the container, from the error's extra information: `docker`, `containerd-shim-runhcs-v1.exe`.
    pub owner: Option<String>,
    /// Where it was found, the first place first.
    pub evidence: Vec<FoundAt>,
}

/// Everything a text says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Clues {
    /// Windows machines.
    pub hosts: Vec<HostClue>,
    /// Container images.
    pub images: Vec<ImageClue>,
    /// The most telling error.
    pub error: Option<ErrorClue>,
    /// The container's id or name.
    pub container: Option<(String, FoundAt)>,
    /// How the container is isolated.
    pub isolation: Option<(Isolation, FoundAt)>,
    /// What starts the container.
    pub engine: Option<(Engine, FoundAt)>,
    /// A client that is named without its update, where no machine has a version: `Windows 11`.
    pub client: Option<(&'static str, FoundAt)>,
    /// How many nodes run Linux.
    pub linux_nodes: usize,
    /// What stands where the name of a machine belongs and isn't a [plain name](crate::rules::name::is_plain): never to be used as one.
    pub refused: Vec<String>,
}

impl Clues {
    /// The isolation that a person asked about. What a machine says of one is no wish: who failed with one may well use the other.
    pub fn asked_isolation(&self) -> Option<Isolation> {
        let (isolation, found) = self.isolation.as_ref()?;
        (found.format == FormatId::TypedWords).then_some(*isolation)
    }

    /// Whether all that was recognized is the name of one image, without a command or a file around it.
    pub fn is_a_name(&self) -> bool {
        let [image] = self.images.as_slice() else { return false };
        let named = image.evidence.iter().all(|found| found.format == FormatId::ImageReference);
        named && self.hosts.is_empty() && self.error.is_none() && self.container.is_none()
    }

    /// Whether nothing was recognized.
    pub fn is_empty(&self) -> bool {
        self.hosts.is_empty()
            && self.images.is_empty()
            && self.error.is_none()
            && self.container.is_none()
            && self.isolation.is_none()
            && self.engine.is_none()
            && self.linux_nodes == 0
    }
}
