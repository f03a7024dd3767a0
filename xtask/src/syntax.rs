//! The oldest browsers that run the page, and whether all that was built is written in words that they know.

use crate::command::{program, which};
use crate::{Result, npm, serve};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use wasmparser::{Validator, WasmFeatures};

/// The name of a browser, and its version. The program waits for its WebAssembly at the top of a module:
/// <https://developer.mozilla.org/docs/Web/JavaScript/Reference/Operators/await#browser_compatibility>.
pub const OLDEST: [(&str, u32); 3] = [("Chrome and Edge", 89), ("Firefox", 89), ("Safari", 15)];

/// What WebAssembly is made of in these versions: <https://webassembly.org/features/>. Chrome has reference types since 96 only.
fn known_features() -> WasmFeatures {
    WasmFeatures::WASM1
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::MULTI_VALUE
}

/// Checks every script and every WebAssembly file of the built page.
pub fn check() -> Result {
    let root = serve::site()?.root;
    let acorn = npm::acorn()?;
    let entries = fs::read_dir(&root).map_err(|error| format!("cannot read {}: {error}", root.display()))?;
    let mut names: Vec<_> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let (mut scripts, mut modules) = (0, 0);
    for name in names {
        let content = || fs::read(root.join(&name)).map_err(|error| format!("cannot read {name}: {error}"));
        let text = || content().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        match name.rsplit_once('.') {
            Some((_, "js")) => {
                known(&acorn, &name, &text()?)?;
                scripts += 1;
            }
            Some((_, "html")) => {
                let page = text()?;
                let inline = inline(&page);
                inline.iter().try_for_each(|script| known(&acorn, &format!("a script in {name}"), script))?;
                scripts += inline.len();
            }
            Some((_, "wasm")) => {
                valid(&name, &content()?)?;
                modules += 1;
            }
            _ => {}
        }
    }
    let browsers = OLDEST.map(|(name, version)| format!("{name} {version}")).join(", ");
    println!("   {scripts} scripts and {modules} WebAssembly files keep to {browsers}");
    if scripts > 4 && modules > 1 { Ok(()) } else { Err("there is hardly anything to check".into()) }
}

/// Reads a script as ECMAScript 2021 with `await` at the top of modules, which is what the oldest browsers know.
const READ: &str = "const { parse } = require(process.argv[1]); \
    const options = { ecmaVersion: 2021, sourceType: 'module', allowAwaitOutsideFunction: true }; \
    parse(require('fs').readFileSync(0, 'utf8'), options);";

/// Of ECMAScript 2018, but in Safari since 16.4 only.
const LOOKBEHIND: [&str; 2] = ["(?<=", "(?<!"];

fn known(acorn: &Path, name: &str, script: &str) -> Result {
    if LOOKBEHIND.iter().any(|words| script.contains(words)) {
        return Err(format!("{name} has a pattern that looks back, which Safari knows since 16.4"));
    }
    let node = which("node").ok_or("there is no node to read scripts with")?;
    let mut command = program(node);
    command.args(["--eval", READ]).arg(acorn).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut reading = command.spawn().map_err(|error| format!("cannot start node: {error}"))?;
    let mut input = reading.stdin.take().ok_or("node takes no input")?;
    let script = script.to_string();
    // Where it stops early, its own words say why.
    let writing = std::thread::spawn(move || drop(input.write_all(script.as_bytes())));
    let output = reading.wait_with_output().map_err(|error| format!("node: {error}"))?;
    writing.join().map_err(|_| "node took no input")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| line.contains("Error")).unwrap_or_default();
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{name} says what the oldest browsers don't know: {line}"))
    }
}

/// The scripts that stand in a page.
fn inline(page: &str) -> Vec<&str> {
    let scripts = page.split("<script").skip(1).filter_map(|rest| rest.split_once('>'));
    let scripts = scripts.filter(|(tag, _)| !tag.contains("src="));
    scripts.filter_map(|(_, rest)| rest.split_once("</script>").map(|(script, _)| script)).collect()
}

fn valid(name: &str, module: &[u8]) -> Result {
    let valid = Validator::new_with_features(known_features()).validate_all(module);
    valid.map(drop).map_err(|error| format!("{name} needs more than the oldest browsers have: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::workspace;

    #[test]
    fn the_readme_names_the_oldest_browsers() {
        let readme = fs::read_to_string(workspace().join("README.md")).unwrap();
        for (name, version) in OLDEST {
            assert!(readme.contains(&format!("{name} {version}")), "{name} {version}");
        }
    }

    #[test]
    fn scripts_in_a_page_are_found() {
        let page = "<script>a()</script><script src=\"b.js\"></script><script type=\"module\">await c()</script>";
        assert_eq!(inline(page), ["a()", "await c()"]);
    }

    #[test]
    fn what_is_too_new_is_refused() {
        let module = |wat: &[u8]| valid("x", &[b"\0asm\x01\0\0\0", wat].concat());
        assert!(module(b"").is_ok());
        // A function type that takes a reference to something outside.
        assert!(module(b"\x01\x05\x01\x60\x01\x6f\0").unwrap_err().contains("x needs more"));
        assert!(valid("x", b"MZ").is_err());
    }
}
