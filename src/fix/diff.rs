//! A fix as a diff: the edits are known, so nothing has to be searched.

use super::{Edit, Fixed};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// What a line of a diff is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// In both texts.
    Same,
    /// Only in the original.
    Old,
    /// Only in the fixed text.
    New,
}

/// A line of a diff.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line<'a> {
    /// Where it is.
    pub side: Side,
    /// Its number in the original, from 1; for a new line the number of the line it stands before.
    pub old: usize,
    /// Its number in the fixed text, from 1; for an old line the number of the line it stood before.
    pub new: usize,
    /// The line with its line break, if it has one.
    pub text: &'a str,
}

/// Lines around one change or several that are close together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hunk<'a> {
    /// Its lines.
    pub lines: Vec<Line<'a>>,
}

/// Some lines of the original and what they become, in bytes.
struct Change {
    old: core::ops::Range<usize>,
    new: core::ops::Range<usize>,
}

/// The changed lines with some unchanged ones around them.
pub fn hunks<'a>(original: &'a str, fixed: &'a Fixed) -> Vec<Hunk<'a>> {
    let mut hunks: Vec<Hunk<'a>> = Vec::new();
    let (mut old, mut new) = (1, 1);
    let mut at = 0;
    let changes = changes(original, fixed);
    for (index, change) in changes.iter().enumerate() {
        let before: Vec<&str> = lines(&original[at..change.old.start]).collect();
        let far = hunks.is_empty() || before.len() > 2 * CONTEXT;
        if far {
            if let Some(last) = hunks.last_mut() {
                same(last, before.iter().take(CONTEXT), &mut (old, new));
            }
            let skipped = before.len().saturating_sub(CONTEXT);
            let shown = if hunks.is_empty() { 0 } else { CONTEXT };
            (old, new) = (old + skipped.saturating_sub(shown), new + skipped.saturating_sub(shown));
            hunks.push(Hunk { lines: Vec::new() });
        }
        let Some(hunk) = hunks.last_mut() else { continue };
        let skip = if far { before.len().saturating_sub(CONTEXT) } else { 0 };
        same(hunk, before.iter().skip(skip), &mut (old, new));
        for text in lines(&original[change.old.clone()]) {
            hunk.lines.push(Line { side: Side::Old, old, new, text });
            old += 1;
        }
        for text in lines(&fixed.text[change.new.clone()]) {
            hunk.lines.push(Line { side: Side::New, old, new, text });
            new += 1;
        }
        at = change.old.end;
        if index + 1 == changes.len() {
            let after: Vec<&str> = lines(&original[at..]).take(CONTEXT).collect();
            same(hunk, after.iter(), &mut (old, new));
        }
    }
    hunks
}

fn same<'a, 'b>(hunk: &mut Hunk<'a>, texts: impl Iterator<Item = &'b &'a str>, (old, new): &mut (usize, usize))
where
    'a: 'b,
{
    for text in texts {
        hunk.lines.push(Line { side: Side::Same, old: *old, new: *new, text });
        (*old, *new) = (*old + 1, *new + 1);
    }
}

/// The lines of a text with their line breaks.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n')
}

/// Whole lines that differ, each run of them once.
fn changes(original: &str, fixed: &Fixed) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    let mut shift = 0_isize;
    for Edit { span, replacement, .. } in &fixed.edits {
        let inserted_lines = span.is_empty() && replacement.ends_with('\n') && starts_line(original, span.start);
        let removed_lines = !span.is_empty() && replacement.is_empty() && starts_line(original, span.start) && starts_line(original, span.end);
        let start = original[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = if inserted_lines || removed_lines {
            span.end
        } else {
            original[span.end..].find('\n').map_or(original.len(), |newline| span.end + newline + 1)
        };
        let moved = |position: usize, shift: isize| position.saturating_add_signed(shift);
        let new_start = moved(start, shift);
        shift += replacement.len() as isize - span.len() as isize;
        let new_end = moved(end, shift);
        match all.last_mut() {
            Some(last) if start < last.old.end || (start == last.old.end && start == end) => {
                last.old.end = last.old.end.max(end);
                last.new.end = moved(last.old.end, shift);
            }
            _ => all.push(Change { old: start..end, new: new_start..new_end }),
        }
    }
    all
}

fn starts_line(text: &str, position: usize) -> bool {
    position == 0 || text.as_bytes().get(position - 1) == Some(&b'\n')
}

/// The fix as a unified diff, which `git apply` and `patch` understand. Empty where nothing changes.
pub fn unified(original: &str, fixed: &Fixed, name: &str) -> String {
    let hunks = hunks(original, fixed);
    let mut out = String::new();
    if hunks.is_empty() {
        return out;
    }
    for (mark, prefix) in [("--- ", "a/"), ("+++ ", "b/")] {
        out.push_str(mark);
        out.push_str(prefix);
        out.push_str(name);
        out.push('\n');
    }
    for hunk in &hunks {
        out.push_str("@@ -");
        range(&mut out, hunk, Side::New, |line| line.old);
        out.push_str(" +");
        range(&mut out, hunk, Side::Old, |line| line.new);
        out.push_str(" @@\n");
        for line in &hunk.lines {
            out.push(match line.side {
                Side::Same => ' ',
                Side::Old => '-',
                Side::New => '+',
            });
            out.push_str(line.text);
            if !line.text.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// First line and number of lines of one side; where it has none, the line before.
fn range(out: &mut String, hunk: &Hunk<'_>, other: Side, number: impl Fn(&Line<'_>) -> usize) {
    let count = hunk.lines.iter().filter(|line| line.side != other).count();
    let first = hunk.lines.first().map_or(1, number);
    let first = if count == 0 { first - 1 } else { first };
    out.push_str(&first.to_string());
    out.push(',');
    out.push_str(&count.to_string());
}
