//! What holds for every command.

use std::path::Path;
use std::process::Command;

use crate::wincompat;

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
fn a_file_that_is_not_there_is_bad_input() {
    for command in ["read", "explain"] {
        let output = wincompat(&[command, "tests/fixtures/none.txt"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(64), 0));
        assert!(String::from_utf8_lossy(&output.stderr).contains("none.txt"));
    }
}

/// `cargo install` makes every program that needs no feature; people want this one.
#[test]
fn one_program_is_installed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("Cargo.toml");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let programs = manifest["bin"].as_array().expect("programs");
    let named: Vec<&str> = programs
        .iter()
        .filter(|program| program.get("required-features").is_none())
        .filter_map(|program| program["name"].as_str())
        .collect();
    assert_eq!(named, ["wincompat"]);
    // Cargo finds these by itself.
    for found in std::fs::read_dir(folder.join("src").join("bin")).expect("programs") {
        let path = found.expect("a file").path();
        let is_told = |program: &toml::Value| {
            program.get("path").and_then(toml::Value::as_str).is_some_and(|told| folder.join(told).starts_with(&path))
        };
        assert!(programs.iter().any(is_told), "{}", path.display());
    }
}
