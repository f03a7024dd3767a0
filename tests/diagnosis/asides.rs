//! Errors that stand beside the one that is asked about, and numbers and platforms that are somebody else's.

use wincompat::diagnose::Cause::{self, Architecture};
use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{CORE, MISMATCH, ON_2022, cause, code, commands, means, titles};
use crate::laws::answer;

/// <https://github.com/moby/moby/issues/35668>, <https://github.com/microsoft/iis-docker/issues/187>.
#[test]
fn what_should_have_come_and_what_others_give_is_not_asked_about() {
    let layer = "docker: failed to register layer: re-exec error: exit status 1: output: ProcessUtilityVMImage C:\\ProgramData\\Docker: The system cannot \
                 find the path specified.";
    let two = |lead: &str| format!("{lead}\n{MISMATCH}\nActual behavior:\n{layer}");
    assert_eq!(code(&two("You should receive this error:")), Some(LayerNotRegistered));
    assert_ne!(code(&two("We receive this error:")), Some(LayerNotRegistered));
    let exit = "The command 'cmd /S /C app.exe' returned a non-zero code: 3221225781";
    let other = |lead: &str| format!("{exit}\n{lead}\n> {MISMATCH}");
    assert_eq!(code(&other("Trying any other image produces")), Some(LibraryMissing));
    assert_eq!(code(&other("Then it says")), Some(OsMismatch0101));
    assert_eq!(
        code(&format!("Trying any other image produces\n{MISMATCH}")),
        Some(OsMismatch0101),
        "nothing else failed"
    );
}

/// <https://github.com/microsoft/aspnet-docker/issues/111>: the engine was switched in between.
#[test]
fn the_last_attempt_stands() {
    let attempts = |second: &str, error: &str| {
        format!(
            "PS C:\\web> docker build -t web .\nStep 1/7 : FROM {CORE}\nimage operating system \"windows\" cannot be used on this platform\n\
             PS C:\\web> docker build -t {second} .\nStep 1/7 : FROM {CORE}\n{error}"
        )
    };
    let start = "encountered an error during Start: failure in a Windows system call: The JSON document is invalid. (0xc037010d)";
    assert_eq!(cause(&attempts("web", start)), Some(Cause::Unknown));
    assert!(
        titles(&attempts("web", start)).contains("Which Windows is the host?"),
        "{}",
        titles(&attempts("web", start))
    );
    assert_eq!(cause(&attempts("other", start)), Some(Cause::LinuxEngine), "another command");
    assert_eq!(
        cause(&attempts("web", "Sending build context")),
        Some(Cause::LinuxEngine),
        "the second one shows no error"
    );
    // A name that the failed attempt has taken is no progress.
    let run = "PS C:\\> docker run --name web a.io/web:1\n";
    let taken = "docker: Error response from daemon: Conflict. The container name \"/web\" is already in use by container \"0a1b\".";
    let conflict = format!("{ON_2022}\n{run}hcs::CreateComputeSystem web: {MISMATCH}\n{run}{taken}");
    assert!(answer(&conflict).iter().any(|answered| answered.diagnosis.code == OsMismatch0101));
}

/// <https://github.com/eksctl-io/eksctl/issues/5118>.
#[test]
fn two_failures_that_have_nothing_to_do_with_each_other_are_both_told() {
    let codes = |text: &str| answer(text).iter().map(|answered| answered.diagnosis.code).collect::<Vec<_>>();
    let layer = format!(
        "Warning  Failed  kubelet  Failed to pull image \"{CORE}\": failed to extract layer sha256:d00f: hcsshim::ImportLayer failed in Win32: The process \
         cannot access the file because it is being used by another process. (0x20): unknown"
    );
    let network = "Warning  FailedCreatePodSandBox  kubelet  Failed to create pod sandbox: failed to setup network for sandbox \"6d11\": plugin type=\"vpc\" \
                   failed (add): hnsCall failed in Win32: An address provided is invalid or reserved. (0x803b002f)";
    assert_eq!(codes(&format!("{layer}\n{network}")), [NetworkSetup, LayerLocked]);
    assert_eq!(codes(&format!("{layer}\n{layer}")), [LayerLocked]);
    let stage = "ERROR: failed to solve: failed to parse stage name \"gitlab/helper:\": invalid reference format";
    let pull =
        "docker pull gitlab/helper:servercore21H2\nimage operating system \"windows\" cannot be used on this platform";
    assert_eq!(codes(&format!("{stage}\n{pull}")), [LinuxEngine, InvalidReference]);
}

/// <https://github.com/moby/moby/issues/40328>.
#[test]
fn a_crash_of_the_host_s_service_is_none_of_a_program_in_the_container() {
    let text = |program: &str| {
        format!(
            "Windows Server 2019 (OS Build 17763.1012)\nAt first {program} logged an error event (0xc0000409).\nNow it crashes without any logged error \
             event.\nThe exit code of the container is now 3221225477"
        )
    };
    means(ProgramFailed, &text("vmcompute.exe"), &text("our app.exe"));
    let ended =
        |number: &str| format!("OS Build 17763.1012\ndocker run {CORE}\nThe container exited with code {number}");
    let text = |number: &str| answer(&ended(number))[0].diagnosis.text.clone();
    assert!(
        text("3221226505").contains("0xC0000409") && !text("3221226505").contains("0xC0000142"),
        "{}",
        text("3221226505")
    );
    assert!(
        text("3221225794").contains("0xC0000142") && !text("3221225794").contains("0xC0000409"),
        "{}",
        text("3221225794")
    );
}

/// <https://github.com/microsoft/windows-host-process-containers-base-image/issues/12>.
#[test]
fn a_platform_that_a_build_asks_for_is_not_the_machine_s() {
    let build = |platform: &str| {
        format!(
            "It would be nice to have windows/arm64.\n#2 [windows/amd64 internal] load metadata for a.io/base:1\n#3 [{platform} internal] load metadata for \
             a.io/base:1\n#3 ERROR: no match for platform in manifest: not found"
        )
    };
    let asked = answer(&build("windows/arm64")).swap_remove(0).diagnosis;
    assert!(asked.cause == Architecture && !asked.text.contains("machine"), "{}", asked.text);
    assert!(titles(&build("windows/arm64")).starts_with("Leave windows/arm64 out"));
    assert_ne!(cause(&build("windows/amd64")), Some(Architecture));
    let pull = "no matching manifest for windows/arm64 10.0.26100 in the manifest list entries";
    assert!(answer(&format!("docker pull {CORE}\n{pull}"))[0].diagnosis.text.contains("The machine is ARM64"));
}

/// <https://github.com/docker/for-win/issues/767>.
#[test]
fn a_memory_limit_is_left_out_where_windows_did_not_reach_the_virtual_machine() {
    let run = |options: &str| {
        format!(
            "docker run -ti {options} microsoft/nanoserver cmd\ncontainer ad5daea5af71 encountered an error during CreateContainer: failure in a Windows \
             system call: A connection could not be established with the Virtual Machine hosting the Container. (0xc0370108)"
        )
    };
    assert!(titles(&run("-m 4g")).contains("without the memory limit"));
    assert!(!titles(&run("")).contains("without the memory limit"));
}

/// <https://github.com/microsoft/Windows-Containers/issues/489>: the number in the title is the host's.
#[test]
fn a_number_in_a_sentence_is_not_the_version_of_an_image_whose_tag_says_another() {
    let pull = |title: &str| {
        format!(
            "{title}\nStep 1/2 : FROM mcr.microsoft.com/windows/servercore:ltsc2022\nno matching manifest for windows/amd64 10.0.19045 in the manifest list entries"
        )
    };
    for title in ["# Cannot find Docker image for Windows 10.0.19045", "No Docker image for Windows 10.0.17763?", ""] {
        assert_eq!(cause(&pull(title)), Some(Cause::ImageNewer), "{title}");
    }
}

/// <https://github.com/microsoft/Windows-Containers/issues/452>: Windows has no such folder.
#[test]
fn an_engine_that_unpacks_below_var_runs_linux_containers() {
    let extract = |folder: &str| {
        format!(
            "docker pull mcr.microsoft.com/windows/servercore:1909-amd64\nfailed to extract layer sha256:8a9b: link {folder}/Files/Program Files/a.dll {folder}/Files/b.dll: no such file or directory"
        )
    };
    assert_eq!(cause(&extract("/var/lib/containerd-stargz-grpc/snapshots/1539/fs")), Some(Cause::LinuxEngine));
    assert_ne!(cause(&extract(r"C:\ProgramData\containerd\root\1539")), Some(Cause::LinuxEngine));
}

/// What came may stand in the sentence that tells what should have come.
#[test]
fn a_success_that_was_expected_hides_no_failure() {
    let failed = format!("docker: Error response from daemon: hcsshim::CreateComputeSystem 5f2a: {MISMATCH}");
    for text in [
        format!(
            "You should see a prompt and I see: {failed}\nMicrosoft Windows [Version 10.0.20348.587]\nPS> docker run mcr.microsoft.com/windows/servercore:ltsc2022"
        ),
        format!("This should show hello:\n{failed}"),
        format!("This should show hello:\n{MISMATCH}"),
        format!(
            "time=\"9:03\" level=error msg=\"create may fail\" error=\"hcs::CreateComputeSystem 5f2a: {MISMATCH}\""
        ),
        format!("It should show a web page and it crashes with: {MISMATCH}"),
    ] {
        assert_eq!(code(&text), Some(OsMismatch0101), "{text}");
    }
    assert_eq!(code(&format!("You may see the following error:\n{MISMATCH}")), None);
    assert_eq!(code(&format!("With other builds you might also get {MISMATCH}")), None);
}

#[test]
fn images_that_work_hide_no_failure_of_the_one_that_does_not() {
    let text = |lead: &str| format!("{lead}\n{MISMATCH}\nBuild log of yesterday: no space left on device");
    assert_eq!(code(&text("Other images work fine, only this one fails:")), Some(OsMismatch0101));
    assert_ne!(code(&text("Other images fail with the same words:")), Some(OsMismatch0101));
}

/// A container is only removed where the text shows that it is the one that doesn't start.
#[test]
fn no_container_is_removed_that_another_command_left_alone() {
    let failed = format!("docker: Error response from daemon: hcsshim::CreateComputeSystem 5f2a: {MISMATCH}");
    let removes = |text: &str| commands(text).iter().any(|command| command.starts_with("docker rm "));
    for lead in [
        format!("PS C:\\> docker start db\ndb\nPS C:\\> docker run {CORE} cmd"),
        "docker start registry\ndocker build -t web .".to_owned(),
        format!("docker start fails after docker run {CORE}"),
        format!("After docker start up on the server I run docker run {CORE}"),
        "After updating Docker Desktop on Windows Server 2019 my containers don't start:".to_owned(),
    ] {
        let text = format!("{lead}\n{failed}");
        assert!(!removes(&text), "{lead}: {:?}", commands(&text));
        assert!(!answer(&text)[0].diagnosis.title.contains("made on another Windows"), "{lead}");
    }
    assert!(removes(&format!("After the upgrade to Windows 11:\nPS C:\\> docker start db\n{failed}")));
}
