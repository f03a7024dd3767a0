//! YAML in flow style, which is also JSON: `{a: 1, b: [x, y]}`.

use super::yaml::{Kind, Problem};
use super::yaml_scan::Scanner;

/// What has to come next.
enum Next {
    Value(usize),
    Entry,
    Comma,
}

impl Scanner<'_> {
    /// A flow collection with everything in it, over any number of lines.
    pub(super) fn flow(&mut self, node: usize) -> Result<(), Problem> {
        let mut open: Vec<usize> = Vec::new();
        let mut next = Next::Value(node);
        let start = self.at;
        loop {
            self.skip_flow_blanks();
            let Some(byte) = self.peek() else { return self.fail(start, "this bracket is not closed") };
            next = match next {
                Next::Value(node) => self.flow_value(node, byte, &mut open)?,
                Next::Entry | Next::Comma if matches!(byte, b']' | b'}') => {
                    let Some(closed) = open.pop() else { return self.fail(self.at, "this bracket opens nowhere") };
                    let map = matches!(self.nodes[closed].kind, Kind::Map { .. });
                    if map != (byte == b'}') {
                        return self.fail(self.at, "this bracket does not match the one that was opened");
                    }
                    self.at += 1;
                    self.nodes[closed].value.end = self.at;
                    self.content_end = self.at;
                    self.finish(closed)?;
                    if open.is_empty() {
                        return Ok(());
                    }
                    Next::Comma
                }
                Next::Comma if byte == b',' => {
                    self.at += 1;
                    Next::Entry
                }
                Next::Comma => return self.fail(self.at, "expected a comma or the closing bracket"),
                Next::Entry => self.flow_entry(&open)?,
            };
        }
    }

    fn flow_entry(&mut self, open: &[usize]) -> Result<Next, Problem> {
        let start = self.at;
        let in_map = open.last().is_some_and(|node| matches!(self.nodes[*node].kind, Kind::Map { .. }));
        if !in_map {
            return Ok(Next::Value(self.add(start, start..start, start)));
        }
        let (key, quoted) = match self.peek() {
            Some(b'"' | b'\'') => {
                self.at = self.quoted_end(start)?;
                (start + 1..self.at - 1, true)
            }
            _ => (self.flow_plain()?, false),
        };
        self.skip_flow_blanks();
        if self.peek() != Some(b':') || (!quoted && !self.flow_token_ends(self.at + 1)) {
            return self.fail(start, "expected a key with a colon");
        }
        self.at += 1;
        Ok(Next::Value(self.add(start, key, self.at)))
    }

    fn flow_value(&mut self, node: usize, byte: u8, open: &mut Vec<usize>) -> Result<Next, Problem> {
        let start = self.at;
        match byte {
            b'{' | b'[' => {
                let kind = if byte == b'{' { Kind::Map { flow: true } } else { Kind::Seq { flow: true } };
                self.at += 1;
                self.set(node, kind, start..self.at);
                open.push(node);
                return Ok(Next::Entry);
            }
            b',' | b'}' | b']' => {
                if self.nodes[node].key.is_empty() {
                    return self.fail(start, "expected a value");
                }
            }
            b'"' | b'\'' => {
                self.at = self.quoted_end(start)?;
                let kind = if byte == b'"' { Kind::Double } else { Kind::Single };
                self.set(node, kind, start..self.at);
            }
            b'*' => self.alias(node)?,
            b'&' | b'!' => {
                self.properties(node)?;
                return Ok(Next::Value(node));
            }
            _ => {
                let value = self.flow_plain()?;
                self.set(node, Kind::Plain, value);
            }
        }
        Ok(Next::Comma)
    }

    /// A text without quotes on one line.
    fn flow_plain(&mut self) -> Result<core::ops::Range<usize>, Problem> {
        let start = self.at;
        if matches!(self.peek(), Some(b'@' | b'`' | b'%' | b'|' | b'>' | b'{' | b'[' | b',' | b'?' | b':' | b'#')) {
            return self.fail(start, "a value cannot start with this character; put quotes around it");
        }
        let line_end = self.line_end(start);
        let ends = |at: &usize| match self.byte(*at) {
            Some(b',' | b'[' | b']' | b'{' | b'}') => true,
            Some(b':') => self.flow_token_ends(at + 1),
            Some(b'#') => *at > start && self.ends_at(at - 1),
            _ => false,
        };
        let end = (start..line_end).find(ends).unwrap_or(line_end);
        self.at = end;
        Ok(start..start + self.text[start..end].trim_end_matches([' ', '\t']).len())
    }

    fn flow_token_ends(&self, at: usize) -> bool {
        self.ends_at(at) || matches!(self.byte(at), Some(b',' | b'[' | b']' | b'{' | b'}'))
    }

    fn skip_flow_blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                Some(b'#') if self.ends_at(self.at.saturating_sub(1)) => self.at = self.line_end(self.at),
                _ => return,
            }
        }
    }
}
