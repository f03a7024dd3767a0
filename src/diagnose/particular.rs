//! Errors whose line tells more than their code: what it means then, and what the steps go by.

mod host;

use super::case::{Case, Found, capital};
use crate::read::clue::ErrorCode::{self, *};

/// What a line tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Particular {
    /// An earlier attempt to make a pod's sandbox hasn't ended.
    SandboxReserved,
    /// The address from which a container of ECS gets its role.
    TaskRole,
    /// The node of EKS has lost its pause image, which comes with the AMI: no registry has it under its name.
    PauseOfEks,
    /// The node doesn't find the registry of the pause image by its name.
    PauseName,
    /// The pause image couldn't be pulled.
    PausePull,
    /// containerd's named pipe isn't there.
    ContainerdDown,
    /// Docker Desktop runs, and its engine for Windows containers doesn't start.
    DesktopEngine,
    /// The engine runs, and doesn't let this account in.
    ShutOut,
    /// A filter driver refused a layer.
    FilterRefused,
    /// A layer's disk came too late.
    DiskNotReady,
    /// Windows gave up on a program before it ran, for a library that the exit code doesn't name.
    Unstarted,
    /// A program or a library that Windows can't load: damaged, or for another processor.
    BadImage,
    /// Windows rejects the signature of a file.
    BadSignature,
    /// A share that Windows couldn't map.
    Share,
    /// containerd may not log on the account of a HostProcess container.
    HostProcessLogon,
    /// The program of a HostProcess container isn't where the node looks for it.
    HostProcessProgram,
    /// The agent of ECS doesn't reach its engine.
    EcsEngine,
    /// A library of the Containers feature isn't there.
    FeatureLibrary,
    /// RKE2 doesn't find its containerd.
    RancherPath,
    /// Docker can't read a credential spec.
    CredentialSpec,
    /// The host's guard couldn't get the container's domain account.
    CredentialGuard,
    /// IIS has a variable already that ServiceMonitor hands on.
    IisTwice,
    /// The source of a bind mount isn't there.
    BindSource,
    /// WSL lacks the feature of Windows for its virtual machine.
    SubsystemFeature,
    /// Hyper-V has no folder for the configuration of a virtual machine.
    MachineFolder,
    /// Hyper-V may not log on the account of a virtual machine.
    LogonRight,
    /// The engine doesn't know the authority that signed a registry's certificate.
    CertificateAuthority,
    /// A client of Kubernetes doesn't trust the certificate of the cluster's API server.
    CertificateOfCluster,
    /// The certificate of a registry is too old, or too new for the clock.
    CertificateTime,
    /// The certificate of a registry is for another name.
    CertificateName,
    /// Windows PowerShell offered a TLS that the server no longer takes.
    OldTls,
    /// The domain has no controller that the container finds.
    NoLogonServer,
    /// The container had stopped before something asked for it.
    Stopped,
}

/// How a line is recognized, and what it means.
struct ParticularError {
    kind: Particular,
    codes: &'static [ErrorCode],
    /// Groups of words in lower case: one of each has to be there.
    words: &'static [&'static [&'static str]],
    /// Empty where the title of the code stands.
    title: &'static str,
    means: &'static str,
}

const PULLS: &[ErrorCode] =
    &[Unreachable, NameResolution, TimedOut, Unauthorized, RepositoryMissing, TagMissing, Certificate, Proxy];

/// What says that an engine asked a registry, and not a program something else.
const BY_ENGINE: &[&str] = &["from daemon", "docker: ", "/v2/", "/v1/", "resolve reference", "failed to pull"];

const ROWS: [ParticularError; 23] = [
    // https://github.com/awslabs/amazon-eks-ami/issues/1632
    ParticularError {
        kind: Particular::PauseOfEks,
        codes: PULLS,
        words: &[&["sandbox image"], &["amazonaws.com/eks/pause"]],
        title: "§ can’t get its pause image",
        means: "Every pod starts with the pause image (its sandbox). On EKS it comes with the node’s AMI, and nothing can pull it again \
                once kubelet has removed it to free disk space.",
    },
    ParticularError {
        kind: Particular::PauseName,
        codes: &[NameResolution],
        words: &[&["sandbox image"], &["pull"]],
        title: "§ can’t resolve the registry of its pause image",
        means: "Every pod starts with the pause image (its sandbox). It isn’t on the node, and DNS gave the node no address for its registry.",
    },
    ParticularError {
        kind: Particular::PausePull,
        codes: PULLS,
        words: &[&["sandbox image"], &["pull"]],
        title: "§ can’t get its pause image",
        means: "Every pod starts with the pause image (its sandbox). It isn’t on the node, and couldn’t be pulled.",
    },
    // https://github.com/containerd/containerd/issues/9437
    ParticularError {
        kind: Particular::ContainerdDown,
        codes: &[EngineDown],
        words: &[&["pipe/containerd-containerd"]],
        title: "containerd isn’t running on the node",
        means: "The named pipe of containerd isn’t there, so its service is stopped, or has just crashed.",
    },
    // https://github.com/docker/for-win/issues/14869
    ParticularError {
        kind: Particular::DesktopEngine,
        codes: &[EngineDown],
        words: &[&["starting windows containers:"]],
        title: "Docker Desktop can’t start its engine for Windows containers",
        means: "Docker Desktop itself runs. Its engine for Windows containers didn’t come up: a Windows feature that it needs is off, or its \
                service ended at once.",
    },
    // https://github.com/actions/runner-images/issues/3565
    ParticularError {
        kind: Particular::ShutOut,
        codes: &[EngineDown],
        words: &[&["docker_engine"], &["access is denied"]],
        title: "The account isn’t allowed to talk to the engine",
        means: "The engine’s named pipe is there, but Windows denied access to it. It is open to administrators, and to the group that the \
                engine’s settings name.",
    },
    // https://github.com/microsoft/navcontainerhelper/issues/1152, https://github.com/docker/for-win/issues/3884
    ParticularError {
        kind: Particular::FilterRefused,
        codes: &[LayerLocked],
        words: &[&["(0x1)", "incorrect function"]],
        title: "A filter driver keeps Windows from mounting a layer",
        means: "“Incorrect function” (0x1) isn’t a file that somebody holds: a filter driver on the host refuses what Windows does with a \
                layer. Clients of cloud drives, backup and security software bring such drivers.",
    },
    // https://github.com/microsoft/Windows-Containers/issues/109
    ParticularError {
        kind: Particular::DiskNotReady,
        codes: &[LayerStorage, LayerLocked],
        words: &[&["device is not ready"]],
        title: "The disk of a layer wasn’t ready in time",
        means: "Windows mounts a virtual disk for each container, and this one wasn’t ready (0x15). It has been reported when many containers \
                start on a machine at once.",
    },
    // STATUS_DLL_NOT_FOUND, STATUS_ENTRYPOINT_NOT_FOUND:
    // https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55
    ParticularError {
        kind: Particular::Unstarted,
        codes: &[LibraryMissing],
        words: &[&["c0000135", "3221225781", "-1073741515", "c0000139", "3221225785", "-1073741511"]],
        title: "",
        means: "The container ran, but Windows couldn’t start the program in it: a library (DLL) that the program needs isn’t in the image, \
                or lacks a function that it asks for.",
    },
    // STATUS_INVALID_IMAGE_FORMAT, of the same table.
    ParticularError {
        kind: Particular::BadImage,
        codes: &[LibraryMissing],
        words: &[&["c000007b", "3221225595", "-1073741701"]],
        title: "Windows couldn’t load a program or one of its libraries",
        means: "0xC000007B says that a file is damaged, or made for another processor: a 64-bit program with a 32-bit library, or the other \
                way round.",
    },
    // https://github.com/kubernetes/kubernetes/pull/59540, https://github.com/kubernetes-sigs/azuredisk-csi-driver/issues/2082
    ParticularError {
        kind: Particular::Share,
        codes: &[VolumeMount],
        words: &[&["smbglobalmapping"]],
        title: "The node couldn’t map the share of a volume",
        means: "The volume is a share (SMB, Azure Files), and Windows on the node couldn’t map it: the account or key in the volume’s secret \
                is wrong, the server doesn’t answer on port 445, or the node’s SMB client hangs.",
    },
    // https://github.com/kubernetes/website/pull/33838
    ParticularError {
        kind: Particular::HostProcessLogon,
        codes: &[AccessDenied, CreateDenied],
        words: &[&["failed to create user process token"]],
        title: "containerd may not log on the account of a HostProcess container",
        means: "Only containerd as a service of LocalSystem or LocalService may do that; as an administrator’s account it may not.",
    },
    // https://github.com/kubernetes/website/issues/29924, https://github.com/MicrosoftDocs/azure-docs/issues/101174
    ParticularError {
        kind: Particular::HostProcessProgram,
        codes: &[ProgramMissing],
        words: &[&["failed to get application name from commandline"]],
        title: "The program of a HostProcess container wasn’t found",
        means: "A HostProcess container is a process of the node: its programs are those of the node, and the files of its image are below \
                the folder that the variable CONTAINER_SANDBOX_MOUNT_POINT names.",
    },
    // https://github.com/aws/amazon-ecs-agent/issues/3165
    ParticularError {
        kind: Particular::EcsEngine,
        codes: &[EngineDown],
        words: &[&["cannotpullcontainererror", "cannotcreatecontainererror", "cannotstartcontainererror"]],
        title: "Docker on the container instance doesn’t answer",
        means: "The ECS agent couldn’t reach Docker on its instance: the service has stopped or hangs. No image was looked at.",
    },
    // https://github.com/rancher/rke2/issues/9276
    ParticularError {
        kind: Particular::RancherPath,
        codes: &[ProgramMissing],
        words: &[&["containerd exited"], &["executable file not found"]],
        title: "RKE2 doesn’t find its containerd",
        means: "The service rke2 starts the containerd of its own folder, which has to be on the path of the machine.",
    },
    // https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/#tls-certificate-errors
    ParticularError {
        kind: Particular::CertificateOfCluster,
        codes: &[Certificate],
        words: &[
            &["x509:", "certificate signed by"],
            &["unable to connect to the server", "couldn't get current server api", ":6443/", ".azmk8s.io"],
        ],
        title: "The connection to the cluster failed at the API server’s certificate",
        means: "kubectl, or another client of Kubernetes, doesn’t accept the certificate of the cluster’s API server: the kubeconfig is for \
                another or a former cluster, the certificate has expired, or a proxy stands between. No registry and no image was asked.",
    },
    // https://docs.docker.com/engine/security/certificates/
    ParticularError {
        kind: Particular::CertificateAuthority,
        codes: &[Certificate],
        words: &[&["x509:"], &["unknown authority", "self-signed", "self signed"], BY_ENGINE],
        title: "The registry’s certificate isn’t trusted",
        means: "The registry’s certificate was signed by an authority that the engine doesn’t know: that of a company, of a proxy that looks \
                into the traffic, or the registry’s own.",
    },
    ParticularError {
        kind: Particular::CertificateTime,
        codes: &[Certificate],
        words: &[&["x509:"], &["expired or is not yet valid"], BY_ENGINE],
        title: "The registry’s certificate isn’t valid at this time",
        means: "The registry’s certificate has expired, or the clock of the engine’s machine is wrong.",
    },
    ParticularError {
        kind: Particular::CertificateName,
        codes: &[Certificate],
        words: &[
            &["x509:"],
            &["certificate is valid for", "ip sans", "common name", "not valid for any names"],
            BY_ENGINE,
        ],
        title: "The registry’s certificate is for another name",
        means: "The registry was called by a name or an address that its certificate doesn’t have.",
    },
    // https://learn.microsoft.com/dotnet/framework/network-programming/tls
    ParticularError {
        kind: Particular::OldTls,
        codes: &[Certificate],
        words: &[&["ssl/tls secure channel"]],
        title: "Server and program found no common version of TLS",
        means: "A program couldn’t agree with the server on a secure connection. Windows PowerShell offers old versions of TLS unless it is \
                told otherwise.",
    },
    // https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/gmsa-troubleshooting
    ParticularError {
        kind: Particular::NoLogonServer,
        codes: &[DomainAccount],
        words: &[&["no_logon_servers", "no logon servers", "c000005e", "0x51f"]],
        title: "The container finds no domain controller",
        means: "Windows in the container looked for a controller of the domain and found none (1311, 0xC000005E): the container asks the \
                wrong DNS server, something blocks the way, or the credential spec names another domain.",
    },
    // ErrVmcomputeAlreadyStopped: https://github.com/microsoft/hcsshim/blob/main/internal/hcs/errors.go
    ParticularError {
        kind: Particular::Stopped,
        codes: &[Follows],
        words: &[&["c0370110", "80370110"]],
        title: "The container had stopped already",
        means: "0xc0370110 says that something was asked of a container that had stopped already. Why it stopped was said before that.",
    },
    // https://github.com/microsoft/hcsshim/issues/1445
    ParticularError {
        kind: Particular::FeatureLibrary,
        codes: &[LayerStorage, LayerNotRegistered],
        words: &[&["specified module could not be found"]],
        title: "A library that unpacks layers isn’t there",
        means: "Windows couldn’t load a library for the layers of containers. They come with the Windows feature “Containers”, which may be \
                off.",
    },
];

impl Particular {
    /// What the line of an error with this code tells, if it is one of these.
    pub(crate) fn of(code: ErrorCode, line: &str) -> Option<Self> {
        Some(row(code, line)?.kind)
    }
}

fn row(code: ErrorCode, line: &str) -> Option<&'static ParticularError> {
    let lower = line.to_ascii_lowercase();
    let says = |row: &&ParticularError| row.words.iter().all(|any| any.iter().any(|words| lower.contains(words)));
    rows().filter(|row| row.codes.contains(&code)).find(says)
}

fn rows() -> impl Iterator<Item = &'static ParticularError> {
    ROWS.iter().chain(host::ROWS)
}

/// The error with what its line tells.
pub(super) fn particular(case: &Case<'_>, code: ErrorCode, mut found: Found) -> Found {
    let Some(row) = row(code, &case.incident.error.line) else { return found };
    if !row.title.is_empty() {
        found.title = row.title.replace('§', &capital(&case.host_name()));
    }
    found.text = row.means.to_owned();
    found
}

/// Whether buildx wanted to start its builder as a container: <https://github.com/docker/setup-buildx-action/issues/228>.
pub(crate) fn is_buildkit(reference: Option<&str>) -> bool {
    reference.is_some_and(|name| name.contains("moby/buildkit"))
}

/// The builder of buildx is a Linux container.
pub(super) fn builder_on_windows(mut found: Found) -> Found {
    found.title = "The builder of buildx doesn’t run in Windows containers".to_owned();
    found.text = "buildx wanted to start its builder, BuildKit, as a container (moby/buildkit). That is a Linux image, and here Docker \
                  runs Windows containers. The Dockerfile wasn’t looked at."
        .to_owned();
    found
}

#[cfg(test)]
mod tests {
    use super::{Particular, rows};
    use crate::read::clue::ErrorCode::*;

    #[test]
    fn a_line_tells_it_for_its_code_alone() {
        let denied = "open //./pipe/docker_engine: Access is denied.";
        assert_eq!(Particular::of(EngineDown, denied), Some(Particular::ShutOut));
        assert_eq!(Particular::of(AccessDenied, denied), None);
        assert_eq!(Particular::of(EngineDown, "open //./pipe/docker_engine: cannot find the file"), None);
        let pause = |image: &str| format!("failed to get sandbox image \"{image}\": failed to pull image");
        assert_eq!(Particular::of(Unreachable, &pause("amazonaws.com/eks/pause:1")), Some(Particular::PauseOfEks));
        assert_eq!(Particular::of(Unreachable, &pause("registry.k8s.io/pause:1")), Some(Particular::PausePull));
        assert_eq!(Particular::of(NameResolution, &pause("registry.k8s.io/pause:1")), Some(Particular::PauseName));
    }

    #[test]
    fn rows_are_sentences_and_their_words_are_in_lower_case() {
        for row in rows() {
            assert!(row.means.ends_with('.') && !row.title.ends_with('.'), "{}", row.means);
            assert!(row.words.iter().flat_map(|any| *any).all(|words| *words == words.to_ascii_lowercase()));
        }
    }
}
