//! The rooms of `src/` have one direction, and no two files of the library lean on each other in a circle.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};

/// The line, from what is true to what is shown. A room may use itself and what stands before it.
const LINE: [&str; 6] = ["rules", "read", "diagnose", "remedy", "fleet", "teach"];
/// The two ends. They use the line and don't know each other.
const ENDS: [&str; 2] = ["page", "cli"];

/// Arrows that point the wrong way today: (file, room). The list only gets shorter.
const KNOWN: [(&str, &str); 0] = [];

/// Circles of today, each by one of its files. The list only gets shorter.
const CIRCLES: [&str; 0] = [];

/// One source file: its place in the tree of modules, and the paths it names, each from the root of the crate.
#[derive(Default)]
struct Source {
    /// Items that it hands on from elsewhere: name, and where the item comes from.
    handed_on: BTreeMap<String, Vec<String>>,
    paths: BTreeSet<Vec<String>>,
}

/// Every module with a file of its own, by its path: `rules::host`.
fn sources() -> BTreeMap<String, Source> {
    let mut out = BTreeMap::new();
    for (path, text) in util::sources() {
        let name = path.trim_end_matches(".rs");
        let mut module: Vec<String> = name.split('/').map(str::to_owned).collect();
        if matches!(module[0].as_str(), "bin" | "main" | "lib") {
            continue;
        }
        module.truncate(module.len() - usize::from(module.last().is_some_and(|last| last == "mod")));
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let children = file.items.iter().filter_map(|item| match item {
            syn::Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
            _ => None,
        });
        let children = children.collect();
        let mut reader = Reader { module: &module, children, inside: 0, source: Source::default() };
        reader.visit_file(&file);
        out.insert(module.join("::"), reader.source);
    }
    out
}

struct Reader<'a> {
    module: &'a [String],
    children: BTreeSet<String>,
    /// How many modules of this file stand around what is being read.
    inside: usize,
    source: Source,
}

impl Reader<'_> {
    /// A path from the root of the crate, where it is one of ours.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let depth = (self.module.len() + self.inside).checked_sub(ups)?;
                let base = &self.module[..depth.min(self.module.len())];
                Some([base, &path[ups..]].concat())
            }
            "self" => Some([self.module, &path[1..]].concat()),
            child if self.inside == 0 && self.children.contains(child) => Some([self.module, path].concat()),
            _ => None,
        }
    }

    fn name(&mut self, path: &[String]) {
        self.source.paths.extend(self.absolute(path));
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let test = item.attrs.iter().any(|attribute| match &attribute.meta {
            syn::Meta::List(list) if list.path.is_ident("cfg") => list.tokens.to_string() == "test",
            _ => false,
        });
        if !test {
            self.inside += 1;
            visit::visit_item_mod(self, item);
            self.inside -= 1;
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut leaves = Vec::new();
        written_out(&item.tree, &mut Vec::new(), &mut leaves);
        for (path, name) in leaves {
            let Some(path) = self.absolute(&path) else { continue };
            if self.inside == 0 {
                self.source.handed_on.insert(name, path.clone());
            }
            // To hand something on is not to use it.
            if matches!(item.vis, syn::Visibility::Inherited) {
                self.source.paths.insert(path);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.name(&path.segments.iter().map(|part| part.ident.to_string()).collect::<Vec<_>>());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        // What stands in a macro is no syntax yet: `crate :: a :: b`.
        let text = called.tokens.to_string();
        for (at, _) in text.match_indices("crate ::") {
            let parts = text[at..].split("::").map(str::trim);
            let word = |part: &str| part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
            let mut path = Vec::new();
            for part in parts {
                path.push(word(part));
                if path.last().is_some_and(|last| last.len() != part.len()) {
                    break;
                }
            }
            self.name(&path);
        }
        visit::visit_macro(self, called);
    }
}

/// The paths of a `use`, each with the name that it gets here.
fn written_out(tree: &syn::UseTree, before: &mut Vec<String>, out: &mut Vec<(Vec<String>, String)>) {
    let with = |last: &syn::Ident| {
        let mut path = before.clone();
        path.extend((last != "self").then(|| last.to_string()));
        path
    };
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            written_out(&path.tree, before, out);
            before.pop();
        }
        syn::UseTree::Name(name) => {
            let path = with(&name.ident);
            let last = path.last().cloned().unwrap_or_default();
            out.push((path, last));
        }
        syn::UseTree::Rename(name) => out.push((with(&name.ident), name.rename.to_string())),
        syn::UseTree::Glob(_) => out.push((before.clone(), "*".to_owned())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| written_out(tree, before, out)),
    }
}

/// The file that a path leads to, through what files hand on.
fn file_of<'a>(sources: &'a BTreeMap<String, Source>, path: &[String], depth: usize) -> Option<&'a str> {
    let (length, module) = (1..=path.len())
        .rev()
        .find_map(|length| sources.get_key_value(&path[..length].join("::")).map(|(module, _)| (length, module)))?;
    let from = path.get(length).and_then(|item| sources[module].handed_on.get(item));
    match from {
        Some(from) if depth > 0 && from.join("::") != *module => {
            file_of(sources, from, depth - 1).or(Some(module.as_str()))
        }
        _ => Some(module),
    }
}

/// The first part of a path.
fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
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
    let rooms: BTreeSet<&str> = sources.keys().map(|module| room(module)).collect();
    assert_eq!(rooms, LINE.into_iter().chain(ENDS).collect(), "a room that the line doesn't name, or one that is gone");
    let mut wrong = Vec::new();
    for (module, source) in &sources {
        for path in source.paths.iter().chain(source.handed_on.values()).filter(|path| !path.is_empty()) {
            let used = path[0].as_str();
            if !rooms.contains(used) {
                wrong.push(format!("{module} uses crate::{used}: name the room that it comes from"));
            } else if !may_use(room(module), used) && !KNOWN.contains(&(module.as_str(), used)) {
                wrong.push(format!("{module} uses {}", path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether one module holds the other: a folder may use what its head declares for all of it.
fn is_head(head: &str, module: &str) -> bool {
    module.strip_prefix(head).is_some_and(|rest| rest.starts_with("::"))
}

/// Every module, with the modules that it uses.
fn arrows(sources: &BTreeMap<String, Source>) -> BTreeMap<&str, BTreeSet<&str>> {
    let used = |module: &str, source: &Source| -> BTreeSet<&str> {
        let files = source.paths.iter().filter_map(|path| file_of(sources, path, 4));
        files.filter(|used| *used != module && !is_head(used, module)).collect()
    };
    sources.iter().map(|(module, source)| (module.as_str(), used(module, source))).collect()
}

/// All that can be reached from a module.
fn reach<'a>(arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = arrows[from].iter().copied().collect();
    while let Some(module) = next.pop() {
        if found.insert(module) {
            next.extend(&arrows[module]);
        }
    }
    found
}

#[test]
fn files_do_not_lean_on_each_other_in_circles() {
    let sources = sources();
    let arrows = arrows(&sources);
    let reached: BTreeMap<&str, BTreeSet<&str>> = arrows.keys().map(|from| (*from, reach(&arrows, from))).collect();
    let mut circles: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
    for (module, _) in reached.iter().filter(|(module, reached)| reached.contains(*module)) {
        let back = |other: &&&str| reached[**other].contains(module);
        circles.insert(reached[module].iter().filter(back).copied().collect());
    }
    for known in CIRCLES {
        assert!(circles.iter().any(|circle| circle.contains(known)), "{known} is in no circle any more: strike it out");
    }
    let told = |circle: &&BTreeSet<&str>| !CIRCLES.iter().any(|known| circle.contains(known));
    let circles: Vec<String> = circles.iter().filter(told).map(|circle| describe(circle, &arrows)).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n\n"));
}

fn describe(circle: &BTreeSet<&str>, arrows: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    let inside = |module: &str| arrows[module].intersection(circle).copied().collect::<Vec<_>>().join(", ");
    circle.iter().map(|module| format!("{module} -> {}", inside(module))).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_reader_of_imports_finds_them_all() {
    let module = ["read".to_owned(), "clue".to_owned()];
    let text = "mod doc; use crate::rules::{host::Host, image::{self, Image as Picture}}; use super::names; \
                fn f() { crate::fleet::g(doc::h(2)); m!(a, crate::remedy::x(1), b); } \
                #[cfg(test)] mod tests { use crate::page::html; }";
    let file = syn::parse_file(text).expect("Rust");
    let children = BTreeSet::from(["doc".to_owned()]);
    let mut reader = Reader { module: &module, children, inside: 0, source: Source::default() };
    reader.visit_file(&file);
    let found: Vec<String> = reader.source.paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "fleet::g",
            "read::clue::doc::h",
            "read::names",
            "remedy::x",
            "rules::host::Host",
            "rules::image",
            "rules::image::Image"
        ]
    );
}

#[test]
fn only_the_line_may_be_used_downwards() {
    assert!(may_use("remedy", "rules") && may_use("page", "teach") && may_use("rules", "rules"));
    assert!(!may_use("rules", "read") && !may_use("teach", "page") && !may_use("page", "cli"));
}
