//! `wincompat explain`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::{check, fixture, in_order, piped};

fn explained(text: &str, more: &[&str]) -> (Value, i32) {
    let args = [&["explain", "--today", "2026-08-23", "--json"], more].concat();
    let output = piped(&args, text);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (serde_json::from_slice(&output.stdout).expect("JSON"), output.status.code().expect("a status"))
}

#[test]
fn explain_tells_steps_other_ways_and_questions_apart() {
    let failed = "docker run mcr.microsoft.com/windows/servercore:ltsc2019 cmd\n\
        The container operating system does not match the host operating system. (0xc0370101)\n";
    let known = format!("{failed}Microsoft Windows [Version 10.0.20348.1787]\n");
    let text = |text: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wincompat"))
            .args(["explain", "--unicode"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("runs");
        child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("is read");
        String::from_utf8(child.wait_with_output().expect("ends").stdout).expect("UTF-8")
    };
    let steps = text(&known);
    assert!(steps.contains("\nDo this\n  1. ") && !steps.contains(". Or "), "{steps}");
    assert!(steps.contains("error      The container operating system does not match"), "{steps}");
    let open = text("The container operating system does not match the host operating system.\n");
    in_order(&open, &["\nTo be sure, run this and add its output to the text\n  ", "       cmd /c ver"]);
    assert!(!open.contains("1. Which"), "{open}");
}

#[test]
fn explain_judges_every_sample_that_can_be_judged() {
    let expected: BTreeMap<String, Value> = serde_json::from_str(&fixture("expected.json")).expect("JSON");
    for name in expected.keys() {
        let (report, status) = explained(&fixture(name), &[]);
        let nothing_failed = report["diagnosis"]["cause"] == "none";
        let outcome = match status {
            0 => "process",
            1 => report["outcome"].as_str().filter(|word| ["hyperv", "depends"].contains(word)).unwrap_or("unknown"),
            2 => "none",
            3 => "unknown",
            other => panic!("{name}: {other}"),
        };
        // Where something failed the cause decides, and it is never a success.
        assert!(report["outcome"] == outcome || !nothing_failed && status != 0, "{name}");
        assert_eq!(report["explanation"].is_null(), nothing_failed, "{name}");
        assert!(!nothing_failed || report["clues"]["error"] == "none", "{name}");
        let judged = report["process"]["support"].is_string();
        assert!(judged || status == 3 || !nothing_failed, "{name}");
        let text = piped(&["explain"], &fixture(name));
        assert_eq!(text.status.code(), Some(status), "{name}");
        assert!(!text.stdout.is_empty(), "{name}");
    }
    for (name, status) in [
        ("01-ver-english.txt", 3),
        ("10-build-image-newer-than-host.txt", 2),
        ("15-docker-images-table.txt", 3),
        ("20-describe-pod-shim-task-error.txt", 3),
        ("25-bccontainerhelper-2020.txt", 1),
        ("30-error-sentence-only.txt", 3),
    ] {
        assert_eq!(explained(&fixture(name), &[]).1, status, "{name}");
    }
}

#[test]
fn explain_prints_the_object_of_check_and_what_was_read() {
    let text = "docker run --isolation=process contoso/app:1\n\
        docker: Error response from daemon: a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host.";
    let (report, status) = explained(text, &[]);
    let (check, _) = check("10.0.17763", "10.0.20348", &[]);
    assert_eq!(status, 2);
    for field in ["host", "outcome", "process", "hyperv", "gates", "reasons"] {
        assert_eq!(report[field], check[field], "{field}");
    }
    assert_eq!(report["image"]["reference"], "contoso/app:1");
    assert_eq!(report["clues"]["isolation"], "process");
    assert_eq!(report["missing"], Value::Null);
    assert_eq!(report["caveats"], json!([]));
    assert_eq!(report["others"], json!([]));
    let explanation = &report["explanation"];
    for field in ["title", "means", "does_not_say", "source", "likely_cause"] {
        assert!(explanation[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
    }
    assert!(explanation["next"]["command"].is_string() && explanation["rules"].is_array(), "{explanation}");
}

#[test]
fn explain_asks_for_what_is_missing() {
    let (report, status) = explained("The container operating system does not match the host operating system.", &[]);
    assert_eq!(
        (status, &report["outcome"], &report["host"], &report["image"]),
        (3, &json!("unknown"), &Value::Null, &Value::Null)
    );
    assert_eq!(report["missing"]["command"], "cmd /c ver");
    assert!(report["explanation"]["means"].is_string());
    let (report, status) = explained("Microsoft Windows [Version 10.0.20348.1787]", &[]);
    assert_eq!((status, &report["host"]["release"], &report["explanation"]), (3, &json!("ws2022"), &Value::Null));
}

#[test]
fn explain_asks_with_the_engine_of_the_paste_but_not_with_its_isolation() {
    let failed = "docker run --isolation=process mcr.microsoft.com/windows/servercore:ltsc2019 cmd\n\
        The container operating system does not match the host operating system.\n\
        Microsoft Windows [Version 10.0.20348.1787]\n";
    let (report, status) = explained(failed, &[]);
    assert_eq!((status, &report["outcome"]), (1, &json!("hyperv")));
    assert!(report["advice"].as_array().expect("advice").iter().any(|advice| advice["id"] == "hyperv"), "{report}");
    assert_eq!(explained(failed, &["--isolation", "process"]).1, 2);
    assert_eq!(explained(failed, &["--engine", "kubernetes"]).1, 2);
    let nodes = "NAME    STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION     CONTAINER-RUNTIME\n\
        win-1   Ready    <none>   9d    v1.29.2   10.0.26.7     <none>        Windows Server 2022 Datacenter   10.0.20348.2340    containerd://1.7.13\n\
        win-2   Ready    <none>   9d    v1.29.2   10.0.26.8     <none>        Windows Server 2019 Datacenter   10.0.17763.5576    containerd://1.7.13\n\
        image: mcr.microsoft.com/windows/servercore:ltsc2019\n";
    let (report, status) = explained(nodes, &[]);
    assert_eq!((status, &report["outcome"]), (2, &json!("none")));
    let other = &report["others"][0];
    assert_eq!((&other["outcome"], &other["name"]), (&json!("process"), &json!("win-2")));
    assert_eq!(explained(nodes, &["--engine", "docker"]).1, 1);
}

/// What is known of one side alone is said.
#[test]
fn explain_says_what_half_a_question_tells() {
    let said = |text: &str| String::from_utf8(piped(&["explain", "--today", "2026-08-23"], text).stdout).expect("text");
    let nodes = |second: &str| {
        format!(
            "NAME    STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION     CONTAINER-RUNTIME\n\
             win-1   Ready    <none>   9d    v1.29.2   10.0.26.7     <none>        Windows Server 2022 Datacenter   10.0.20348.2340    containerd://1.7.13\n\
             win-2   Ready    <none>   9d    v1.29.2   10.0.26.8     <none>        Windows Server Datacenter        {second}    containerd://1.7.13\n"
        )
    };
    assert!(
        said(&nodes("10.0.20348.2340"))
            .contains("Windows Server 2022 runs mcr.microsoft.com/windows/servercore:ltsc2022")
    );
    assert!(!said(&nodes("10.0.17763.5576")).contains(" runs "));
    let image = "$ docker image inspect --format \"{{.OsVersion}}\" a.io/web:1\n10.0.20348.4405\n";
    assert!(
        said(image).contains("runs with process isolation on Windows Server 2025 and Windows Server 2022"),
        "{}",
        said(image)
    );
    let server = |os: &str| {
        format!(
            "Client:\n OS/Arch: windows/amd64\nServer: Docker Desktop 4.25.2 (129061)\n Engine:\n  Version: 24.0.6\n  OS/Arch: {os}/amd64\n"
        )
    };
    assert!(
        said(&server("linux")).contains("runs Linux containers") && !said(&server("windows")).contains("runs Linux")
    );
    assert!(
        said("PS> docker version -f \"{{.Server.Os}}/{{.Server.Version}}\"\nlinux/24.0.6\n")
            .contains("runs Linux containers")
    );
}

/// A workflow without an image is no question about a release of Windows.
/// What a person asks in words is answered, not taken apart.
#[test]
fn explain_answers_half_a_question_in_words() {
    let said =
        |text: &str| String::from_utf8(piped(&["explain", "--today", "2026-11-26"], text).stdout).expect("UTF-8");
    for (text, parts) in [
        (
            "is windows server 2016 still supported?",
            ["? Which image should run on Windows Server 2016?", "Updates until 2027-01-12, 47 days left.", "FROM "],
        ),
        (
            "which base image for AKS windows2022?",
            ["? Which image should run on Windows Server 2022?", "On AKS until 2028-06-30.", "servercore:ltsc2022"],
        ),
        (
            "does nanoserver:1809 still get updates?",
            [
                "? Which host should run nanoserver:1809?",
                "Built on Windows Server 2019 (build 17763).",
                "Where it runs",
            ],
        ),
    ] {
        in_order(&said(text), &parts);
    }
    let command = said("docker pull mcr.microsoft.com/windows/nanoserver:1809");
    assert!(command.starts_with("We found no error. Which host is this about?"), "{command}");
}

/// The isolation that a question asks for is asked, unlike that of a container that failed with it.
/// Both halves in the sentences of a person; versions alone may be those of anything.
#[test]
fn explain_judges_a_pair_that_a_person_names_in_passing() {
    let text = "The latest-nanoserver-sac2016 tag is old. Has support been removed?\n\nI would like to run the container on WS2016-LTSB.";
    let (explained, status) = explained(text, &[]);
    assert_eq!((explained["host"]["release"].as_str(), status), (Some("ws2016"), 1));
    let sdk = "Windows SDK version 10.0.19041.0\nTargetPlatformVersion=10.0.22000.0";
    assert_eq!(self::explained(sdk, &[]).1, 3);
}

#[test]
fn explain_asks_with_the_isolation_of_a_question() {
    for (text, outcome) in [
        ("ltsc2019 on server 2025", "hyperv"),
        ("ltsc2019 on server 2025 without Hyper-V", "none"),
        ("ltsc2019 on server 2025 with process isolation", "none"),
        ("ltsc2022 on server 2025 with Hyper-V isolation", "hyperv"),
        ("do I need Hyper-V isolation for ltsc2022 on server 2025?", "process"),
    ] {
        assert_eq!(explained(text, &[]).0["outcome"], outcome, "{text}");
    }
}

#[test]
fn explain_sends_a_job_to_fix() {
    let job =
        "jobs:\n  a:\n    runs-on: windows-2019\n    steps:\n    - run: docker build --build-arg TAG=ltsc2019 .\n";
    let said = |text: &str| String::from_utf8(piped(&["explain", "--unicode"], text).stdout).expect("UTF-8");
    let text = said(job);
    in_order(
        &text,
        &[
            "This is a job or a script that builds for Windows",
            "wincompat fix",
            "\nRead from the text\n  file       a job or a script for Windows",
        ],
    );
    assert!(!text.contains("perhaps") && !text.contains("Nothing recognized"), "{text}");
    let other = said(&job.replace("windows-2019", "ubuntu-24.04").replace("TAG=ltsc2019", "TAG=1"));
    assert!(!other.contains("wincompat fix"), "{other}");
}
