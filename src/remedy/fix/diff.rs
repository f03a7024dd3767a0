//! A fix as a diff: the edits are known, so nothing has to be searched.

use super::{Edit, Fixed};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// What a line of a diff is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DiffSide {
    /// In both texts.
    Same,
    /// Only in the original.
    Old,
    /// Only in the fixed text.
    New,
}

/// A line of a diff.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DiffLine<'a> {
    /// Where it is.
    pub side: DiffSide,
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
    pub lines: Vec<DiffLine<'a>>,
}

/// Some lines of the original and what they become, in bytes.
struct ChangedLines {
    old: core::ops::Range<usize>,
    new: core::ops::Range<usize>,
}

/// The changed lines with some unchanged ones around them.
pub fn hunks<'a>(original: &'a str, fixed: &'a Fixed) -> Vec<Hunk<'a>> {
    let mut writer = DiffWriter { hunks: Vec::new(), old: 1, new: 1 };
    let mut at = 0;
    for change in changes(original, fixed) {
        let before: Vec<&str> = lines(&original[at..change.old.start]).collect();
        let shown = if writer.hunks.is_empty() { 0 } else { CONTEXT };
        if writer.hunks.is_empty() || before.len() > 2 * CONTEXT {
            let (end, rest) = before.split_at(shown.min(before.len()));
            let (skipped, start) = rest.split_at(rest.len().saturating_sub(CONTEXT));
            writer.write(DiffSide::Same, end);
            writer.old += skipped.len();
            writer.new += skipped.len();
            writer.hunks.push(Hunk { lines: Vec::new() });
            writer.write(DiffSide::Same, start);
        } else {
            writer.write(DiffSide::Same, &before);
        }
        writer.write(DiffSide::Old, &lines(&original[change.old.clone()]).collect::<Vec<_>>());
        writer.write(DiffSide::New, &lines(&fixed.text[change.new]).collect::<Vec<_>>());
        at = change.old.end;
    }
    writer.write(DiffSide::Same, &lines(&original[at..]).take(CONTEXT).collect::<Vec<_>>());
    writer.hunks
}

struct DiffWriter<'a> {
    hunks: Vec<Hunk<'a>>,
    old: usize,
    new: usize,
}

impl<'a> DiffWriter<'a> {
    /// Adds lines to the last hunk, if there is one.
    fn write(&mut self, side: DiffSide, texts: &[&'a str]) {
        let Some(hunk) = self.hunks.last_mut() else { return };
        for text in texts {
            hunk.lines.push(DiffLine { side, old: self.old, new: self.new, text });
            self.old += usize::from(side != DiffSide::New);
            self.new += usize::from(side != DiffSide::Old);
        }
    }
}

/// The lines of a text with their line breaks.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n')
}

/// Whole lines that differ, each run of them once.
fn changes(original: &str, fixed: &Fixed) -> Vec<ChangedLines> {
    let mut all: Vec<ChangedLines> = Vec::new();
    let mut shift = 0_isize;
    let mut line = 0..0;
    for Edit { span, replacement, .. } in &fixed.edits {
        let inserted_lines = span.is_empty() && replacement.ends_with('\n') && starts_line(original, span.start);
        let removed_lines = !span.is_empty()
            && replacement.is_empty()
            && starts_line(original, span.start)
            && starts_line(original, span.end);
        // A minified file is one long line with many edits, so its ends are looked for once.
        if !line.contains(&span.start) {
            line.start = original[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
            line.end = line_end(original, span.start);
        }
        let start = line.start;
        let end = match () {
            () if inserted_lines || removed_lines => span.end,
            () if span.end < line.end => line.end,
            () => line_end(original, span.end),
        };
        let moved = |position: usize, shift: isize| position.saturating_add_signed(shift);
        let new_start = moved(start, shift);
        shift += replacement.len() as isize - span.len() as isize;
        let new_end = moved(end, shift);
        match all.last_mut() {
            Some(last) if start <= last.old.end => {
                last.old.end = last.old.end.max(end);
                last.new.end = moved(last.old.end, shift);
            }
            _ => all.push(ChangedLines { old: start..end, new: new_start..new_end }),
        }
    }
    all
}

/// Behind the line break of a byte's line.
fn line_end(text: &str, position: usize) -> usize {
    text[position..].find('\n').map_or(text.len(), |newline| position + newline + 1)
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
        push_name(&[prefix, name].concat(), &mut out);
        out.push('\n');
    }
    for hunk in &hunks {
        out.push_str("@@ -");
        range(&mut out, hunk, DiffSide::New, |line| line.old);
        out.push_str(" +");
        range(&mut out, hunk, DiffSide::Old, |line| line.new);
        out.push_str(" @@\n");
        for line in &hunk.lines {
            out.push(match line.side {
                DiffSide::Same => ' ',
                DiffSide::Old => '-',
                DiffSide::New => '+',
            });
            out.push_str(line.text);
            if !line.text.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// A name as git writes it: in quotes where it has quotes, backslashes or control characters; a tab ends one with blanks.
fn push_name(name: &str, out: &mut String) {
    if !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        out.push_str(name);
        out.push_str(if name.contains(' ') { "\t" } else { "" });
        return;
    }
    out.push('"');
    for c in name.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_ascii_control() => {
                let code = c as u8;
                out.push('\\');
                out.extend([6, 3, 0].map(|shift| char::from(b'0' + (code >> shift & 7))));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// First line and number of lines of one side; where it has none, the line before.
fn range(out: &mut String, hunk: &Hunk<'_>, other: DiffSide, number: impl Fn(&DiffLine<'_>) -> usize) {
    let count = hunk.lines.iter().filter(|line| line.side != other).count();
    let first = hunk.lines.first().map_or(1, number);
    let first = if count == 0 { first - 1 } else { first };
    out.push_str(&first.to_string());
    out.push(',');
    out.push_str(&count.to_string());
}
