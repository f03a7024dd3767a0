//! The command line from outside: what it prints and how it exits, a file a command. `fix`, `fleet`, `inspect` and `export` have
//! tests of their own.
#![cfg(not(target_arch = "wasm32"))]

mod check;
mod explain;
mod matrix;
mod read;
mod whole;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

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

/// Runs with a text on standard input.
fn piped(args: &[&str], text: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wincompat"));
    let mut child =
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("is read");
    child.wait_with_output().expect("ends")
}

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new("tests/fixtures").join(name)).expect(name)
}
