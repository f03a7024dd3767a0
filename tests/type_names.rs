//! A type name has one meaning in the crate: whoever reads `Step` needn't look up which of four it is.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::collections::BTreeMap;

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

#[test]
fn a_type_name_has_one_meaning() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // A program of its own is another crate.
    for (path, text) in util::sources().filter(|(path, _)| !path.starts_with("bin/")) {
        let names = names_of(&text);
        for name in names.defined.into_iter().chain(names.renamed) {
            homes.entry(name).or_default().push(path.clone());
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
