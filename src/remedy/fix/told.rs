//! Changes as people read them: the whole word before and after, though the edits are as small as they can be.

use super::{Edit, Fixed};
use crate::rules::rule::Rule;

/// A change in one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told<'a> {
    /// The line of the original, from 1.
    pub line: usize,
    /// The edits that make it.
    pub edits: &'a [Edit],
    /// The change is one of a word.
    pub is_word: bool,
    /// What becomes of it, in one line: `servercore:ltsc2019 → servercore:ltsc2022`.
    pub text: String,
    /// Why, in a sentence.
    pub why: &'a str,
    /// The rule behind it.
    pub rule: Rule,
    /// Whether the replacement is on record.
    pub certain: bool,
}

impl Fixed {
    /// The changes to a text, in its order.
    pub fn told(&self, original: &str) -> Vec<Told<'_>> {
        let mut told = Vec::new();
        let mut rest = self.edits.as_slice();
        while let Some(first) = rest.first() {
            let (text, is_word, count) = match word(original, rest) {
                Some((old, new, count)) => (format!("{old} → {new}"), true, count),
                None => (block(original, first), false, 1),
            };
            let (these, others) = rest.split_at(count);
            let certain = these.iter().all(|edit| edit.certain);
            told.push(Told {
                line: first.line,
                edits: these,
                is_word,
                text,
                why: &first.why,
                rule: first.rule,
                certain,
            });
            rest = others;
        }
        told
    }
}

/// The word that the first edits change, before and after, and how many they are; none where they are no part of a word.
fn word<'t>(text: &'t str, edits: &[Edit]) -> Option<(&'t str, String, usize)> {
    let first = edits.first()?;
    let start = start_of_word(text, first.span.start);
    let end = end_of_word(text, first.span.end);
    let inside = |edit: &&Edit| edit.span.end <= end && !edit.replacement.contains(char::is_whitespace);
    let count = edits.iter().take_while(inside).count();
    let old = text.get(start..end).filter(|old| !old.is_empty() && !old.contains(char::is_whitespace))?;
    let mut new = String::new();
    let mut at = start;
    for edit in edits.iter().take(count) {
        new.push_str(text.get(at..edit.span.start)?);
        new.push_str(&edit.replacement);
        at = edit.span.end;
    }
    new.push_str(text.get(at..end)?);
    (count > 0 && !new.is_empty()).then_some((old, new, count))
}

/// What parts the words of YAML, JSON and Dockerfiles.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '[' | ']' | '(' | ')')
}

fn start_of_word(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.char_indices().rev().find(|(_, c)| parts(*c)).map_or(0, |(at, c)| at + c.len_utf8())
}

fn end_of_word(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    at + after.find(parts).unwrap_or(after.len())
}

/// A change that is no part of a word.
fn block(text: &str, edit: &Edit) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let old = one_line(text.get(edit.span.clone()).unwrap_or_default());
    let lines: Vec<&str> = edit.replacement.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match (lines.as_slice(), old.is_empty()) {
        ([], true) => "removed blanks".to_owned(),
        ([], false) => format!("removed {}", short(&old)),
        ([only], true) => format!("added {}", one_line(only.trim_matches(','))),
        ([only], false) => format!("{} → {}", short(&old), one_line(only)),
        ([first, ..], empty) => {
            let what = if empty { "added" } else { "changed" };
            format!("{what} {}{}", name(first), for_builds(&edit.replacement))
        }
    }
}

/// The key that a block begins with.
fn name(line: &str) -> &str {
    let line = line.trim_start_matches("- ");
    line.split_once(':').map_or(line, |(key, _)| key)
}

/// The builds of Windows that a block names: `for builds 20348 and 26100`.
fn for_builds(block: &str) -> String {
    let mut builds: Vec<&str> = Vec::new();
    for (at, _) in block.match_indices("10.0.") {
        let digits = &block[at + "10.0.".len()..];
        let build = &digits[..digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len())];
        if !build.is_empty() && !builds.contains(&build) {
            builds.push(build);
        }
    }
    match builds.as_slice() {
        [] => String::new(),
        [only] => format!(" for build {only}"),
        [first @ .., last] => format!(" for builds {} and {last}", first.join(", ")),
    }
}

fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FixTarget, fix};
    use crate::rules::{catalogue::Catalogue, date::Date, host::Host};

    fn told(text: &str, hosts: &[&str]) -> Vec<String> {
        let catalogue = Catalogue::builtin();
        let hosts: Vec<Host> = hosts.iter().map(|host| Host::parse(host, None).unwrap()).collect();
        let today = Date::new(2026, 8, 23);
        let target =
            FixTarget { hosts: &hosts, engine: None, isolation: None, hyperv: true, today, catalogue: &catalogue };
        let fixed = fix(text, &target).unwrap();
        fixed.told(text).into_iter().map(|told| format!("{}: {}", told.line, told.text)).collect()
    }

    #[test]
    fn a_place_is_told_once_and_whole() {
        for (text, expected) in [
            (
                "FROM mcr.microsoft.com/windows/servercore:ltsc2019\nRUN dir\n",
                "1: mcr.microsoft.com/windows/servercore:ltsc2019 → mcr.microsoft.com/windows/servercore:ltsc2022",
            ),
            (
                "FROM microsoft/aspnet:4.7.2-windowsservercore-1803\n",
                "1: microsoft/aspnet:4.7.2-windowsservercore-1803 → mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022",
            ),
            ("ARG TAG=ltsc2019\nFROM mcr.microsoft.com/windows/nanoserver:${TAG}\n", "1: TAG=ltsc2019 → TAG=ltsc2022"),
            (
                "services:\n  web:\n    image: 'mcr.microsoft.com/windows/nanoserver:1809'\n",
                "3: mcr.microsoft.com/windows/nanoserver:1809 → mcr.microsoft.com/windows/nanoserver:ltsc2022",
            ),
        ] {
            assert_eq!(told(text, &["ws2022"]), [expected], "{text}");
        }
    }

    #[test]
    fn a_block_is_told_by_what_it_does() {
        let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  nodeSelector:\n    kubernetes.io/os: windows\n  containers:\n  - name: web\n    image: mcr.microsoft.com/windows/nanoserver:ltsc2022\n";
        let two = told(pod, &["ws2022", "ws2025"]);
        assert!(
            two.iter().any(|line| line.contains("added affinity for builds 20348 and 26100")
                || line.contains("added nodeAffinity for builds 20348 and 26100")),
            "{two:?}"
        );
        assert!(two.iter().all(|line| line.len() < 120), "{two:?}");
        let one = told(pod, &["ws2022"]);
        assert!(
            one.iter().any(|line| line.ends_with("added node.kubernetes.io/windows-build: \"10.0.20348\"")),
            "{one:?}"
        );
    }
}
