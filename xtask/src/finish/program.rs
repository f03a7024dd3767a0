//! The program of the page in the form that a browser loads: in parts for the site, in one piece for the single file.
//!
//! Splitting is a step of the build alone. With the feature `split` the source names its doors (`wasm_split_helpers`); the tool of
//! the same authors takes the linked module apart there: <https://github.com/WorldSEnder/wasm-split-prototype>. It reads the
//! relocations and names that only an unstripped build keeps.

mod glue;
mod module;

use super::{hash, script, text};
use crate::Result;
use crate::command::{cargo, program, run, target_dir};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const WASM: &str = "wasm32-unknown-unknown";

/// The name of the binary, and of the files made of it.
pub const NAME: &str = "wincompat";

/// The profile that Trunk builds with as well, so that both builds share all their dependencies.
const PROFILE: &str = "release";

/// What only tools read, and `target_features`: told of reference types, wasm-bindgen would use them, and so shut out browsers
/// that run everything else.
const FOR_TOOLS: [&str; 2] = ["target_features", "__wasm_split_unstable"];

/// A script with the WebAssembly that it starts.
pub struct Program {
    /// The glue of wasm-bindgen.
    pub script: String,
    /// What it loads at once, from `wincompat_bg.wasm` beside it.
    pub module: Vec<u8>,
}

/// A file that a program loads when it needs it.
pub struct Part {
    /// Its name in the site.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// A program in parts.
pub struct Split {
    /// What every visit loads.
    pub first: Program,
    /// What is loaded later.
    pub parts: Vec<Part>,
    /// The names of the parts behind each door.
    pub doors: BTreeMap<String, Vec<String>>,
}

/// The program in one piece: what Trunk has just had cargo build.
pub fn plain() -> Result<Program> {
    bound(&read(&built())?, "plain", &[])
}

/// The program in parts. Only the last step of its build differs from the other one's: linking with relocations.
pub fn split() -> Result<Split> {
    let mut build = cargo(["rustc", "--release", "--package", NAME, "--bin", NAME, "--target", WASM]);
    run(build.args(["--features", "split", "--", "-Clink-args=--emit-relocs"]))?;
    let folder = work("split");
    let main = folder.join(format!("{NAME}.wasm"));
    let linked = read(&built())?;
    let mut options = wasm_split_cli_support::Options::new(&linked);
    let main_module = format!("./{NAME}.js");
    (options.output_dir, options.main_out_path, options.main_module) = (&folder, &main, &main_module);
    options.link_name = glue::LINK;
    let split = wasm_split_cli_support::transform(options).map_err(|error| format!("cannot split: {error:?}"))?;
    let link = text(&folder.join(glue::LINK))?;
    // The doors are exports that the linker has made; wasm-bindgen would take them away.
    let first = bound(&read(&main)?, "split", &["--keep-lld-exports"])?;
    let script = script::minified(&script::with_short_names(&glue::linked(&first.script, &link)?));
    let first = Program { script, ..first };
    let parts = split.split_modules.iter().map(|path| part(path)).collect::<Result<_>>()?;
    Ok(named(first, parts, split.prefetch_map.into_iter().collect()))
}

/// What cargo has linked last.
fn built() -> PathBuf {
    target_dir().join(WASM).join(PROFILE).join(format!("{NAME}.wasm"))
}

/// A folder for steps in between.
fn work(step: &str) -> PathBuf {
    target_dir().join("finish").join(step)
}

/// The glue for a module, and the module with what the glue expects.
fn bound(linked: &[u8], step: &str, options: &[&str]) -> Result<Program> {
    let folder = work(step);
    let wrong = |error| format!("cannot write to {}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(wrong)?;
    let input = folder.join(format!("{NAME}.wasm"));
    let module = module::without(linked, |section| FOR_TOOLS.contains(&section))?;
    fs::write(&input, module).map_err(wrong)?;
    let output = folder.join("bound");
    let mut bindgen = program("wasm-bindgen");
    bindgen.arg(&input).args(["--target", "web", "--no-typescript", "--out-name", NAME, "--out-dir"]).arg(&output);
    run(bindgen.args(["--remove-name-section", "--remove-producers-section"]).args(options))?;
    let object = format!("./{NAME}_bg.js");
    let (module, names) = module::with_short_imports(&read(&output.join(format!("{NAME}_bg.wasm")))?, &object)?;
    let script = glue::with_short_imports(&text(&output.join(format!("{NAME}.js")))?, &object, &names)?;
    Ok(Program { script, module })
}

/// A file of the tool, without what only tools read: nobody binds it.
fn part(path: &Path) -> Result<Part> {
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("a part without a name")?.to_string();
    Ok(Part { name, content: module::without(&read(path)?, |_| true)? })
}

/// Every part named after its content, in the script and behind the doors as well.
fn named(first: Program, parts: Vec<Part>, doors: BTreeMap<String, Vec<String>>) -> Split {
    let name =
        |stem: &str, content: &[u8]| format!("{}-{}.wasm", stem.trim_start_matches("split_"), hash::of(&[content]));
    let names: BTreeMap<String, String> = parts
        .iter()
        .filter_map(|part| Some((part.name.strip_suffix(".wasm")?.to_string(), part)))
        .map(|(stem, part)| (stem.clone(), name(&stem, &part.content)))
        .collect();
    let script = names.iter().fold(first.script, |script, (stem, name)| {
        script.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{name}\""))
    });
    let renamed = |stem: &String| names.get(stem).unwrap_or(stem).clone();
    let parts = parts.into_iter().map(|part| {
        let stem = part.name.trim_end_matches(".wasm").to_string();
        Part { name: renamed(&stem), ..part }
    });
    Split {
        parts: parts.collect(),
        doors: doors.into_iter().map(|(door, stems)| (door, stems.iter().map(renamed).collect())).collect(),
        first: Program { script, ..first },
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}
