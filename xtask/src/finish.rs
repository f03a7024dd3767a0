//! `cargo xtask finish`: what Trunk leaves undone, run by Trunk itself after every build (see Trunk.toml).
//!
//! The program in parts, the single file, content hashes in names, a Content-Security-Policy, and what hosts and machines read.
//! For `trunk serve` the program stays in one piece, as Trunk has made it.

mod ahead;
mod hash;
mod hosting;
mod page;
mod program;
mod script;
mod style;
mod whole;
mod worker;

use crate::Result;
use crate::command::{cargo, workspace};
use ahead::Written;
pub use ahead::meta;
use program::Split;
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// Files that are copied as they are.
const COPIED: [&str; 2] = ["compat.schema.json", "gone-sw.js"];

/// The picture beside the page of a question, as `src/teach/card.rs` calls it.
const CARD: &str = "card.svg";

/// Finishes the folder that Trunk is about to publish.
pub fn run() -> Result {
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("there is no TRUNK_STAGING_DIR: this step is run by Trunk, after trunk build --release")?;
    let folder = Path::new(&folder);
    let page = text(&folder.join("index.html"))?.replace("\r\n", "\n");
    data(folder)?;
    if page::is_reloading(&page) { serve(folder, &page) } else { publish(folder, &page) }
}

/// For `trunk serve`. The script that it reloads a page with would be refused by a policy, and a worker would answer in place of
/// the next build.
fn serve(folder: &Path, page: &str) -> Result {
    let parts = ahead::parts()?;
    write(&folder.join("index.html"), parts.first(page)?)?;
    write_others(folder, parts.others(page, "later.css", None)?, Ok)
}

/// For a host.
fn publish(folder: &Path, page: &str) -> Result {
    let parts = ahead::parts()?;
    // First, as the next program is built in its place.
    let plain = program::plain()?;
    write(&folder.join(whole::NAME), whole::file(folder, &parts.in_one(page)?, &plain)?)?;
    let page = with_program(folder, page, program::split()?)?;
    let page = with_hashes(folder, &page)?;
    let page = page::with_integrity(&page::tidy(&page), |name| fs::read(folder.join(name)).ok());
    let guarded = |page: String| page::with_policy(&page, &page::policy_of_site(&page));
    let site = std::env::var(meta::VARIABLE).ok().map(|given| meta::site(&given)).transpose()?;
    let first = meta::of_first(&parts.first(&page)?, site.as_deref())?;
    write(&folder.join("index.html"), guarded(first)?)?;
    let later = names(folder)?.into_iter().find(|name| name.starts_with("later-") && name.ends_with(".css"));
    let others = parts.others(&page, &later.ok_or("there is no later.css")?, site.as_deref())?;
    if let Some(site) = &site {
        write(&folder.join("sitemap.xml"), meta::sitemap(site, &parts.as_of, &others))?;
    }
    hosting::write_all(folder, &others.iter().filter_map(|one| one.path.split('/').next()).collect())?;
    write_others(folder, others, guarded)?;
    keep_offline(folder)
}

/// The pages that are written ahead of time, in folders of their own.
fn write_others(folder: &Path, others: Vec<Written>, guarded: impl Fn(String) -> Result<String>) -> Result {
    let (count, mut bytes) = (others.len(), 0);
    for one in others {
        let folder = folder.join(&one.path);
        fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        let page = guarded(one.text)?;
        bytes += page.len();
        write(&folder.join("index.html"), page)?;
        if let Some(card) = one.card {
            bytes += card.len();
            write(&folder.join(CARD), card)?;
        }
    }
    println!("{count} pages are written ahead, {} kB", bytes / 1000);
    Ok(())
}

/// Writes the service worker of a finished site for its files as they are now.
pub fn keep_offline(folder: &Path) -> Result {
    worker::write_to(folder)
}

/// Puts the program in parts in the place of the one that Trunk has made, in the folder and in the page.
fn with_program(folder: &Path, page: &str, split: Split) -> Result<String> {
    let whole = |name: &String| hash::without(name.trim_end_matches(".js")) == program::NAME && name.ends_with(".js");
    let trunk = names(folder)?.into_iter().find(whole).ok_or("Trunk has made no program")?;
    let stem = trunk.trim_end_matches(".js");
    for name in [&trunk, &format!("{stem}_bg.wasm")] {
        fs::remove_file(folder.join(name)).map_err(|error| format!("cannot remove {name}: {error}"))?;
    }
    let to = format!("{}-{}", program::NAME, hash::of(&[split.first.script.as_bytes(), &split.first.module]));
    let module = format!("'{}_bg.wasm'", program::NAME);
    write(&folder.join(format!("{to}.js")), split.first.script.replace(&module, &format!("'{to}_bg.wasm'")))?;
    write(&folder.join(format!("{to}_bg.wasm")), split.first.module)?;
    split.parts.iter().try_for_each(|part| write(&folder.join(&part.name), &part.content))?;
    let page = page.replace(&format!("/{stem}"), &format!("/{to}"));
    page::with_doors(&page, &split.doors)
}

/// Names every stylesheet and script that the page names after its content.
fn with_hashes(folder: &Path, page: &str) -> Result<String> {
    let mut page = page.to_string();
    for from in names(folder)? {
        let Some((stem, kind @ ("css" | "js"))) = from.rsplit_once('.') else { continue };
        let own = hash::without(stem);
        if own == program::NAME || !page.contains(&format!("/{from}")) {
            continue;
        }
        let content = text(&folder.join(&from))?;
        let content = if kind == "js" { script::minified(&content) } else { style::minified(&content) };
        let to = format!("{own}-{}.{kind}", hash::of(&[content.as_bytes()]));
        fs::remove_file(folder.join(&from)).map_err(|error| format!("cannot remove {from}: {error}"))?;
        write(&folder.join(&to), content)?;
        page = page.replace(&format!("/{from}"), &format!("/{to}"));
    }
    Ok(page)
}

/// The rules as data, by the command line of the same sources, and what else others read.
fn data(folder: &Path) -> Result {
    let mut export =
        cargo(["run", "--quiet", "--package", "wincompat", "--bin", "wincompat", "--", "export", "--unicode"]);
    let output = export.stderr(Stdio::inherit()).output().map_err(|error| format!("cannot start cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("wincompat export failed ({})", output.status));
    }
    write(&folder.join("compat.json"), output.stdout)?;
    COPIED.iter().try_for_each(|name| write(&folder.join(name), text(&workspace().join("static").join(name))?))
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
    fs::write(path, content).map_err(|error| format!("can’t write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests;
