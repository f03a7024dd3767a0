//! Templates of Helm charts that are manifests but for what stands in double braces. That is taken for blanks and for values
//! nobody knows, byte for byte as long, and only words outside of it change.

use super::edits::Changes;
use super::kubernetes;
use super::retag::FleetHosts;
use super::says::named_in;
use crate::read::syntax::yaml::Yaml;

/// What takes the place of a value: a name with it is one that another tool fills in.
const FILLED_IN: char = '$';

/// The edits; `None` where nothing in it is for Windows by its name, or where it is no manifest even so.
pub(super) fn fix(text: &str, fleet: &FleetHosts<'_>) -> Option<Changes> {
    let plain = without_actions(text)?;
    let yaml = Yaml::read(&plain).ok()?;
    let has = |key: &str| yaml.documents.iter().any(|document| yaml.own(*document, key).is_some());
    if !has("apiVersion") || !has("kind") {
        return None;
    }
    let found = kubernetes::fix(&yaml, fleet).ok()?;
    let mut changes = Changes::default();
    for (position, note) in found.remarks() {
        if note.open { changes.open(position, note.text) } else { changes.note(position, note.text) }
    }
    // Where no Windows is said in so many words, the values decide.
    let mut some = false;
    for edit in found.edits() {
        let old = text.get(edit.span.clone()).unwrap_or_default();
        // What is added may be there already, in a part that the chart leaves out or fills in.
        if old.is_empty() || old.contains(['{', '}', '\n']) || edit.replacement.contains('\n') {
            changes.open(edit.span.start, edit.why);
        } else {
            some = true;
            changes.edit(edit.span, edit.replacement, edit.why, edit.rule, edit.certain);
        }
    }
    (some || named_in(&plain).next().is_some()).then_some(changes)
}

/// The text without its [actions](https://helm.sh/docs/chart_template_guide/): blanks for lines that are nothing else.
fn without_actions(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let length = rest[open..].find("}}")? + "}}".len();
        let before = rest[..open].rsplit('\n').next().unwrap_or_default();
        let own_line = plain.is_empty() || plain.ends_with('\n') || open > before.len();
        let after = rest[open + length..].split('\n').next().unwrap_or_default();
        let alone = own_line && before.trim().is_empty() && after.trim().is_empty();
        plain.push_str(&rest[..open]);
        let filler = if alone { ' ' } else { FILLED_IN };
        plain.extend(rest[open..open + length].bytes().map(|byte| if byte == b'\n' { '\n' } else { filler }));
        rest = &rest[open + length..];
    }
    plain.push_str(rest);
    (plain.len() == text.len() && plain != text).then_some(plain)
}
