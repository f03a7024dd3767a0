//! Lines about what the host lacks: a file, an account, a feature, a machine for Linux.

use super::{Particular, ParticularError};
use crate::read::clue::ErrorCode::{
    CreateDenied, DesktopMachine, DomainAccount, LibraryMissing, LinuxSubsystem, NameResolution, SandboxFailed,
    ServiceMonitor, TimedOut, Unreachable, VolumeMount,
};

/// The rows.
pub(super) const ROWS: &[ParticularError] = &[
    // https://github.com/moby/moby/blob/b985e2313a/daemon/oci_windows.go, readCredentialSpecFile and its neighbours
    ParticularError {
        kind: Particular::CredentialSpec,
        codes: &[DomainAccount],
        words: &[&["credential spec"], &["could not be read", "was not found", "cannot find"]],
        title: "The engine can’t read the credential spec",
        means: "Docker looks for it by its name in the folder CredentialSpecs of its data, and couldn’t read it there: it isn’t there, has \
                another name, or may not be read. No domain was asked yet.",
    },
    // https://github.com/microsoft/Windows-Containers/issues/221
    ParticularError {
        kind: Particular::CredentialGuard,
        codes: &[DomainAccount],
        words: &[&["external credentials"]],
        title: "Windows couldn’t get the container’s domain account",
        means: "The Container Credential Guard of the host fetches the account (gMSA) that the credential spec names, with the plug-in that \
                it names. The guard, its plug-in or a domain controller didn’t answer.",
    },
    // https://github.com/kubernetes/kubernetes/issues/107561, https://github.com/containerd/containerd/issues/9947
    ParticularError {
        kind: Particular::SandboxReserved,
        codes: &[SandboxFailed],
        words: &[&["failed to reserve sandbox name"]],
        title: "An earlier attempt to start this pod hasn’t ended",
        means: "kubelet gave up waiting for the pod’s sandbox and asked again, while containerd still works on the first attempt, or \
                hangs in it. The node is overloaded, or its disk, its network plugin or a scanner is slow.",
    },
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_IAM_roles.html
    ParticularError {
        kind: Particular::TaskRole,
        codes: &[TimedOut, Unreachable, NameResolution],
        words: &[&["169.254.170.2/", "169.254.170.2:"]],
        title: "The container doesn’t reach the credentials of its task role",
        means: "ECS hands out the credentials of a task’s IAM role at 169.254.170.2. On Windows container instances the agent has to \
                be started for that, and the container needs a route to that address.",
    },
    // STATUS_INVALID_IMAGE_HASH: https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55
    ParticularError {
        kind: Particular::BadSignature,
        codes: &[LibraryMissing],
        words: &[&["c0000428", "3221226536", "-1073740760"]],
        title: "Windows doesn’t accept the signature of a file",
        means: "0xC0000428 says that the hash or signature of a file isn’t valid: a layer of the image is damaged, or one of its \
                programs has been changed.",
    },
    // https://github.com/microsoft/iis-docker/issues/42
    ParticularError {
        kind: Particular::IisTwice,
        codes: &[ServiceMonitor],
        words: &[&["error code 183"]],
        title: "",
        means: "ServiceMonitor, which IIS images start with, hands the variables of the container on to IIS. IIS has one of them already (183): \
                an old ServiceMonitor writes them again at each start, or the image was made of a container that had run.",
    },
    // https://github.com/docker/for-win/issues/1251
    ParticularError {
        kind: Particular::BindSource,
        codes: &[VolumeMount],
        words: &[&["source path does not exist"]],
        title: "The folder to mount isn’t on the engine’s machine",
        means: "The engine looks for the source of a bind mount on its own machine, and it isn’t there. With Windows \
                containers nothing makes it.",
    },
    // https://github.com/microsoft/WSL/issues/12519
    ParticularError {
        kind: Particular::SubsystemFeature,
        codes: &[LinuxSubsystem],
        words: &[&["hcs_e_service_not_available", "hcs_e_hyperv_not_installed", "required feature is not installed"]],
        title: "WSL can’t start its virtual machine",
        means: "WSL runs Linux in a virtual machine, and the Windows feature “Virtual Machine Platform” is off, or virtualization is off in the firmware. It \
                concerns Linux containers, not Windows containers.",
    },
    // https://github.com/docker/for-win/issues/4008
    ParticularError {
        kind: Particular::MachineFolder,
        codes: &[DesktopMachine],
        words: &[&["0x80070003"]],
        title: "",
        means: "Hyper-V couldn’t make the virtual machine in which Docker Desktop runs Linux containers: the folder for its configuration isn’t \
                there (0x80070003). No image was looked at.",
    },
    // https://learn.microsoft.com/troubleshoot/windows-server/virtualization/troubleshoot-live-migration-issues
    ParticularError {
        kind: Particular::LogonRight,
        codes: &[CreateDenied],
        words: &[&["(0x569)", "80070569", "requested logon type"]],
        title: "Hyper-V can’t log on its virtual machine’s account: a right is missing",
        means: "Windows starts the virtual machine of Hyper-V isolation, of WSL or of Docker Desktop with an account of its own. That account \
                lacks the right “Log on as a service”, mostly since a group policy took it from NT VIRTUAL MACHINE\\Virtual Machines.",
    },
];
