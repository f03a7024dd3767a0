//! Lines in brackets that are not indented deeper than their key:
//!
//! ```yaml
//! command: [
//!   "a"
//! ]
//! ```
//!
//! [YAML 1.2](https://yaml.org/spec/1.2.2/#742-flow-mappings) wants them deeper, but libyaml and what is made after it, kubectl’s
//! reader among them, don’t look at indentation in brackets. So the line break before such a line is read as blanks,
//! byte for byte as long.

use crate::read::syntax::ByteRange;

/// What is read as blanks, in the order of the text.
#[derive(Default)]
pub(super) struct Joined {
    blanks: Vec<ByteRange>,
    /// How many bytes may be read once more.
    spent: usize,
}

/// So many bytes are read again at most, so that the time stays in proportion to the text’s length.
const MOST: usize = 16 << 20;

impl Joined {
    /// Joins a line in brackets, and those after it up to the closing bracket, with the ones before; whether anything was joined.
    pub fn join(&mut self, text: &str, position: usize, end: usize) -> bool {
        let bytes = &text.as_bytes()[..end];
        self.spent += end;
        if self.spent > MOST || self.blanks.last().is_some_and(|last| position < last.end) {
            return false;
        }
        let before = self.blanks.len();
        let mut depth = 1;
        let mut at = position;
        self.line(text, position);
        while depth > 0 && at < bytes.len() {
            match bytes[at] {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                quote @ (b'"' | b'\'') if starts_value(bytes, at) => at = closing(bytes, at, quote),
                b'#' if at > 0 && bytes[at - 1].is_ascii_whitespace() => {
                    at += bytes[at..].iter().take_while(|byte| **byte != b'\n').count() - 1;
                }
                b'\n' => {
                    let next = at + 1 + bytes[at + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                    // A key is on one line, for libyaml too.
                    if bytes.get(next) == Some(&b':') {
                        return false;
                    }
                    self.line(text, next);
                }
                _ => {}
            }
            at += 1;
        }
        self.blanks.len() > before
    }

    /// Reads the break before a line, and a comment in front of it, as blanks.
    fn line(&mut self, text: &str, first: usize) {
        let Some(line_break) = text[..first].rfind('\n') else { return };
        let blank = text[line_break..first].bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        if !blank {
            return;
        }
        let start = text[..line_break].rfind('\n').map_or(0, |at| at + 1);
        let from = start + comment(text[start..line_break].trim_end_matches('\r'));
        let from = self.blanks.last().map_or(from, |last| from.max(last.end));
        if from < first {
            self.blanks.push(from..first);
        }
    }

    /// Whether a byte is one of them, asked in ascending order and counted from `start`.
    pub fn blanks(&self, start: usize) -> impl FnMut(usize) -> bool + '_ {
        let mut rest = self.blanks.as_slice();
        move |at| {
            while let [first, others @ ..] = rest
                && first.end <= start + at
            {
                rest = others;
            }
            rest.first().is_some_and(|first| first.start <= start + at)
        }
    }
}

/// A quote inside a word is a letter.
fn starts_value(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev().find(|byte| !byte.is_ascii_whitespace());
    before.is_none_or(|byte| matches!(byte, b'[' | b'{' | b',' | b':'))
}

/// Where a text in quotes ends.
fn closing(bytes: &[u8], at: usize, quote: u8) -> usize {
    let mut escaped = false;
    for (end, byte) in bytes.iter().enumerate().skip(at + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quote == b'"' => escaped = true,
            byte if *byte == quote => return end,
            _ => {}
        }
    }
    bytes.len()
}

/// Where a line’s comment starts, or its end.
fn comment(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'') if starts_value(bytes, at) => at = closing(bytes, at, quote),
            b'#' if at == 0 || bytes[at - 1].is_ascii_whitespace() => return at,
            _ => {}
        }
        at += 1;
    }
    line.len()
}
