//! Errors in plain words, and what to ask for next.

pub use super::errors::Ask;
use super::errors::{self, ErrorEntry};
use crate::read::clue::{Clues, ErrorClue, ErrorCode, ErrorKind};
use crate::rules::{
    image::{Image, Versions},
    notice::Side,
    question::Engine,
    version::Version,
};
use ErrorCode::*;

/// Shows the host's version.
const VER: Ask =
    Ask { sentence: "Which Windows is the host? Run this on the host, not in a container.", command: "cmd /c ver" };
/// Shows which image it is.
const NAME: Ask = Ask {
    sentence: "Which image is it? Paste its name, its Dockerfile, or the output of this command.",
    command: "docker image inspect --format \"{{.OsVersion}}\" IMAGE",
};
/// Shows the image's version.
const IMAGE: Ask = Ask {
    sentence: "Which Windows was the image made for? Run this where the image is present.",
    command: "docker image inspect --format \"{{.OsVersion}}\" IMAGE",
};
/// Shows the platforms of an image that couldn't be pulled.
const MANIFEST: Ask = Ask {
    sentence: "Which Windows versions does the image come in? This doesn’t download it.",
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
    sentence: "Does the engine run Windows or Linux containers?",
    command: "docker version --format \"{{.Server.Os}}\"",
};
/// Shows whether a hypervisor is there.
const HYPERVISOR: Ask =
    Ask { sentence: "Is Hyper-V there? The last lines of the output say so.", command: "systeminfo" };

/// What to run for the side that a question lacks.
pub const fn ask(side: Side) -> Ask {
    match side {
        Side::Host => VER,
        Side::Image => NAME,
    }
}

/// What this error means.
pub fn explain(error: &ErrorClue) -> &'static ErrorEntry {
    errors::entry(error.code)
}

/// The likely cause, now that both versions are known.
pub fn likely_cause(code: ErrorCode, host: Version, image: Version) -> Option<&'static str> {
    let (older, newer) = (image.build < host.build, image.build > host.build);
    let revisions = host.revision.zip(image.revision);
    match code {
        OsMismatch0101 | ImageNewer | NoManifest | NoPlatformMatch | LayerNotRegistered if newer => Some(
            "The image is newer than the host. No isolation mode can run it: use an older tag, or update the host.",
        ),
        OsMismatch0101 if older => Some(
            "The image is older than the host, and this host doesn’t run it with process isolation. Use Hyper-V \
                 isolation or a matching tag.",
        ),
        OsMismatch0101 if revisions.is_some_and(|(host, image)| host == image) => Some(
            "These versions fit, so one of them isn’t the one that failed. Check which node and which tag were \
                 really used.",
        ),
        OsMismatch0101 => Some(
            "The builds are equal, so they aren’t the reason for the refusal. Check which node and which tag were \
                 really used.",
        ),
        UnexpectedExit0106 | InvalidLayer0112 if !older && !newer => match revisions {
            Some((host, image)) if host < image => Some(
                "The builds are equal and the host’s revision is lower than the image’s. Update the host, use a tag that isn’t newer, or use Hyper-V isolation.",
            ),
            Some(_) => {
                Some("The builds are equal and the host isn’t behind the image, so the usual cause doesn’t apply here.")
            }
            None => Some("The builds are equal. Usually the host lacks updates; both revisions would tell."),
        },
        ElementNotFound490 if host.build == 14393 && image.build == 14393 => match revisions {
            Some((host, image)) if host != image => Some(
                "Windows Server 2016 needs the same revision in image and host with process isolation, and these differ.",
            ),
            _ => None,
        },
        DllInit if !older && !newer => Some(
            "If only one of them has the February 2020 updates, 32-bit programs can’t start. Update the older one.",
        ),
        NoPlatformMatch if older => Some(
            "The image is older than the host. containerd accepts only images that process isolation can run, \
                 whatever the isolation mode.",
        ),
        NoManifest | NoPlatformMatch if !newer => Some(
            "The versions would fit, so either the tag holds nothing for this host, or the engine’s own check is \
                 stricter. See what the tag holds.",
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
        [] => Some(NAME),
        images if images.iter().all(|image| image.version.is_none()) && clues.error.is_some() => {
            Some(if pulled { IMAGE } else { MANIFEST })
        }
        _ => None,
    }
}

/// What a text is searched for, to be shown when nothing was recognized.
pub const LOOKED_FOR: &[&str] = &[
    "the output of cmd /c ver, winver, systeminfo or docker info",
    "errors such as 0xc0370101 or “no matching manifest”, from a terminal, an event or a log",
    "docker image inspect, docker manifest inspect and other lists of images",
    "kubectl get nodes -o wide, kubectl describe and nodes as YAML or JSON",
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
        assert!(cause(UnexpectedExit0106, "10.0.26100", "10.0.26100").contains("both revisions would tell"));
        assert!(cause(OsMismatch0101, "10.0.17763.1", "10.0.20348.1").contains("newer than the host"));
        assert!(cause(OsMismatch0101, "10.0.20348.1", "10.0.17763.1").contains("older than the host"));
        assert!(cause(NoManifest, "10.0.17763", "10.0.17763").contains("holds nothing for this host"));
    }
}
