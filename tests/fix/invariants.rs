//! What holds for every fix.

use wincompat::remedy::fix::diff::{self, DiffSide};
use wincompat::{FileKind, Fixed};

use crate::case;

/// The text without these spans.
fn without(text: &str, spans: impl Iterator<Item = std::ops::Range<usize>>) -> String {
    let mut rest = String::new();
    let mut at = 0;
    for span in spans {
        rest += &text[at..span.start];
        at = span.end;
    }
    rest + &text[at..]
}

/// Outside its edits, a file stays byte for byte.
#[track_caller]
pub fn only_edits(original: &str, fixed: &Fixed) {
    assert!(fixed.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:#?}", fixed.edits);
    let mut applied = original.to_owned();
    for edit in fixed.edits.iter().rev() {
        applied.replace_range(edit.span.clone(), &edit.replacement);
    }
    assert_eq!(applied, fixed.text);
    let mut shift = 0;
    let new_spans = fixed.edits.iter().map(|edit| {
        let start = edit.span.start.checked_add_signed(shift).expect("in the text");
        shift += edit.replacement.len() as isize - edit.span.len() as isize;
        start..start + edit.replacement.len()
    });
    assert_eq!(without(original, fixed.edits.iter().map(|edit| edit.span.clone())), without(&fixed.text, new_spans));
    for edit in &fixed.edits {
        assert_eq!(edit.line, original[..edit.span.start].matches('\n').count() + 1);
        assert!(edit.why.ends_with('.'), "{}", edit.why);
    }
}

#[test]
fn nothing_else_changes() {
    for case in case::all() {
        only_edits(&case.text, &case.fixed());
    }
}

#[test]
fn fixing_twice_changes_nothing() {
    for case in case::all() {
        let fixed = case.fixed();
        let again = case.fix_text(&fixed.text).unwrap_or_else(|error| panic!("{}: {error}\n{}", case.name, fixed.text));
        assert_eq!(again.edits, [], "{}", case.name);
        assert_eq!(again.text, fixed.text, "{}", case.name);
        assert_eq!(again.is_complete(), fixed.is_complete(), "{}: {:#?}", case.name, again.notes);
    }
}

#[test]
fn line_ends_stay() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    for case in case::all() {
        let fixed = case.fixed();
        let other = case.fix_text(&crlf(&case.text)).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        assert_eq!(other.text, crlf(&fixed.text), "{}", case.name);
        if fixed.kind != FileKind::Dockerfile {
            let cr = |text: &str| text.replace('\n', "\r");
            let other = case.fix_text(&cr(&case.text)).unwrap_or_else(|error| panic!("{}: {error}", case.name));
            assert_eq!(other.text, cr(&fixed.text), "{}", case.name);
        }
        let marked = case.fix_text(&format!("\u{feff}{}", case.text)).expect("a byte order mark is no content");
        assert_eq!(marked.text, format!("\u{feff}{}", fixed.text), "{}", case.name);
    }
}

/// The lines of a diff are those of the two texts, and everything between the hunks is the same.
#[test]
fn diffs_lead_from_one_text_to_the_other() {
    for case in case::all() {
        let fixed = case.fixed();
        let (old, new): (Vec<&str>, Vec<&str>) =
            (case.text.split_inclusive('\n').collect(), fixed.text.split_inclusive('\n').collect());
        let hunks = diff::hunks(&case.text, &fixed);
        assert_eq!(hunks.is_empty(), fixed.edits.is_empty(), "{}", case.name);
        let mut rebuilt = Vec::new();
        let mut at = 1;
        for hunk in &hunks {
            assert!(hunk.lines.iter().any(|line| line.side != DiffSide::Same), "{}", case.name);
            let first = hunk.lines.first().expect("lines").old;
            rebuilt.extend_from_slice(&old[at - 1..first - 1]);
            at = first;
            for line in &hunk.lines {
                if line.side != DiffSide::New {
                    assert_eq!((old[line.old - 1], line.old), (line.text, at), "{}", case.name);
                    at += 1;
                }
                if line.side != DiffSide::Old {
                    assert_eq!(new[line.new - 1], line.text, "{}", case.name);
                    rebuilt.push(line.text);
                    assert_eq!(rebuilt.len(), line.new, "{}", case.name);
                }
            }
        }
        rebuilt.extend_from_slice(&old[at - 1..]);
        assert_eq!(rebuilt, new, "{}", case.name);
    }
}
