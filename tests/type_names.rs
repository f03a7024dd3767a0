//! A type name has one meaning in the crate: whoever reads `Step` needn't look up which of four it is.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// The names of types that a file defines, and the capitalized names that it gives to types of others.
#[derive(Default)]
struct Names {
    defined: Vec<String>,
    renamed: Vec<String>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.defined.push(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.defined.push(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.defined.push(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.defined.push(item.ident.to_string());
    }

    /// A component is written as a function, and is a type.
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let name = item.sig.ident.to_string();
        self.defined.extend(name.starts_with(char::is_uppercase).then_some(name));
        visit::visit_item_fn(self, item);
    }

    fn visit_use_rename(&mut self, item: &'ast syn::UseRename) {
        let name = item.rename.to_string();
        self.renamed.extend(name.starts_with(char::is_uppercase).then_some(name));
    }
}

fn names_of(text: &str) -> Names {
    let mut names = Names::default();
    names.visit_file(&syn::parse_file(text).expect("Rust"));
    names
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => collect(&path, out),
            false => out.extend(path.extension().is_some_and(|end| end == "rs").then_some(path)),
        }
    }
}

#[test]
fn a_type_name_has_one_meaning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    // A program of its own is another crate.
    files.retain(|path| !path.starts_with(root.join("bin")));
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in &files {
        let file = path.strip_prefix(&root).expect("below src").display().to_string();
        let names = names_of(&fs::read_to_string(path).expect("a source file"));
        for name in names.defined.into_iter().chain(names.renamed) {
            homes.entry(name).or_default().push(file.clone());
        }
    }
    assert!(homes.contains_key("Verdict") && homes.contains_key("GridTable"), "nothing was read");
    homes.retain(|_, files| files.len() > 1);
    assert!(homes.is_empty(), "names with several meanings: {homes:#?}");
}

#[test]
fn definitions_components_and_renamings_are_names() {
    let text = "use a::B as C; use d::e as f; struct G; enum H {} trait I { type Item; } type J = G; fn K() {} fn l() {} \
                mod m { struct N; } fn o() { struct P; } impl I for G { type Item = H; }";
    let names = names_of(text);
    assert_eq!(names.defined, ["G", "H", "I", "J", "K", "N", "P"]);
    assert_eq!(names.renamed, ["C"]);
}
