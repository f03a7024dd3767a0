//! What to ask for where nothing failed, or the answer lacks a side.

use std::borrow::Cow;

use super::missing::Missing;
use crate::read::clue::entries;
use crate::read::clue::{self, Clues, ErrorCode, ErrorKind};
use crate::read::evidence::{self, Listed};
use crate::read::job;
use crate::read::words::{meant, named_client};
use crate::rules::probe;
use crate::rules::{
    image::{Image, Versions},
    question::Engine,
    side::Side,
};
use ErrorCode::*;

/// A question whose words are fixed.
const fn asks(side: Option<Side>, sentence: &'static str, command: &'static str) -> Missing {
    Missing { side, sentence: Cow::Borrowed(sentence), command: Cow::Borrowed(command) }
}

const HOST: Option<Side> = Some(Side::Host);
const IMAGE: Option<Side> = Some(Side::Image);

/// Shows the host's version.
const VER: Missing = asks(HOST, "Which Windows is the host? Run this on the host, not in a container.", probe::VER);
/// Shows which image it is.
const NAME: Missing = asks(
    IMAGE,
    "Which image is it? Paste its name, its Dockerfile, or the output of this command.",
    probe::IMAGE_VERSION,
);
/// Shows which images a cluster runs: its nodes have no docker.
const CLUSTER: Missing = asks(
    IMAGE,
    "Which image is it? Paste its name, its manifest, or the output of this command.",
    probe::CLUSTER_IMAGES,
);
/// Shows the version of an image in the engine's store.
const STORED: Missing =
    asks(IMAGE, "Which Windows was the image made for? Run this where the image is present.", probe::IMAGE_VERSION);
/// Shows the platforms of an image that couldn't be pulled.
const MANIFEST: Missing =
    asks(IMAGE, "Which Windows versions does the image come in? This doesn’t download it.", probe::MANIFEST);
/// Shows all nodes.
const NODES: Missing = asks(HOST, "Which Windows do the nodes run?", probe::NODES);
/// Shows the whole reason.
const TASK: Missing =
    asks(None, "The reason was cut off. What does the whole line say?", "docker service ps --no-trunc SERVICE");
/// Shows which operating system the engine is set to.
const ENGINE: Missing = asks(None, "Does the engine run Windows or Linux containers?", probe::ENGINE_SYSTEM);
/// Shows whether a hypervisor is there.
const HYPERVISOR: Missing = asks(None, "Is Hyper-V there? The last lines of the output say so.", "systeminfo");

/// Why a text says nothing of the Windows of what it lists or of its engine, where it is one: an engine for Linux containers, `docker node ls` and `docker node inspect` have no column
/// or field for it, and a list behind a tag may have been published without it (R32).
pub fn says_no_versions(text: &str) -> Option<&'static str> {
    let bare = || !entries::bare(&text.lines().collect::<Vec<_>>()).is_empty();
    if text.contains("\"platform\"") && bare() && clue::read(text).error.is_none() {
        return Some(
            "The list has a Windows entry without os.version: nothing says which Windows it was made for. Every Windows host takes such \
             an entry, and one with another build can’t run it. The publisher has to add os.version to each Windows entry.",
        );
    }
    if evidence::only_expects_errors(text) {
        return Some(
            "The text says which error may or should come, and tells of none that came. Paste the message that you got, with the command \
             above it.",
        );
    }
    if job::is_one(text) && clue::read(text).error.is_none() {
        return Some(
            "This is a job or a script that builds for Windows. “Fix a file”, on the command line wincompat fix, reads its machines, its \
             images and the arguments of its builds.",
        );
    }
    if asks_for_hyperv(text) {
        return Some(
            "Kubernetes has no Hyper-V isolation, and neither has AKS: every Windows container runs with process isolation there. So an image \
             only runs on nodes that its Windows fits.",
        );
    }
    if asks_for_image(text) {
        return Some(
            "Which image is it, and which update of Windows? Name the image with its tag. winver shows the update, such as 24H2 or 22H2.",
        );
    }
    // https://github.com/PowerShell/PowerShell/issues/20032: neither tells Windows 11 from Windows 10.
    let names = ["WindowsProductName", "WindowsCurrentVersion"];
    if names.iter().any(|name| text.contains(name)) && clue::read(text).is_empty() {
        return Some(
            "This names no build of Windows. WindowsProductName says Windows 10 on Windows 11 as well, and WindowsCurrentVersion is 6.3 on \
             all of them. Run cmd /c ver on the host, and paste its output.",
        );
    }
    if evidence::has_linux_engine(text) && clue::read(text).error.is_none() {
        return Some(
            "The engine in this text runs Linux containers: set like this, it runs no Windows image. In Docker Desktop, choose “Switch to \
             Windows containers” from the menu of its icon, and see that docker version then says windows/amd64 of the server.",
        );
    }
    let list = text.lines().any(|line| line.contains("HOSTNAME") && line.contains("AVAILABILITY"));
    let versions = text.contains("10.0.") || text.contains("Version 1");
    (list && !versions && clue::read(text).error.is_none()).then_some(
        "This lists the nodes of a swarm, but Swarm doesn’t know their Windows versions. Run cmd /c ver on each Windows node, and \
         paste its output.",
    )
}

/// `Does Kubernetes support Hyper-V isolation?` (R24): a question, and no text in which something happened.
fn asks_for_hyperv(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let asks = text.len() < 200 && (lower.contains("hyper-v") || lower.contains("hyperv"));
    asks && meant(text).engine.is_some_and(Engine::is_kubernetes) && clue::read(text).is_empty()
}

/// Whether a short text speaks of an image on a client, and names neither the image nor the client's update.
fn asks_for_image(text: &str) -> bool {
    let words = meant(text);
    let image = text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("image"));
    image
        && words.images.is_empty()
        && words.hosts.len() > 1
        && named_client(text).is_some()
        && clue::read(text).is_empty()
}

/// What it means that a text is about Linux images alone, with what their lists hold; nothing where it isn’t.
pub fn only_linux(images: &[Image], listed: &[Listed]) -> Option<String> {
    let linux = !images.is_empty() && images.iter().all(|image| image.versions == Versions::Linux);
    let platforms: Vec<&str> = listed.iter().map(|listed| listed.platform.as_str()).collect();
    let holds =
        if platforms.is_empty() { String::new() } else { format!("The list holds only {}. ", platforms.join(", ")) };
    linux.then(|| holds + "It is a Linux image: it needs a Linux node, or Docker set to Linux containers.")
}

/// What to run for the side that a question lacks.
pub const fn ask(side: Side) -> Missing {
    match side {
        Side::Host => VER,
        Side::Image => NAME,
    }
}

/// What is missing for an answer, with the command that shows it; `None` if nothing is.
fn missing(clues: &Clues) -> Option<Missing> {
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
        if let Some((name, _)) = clues.client {
            return Some(Missing::host(
                format!(
                    "{name}, but which update of it? winver shows it, or run this on the host, not in a container."
                ),
                probe::VER,
            ));
        }
        return Some(if in_cluster { NODES } else { VER });
    }
    let pulled = !matches!(
        clues.error.as_ref().map(|error| error.kind),
        Some(ErrorKind::NoMatchingManifest | ErrorKind::ImageNewerThanHost)
    );
    match clues.images.as_slice() {
        [] if !pulled => Some(MANIFEST),
        [] => Some(if in_cluster { CLUSTER } else { NAME }),
        images if images.iter().all(|image| image.version.is_none()) && clues.error.is_some() => {
            Some(if pulled { STORED } else { MANIFEST })
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

/// What is missing for an answer, with the command that shows it. A version that the tag already tells is not asked for.
pub fn missing_with(clues: &Clues, images: &[Image]) -> Option<Missing> {
    let told = !images.is_empty() && images.iter().all(|image| !matches!(image.versions, Versions::Unknown));
    missing(clues).filter(|missing| !(told && missing.side == IMAGE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::clue::read;

    #[track_caller]
    fn asks(text: &str, command: Option<&str>) {
        assert_eq!(missing(&read(text)).as_ref().map(|missing| &*missing.command), command, "{text}");
    }

    #[test]
    fn a_job_without_an_image_is_a_file_to_fix() {
        let job = "jobs:\n  a:\n    runs-on: windows-2019\n    steps:\n    - run: docker build .\n";
        assert!(says_no_versions(job).is_some_and(|said| said.contains("Fix a file")));
        assert_eq!(says_no_versions(&job.replace("windows-2019", "ubuntu-24.04")), None);
        let failed = format!(
            "{job}hcsshim::CreateComputeSystem 1: The virtual machine or container exited unexpectedly. (0xc0370106)\n"
        );
        assert_eq!(says_no_versions(&failed), None);
    }

    #[test]
    fn what_kubernetes_lacks_is_said_to_who_asks() {
        let said = |text: &str| says_no_versions(text).is_some_and(|said| said.contains("no Hyper-V isolation"));
        assert!(said("does kubernetes support hyper-v isolation?") && said("Hyper-V isolation on AKS"));
        assert!(!said("does docker support hyper-v isolation?") && !said("does kubernetes support windows?"));
    }

    #[test]
    fn a_list_without_versions_is_told_as_one() {
        let entry = |version: &str| {
            format!(
                "{{\n\"manifests\": [\n{{ \"platform\": {{ \"architecture\": \"amd64\",\n\"os\": \"windows\"{version} }} }} ] }}"
            )
        };
        assert!(says_no_versions(&entry("")).is_some_and(|said| said.contains("os.version")));
        assert_eq!(says_no_versions(&entry(", \"os.version\": \"10.0.20348.2113\"")), None);
        assert_eq!(says_no_versions(&entry("").replace("windows", "linux")), None);
    }

    #[test]
    fn a_product_name_is_no_version() {
        let property = "PS> Get-ComputerInfo -Property WindowsProductName, WindowsCurrentVersion\n\nWindowsProductName WindowsCurrentVersion\n------------------ ---------------------\nWindows 10 Pro     6.3";
        assert!(says_no_versions(property).is_some_and(|said| said.contains("cmd /c ver")));
        let whole = "WindowsBuildLabEx : 17763.1.amd64fre.rs5_release.180914-1434\nWindowsProductName : Windows Server 2019 Datacenter";
        assert_eq!(says_no_versions(whole), None);
    }

    #[test]
    fn an_image_without_a_name_on_a_client_without_its_update() {
        let asks = |text: &str| says_no_versions(text).is_some_and(|said| said.starts_with("Which image"));
        assert!(asks("full image name on WIN 11"));
        for text in
            ["Windows 11", "image ltsc2022 on Windows 11", "which base image for Windows Server 2022?", "an image"]
        {
            assert!(!asks(text), "{text}");
        }
    }

    #[test]
    fn an_error_that_is_only_expected() {
        let text = |before: &str| {
            format!("{before}\n\n    The container operating system does not match the host operating system.\n")
        };
        let expected = text("With other builds you may see the following error:");
        assert!(says_no_versions(&expected).is_some_and(|said| said.contains("that you got")));
        assert_eq!(says_no_versions(&text("With other builds you get this error:")), None);
        let both =
            [expected.as_str(), "docker: no matching manifest for windows/amd64 10.0.17763 in the manifest list"]
                .concat();
        assert_eq!(says_no_versions(&both), None);
    }

    #[test]
    fn an_engine_for_linux_containers() {
        let version = |os: &str| {
            format!("Client:\n OS/Arch: windows/amd64\nServer: Docker Desktop 4.25.2\n Engine:\n  OS/Arch: {os}/amd64")
        };
        assert!(says_no_versions(&version("linux")).is_some_and(|said| said.contains("Linux containers")));
        assert_eq!(says_no_versions(&version("windows")), None);
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
        asks(
            "NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME\n\
             win-1 Ready <none> 9d v1.33.8 10.0.0.4 <none> Windows Server 2022 Datacenter 10.0.20348.3692 containerd://1.7.20",
            Some(probe::CLUSTER_IMAGES),
        );
        asks("\"starting container failed: co…\"", Some("docker service ps --no-trunc SERVICE"));
        let client = read("Can I run mcr.microsoft.com/windows/servercore:ltsc2022 on WIN 11?");
        assert!(missing(&client).is_some_and(|missing| missing.sentence.starts_with("Windows 11, but which update")));
        asks("a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host", None);
    }
}
