//! What people write around an error, and what tools print around it: sentences, wraps, quotes, other failures. Each line with a
//! neighbour that means something else.

use wincompat::diagnose::{Cause, Confidence};
use wincompat::read::clue::ErrorCode::{self, *};

use crate::laws::answer;

const MISMATCH: &str = "The container operating system does not match the host operating system.";

fn code(text: &str) -> Option<ErrorCode> {
    answer(text).first().map(|answered| answered.diagnosis.code)
}

fn image(text: &str) -> Option<String> {
    answer(text)[0].diagnosis.image.clone()
}

fn steps(text: &str) -> String {
    let next = &answer(text)[0].next;
    next.iter().map(|step| format!("{}: {}\n", step.title, step.command.clone().unwrap_or_default())).collect()
}

#[track_caller]
fn means(expected: ErrorCode, text: &str, neighbour: &str) {
    assert_eq!(code(text), Some(expected), "{text}");
    assert_ne!(code(neighbour), Some(expected), "{neighbour}");
}

/// <https://github.com/docker/for-win/issues/4314>, <https://github.com/HodorNV/ALOps/issues/695>.
#[test]
fn a_tool_that_chooses_hyperv_reports_no_error() {
    assert_eq!(code(&MISMATCH.replace("system.", "system, forcing hyperv isolation.")), None);
    assert_eq!(code(MISMATCH), Some(OsMismatch0101));
    means(
        StartTimedOut,
        "hcsshim::CreateComputeSystem f36c467d7b89: This operation returned because the timeout period expired.",
        "The web server returned nothing before the timeout period expired.",
    );
}

/// Halves of the sentence, and how people write it down.
#[test]
fn the_mismatch_in_other_hands() {
    means(
        OsMismatch0101,
        "not match the host operating system.: unknown",
        "not match the host name in the certificate",
    );
    means(
        OsMismatch0101,
        "from a screenshot: the container operating system doesnt match the host operating system",
        "the container operating system is not mentioned",
    );
}

/// What fails beside containers, in words that containers have as well.
#[test]
fn failures_of_neighbours() {
    means(
        InstallerRefusesBuild,
        "The container host is on unsupported build version 18362.",
        "The container host is on build version 18362.",
    );
    means(
        WindowsSandbox,
        "the error is 0x80370106 windows sandbox",
        "docker run: the error is 0x80370106 in a windows container",
    );
    let daemon = "docker.exe: Error response from daemon: ";
    means(
        DomainAccount,
        &format!("{daemon}credential spec 'C:\\ProgramData\\docker\\CredentialSpecs\\web.json' could not be read"),
        &format!("{daemon}file 'C:\\ProgramData\\docker\\web.json' could not be read"),
    );
    means(
        DomainAccount,
        "nltest : I_NetLogonControl failed: Status = 1722 0x6ba RPC_S_SERVER_UNAVAILABLE",
        "nltest : The command completed successfully",
    );
    let held = "failed to register layer: re-exec error: exit status 1: output: ProcessUtilityVMImage \
         C:\\ProgramData\\Docker\\windowsfilter\\5e38\\UtilityVM: The process cannot access the file because it is being used by \
         another process.";
    means(LayerLocked, held, "The process cannot access the file because it is being used by another process.");
    means(
        NameResolution,
        "error : Unable to load the service index for source x\nerror : The server name or address could not be resolved",
        "error : Unable to load the service index for source x",
    );
}

/// <https://github.com/Azure/iotedge/issues/496>: the build below the message is a lower bound.
#[test]
fn the_builds_that_an_installer_accepts_are_no_host() {
    let text = "The container host is on unsupported build version 16299.\nPlease use a container host running build 14393 newer \
         when using Linux containers or with one of the following: 17763";
    let host = answer(text)[0].diagnosis.host.clone().and_then(|host| host.version).map(|version| version.build);
    assert_eq!(host, Some(16299));
    assert!(!steps(text).contains("FROM"), "{}", steps(text));
}

/// A sentence goes on behind a command without an image.
#[test]
fn words_of_a_sentence_are_no_images() {
    let ran = |words: &str| format!("docker run {words}\nhcsshim::CreateComputeSystem 3ab0: {MISMATCH}");
    assert_eq!(image(&ran("on windows 2019, i have this error")), None);
    assert_eq!(image(&ran("with any windows image gives")), None);
    assert_eq!(image(&ran("within")), Some("within".to_owned()));
    let compose = "Pulling db (postgres:12.0-alpine)...\nERROR: no matching manifest for windows/amd64 10.0.19041 in the manifest \
         list entries";
    assert_eq!(image(compose).as_deref(), Some("postgres:12.0-alpine"));
}

/// The mismatch is proven where nothing else is known; a doubt is shown where the versions contradict it.
#[test]
fn a_proven_mismatch_has_no_mark_of_doubt() {
    let mark = |text: &str| answer(text)[0].diagnosis.symbol();
    assert_eq!(mark(&format!("hcs::CreateComputeSystem web: {MISMATCH}")), "▲");
    assert_eq!(
        mark(&format!("Warning  Failed  kubelet  Error: hcs::CreateComputeSystem web: {MISMATCH}: unknown")),
        "✖"
    );
    let fits = format!(
        "Microsoft Windows [Version 10.0.17763.5458]\nPS> docker run mcr.microsoft.com/windows/nanoserver:ltsc2019\n{MISMATCH}"
    );
    assert_eq!(mark(&fits), "?");
}

/// <https://github.com/microsoft/service-fabric/issues/1000>.
#[test]
fn a_version_that_a_sentence_puts_into_the_container() {
    let read = |sentence: &str| {
        let text = format!(
            "{sentence}\nMicrosoft Windows [Version 10.0.17763.1282]\nOn the node it says\nMicrosoft Windows [Version \
             10.0.19041.388]\nhcsshim::CreateComputeSystem 620b: {MISMATCH}"
        );
        answer(&text)[0].diagnosis.cause
    };
    assert_eq!(read("If we run the same image and type ver, this is the result:"), Cause::ImageOlder);
    assert_ne!(read("On the host, not in the container:"), Cause::ImageOlder);
}

/// A build agent is known by what its log prints, not by the tag of an image.
#[test]
fn hosted_agents() {
    let refused = "image operating system \"linux\" cannot be used on this platform";
    let log = format!("docker pull minio/minio\n{refused}\n##[error]Process completed with exit code 1.");
    assert!(steps(&log).contains("runs-on: ubuntu-latest"), "{}", steps(&log));
    let tag = format!("docker pull acme/builder:windows-latest\n{refused}");
    assert!(!steps(&tag).contains("runs-on"), "{}", steps(&tag));
}

/// The name of the image doesn't say what it is for: both ways out are shown, and none where it says Windows.
#[test]
fn a_tag_that_may_hold_linux_images_only() {
    let event = |image: &str| {
        format!(
            "Warning  Failed  kubelet  Failed to pull image \"{image}\": rpc error: code = NotFound desc = no match for platform in \
             manifest: not found"
        )
    };
    assert!(steps(&event("ghcr.io/acme/gateway:2.0")).contains("kubernetes.io/os: linux"));
    assert!(!steps(&event("ghcr.io/acme/gateway:2.0-windows")).contains("kubernetes.io/os: linux"));
    let pull = |image: &str| {
        format!("docker pull {image}\nno matching manifest for windows/amd64 10.0.19045 in the manifest list entries.")
    };
    // Known by its name, and only likely by the machine: Windows 10 is where people pull Linux images.
    let found = |image: &str| {
        let diagnosis = answer(&pull(image)).swap_remove(0).diagnosis;
        (diagnosis.cause, diagnosis.confidence)
    };
    assert_eq!(found("eclipse-mosquitto"), (Cause::LinuxImage, Confidence::Certain));
    assert_eq!(found("acme/eclipse-mosquitto"), (Cause::LinuxImage, Confidence::Likely));
    assert_eq!(found("registry.acme.example/eclipse-mosquitto").0, Cause::NoEntry);
}

/// Windows Server has no Docker Desktop: <https://github.com/linuxkit/lcow/issues/49>.
#[test]
fn a_server_is_not_switched() {
    let on = |os: &str| {
        steps(&format!(
            "{os}\ndocker run -ti busybox sh\nno matching manifest for windows/amd64 10.0.17763 in the manifest list entries."
        ))
    };
    assert!(
        !on("Windows Server 2019 Datacenter").contains("SwitchLinuxEngine"),
        "{}",
        on("Windows Server 2019 Datacenter")
    );
    assert!(on("Windows 10 Pro 1809").contains("SwitchLinuxEngine"), "{}", on("Windows 10 Pro 1809"));
}

/// A message that a wrap cut is shown whole; of a document on one line its message.
#[test]
fn the_message_as_it_was_before_the_copy() {
    let message = |text: &str| answer(text)[0].diagnosis.message();
    let wrapped = "DockerDo : docker.exe: Error response from daemon: container 794e encountered an error during Start: failure in a \
         Windows system call: The operation\ntimed out because a response was not received from the virtual machine. (0xc0370109)";
    assert!(
        message(wrapped).starts_with("DockerDo") && message(wrapped).ends_with("(0xc0370109)"),
        "{}",
        message(wrapped)
    );
    let apart = "docker: Error response from daemon: first.\n\n(0xc0370109)";
    assert_eq!(message(apart), "(0xc0370109)");
    let event = format!(
        "{{\"kind\":\"Event\",\"message\":\"Error: hcs::CreateComputeSystem api: {MISMATCH}: unknown\",\"reason\":\"Failed\"}}"
    );
    assert_eq!(message(&event), format!("Error: hcs::CreateComputeSystem api: {MISMATCH}: unknown"));
}

/// What fails in a build or a container, where the same words are harmless elsewhere.
#[test]
fn more_failures_of_neighbours() {
    means(
        GitBashPath,
        "the working directory 'C:/Program Files/Git/app' is invalid",
        "PS C:\\> ctr run --mount \"src=C:\\Program Files\\Git\\var,dst=C:\\var\" a.io/b:1 t\nAccess is denied.",
    );
    means(
        LinuxImage,
        "Error response from daemon: invalid platform os \"linux\"",
        "Error response from daemon: invalid platform os \"plan9\"",
    );
    means(ProgramFailed, "The exit code of the container is now 3221225477", "The exit code of the container is now 0");
    means(LibraryMissing, "returned a non-zero code: 3221225785", "returned a non-zero code: 1");
    means(
        Unauthorized,
        "Error Response: Unauthorized. Request: https://a.azurecr.io/oauth2/token",
        "Error response: none",
    );
    let layer = |image: &str| {
        format!("FROM {image}\nfailed to register layer: link /var/lib/docker/overlay2/aa/diff/Files: no such file")
    };
    let cause = |text: &str| answer(text)[0].diagnosis.cause;
    assert_eq!(cause(&layer("mcr.microsoft.com/windows/servercore:ltsc2019")), Cause::LinuxEngine);
    assert_ne!(cause(&layer("debian:12")), Cause::LinuxEngine);
}

/// A failure in words that nobody here knows is still one: the versions are no answer to it.
#[test]
fn failures_in_unknown_words() {
    let after = |line: &str| {
        code(&format!(
            "Microsoft Windows [Version 10.0.20348.2402]\nPS C:\\> docker run mcr.microsoft.com/windows/servercore:ltsc2022 cmd\n{line}"
        ))
    };
    for line in [
        "License activation failed: 0x8007232B",
        "manifest blob unknown: blob unknown to registry",
        "unexpected EOF",
        "/bin/sh: 1: powershell: not found",
        "Windows Defender quarantined tool.exe: Trojan:Win32/Wacatac",
        "WARNING: Unable to download from URI 'https://go.microsoft.com/fwlink/' to ''.",
        "filesystem layer verification failed for digest sha256:abc",
        "Class not registered (Exception from HRESULT: 0x80040154 (REGDB_E_CLASSNOTREG))",
        "PLEG is not healthy: pleg was last seen active 3m10s ago",
        "Das System kann die angegebene Datei nicht finden.",
        "Accès refusé.",
        "指定されたファイルが見つかりません。",
        "Unhandled: Unable to process command '##vso[task.setvariable]' successfully.",
    ] {
        assert!(after(line).is_some(), "{line}");
    }
    for line in
        ["failed: 0", "Tests failed: 0, passed: 12", "3889bb8d808b: Already exists", "it runs", "no errors, 0 warnings"]
    {
        assert_eq!(after(line), None, "{line}");
    }
    assert_eq!(code("a.io/web:1\nWSL 2 installation is incomplete."), Some(LinuxSubsystem));
}

/// The machine that is short of memory isn't always the container's; a code tells more than the words beside it.
#[test]
fn what_stands_beside_an_error() {
    let allocate = |who: &str| {
        format!(
            "'{who}' is unable to allocate 10240 MB of RAM: Insufficient system resources exist to complete the requested service. (0x800705AA)"
        )
    };
    assert!(steps(&allocate("DockerDesktopVM")).contains("Docker Desktop’s virtual machine"));
    assert!(!steps(&allocate("web")).contains("Docker Desktop’s virtual machine"));
    means(
        Follows,
        "container a0ec encountered an error during hcsshim::System::waitBackground: failure in a Windows system call:\nThe container with the \
         specified identifier is not running. (0xc0370110): terminate failed: container a0ec encountered an error during waitBackground",
        "container a0ec encountered an error during hcsshim::System::waitBackground: failure in a Windows system call:\nmore follows",
    );
}

/// In any language it is the mismatch, where the builds differ: <https://github.com/docker/for-win/issues/5148>.
#[test]
fn a_missing_file_of_a_layer_in_other_languages() {
    let created = |sentence: &str| format!("hcs::CreateComputeSystem web: {sentence}");
    for sentence in [
        "The system cannot find the file specified.",
        "Das System kann die angegebene Datei nicht finden.",
        "系统找不到指定的文件。",
    ] {
        assert_eq!(code(&created(sentence)), Some(FileNotFoundAtCreate), "{sentence}");
        assert_ne!(code(sentence), Some(FileNotFoundAtCreate), "{sentence}");
    }
}

/// A taken port is no file, whatever Windows says: <https://github.com/docker/for-win/issues/1745>.
#[test]
fn the_service_of_networks_speaks_of_files() {
    let endpoint = "failed to create endpoint web on network nat: hnsCall failed in Win32: ";
    means(
        PortInUse,
        &format!("{endpoint}The process cannot access the file because it is being used by another process. (0x20)."),
        &format!("{endpoint}The object already exists. (0x1392)"),
    );
    means(
        GuestSilent,
        "hcsshim::ComputeSystem::WaitTimeout - End Operation - Error\ncid=2d02 error=WaitTimeout 2d02: hcsshim: timeout waiting for notification",
        "timeout waiting for the next notification of the build",
    );
}

/// BuildKit knows no isolation, and brings its own frontend: <https://github.com/moby/buildkit/issues/5682>.
#[test]
fn builds_with_buildkit() {
    let failed = |log: &str| format!("{log}\nhcs::CreateComputeSystem x7y: {MISMATCH}: unknown");
    let kit = failed(
        "=> [internal] load metadata for mcr.microsoft.com/windows/servercore:ltsc2019\nERROR: failed to solve: process",
    );
    assert!(!steps(&kit).contains("hyperv"), "{}", steps(&kit));
    let classic = failed("Step 1/2 : FROM mcr.microsoft.com/windows/servercore:ltsc2019\nStep 2/2 : RUN dir");
    assert!(steps(&classic).contains("hyperv"), "{}", steps(&classic));
    let frontend = |image: &str| {
        format!("failed to resolve source metadata for {image}: no match for platform in manifest: not found")
    };
    assert!(steps(&frontend("docker.io/docker/dockerfile:experimental")).contains("# syntax="));
    assert!(!steps(&frontend("docker.io/acme/dockerfile:1")).contains("# syntax="));
}

/// A tag with the day of its build exists for one release only.
#[test]
fn a_dated_tag_has_no_siblings() {
    let refused = |tag: &str| {
        format!(
            "Microsoft Windows [Version 10.0.20348.2700]\ndocker run a.io/prereqs:{tag}\nhcs::CreateComputeSystem 3ab0: {MISMATCH}"
        )
    };
    assert!(steps(&refused("windowsservercore-ltsc2019-app")).contains("windowsservercore-ltsc2022-app"));
    let dated = steps(&refused("windowsservercore-ltsc2019-20200904200251-272704c"));
    assert!(!dated.contains("ltsc2022-20200904200251"), "{dated}");
}
