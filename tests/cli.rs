//! The command line from outside: what it prints and how it exits.
#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output};

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
        &["check", "--host", "ws2022"],
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
    let text = String::from_utf8(wincompat(&["matrix"]).stdout).expect("UTF-8");
    assert!(
        text.contains("Windows Server 2022") && text.contains("◆ Hyper-V") && text.contains("◐ dev/test"),
        "{text}"
    );
}

#[test]
fn text_says_the_same_as_json() {
    let output = wincompat(&["check", "--host", "ws2022", "--image", "ltsc2019"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for part in
        ["◆ Runs only with Hyper-V isolation", "R5", "FROM mcr.microsoft.com/windows/servercore:ltsc2022", "2025-09-17"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}
