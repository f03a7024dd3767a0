//! `wincompat fix --check --format …`: what a pipeline gets.
#![cfg(not(target_arch = "wasm32"))]

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

const DOCKERFILE: &str = "# für Jörg: “alt”\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\nRUN echo hi\n";
const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n  - name: shop\n    image: mcr.microsoft.com/windows/nanoserver:1809\n";
const FITS: &str = "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n";
const BY_HAND: &str = "FROM registry.example.com/app:1\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("findings").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        for (path, text) in files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        Self(folder)
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wincompat"));
        command.args(["fix", "--host", "ws2022", "--today", "2026-08-23"]).args(args).current_dir(&self.0);
        command.output().expect("runs")
    }

    fn check(&self, format: &str, more: &[&str]) -> (Option<i32>, String) {
        let output = self.run(&[&["--check", "--unicode", "--format", format], more].concat());
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    }

    fn sarif(&self, more: &[&str]) -> Value {
        let (_, text) = self.check("sarif", more);
        let report = serde_json::from_str(&text).expect("JSON");
        let schema = serde_json::from_str(include_str!("vectors/sarif-2.1.0.schema.json")).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let errors: Vec<String> =
            validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        report
    }
}

fn results(report: &Value) -> &Vec<Value> {
    report["runs"][0]["results"].as_array().expect("results")
}

#[test]
fn lines_as_compilers_write_them() {
    let folder =
        Folder::new("text", &[("docker/Dockerfile", DOCKERFILE), ("k8s/pod.yaml", POD), ("ok/Dockerfile", FITS)]);
    let (status, text) = folder.check("text", &["."]);
    assert_eq!(status, Some(1));
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("docker/Dockerfile:2: error: "), "{text}");
    assert!(lines[0].contains("ltsc2022") && lines[0].ends_with(']'), "{text}");
    assert!(text.contains("k8s/pod.yaml:8: error: "), "{text}");
    assert!(!text.contains("ok/Dockerfile:"), "{text}");
    assert!(lines.last().is_some_and(|last| last.ends_with(" in 3 files")), "{text}");
}

/// The version of .NET Framework and the word for the Windows are two edits of one name.
#[test]
fn a_name_that_changes_twice_is_one_finding() {
    let text = "FROM mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019\n";
    let folder = Folder::new("twice", &[("Dockerfile", text)]);
    let (_, found) = folder.check("text", &["Dockerfile"]);
    assert!(found.ends_with("\n1 finding in 1 file\n"), "{found}");
    assert!(
        found.contains("-ltsc2019 → mcr.microsoft.com/dotnet/framework/sdk:4.8.1-windowsservercore-ltsc2022"),
        "{found}"
    );
    let (_, found) = folder.check("github", &["Dockerfile"]);
    assert_eq!(found.lines().count(), 1, "{found}");
    assert_eq!(results(&folder.sarif(&["Dockerfile"])).len(), 2, "each edit can be applied");
}

#[test]
fn nothing_to_do_is_status_0_and_places_for_people_are_1() {
    let fits = Folder::new("fits", &[("Dockerfile", FITS)]);
    assert_eq!(fits.check("text", &["Dockerfile"]), (Some(0), "0 findings in 1 file\n".to_owned()));
    let open = Folder::new("open", &[("Dockerfile", BY_HAND)]);
    let (status, text) = open.check("text", &["Dockerfile"]);
    assert!(status == Some(1) && text.starts_with("Dockerfile:1: warning: "), "{text}");
}

#[test]
fn annotations_stand_at_their_lines() {
    let folder = Folder::new("github", &[("my app/Dockerfile", DOCKERFILE), ("open/Dockerfile", BY_HAND)]);
    let (status, text) = folder.check("github", &["."]);
    assert_eq!(status, Some(1));
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("::error file=my app/Dockerfile,line=2,title=wincompat R"), "{text}");
    assert!(
        lines.iter().any(|line| line.starts_with("::warning file=open/Dockerfile,line=1,title=wincompat by-hand::"))
    );
    assert!(lines.iter().all(|line| line.starts_with("::")), "{text}");
}

#[test]
fn sarif_is_sarif() {
    let broken = POD.replace("    image", "   image");
    let files = [
        ("a/Dockerfile", DOCKERFILE),
        ("b c/pod.yaml", POD),
        ("d/bad.yaml", broken.as_str()),
        ("e/Dockerfile", BY_HAND),
    ];
    let report = Folder::new("sarif", &files).sarif(&["."]);
    let rules: Vec<&str> = results(&report).iter().filter_map(|result| result["ruleId"].as_str()).collect();
    assert!(rules.contains(&"not-read") && rules.contains(&"by-hand"), "{rules:?}");
    for result in results(&report) {
        let rule =
            &report["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    let uris: Vec<&Value> = results(&report)
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert!(uris.contains(&&Value::from("b%20c/pod.yaml")), "{uris:?}");
    let clean = Folder::new("sarif-clean", &[("Dockerfile", FITS)]).sarif(&["Dockerfile"]);
    assert!(results(&clean).is_empty());
}

/// What SARIF proposes is what fix writes.
#[test]
fn its_replacements_are_those_of_fix() {
    for (name, text) in [("Dockerfile", DOCKERFILE), ("pod.yaml", POD), ("crlf.yaml", &POD.replace('\n', "\r\n"))] {
        let folder = Folder::new(&format!("replacements-{name}"), &[(name, text)]);
        let report = folder.sarif(&[name]);
        let mut changes: Vec<(usize, usize, String)> =
            results(&report).iter().filter_map(|result| change(text, result)).collect();
        assert!(!changes.is_empty());
        // From the end, so that places stay where they are; at one place the first comes first.
        changes.reverse();
        changes.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
        let mut fixed = text.to_owned();
        for (start, end, content) in changes {
            fixed.replace_range(start..end, &content);
        }
        assert_eq!(fixed, String::from_utf8(folder.run(&[name]).stdout).expect("UTF-8"), "{name}");
    }
}

fn change(text: &str, result: &Value) -> Option<(usize, usize, String)> {
    let replacement = result.pointer("/fixes/0/artifactChanges/0/replacements/0")?;
    let region = &replacement["deletedRegion"];
    let place = |line: &str, column: &str| {
        let (line, column) = (region[line].as_u64()? as usize, region[column].as_u64()? as usize);
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        Some(start + text[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>())
    };
    let content = replacement["insertedContent"]["text"].as_str()?.to_owned();
    Some((place("startLine", "startColumn")?, place("endLine", "endColumn")?, content))
}

#[test]
fn formats_are_for_checking() {
    let folder = Folder::new("usage", &[("Dockerfile", FITS)]);
    assert_eq!(folder.run(&["--format", "sarif", "Dockerfile"]).status.code(), Some(64));
    assert_eq!(folder.run(&["--check", "--format", "xml", "Dockerfile"]).status.code(), Some(64));
}

#[test]
fn a_report_goes_into_a_file() {
    let folder = Folder::new("file", &[("Dockerfile", DOCKERFILE)]);
    let output = folder.run(&["--check", "--format", "sarif", "-o", "report.sarif", "Dockerfile"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let report: Value =
        serde_json::from_slice(&std::fs::read(folder.0.join("report.sarif")).expect("written")).expect("JSON");
    assert_eq!(report["version"], "2.1.0");
}

#[test]
fn a_fixed_file_keeps_its_encoding_with_output() {
    let folder = Folder::new("encoding", &[]);
    std::fs::create_dir_all(&folder.0).expect("a folder");
    std::fs::write(
        folder.0.join("Dockerfile"),
        b"# f\xfcr J\xf6rg\r\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\r\n",
    )
    .expect("a file");
    assert_eq!(folder.run(&["Dockerfile", "-o", "Dockerfile"]).status.code(), Some(0));
    let expected = b"# f\xfcr J\xf6rg\r\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\r\n";
    assert_eq!(std::fs::read(folder.0.join("Dockerfile")).expect("there"), expected);
}
