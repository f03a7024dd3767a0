//! Errors of services and clusters.

use super::known::ErrorEntry;
use crate::diagnose::cause::{Cause, Confidence};
use crate::read::clue::ErrorCode;
use crate::rules::probe;

/// The entries.
pub(super) const ERRORS: &[ErrorEntry] = &[
    ErrorEntry {
        code: ErrorCode::AppServiceCeiling,
        cause: Cause::ServiceLimit,
        confidence: Confidence::Certain,
        title: "App Service doesn’t run images this new",
        means: "Azure App Service runs images only up to the version in the message. The image was made for a newer \
             Windows.",
        silent: "The version in the message is a limit, not the host’s version.",
        first: "Which Windows was the image made for? Run this where the image is present.",
        command: probe::IMAGE_VERSION,
        page: "image-newer-than-host",
        rules: &["R4", "R36"],
        source: "https://github.com/microsoft/aspnet-docker/issues/149",
    },
    ErrorEntry {
        code: ErrorCode::OsVersionNotSupported,
        cause: Cause::ServiceLimit,
        confidence: Confidence::Certain,
        title: "The service doesn’t offer this Windows",
        means: "The service runs images of certain Windows releases only, and this isn’t one of them.",
        silent: "It doesn’t give the image’s version.",
        first: "Which Windows was the image made for? Run this where the image is present.",
        command: probe::IMAGE_VERSION,
        page: "",
        rules: &["R36"],
        source: "https://github.com/MicrosoftDocs/azure-docs/issues/8586",
    },
    ErrorEntry {
        code: ErrorCode::InstallerRefusesBuild,
        cause: Cause::ServiceLimit,
        confidence: Confidence::Certain,
        title: "IoT Edge doesn’t install on this Windows",
        means: "With Windows containers, the installer of Azure IoT Edge accepts only hosts with the builds it lists: in the end only \
             17763 (Windows Server 2019 and Windows 10 1809).",
        silent: "It says nothing about an image. The builds below the message are those it accepts.",
        first: "Use IoT Edge with Linux containers (IoT Edge for Linux on Windows), or a host with build 17763.",
        command: "",
        page: "",
        rules: &["R36"],
        source: "https://github.com/Azure/iotedge/issues/1248",
    },
    ErrorEntry {
        code: ErrorCode::ServiceOtherSystem,
        cause: Cause::ServiceLimit,
        confidence: Confidence::Certain,
        title: "The service was told the wrong operating system",
        means: "The container group asks for one operating system, but the image is for the other.",
        silent: "It says nothing about versions.",
        first: "Set the group’s osType to the image’s operating system.",
        command: "az container create --os-type Windows",
        page: "",
        rules: &["R29", "R36"],
        source: "https://learn.microsoft.com/azure/container-instances/container-instances-troubleshooting",
    },
    ErrorEntry {
        code: ErrorCode::RunnerUnsupported,
        cause: Cause::ServiceLimit,
        confidence: Confidence::Certain,
        title: "This gitlab-runner doesn’t know this Windows",
        means: "The runner picks its helper image by Windows version, and this one isn’t in its list. A newer \
             runner usually fixes it.",
        silent: "It says nothing about your own image.",
        first: "Which version is the runner?",
        command: "gitlab-runner --version",
        page: "",
        rules: &[],
        source: "https://docs.gitlab.com/runner/executors/docker/",
    },
    ErrorEntry {
        code: ErrorCode::Unschedulable,
        cause: Cause::Scheduling,
        confidence: Confidence::Certain,
        title: "No node matches the pod’s selectors and tolerations",
        means: "The scheduler found no node whose labels and taints fit the pod. The image wasn’t looked at.",
        silent: "It doesn’t say which selector failed.",
        first: "Compare the pod’s selectors with the nodes’ labels.",
        command: "kubectl get nodes -L node.kubernetes.io/windows-build",
        page: "",
        rules: &["R24"],
        source: "https://kubernetes.io/docs/reference/labels-annotations-taints/#nodekubernetesiowindows-build",
    },
    ErrorEntry {
        code: ErrorCode::SandboxFailed,
        cause: Cause::NotCompatibility,
        confidence: Confidence::Likely,
        title: "The pod’s sandbox couldn’t be created",
        means: "The sandbox failed before any of the pod’s containers: the pause image or the node’s network.",
        silent: "It says nothing about the pod’s own image.",
        first: "What do the events say?",
        command: "kubectl describe pod POD",
        page: "",
        rules: &["R33"],
        source: "https://github.com/kubernetes/kubernetes/issues/99157",
    },
];
