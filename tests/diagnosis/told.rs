//! What people tell beside the error: their Windows in words, a form they filled in, events on one line.

use wincompat::diagnose::Cause::{self, *};
use wincompat::diagnose::{Confidence, Diagnosis};

use crate::laws::answer;

const MISMATCH: &str = "The container operating system does not match the host operating system.";

fn first(text: &str) -> Diagnosis {
    let found = answer(text).into_iter().next();
    found.unwrap_or_else(|| panic!("an answer: {text}")).diagnosis
}

fn refused(told: &str, image: &str) -> Diagnosis {
    first(&format!("{told}\ndocker run mcr.microsoft.com/windows/servercore:{image}\n{MISMATCH}"))
}

#[test]
fn windows_in_words_is_a_hint_and_said_so() {
    let cause = |told: &str, image: &str| {
        let found = refused(told, image);
        let hinted = found.text.contains("According to ");
        assert!(!hinted || found.confidence == Confidence::Likely && found.host.is_none() && !found.open.is_empty());
        (found.cause, hinted)
    };
    assert_eq!(cause("We're on Server 2019.", "ltsc2022"), (ImageNewer, true));
    assert_eq!(cause("our nodes are Windows Server 2019", "ltsc2022"), (ImageNewer, true));
    assert_eq!(cause("our nodes are Windows Server 2022", "ltsc2019"), (ImageOlder, true));
    assert_eq!(cause("- windows server 2019\n- containerd 1.6.4", "ltsc2022"), (ImageNewer, true));
    // Neither image nor program of these names says what the host is.
    assert_eq!(cause("The image was made for Windows Server 2019.", "ltsc2022"), (Cause::Unknown, false));
    assert_eq!(cause("It talks to SQL Server 2019.", "ltsc2022"), (Cause::Unknown, false));
    assert_eq!(
        cause("We have Windows Server 2019 nodes\nWindows Server 2022 nodes", "ltsc2022"),
        (Cause::Unknown, false)
    );
    // A version that the text states counts for more than a word.
    let stated = refused("We're on Server 2019.\nMicrosoft Windows [Version 10.0.14393.5501]", "ltsc2019");
    assert_eq!((stated.cause, stated.machine.map(|host| host.version.build)), (ImageNewer, Some(14393)));
}

#[test]
fn another_fact_makes_no_answer_worse() {
    let error = "docker run -it hello-world\ndocker: Error response from daemon: hcsshim::CreateComputeSystem cd86ea2b: The request is not supported.";
    for fact in
        ["", "OS Version:                10.0.18362 N/A Build 18362\n", "OS Version:      10.0.20348 N/A Build 20348\n"]
    {
        let found = first(&[fact, error].concat());
        assert_eq!(found.cause, NotCompatibility, "{fact}");
        assert!(found.title.contains("“The request is not supported”"), "{fact}{}", found.title);
    }
    // It was pulled, so its tag had an entry for this host, whatever it holds today.
    let made = first(&["OS Version: 10.0.18362 N/A Build 18362\n", error].concat());
    assert!(made.verdict.is_none(), "{:?}", made.verdict);
    let pulled = first(
        "OS Version: 10.0.18362 N/A Build 18362\ndocker pull hello-world\nno matching manifest for windows/amd64 10.0.18362 in the manifest list entries",
    );
    assert!(pulled.verdict.is_some());
}

#[test]
fn a_misfit_beside_another_reason_is_said() {
    let text = |image: &str| {
        let run = format!("docker run mcr.microsoft.com/windows/servercore:{image}");
        first(&format!(
            "Microsoft Windows [Version 10.0.20348.2700]\n{run}\nhcsshim::CreateComputeSystem 0a: The request is not supported."
        ))
    };
    assert!(text("ltsc2019").title.contains("“The request is not supported”"), "{}", text("ltsc2019").title);
    assert_eq!((text("ltsc2019").cause, text("ltsc2022").cause), (Unknown, NotCompatibility));
}

#[test]
fn a_form_is_no_output_of_a_container() {
    let host = |line: &str| {
        let run = "docker container run mcr.microsoft.com/windows/nanoserver:1809 hostname";
        first(&format!("{run}\n{line}\nhcsshim::CreateComputeSystem 0a: The request is not supported."))
            .host
            .and_then(|host| host.version)
            .map(|version| version.to_string())
    };
    assert_eq!(host(" - Edition: Windows Version: 19044.1645").as_deref(), Some("10.0.19044.1645"));
    assert_eq!(host("**Host OS**: Windows 10 21H2 (OS Build 19044.1645)").as_deref(), Some("10.0.19044.1645"));
    assert!(host("Microsoft Windows [Version 10.0.17763.1]").is_none());
}

#[test]
fn events_on_one_line_are_events() {
    let event = |pod: &str, node: &str, message: &str| {
        format!(
            "{{\"involvedObject\":{{\"fieldPath\":\"spec.containers{{{pod}}}\",\"kind\":\"Pod\",\"name\":\"{pod}-1\"}},\
             \"message\":\"{message}\",\"source\":{{\"component\":\"kubelet\",\"host\":\"{node}\"}},\"type\":\"Warning\"}}"
        )
    };
    let pull = "Failed to pull image \\\"a.io/web:1\\\": no match for platform in manifest: not found";
    let create = format!("Error: failed to create containerd task: hcs::CreateComputeSystem api: {MISMATCH}: unknown");
    let list = format!("{{\"items\":[{},{}]}}", event("web", "win-1", pull), event("api", "win-2", &create));
    let mut found: Vec<_> = answer(&list)
        .into_iter()
        .map(|answered| {
            let node = answered.diagnosis.host.and_then(|host| host.name).unwrap_or_default();
            (node, answered.diagnosis.image.unwrap_or_default())
        })
        .collect();
    found.sort();
    // The image of one pod is not that of the other.
    assert_eq!(found, [("win-1".to_owned(), "a.io/web:1".to_owned()), ("win-2".to_owned(), String::new())]);
}

#[test]
fn kubernetes_in_words_is_a_cluster() {
    let told = |words: &str| {
        first(&format!("{words}\nWorker Node is Windows server 2019\nContainer image is mcr.microsoft.com/windows/nanoserver:1809\n\
            Error response from daemon: CreateComputeSystem 94d1c5e13d7201f47af54f676d0a6c3220f4cdc70a02cb9398b11cc5dc189ae5: {MISMATCH}"))
        .cause
    };
    assert_eq!(told("Getting the error when we deploy a container from Kubernetes."), SandboxImage);
    assert_eq!(told("Our AKS cluster gives this since Tuesday."), SandboxImage);
    assert_eq!(told("Getting the error when we deploy a container from Octopus."), Unknown);
}

#[test]
fn what_nerdctl_says_of_the_machine_is_no_node() {
    let kernel = " Kernel Version: 10.0.20348.2340\n Operating System: Microsoft Windows Server 2022 Datacenter Version 21H2 (OS Build 20348.2340)";
    let run = "PS C:\\> nerdctl run --rm mcr.microsoft.com/windows/servercore:ltsc2019 cmd /c ver";
    let nerdctl = first(&format!("{run}\n{MISMATCH}\nPS C:\\> nerdctl info\n{kernel}"));
    assert!(nerdctl.cause == ImageOlder && !nerdctl.is_cluster());
    let node = first(&format!(
        "Name: w1\nSystem Info:\n  Kernel Version:             10.0.20348.2340\n  OS Image:  Windows Server 2022\n{run}\n{MISMATCH}"
    ));
    assert!(node.is_cluster());
}

#[test]
fn parentheses_go_on_with_the_sentence_above() {
    let host = |above: &str| {
        let found =
            first(&format!("{MISMATCH}\nIt's a.io/aspnet:4.8-windowsservercore-ltsc2022 {above}\n(10.0.17763.5329)."));
        found.host.and_then(|host| host.version).map(|version| version.to_string())
    };
    assert_eq!(host("on the old 2019 box").as_deref(), Some("10.0.17763.5329"));
    assert!(host("and its SDK").is_none());
}

#[test]
fn a_pod_of_another_row_is_not_the_one_that_failed() {
    let row = |pod: &str| {
        let text = format!(
            "24m Warning FailedMount {pod} Unable to attach or mount volumes: timed out waiting for the condition\n30m Normal Scheduled pod/web-2 Successfully assigned cje/web-2 to win-3"
        );
        answer(&text)[0].next.iter().any(|step| step.command.iter().any(|command| command.contains("web-1")))
    };
    assert!(row("pod/web-1"));
    assert!(!row("pod/web-2"));
}

#[test]
fn a_platform_that_docker_does_not_name() {
    let pull = |tag: &str| {
        let from = format!("Step 1/4 : FROM mcr.microsoft.com/windows/servercore:{tag}");
        first(&format!("{from}\nno matching manifest for unknown in the manifest list entries\nMicrosoft Windows [Version 10.0.17134.706]")).cause
    };
    assert_eq!(pull("1803"), LinuxEngine);
    let client = "Step 1/4 : FROM mcr.microsoft.com/windows/servercore:1803\nno matching manifest for unknown in the manifest list entries\n  - Windows Version: Windows 10 - Version 10.0.17134.706";
    assert_eq!(first(client).cause, LinuxEngine);
    assert_eq!(pull("ltsc2019"), ImageNewer);
}

#[test]
fn the_engine_is_slow_or_knows_its_options() {
    let cause = |line: &str| first(line).code;
    use wincompat::read::clue::ErrorCode::{StartTimedOut, TagMissing, TimedOut};
    assert_eq!(
        cause("Docker operation timed out. RequestUri=http://docker_engine/containers/sf-0/start"),
        StartTimedOut
    );
    assert_eq!(cause("Docker operation timed out. RequestUri=http://registry/v2/"), TimedOut);
    let options =
        first("docker: conflicting options: cannot attach both user-defined and non-user-defined network-modes.");
    assert!(
        options.title.contains("exclude each other") && !first("unknown flag: --isolatoin").title.contains("exclude")
    );
    let llb = "failed to solve: failed to create LLB definition:";
    assert_eq!(cause(&format!("{llb} mcr.microsoft.com/windows/servercore/iis:ltsc2016: not found")), TagMissing);
    assert_ne!(cause(&format!("{llb} dockerfile parse error line 3: not found")), TagMissing);
}

#[test]
fn a_line_of_json_keeps_what_came_of_it() {
    let line = |rest: &str| {
        first(&format!("{{\"ts\":1710234662123.4,\"caller\":\"kuberuntime_sandbox.go:72\",\"msg\":\"Failed to create sandbox for pod\"{rest}}}")).cause
    };
    let err = ",\"err\":\"rpc error: code = Unknown desc = failed to get sandbox image \\\"registry.k8s.io/pause:3.6\\\": no match for platform in manifest: not found\",\"pod\":\"shop/web-1\"";
    assert_eq!(line(err), SandboxImage);
    assert_ne!(line(",\"pod\":\"shop/web-1\""), SandboxImage);
}

#[test]
fn codes_and_platforms_are_read_in_any_language_and_form() {
    let denied = |reason: &str| {
        first(&format!(
            "container 0a encountered an error during CreateContainer: failure in a Windows system call: {reason}"
        ))
        .code
    };
    use wincompat::read::clue::ErrorCode::CreateDenied;
    assert_eq!(denied("Accès refusé. (0x5)"), CreateDenied);
    assert_ne!(denied("Accès refusé. (0x57)"), CreateDenied);
    let host = |platform: &str| {
        let found = first(&format!(
            "CannotPullContainerError: image Manifest does not contain descriptor matching platform '{platform}': a.io/shop:5"
        ));
        found.machine.map(|host| host.version.build)
    };
    assert_eq!(host("windows(10.0.20348)/amd64"), Some(20348));
    assert!(host("linux/amd64").is_none());
}

#[test]
fn what_a_version_is_compatible_with_is_no_image() {
    let images = |text: &str| wincompat::read::clue::read(text).images.len();
    assert_eq!(images("So even though the images are compatible with `10.0.22000` at runtime"), 0);
    assert_eq!(images("of the images `10.0.20348.169` isn't a prefix of `10.0.22000`."), 1);
    assert_eq!(images("the image is built for `10.0.22000` at runtime"), 1);
}
