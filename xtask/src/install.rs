//! The tools that make the page: looked for first, installed where missing, always in the versions that fit.

use crate::Result;
use crate::command::{cargo, output, own_tools, program, run, which};
use crate::finish::meta;
use crate::packages::{apt, may_install};
use std::path::{Path, PathBuf};

/// Must be the version of the `wasm-bindgen` crate in Cargo.toml and of `[tools]` in Trunk.toml, to the digit.
pub const WASM_BINDGEN: &str = "0.2.126";

/// The newest Trunk that builds with the Rust version of this workspace.
pub const TRUNK: &str = "0.21.14";

/// Drives any Firefox of the last years.
pub const GECKODRIVER: &str = "0.37.1";

/// Tools needn't be fast, and a release profile of their own doubles the wait.
const QUICK: [(&str, &str); 2] = [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")];

const WASM: &str = "wasm32-unknown-unknown";

/// Builds the release site in `dist/`, the same that `trunk build --release` gives, installing what that needs.
pub fn build_site() -> Result {
    build_site_at(None)
}

/// The same for a site whose address is known.
pub fn build_site_at(site: Option<&str>) -> Result {
    let site = site.map(meta::site).transpose()?;
    wasm_target()?;
    wasm_bindgen()?;
    trunk()?;
    fetch()?;
    let mut build = program("trunk");
    // Trunk reads NO_COLOR as a boolean and stops at the customary "1".
    build.args(["build", "--release", "--offline"]).env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
    build.envs(site.map(|site| (meta::VARIABLE, site)));
    run(&mut build)
}

/// Trunk builds offline, so that nothing but the locked crates can reach the page; they have to be there by then.
fn fetch() -> Result {
    // For this machine as well: a step after the build renders the page ahead of time.
    let mut fetch = cargo(["fetch", "--quiet"]);
    if std::env::var_os("CI").is_some() {
        fetch.arg("--locked");
    }
    run(&mut fetch)
}

/// The standard library for WebAssembly.
pub fn wasm_target() -> Result {
    if wasm_library().is_some_and(|path| path.is_dir()) {
        return Ok(());
    }
    if which("rustup").is_none() {
        return Err(format!("the Rust target {WASM} is missing and there is no rustup to add it"));
    }
    println!("Adding the Rust target {WASM}: the page is compiled for it.");
    run(program("rustup").args(["target", "add", WASM]))
}

fn wasm_library() -> Option<PathBuf> {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    Some(Path::new(&sysroot).join("lib").join("rustlib").join(WASM).join("lib"))
}

/// Joins WebAssembly and JavaScript; also runs the component tests.
pub fn wasm_bindgen() -> Result {
    install("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, "3 minutes", &[])
}

/// Builds the page around the WebAssembly.
pub fn trunk() -> Result {
    install("trunk", "trunk", TRUNK, "10 minutes", &QUICK)
}

/// Drives Firefox.
pub fn geckodriver() -> Result {
    install("geckodriver", "geckodriver", GECKODRIVER, "3 minutes", &QUICK)
}

/// The registry that `wincompat inspect` is tested against, and whether it is there. Only continuous integration installs it:
/// elsewhere the registry of the tests themselves is enough.
pub fn registry() -> Result<bool> {
    const NAME: &str = "docker-registry";
    if which(NAME).is_none() && std::env::var_os("CI").is_some() && may_install() {
        println!("Installing {NAME} with apt-get: wincompat inspect is tested against it.");
        apt(&[NAME])?;
    }
    Ok(which(NAME).is_some())
}

fn install(name: &str, package: &str, version: &str, wait: &str, environment: &[(&str, &str)]) -> Result {
    let found = installed_version(name);
    if found.as_deref() == Some(version) {
        return Ok(());
    }
    let exact = format!("{package}@{version}");
    let mut install = cargo(["install", "--locked", &exact]);
    install.envs(environment.iter().copied());
    let mut place = "cargo's own folder".to_string();
    if let Some(found) = found {
        println!("There is a {name} {found}, which stays as it is: this page needs {version}.");
        place = own_tools().display().to_string();
        install.arg("--root").arg(own_tools());
    }
    println!("Installing {name} {version} into {place}. It is compiled from source: up to {wait}, this once.");
    run(&mut install)
}

/// The last word of the first line of `--version` that looks like a version.
fn installed_version(name: &str) -> Option<String> {
    version_in(&output(program(which(name)?).arg("--version"))?)
}

fn version_in(text: &str) -> Option<String> {
    text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit())).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::workspace;

    #[test]
    fn versions_are_found_in_what_tools_say() {
        assert_eq!(version_in("wasm-bindgen 0.2.126").as_deref(), Some("0.2.126"));
        assert_eq!(version_in("wasm-bindgen 0.2.126 (abc 2026-01-01)").as_deref(), Some("0.2.126"));
        assert_eq!(version_in("nothing"), None);
    }

    #[test]
    fn one_wasm_bindgen_everywhere() {
        let read = |file: &str| std::fs::read_to_string(workspace().join(file)).unwrap();
        assert!(read("Cargo.toml").contains(&format!("wasm-bindgen = \"={WASM_BINDGEN}\"")));
        assert!(read("Trunk.toml").contains(&format!("wasm_bindgen = \"{WASM_BINDGEN}\"")));
        assert!(read("Trunk.toml").contains(&format!("trunk-version = \"^{TRUNK}\"")));
    }
}
