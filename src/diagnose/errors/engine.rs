//! Errors of engines and of Windows about their own settings.

use super::known::ErrorEntry;
use crate::diagnose::cause::{Cause, Confidence};
use crate::read::clue::ErrorCode;
use crate::rules::probe;

/// [`ErrorCode::HypervMissing`]
pub const HYPERV_MISSING: ErrorEntry = ErrorEntry {
    code: ErrorCode::HypervMissing,
    cause: Cause::HypervMissing,
    confidence: Confidence::Certain,
    title: "Hyper-V isolation isn’t available on this host",
    means: "The container needs Hyper-V isolation, but this machine lacks the Hyper-V role, processor \
         virtualization or nested virtualization.",
    silent: "It says nothing about versions. With equal builds, process isolation may work without Hyper-V.",
    first: "Is a hypervisor running?",
    command: "(Get-CimInstance Win32_ComputerSystem).HypervisorPresent",
    page: "0xc0370102",
    rules: &["R17"],
    source: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/system-requirements",
};

/// The entries.
pub(super) const ERRORS: &[ErrorEntry] = &[
    ErrorEntry {
        code: ErrorCode::LinuxImage,
        cause: Cause::LinuxImage,
        confidence: Confidence::Certain,
        title: "A Linux image on a Windows engine",
        means: "The engine runs Windows containers, but the image is for Linux. Windows versions have nothing to do \
             with it.",
        silent: "It doesn’t say whether the same name has a Windows image under another tag.",
        first: "Does the engine run Windows or Linux containers?",
        command: probe::ENGINE_SYSTEM,
        page: "",
        rules: &["R29"],
        source: "https://github.com/actions/runner-images/issues/1143",
    },
    ErrorEntry {
        code: ErrorCode::LinuxEngine,
        cause: Cause::LinuxEngine,
        confidence: Confidence::Certain,
        title: "The engine runs Linux containers",
        means: "The engine runs Linux containers but was asked for a Windows image, or for something that only \
             Windows containers have. Switch Docker Desktop to Windows containers, or use a Windows host.",
        silent: "It says nothing about versions. They are compared only later.",
        first: "Does the engine run Windows or Linux containers?",
        command: probe::ENGINE_SYSTEM,
        page: "",
        rules: &["R29"],
        source: "https://github.com/microsoft/Windows-Containers/issues/410",
    },
    ErrorEntry {
        code: ErrorCode::OtherPlatform,
        cause: Cause::NoEntry,
        confidence: Confidence::Likely,
        title: "The image is there, but for another platform",
        means: "The local image with this name is for another platform than the one requested. Pull it again for \
             the platform you need.",
        silent: "The platform in the message is what was requested, not the host’s version.",
        first: "What does the tag hold? This doesn’t download the image.",
        command: probe::MANIFEST,
        page: "",
        rules: &["R21"],
        source: "https://github.com/moby/moby/blob/b985e2313a/daemon/images/image.go",
    },
    HYPERV_MISSING,
    ErrorEntry {
        code: ErrorCode::ContainersFeatureOff,
        cause: Cause::ContainersFeatureMissing,
        confidence: Confidence::Certain,
        title: "The Windows feature “Containers” is off",
        means: "Windows containers need the Windows feature “Containers”, and it isn’t installed.",
        silent: "It says nothing about images.",
        first: "Install the feature.",
        command: "Enable-WindowsOptionalFeature -Online -FeatureName Containers -All",
        page: "0xc0370102",
        rules: &["R17", "R35"],
        source: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/system-requirements",
    },
    ErrorEntry {
        code: ErrorCode::NotSwitched,
        cause: Cause::ContainersFeatureMissing,
        confidence: Confidence::Possible,
        title: "Docker Desktop doesn’t switch to Windows containers",
        means: "Windows containers need Windows Pro, Enterprise or Server, and the features Hyper-V and Containers.",
        silent: "It doesn’t say which of them is missing.",
        first: "Turn both features on, and restart.",
        command: "Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V, Containers -All",
        page: "",
        rules: &["R17", "R35"],
        source: "https://docs.docker.com/desktop/setup/install/windows-install/",
    },
    ErrorEntry {
        code: ErrorCode::DaemonRefusesProcessOnClient,
        cause: Cause::IsolationNotAllowed,
        confidence: Confidence::Certain,
        title: "This engine offers only Hyper-V isolation here",
        means: "Older engines refuse process isolation on Windows 10. It came with Docker 18.09.1 for Windows 10 1809 and later, and the refusal was removed in 23.0.",
        silent: "It says nothing about the image.",
        first: "Which engine version is it?",
        command: probe::ENGINE_VERSION,
        page: "",
        rules: &["R19", "R8"],
        source: "https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go",
    },
    ErrorEntry {
        code: ErrorCode::DaemonTooOldWindows,
        cause: Cause::EngineTooNewForHost,
        confidence: Confidence::Certain,
        title: "This Windows is too old for the engine",
        means: "Docker 23.0 and later start only on build 17763 or later, so not on Windows Server 2016; older ones want 14393. The number in the message is that minimum, not the host’s.",
        silent: "It says nothing about images.",
        first: "Use Docker 20.10 or the Mirantis runtime on this host, or a newer Windows.",
        command: probe::VER,
        page: "",
        rules: &["R19"],
        source: "https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go",
    },
    ErrorEntry {
        code: ErrorCode::InvalidIsolation,
        cause: Cause::IsolationNotAllowed,
        confidence: Confidence::Certain,
        title: "This isolation mode doesn’t exist",
        means: "Windows accepts three values: default, process and hyperv.",
        silent: "It says nothing about versions.",
        first: "Correct the value.",
        command: "docker run --isolation=process IMAGE",
        page: "",
        rules: &["R19"],
        source: "https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go",
    },
];
