//! No text makes it panic, and whatever comes out keeps what holds for all fixes.

use proptest::prelude::*;
use serde::Deserialize as _;
use wincompat::FileKind;

use crate::case::{self, Case};
use crate::invariants::only_edits;

/// Words that matter to the readers, and some that do not.
const WORDS: &[&str] = &[
    "FROM ",
    "ARG ",
    "X=",
    "${X",
    "${X:-",
    "}",
    "$X",
    "COPY --from=",
    "RUN ",
    "<<EOF",
    "EOF",
    "`",
    "\\",
    "# escape=`",
    " AS ",
    "services:",
    "apiVersion: v1",
    "kind: Pod",
    "kind: List",
    "spec:",
    "containers:",
    "- ",
    "image: ",
    "isolation: ",
    "nodeSelector:",
    "affinity:",
    "kubernetes.io/os: windows",
    "beta.kubernetes.io/os: windows",
    "&a ",
    "*a",
    "<<: *a",
    "mcr.microsoft.com/windows/servercore:ltsc2019",
    "mcr.microsoft.com/windows/nanoserver:1809",
    "python:3.12",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "|",
    ">-",
    "? ",
    "---",
    "...",
    "%YAML",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\t",
    " #",
    "é",
    "\u{feff}",
    "x-a:",
    "version: '3.3'",
];

fn check(case: &Case, text: &str) {
    let Ok(fixed) = case.fix_text(text) else { return };
    only_edits(text, &fixed);
    let _ = wincompat::remedy::fix::diff::unified(text, &fixed, "file");
    if fixed.kind != FileKind::Dockerfile && is_yaml(text) {
        assert!(is_yaml(&fixed.text), "{text}\n=>\n{}", fixed.text);
    }
    let again = case.fix_text(&fixed.text);
    let again = again.unwrap_or_else(|error| panic!("{error}\n{text}\n=>\n{}", fixed.text));
    assert_eq!(again.edits, [], "{text}\n=>\n{}", fixed.text);
}

/// Whether the real parser accepts a text.
fn is_yaml(text: &str) -> bool {
    serde_norway::Deserializer::from_str(text).all(|one| serde_norway::Value::deserialize(one).is_ok())
}

fn targets() -> Vec<Case> {
    ["--host ws2022", "--host ws2022 --host ws2025 --host ws2019", "--host w11-25h2 --isolation hyperv", "--host 99999"]
        .map(|options| Case::new(&options.replace("99999", "27999"), ""))
        .into()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::styles::cases().max(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>(), target in 0..4_usize) {
        check(&targets()[target], &text);
    }

    #[test]
    fn any_words(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60), target in 0..4_usize) {
        check(&targets()[target], &words.concat());
    }

    #[test]
    fn damaged_cases(
        case in proptest::sample::select(case::all()),
        cuts in proptest::collection::vec((any::<proptest::sample::Index>(), 0..20_usize, proptest::sample::select(WORDS)), 1..4),
    ) {
        let mut text = case.text.clone();
        for (at, length, word) in cuts {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.floor_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end.max(start), word);
        }
        check(&case, &text);
    }
}

#[test]
fn cut_anywhere() {
    for case in case::all() {
        for at in (0..=case.text.len()).filter(|at| case.text.is_char_boundary(*at)) {
            check(&case, &case.text[..at]);
        }
    }
}

#[test]
fn deep_and_long_texts() {
    let case = Case::new("--host ws2022", "");
    check(&case, &"[".repeat(200_000));
    check(&case, &("services: ".to_owned() + &"{a: ".repeat(100_000)));
    check(&case, &"- ".repeat(100_000));
    check(&case, &(0..3_000).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>());
    let bombs: String = (1..60).map(|n| format!("ARG A{n}=$A{}$A{}\n", n - 1, n - 1)).collect();
    check(&case, &format!("ARG A0=xxxxxxxxxx\n{bombs}FROM $A59\n"));
    check(&case, &format!("services:\n  web:\n    image: {}\n", "${A:-".repeat(50_000)));
}
