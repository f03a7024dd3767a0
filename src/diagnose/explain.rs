//! Errors in plain words, and what to ask for next.

use crate::read::clue::{Clues, ErrorClue, ErrorCode, ErrorKind};
use crate::rules::{
    image::{Image, Versions},
    question::Engine,
    version::Version,
};
use ErrorCode::*;

/// A question to the user: one sentence, and the command whose output answers it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ask {
    /// What is missing.
    pub sentence: &'static str,
    /// The command to run and paste back.
    pub command: &'static str,
}

/// What an error means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// A few words.
    pub title: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What it does not say.
    pub silent: &'static str,
    /// What to ask next, even if the versions are known.
    pub next: Ask,
    /// The rules it belongs to.
    pub rules: &'static [&'static str],
    /// Where this is written.
    pub source: &'static str,
}

/// Shows the host's version.
const VER: Ask = Ask {
    sentence: "Which Windows does the host run? Run this on the host itself, not in a container.",
    command: "cmd /c ver",
};
/// Shows the image's version.
const IMAGE: Ask = Ask {
    sentence: "Which Windows was the image made for? Run this where the image is present.",
    command: "docker image inspect --format \"{{.OsVersion}}\" IMAGE",
};
/// Shows the platforms of an image that couldn't be pulled.
const MANIFEST: Ask = Ask {
    sentence: "Which Windows versions does the image offer? This needs no download.",
    command: "docker manifest inspect IMAGE",
};
/// Shows all nodes.
const NODES: Ask = Ask { sentence: "Which Windows do the nodes run?", command: "kubectl get nodes -o wide" };
/// Shows the whole reason.
const TASK: Ask = Ask {
    sentence: "The reason was cut off. What does the whole line say?",
    command: "docker service ps --no-trunc SERVICE",
};
/// Shows which operating system the engine is set to.
const ENGINE: Ask = Ask {
    sentence: "Which operating system is the engine set to?",
    command: "docker version --format \"{{.Server.Os}}\"",
};
/// Shows whether a hypervisor is there.
const HYPERVISOR: Ask =
    Ask { sentence: "Is Hyper-V there? The last lines of the output say so.", command: "systeminfo" };

const PAGE: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility";
const CODES: &str = "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/0d48b667/virtualization/api/hcs/Reference/HCSHResult.md";
const PULL: &str = "https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go";
const MATCH: &str = "https://github.com/containerd/platforms/blob/09756f59/platform_windows_compat.go";
const DAEMON: &str = "https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go";
const REQUIREMENTS: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/system-requirements";
const UPDATES: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/update-containers";

/// What each error means. Every code has exactly one entry.
const EXPLANATIONS: &[(ErrorCode, Explanation)] = &[
    (
        OsMismatch0101,
        Explanation {
            title: "The builds of image and host don’t go together",
            means: "Windows refused to start the container (0xc0370101): with process isolation the container uses the host’s kernel, and the image was made for a build that this host doesn’t accept.",
            silent: "It doesn’t say which builds these are, nor which of the two is newer. That decides whether Hyper-V isolation can help.",
            next: IMAGE,
            rules: &["R2", "R4", "R5", "R22"],
            source: PAGE,
        },
    ),
    (
        ImageNewer,
        Explanation {
            title: "The image is newer than the host",
            means: "The engine compared the builds before it downloaded anything and refused: an image can’t run on an older Windows, in no isolation mode.",
            silent: "It shows builds without revisions. The first number is the image’s, the second one the host’s.",
            next: VER,
            rules: &["R4", "R20"],
            source: PULL,
        },
    ),
    (
        AppServiceCeiling,
        Explanation {
            title: "App Service doesn’t offer a Windows this new",
            means: "Azure App Service runs images only up to the version it names. The image was made for a newer Windows.",
            silent: "The version it names is a limit, not the version of the host.",
            next: IMAGE,
            rules: &["R4"],
            source: "https://github.com/microsoft/aspnet-docker/issues/149",
        },
    ),
    (
        NoManifest,
        Explanation {
            title: "Nothing in this tag fits the engine’s platform",
            means: "The tag has no Windows image for this engine: either it holds Linux images only, or only images for a newer Windows. A build number in the message is the host’s.",
            silent: "It doesn’t say what the tag does offer, so the two cases look the same.",
            next: MANIFEST,
            rules: &["R20", "R21"],
            source: PULL,
        },
    ),
    (
        NoPlatformMatch,
        Explanation {
            title: "No entry of the manifest matches the platform",
            means: "containerd filters the images of a tag by the host’s platform before it downloads one, and nothing was left: a Linux image, an image for another Windows build, or an engine that is set to Linux.",
            silent: "It names neither the image’s version nor the host’s.",
            next: MANIFEST,
            rules: &["R21"],
            source: MATCH,
        },
    ),
    (
        LinuxImage,
        Explanation {
            title: "A Linux image on a Windows engine",
            means: "The engine is set to Windows containers and the image is for Linux. This has nothing to do with Windows versions.",
            silent: "It doesn’t say whether the same name has a Windows image under another tag.",
            next: ENGINE,
            rules: &["R29"],
            source: "https://github.com/actions/runner-images/issues/1143",
        },
    ),
    (
        LinuxEngine,
        Explanation {
            title: "A Windows image on a Linux engine",
            means: "The engine is set to Linux containers and the image is for Windows. Switch Docker Desktop to Windows containers, or use a Windows host.",
            silent: "It says nothing about versions: they are compared only after that.",
            next: ENGINE,
            rules: &["R29"],
            source: "https://github.com/actions/runner-images/issues/1143",
        },
    ),
    (
        UnexpectedExit0106,
        Explanation {
            title: "The container’s system stopped while it started",
            means: "The builds passed the check, and then the container’s own system stopped (0xc0370106). When the builds are equal, the usual cause is a host that lacks updates the image already has.",
            silent: "It names no revision. Both full versions, with four numbers, are needed to judge it.",
            next: VER,
            rules: &["R12", "R9", "R11"],
            source: "https://github.com/microsoft/Windows-Containers/issues/591",
        },
    ),
    (
        InvalidLayer0112,
        Explanation {
            title: "A layer of the image has an unknown format",
            means: "Windows couldn’t read a layer (0xc0370112). The layer is damaged, or it is from before an update of Windows or of the engine.",
            silent: "It doesn’t say which of these it is, and it is no comparison of versions. Remove the containers and the image, both, and pull the image again.",
            next: VER,
            rules: &["R6"],
            source: "https://github.com/docker/for-win/issues/14984",
        },
    ),
    (
        InsiderRequired0113,
        Explanation {
            title: "The image is a preview of Windows",
            means: "Insider images start only on hosts that are in the Windows Insider Program (0x80370113).",
            silent: "It doesn’t name the preview’s build.",
            next: IMAGE,
            rules: &["R15"],
            source: CODES,
        },
    ),
    (
        HypervMissing,
        Explanation {
            title: "Hyper-V isolation isn’t available on this host",
            means: "The container was to run with Hyper-V isolation, and the Hyper-V role, virtualisation by the processor, or nested virtualisation of this machine is missing.",
            silent: "It says nothing about versions. With equal builds, process isolation may work without Hyper-V.",
            next: HYPERVISOR,
            rules: &["R17"],
            source: REQUIREMENTS,
        },
    ),
    (
        ElementNotFound490,
        Explanation {
            title: "Element not found (0x490)",
            means: "On Windows Server 2016 this was reported after only the host was updated: there, image and host need the same revision with process isolation.",
            silent: "The message itself mentions no version, and other causes exist.",
            next: VER,
            rules: &["R9"],
            source: "https://github.com/moby/moby/issues/32595",
        },
    ),
    (
        DllInit,
        Explanation {
            title: "A program inside the container couldn’t start",
            means: "The container runs, but a program in it stops at once (-1073741502, 0xc0000142, and relatives). 32-bit programs did this when host and image were on different sides of the updates of February 2020.",
            silent: "The number alone isn’t proof of a version problem.",
            next: VER,
            rules: &["R11"],
            source: UPDATES,
        },
    ),
    (
        MismatchedLayers,
        Explanation {
            title: "The image’s data in containerd is inconsistent",
            means: "The list of layers and the image’s configuration don’t belong together. In spite of the word \"mismatched\", this isn’t about Windows versions.",
            silent: "It doesn’t say which part is wrong. Remove the image and pull it again.",
            next: MANIFEST,
            rules: &[],
            source: "https://github.com/containerd/containerd/issues/10196",
        },
    ),
    (
        LayerNotRegistered,
        Explanation {
            title: "A layer couldn’t be unpacked",
            means: "The engine couldn’t prepare a Windows layer. Often the image is newer than the host and the engine is too old to say so.",
            silent: "It names neither version.",
            next: MANIFEST,
            rules: &["R4", "R20"],
            source: "https://github.com/moby/moby/issues/35668",
        },
    ),
    (
        DaemonRefusesProcessOnClient,
        Explanation {
            title: "This engine offers only Hyper-V isolation here",
            means: "Older engines refuse process isolation on Windows 10. It came with Docker 18.09.1 for Windows 10 1809 and later, and the refusal was removed in 23.0.",
            silent: "It says nothing about the image.",
            next: VER,
            rules: &["R19", "R8b"],
            source: DAEMON,
        },
    ),
    (
        DaemonTooOldWindows,
        Explanation {
            title: "This Windows is too old for the engine",
            means: "Docker 23.0 and later start only on build 17763 or later, so not on Windows Server 2016. Use an older engine or a newer host.",
            silent: "It says nothing about images.",
            next: VER,
            rules: &["R19"],
            source: DAEMON,
        },
    ),
    (
        InvalidIsolation,
        Explanation {
            title: "This isolation doesn’t exist",
            means: "Windows knows three values: default, process and hyperv.",
            silent: "It says nothing about versions.",
            next: VER,
            rules: &["R19"],
            source: DAEMON,
        },
    ),
    (
        OsVersionNotSupported,
        Explanation {
            title: "Azure Container Instances doesn’t offer this Windows",
            means: "The service runs images of certain Windows versions only, and this image isn’t one of them.",
            silent: "It doesn’t say which versions are offered, nor which one the image has.",
            next: IMAGE,
            rules: &[],
            source: "https://github.com/MicrosoftDocs/azure-docs/issues/8586",
        },
    ),
    (
        RunnerUnsupported,
        Explanation {
            title: "This gitlab-runner doesn’t know this Windows",
            means: "The runner picks its helper image by the version of Windows, and this one isn’t in its list. A newer runner usually is enough.",
            silent: "It says nothing about your own image.",
            next: VER,
            rules: &[],
            source: "https://docs.gitlab.com/runner/executors/docker/",
        },
    ),
    (
        OtherPlatform,
        Explanation {
            title: "The image is there, but for another platform",
            means: "An image of this name is present for a platform other than the one that was asked for. Pull it again with the platform you need.",
            silent: "The platform in the message is what was asked for, not the host’s version.",
            next: MANIFEST,
            rules: &["R21"],
            source: "https://github.com/moby/moby/blob/b985e2313a/daemon/images/image.go",
        },
    ),
    (
        Truncated,
        Explanation {
            title: "The reason was cut off",
            means: "The task failed, and the table was too narrow for the reason.",
            silent: "What is left could be any error.",
            next: TASK,
            rules: &["R23"],
            source: PAGE,
        },
    ),
    (
        Unknown,
        Explanation {
            title: "An error that says nothing about versions",
            means: "Something went wrong with a container or an image, but not in a way that is known to depend on Windows versions.",
            silent: "The lines around it may say more; paste those too.",
            next: VER,
            rules: &[],
            source: CODES,
        },
    ),
];

/// What this error means.
pub fn explain(error: &ErrorClue) -> &'static Explanation {
    let found = EXPLANATIONS.iter().find(|(code, _)| *code == error.code);
    &found.unwrap_or(&EXPLANATIONS[EXPLANATIONS.len() - 1]).1
}

/// The likely cause, now that both versions are known.
pub fn likely_cause(code: ErrorCode, host: Version, image: Version) -> Option<&'static str> {
    let (older, newer) = (image.build < host.build, image.build > host.build);
    let revisions = host.revision.zip(image.revision);
    match code {
        OsMismatch0101 | ImageNewer | NoManifest | NoPlatformMatch | LayerNotRegistered if newer => {
            Some("The image is newer than the host. No isolation mode helps: use an older tag, or update the host.")
        }
        OsMismatch0101 if older => Some(
            "The image is older than the host, and this host doesn’t run it with process isolation. Hyper-V isolation or a matching tag does.",
        ),
        OsMismatch0101 if revisions.is_some_and(|(host, image)| host == image) => Some(
            "These versions go together, so one of them isn’t the one that failed: check which node and which tag were really used.",
        ),
        OsMismatch0101 => Some(
            "The builds are equal, so the refusal doesn’t come from them: check which node and which tag were really used.",
        ),
        UnexpectedExit0106 | InvalidLayer0112 if !older && !newer => match revisions {
            Some((host, image)) if host < image => Some(
                "The builds are equal and the host’s revision is lower than the image’s. Update the host, use a tag that isn’t newer, or use Hyper-V isolation.",
            ),
            Some(_) => {
                Some("The builds are equal and the host isn’t behind the image, so the usual cause doesn’t apply here.")
            }
            None => Some(
                "The builds are equal. A host that lacks updates is the usual cause; both revisions are needed to tell.",
            ),
        },
        ElementNotFound490 if host.build == 14393 && image.build == 14393 => match revisions {
            Some((host, image)) if host != image => Some(
                "Windows Server 2016 needs the same revision in image and host with process isolation, and these differ.",
            ),
            _ => None,
        },
        DllInit if !older && !newer => Some(
            "If one of them is older than February 2020 and the other isn’t, 32-bit programs can’t start: update the older one.",
        ),
        NoManifest | NoPlatformMatch if older || !newer => Some(
            "The versions would fit, so the tag probably holds Linux images only, or the engine is set to Linux containers.",
        ),
        _ => None,
    }
}

/// What is missing for an answer, with the command that shows it; `None` if nothing is.
pub fn missing(clues: &Clues) -> Option<Ask> {
    if clues.is_empty() {
        return None;
    }
    if let Some(error) = &clues.error {
        match error.code {
            Truncated => return Some(TASK),
            LinuxImage | LinuxEngine => return Some(ENGINE),
            HypervMissing => return Some(HYPERVISOR),
            _ => {}
        }
    }
    let in_cluster = matches!(clues.engine, Some((Engine::Kubernetes | Engine::Aks, _)));
    if !clues.hosts.iter().any(|host| host.version.is_some()) {
        return Some(if in_cluster { NODES } else { VER });
    }
    let pulled = !matches!(
        clues.error.as_ref().map(|error| error.kind),
        Some(ErrorKind::NoMatchingManifest | ErrorKind::ImageNewerThanHost)
    );
    match clues.images.as_slice() {
        [] if !pulled => Some(MANIFEST),
        [] => Some(Ask {
            sentence: "Which image is it? Paste its name, its Dockerfile, or what this prints.",
            command: "docker image inspect --format \"{{.OsVersion}}\" IMAGE",
        }),
        images if images.iter().all(|image| image.version.is_none()) && clues.error.is_some() => {
            Some(if pulled { IMAGE } else { MANIFEST })
        }
        _ => None,
    }
}

/// What a text is searched for, to be shown when nothing was recognised.
pub const LOOKED_FOR: &[&str] = &[
    "the output of `cmd /c ver`, `winver`, `systeminfo` or `docker info`",
    "errors such as 0xc0370101 or \"no matching manifest\", from a terminal, an event or a log",
    "`docker image inspect`, `docker manifest inspect` and other lists of images",
    "`kubectl get nodes -o wide`, `kubectl describe` and nodes as YAML or JSON",
    "Dockerfiles, compose files, Kubernetes manifests and image names",
];

/// What is missing for an answer: as [`missing`], but a version that the tag already tells is not asked for.
pub fn missing_with(clues: &Clues, images: &[Image]) -> Option<Ask> {
    let told = !images.is_empty() && images.iter().all(|image| !matches!(image.versions, Versions::Unknown));
    missing(clues).filter(|ask| !(told && ask.command.ends_with("IMAGE")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::clue::read;

    #[test]
    fn every_code_has_one_explanation() {
        let last = Unknown as usize;
        for code in 0..=last {
            assert_eq!(EXPLANATIONS.iter().filter(|(entry, _)| *entry as usize == code).count(), 1, "{code}");
        }
    }

    #[test]
    fn sentences_end_and_sources_are_addresses() {
        for (_, explanation) in EXPLANATIONS {
            for sentence in [explanation.means, explanation.silent, explanation.next.sentence] {
                assert!(sentence.ends_with(['.', '?']), "{sentence}");
            }
            assert!(explanation.source.starts_with("https://"), "{}", explanation.source);
        }
    }

    #[track_caller]
    fn asks(text: &str, command: Option<&str>) {
        assert_eq!(missing(&read(text)).map(|ask| ask.command), command, "{text}");
    }

    #[test]
    fn what_is_missing_is_asked_for() {
        asks("", None);
        asks("The container operating system does not match the host operating system.", Some("cmd /c ver"));
        asks(
            "Node: win-1/10.0.0.1\nError: hcs::CreateComputeSystem web: The container operating system does not match the host operating system.",
            Some("kubectl get nodes -o wide"),
        );
        asks(
            "docker pull a/b:1\nno matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
            Some("docker manifest inspect IMAGE"),
        );
        asks(
            "no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
            Some("docker manifest inspect IMAGE"),
        );
        asks(
            "Microsoft Windows [Version 10.0.17763.1]",
            Some("docker image inspect --format \"{{.OsVersion}}\" IMAGE"),
        );
        asks("\"starting container failed: co…\"", Some("docker service ps --no-trunc SERVICE"));
        asks("a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host", None);
    }

    #[test]
    fn causes() {
        let cause = |code, host: &str, image: &str| {
            likely_cause(code, host.parse().unwrap(), image.parse().unwrap()).unwrap_or_default()
        };
        assert!(cause(UnexpectedExit0106, "10.0.26100.2894", "10.0.26100.3194").contains("revision is lower"));
        assert!(cause(UnexpectedExit0106, "10.0.26100", "10.0.26100").contains("both revisions are needed"));
        assert!(cause(OsMismatch0101, "10.0.17763.1", "10.0.20348.1").contains("newer than the host"));
        assert!(cause(OsMismatch0101, "10.0.20348.1", "10.0.17763.1").contains("older than the host"));
        assert!(cause(NoManifest, "10.0.17763", "10.0.17763").contains("Linux"));
    }
}
