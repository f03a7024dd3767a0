//! `wincompat inspect` and `check --online` against registries on loopback.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, reason = "the items are of this test only")]

mod accounts;
mod entries;
mod errors;
mod hosts;
mod real;
mod registry;

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

/// A folder of Docker’s client for one test, with this `config.json`.
pub struct Client(PathBuf);

impl Client {
    pub fn new(name: &str, config: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("inspect").join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("config.json"), config).expect("a file");
        Self(folder)
    }

    pub fn with_daemon(self, daemon: &str) -> Self {
        std::fs::write(self.0.join("daemon.json"), daemon).expect("a file");
        self
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wincompat"));
        // Pipes of Windows get the quotation marks of ASCII by themselves.
        command.args(args).arg("--unicode").env("DOCKER_CONFIG", &self.0);
        for proxy in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
            command.env_remove(proxy).env_remove(proxy.to_lowercase());
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("runs")
    }
}

/// Runs without accounts.
pub fn run(args: &[&str]) -> Output {
    // Tests run beside each other, so each has a folder of its own.
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    Client::new(&test, "{}").run(args)
}

#[track_caller]
pub fn json(output: &Output) -> Value {
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What is said where what was asked for is wrong, or not there: status 64 and nothing on standard output.
#[track_caller]
pub fn refused(output: &Output) -> String {
    with_status(output, 64)
}

/// What is said where a registry gives no answer: status 69 and nothing on standard output.
#[track_caller]
pub fn unanswered(output: &Output) -> String {
    with_status(output, 69)
}

#[track_caller]
fn with_status(output: &Output, status: i32) -> String {
    assert_eq!(
        (output.status.code(), output.stdout.len()),
        (Some(status), 0),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stderr).trim_start_matches("wincompat: ").trim_end().to_owned()
}
