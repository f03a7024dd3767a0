//! The errors.

use super::ErrorPage;
use crate::diagnose::errors::{engine, layers, versions};
use crate::rules::probe;
use crate::rules::rule::Rule;
use crate::teach::cheatsheet::{CommandLine, TypedIn};

const fn run(what: &'static str, place: TypedIn, text: &'static str) -> CommandLine {
    CommandLine { what, place, text }
}

const HCS_ERRORS: &str = "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/main/virtualization/api/hcs/Reference/HCSHResult.md";
const VER: CommandLine = run("The host’s version", TypedIn::Host, probe::VER);
const IMAGE: CommandLine = run("The image’s version", TypedIn::Host, probe::IMAGE_VERSION);
const ISOLATION: CommandLine = run(
    "The isolation of a container that was created",
    TypedIn::Host,
    r#"docker inspect --format "{{.HostConfig.Isolation}}" CONTAINER"#,
);
const MANIFEST: CommandLine = run("What is behind the tag", TypedIn::Host, probe::MANIFEST);
const ENGINE: CommandLine = run("Windows or Linux engine", TypedIn::Host, r#"docker info --format "{{.OSType}}""#);
const NODES: CommandLine = run("The nodes’ versions", TypedIn::Cluster, probe::NODES);

const POD: CommandLine = run("The whole message of a pod", TypedIn::Cluster, "kubectl describe pod POD");
const SERVICE: CommandLine =
    run("The whole message of a Swarm service", TypedIn::Host, "docker service ps --no-trunc SERVICE");

/// All pages, the most frequent error first.
pub const ERROR_PAGES: [ErrorPage; 10] = [
    ErrorPage {
        entry: &versions::OS_MISMATCH,
        slug: versions::OS_MISMATCH.page,
        also: &["0x80370101"],
        title: "0xc0370101: the container operating system does not match the host operating system",
        description: "0xc0370101 means that the image’s Windows build doesn’t match the host’s. How to find both \
             versions, and three ways to make the container start.",
        message: &[
            "The operating system of the container does not match the operating system of the host. (0xc0370101)",
            "hcs::CreateComputeSystem CONTAINER: The container operating system does not match the host operating system.",
        ],
        more: &[
            "On servers, Docker defaults to process isolation; on Windows 10 and 11, to Hyper-V isolation. That is why an image can run on a laptop and fail on a server.",
            "In a cluster the error hides: the pod goes into CrashLoopBackOff, or the Swarm service stays at 0 replicas with a message that is cut short.",
        ],
        not_said: "It is about the build, the third number of a version, and not about missing updates.",
        run: &[VER, IMAGE, ISOLATION, NODES, POD, SERVICE],
        fixes: &[
            "Rebuild the image on a base image of the host’s release, for example ltsc2022 on Windows Server 2022.",
            "Run it on a host of the image’s release. On Kubernetes: select nodes by node.kubernetes.io/windows-build.",
            "If the image is older than the host: docker run --isolation=hyperv. Not on Kubernetes or AKS.",
            "If the image is newer than the host, only the first two help, or upgrading the host.",
        ],
        question: "host=ws2022&image=ltsc2019&isolation=process",
        lesson: "build-rule",
        rule: Rule::R2,
        source: Rule::R2.source(),
    },
    ErrorPage {
        entry: &versions::NO_MANIFEST,
        slug: versions::NO_MANIFEST.page,
        also: &[],
        title: "no matching manifest for windows/amd64 in the manifest list entries",
        description: "The tag has nothing that this Windows host can use: it is a Linux image, or has no entry for \
             this build. How to tell which, and which tag to pull instead.",
        message: &[
            "no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
            "no matching manifest for windows(10.0.26200)/amd64/v3 in the manifest list entries: no match for platform in \
             manifest: not found",
        ],
        more: &[
            "Most often the tag holds only Linux images, while Docker runs Windows containers. Otherwise its Windows entries are all newer than the host or, with the containerd image store, outside the range that it accepts.",
        ],
        not_said: "",
        run: &[MANIFEST, ENGINE, VER],
        fixes: &[
            "If it is a Linux image: switch Docker Desktop to Linux containers, or use a Linux host.",
            "If the tag has no entry for this build: name the Windows version in the tag, for example \
                 -windowsservercore-ltsc2019 or -nanoserver-1809.",
            "If ltsc2022 is refused on Windows 11 25H2 or later: some versions of containerd, and of Docker with \
                 the containerd image store, are stricter than Microsoft’s table. Use a newer engine, Docker’s \
                 classic image store, or an ltsc2025 image. “Who decides” lists the versions.",
            "If there is no tag for a host this old: upgrade the host, or build the image yourself.",
        ],
        question: "host=w11-25h2&image=ltsc2022",
        lesson: "tags",
        rule: Rule::R20,
        source: Rule::R20.source(),
    },
    ErrorPage {
        entry: &versions::IMAGE_NEWER,
        slug: versions::IMAGE_NEWER.page,
        also: &[],
        title: "a Windows version 10.0.X-based image is incompatible with a 10.0.Y host",
        description: "Docker refuses to pull a Windows image that is newer than the host. Hyper-V isolation can’t \
             help. Which older tag or newer host to use.",
        message: &["a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host"],
        more: &[],
        not_said: "It may look like an isolation problem, but it isn’t: even Hyper-V isolation needs a host no older than the image.",
        run: &[VER, MANIFEST],
        fixes: &[
            "Use the tag for the host’s release: ltsc2019 on Windows Server 2019 and Windows 10, ltsc2022 on Windows Server 2022.",
            "Rebuild your own image on that base.",
            "Run it on a newer host, or upgrade this one. Monthly updates don’t change the build.",
        ],
        question: "host=ws2019&image=ltsc2022",
        lesson: "build-rule",
        rule: Rule::R4,
        source: Rule::R4.source(),
    },
    ErrorPage {
        entry: &versions::NO_PLATFORM_MATCH,
        slug: versions::NO_PLATFORM_MATCH.page,
        also: &[],
        title: "no match for platform in manifest: not found",
        description: "containerd found no entry in the tag that fits this Windows host. What it accepts, how that \
             differs between versions, and what to do.",
        message: &[
            "failed to pull and unpack image \"IMAGE\": no match for platform in manifest: not found",
            "no match for platform in manifest sha256:DIGEST: not found",
        ],
        more: &[
            "Kubernetes, nerdctl and newer Docker engines all leave this to containerd. Below build 20348 it needs the host’s own build; from 20348 on it accepts builds back to the last long-term releases.",
        ],
        not_said: "It ignores isolation, so Hyper-V isolation doesn’t help here. containerd before 1.6.23, and 1.7.0 to 1.7.5, needed equal builds on every host.",
        run: &[NODES, VER, MANIFEST],
        fixes: &[
            "On a host from build 20348 on, if containerd is that old: update it.",
            "Use a tag with an entry for the node’s build, or publish one: a manifest list with os.version for each build.",
            "Select nodes that fit: node.kubernetes.io/windows-build.",
            "If it is a Linux image: run it on Linux nodes, with kubernetes.io/os: linux.",
        ],
        question: "host=ws2022&image=ltsc2019&engine=kubernetes",
        lesson: "who-decides",
        rule: Rule::R21,
        source: Rule::R21.source(),
    },
    ErrorPage {
        entry: &versions::UNEXPECTED_EXIT,
        slug: versions::UNEXPECTED_EXIT.page,
        also: &["0x80370106"],
        title: "0xc0370106: the virtual machine or container exited unexpectedly",
        description: "0xc0370106 with equal builds usually means that the host lacks updates its image has. How to \
             compare the revisions, and three ways to fix it.",
        message: &[
            "hcs::System::Start: failure in a Windows system call: The virtual machine or container exited unexpectedly. \
             (0xc0370106)",
        ],
        more: &[
            "The image’s revision, the fourth number, is then higher, and it expects something that the host’s kernel doesn’t have yet. Known cases, all with Server Core and Server images and none with Nano Server: hosts at 26100.2894 or older with images of February 2025 (26100.3194) and later; Windows Server 2025 hosts before 26100.4061 (May 2025); Windows Server 2019 hosts with images from 24 April 2025 on.",
            "With Hyper-V isolation the same code can come from too little memory or too small a disk for the container.",
        ],
        not_said: "The same code has other causes, so compare the revisions first.",
        run: &[VER, IMAGE, ISOLATION],
        fixes: &[
            "Install the host’s updates, at least up to the image’s revision.",
            "Pin an older base image, for example ltsc2022-KB5059092, until the host is updated.",
            "Run it with Hyper-V isolation: docker run --isolation=hyperv.",
        ],
        question: "host=10.0.26100.3194&image=10.0.26100.4061",
        lesson: "server-2016",
        rule: Rule::R12,
        source: Rule::R12.source(),
    },
    ErrorPage {
        entry: &engine::HYPERV_MISSING,
        slug: engine::HYPERV_MISSING.page,
        also: &["0x80370102", "0xc0351000", "0x80370114"],
        title: "0xc0370102 and 0xc0351000: a required feature is not installed, no hypervisor is running",
        description: "The container needs Hyper-V isolation, but Hyper-V is missing. How to install the role or \
             nested virtualization, or do without.",
        message: &[
            "The virtual machine could not be started because a required feature is not installed. (0xc0370102)",
            "No hypervisor is present on this system. (0xc0351000)",
        ],
        more: &[
            "On Windows 10 and 11, Docker defaults to Hyper-V isolation, so you can get this error without asking for it.",
        ],
        not_said: "Once Hyper-V works, the builds may still not fit.",
        run: &[
            run(
                "Whether a hypervisor is running",
                TypedIn::PowerShell,
                "(Get-CimInstance Win32_ComputerSystem).HypervisorPresent",
            ),
            VER,
            IMAGE,
        ],
        fixes: &[
            "Do without: an image that fits the host, with --isolation=process.",
            "On a server: Install-WindowsFeature Hyper-V -IncludeManagementTools, then restart.",
            "On Windows 10 and 11 Pro or Enterprise: Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All",
            "In a virtual machine, on its own host while it is off: Set-VMProcessor -VMName NAME -ExposeVirtualizationExtensions \
             $true. In a cloud, choose a size with nested virtualization.",
        ],
        question: "host=ws2022&image=ltsc2019&hyperv=no",
        lesson: "isolation",
        rule: Rule::R17,
        source: Rule::R17.source(),
    },
    ErrorPage {
        entry: &versions::ELEMENT_NOT_FOUND,
        slug: versions::ELEMENT_NOT_FOUND.page,
        also: &["0x80070490"],
        title: "0x490: Element not found, on Windows Server 2016",
        description: "“Element not found” when a container is created on Windows Server 2016 mostly means that host and image have \
                      different revisions.",
        message: &[
            "encountered an error during CreateContainer: failure in a Windows system call: Element not found. (0x490)",
        ],
        more: &[],
        not_said: "",
        run: &[VER, IMAGE],
        fixes: &[
            "Use the image with the host’s revision: a tag such as 10.0.14393.1944 or 1607-KB5055521, and rebuild on it.",
            "Update the host to the image’s revision.",
            "Run it with Hyper-V isolation, where revisions don’t matter.",
            "Upgrade the host: current Docker engines no longer start on Windows Server 2016.",
        ],
        question: "host=10.0.14393.1944&image=10.0.14393.1914",
        lesson: "server-2016",
        rule: Rule::R9,
        source: "https://github.com/moby/moby/issues/34079",
    },
    ErrorPage {
        entry: &versions::DLL_INIT,
        slug: versions::DLL_INIT.page,
        also: &["-1073741502", "3221225794"],
        title: "0xc0000142: programs in the container end with -1073741502",
        description: "32-bit programs that end with 0xC0000142 (-1073741502) in a running container: only one of \
             host and image has the February 2020 updates.",
        message: &["exit code -1073741502", "exit code 3221225794", "0xC0000142"],
        more: &[
            "Host and image must both have those updates, or neither. Otherwise the container starts, but 32-bit programs in it fail at once.",
        ],
        not_said: "The builds are equal in this case, so nothing is refused, and no message mentions versions. The code has other causes too, such as a missing library in Nano Server.",
        run: &[run("What the program said last", TypedIn::Host, "docker logs CONTAINER"), VER, IMAGE],
        fixes: &[
            "Today: rebuild on a current base image (docker build --pull) and install the host’s updates.",
            "At least: update the host to 11 February 2020 or later: 17763.1039, 18362.657, 18363.657, 17134.1304, 14393.3504.",
            "And rebuild on an image of 18 February 2020 or later: 17763.1040, 18362.658, 18363.658, 17134.1305, 14393.3506.",
            "Run it with Hyper-V isolation, where this doesn’t matter.",
        ],
        question: "host=10.0.17763.1039&image=10.0.17763.973",
        lesson: "february-2020",
        rule: Rule::R11,
        source: "https://github.com/moby/moby/issues/40525",
    },
    ErrorPage {
        entry: &layers::INVALID_LAYER,
        slug: layers::INVALID_LAYER.page,
        also: &["0x80370112"],
        title: "0xc0370112: the container image contains a layer with an unrecognized format",
        description: "0xc0370112 means a layer that Windows can’t use: often a damaged copy, or one from before an \
             update. What to try, in order.",
        message: &["The container image contains a layer with an unrecognized format. (0xc0370112)"],
        more: &[
            "Users report it for Server 2025 images on Windows 11 24H2 and 25H2, for Server 2022 images as well, and on Windows 10 22H2: many after KB5072033 (9 December 2025) with Docker Desktop 4.50 to 4.54. It went away when containers and images were removed and pulled again, or without that update. No cause has been published.",
        ],
        not_said: "It doesn’t compare versions, so changing the isolation doesn’t help.",
        run: &[VER, IMAGE, run("The engine’s version", TypedIn::Host, "docker version")],
        fixes: &[
            "Remove both the containers and the image, then pull the image again.",
            "Install the updates of Windows and of the engine.",
        ],
        question: "host=w11-25h2&image=ltsc2025",
        lesson: "who-decides",
        rule: Rule::R6,
        source: "https://github.com/docker/for-win/issues/14984",
    },
    ErrorPage {
        entry: &versions::INSIDER_REQUIRED,
        slug: versions::INSIDER_REQUIRED.page,
        also: &["0xc0370113"],
        title: "0x80370113: the machine must join the Windows Insider Program",
        description: "0x80370113 means that the image is a Windows Insider preview. It needs an Insider host with \
             the same build; or use a released image.",
        message: &["HCS_E_WINDOWS_INSIDER_REQUIRED (0x80370113)"],
        more: &[
            "The image was built on a preview of Windows, from one of the Insider repositories. It runs only on an Insider host with the same preview.",
        ],
        not_said: "The image’s build may look close to the host’s. For previews, close isn’t enough.",
        run: &[VER, IMAGE],
        fixes: &[
            "Build on a released base image, such as mcr.microsoft.com/windows/servercore:ltsc2025.",
            "Use an Insider host with exactly the image’s build.",
        ],
        question: "",
        lesson: "build",
        rule: Rule::R15,
        source: HCS_ERRORS,
    },
];
