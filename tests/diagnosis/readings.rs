//! How the text around an error is read: what stands before, behind and beside it, in a frame, a table, a sentence or another
//! language; each with a neighbour that must not be read so.

use wincompat::diagnose::Cause::{self, ImageOlder};
use wincompat::read::clue::ErrorCode::*;
use wincompat::read::evidence::Phase;

use crate::kinds::{CORE, MISMATCH, ON_2022, cause, commands, means};
use crate::laws::answer;

/// A table with `--no-trunc` has the whole reason: <https://github.com/moby/moby/issues/42853>.
#[test]
fn a_reason_is_cut_off_where_it_ends_with_its_table() {
    let row = |reason: &str| {
        format!(
            "ID   NAME   IMAGE   NODE   DESIRED STATE   CURRENT STATE   ERROR\n\
             6gq0k8nm9tp1   shop_web.1   a.io/web:1   win-1   Shutdown   Failed 4 seconds ago   \
             \"starting container failed: {reason}\""
        )
    };
    let whole =
        "hcsshim::CreateComputeSystem db52129222872ce92b20f187ecd92a97a1de15df1be7: The request is not supported.";
    for cut in ["co…", "container e7b5d3adba7e encountered an err…", "hcsshim::Crea...", ""] {
        means(Truncated, &row(cut), &row(whole));
    }
}

/// What a table says of a task is an error, whatever it is; a task that runs has none.
#[test]
fn the_reason_of_a_task_is_an_error() {
    let row = |state: &str, reason: &str| {
        format!(
            "ID             NAME      IMAGE        NODE   DESIRED STATE  CURRENT STATE            ERROR\n\
             dglkd4encz05   shop.1    a.io/web:1   win-1  Shutdown       {state} 11 seconds ago  {reason}\n"
        )
    };
    means(OtherLine, &row("Rejected", "\"plugin not found\""), &row("Running", ""));
    means(Truncated, "overall progress: 0 out of 1 tasks\nverify: Detected task failure", "verify: Service converged");
}

/// k9s draws a frame around what it wraps: <https://github.com/eksctl-io/eksctl/issues/5118>.
#[test]
fn a_frame_is_no_part_of_an_event() {
    let text = "│ Warning  FailedCreatePodSandBox  0s  kubelet  Failed to create pod sandbox: rpc error: plugin type=\"vpc │\n\
                │ -shared-eni\" failed (add): hnsCall failed in Win32: An address provided is invalid or reserved. (0x803b002f)";
    let first = &answer(text)[0];
    assert_eq!(first.diagnosis.phase, Phase::Sandbox);
    assert!(first.diagnosis.line.contains("plugin type=\"vpc -shared-eni\" failed"), "{}", first.diagnosis.line);
}

/// What somebody says to work is a thing to do.
#[test]
fn what_works_is_said_to_work() {
    let failed = "docker run --isolation=process mcr.microsoft.com/windows/server:ltsc2022\nhcs::System::Start: failure in a \
                  Windows system call: The virtual machine or container exited unexpectedly. (0xc0370106)\n";
    let hyperv = "docker run --isolation=hyperv mcr.microsoft.com/windows/server:ltsc2022".to_owned();
    let of = |said: &str| commands(&[failed, said].concat());
    for said in [
        "All commands work fine under hyperv isolation mode.",
        "It works with --isolation=hyperv",
        "works well in Hyper-V mode",
    ] {
        assert!(of(said).contains(&hyperv), "{said}");
    }
    for said in [
        "It doesn’t work with --isolation=hyperv",
        "Hyper-V isolation is off",
        "It works with process isolation",
        "It should work fine with hyperv",
        "I am running with Hyper-V isolation",
        "Is there a way to make it work well with hyperv",
        "Does somebody know whether it works with hyperv?",
    ] {
        assert!(!of(said).contains(&hyperv), "{said}");
    }
}

/// The name of a Windows above a version makes it that of the machine, and what is known isn't asked for.
#[test]
fn a_version_below_the_name_of_a_windows() {
    let failed = "The virtual machine or container exited unexpectedly. (0xc0370106)";
    let of = |above: &str| {
        answer(&format!("{above}\nVersion: 10.0.26200.7462\nhcs::System::Start: {failed}")).swap_remove(0).diagnosis
    };
    let told = of("Microsoft Windows 11 Enterprise");
    assert_eq!(told.host.as_ref().and_then(|host| host.version).map(|version| version.build), Some(26200));
    assert!(told.open.iter().all(|missing| !missing.command.contains("ver")), "{:?}", told.open);
    assert!(of("Docker Desktop").host.is_none());
}

/// A port that is taken is a file in use to Windows, in whatever language; a sandbox that took too long asks no registry.
#[test]
fn the_context_of_a_message_decides() {
    let hns = |reason: &str| format!("failed to create endpoint web on network nat: hnsCall failed in Win32: {reason}");
    means(
        PortInUse,
        &hns("O arquivo já está sendo usado por outro processo. (0x20)"),
        &hns("Unspecified error. (0x2001)"),
    );
    let daemon = |reason: &str| format!("docker: Error response from daemon: {reason}");
    means(
        InvalidIsolation,
        &daemon("invalid --isolation: \"hyper-v\". Windows supports 'default', 'process', or 'hyperv'."),
        &daemon("invalid --memory: \"hyper-v\"."),
    );
    means(
        TagMissing,
        &daemon("manifest for microsoft/windowsservercore:latest not found."),
        &daemon("network web not found."),
    );
    // The program that unpacks a layer is in no container.
    let ended = "exit status 3221225794";
    means(LayerNotRegistered, &format!("failed to register layer: re-exec error: {ended}: output:"), &daemon(ended));
    let late = "rpc error: code = DeadlineExceeded desc = context deadline exceeded";
    let sandbox = format!("Warning FailedCreatePodSandBox kubelet Failed to create pod sandbox: {late}");
    means(SandboxFailed, &sandbox, &format!("Failed to pull image \"a.io/web:1\": {late}"));
}

/// Whose system the sentence names decides; what newer engines say behind it is the same for both:
/// <https://github.com/docker/for-win/issues/13921>.
#[test]
fn another_system_is_the_one_that_is_named() {
    for behind in ["", ": operating system is not supported"] {
        let of = |system: &str| {
            format!("docker: image operating system \"{system}\" cannot be used on this platform{behind}")
        };
        means(LinuxImage, &of("linux"), &of("windows"));
        means(LinuxEngine, &of("windows"), &of("linux"));
    }
}

#[test]
fn releases_by_name() {
    let run = |host: &str| format!("{host}\ndocker run {CORE}\nhcs::CreateComputeSystem web: {MISMATCH}");
    let host =
        |text: &str| answer(text)[0].diagnosis.host.as_ref().and_then(|host| host.version).map(|version| version.build);
    assert_eq!(host(&run("Host is Microsoft Windows 10 Enterprise - 1903")), Some(18362));
    assert_eq!(host(&run("Edition: Windows 10 Pro 22H2")), Some(19045));
    assert_eq!(host(&run("There are images for Windows 10 1903")), None);
    let tagged =
        |tag: &str| format!("{ON_2022}\ndocker run contoso/agent:{tag}\nhcs::CreateComputeSystem web: {MISMATCH}");
    assert_eq!(
        (cause(&tagged("ltsc-2019")), answer(&tagged("ltsc-2019"))[0].diagnosis.confidence.slug()),
        (Some(ImageOlder), "certain")
    );
    assert!(commands(&tagged("ltsc-2019")).iter().any(|command| command.ends_with("contoso/agent:ltsc-2022")));
    assert_ne!(answer(&tagged("build-2019"))[0].diagnosis.confidence.slug(), "certain");
}

#[test]
fn a_command_in_a_sentence_ends_with_its_image() {
    let text = |words: &str| {
        format!(
            "{ON_2022}\n{words}docker run --isolation process {CORE} without errors.\nhcs::CreateComputeSystem web: {MISMATCH}"
        )
    };
    assert_eq!(commands(&text("I could always run "))[0], format!("docker run --isolation=hyperv {CORE}"));
    assert_eq!(commands(&text("PS C:\\> "))[0], format!("docker run --isolation=hyperv {CORE} without errors."));
}

#[test]
fn the_state_of_a_container_is_of_a_cluster() {
    let state = "State: Terminated\n  Reason:       OOMKilled\n  Exit Code:    137";
    let memory = |text: &str| commands(text).join("\n");
    assert!(memory(state).contains("limits:"), "{}", memory(state));
    assert!(memory("docker inspect web\n\"OOMKilled\": true").contains("docker run --memory"));
}

#[test]
fn messages_of_windows_in_other_languages() {
    let refused = |reason: &str| format!("docker run {CORE}\nhcs::CreateComputeSystem web: {reason}");
    for reason in [
        "Der virtuelle Computer konnte nicht gestartet werden, da ein erforderliches Feature nicht installiert ist.",
        "La machine virtuelle n’a pas pu être démarrée, car une fonctionnalité requise n’est pas installée.",
        "No se pudo iniciar la máquina virtual porque una característica necesaria no está instalada.",
    ] {
        means(HypervMissing, &refused(reason), &refused("Der Vorgang wurde abgebrochen."));
    }
    // Whether an unknown sentence is about versions isn't known either.
    assert_ne!(cause(&refused("Gegenereerde fout van het systeem.")), Some(Cause::NotCompatibility));
    assert_eq!(cause(&refused("The request is not supported.")), Some(Cause::NotCompatibility));
}

#[test]
fn who_says_that_a_version_is_unsupported() {
    let aci = "(UnsupportedWindowsVersion) Unsupported windows image version.\nCode: UnsupportedWindowsVersion";
    means(
        OsVersionNotSupported,
        aci,
        "ERROR: Preparation failed: detecting base image: unsupported Windows Version: 10.0.22000",
    );
    means(
        RunnerUnsupported,
        "ERROR: Preparation failed: detecting base image: unsupported Windows Version: 10.0.22000",
        aci,
    );
    let commit = "failed to solve: hcsshim::ConvertToBaseLayer failed in Win32: The process cannot access the file because it is being used by another process. (0x20)";
    means(
        LayerLocked,
        commit,
        "failed to solve: The process cannot access the file because it is being used by another process.",
    );
}

#[test]
fn calls_that_name_the_failure_behind_them() {
    let id = "9c1d2b7b7a2e";
    let during = |call: &str, reason: &str| {
        format!("container {id} encountered an error during {call}: failure in a Windows system call: {reason}")
    };
    let denied = "Access is denied. (0x5)";
    means(CreateDenied, &during("CreateContainer", denied), &during("CreateProcess", denied));
    let missing = format!("Error response from daemon: CreateProcess {id}: The system cannot find the file specified.");
    means(
        ProgramMissing,
        &missing,
        &format!("Error response from daemon: CreateProcess {id}: The parameter is incorrect."),
    );
    means(
        NameResolution,
        "failed to do request: Head https://mcr.microsoft.com/v2/: dial tcp: lookup mcr.microsoft.com on 192.168.65.5:53:",
        "failed to do request: Head https://mcr.microsoft.com/v2/: dial tcp 10.0.0.1:443: i/o timeout",
    );
    let path = "The system cannot find the path specified. (0x3)";
    assert_eq!(answer(&during("CreateContainer", path))[0].diagnosis.phase, Phase::Create);
    assert_eq!(answer(&format!("copy failed: {path}"))[0].diagnosis.phase.slug(), Phase::Build.slug());
}

#[test]
fn a_reason_stands_behind_a_colon() {
    let line = |text: &str| answer(text)[0].diagnosis.line.clone();
    assert_eq!(
        line("System.InvalidOperationException:\nSequence contains no matching element\n   at Docker.Core.Send()"),
        "System.InvalidOperationException: Sequence contains no matching element"
    );
    assert_eq!(
        line("System.InvalidOperationException:\n   at Docker.Core.Send()"),
        "System.InvalidOperationException:"
    );
}

#[test]
fn each_event_is_a_message() {
    let events = "27m Warning FailedCreatePodSandBox pod/web-1 Failed to create pod sandbox: rpc error: desc = Error response from daemon: hcsshim::PrepareLayer failed in Win32: The device is not ready. (0x15)\n24m Warning FailedMount pod/web-1 Unable to attach or mount volumes: timed out waiting for the condition";
    let answered = answer(events);
    assert!(answered.iter().all(|answered| {
        !(answered.diagnosis.line.contains("PrepareLayer") && answered.diagnosis.line.contains("FailedMount"))
    }));
}

#[test]
fn why_a_token_could_not_be_fetched() {
    let token = |why: &str| {
        format!(
            "failed to solve: failed to authorize: rpc error: code = Unknown desc = failed to fetch oauth token: Get https://auth.docker.io/token: {why}"
        )
    };
    means(TimedOut, &token("dial tcp 10.0.0.1:443: i/o timeout"), &token("401 Unauthorized"));
    means(
        NameResolution,
        &token("dial tcp: lookup auth.docker.io: no such host"),
        &token("unexpected status: 403 Forbidden"),
    );
    means(Unauthorized, &token("401 Unauthorized"), &token("dial tcp 10.0.0.1:443: i/o timeout"));
    // BuildKit's words aren't a kubelet's.
    assert!(!commands(&token("401 Unauthorized")).iter().any(|command| command.contains("kubectl")));
    let kubelet = "Warning  Failed  kubelet  Failed to pull image \"a.io/web:1\": rpc error: code = Unknown desc = failed to authorize: failed to fetch oauth token: 401 Unauthorized";
    assert!(commands(kubelet).iter().any(|command| command.contains("kubectl")));
}

#[test]
fn devices_keep_their_backslashes() {
    let line = |text: &str| answer(text)[0].diagnosis.line.clone();
    let plain = r"hcsshim::ProcessBaseLayer \\?\C:\layers\1: The specified module could not be found.";
    assert_eq!(line(plain), plain);
    assert_eq!(line(&plain.replace('\\', r"\\")), plain);
    let pipe = r"open \\.\pipe\docker_engine_windows: The system cannot find the file specified.";
    assert_eq!(line(pipe), pipe);
    assert!(line(r"docker: error: C:\\a\\b could not be found").contains(r"C:\a\b"));
}

/// WAIT_TIMEOUT while a container starts is none of a network, in any language: equal builds leave the updates of February 2020
/// (rule R11).
#[test]
fn a_start_that_takes_too_long_is_no_slow_network() {
    let start = |phase: &str, words: &str| {
        format!(
            "docker: Error response from daemon: container 9f4c37c1e0de encountered an error during {phase}: failure in a Windows system call: {words} (0x102)."
        )
    };
    let english = start("hcsshim::System::Start", "The wait operation timed out.");
    means(
        StartTimedOut,
        &start("Start", "The wait operation timed out."),
        "read tcp 10.0.0.4:443: The wait operation timed out.",
    );
    means(
        StartTimedOut,
        &start("hcsshim::System::Start", "待ち操作がタイムアウトになりました。"),
        "待ち操作がタイムアウトになりました。",
    );
    let pair = |image: &str, host: &str| {
        format!(
            "docker run -it mcr.microsoft.com/windows/servercore:10.0.17763.{image} cmd\n{english}\nMicrosoft Windows [Version 10.0.17763.{host}]"
        )
    };
    assert_eq!(cause(&pair("973", "1039")), Some(Cause::Revision));
    assert_eq!(cause(&pair("1039", "973")), Some(Cause::Revision));
    assert_ne!(cause(&pair("1217", "1282")), Some(Cause::ImageOlder));
}
