//! `cargo xtask finish`: what Trunk leaves undone, run by Trunk itself after every build (see Trunk.toml).
//!
//! Smaller files, content hashes in their names, a Content-Security-Policy, and what hosts and machines read.

mod ahead;
mod hash;
mod hosting;
mod imports;
mod page;
mod script;
mod style;
mod whole;
mod worker;

use crate::Result;
use crate::command::{cargo, workspace};
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// A file of the site that got another name.
struct Renamed {
    from: String,
    to: String,
}

/// Finishes the folder that Trunk is about to publish.
pub fn run() -> Result {
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("there is no TRUNK_STAGING_DIR: this step is run by Trunk, after trunk build --release")?;
    finish(Path::new(&folder))
}

fn finish(folder: &Path) -> Result {
    let index = folder.join("index.html");
    let page = text(&index)?.replace("\r\n", "\n");
    let parts = ahead::parts()?;
    whole::write_to(folder, &parts.in_one(&page)?)?;
    let mut renamed = Vec::new();
    for name in names(folder)? {
        renamed.extend(finish_file(folder, &name, &page)?);
    }
    let page =
        renamed.iter().fold(page, |page, file| page.replace(&format!("/{}", file.from), &format!("/{}", file.to)));
    let page = page::with_integrity(&page::tidy(&page), |name| fs::read(folder.join(name)).ok());
    let reloading = page::is_reloading(&page);
    // The script that Trunk reloads a page with would be refused, and a worker would answer in place of the next build.
    let guarded =
        |page: String| if reloading { Ok(page) } else { page::with_policy(&page, &page::policy_of_site(&page)) };
    write(&index, guarded(parts.first(&page)?)?)?;
    let later = names(folder)?.into_iter().find(|name| name.starts_with("later-") && name.ends_with(".css"));
    for (one, text) in parts.others(&page, &later.ok_or("there is no later.css")?)? {
        let folder = folder.join(&one.path);
        fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        write(&folder.join("index.html"), guarded(text)?)?;
    }
    data(folder)?;
    hosting::write_all(folder)?;
    if reloading { Ok(()) } else { keep_offline(folder) }
}

/// Writes the service worker of a finished site for its files as they are now.
pub fn keep_offline(folder: &Path) -> Result {
    worker::write_to(folder)
}

/// Makes a stylesheet, or a script with its WebAssembly if it has one, smaller and names it after its content.
fn finish_file(folder: &Path, name: &str, page: &str) -> Result<Vec<Renamed>> {
    let named = page.contains(&format!("/{name}"));
    match name.rsplit_once('.') {
        Some((stem, "css")) if named => finish_style(folder, name, stem).map(|file| vec![file]),
        Some((stem, "js")) if folder.join(format!("{stem}_bg.wasm")).is_file() => finish_pair(folder, stem, named),
        Some((stem, "js")) if named => finish_script(folder, name, stem).map(|file| vec![file]),
        _ => Ok(Vec::new()),
    }
}

fn finish_style(folder: &Path, name: &str, stem: &str) -> Result<Renamed> {
    let style = style::minified(&text(&folder.join(name))?);
    let to = format!("{}-{}.css", hash::without(stem), hash::of(&[style.as_bytes()]));
    replace(folder, Renamed { from: name.into(), to }, style)
}

fn finish_script(folder: &Path, name: &str, stem: &str) -> Result<Renamed> {
    let script = script::minified(&text(&folder.join(name))?);
    let to = format!("{}-{}.js", hash::without(stem), hash::of(&[script.as_bytes()]));
    replace(folder, Renamed { from: name.into(), to }, script)
}

/// The names stay where the page doesn't say them: somebody else does.
fn finish_pair(folder: &Path, stem: &str, named: bool) -> Result<Vec<Renamed>> {
    let [from, module] = [format!("{stem}.js"), format!("{stem}_bg.wasm")];
    let short = imports::shorten(&fs::read(folder.join(&module)).map_err(|error| format!("{module}: {error}"))?)
        .map_err(|error| format!("{module}: {error}"))?;
    let plain = hash::without(stem);
    let script = text(&folder.join(&from))?;
    let script = script::with_short_start(&script, &format!("{plain}_bg.wasm"))
        .ok_or_else(|| format!("{from} does not start its module as the glue of wasm-bindgen does"))?;
    let script = imports::shorten_in(&script, &short).map_err(|error| format!("{from}: {error}"))?;
    let script = script::minified(&script::with_short_names(&script));
    let hash = hash::of(&[script.as_bytes(), &short.module]);
    let to = if named { format!("{plain}-{hash}") } else { stem.to_string() };
    let script = script.replace(&format!("'{plain}_bg.wasm'"), &format!("'{to}_bg.wasm'"));
    Ok(vec![
        replace(folder, Renamed { from, to: format!("{to}.js") }, script)?,
        replace(folder, Renamed { from: module, to: format!("{to}_bg.wasm") }, short.module)?,
    ])
}

fn replace(folder: &Path, file: Renamed, content: impl AsRef<[u8]>) -> Result<Renamed> {
    fs::remove_file(folder.join(&file.from)).map_err(|error| format!("cannot remove {}: {error}", file.from))?;
    write(&folder.join(&file.to), content)?;
    Ok(file)
}

/// The rules as data, by the command line of the same sources.
fn data(folder: &Path) -> Result {
    let mut export =
        cargo(["run", "--quiet", "--package", "wincompat", "--bin", "wincompat", "--", "export", "--unicode"]);
    let output = export.stderr(Stdio::inherit()).output().map_err(|error| format!("cannot start cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("wincompat export failed ({})", output.status));
    }
    write(&folder.join("compat.json"), output.stdout)?;
    let schema = "compat.schema.json";
    write(&folder.join(schema), text(&workspace().join("static").join(schema))?)
}

/// The files right in a folder, in order.
fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let files = entries.flatten().filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Result {
    fs::write(path, content).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests;
