//! The command line from outside: what it prints and how it exits.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn wincompat(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wincompat")).args(args).output().expect("runs")
}

fn check(host: &str, image: &str, more: &[&str]) -> (Value, i32) {
    let mut args = vec!["check", "--host", host, "--image", image, "--today", "2026-08-23", "--json"];
    args.extend(more);
    let output = wincompat(&args);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (serde_json::from_slice(&output.stdout).expect("JSON"), output.status.code().expect("a status"))
}

#[test]
fn check_prints_the_object_of_the_contract() {
    let (report, status) = check("10.0.17763.973", "ltsc2022", &[]);
    assert_eq!(status, 2);
    assert_eq!(report["host"], json!({"version": "10.0.17763.973", "release": "ws2019", "kind": "server"}));
    assert_eq!(report["image"], json!({"reference": null, "version": "10.0.20348", "release": "ltsc2022"}));
    assert_eq!(report["outcome"], "none");
    assert_eq!(report["process"], json!({"support": "unsupported", "reasons": ["R4"]}));
    assert_eq!(report["hyperv"], json!({"support": "unsupported", "reasons": ["R4"]}));
    assert_eq!(report["gates"]["documented"]["edition"], "2025-09-17");
    assert_eq!(report["gates"]["documented"]["process"], false);
    assert_eq!(report["gates"]["docker_pull"], false);
    assert_eq!(report["gates"]["containerd"], json!({"a": false, "b": false, "c": false}));
    assert_eq!(report["reasons"][0]["id"], "R4");
    assert!(report["reasons"][0]["source"].as_str().expect("source").starts_with("https://"));
    assert_eq!(
        report["from"][0],
        json!({
            "repository": "mcr.microsoft.com/windows/servercore",
            "tag": "ltsc2019",
            "pinned": ["1809-KB4534273", "10.0.17763.973"]
        })
    );
    assert_eq!(report["advice"][0]["id"], "rebuild");
    assert!(report["notices"].as_array().expect("notices").iter().any(|notice| notice["id"] == "behind"));
}

#[test]
fn colours_where_they_are_seen() {
    let colours = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wincompat"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        let output = command.args(args).envs(variables.iter().copied()).output().expect("runs");
        output.stdout.contains(&0x1b) || output.stderr.contains(&0x1b)
    };
    let check = ["check", "--host", "ws2022", "--image", "ltsc2019"];
    let forced = [("CLICOLOR_FORCE", "1")];
    assert!(colours(&check, &forced));
    assert!(!colours(&check, &[]), "a pipe");
    assert!(!colours(&check, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colours(&[&check[..], &["--json"]].concat(), &forced));
    assert!(!colours(&["export"], &forced));
    assert!(colours(&["matrix", "--unicode"], &forced));
}

#[test]
fn the_exit_status_is_the_answer() {
    for (host, image, more, outcome, status) in [
        ("ws2022", "ltsc2022", &[][..], "process", 0),
        ("ws2022", "ltsc2019", &[], "hyperv", 1),
        ("ws2016", "ltsc2016", &[], "depends", 1),
        ("ws2019", "ltsc2022", &[], "none", 2),
        ("ws2022", "ltsc2019", &["--no-hyperv"], "none", 2),
        ("ws2022", "ltsc2019", &["--engine", "kubernetes"], "none", 2),
        ("ws2022", "ltsc2019", &["--isolation", "process"], "none", 2),
        ("ws2022", "ltsc2022", &["--isolation", "hyperv"], "hyperv", 1),
        ("10.0.27999", "ltsc2019", &[], "unknown", 3),
        ("ws2022", "contoso/app:1.0", &[], "unknown", 3),
        ("17763", "17763", &["--kind", "client"], "process", 0),
    ] {
        let (report, code) = check(host, image, more);
        assert_eq!((report["outcome"].as_str(), code), (Some(outcome), status), "{host} {image} {more:?}");
    }
}

#[test]
fn support_ends_are_notices_that_depend_on_the_day() {
    let ids = |today: &str| {
        let output = wincompat(&["check", "--host", "ws2016", "--image", "ltsc2016", "--today", today, "--json"]);
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        report["notices"]
            .as_array()
            .expect("notices")
            .iter()
            .map(|n| n["id"].as_str().expect("id").to_owned())
            .collect::<Vec<_>>()
    };
    assert!(!ids("2021-06-01").iter().any(|id| id.ends_with("support") || id.starts_with("mainstream")));
    assert!(ids("2024-06-01").contains(&"mainstream-ended".to_owned()));
    assert!(ids("2027-06-01").contains(&"end-of-support".to_owned()));
}

#[test]
fn bad_input_is_a_message_and_nothing_else() {
    for args in [
        &["check", "--host", "nonsense", "--image", "ltsc2022"][..],
        &["check", "--host", "ws2022", "--image", "UPPER CASE"],
        &["check", "--host", "10.0.99999", "--image", "ltsc2022"],
        &["check"],
        &["check", "17763"],
        &["check", "ws2022", "ltsc2022", "ltsc2019"],
        &["check", "--host", "ws2022", "ws2019", "ltsc2022"],
        &["check", "ws2022", "--online"],
        &["check", "--host", "ws2022", "--image", "ltsc2022", "--today", "yesterday"],
        &["check", "--host", "ws2022", "--image", "ltsc2022", "--engine", "podman"],
        &["nothing"],
        &[],
    ] {
        let output = wincompat(args);
        assert_eq!(output.status.code(), Some(64), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn help_and_version_are_not_errors() {
    for args in [&["--help"][..], &["--version"], &["check", "--help"]] {
        let output = wincompat(args);
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(0), false), "{args:?}");
    }
}

#[test]
fn the_matrix_has_every_cell_and_agrees_with_check() {
    let output = wincompat(&["matrix", "--json"]);
    let matrix: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let cells = matrix["cells"].as_array().expect("cells");
    assert_eq!(
        cells.len(),
        matrix["hosts"].as_array().expect("hosts").len() * matrix["images"].as_array().expect("images").len()
    );
    for cell in cells.iter().step_by(37) {
        let (report, _) = check(cell["host"].as_str().expect("host"), cell["image"].as_str().expect("image"), &[]);
        assert_eq!(report["outcome"], cell["outcome"], "{cell}");
        assert_eq!(report["process"]["support"], cell["process"], "{cell}");
    }
    let text = String::from_utf8(wincompat(&["matrix", "--unicode"]).stdout).expect("UTF-8");
    assert!(
        text.contains("Windows Server 2022") && text.contains("◆ Hyper-V") && text.contains("◐ dev/test"),
        "{text}"
    );
}

fn shown(args: &[&str]) -> (String, i32) {
    let output = wincompat(&[args, &["--unicode"]].concat());
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code().expect("a status"))
}

#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is not there, or not in this order: {text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn text_says_the_same_as_json() {
    let check = ["check", "ws2022", "ltsc2019", "--today", "2026-08-23"];
    let (text, status) = shown(&check);
    assert_eq!(status, 1);
    in_order(
        &text,
        &[
            "◆ ltsc2019 on Windows Server 2022: only with Hyper-V isolation\n",
            "docker run --rm --isolation=hyperv ",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
            "image      10.0.17763",
            "process    ✖",
            "Hyper-V    ✔",
            "--verbose",
        ],
    );
    assert!(text.lines().count() <= 24 && !text.contains("https://"), "it fits a screen: {text}");
    let (all, _) = shown(&[&check[..], &["--verbose"]].concat());
    for part in
        ["◆ ltsc2019 on Windows Server 2022", "R5", "2025-09-17", "servercore:ltsc2022-KB", "nested virtualization"]
    {
        assert!(all.contains(part), "{part} in {all}");
    }
}

#[test]
fn check_fits_a_screen_and_names_the_readers_own_image() {
    let aspnet = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019";
    let (text, _) = shown(&["check", "w11-24h2", aspnet]);
    assert!(text.contains("runs with Hyper-V isolation, Docker’s default there"), "{text}");
    assert!(
        text.contains("Rebuild on aspnet:4.8.1-windowsservercore-ltsc2025") && !text.contains("servercore:"),
        "{text}"
    );
    for host in ["ws2016", "ws2019", "ws2022", "ws2025", "w10-22h2", "w11-25h2"] {
        for image in ["ltsc2016", "ltsc2019", "ltsc2022", "ltsc2025", aspnet, "nginx", "a.example/web:1"] {
            let (text, _) = shown(&["check", host, image]);
            assert!(text.lines().count() <= 24, "{host} {image}: {text}");
            assert!(text.lines().next().is_some_and(|line| line.contains(" on Windows ")), "{text}");
        }
    }
}

#[test]
fn an_image_that_does_not_say_its_windows_is_asked_by_name() {
    let (text, status) = shown(&["check", "ws2022", "myacr.azurecr.io/so99:860"]);
    assert_eq!(status, 3);
    in_order(
        &text,
        &[
            "docker image inspect --format \"{{.OsVersion}}\" myacr.azurecr.io/so99:860",
            "check again with --image",
            "--online",
        ],
    );
    let (text, status) = shown(&["check", "--image", "myacr.azurecr.io/so99:860"]);
    assert!(
        status == 3 && text.contains("docker image inspect --format \"{{.OsVersion}}\" myacr.azurecr.io/so99:860"),
        "{text}"
    );
}

#[test]
fn a_near_miss_is_one_line() {
    for args in [
        &["check", "ws2022", "ltsc2109"][..],
        &["check", "ltsc2109"],
        &["check", "--host", "ws2022", "--image", "ltsc2109"],
    ] {
        assert_eq!(shown(args), ("? We don’t know “ltsc2109”. Did you mean ltsc2019?\n".to_owned(), 3), "{args:?}");
    }
    let output = wincompat(&["check", "ws2202", "ltsc2022"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), said.lines().count()), (Some(64), 1));
    assert!(said.contains("Did you mean ws2022"), "{said}");
}

#[test]
fn half_a_question_is_answered() {
    let (host, status) = shown(&["check", "--host", "ws2022", "--today", "2026-08-23"]);
    assert_eq!(status, 3);
    in_order(
        &host,
        &[
            "? Which image should run on Windows Server 2022?\n",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
            "✔ ltsc2022  runs with process isolation",
            "◆ ltsc2019  only with Hyper-V isolation",
        ],
    );
    assert!(!host.contains("1903") && shown(&["check", "ws2022", "--verbose"]).0.contains("1903"), "{host}");
    let (image, status) = shown(&["check", "ltsc2022", "--today", "2026-08-23"]);
    assert_eq!(status, 3);
    in_order(
        &image,
        &[
            "? Which host should run ltsc2022?\n",
            "✔ Windows Server 2025 ",
            "✔ Windows Server 2022 ",
            "✖ Windows Server 2019 ",
        ],
    );
    let (cluster, _) = shown(&["check", "ltsc2019", "--engine", "aks"]);
    assert!(cluster.contains("✖ Windows Server 2022 ") && !cluster.contains('◆'), "{cluster}");
    let (linux, status) = shown(&["check", "--image", "nginx"]);
    assert!(status == 3 && linux.contains("Linux") && !linux.contains("Windows Server 2022"), "{linux}");
}

#[test]
fn half_a_question_has_an_object_too() {
    let report = |args: &[&str]| -> Value {
        let output = wincompat(&[&["check", "--json"], args].concat());
        assert_eq!(output.status.code(), Some(3));
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let host = report(&["--host", "ws2022"]);
    assert_eq!(
        (&host["outcome"], &host["host"]["release"], &host["image"]),
        (&json!("unknown"), &json!("ws2022"), &Value::Null)
    );
    assert_eq!(host["from"][0]["tag"], "ltsc2022");
    let pairs = host["pairs"].as_array().expect("pairs");
    assert!(pairs.contains(&json!({"host": null, "image": "ltsc2019", "outcome": "hyperv"})), "{host}");
    let image = report(&["ltsc2022"]);
    assert_eq!(
        (&image["host"], &image["image"]["release"], &image["from"]),
        (&Value::Null, &json!("ltsc2022"), &json!([]))
    );
    let pairs = image["pairs"].as_array().expect("pairs");
    assert!(pairs.contains(&json!({"host": "ws2025", "image": null, "outcome": "process"})), "{image}");
}

#[test]
fn two_words_are_a_host_and_an_image() {
    let named = shown(&["check", "--host", "ws2022", "--image", "ltsc2019"]);
    for args in [
        &["check", "ws2022", "ltsc2019"][..],
        &["check", "ltsc2019", "ws2022"],
        &["check", "--host", "ws2022", "ltsc2019"],
        &["check", "ws2022", "--image", "ltsc2019"],
    ] {
        assert_eq!(shown(args), named, "{args:?}");
    }
}

#[test]
fn every_help_has_examples_that_are_understood() {
    for command in ["check", "read", "explain", "matrix", "fix", "fleet", "inspect", "collect", "export", "completions"]
    {
        let help = String::from_utf8(wincompat(&[command, "--help"]).stdout).expect("UTF-8");
        let (_, examples) = help.split_once("Examples:").unwrap_or_else(|| panic!("{command}: {help}"));
        let lines: Vec<&str> = examples.lines().skip(1).take_while(|line| line.starts_with("  ")).collect();
        assert!(!lines.is_empty(), "{command}");
        for line in lines {
            let ours = line.rsplit("| ").next().expect("a command").trim();
            let words: Vec<&str> = ours.split_whitespace().skip(1).take_while(|word| *word != ">>").collect();
            assert!(ours.starts_with("wincompat ") && words.contains(&command), "{line}");
            // With help asked for, only what can’t be parsed is an error.
            let unknown = wincompat(&[&words[..], &["--no-such-option"]].concat());
            let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
            assert!(said.contains("'--no-such-option'"), "{line}: {said}");
        }
    }
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

/// Runs with a text on standard input.
fn piped(args: &[&str], text: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wincompat"));
    let mut child =
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("is read");
    child.wait_with_output().expect("ends")
}

fn explained(text: &str, more: &[&str]) -> (Value, i32) {
    let args = [&["explain", "--today", "2026-08-23", "--json"], more].concat();
    let output = piped(&args, text);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (serde_json::from_slice(&output.stdout).expect("JSON"), output.status.code().expect("a status"))
}

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new("tests/fixtures").join(name)).expect(name)
}

fn unordered(mut value: Value) -> Value {
    for list in ["hosts", "images"] {
        value[list].as_array_mut().expect(list).sort_by_key(Value::to_string);
    }
    value
}

#[test]
fn read_prints_what_every_sample_says() {
    let expected: BTreeMap<String, Value> = serde_json::from_str(&fixture("expected.json")).expect("JSON");
    for (name, expected) in expected {
        let path = format!("tests/fixtures/{name}");
        let output = wincompat(&["read", &path, "--json"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        let mut found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!(found.as_object_mut().expect("an object").remove("spans").is_some_and(|spans| spans.is_array()));
        assert_eq!(unordered(found), unordered(expected), "{name}");
    }
}

#[test]
fn read_takes_standard_input_and_says_when_there_is_nothing() {
    let nothing =
        json!({"hosts": [], "images": [], "error": "none", "container": null, "isolation": null, "spans": []});
    for text in ["", "good morning", "\0\u{feff}\n"] {
        let output = piped(&["read", "--json"], text);
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!((output.status.code(), found), (Some(0), nothing.clone()), "{text:?}");
        let output = piped(&["read", "-"], text);
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("Nothing recognized."), "{text:?}");
    }
    let utf16: Vec<u8> =
        "\u{feff}Microsoft Windows [Version 10.0.20348.1787]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let path = std::env::temp_dir().join("wincompat-utf16.txt");
    fs::write(&path, utf16).expect("writes");
    let output = wincompat(&["read", path.to_str().expect("a path")]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "host       10.0.20348.1787\n");
}

#[test]
fn a_file_that_is_not_there_is_bad_input() {
    for command in ["read", "explain"] {
        let output = wincompat(&[command, "tests/fixtures/none.txt"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(64), 0));
        assert!(String::from_utf8_lossy(&output.stderr).contains("none.txt"));
    }
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

#[test]
fn a_host_can_be_any_text_that_names_one() {
    for text in ["Microsoft Windows [Version 10.0.20348.1787]", "\r\nMicrosoft Windows [Version 10.0.20348.1787]\r\n"] {
        assert_eq!(check(text, "ltsc2019", &[]).0["host"]["version"], "10.0.20348.1787");
    }
    let winver = "Windows 10 Version 1809 (OS Build 17763.2565)";
    assert_eq!(check(winver, "ltsc2019", &[]).0["host"]["kind"], "client");
    assert_eq!(check(winver, "ltsc2019", &["--kind", "server"]).0["host"]["kind"], "server");
    let two = "[Version 10.0.20348.1] [Version 10.0.17763.1]: Microsoft Windows [Version 10.0.20348.1]\nMicrosoft Windows [Version 10.0.17763.1]";
    for (text, told) in [("nonsense", "the output of cmd /c ver"), (two, "this can be 10.0.20348.1, 10.0.17763.1")] {
        let output = wincompat(&["check", "--host", text, "--image", "ltsc2019"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(64), 0));
        assert!(String::from_utf8_lossy(&output.stderr).contains(told), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
