//! Packages of the system, where the project may install them: Debian and Ubuntu, as root or with `sudo`.

use crate::Result;
use crate::command::{output, program, run, which};
use std::process::Command;

/// Whether packages of the system can be installed here.
pub(crate) fn may_install() -> bool {
    which("apt-get").is_some() && (is_root() || which("sudo").is_some())
}

/// Installs packages of Debian or Ubuntu.
pub(crate) fn apt(packages: &[&str]) -> Result {
    run(elevated("apt-get").args(["update", "--quiet"]))?;
    let mut install = elevated("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run(install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))
}

fn is_root() -> bool {
    output(program("id").arg("-u")).is_some_and(|id| id == "0")
}

/// A program run as root: by `sudo` for everybody else.
fn elevated(name: &str) -> Command {
    if is_root() || which("sudo").is_none() {
        return program(name);
    }
    let mut command = program("sudo");
    command.arg(name);
    command
}
