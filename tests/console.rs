//! How the command line behaves at a console and in pipes: characters, files, help, and what it knows of the machine.
#![cfg(not(target_arch = "wasm32"))]

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

/// Without a locale, so that the machine of the test does not decide.
fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wincompat"));
    command.args(args).env_remove("LC_ALL").env_remove("LC_CTYPE").env_remove("LANG");
    command
}

fn run(args: &[&str]) -> Output {
    command(args).output().expect("runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn stdout(args: &[&str]) -> String {
    text(&run(args).stdout)
}

/// A folder of one test, empty at first.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("console").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

const CHECK: [&str; 7] = ["check", "--host", "ws2022", "--image", "ltsc2019", "--today", "2026-08-23"];

#[test]
fn ascii_replaces_marks_and_quotes() {
    let plain = stdout(&[&CHECK[..], &["--unicode"]].concat());
    let ascii = stdout(&[&CHECK[..], &["--ascii"]].concat());
    assert!(plain.starts_with("◆ ") && plain.contains('’'), "{plain}");
    assert!(ascii.starts_with("~ ") && ascii.is_ascii(), "{ascii}");
    assert_eq!(plain.lines().count(), ascii.lines().count());
    assert!(stdout(&["matrix", "--ascii"]).is_ascii());
}

#[cfg(unix)]
#[test]
fn a_locale_without_unicode_is_believed() {
    let shown = |locale: &str| text(&command(&CHECK).env("LANG", locale).output().expect("runs").stdout);
    assert!(shown("de_DE.ISO-8859-1").is_ascii());
    assert!(!shown("de_DE.UTF-8").is_ascii());
    let help = command(&["check", "--help"]).env("LANG", "de_DE.ISO-8859-1").output().expect("runs");
    assert!(help.stdout.is_ascii() && help.status.code() == Some(0));
}

#[test]
fn json_in_ascii_is_the_same_json() {
    let folder = folder("json");
    let file = folder.join("error.txt");
    std::fs::write(&file, "The container operating system does not match the host operating system.").expect("a file");
    let value = |more: &[&str]| -> (bool, Value) {
        let output = run(&[&["explain", file.to_str().expect("a path"), "--json"], more].concat()).stdout;
        (output.is_ascii(), serde_json::from_slice(&output).expect("JSON"))
    };
    let ((plain_is_ascii, plain), (is_ascii, ascii)) = (value(&["--unicode"]), value(&["--ascii"]));
    assert!(is_ascii && !plain_is_ascii);
    assert_eq!(plain, ascii);
    assert!(stdout(&["export", "--ascii"]).is_ascii());
}

#[test]
fn the_content_of_a_file_is_never_changed() {
    let folder = folder("content");
    let file = folder.join("Dockerfile");
    std::fs::write(&file, "# Größe: “für” Jörg – ✔\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\n")
        .expect("a file");
    let fixed = stdout(&["fix", "--host", "ws2022", "--ascii", file.to_str().expect("a path")]);
    assert_eq!(fixed, "# Größe: “für” Jörg – ✔\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n");
}

#[test]
fn output_goes_into_a_file_as_it_is() {
    let folder = folder("output");
    let file = folder.join("answer.txt");
    let path = file.to_str().expect("a path");
    let output = run(&[&CHECK[..], &["--ascii", "-o", path]].concat());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert_eq!(text(&std::fs::read(&file).expect("written")), stdout(&[&CHECK[..], &["--unicode"]].concat()));
    let nowhere = folder.join("no/such/folder/x");
    let refused = run(&["matrix", "--unicode", "--output", nowhere.to_str().expect("a path")]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(64), 0));
    assert!(text(&refused.stderr).starts_with("wincompat: can’t write "), "{}", text(&refused.stderr));
}

#[test]
fn a_file_may_be_read_and_written_at_once() {
    let folder = folder("at-once");
    let file = folder.join("Dockerfile");
    std::fs::write(&file, "FROM mcr.microsoft.com/windows/nanoserver:1809\n").expect("a file");
    let path = file.to_str().expect("a path");
    assert_eq!(run(&["fix", "--host", "ws2022", path, "-o", path]).status.code(), Some(0));
    assert_eq!(text(&std::fs::read(&file).expect("there")), "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n");
}

#[test]
fn windows_words_for_help() {
    for args in [&["/?"][..], &["-?"], &["fix", "/?"]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(text(&output.stdout).contains("Usage:"), "{args:?}");
    }
}

#[test]
fn ver_is_asked_for_in_words_that_both_shells_know() {
    let error = "The container operating system does not match the host operating system. (0xc0370101)";
    let folder = folder("ver");
    let file = folder.join("error.txt");
    std::fs::write(&file, error).expect("a file");
    assert!(stdout(&["explain", file.to_str().expect("a path")]).contains("cmd /c ver"));
    let refused = text(&run(&["check", "--host", "xp", "--image", "ltsc2022"]).stderr);
    assert!(refused.contains("the output of cmd /c ver"), "{refused}");
}

#[cfg(not(windows))]
#[test]
fn this_machine_is_no_host_elsewhere() {
    for word in ["this", "localhost"] {
        let output = run(&["check", "--host", word, "--image", "ltsc2022"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(64), 0));
        let expected =
            format!("wincompat: --host {word}: this machine doesn’t run Windows. Name the host, such as ws2022");
        assert!(text(&output.stderr).starts_with(&expected), "{}", text(&output.stderr));
    }
}

#[cfg(windows)]
#[test]
fn this_machine_is_what_its_registry_says() {
    let key = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    let query = Command::new("reg").args(["query", key, "/v", "CurrentBuild"]).output().expect("runs").stdout;
    let build = text(&query).split_whitespace().last().expect("a build").to_owned();
    let output = run(&["check", "--host", "this", "--image", "ltsc2022", "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let version = report["host"]["version"].as_str().expect("a version");
    assert_eq!(version.split('.').nth(2), Some(build.as_str()), "{version}");
}

#[cfg(windows)]
#[test]
fn patterns_are_replaced_by_the_files_they_fit() {
    let folder = folder("patterns");
    for (name, image) in [("a.yaml", "ltsc2019"), ("b.yaml", "ltsc2022")] {
        let pod =
            format!("kind: Pod\nspec: {{containers: [{{image: 'mcr.microsoft.com/windows/nanoserver:{image}'}}]}}\n");
        std::fs::write(folder.join(name), pod).expect("a file");
    }
    let run =
        |pattern: &str| command(&["fleet", pattern, "--target", "ws2022"]).current_dir(&folder).output().expect("runs");
    let found = text(&run("*.yaml").stdout);
    assert!(found.contains("1809") || found.contains("ltsc2019") && found.contains("ltsc2022"), "{found}");
    assert!(text(&run("*.txt").stderr).contains("*.txt: no file matches"));
}

#[cfg(windows)]
#[test]
fn pipes_get_marks_that_any_code_page_has() {
    assert!(stdout(&CHECK).is_ascii(), "{}", stdout(&CHECK));
    assert!(stdout(&["--help"]).is_ascii());
}

#[test]
fn what_to_collect_is_one_line_for_its_shell() {
    let powershell = stdout(&["collect", "--powershell"]);
    let kubectl = stdout(&["collect", "--kubectl"]);
    for line in [&powershell, &kubectl] {
        assert_eq!(line.lines().count(), 1);
        parses(&tree_sitter_powershell::LANGUAGE.into(), line);
    }
    parses(&tree_sitter_bash::LANGUAGE.into(), &kubectl);
}

#[track_caller]
fn parses(language: &tree_sitter::Language, text: &str) {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(language).expect("the language");
    let tree = parser.parse(text, None).expect("a tree");
    assert!(!tree.root_node().has_error(), "{text}\n{}", tree.root_node().to_sexp());
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let commands = ["check", "read", "explain", "matrix", "fix", "fleet", "inspect", "collect", "export"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&["completions", shell]);
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
    }
    let manual = stdout(&["man"]);
    assert!(manual.starts_with(".ie") || manual.contains(".TH wincompat"), "{manual}");
    assert!(commands.iter().all(|command| manual.contains(command)), "{manual}");
}
