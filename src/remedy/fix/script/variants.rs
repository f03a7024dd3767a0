//! Values of a script that are the same for several Windows versions: the entries of a table of PowerShell
//! (`@{ ltsc2019 = '…'; ltsc2022 = '…' }`), a list of such tables, and a variable that gets one image or the other.
//!
//! Where one of them is for the hosts already, the others stay.

use super::meaning::{fits, is_version_of};
use super::{each_command, key_before, line_before, words};
use crate::read::syntax::ByteRange;
use crate::remedy::fix::hosts::StartWay;
use crate::remedy::fix::retag::FleetHosts;
use crate::remedy::fix::says::is_windows;
use crate::remedy::fix::siblings::{self, Twin};
use crate::rules::{image::Image, reference::Reference};

/// What is left as it is, by where it stands, and why.
#[derive(Default)]
pub(in crate::remedy::fix) struct Left(Vec<(ByteRange, String)>);

impl Left {
    /// What a script has of it.
    pub fn of(text: &str, way: StartWay, fleet: &FleetHosts<'_>) -> Self {
        let mut left = Self::default();
        left.tables(text, way, fleet);
        left.assigned(text, way, fleet);
        left
    }

    /// Why what stands at a place is left.
    pub fn why(&self, span: &ByteRange) -> Option<&str> {
        let found = self.0.iter().find(|(left, _)| left.start <= span.start && span.end <= left.end);
        found.map(|(_, why)| why.as_str())
    }

    fn tables(&mut self, text: &str, way: StartWay, fleet: &FleetHosts<'_>) {
        let mut entries = entries(text);
        entries.truncate(siblings::MOST);
        let runs = |entry: &TableEntry| runs(&text[entry.value.clone()], way, fleet);
        let named = |entry: &TableEntry| Twin { parent: entry.table, name: entry.key.clone(), runs: runs(entry) };
        let all: Vec<Twin> = entries.iter().map(named).collect();
        for (entry, twin) in entries.iter().zip(siblings::for_hosts(&all)) {
            // `@( @{Tag = '1809'}, @{Tag = 'ltsc2022'} )`
            let fits = |other: &TableEntry| {
                other.list == entry.list
                    && other.key == entry.key
                    && other.table != entry.table
                    && runs(other) == Some(true)
            };
            let in_list = || entry.list.is_some() && runs(entry) == Some(false) && entries.iter().any(fits);
            if let Some(twin) = twin {
                self.0.push((entry.value.clone(), siblings::stays(twin)));
            } else if in_list() {
                self.0.push((entry.value.clone(), OTHER.to_owned()));
            }
        }
    }

    /// A variable that gets images of one repository with several tags, as in the branches of a condition.
    fn assigned(&mut self, text: &str, way: StartWay, fleet: &FleetHosts<'_>) {
        let mut found: Vec<(String, ByteRange, Reference)> = Vec::new();
        each_command(text, |span| {
            for word in words(text, span) {
                let before = line_before(text, word.start);
                let assigned = before.trim_end_matches(['"', '\'', ' ']).ends_with('=');
                let key = key_before(before);
                let reference =
                    text[word.clone()].parse::<Reference>().ok().filter(|_| assigned && !key.starts_with('-'));
                if let Some(reference) = reference.filter(|one| is_windows(&Image::of_reference(one.clone()))) {
                    found.push((key, word, reference));
                }
            }
        });
        found.truncate(siblings::MOST);
        for (key, span, reference) in &found {
            let same = |one: &&(String, ByteRange, Reference)| one.0 == *key && one.2.name() == reference.name();
            let fits = found.iter().filter(same).any(|(.., other)| siblings::runs(other, way, fleet));
            if fits && !siblings::runs(reference, way, fleet) {
                self.0.push((span.clone(), OTHER.to_owned()));
            }
        }
    }
}

/// Why one of several stays where another one has no name.
const OTHER: &str = "This is one of several, each for another Windows, and one is for the hosts: not changed.";

/// Whether an image, or a word for a Windows, is for one of the hosts; `None` for any other text.
fn runs(value: &str, way: StartWay, fleet: &FleetHosts<'_>) -> Option<bool> {
    if !value.contains(':') {
        return is_version_of(value).then(|| fits(value, way, fleet));
    }
    let reference = value.parse::<Reference>().ok()?;
    is_windows(&Image::of_reference(reference.clone())).then(|| siblings::runs(&reference, way, fleet))
}

/// An entry of a table of PowerShell whose value is a text.
pub(super) struct TableEntry {
    /// Where its table begins, and the list that the table is in.
    pub table: usize,
    list: Option<usize>,
    pub key: String,
    pub value: ByteRange,
}

/// What is open at a place of a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenBracket {
    Table(usize),
    List(usize),
    Block,
}

/// The [tables](https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_hash_tables) of a script.
pub(super) fn entries(text: &str) -> Vec<TableEntry> {
    let mut found = Vec::new();
    let mut open: Vec<OpenBracket> = Vec::new();
    let mut at = if text.contains("@{") { 0 } else { text.len() };
    let mut is_key = false;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let byte = rest.as_bytes()[0];
        if is_key
            && !byte.is_ascii_whitespace()
            && !b"#;}<".contains(&byte)
            && let Some(OpenBracket::Table(table)) = open.last().copied()
        {
            is_key = false;
            let Some((key, value)) = pair(rest) else { continue };
            let list = open
                .iter()
                .rev()
                .nth(1)
                .and_then(|outer| if let OpenBracket::List(at) = outer { Some(*at) } else { None });
            let span = at + value.start..at + value.end;
            at = span.start;
            if let Some(text) = quoted(text, span.clone()) {
                at = text.end + 1;
                found.push(TableEntry { table, list, key, value: text });
            }
            continue;
        }
        let step = match byte {
            b'<' if rest.starts_with("<#") => rest.find("#>").map_or(rest.len(), |end| end + 2),
            b'#' => rest.find('\n').unwrap_or(rest.len()),
            quote @ (b'"' | b'\'') => rest[1..].find(char::from(quote)).map_or(rest.len(), |end| end + 2),
            b'@' if rest.starts_with("@{") => {
                open.push(OpenBracket::Table(at));
                is_key = true;
                2
            }
            b'(' => {
                open.push(OpenBracket::List(at));
                1
            }
            b'{' => {
                open.push(OpenBracket::Block);
                1
            }
            b'}' | b')' => {
                open.pop();
                1
            }
            b'\n' | b';' => {
                is_key = matches!(open.last(), Some(OpenBracket::Table(_)));
                1
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += step;
    }
    found
}

/// `key = value` at the beginning of a text: the key without quotes, and where the value begins; to the end of the line.
fn pair(text: &str) -> Option<(String, ByteRange)> {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let (key, value) = line.split_once('=')?;
    let start = key.len() + 1 + (value.len() - value.trim_start().len());
    Some((key.trim().trim_matches(['"', '\'']).to_owned(), start..line.len()))
}

/// The text in quotes that a value begins with.
fn quoted(text: &str, value: ByteRange) -> Option<ByteRange> {
    let written = &text[value.clone()];
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let end = written[1..].find(quote)?;
    Some(value.start + 1..value.start + 1 + end)
}
