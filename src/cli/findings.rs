//! `wincompat fix --check`: what would change in files, for people, for GitHub’s annotations and as SARIF.

use serde_json::{Value, json};

use super::line;
use super::output::name;
use crate::remedy::fix::{FixError, Fixed, Told};

/// One file and what was found in it.
pub(super) struct CheckedFile {
    /// With slashes, as Git and SARIF have it.
    pub(super) path: String,
    /// The text that was read.
    pub(super) text: String,
    pub(super) result: Result<Fixed, FixError>,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum FindingsFormat {
    /// A line each, as compilers write it
    Text,
    // https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
    /// Annotations on the lines of a pull request
    Github,
    // https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    /// For code scanning
    Sarif,
}

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Good to know; nothing has to change.
    Note,
    /// To be decided by hand.
    Warning,
    /// It does not run as it is; `fix` changes it.
    Error,
}

struct FileFinding {
    line: usize,
    level: Level,
    rule: String,
    message: String,
    /// The characters to replace, and by what.
    change: Option<(std::ops::Range<usize>, String)>,
}

/// The rule of findings that no rule of compatibility is behind.
const BY_HAND: &str = "by-hand";
const NOT_READ: &str = "not-read";

/// The findings of all files.
pub(super) fn print(files: &[CheckedFile], format: FindingsFormat) -> String {
    match format {
        FindingsFormat::Text => text(files),
        FindingsFormat::Github => github(files),
        FindingsFormat::Sarif => super::json(&sarif(files)),
    }
}

impl CheckedFile {
    /// For people: a place whose word changes twice is one, and what to do stands first, as lists of findings show the start of a line.
    fn findings(&self) -> Vec<FileFinding> {
        self.with_changes(|fixed| {
            let told = fixed.told(&self.text).into_iter().map(|told| FileFinding {
                line: told.line,
                level: Level::Error,
                rule: told.rule.to_string(),
                message: format!("{} {}", change(&told), told.why),
                change: None,
            });
            told.collect()
        })
    }

    /// For programs: each edit, with what it replaces.
    fn edits(&self) -> Vec<FileFinding> {
        self.with_changes(|fixed| {
            let edits = fixed.edits.iter().map(|edit| FileFinding {
                line: edit.line,
                level: Level::Error,
                rule: edit.rule.to_string(),
                message: format!("{} {}", proposal(&edit.replacement, edit.certain), edit.why),
                change: Some((edit.span.clone(), edit.replacement.clone())),
            });
            edits.collect()
        })
    }

    fn with_changes(&self, changes: impl FnOnce(&Fixed) -> Vec<FileFinding>) -> Vec<FileFinding> {
        let fixed = match &self.result {
            Ok(fixed) => fixed,
            Err(error) => {
                let (rule, message) = (NOT_READ.to_owned(), error.to_string());
                return vec![FileFinding { line: error.line, level: Level::Error, rule, message, change: None }];
            }
        };
        let notes = fixed.notes.iter().map(|note| FileFinding {
            line: note.line,
            level: if note.open { Level::Warning } else { Level::Note },
            rule: BY_HAND.to_owned(),
            message: [&note.text, " ", &note.command].concat().trim_end().to_owned(),
            change: None,
        });
        let mut findings: Vec<FileFinding> = changes(fixed).into_iter().chain(notes).collect();
        findings.sort_by_key(|finding| finding.line);
        findings
    }
}

/// What stands behind a change that is not on record.
const fn check(certain: bool) -> &'static str {
    if certain { "" } else { " (check before use)" }
}

/// The whole word before and after, or what comes in where no word changes.
fn change(told: &Told<'_>) -> String {
    match told.edits {
        [edit] if !told.is_word => proposal(&edit.replacement, edit.certain),
        _ => format!("Change {}{}.", told.text, check(told.certain)),
    }
}

fn proposal(replacement: &str, certain: bool) -> String {
    let words = replacement.split_whitespace().collect::<Vec<_>>().join(" ");
    let check = check(certain);
    if words.is_empty() { format!("Remove it{check}.") } else { format!("Write {words}{check}.") }
}

impl Level {
    const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

fn text(files: &[CheckedFile]) -> String {
    let mut out = String::new();
    let mut found = 0;
    for file in files {
        for finding in file.findings() {
            let FileFinding { line: at, level, rule, message, .. } = &finding;
            found += usize::from(*level != Level::Note);
            let path = name(&file.path);
            line(&mut out, format_args!("{path}:{at}: {}: {message} [{rule}]", level.word()));
        }
    }
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    line(&mut out, format_args!("{} in {}", plural(found, "finding"), plural(files.len(), "file")));
    out
}

fn github(files: &[CheckedFile]) -> String {
    let mut out = String::new();
    for file in files {
        for finding in file.findings() {
            let command = if finding.level == Level::Note { "notice" } else { finding.level.word() };
            let (path, title) = (property(&file.path), property(&format!("wincompat {}", finding.rule)));
            let message = data(&finding.message);
            line(&mut out, format_args!("::{command} file={path},line={},title={title}::{message}", finding.line));
        }
    }
    out
}

/// Escapes as the [runner](https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts) reads them: nothing in a file
/// can begin a command of its own. It has none for other control characters, which would colour or rewrite its log: they are shown
/// as elsewhere, at the price of a place that the runner doesn’t find.
fn data(text: &str) -> String {
    const ENDS: [char; 2] = ['\r', '\n'];
    let lines = text.split_inclusive(ENDS).map(|line| {
        let bare = line.trim_end_matches(ENDS);
        [&name(bare), &line[bare.len()..]].concat()
    });
    lines.collect::<String>().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn sarif(files: &[CheckedFile]) -> Value {
    let mut rules: Vec<String> = Vec::new();
    let mut results = Vec::new();
    for file in files {
        for finding in file.edits() {
            let rule = finding.rule.clone();
            let index = rules.iter().position(|known| *known == rule).unwrap_or_else(|| {
                rules.push(rule);
                rules.len() - 1
            });
            results.push(result(file, &finding, index));
        }
    }
    let rules: Vec<Value> =
        rules.iter().map(|rule| json!({"id": rule, "shortDescription": {"text": described(rule)}})).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "wincompat", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn described(rule: &str) -> String {
    match rule {
        BY_HAND => "Needs your decision".to_owned(),
        NOT_READ => "Not understood".to_owned(),
        rule => format!("Rule {rule} of Windows container compatibility"),
    }
}

fn result(file: &CheckedFile, finding: &FileFinding, index: usize) -> Value {
    let location = json!({"uri": uri(&file.path)});
    let region = match &finding.change {
        Some((span, _)) => region(&file.text, span),
        None => json!({"startLine": finding.line.max(1)}),
    };
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level.word(),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
    });
    if let Some((_, replacement)) = &finding.change {
        let replacement = json!({"deletedRegion": region, "insertedContent": {"text": replacement}});
        let change = json!({"artifactLocation": location, "replacements": [replacement]});
        result["fixes"] = json!([{"description": {"text": "The edit of wincompat fix"}, "artifactChanges": [change]}]);
    }
    result
}

/// Lines and columns count from 1, and columns in characters.
fn region(text: &str, span: &std::ops::Range<usize>) -> Value {
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    };
    let ((start_line, start), (end_line, end)) = (place(span.start), place(span.end));
    json!({"startLine": start_line, "startColumn": start, "endLine": end_line, "endColumn": end})
}

/// A relative reference, each part percent-encoded
/// ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)).
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    let encoded = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_becomes_a_command_of_the_runner() {
        assert_eq!(data("100%\n::error::x\r"), "100%25%0A::error::x%0D");
        assert_eq!(property("a,b:c\n"), "a%2Cb%3Ac%0A");
        assert_eq!(data("a\u{1b}[31m\r\n\tb\r"), "a\\x1b[31m%0D%0A\\tb%0D");
    }

    #[test]
    fn places_count_from_one_and_in_characters() {
        let text = "a\nfür x\n";
        let at = text.find('x').expect("there");
        assert_eq!(
            region(text, &(at..at + 1)),
            json!({"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 6})
        );
        assert_eq!(region(text, &(text.len()..text.len()))["startLine"], 3);
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("my app/Dockerfile"), "my%20app/Dockerfile");
        assert_eq!(uri("größe#1.yaml"), "gr%C3%B6%C3%9Fe%231.yaml");
    }
}
