//! Texts in YAML: in quotes, plain over several lines, and block scalars.

use super::yaml::{Kind, Problem};
use super::yaml_scan::Scanner;

type Scanned<T> = Result<T, Problem>;

impl Scanner<'_> {
    /// The end of a quoted text, after its closing quote.
    pub(super) fn quoted_end(&self, start: usize) -> Scanned<usize> {
        let quote = self.byte(start);
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                None => return self.fail(start, "this quote is not closed"),
                Some(b'\\') if quote == Some(b'"') => at += 2,
                Some(b'\'') if quote == Some(b'\'') && self.byte(at + 1) == quote => at += 2,
                byte if byte == quote => return Ok(at + 1),
                _ => at += 1,
            }
        }
    }

    /// A value without quotes, over all lines that are indented deeper than its parent.
    pub(super) fn plain(&mut self, node: usize, parent: isize) -> Scanned<()> {
        let start = self.at;
        loop {
            let line_end = self.line_end(self.at);
            let mut end = line_end;
            for at in self.at..line_end {
                match self.byte(at) {
                    Some(b':') if self.ends_at(at + 1) => {
                        return self.fail(at, "a second colon in this line; put quotes around the value");
                    }
                    Some(b'#') if at > start && self.ends_at(at - 1) => {
                        end = at;
                        break;
                    }
                    _ => {}
                }
            }
            let content = self.text[self.at..end].trim_end_matches([' ', '\t']).len();
            self.set(node, Kind::Plain, start..self.at + content);
            self.next_line();
            if end < line_end || !self.goes_on(parent) {
                return Ok(());
            }
        }
    }

    /// Goes to the text of the next line that is not empty, if that is indented deeper than this.
    fn goes_on(&mut self, parent: isize) -> bool {
        let mut line = self.at;
        while line < self.text.len() {
            let indent = self.indent(line);
            let start = line + indent;
            if start < self.line_end(line) {
                let marker = indent == 0 && (self.is_marker(line, "---") || self.is_marker(line, "..."));
                let deeper = indent as isize > parent && self.byte(start) != Some(b'#') && !marker;
                if deeper {
                    self.at = start;
                }
                return deeper;
            }
            line = self.text[line..].find('\n').map_or(self.text.len(), |newline| line + newline + 1);
        }
        false
    }

    fn indent(&self, line: usize) -> usize {
        self.text.as_bytes()[line..].iter().take_while(|byte| **byte == b' ').count()
    }

    /// `|` or `>` and the lines below that are indented deeper.
    pub(super) fn block_scalar(&mut self, node: usize, parent: isize) -> Scanned<()> {
        let start = self.at;
        self.at += 1;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'+' | b'-')) {
            self.at += 1;
        }
        self.set(node, Kind::Block, start..self.at);
        self.expect_line_end()?;
        while self.at < self.text.len() {
            let (end, indent) = (self.line_end(self.at), self.indent(self.at));
            let blank = self.at + indent >= end;
            let marker = indent == 0 && (self.is_marker(self.at, "---") || self.is_marker(self.at, "..."));
            if !blank && (indent as isize <= parent || marker) {
                break;
            }
            if !blank {
                self.set(node, Kind::Block, start..end);
            }
            self.next_line();
        }
        Ok(())
    }
}
