//! `wincompat read`.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::{fixture, piped, wincompat};

fn unordered(mut value: Value) -> Value {
    for list in ["hosts", "images"] {
        value[list].as_array_mut().expect(list).sort_by_key(Value::to_string);
    }
    value
}

#[test]
fn read_prints_what_every_sample_says() {
    let expected: BTreeMap<String, Value> = serde_json::from_str(&fixture("expected.json")).expect("JSON");
    for (name, expected) in expected {
        let path = format!("tests/fixtures/{name}");
        let output = wincompat(&["read", &path, "--json"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        let mut found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!(found.as_object_mut().expect("an object").remove("spans").is_some_and(|spans| spans.is_array()));
        assert_eq!(unordered(found), unordered(expected), "{name}");
    }
}

#[test]
fn read_takes_standard_input_and_says_when_there_is_nothing() {
    let nothing =
        json!({"hosts": [], "images": [], "error": "none", "container": null, "isolation": null, "spans": []});
    for text in ["", "good morning", "\0\u{feff}\n"] {
        let output = piped(&["read", "--json"], text);
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!((output.status.code(), found), (Some(0), nothing.clone()), "{text:?}");
        let output = piped(&["read", "-"], text);
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("Nothing recognized."), "{text:?}");
    }
    let utf16: Vec<u8> =
        "\u{feff}Microsoft Windows [Version 10.0.20348.1787]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let path = std::env::temp_dir().join("wincompat-utf16.txt");
    fs::write(&path, utf16).expect("writes");
    let output = wincompat(&["read", path.to_str().expect("a path")]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "host       10.0.20348.1787\n");
}
