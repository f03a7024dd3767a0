//! The rooms of `src/` have one direction, and no two files of the library lean on each other in a circle.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The line, from what is true to what is shown. A room may use itself and what stands before it.
const LINE: [&str; 6] = ["rules", "read", "diagnose", "remedy", "fleet", "teach"];
/// The two ends. They use the line and don't know each other.
const ENDS: [&str; 2] = ["page", "cli"];

/// Arrows that point the wrong way today: (file, room). The list only gets shorter.
const KNOWN: [(&str, &str); 2] = [("rules/image.rs", "page"), ("read/search.rs", "page")];

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files(&path, out),
            false => out.extend((path.extension().is_some_and(|end| end == "rs")).then_some(path)),
        }
    }
}

/// Every source file below `src/`, as `room/rest.rs`, with its text without comments and tests.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let text = |path: &Path| {
        let text = fs::read_to_string(path).expect("a source file");
        let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    let name = |path: &Path| path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), text(path))).collect()
}

/// Every path below `crate::` that a text names, with the braces of `use` written out.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '$') {
            written_out(&text[at + "crate::".len()..], &mut Vec::new(), &mut out);
        }
    }
    out
}

/// Reads one tree of a `use`, or one path, and returns what stands after it.
fn written_out<'a>(text: &'a str, before: &mut Vec<String>, out: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = written_out(rest, &mut before.clone(), out).trim_start();
            match rest.strip_prefix(',').map(str::trim_start) {
                Some(next) if !next.starts_with('}') => rest = next,
                Some(next) => return next.strip_prefix('}').unwrap_or(next),
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(text.len());
    before.push(text[..end].to_owned());
    match text[end..].strip_prefix("::") {
        Some(rest) => written_out(rest, before, out),
        None => {
            out.push(before.clone());
            text[end..]
                .trim_start()
                .strip_prefix("as ")
                .map_or(&text[end..], |alias| alias.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'))
        }
    }
}

/// The room of a file: its first folder.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

fn may_use(user: &str, used: &str) -> bool {
    let place = |room| LINE.iter().position(|name| *name == room);
    match (place(user), place(used)) {
        _ if user == used => true,
        (Some(user), Some(used)) => used < user,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

#[test]
fn imports_point_down_the_line() {
    let sources = sources();
    let rooms: BTreeSet<&str> = sources.keys().filter(|file| file.contains('/')).map(|file| room(file)).collect();
    let known: BTreeSet<&str> = LINE.into_iter().chain(ENDS).chain(["bin"]).collect();
    assert_eq!(rooms, known, "a room that the line doesn't name, or one that is gone");
    let mut wrong = Vec::new();
    for (file, text) in sources.iter().filter(|(file, _)| rooms.contains(room(file)) && room(file) != "bin") {
        for path in paths(text) {
            let used = path[0].as_str();
            if rooms.contains(used) && !may_use(room(file), used) && !KNOWN.contains(&(file.as_str(), used)) {
                wrong.push(format!("{file} uses {}", path.join("::")));
            } else if !rooms.contains(used) {
                wrong.push(format!("{file} uses crate::{used}: name the room that it comes from"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_finds_them_all() {
    let found = |text: &str| paths(text).iter().map(|path| path.join("::")).collect::<Vec<_>>();
    assert_eq!(
        found("use crate::rules::{host::Host, image::{self, Image as Picture}};"),
        ["rules::host::Host", "rules::image::self", "rules::image::Image"]
    );
    assert_eq!(found("use crate::{a,\n b::c};\nlet x = crate::d::e(1);"), ["a", "b::c", "d::e"]);
    assert_eq!(found("othercrate::a"), [""; 0]);
}

#[test]
fn only_the_line_may_be_used_downwards() {
    assert!(may_use("remedy", "rules") && may_use("page", "teach") && may_use("rules", "rules"));
    assert!(!may_use("rules", "read") && !may_use("teach", "page") && !may_use("page", "cli"));
}
