//! Kinds of files that are found in the world, each as small as it can be: what changes, and a neighbour that does not.

use serde::Deserialize as _;

use crate::case::Case;
use crate::invariants::only_edits;

/// A pod with a Windows image, and these lines in its spec.
pub fn pod(spec: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n{spec}  containers:\n  - name: a\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\n"
    )
}

/// A file becomes another one, and says nothing more than its edits.
#[track_caller]
pub fn becomes(options: &str, text: &str, expected: &str) {
    let case = Case::new(options, text);
    let fixed = case.fixed();
    assert_eq!(fixed.text, expected, "{:#?}", fixed.notes);
    assert!(fixed.is_complete(), "{:#?}", fixed.notes);
    only_edits(text, &fixed);
    assert_eq!(case.fix_text(&fixed.text).map(|again| again.edits), Ok(Vec::new()));
}

/// The same for one word in it.
#[track_caller]
pub fn word(options: &str, text: &str, old: &str, new: &str) {
    assert_eq!(text.matches(old).count(), 1, "{text}");
    becomes(options, text, &text.replace(old, new));
}

/// A file stays, and something in it is left to be decided: a note that says this.
#[track_caller]
pub fn open(options: &str, text: &str, says: &str) {
    let fixed = Case::new(options, text).fixed();
    assert!(!fixed.is_complete(), "{}", fixed.text);
    assert!(fixed.notes.iter().any(|note| note.open && note.text.contains(says)), "{:#?}", fixed.notes);
    only_edits(text, &fixed);
}

/// A file stays byte for byte, with nothing left to be decided.
#[track_caller]
pub fn stays(options: &str, text: &str) {
    let fixed = Case::new(options, text).fixed();
    assert_eq!(fixed.edits, []);
    assert!(fixed.is_complete(), "{:#?}", fixed.notes);
}

/// The value of a YAML file, as another reader sees it.
#[track_caller]
pub fn value(text: &str) -> serde_norway::Value {
    serde_norway::Value::deserialize(serde_norway::Deserializer::from_str(text)).expect("YAML")
}

mod compose;
mod configuration;
mod dockerfiles;
mod hyperv;
mod left_over;
mod manifests;
mod other_yaml;
mod pipelines;
mod runners;
mod scripts;
mod selectors;
mod siblings;
mod variants;
mod yaml;
