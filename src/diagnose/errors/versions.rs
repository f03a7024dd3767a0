//! Errors that image and host cause together; the first one stands for all that is not known.

use super::known::ErrorEntry;
use crate::diagnose::cause::{Cause, Confidence};
use crate::read::clue::ErrorCode;
use crate::rules::probe;

/// [`ErrorCode::OsMismatch0101`]
pub const OS_MISMATCH: ErrorEntry = ErrorEntry {
    code: ErrorCode::OsMismatch0101,
    cause: Cause::Unknown,
    confidence: Confidence::Possible,
    title: "The image’s build doesn’t match the host’s",
    means: "Windows refused to start the container (0xc0370101). With process isolation a container uses the \
         host’s kernel, and the image was made for a build that this host doesn’t accept.",
    silent: "It doesn’t give the builds, or say which one is newer. That decides whether Hyper-V isolation can help.",
    first: "Which Windows was the image made for? Run this where the image is present.",
    command: probe::IMAGE_VERSION,
    page: "0xc0370101",
    rules: &["R2", "R4", "R5", "R22"],
    source: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility",
};

/// [`ErrorCode::ImageNewer`]
pub const IMAGE_NEWER: ErrorEntry = ErrorEntry {
    code: ErrorCode::ImageNewer,
    cause: Cause::ImageNewer,
    confidence: Confidence::Certain,
    title: "The image is newer than the host",
    means: "The engine compared the builds before downloading anything, and refused. An image can’t run on an \
         older Windows in any isolation mode.",
    silent: "It shows builds without revisions. The first number is the image’s, the second is the host’s.",
    first: "Which Windows is the host? Run this on the host, not in a container.",
    command: probe::VER,
    page: "image-newer-than-host",
    rules: &["R4", "R20"],
    source: "https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go",
};

/// [`ErrorCode::NoManifest`]
pub const NO_MANIFEST: ErrorEntry = ErrorEntry {
    code: ErrorCode::NoManifest,
    cause: Cause::NoEntry,
    confidence: Confidence::Likely,
    title: "This tag has nothing for the engine’s platform",
    means: "The tag has no image for this engine: it holds only images for the other operating system, or none \
         for this version. A build number in the message is the host’s.",
    silent: "It doesn’t say what the tag does hold, so the two cases look the same.",
    first: "What does the tag hold? This doesn’t download the image.",
    command: probe::MANIFEST,
    page: "no-matching-manifest",
    rules: &["R20", "R21"],
    source: "https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go",
};

/// [`ErrorCode::NoPlatformMatch`]
pub const NO_PLATFORM_MATCH: ErrorEntry = ErrorEntry {
    code: ErrorCode::NoPlatformMatch,
    cause: Cause::NoEntry,
    confidence: Confidence::Likely,
    title: "No entry in the manifest list matches the platform",
    means: "containerd filters a tag’s images by the host’s platform before it downloads one, and none was \
         left: the images are for another system or another build, or the engine is set to Linux.",
    silent: "It gives neither the image’s version nor the host’s.",
    first: "What does the tag hold? This doesn’t download the image.",
    command: probe::MANIFEST,
    page: "no-match-for-platform",
    rules: &["R21"],
    source: "https://github.com/containerd/platforms/blob/09756f59/platform_windows_compat.go",
};

/// [`ErrorCode::UnexpectedExit0106`]
pub const UNEXPECTED_EXIT: ErrorEntry = ErrorEntry {
    code: ErrorCode::UnexpectedExit0106,
    cause: Cause::Unknown,
    confidence: Confidence::Possible,
    title: "The container’s Windows stopped during startup",
    means: "The builds passed the check, then the Windows inside the container stopped (0xc0370106). If the \
         builds are equal, the host usually lacks updates that the image already has.",
    silent: "It gives no revisions. It takes both full versions, all four numbers, to tell.",
    first: "Which revision does the host have? Run this on the host; the image’s is its OsVersion in docker image inspect.",
    command: probe::VER,
    page: "0xc0370106",
    rules: &["R12", "R9", "R11"],
    source: "https://github.com/microsoft/Windows-Containers/issues/591",
};

/// [`ErrorCode::InsiderRequired0113`]
pub const INSIDER_REQUIRED: ErrorEntry = ErrorEntry {
    code: ErrorCode::InsiderRequired0113,
    cause: Cause::ImageNewer,
    confidence: Confidence::Likely,
    title: "The image is a preview of Windows",
    means: "Insider images start only on hosts in the Windows Insider Program (0x80370113).",
    silent: "It doesn’t give the preview’s build.",
    first: "Which Windows was the image made for? Run this where the image is present.",
    command: probe::IMAGE_VERSION,
    page: "0x80370113",
    rules: &["R15"],
    source: "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/0d48b667/virtualization/api/hcs/Reference/HCSHResult.md",
};

/// [`ErrorCode::ElementNotFound490`]
pub const ELEMENT_NOT_FOUND: ErrorEntry = ErrorEntry {
    code: ErrorCode::ElementNotFound490,
    cause: Cause::Unknown,
    confidence: Confidence::Possible,
    title: "Element not found (0x490)",
    means: "On Windows Server 2016 this has been reported after updating only the host: there, process \
         isolation needs the same revision in image and host. On newer hosts it has other causes.",
    silent: "The message doesn’t mention a version, and there are other causes.",
    first: "Which Windows is the host? Run this on the host, not in a container.",
    command: probe::VER,
    page: "0x490",
    rules: &["R9"],
    source: "https://github.com/moby/moby/issues/32595",
};

/// [`ErrorCode::DllInit`]
pub const DLL_INIT: ErrorEntry = ErrorEntry {
    code: ErrorCode::DllInit,
    cause: Cause::NotCompatibility,
    confidence: Confidence::Likely,
    title: "A program inside the container ended at once",
    means: "The container started, and Windows ended a program in it: 0xC0000142 (-1073741502, 3221225794) means that a \
         library couldn’t be initialized, 0xC0000409 (-1073740791, 3221226505) that the program gave up after a fatal \
         error. 32-bit programs did so when only one side had the February 2020 updates.",
    silent: "The number alone doesn’t prove a version problem.",
    first: "What did the program say last?",
    command: "docker logs CONTAINER",
    page: "0xc0000142",
    rules: &["R11"],
    source: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/update-containers",
};

/// The entries.
pub(super) const ERRORS: &[ErrorEntry] = &[
    ErrorEntry {
        code: ErrorCode::Unknown,
        cause: Cause::Unknown,
        confidence: Confidence::Possible,
        title: "The engine’s error gives no reason",
        means: "Something went wrong with a container or an image; the message doesn’t say what.",
        silent: "The lines around it may say more. Paste those too.",
        first: "What does the whole message say?",
        command: "docker events --since 10m",
        page: "",
        rules: &["R22"],
        source: "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/0d48b667/virtualization/api/hcs/Reference/HCSHResult.md",
    },
    OS_MISMATCH,
    IMAGE_NEWER,
    NO_MANIFEST,
    NO_PLATFORM_MATCH,
    UNEXPECTED_EXIT,
    INSIDER_REQUIRED,
    ELEMENT_NOT_FOUND,
    DLL_INIT,
    ErrorEntry {
        code: ErrorCode::FileNotFoundAtCreate,
        cause: Cause::Unknown,
        confidence: Confidence::Possible,
        title: "Windows didn’t find a file of the container’s layers",
        means: "The container couldn’t be created. With process isolation and different builds, Windows \
             reports a version mismatch in this way; otherwise a layer is damaged or missing.",
        silent: "It gives neither the versions nor the file.",
        first: "Which Windows was the image made for? Run this where the image is present.",
        command: probe::IMAGE_VERSION,
        page: "0xc0370101",
        rules: &["R40"],
        source: "https://github.com/docker/for-win/issues/5148",
    },
    ErrorEntry {
        code: ErrorCode::StartTimedOut,
        cause: Cause::Unknown,
        confidence: Confidence::Possible,
        title: "The container didn’t start in time",
        means: "Windows created the container, but the system inside didn’t answer in time.",
        silent: "It doesn’t say what it waited for.",
        first: "Which revision does the host have? Run this on the host; the image’s is its OsVersion in docker image inspect.",
        command: probe::VER,
        page: "0xc0370106",
        rules: &["R12"],
        source: "https://github.com/moby/moby/issues/40468",
    },
    ErrorEntry {
        code: ErrorCode::BadParameter57,
        cause: Cause::NotCompatibility,
        confidence: Confidence::Likely,
        title: "The parameter is incorrect (0x57)",
        means: "Windows refused one of the container’s settings, most often a mapped directory: the first release \
             of Windows Server 2019 (17763.1) can’t map pod directories. It isn’t a version mismatch.",
        silent: "It doesn’t say which parameter.",
        first: "Update the host: install the current cumulative update.",
        command: "sconfig",
        page: "",
        rules: &["R40"],
        source: "https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/765",
    },
    ErrorEntry {
        code: ErrorCode::GuestSilent,
        cause: Cause::Unknown,
        confidence: Confidence::Possible,
        title: "The system inside the container isn’t responding",
        means: "Windows couldn’t reach the system inside the container, or lost it: too little memory, a filter driver, or \
             updates missing on one side.",
        silent: "It gives no version.",
        first: "What does the compute service’s event log say?",
        command: "Get-WinEvent -LogName Microsoft-Windows-Hyper-V-Compute-Operational -MaxEvents 20",
        page: "0xc0370106",
        rules: &["R12"],
        source: "https://github.com/microsoft/Windows-Containers/issues/591",
    },
    ErrorEntry {
        code: ErrorCode::Truncated,
        cause: Cause::Unknown,
        confidence: Confidence::Possible,
        title: "The service’s task failed, but the reason is missing",
        means: "The task failed. Its reason isn’t in this text: the table cut it off, or the command doesn’t show it.",
        silent: "It could be any error.",
        first: "What does the whole reason say?",
        command: "docker service ps --no-trunc SERVICE",
        page: "",
        rules: &["R23"],
        source: "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility",
    },
];
