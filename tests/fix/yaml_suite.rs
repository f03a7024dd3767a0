//! The cases of the [YAML test suite](https://github.com/yaml/yaml-test-suite): what is valid is read, what is not is refused
//! as such, and a file that holds a case is edited beside it and nowhere else.
//!
//! `cargo xtask test` installs the suite from npm and says where it is; without it the cases are passed over.

use wincompat::remedy::fix::FixError;

use crate::case::Case;

struct Suite {
    id: String,
    yaml: String,
    valid: bool,
}

/// The cases: files that are JSON behind `export default`.
fn cases() -> Option<Vec<Suite>> {
    let Some(folder) = std::env::var_os("WINCOMPAT_YAML_TEST_SUITE") else {
        eprintln!("passed over: WINCOMPAT_YAML_TEST_SUITE is not set; cargo xtask test sets it");
        return None;
    };
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the suite") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("text");
        let Some((_, json)) = text.split_once("export default {").filter(|_| !path.ends_with("index.js")) else {
            continue;
        };
        let file: serde_json::Value = serde_json::from_str(&format!("{{{json}")).expect("JSON");
        for case in file["cases"].as_array().expect("cases") {
            let yaml = case["yaml"].as_str().expect("YAML").to_owned();
            all.push(Suite { id: file["id"].to_string(), yaml, valid: case["fail"] != true });
        }
    }
    assert!(all.len() >= 400, "{}", all.len());
    Some(all)
}

/// Lines in brackets that are not indented deeper than their key: invalid in YAML 1.2, but read by libyaml and what is made
/// after it, go-yaml among them, and so by kubectl and docker compose, whose files these are.
const READ_ALL_THE_SAME: &[&str] = &["9C9N"];

/// Invalid, and refused as a file of another kind: they begin as a script does, with words and no key.
const LIKE_A_SCRIPT: &[&str] = &["BS4K", "S98Z", "2CMS", "Y79Y", "5LLU"];

#[test]
fn what_is_valid_is_read_and_what_is_not_is_refused() {
    for Suite { id, yaml, valid } in cases().into_iter().flatten() {
        let id = id.trim_matches('"');
        let refused = Case::new("--host ws2022", "").fix_text(&yaml).err();
        let other = refused.as_ref().is_some_and(FixError::is_other);
        let read = refused.is_none() || other;
        let expected = valid || READ_ALL_THE_SAME.contains(&id) || other && LIKE_A_SCRIPT.contains(&id);
        assert_eq!(read, expected, "{id}\n{yaml}");
    }
}

#[test]
fn beside_a_case_everything_is_edited_as_usual() {
    const HEAD: &str = "services:\n  a:\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\nx-suite:\n";
    let Some(cases) = cases() else { return };
    let mut edited = 0;
    for Suite { id, yaml, .. } in cases.iter().filter(|case| case.valid) {
        // What stands in a document of its own cannot stand in another one.
        if yaml.lines().any(|line| line.starts_with(['%', '\t']) || line.starts_with("---") || line.starts_with("..."))
        {
            continue;
        }
        let indented: String = yaml.split_inclusive('\n').map(|line| format!("  {line}")).collect();
        let text = format!("{HEAD}{indented}");
        let case = Case::new("--host ws2022", "");
        let Ok(fixed) = case.fix_text(&text) else { continue };
        assert_eq!(fixed.text, text.replacen("ltsc2019", "ltsc2022", 1), "{id}");
        assert_eq!(case.fix_text(&fixed.text).map(|again| again.edits), Ok(Vec::new()), "{id}");
        edited += 1;
    }
    assert!(edited >= 190, "{edited}");
}
