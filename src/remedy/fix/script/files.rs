//! The Dockerfile of a build, where its path is named for a Windows: `-f windowsservercore/1903/Dockerfile`.

use super::{each_command, is_version, verb};
use crate::read::syntax::ByteRange;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::hosts::StartWay;
use crate::remedy::fix::retag::{FleetHosts, Retag};
use crate::remedy::fix::script::meaning;

const OTHER: &str = "The path of this Dockerfile names another Windows. Build from the one for the hosts.";

/// Names builds for another Windows by their path, unless one of the script’s builds is for the hosts; whether there is any.
pub(super) fn fix(text: &str, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let mut found: Vec<(usize, bool)> = Vec::new();
    each_command(text, |span| {
        if verb(&text[span.clone()]) == Some("build")
            && let Some((word, fits)) = path(text, span)
                .and_then(|path| version(text, path))
                .and_then(|word| Some((word.start, matches!(meaning::retag(&text[word], way, fleet)?, Retag::Fits))))
        {
            found.push((word, fits));
        }
    });
    if !found.iter().any(|(_, fits)| *fits) {
        found.iter().for_each(|(at, _)| changes.open(*at, OTHER));
    }
    !found.is_empty()
}

/// The value of `-f` or `--file`.
fn path(text: &str, span: ByteRange) -> Option<ByteRange> {
    let command = &text[span.clone()];
    let at = ["-f", "--file"].iter().find_map(|option| {
        let mut places = command.match_indices(option).map(|(at, _)| (at, at + option.len()));
        let after = |end: usize| command[end..].starts_with([' ', '=', '\t']);
        places.find(|(at, end)| command[..*at].ends_with([' ', '\t']) && after(*end)).map(|(_, end)| end)
    })?;
    let start = at + command[at..].find(|c: char| !matches!(c, ' ' | '=' | '\t' | '"' | '\''))?;
    let length =
        command[start..].find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).unwrap_or(command.len() - start);
    Some(span.start + start..span.start + start + length)
}

/// The folder in a path that is named for a version, where the path says Windows besides.
fn version(text: &str, path: ByteRange) -> Option<ByteRange> {
    let whole = text[path.clone()].to_ascii_lowercase();
    let windows = ["windows", "servercore", "nanoserver", "ltsc20"].iter().any(|word| whole.contains(word));
    let mut at = path.start;
    let mut found = None;
    for part in text[path].split(['/', '\\']) {
        for word in part.split('-') {
            let start = at + (word.as_ptr() as usize - part.as_ptr() as usize);
            found = (is_version(word) && windows).then_some(start..start + word.len()).or(found);
        }
        at += part.len() + 1;
    }
    found
}
