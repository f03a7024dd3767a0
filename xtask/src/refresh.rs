//! `cargo xtask refresh`: what public sources say that the data does not, as a proposal.
//!
//! Each source is an adapter: it reads one answer, from the network or from a folder of saved ones, and makes claims of it. A row of
//! updates is certain where two of them that do not copy from each other agree. Nothing is edited without `--write`, what is held is
//! never overwritten, rules never change by machine, and a source that cannot be read is named and left out.

mod claim;
mod held;
mod proposal;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, options::Options};

pub use held::Held;
pub use proposal::{Proposal, propose};

/// Where the answers come from.
pub trait Answers {
    /// The text of a source; an error is a sentence.
    fn get(&self, file: &str, url: &str) -> Result<String>;
}

/// Answers saved in a folder, each under its own name.
pub struct Folder(pub PathBuf);

impl Answers for Folder {
    fn get(&self, file: &str, _: &str) -> Result<String> {
        fs::read_to_string(self.0.join(file)).map_err(|error| format!("{file}: {}", error.kind()))
    }
}

/// Answers of today, by curl: the one network client that is on every machine that builds this.
struct Network;

impl Answers for Network {
    fn get(&self, _: &str, url: &str) -> Result<String> {
        let arguments =
            ["--fail", "--silent", "--show-error", "--location", "--max-time", "60", "--max-filesize", "50000000"];
        let output =
            Command::new("curl").args(arguments).arg(url).output().map_err(|error| format!("curl: {error}"))?;
        match output.status.success() {
            true => String::from_utf8(output.stdout).map_err(|_| "the answer is no UTF-8".to_owned()),
            false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        }
    }
}

/// Prints the proposal; with `--write` makes the certain part of it.
///
/// # Errors
///
/// The repository's own data cannot be read or written. A source that cannot be read is no error.
pub fn run(mut options: Options) -> Result {
    let folder: Option<String> = options.value("--from")?;
    let write = options.flag("--write");
    options.finish()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let held = Held::read(root, &exported()?)?;
    let proposal = match folder {
        Some(folder) => propose(&held, &Folder(folder.into())),
        None => propose(&held, &Network),
    };
    print!("{proposal}");
    if write {
        held.write(root, &proposal)?;
        println!("\nWritten: the certain rows, and the date of the newest.");
    }
    Ok(())
}

/// What the program itself says: releases, documented editions and versions of products.
fn exported() -> Result<String> {
    let mut command = crate::command::cargo(["run", "--quiet", "--package", "wincompat", "--", "export", "--unicode"]);
    let output = command.output().map_err(|error| format!("wincompat export: {error}"))?;
    match output.status.success() {
        true => String::from_utf8(output.stdout).map_err(|_| "wincompat export: no UTF-8".to_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

#[cfg(test)]
mod tests;
