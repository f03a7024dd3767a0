//! Commands and variables of a Dockerfile that are for the Windows its stage is based on: packages and updates of one release.

use super::edits::Changes;
use super::named::build_of;
use super::own_labels::is_about_version;
use crate::read::syntax::dockerfile::Instruction;
use crate::rules::image::{Image, Versions};
use crate::rules::reference::Reference;

/// Says which commands and variables are for the Windows that the stage leaves.
pub(super) fn note_named(named: &[(usize, String)], old: &Reference, new: &Reference, changes: &mut Changes) {
    let build = |one: &Reference| match Image::of_reference(one.clone()).versions {
        Versions::One(version) => Some(version.build),
        _ => None,
    };
    let (old, new_build) = (build(old), build(new));
    for (at, word) in named.iter().filter(|(_, word)| build_of(word) == old && old.is_some() && old != new_build) {
        let text = [
            "This names ",
            word,
            ", the Windows of the old image. Check that it works with ",
            new.tag().unwrap_or_default(),
            ".",
        ];
        changes.open(*at, text.concat());
    }
}

/// The words of an instruction that stand for a Windows and nothing else: `1809`, `17763`, `ltsc2019`. A year alone may be that of
/// Visual Studio, and a variable without a word for a version in its name a port.
pub(super) fn windows_named_in(instruction: &Instruction<'_>) -> Vec<(usize, String)> {
    let text = instruction.rest.text.as_str();
    let year = |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let digit = word.starts_with(|c: char| c.is_ascii_digit()) || word.starts_with("ltsc20");
        let named = !instruction.is("ENV") || variable_before(&text[..at]).is_some_and(is_about_version);
        if named && (4..=8).contains(&word.len()) && digit && !year(word) && build_of(word).is_some() {
            let place =
                instruction.rest.source(at..at + word.len()).map_or(instruction.start, |source| source.span.start);
            found.push((place, word.to_owned()));
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The name of the variable that a value of `ENV` begins or goes on with.
fn variable_before(before: &str) -> Option<&str> {
    let blank = |c: char| c.is_whitespace();
    let (name, _) = match before.rsplit_once('=') {
        Some((name, value)) if !value.trim_start_matches(['"', '\'']).contains(blank) => (name, value),
        Some(_) => return None,
        None => before.trim_start().split_once(blank)?,
    };
    name.rsplit(blank).next()
}
