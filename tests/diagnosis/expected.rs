//! Every text of `tests/fixtures/field` and `tests/fixtures/negatives` is diagnosed as its `expected.json` says.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use regex::{Regex, RegexBuilder};
use serde_json::Value;

/// The folder of a collection.
pub fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The expectations of a collection by file.
pub fn expectations(name: &str) -> BTreeMap<String, Value> {
    let path = folder(name).join("expected.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the command line prints and how it exits.
pub fn explain(path: &PathBuf, options: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_wincompat"))
        .arg("explain")
        .arg(path)
        .args(["--today", "2026-11-26"])
        .args(options)
        .output()
        .expect("the command line runs");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code().unwrap_or(-1))
}

fn expression(pattern: &str, any_case: bool) -> Regex {
    RegexBuilder::new(pattern).case_insensitive(any_case).build().unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// Whether a value of the answer is one of those accepted.
fn is_one_of(value: &Value, accepted: &Value) -> bool {
    accepted.as_array().is_some_and(|accepted| accepted.contains(value))
}

/// What is wrong with an answer; empty where it is as expected.
fn faults(collection: &str, name: &str, expected: &Value) -> Vec<String> {
    let path = folder(collection).join(name);
    let (json, status) = explain(&path, &["--json"]);
    let answer: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}: {json}"));
    let (text, _) = explain(&path, &[]);
    let (verbose, _) = explain(&path, &["--verbose"]);
    let diagnosis = &answer["diagnosis"];
    let mut faults = Vec::new();
    let causes = if collection == "field" { &expected["diagnosis"]["cause"] } else { &expected["acceptable_causes"] };
    if !is_one_of(&diagnosis["cause"], causes) {
        faults.push(format!("cause {}, accepted {causes}", diagnosis["cause"]));
    }
    if collection == "field" {
        let image = &expected["diagnosis"]["image"];
        if !is_one_of(&diagnosis["image"], image) {
            faults.push(format!("image {}, accepted {image}", diagnosis["image"]));
        }
        let hosts = &expected["diagnosis"]["host"];
        let host = &diagnosis["host"];
        let none = host.is_null() || host["version"].is_null() && !is_one_of(&host["name"], hosts);
        if !(is_one_of(&host["name"], hosts)
            || is_one_of(&host["version"], hosts)
            || none && is_one_of(&Value::Null, hosts))
        {
            faults.push(format!("host {host}, accepted {hosts}"));
        }
        let also = expected["outcome_also"].as_array().cloned().unwrap_or_default();
        let outcome = &answer["outcome"];
        if !expected["outcome"].is_null() && *outcome != expected["outcome"] && !also.contains(outcome) {
            faults.push(format!("outcome {outcome}, expected {}", expected["outcome"]));
        }
    }
    for group in expected["says"].as_array().into_iter().flatten().filter_map(Value::as_array) {
        let said = group.iter().filter_map(Value::as_str).any(|pattern| expression(pattern, true).is_match(&text));
        if !said {
            faults.push(format!("does not say {group:?}"));
        }
    }
    for pattern in expected["never"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let expression = expression(pattern, collection == "field");
        for (form, answer) in [("text", &text), ("verbose text", &verbose)] {
            if let Some(found) = expression.find(answer) {
                faults.push(format!("the {form} says {:?}", found.as_str()));
            }
        }
    }
    if diagnosis["cause"] != "none" && status == 0 {
        faults.push("it failed, and the exit status is 0".to_owned());
    }
    if text.lines().count() > 24 {
        faults.push(format!("the text has {} lines: more than a screen", text.lines().count()));
    }
    faults
}

#[track_caller]
fn all_as_expected(collection: &str) {
    let mut wrong = String::new();
    for (name, expected) in expectations(collection) {
        // Files for `fix` are tested there.
        if expected["fix_only"] == true {
            continue;
        }
        let faults = faults(collection, &name, &expected);
        if !faults.is_empty() {
            wrong += &format!("{name}\n  {}\n", faults.join("\n  "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn field_cases_are_answered_as_expected() {
    all_as_expected("field");
}

#[test]
fn what_is_not_about_versions_is_said_to_be_something_else() {
    all_as_expected("negatives");
}
