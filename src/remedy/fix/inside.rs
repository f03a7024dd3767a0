//! A file inside another one: a text in a block scalar, whose lines stand in the file as they are.

use super::Lines;
use super::edits::Changes;
use crate::read::syntax::yaml::{Kind, Yaml};

/// A text in a scalar, with the way back to where it stands.
pub(super) struct Inside<'y> {
    pub text: &'y str,
    start: usize,
    lines: Lines,
    /// Where each line stands in the file; `None` where they don’t stand there as they are.
    places: Option<Vec<usize>>,
}

impl<'y> Inside<'y> {
    pub fn new(yaml: &'y Yaml<'_>, entry: usize) -> Option<Self> {
        let text = yaml.str(entry)?;
        let node = &yaml.nodes[yaml.resolve(entry)];
        let written = &yaml.text[node.value.clone()];
        let places = if node.kind == Kind::Block { line_starts(written, text) } else { None };
        let places = places.map(|places| places.into_iter().map(|at| node.value.start + at).collect());
        Some(Self { text, start: node.start, lines: Lines::of(text), places })
    }

    /// Where a byte of the text stands in the file, or else where the scalar does.
    pub fn place(&self, position: usize) -> usize {
        self.exact(position).unwrap_or(self.start)
    }

    fn exact(&self, position: usize) -> Option<usize> {
        let line = self.lines.of_byte(position) - 1;
        Some(self.places.as_ref()?.get(line)? + (position - self.lines.start(line)))
    }

    /// Says that the text has to be changed by hand.
    pub fn by_hand(&self, changes: &mut Changes) {
        const ODD: &str = "The text in here can’t be edited in place. Fix it by hand.";
        changes.open(self.start, ODD);
    }

    /// Takes over what was found in the text.
    pub fn take(&self, found: Changes, changes: &mut Changes) {
        for (position, note) in found.remarks() {
            let at = self.place(position);
            if note.open { changes.open(at, note.text) } else { changes.note(at, note.text) }
        }
        for edit in found.edits() {
            // New lines would have to be indented.
            match (self.exact(edit.span.start), self.exact(edit.span.end)) {
                (Some(start), Some(end)) if !edit.replacement.contains('\n') => {
                    changes.edit(start..end, edit.replacement, edit.why, edit.rule, edit.certain);
                }
                _ => return self.by_hand(changes),
            }
        }
    }
}

/// Where the lines of a block scalar’s text stand in it as it is written, behind its heading.
fn line_starts(written: &str, text: &str) -> Option<Vec<usize>> {
    let mut at = written.find('\n')? + 1;
    let mut starts = Vec::new();
    for line in text.split('\n') {
        let raw = written.get(at..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let bare = raw.strip_suffix('\r').unwrap_or(raw);
        let indent = if line.is_empty() { 0 } else { bare.len().checked_sub(line.len())? };
        if !bare.get(indent..)?.ends_with(line) {
            return None;
        }
        starts.push(at + indent);
        at += raw.len() + 1;
    }
    Some(starts)
}
