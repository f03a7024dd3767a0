//! Errors of the layers’ storage.

use super::known::ErrorEntry;
use crate::diagnose::cause::{Cause, Confidence};
use crate::read::clue::ErrorCode;
use crate::rules::probe;

/// [`ErrorCode::InvalidLayer0112`]
pub const INVALID_LAYER: ErrorEntry = ErrorEntry {
    code: ErrorCode::InvalidLayer0112,
    cause: Cause::BrokenLayer,
    confidence: Confidence::Likely,
    title: "A layer of the image can’t be read",
    means: "Windows found a layer in a format it doesn’t recognize (0xc0370112): a damaged copy, or one written \
         by another engine version. It isn’t a version mismatch.",
    silent: "It doesn’t say which layer it is.",
    first: "First remove the containers and the image, then pull it again.",
    command: "docker rm CONTAINER; docker rmi IMAGE; docker pull IMAGE",
    page: "0xc0370112",
    rules: &["R6", "R40"],
    source: "https://github.com/docker/for-win/issues/14984",
};

/// The entries.
pub(super) const ERRORS: &[ErrorEntry] = &[
    INVALID_LAYER,
    ErrorEntry {
        code: ErrorCode::MismatchedLayers,
        cause: Cause::BrokenLayer,
        confidence: Confidence::Likely,
        title: "The image’s data in containerd is inconsistent",
        means: "The list of layers doesn’t match the image’s configuration. Despite the word \"mismatched\", this \
             isn’t about Windows versions.",
        silent: "It doesn’t say which part is wrong.",
        first: "Remove the image and pull it again.",
        command: "crictl rmi IMAGE",
        page: "",
        rules: &["R40"],
        source: "https://github.com/containerd/containerd/issues/10196",
    },
    ErrorEntry {
        code: ErrorCode::LayerNotRegistered,
        cause: Cause::BrokenLayer,
        confidence: Confidence::Possible,
        title: "A layer couldn’t be unpacked",
        means: "The engine couldn’t prepare a layer: a damaged download, files held by another program, or, with an \
             old engine, an image that it should have refused.",
        silent: "It gives neither version.",
        first: "Which Windows versions does the tag hold? This doesn’t download the image.",
        command: probe::MANIFEST,
        page: "",
        rules: &["R4", "R20"],
        source: "https://github.com/moby/moby/issues/35668",
    },
    ErrorEntry {
        code: ErrorCode::LayerLocked,
        cause: Cause::FilterDriver,
        confidence: Confidence::Likely,
        title: "Another program is holding the layer’s files",
        means: "Windows couldn’t open the files of a layer: another program has them, or access was denied. Antivirus, backup and \
             other filter drivers do that.",
        silent: "It doesn’t say which program or driver.",
        first: "Exclude the engine’s folder from the scanner, or see which filter drivers are loaded.",
        command: "fltmc filters",
        page: "0xc0370112",
        rules: &["R40"],
        source: "https://github.com/microsoft/navcontainerhelper/issues/1152",
    },
    ErrorEntry {
        code: ErrorCode::LayerWithoutRegistry,
        cause: Cause::HostprocessBase,
        confidence: Confidence::Likely,
        title: "A layer without a Windows registry",
        means: "The imported layer holds no Windows files: it is the HostProcess base image, and Windows can’t run \
             a build step in it.",
        silent: "It doesn’t name the image.",
        first: "Build it with BuildKit on Linux: docker buildx needs no Windows there.",
        command: "docker buildx build --platform windows/amd64 .",
        page: "",
        rules: &["R37", "R40"],
        source: "https://github.com/microsoft/windows-host-process-containers-base-image",
    },
    ErrorEntry {
        code: ErrorCode::LayerStorage,
        cause: Cause::BrokenLayer,
        confidence: Confidence::Possible,
        title: "The engine’s layer store failed",
        means: "Windows couldn’t prepare, import or export a layer: the store is damaged, or another program is \
             holding the files.",
        silent: "It doesn’t say which of the two.",
        first: "Remove the containers and the image, then pull it again.",
        command: "docker rm CONTAINER; docker rmi IMAGE; docker pull IMAGE",
        page: "0xc0370112",
        rules: &["R39", "R40"],
        source: "https://github.com/microsoft/hcsshim/pull/2855",
    },
];
