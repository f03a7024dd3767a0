//! A file inside another one: a text in a scalar. The lines of a block scalar stand in the file as they are; of a folded or
//! quoted one, what is written the same as often on both sides does.

use std::borrow::Cow;

use super::LineStarts;
use super::edits::Changes;
use crate::read::syntax::ByteRange;
use crate::read::syntax::yaml::{Yaml, YamlKind};

/// A text in a scalar, with the way back to where it stands.
pub(super) struct Inside<'y> {
    pub text: Cow<'y, str>,
    /// The scalar as it is written, and where it stands.
    written: &'y str,
    written_at: usize,
    /// The places of the text at which a second dollar sign stands in the scalar.
    doubled: Vec<usize>,
    start: usize,
    /// The lines of the text with both dollar signs.
    lines: LineStarts,
    /// Where each line stands in the file; `None` where they don’t stand there as they are.
    places: Option<Vec<usize>>,
}

impl<'y> Inside<'y> {
    pub fn new(yaml: &'y Yaml<'_>, entry: usize) -> Option<Self> {
        let text = yaml.str(entry)?;
        let node = &yaml.nodes[yaml.resolve(entry)];
        let written = &yaml.text[node.value.clone()];
        let places = match node.kind {
            YamlKind::Block => line_starts(written, text),
            _ => one_line(written, text),
        };
        let written_at = node.value.start;
        let places = places.map(|places| places.into_iter().map(|at| written_at + at).collect());
        let (doubled, lines) = (Vec::new(), LineStarts::of(text));
        Some(Self { text: Cow::Borrowed(text), written, written_at, doubled, start: node.start, lines, places })
    }

    /// The same where each `$` of the text is written twice, as in a compose file.
    pub fn with_single_dollars(self) -> Self {
        let doubled: Vec<usize> =
            self.text.match_indices("$$").enumerate().map(|(before, (at, _))| at - before).collect();
        Self { text: Cow::Owned(self.text.replace("$$", "$")), doubled, ..self }
    }

    /// Where a byte of the text stands in the file, or else where the scalar does.
    pub fn place(&self, position: usize) -> usize {
        self.exact(position).unwrap_or(self.start)
    }

    fn exact(&self, position: usize) -> Option<usize> {
        let position = position + self.doubled.partition_point(|at| *at < position);
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
            let span = match (self.exact(edit.span.start), self.exact(edit.span.end)) {
                (Some(start), Some(end)) => Some(start..end),
                _ => self.written_the_same(edit.span),
            };
            // New lines would have to be indented.
            match span.filter(|_| !edit.replacement.contains(['\n', '"', '\'', '\\'])) {
                Some(span) => changes.edit(span, edit.replacement, edit.why, edit.rule, edit.certain),
                None => return self.by_hand(changes),
            }
        }
    }

    /// Where a word of the text stands in the scalar, if it is there as often as in the text.
    fn written_the_same(&self, span: ByteRange) -> Option<ByteRange> {
        let word = self.text.get(span.clone()).filter(|word| !word.is_empty())?;
        if self.places.is_some() || word.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\' | '$')) {
            return None;
        }
        let of_text: Vec<usize> = self.text.match_indices(word).map(|(at, _)| at).collect();
        let of_scalar: Vec<usize> = self.written.match_indices(word).map(|(at, _)| at).collect();
        let at = of_text.iter().position(|at| *at == span.start).filter(|_| of_text.len() == of_scalar.len())?;
        let start = self.written_at + of_scalar[at];
        Some(start..start + word.len())
    }
}

/// Where a text of one line stands in a scalar that writes it as it is, with or without quotes around it.
fn one_line(written: &str, text: &str) -> Option<Vec<usize>> {
    let bare = written == text && !text.contains('\n');
    let quoted = || {
        let inner = ['"', '\''].iter().find_map(|quote| written.strip_prefix(*quote)?.strip_suffix(*quote));
        inner == Some(text) && !text.contains(['\n', '\\', '\''])
    };
    if bare { Some(vec![0]) } else { quoted().then(|| vec![1]) }
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
