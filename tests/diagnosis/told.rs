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
        let hinted = found.text.contains("According to “");
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
        assert!(found.text.contains("“The request is not supported”"), "{fact}{}", found.text);
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
