//! Every sample text reads as it should.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wincompat::clue;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The samples by name, with what they say.
fn samples() -> BTreeMap<String, (String, Value)> {
    let mut samples = BTreeMap::new();
    for list in ["expected.json", "more/expected.json"] {
        let path = folder().join(list);
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let expected: BTreeMap<String, Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{list}: {error}"));
        for (name, value) in expected {
            let file = path.with_file_name(&name);
            let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            samples.insert(name, (text, value));
        }
    }
    samples
}

/// What a text says, without the spans and without the order of hosts and images.
fn reading(text: &str) -> Value {
    let mut value = serde_json::to_value(clue::read(text)).expect("clues are JSON");
    value.as_object_mut().expect("an object").remove("spans");
    unordered(value)
}

fn unordered(mut value: Value) -> Value {
    for list in ["hosts", "images"] {
        if let Some(list) = value[list].as_array_mut() {
            list.sort_by_key(Value::to_string);
        }
    }
    value
}

#[test]
fn samples_read_as_expected() {
    let mut wrong = String::new();
    for (name, (text, expected)) in samples() {
        let (found, expected) = (reading(&text), unordered(expected));
        if found != expected {
            wrong += &format!("{name}\n  expected {expected}\n  found    {found}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
