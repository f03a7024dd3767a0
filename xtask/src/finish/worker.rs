//! The service worker: the list of files that it keeps for when there is no network.

use super::{hash, text, write};
use crate::Result;
use crate::command::workspace;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Its name in the site, and below `static/`.
const NAME: &str = "sw.js";

/// Files that no page of the site loads: the worker itself, the single file, which needs no worker, and what only machines read.
const NOT_KEPT: [&str; 8] = [
    NAME,
    "gone-sw.js",
    "web.config",
    "sitemap.xml",
    "compat.json",
    "compat.schema.json",
    super::ahead::meta::PICTURE,
    super::whole::NAME,
];

/// The lines of the worker that are filled in here.
const BLANKS: [&str; 2] = ["const VERSION = \"\";", "const FILES = {};"];

/// A file as the browser asks for it.
struct Kept {
    address: String,
    content: Vec<u8>,
}

/// Writes the worker for the site as it is in this folder now: the last step, as it names the content of all files.
pub fn write_to(folder: &Path) -> Result {
    let mut files = Vec::new();
    collect(folder, "./", &mut files)?;
    files.sort_by(|a, b| a.address.cmp(&b.address));
    let script = text(&workspace().join("static").join(NAME))?;
    write(&folder.join(NAME), filled_in(&script, &files)?)
}

fn filled_in(script: &str, files: &[Kept]) -> Result<String> {
    let digests: BTreeMap<&str, String> =
        files.iter().map(|file| (file.address.as_str(), hash::integrity(&file.content))).collect();
    let list = serde_json::to_string(&digests).map_err(|error| format!("{NAME}: {error}"))?;
    let lines = [format!("const VERSION = \"{}\";", version(files)), format!("const FILES = {list};")];
    BLANKS.iter().zip(lines).try_fold(script.to_string(), |script, (blank, line)| {
        if script.contains(blank) {
            Ok(script.replace(blank, &line))
        } else {
            Err(format!("{NAME} has no line {blank}"))
        }
    })
}

/// Another one as soon as any file has another name or content.
fn version(files: &[Kept]) -> String {
    let parts: Vec<&[u8]> = files.iter().flat_map(|file| [file.address.as_bytes(), b"\0", &file.content]).collect();
    hash::of(&parts)
}

fn collect(folder: &Path, address: &str, files: &mut Vec<Kept>) -> Result {
    let wrong = |error| format!("cannot read {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        // Those are for hosts, which don't hand them out.
        if name.starts_with(['.', '_']) || NOT_KEPT.contains(&name) {
            continue;
        }
        if path.is_dir() {
            if is_written_ahead(&path)? {
                continue;
            }
            collect(&path, &format!("{address}{name}/"), files)?;
        } else {
            let content = fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            files.push(Kept { address: format!("{address}{}", as_asked_for(name)), content });
        }
    }
    Ok(())
}

/// Whether a folder is that of a page that was written ahead: without a network the first page says the same.
fn is_written_ahead(folder: &Path) -> Result<bool> {
    let page = folder.join("index.html");
    if !page.is_file() {
        return Ok(false);
    }
    let page = text(&page)?;
    Ok(super::ahead::MARKS.iter().any(|mark| page.contains(mark)))
}

/// The page of a folder is asked for by the folder's name, and some hosts redirect its own name there.
fn as_asked_for(name: &str) -> &str {
    if name == "index.html" { "" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(address: &str, content: &str) -> Kept {
        Kept { address: address.into(), content: content.into() }
    }

    #[test]
    fn the_list_is_filled_in() {
        let script = "const VERSION = \"\";\nconst FILES = {};\nf();";
        let files = [kept("./", "home"), kept("./a.css", "a{}")];
        let digests = ["home", "a{}"].map(|content| hash::integrity(content.as_bytes()));
        let expected = format!(
            "const VERSION = \"{}\";\nconst FILES = {{\"./\":\"{}\",\"./a.css\":\"{}\"}};\nf();",
            version(&files),
            digests[0],
            digests[1]
        );
        assert_eq!(filled_in(script, &files).unwrap(), expected);
        assert!(filled_in("f();", &files).unwrap_err().contains("VERSION"));
    }

    #[test]
    fn any_change_is_another_version() {
        let before = version(&[kept("./", "home"), kept("./a.css", "a{}")]);
        for after in [
            [kept("./", "home"), kept("./a.css", "a{ }")],
            [kept("./", "home"), kept("./b.css", "a{}")],
            [kept("./", "hom"), kept("./a.css", "ea{}")],
        ] {
            assert_ne!(before, version(&after));
        }
    }

    #[test]
    fn what_pages_load_is_kept_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("wincompat-worker-{}", std::process::id()));
        fs::create_dir_all(folder.join("error").join("x")).unwrap();
        fs::create_dir_all(folder.join("ws2022").join("ltsc2019")).unwrap();
        fs::create_dir_all(folder.join("icons")).unwrap();
        for (path, mark) in [
            ("ws2022/index.html", "data-own=\"host=ws2022\""),
            ("ws2022/ltsc2019/index.html", "data-own=\"host=ws2022\""),
            ("error/x/index.html", "data-question=\"\""),
        ] {
            fs::write(folder.join(path), format!("<html {mark}>")).unwrap();
        }
        for name in [
            "index.html",
            "a.css",
            "_headers",
            ".nojekyll",
            "web.config",
            "wincompat.html",
            "compat.json",
            "icons/a.png",
        ] {
            fs::write(folder.join(name), name).unwrap();
        }
        write_to(&folder).unwrap();
        let first = text(&folder.join(NAME)).unwrap();
        write_to(&folder).unwrap();
        assert_eq!(text(&folder.join(NAME)).unwrap(), first, "it does not list itself");
        let list = first.split("const FILES = ").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
        let list: BTreeMap<String, String> = serde_json::from_str(list).unwrap();
        assert_eq!(list.keys().collect::<Vec<_>>(), ["./", "./a.css", "./icons/a.png"]);
        assert_eq!(list["./icons/a.png"], hash::integrity(b"icons/a.png"));
        fs::remove_dir_all(folder).unwrap();
    }
}
