//! From YAML text to nodes: block style line by line, with a stack of what is open.

use super::in_order;
use super::yaml::{Kind, Node, Problem, Span};

/// More anchors than anybody writes, so that looking them up stays cheap.
const MOST_ANCHORS: usize = 1000;

/// FNV-1a: equal keys come together without comparing texts.
fn hash(key: &str) -> usize {
    key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}

/// A collection in block style that is not finished, or the document.
struct Open {
    node: usize,
    /// The column of its entries; -1 for the document.
    indent: isize,
    kind: Block,
    /// The entry that waits for a value on a later line.
    pending: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Document,
    Map,
    Seq,
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) nodes: Vec<Node>,
    documents: Vec<usize>,
    open: Vec<Open>,
    anchors: Vec<(Span, usize)>,
    /// Where the last token ended.
    pub(super) content_end: usize,
}

type Scanned<T> = Result<T, Problem>;

impl<'a> Scanner<'a> {
    pub fn scan(text: &'a str) -> Scanned<(Vec<Node>, Vec<usize>)> {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut scanner = Self {
            text,
            at,
            nodes: Vec::new(),
            documents: Vec::new(),
            open: Vec::new(),
            anchors: Vec::new(),
            content_end: at,
        };
        while scanner.at < text.len() {
            scanner.line()?;
        }
        scanner.close(-2)?;
        Ok((scanner.nodes, scanner.documents))
    }

    pub(super) fn fail<T>(&self, position: usize, reason: &'static str) -> Scanned<T> {
        // Charts are the usual reason why a manifest is no YAML.
        let line = self.text[..position].rfind('\n').map_or(0, |newline| newline + 1);
        let template = self.text[line..].lines().next().is_some_and(|line| line.contains("{{"));
        let reason = if template {
            "a template with {{ … }} is not YAML yet; render it first, with helm template"
        } else {
            reason
        };
        Err(Problem { position, reason })
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Whether a token ends here: at a blank or at the end of the line.
    pub(super) fn ends_at(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b' ' | b'\t' | b'\r' | b'\n'))
    }

    pub(super) fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// The end of the line at `at`, without its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        if end > at && self.byte(end - 1) == Some(b'\r') { end - 1 } else { end }
    }

    pub(super) fn next_line(&mut self) {
        self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |newline| self.at + newline + 1);
    }

    /// Whether nothing but a comment is left on this line; goes to the next one if so.
    fn line_is_done(&mut self) -> bool {
        self.skip_blanks();
        let done = matches!(self.peek(), None | Some(b'\n' | b'#')) || self.at == self.line_end(self.at);
        if done {
            self.next_line();
        }
        done
    }

    pub(super) fn expect_line_end(&mut self) -> Scanned<()> {
        if self.peek() == Some(b'#') && !matches!(self.byte(self.at - 1), Some(b' ' | b'\t')) {
            return self.fail(self.at, "a comment needs a blank before its #");
        }
        let at = self.at;
        if self.line_is_done() {
            Ok(())
        } else {
            self.fail(at.max(self.at), "expected the end of the line after this value")
        }
    }

    fn line(&mut self) -> Scanned<()> {
        let start = self.at;
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        let indent = self.at;
        if self.line_is_done() {
            return Ok(());
        }
        if self.byte(indent) == Some(b'\t') {
            return self.fail(indent, "a tab in the indentation; YAML is indented with blanks");
        }
        if indent == start {
            if self.is_marker(start, "---") {
                self.close(-2)?;
                self.open_document();
                self.at += 3;
                return if self.line_is_done() { Ok(()) } else { self.value() };
            }
            if self.is_marker(start, "...") {
                self.close(-2)?;
                self.next_line();
                return Ok(());
            }
            if self.peek() == Some(b'%') && self.open.is_empty() {
                self.next_line();
                return Ok(());
            }
        }
        if self.open.is_empty() {
            self.open_document();
        }
        self.entries(start)
    }

    pub(super) fn is_marker(&self, at: usize, marker: &str) -> bool {
        self.text[at..].starts_with(marker) && self.ends_at(at + 3)
    }

    fn open_document(&mut self) {
        let node = self.add(self.at, 0..0, self.at);
        self.documents.push(node);
        self.open.push(Open { node, indent: -1, kind: Block::Document, pending: Some(node) });
    }

    /// Adds a node that has no value yet.
    pub(super) fn add(&mut self, start: usize, key: Span, value: usize) -> usize {
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { start, key, value: value..value, kind: Kind::Null, end });
        self.content_end = self.content_end.max(value);
        end - 1
    }

    /// Closes what is indented deeper than this.
    fn close(&mut self, indent: isize) -> Scanned<()> {
        while let Some(open) = self.open.pop_if(|open| open.indent > indent) {
            self.finish(open.node)?;
        }
        Ok(())
    }

    /// Sets where a collection ends, and looks for keys that come twice.
    pub(super) fn finish(&mut self, node: usize) -> Scanned<()> {
        let end = self.nodes.len();
        self.nodes[node].end = end;
        match self.nodes[node].kind {
            Kind::Map { flow: false } | Kind::Seq { flow: false } => self.nodes[node].value.end = self.content_end,
            Kind::Map { .. } => {}
            _ => return Ok(()),
        }
        if matches!(self.nodes[node].kind, Kind::Seq { .. }) {
            return Ok(());
        }
        let mut keys: Vec<Span> = Vec::new();
        let mut child = node + 1;
        while child < end {
            keys.push(self.nodes[child].key.clone());
            child = self.nodes[child].end;
        }
        let text = |index: usize| &self.text[keys[index].clone()];
        let order = in_order(keys.iter().map(|key| (hash(&self.text[key.clone()]), 0)));
        let twice = order.windows(2).find(|pair| text(pair[0]) == text(pair[1]));
        match twice {
            Some(pair) => self.fail(keys[pair[1]].start, "this key is there twice"),
            None => Ok(()),
        }
    }

    /// The entries that start on this line: any number of dashes, then a key or a value.
    fn entries(&mut self, line: usize) -> Scanned<()> {
        loop {
            let column = (self.at - line) as isize;
            let dash = self.peek() == Some(b'-') && self.ends_at(self.at + 1);
            self.close(column)?;
            if let Some(sequence) = self.open.pop_if(|open| !dash && open.indent == column && open.kind == Block::Seq) {
                self.finish(sequence.node)?;
            }
            if self.peek() == Some(b'?') && self.ends_at(self.at + 1) {
                return self.fail(self.at, "a key after ? is not understood here");
            }
            if dash {
                let start = self.at;
                self.open_block(column, Block::Seq)?;
                let node = self.add(start, start..start, start + 1);
                self.wait(node);
                self.at += 1;
                if self.line_is_done() {
                    return Ok(());
                }
                continue;
            }
            let start = self.at;
            let Some((key, colon)) = self.block_key()? else {
                let waits = self.open.last().is_some_and(|open| open.pending.is_some() && open.indent < column);
                return if waits { self.value() } else { self.fail(start, "expected a key with a colon, or a dash") };
            };
            self.open_block(column, Block::Map)?;
            self.at = colon + 1;
            let node = self.add(start, key, self.at);
            self.wait(node);
            return if self.line_is_done() { Ok(()) } else { self.value() };
        }
    }

    /// Notes that the innermost collection waits for the value of this entry.
    fn wait(&mut self, node: usize) {
        if let Some(open) = self.open.last_mut() {
            open.pending = Some(node);
        }
    }

    /// Makes sure that the innermost open collection is of this kind and has its entries in this column.
    fn open_block(&mut self, column: isize, kind: Block) -> Scanned<()> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        if open.indent == column && open.kind == kind {
            return Ok(());
        }
        // A sequence may stand in the column of the key it belongs to.
        let inside = open.indent < column || (open.indent == column && kind == Block::Seq && open.kind == Block::Map);
        let (Some(node), true) = (open.pending.take(), inside) else {
            return self.fail(self.at, "this does not belong to anything above it; look at the indentation");
        };
        self.nodes[node].kind = if kind == Block::Map { Kind::Map { flow: false } } else { Kind::Seq { flow: false } };
        self.nodes[node].value = self.at..self.at;
        self.open.push(Open { node, indent: column, kind, pending: None });
        Ok(())
    }

    /// A key on this line, without its quotes, and its colon.
    fn block_key(&mut self) -> Scanned<Option<(Span, usize)>> {
        let start = self.at;
        let line_end = self.line_end(start);
        if matches!(self.peek(), Some(b'"' | b'\'')) {
            let Ok(end) = self.quoted_end(start) else { return Ok(None) };
            let gap = self.text[end..].len() - self.text[end..].trim_start_matches([' ', '\t']).len();
            let colon = end + gap;
            let is_key = colon < line_end && self.byte(colon) == Some(b':') && self.ends_at(colon + 1);
            return Ok(is_key.then_some((start + 1..end - 1, colon)));
        }
        if matches!(self.peek(), Some(b'[' | b'{' | b'&' | b'*' | b'!' | b'|' | b'>' | b'@' | b'`' | b'%')) {
            return Ok(None);
        }
        let colon = (start..line_end).find(|at| match self.byte(*at) {
            Some(b':') => self.ends_at(at + 1),
            Some(b'#') => *at > start && self.ends_at(at - 1),
            _ => false,
        });
        match colon {
            Some(colon) if self.byte(colon) == Some(b':') && colon > start => {
                let key = self.text[start..colon].trim_end();
                Ok(Some((start..start + key.len(), colon)))
            }
            _ => Ok(None),
        }
    }

    /// Takes anchor and tag before a value.
    pub(super) fn properties(&mut self, node: usize) -> Scanned<()> {
        while let Some(property @ (b'&' | b'!')) = self.peek() {
            let start = self.at;
            while !self.ends_at(self.at) && !matches!(self.peek(), Some(b',' | b']' | b'}')) {
                self.at += 1;
            }
            if property == b'&' {
                if self.anchors.len() == MOST_ANCHORS {
                    return self.fail(start, "more anchors than anybody writes");
                }
                self.anchors.push((start + 1..self.at, node));
            }
            self.content_end = self.at;
            self.skip_blanks();
        }
        Ok(())
    }

    /// `*name`
    pub(super) fn alias(&mut self, node: usize) -> Scanned<()> {
        let start = self.at;
        while !self.ends_at(self.at) && !matches!(self.peek(), Some(b',' | b']' | b'}')) {
            self.at += 1;
        }
        let name = &self.text[start + 1..self.at];
        let anchor = self.anchors.iter().rev().find(|(anchor, _)| &self.text[anchor.clone()] == name);
        match anchor {
            // An alias never points to another one: the anchor of an alias is not allowed.
            Some((_, target)) if !matches!(self.nodes[*target].kind, Kind::Alias(_)) && *target != node => {
                self.set(node, Kind::Alias(*target), start..self.at);
                Ok(())
            }
            _ => self.fail(start, "there is no anchor of this name above"),
        }
    }

    pub(super) fn set(&mut self, node: usize, kind: Kind, value: Span) {
        self.content_end = value.end;
        self.nodes[node].kind = kind;
        self.nodes[node].value = value;
    }

    /// The value of the entry that waits for one, up to the end of its last line. What is not indented deeper than its
    /// parent does not belong to it.
    fn value(&mut self) -> Scanned<()> {
        let Some((node, parent)) = self.open.last().and_then(|open| Some((open.pending?, open.indent))) else {
            return self.fail(self.at, "expected a key with a colon, or a dash");
        };
        self.properties(node)?;
        if self.line_is_done() {
            return Ok(());
        }
        if let Some(open) = self.open.last_mut() {
            open.pending = None;
        }
        let start = self.at;
        match self.peek() {
            Some(b'*') => self.alias(node)?,
            Some(b'|' | b'>') => return self.block_scalar(node, parent),
            Some(quote @ (b'"' | b'\'')) => {
                self.at = self.quoted_end(start)?;
                let kind = if quote == b'"' { Kind::Double } else { Kind::Single };
                self.set(node, kind, start..self.at);
            }
            Some(b'[' | b'{') => self.flow(node)?,
            Some(b'@' | b'`' | b'%' | b',' | b']' | b'}') => {
                return self.fail(start, "a value cannot start with this character; put quotes around it");
            }
            _ => return self.plain(node, parent),
        }
        self.expect_line_end()
    }
}
