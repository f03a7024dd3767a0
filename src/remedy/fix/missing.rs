//! Variables without a value in names of images, and which value they need.

use super::hosts::StartWay;
use super::retag::{FleetHosts, Retag};
use crate::read::syntax::ByteRange;
use crate::rules::notice::image_word;
use crate::rules::reference::Reference;

/// What to know about something that comes from a variable without a default.
pub(super) fn without_value_of(what: &str, variable: &str) -> String {
    let name = variable.trim_start_matches(['$', '{']);
    let name = if name.is_empty() { "a variable" } else { name };
    ["The ", what, " comes from ", name, ", which has no value here."].concat()
}

/// What to know about a variable without a default, and which value it needs if it is the tag of a base image.
pub(super) fn without_value(text: &str, missing: ByteRange, fleet: &FleetHosts<'_>) -> String {
    let variable = text.get(missing.clone()).unwrap_or_default();
    let part = if text.get(..missing.start).is_some_and(|before| before.ends_with(':')) { "tag" } else { "image" };
    let mut note = without_value_of(part, variable);
    // What stands between the colon and the variable is the beginning of the tag: `servercore:ltsc${YEAR}`.
    let (base, begin) = text.get(..missing.start).and_then(|before| before.rsplit_once(':')).unwrap_or_default();
    let end = text.get(missing.end..).unwrap_or_default().trim_start_matches('}');
    let base: Option<Reference> = base.parse().ok();
    if let Some(base) = base.filter(|base| base.base_family().is_some()) {
        let way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen() };
        let Retag::Replace { reference, .. } = fleet.retag(&base, fleet.hosts.all(), way) else { return note };
        let value = reference.tag().and_then(|tag| tag.strip_prefix(begin)?.strip_suffix(end));
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            note.push_str(" Give it the value ");
            note.push_str(value);
            note.push('.');
            return note;
        }
    }
    if let ([build], "tag") = (fleet.hosts.builds.as_slice(), part) {
        let word = image_word(*build).unwrap_or_default();
        note.push_str(if word.is_empty() { "" } else { " Where it is set, it has to be one for " });
        note.push_str(word);
        note.push_str(if word.is_empty() { "" } else { "." });
    }
    note
}

/// The variable that is the beginning of a tag, if it has no default: `${PREFIX}/web:${TAG}`.
pub(super) fn in_tag(text: &str) -> Option<ByteRange> {
    let tag = text.rfind(":$").map(|colon| colon + 1).filter(|start| !text[*start..].contains('/'))?;
    let rest = &text[tag + 1..];
    let end = match rest.strip_prefix('{') {
        Some(inside) => inside.find('}').filter(|end| is_name(&inside[..*end]))? + 1,
        None => rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len()),
    };
    Some(tag..tag + 1 + end)
}

fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
