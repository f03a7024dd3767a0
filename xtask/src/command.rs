//! Other programs, run from the top of the workspace.

use crate::Result;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The top of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// Where cargo builds to.
pub fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}

/// Where tools go that must not replace what a person has installed already.
pub fn own_tools() -> PathBuf {
    workspace().join("target").join("tools")
}

/// A program that finds our own tools before those on `PATH`.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(workspace()).env("PATH", search_path());
    command
}

/// The cargo that runs us, with these arguments.
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Runs a command in front of the user, first saying which.
pub fn run(command: &mut Command) -> Result {
    println!("$ {}", text(command));
    quietly(command)
}

/// Runs a command in front of the user.
pub fn quietly(command: &mut Command) -> Result {
    let status = command.status().map_err(|error| format!("cannot start {}: {error}", text(command)))?;
    if status.success() { Ok(()) } else { Err(format!("failed ({status}): {}", text(command))) }
}

/// What a command prints, where it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// The full path of a program that can be called by name.
pub fn which(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&search_path()).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Our own tools, then what the user has, then where cargo installs to: that need not be on `PATH`.
fn search_path() -> std::ffi::OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let installed = home.map(|home| home.join("bin"));
    let folders = std::iter::once(own_tools().join("bin")).chain(env::split_paths(&path)).chain(installed);
    env::join_paths(folders).unwrap_or(path)
}

/// A command as one would type it.
fn text(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args()).map(|word| word.to_string_lossy());
    words.collect::<Vec<_>>().join(" ")
}
