//! Phrases that readers stumbled over do not come back (`src/WORDS.md`).
#![cfg(not(target_arch = "wasm32"))]

mod util;

/// Each was read aloud to operators and struck.
const STRUCK: [&str; 40] = [
    "needs the revision",
    "Runs as it is",
    "down to the last number",
    "the very Windows build",
    "the question doesn’t give",
    "in no mode",
    "nobody documents",
    "Nobody documents",
    "The image itself does.",
    "a typing error",
    "nobody fixes it",
    "Keep it on hosts",
    "Hand it on",
    "advice of 2017",
    "Where it says so",
    "Looks at nothing else",
    "by this name. Enter takes",
    "Stays in this page",
    "then begins with this host",
    "In support today only",
    "not run just so",
    "Nobody says so",
    "are called so",
    "don’t go together",
    "to know stands below",
    "Write a tag that exists",
    "(by its naming)",
    "the page knows without",
    "Keys without Ctrl",
    "Move on: current",
    "or build on this",
    "and paste what it prints",
    "indented with blanks",
    "Point at a cell",
    "your answer, not right",
    "look whether it exists",
    "Every host against every image, by build",
    "Hosts in rows, images in columns",
    "image below 20348",
    "Nobody notices.",
];

/// The lines of a source file that are no comments; a sentence that goes on in the next line is one.
fn shown(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let joined: Vec<&str> = lines.map(str::trim_start).collect();
    joined.join("\n").replace("\\\n", "")
}

#[test]
fn struck_phrases_do_not_come_back() {
    let page = ("index.html".to_owned(), util::text("../index.html"));
    let mut found = Vec::new();
    for (path, text) in util::sources().chain([page]) {
        let text = shown(&text);
        found.extend(STRUCK.iter().filter(|phrase| text.contains(**phrase)).map(|phrase| format!("{path}: {phrase}")));
    }
    assert!(found.is_empty(), "see src/WORDS.md\n{}", found.join("\n"));
}

#[test]
fn a_sentence_over_two_lines_is_one() {
    assert_eq!(shown("// in no mode\n\"runs in \\\n   no mode\""), "\"runs in no mode\"");
}
