//! An image of the other system: told by what the layer, the step or the command shows, where the engine says nothing of it.

use wincompat::diagnose::Cause::*;

use crate::kinds::{cause, commands, titles};

const STORE: &str = "C:\\ProgramData\\docker\\windowsfilter\\5b580d0b0638";

/// <https://github.com/docker-archive-public/docker.labs/issues/97>, <https://github.com/microsoft/hcsshim/issues/863>,
/// <https://github.com/moby/buildkit/issues/5758>.
#[test]
fn a_linux_image_where_windows_unpacks() {
    let layer = |folder: &str| {
        format!(
            "failed to register layer: re-exec error: exit status 1: output: open \\\\?\\{STORE}\\{folder}: The filename, directory name, or volume \
             label syntax is incorrect."
        )
    };
    let linux = "usr\\share\\man\\man3\\Locale::gettext.3pm.gz";
    assert_eq!(cause(&layer(linux)), Some(LinuxImage));
    assert_ne!(
        cause(&layer(&format!("Files\\Git\\{linux}"))),
        Some(LinuxImage),
        "programs of Windows have such folders"
    );
    let windows = format!("docker pull mcr.microsoft.com/windows/servercore:ltsc2022\n{}", layer(linux));
    assert_ne!(cause(&windows), Some(LinuxImage), "its name says that it is for Windows");
    let step = |shell: &str| {
        format!(
            "The command '{shell} apk add redis' returned a non-zero code: 4294967295: container a0ec71fb6652 encountered an error during \
             hcsshim::System::waitBackground: failure in a Windows system call: The virtual machine or container with the specified identifier is not \
             running. (0xc0370110)"
        )
    };
    assert_eq!(cause(&step("/bin/sh -c")), Some(LinuxImage));
    assert_ne!(cause(&step("cmd /S /C")), Some(LinuxImage));
    assert_ne!(cause("The command '/bin/sh -c apk add redis' returned a non-zero code: 1"), Some(LinuxImage));
    let build = |from: &str| {
        format!(
            "FROM {from}\n> buildctl build --frontend dockerfile.v0 --opt platform=linux/amd64\n#7 ERROR: hcsshim::ProcessBaseLayer \
             C:\\ProgramData\\containerd\\root\\io.containerd.snapshotter.v1.windows\\snapshots\\1060: The system cannot find the path specified."
        )
    };
    assert_eq!(cause(&build("alpine:3.20")), Some(LinuxImage));
    assert!(titles(&build("alpine:3.20")).starts_with("Build it with a BuildKit on Linux"));
    assert_ne!(cause(&build("a.io/web:1")), Some(LinuxImage));
}

/// <https://github.com/docker-archive-public/docker.kitematic/issues/3936>: a pull leaves nothing to be removed.
#[test]
fn a_pull_that_failed_at_a_base_layer_may_be_that_of_a_linux_image() {
    let pull = |name: &str| {
        format!(
            "docker pull {name}\nfailed to register layer: re-exec error: exit status 1: output: ProcessBaseLayer {STORE}: The system cannot find \
             the path specified."
        )
    };
    assert!(
        titles(&pull("contoso/web")).contains("If it is a Linux image, switch"),
        "{}",
        titles(&pull("contoso/web"))
    );
    assert!(!commands(&pull("contoso/web")).concat().contains("docker rm"));
    assert!(!titles(&pull("mcr.microsoft.com/windows/servercore:1803")).contains("Linux image"));
    // The store is that of Windows, whatever else the text names.
    let on = |place: &str| format!("It fails {place}:\n{}", pull("mcr.microsoft.com/windows/servercore:ltsc2019"));
    for place in ["on a machine with Windows Server 2019", "on a Mac"] {
        assert_ne!(cause(&on(place)), Some(LinuxEngine), "{place}");
    }
}

/// <https://github.com/containers/podman/issues/24727>, <https://github.com/microsoft/Windows-Containers/issues/493>.
#[test]
fn a_windows_image_where_linux_unpacks() {
    let pull = |options: &str, why: &str| {
        format!(
            "OS: Debian GNU/Linux 12\n> podman pull {options} python:3.14\nError: copying system image from manifest list: writing blob: adding \
             layer with blob \"sha256:5987a319\": unpacking failed (error: exit status 1; output: {why})"
        )
    };
    let missing = "no such file or directory";
    let asked = pull("--platform windows/amd64", missing);
    assert_eq!(cause(&asked), Some(LinuxEngine));
    assert!(commands(&asked).contains(&"podman pull python:3.14".to_owned()), "{:?}", commands(&asked));
    assert_ne!(cause(&pull("", missing)), Some(LinuxEngine), "nothing asked for Windows");
    assert_ne!(cause(&pull("--platform windows/amd64", "no space left on device")), Some(LinuxEngine));
    let build = |place: &str| {
        format!(
            "Dockerfile:\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\nI build it {place}:\ndocker buildx build --platform windows/amd64 .\n\
             Same error as docker build."
        )
    };
    assert_eq!(cause(&build("on MacOS")), Some(LinuxEngine));
    assert_eq!(cause(&build("on a Mac")), Some(LinuxEngine));
    for place in ["on Windows 11", "on a machine"] {
        assert_ne!(cause(&build(place)), Some(LinuxEngine), "{place}");
    }
}
