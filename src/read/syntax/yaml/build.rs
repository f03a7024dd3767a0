//! From the parser’s events to nodes with their places in the text.

use saphyr_parser::{Event, ScalarStyle};

use super::{Yaml, YamlKind, YamlNode};
use crate::read::syntax::{ByteRange, Problem};
use crate::rules::order;

/// A collection that is not finished, or the document.
#[derive(Clone, Copy)]
enum Open {
    Document(usize),
    /// The entry that waits for its value, if a key has been read.
    Map(usize, Option<usize>),
    Seq(usize),
}

const OTHER_BRACKET: &str = "this bracket does not match the one that was opened";

/// An anchor inside a key.
const IN_KEY: usize = usize::MAX;

pub(super) struct Builder<'y, 'a> {
    yaml: &'y mut Yaml<'a>,
    open: Vec<Open>,
    /// How deep in a key that is a collection.
    in_key: usize,
    /// The node of each anchor, by its number.
    anchors: Vec<usize>,
    /// Where the last token ended.
    at: usize,
}

/// The text of a scalar out of such characters as [`attempt`](super::attempt) makes.
fn text_of(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    for c in value.chars() {
        match u32::from(c).checked_sub(0x100).map(u8::try_from) {
            Some(Ok(byte)) => bytes.push(byte),
            _ => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl<'y, 'a> Builder<'y, 'a> {
    pub(super) fn new(yaml: &'y mut Yaml<'a>, start: usize) -> Self {
        Self { yaml, open: Vec::new(), in_key: 0, anchors: Vec::new(), at: start }
    }

    pub(super) fn event(&mut self, event: &Event<'_>, span: ByteRange) -> Result<(), Problem> {
        match event {
            Event::DocumentStart(explicit) => {
                if *explicit {
                    self.at = span.end;
                }
                let root = self.add(self.at, 0..0, self.at);
                self.yaml.documents.push(root);
                self.open.push(Open::Document(root));
            }
            Event::DocumentEnd => {
                self.close();
                if self.yaml.text[span.clone()].starts_with("...") {
                    self.at = span.end;
                }
            }
            Event::Scalar(value, style, anchor, tag) => {
                let decorated = *anchor != 0 || tag.is_some();
                let first = if decorated { self.after_properties(span.start, span.end) } else { span.start };
                let inner = match style {
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => first..self.quoted_end(first),
                    _ => first..span.end,
                };
                self.scalar(value, *style, span.start, inner, (*anchor, decorated));
            }
            Event::Alias(anchor) => self.alias(*anchor, span),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                let map = matches!(event, Event::MappingStart(..));
                self.collection(map, (*anchor, *anchor != 0 || tag.is_some()), span);
            }
            Event::SequenceEnd | Event::MappingEnd => return self.end(span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd => {}
        }
        Ok(())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.yaml.text.as_bytes().get(at).copied()
    }

    fn is_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b' ' | b'\t' | b'\r' | b'\n'))
    }

    /// Behind blanks, line breaks and comments, in a flow collection behind commas too.
    fn skip(&self, mut at: usize, commas: bool) -> usize {
        loop {
            match self.byte(at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => at += 1,
                Some(b',') if commas => at += 1,
                Some(b'#') if at == 0 || self.is_blank(at - 1) || self.byte(at - 1) == Some(b',') => {
                    while !matches!(self.byte(at), None | Some(b'\r' | b'\n')) {
                        at += 1;
                    }
                }
                _ => return at,
            }
        }
    }

    /// Behind the closing quote: the parser’s span goes on to the comment behind it.
    fn quoted_end(&self, start: usize) -> usize {
        let quote = self.byte(start);
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                Some(b'\\') if quote == Some(b'"') => at += 2,
                Some(b'\'') if quote == Some(b'\'') && self.byte(at + 1) == quote => at += 2,
                None => return self.yaml.text.len(),
                byte if byte == quote => return at + 1,
                _ => at += 1,
            }
        }
    }

    /// Behind the anchor and the tag in front of a value that ends here; those of its first key are not its own.
    fn after_properties(&self, mut at: usize, end: usize) -> usize {
        while matches!(self.byte(at), Some(b'&' | b'!')) {
            let verbatim = self.byte(at) == Some(b'!') && self.byte(at + 1) == Some(b'<');
            while !self.is_blank(at) && (verbatim || !matches!(self.byte(at), Some(b',' | b'[' | b']' | b'{' | b'}'))) {
                at += 1;
            }
            let next = self.skip(at, false);
            if next >= end || !matches!(self.byte(next), Some(b'&' | b'!')) {
                return if self.yaml.text[at..next].contains('\n') { at } else { next };
            }
            at = next;
        }
        at
    }

    /// Adds a node that has no value yet.
    fn add(&mut self, start: usize, key: ByteRange, value: usize) -> usize {
        let end = self.yaml.nodes.len() + 1;
        let (key_text, text, decorated) = (None, None, false);
        self.yaml.nodes.push(YamlNode {
            start,
            key,
            value: value..value,
            kind: YamlKind::Null,
            end,
            decorated,
            key_text,
            text,
        });
        end - 1
    }

    fn is_flow(&self, node: usize) -> bool {
        matches!(
            self.yaml.nodes[node].kind,
            YamlKind::Map { flow: true } | YamlKind::Seq { flow: true } | YamlKind::Pair
        )
    }

    /// The node that the next value belongs to; a new one for an item of a sequence. `None` where the next is a key.
    fn waiting(&mut self, start: usize) -> Option<usize> {
        match self.open.last().copied()? {
            Open::Document(node) => Some(node),
            Open::Map(_, waiting) => waiting,
            Open::Seq(seq) if self.is_flow(seq) => Some(self.add(start, start..start, start)),
            Open::Seq(_) => {
                let dash = self.skip(self.at, false);
                if self.byte(dash) == Some(b'-') && self.is_blank(dash + 1) {
                    self.at = dash + 1;
                    return Some(self.add(dash, dash..dash, dash + 1));
                }
                Some(self.add(start, start..start, start))
            }
        }
    }

    /// What follows a value: in a mapping the next key.
    fn done(&mut self) {
        if let Some(Open::Map(_, waiting)) = self.open.last_mut() {
            *waiting = None;
        }
    }

    fn anchor(&mut self, anchor: usize, node: usize) {
        if anchor != 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, IN_KEY);
            }
            self.anchors[anchor] = node;
        }
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        start: usize,
        inner: ByteRange,
        (anchor, decorated): (usize, bool),
    ) {
        if self.in_key > 0 {
            self.at = self.at.max(inner.end);
            return;
        }
        let nothing = style == ScalarStyle::Plain && value.is_empty();
        let Some(node) = self.waiting(start) else {
            let key = match style {
                _ if nothing => self.at..self.at,
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => inner.start + 1..inner.end - 1,
                ScalarStyle::Plain => inner.clone(),
                ScalarStyle::Literal | ScalarStyle::Folded => inner.start..inner.start,
            };
            let text = text_of(value);
            let text = (text != self.yaml.text[key.clone()]).then(|| text.into_boxed_str());
            let end = if nothing && !decorated { self.at } else { inner.end };
            self.key(key, text, end);
            return;
        };
        if nothing {
            let at = if decorated { inner.start } else { self.at };
            self.at = at;
            let node_at = &mut self.yaml.nodes[node];
            (node_at.value, node_at.decorated) = (at..at, decorated);
        } else {
            let (kind, span) = self.written(style, inner);
            let raw = match kind {
                YamlKind::Single | YamlKind::Double => &self.yaml.text[span.start + 1..span.end - 1],
                YamlKind::Plain => &self.yaml.text[span.clone()],
                _ => "",
            };
            let text = text_of(value);
            let text = (kind == YamlKind::Block || text != raw).then(|| text.into_boxed_str());
            self.at = span.end;
            let node = &mut self.yaml.nodes[node];
            (node.kind, node.value, node.text, node.decorated) = (kind, span, text, decorated);
        }
        self.anchor(anchor, node);
        self.done();
    }

    /// How a scalar is written, and from where to where: a block scalar from its heading to the end of its last line.
    fn written(&self, style: ScalarStyle, span: ByteRange) -> (YamlKind, ByteRange) {
        let text = self.yaml.text;
        match style {
            ScalarStyle::Plain => (YamlKind::Plain, span.start..span.start + text[span].trim_end().len()),
            ScalarStyle::SingleQuoted => (YamlKind::Single, span),
            ScalarStyle::DoubleQuoted => (YamlKind::Double, span),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let heading = self.after_properties(self.skip(self.at, false), span.start).min(span.start);
                let heading = self.skip(heading, false).min(span.start);
                let first = text[heading..].lines().next().unwrap_or_default();
                // The span goes on to the indentation of what follows.
                let content = text[heading..span.end.max(heading)].trim_end_matches([' ', '\t']);
                let keeps = first.split('#').next().is_some_and(|marks| marks.contains('+'));
                let end = if keeps { content.strip_suffix('\n').unwrap_or(content) } else { content.trim_end() };
                let end = end.strip_suffix('\r').unwrap_or(end);
                (YamlKind::Block, heading..heading + end.len().max(first.trim_end().len()))
            }
        }
    }

    /// A key that has been read up to here: its entry waits for a value behind the colon.
    fn key(&mut self, key: ByteRange, text: Option<Box<str>>, end: usize) {
        let Some(Open::Map(map, _)) = self.open.last().copied() else { return };
        let flow = self.is_flow(map);
        let first = self.skip(self.at, flow).min(if key.is_empty() { end } else { key.start });
        let colon = self.skip(end, false);
        let is_colon = self.byte(colon) == Some(b':') && (flow || self.is_blank(colon + 1));
        self.at = if is_colon { colon + 1 } else { end.max(self.at) };
        let entry = self.add(first, key, self.at);
        self.yaml.nodes[entry].key_text = text;
        if let Some(Open::Map(_, waiting)) = self.open.last_mut() {
            *waiting = Some(entry);
        }
    }

    fn alias(&mut self, anchor: usize, span: ByteRange) {
        if self.in_key > 0 {
            self.at = self.at.max(span.end);
            return;
        }
        let target = self.anchors.get(anchor).copied().filter(|target| *target != IN_KEY);
        let Some(node) = self.waiting(span.start) else {
            let text = target.and_then(|target| self.yaml.str(target)).map(Box::from);
            self.key(span.start..span.start, Some(text.unwrap_or_default()), span.end);
            return;
        };
        self.at = span.end;
        // An anchor of an alias is not allowed, so no alias points to another one.
        let kind = target.filter(|target| *target != node).map_or(YamlKind::Odd, YamlKind::Alias);
        let node = &mut self.yaml.nodes[node];
        (node.kind, node.value) = (kind, span);
        self.done();
    }

    fn collection(&mut self, map: bool, (anchor, decorated): (usize, bool), span: ByteRange) {
        if self.in_key > 0 {
            self.in_key += 1;
            self.at = self.at.max(span.end);
            return;
        }
        let Some(node) = self.waiting(span.start) else {
            self.in_key = 1;
            self.at = self.at.max(span.start);
            return;
        };
        let bracket = if map { b'{' } else { b'[' };
        let first = if decorated { self.after_properties(span.start, span.end) } else { span.start };
        let flow = !span.is_empty() && self.byte(first) == Some(bracket);
        let pair = map && !flow && matches!(self.open.last(), Some(Open::Seq(seq)) if self.is_flow(*seq));
        if flow || decorated {
            self.at = first + usize::from(flow);
        }
        let start = if flow || pair { first } else { self.skip(self.at, false) };
        let kind = match (map, pair) {
            (_, true) => YamlKind::Pair,
            (true, _) => YamlKind::Map { flow },
            (false, _) => YamlKind::Seq { flow },
        };
        let at = &mut self.yaml.nodes[node];
        (at.kind, at.value, at.decorated) = (kind, start..start, decorated);
        self.anchor(anchor, node);
        self.open.push(if map { Open::Map(node, None) } else { Open::Seq(node) });
    }

    fn end(&mut self, span: ByteRange) -> Result<(), Problem> {
        if self.in_key > 0 {
            self.in_key -= 1;
            self.at = self.at.max(span.end);
            if self.in_key == 0 {
                self.key(self.at..self.at, Some(Box::default()), self.at);
            }
            return Ok(());
        }
        // The span of a bracket goes on to the comment behind it.
        if matches!(self.byte(span.start), Some(b']' | b'}')) && !span.is_empty() {
            self.at = span.start + 1;
        }
        let Some(node) = self.close() else { return Ok(()) };
        self.done();
        if self.yaml.is_map(node) { self.twice(node) } else { Ok(()) }
    }

    /// Closes the innermost collection.
    fn close(&mut self) -> Option<usize> {
        let (Open::Document(node) | Open::Map(node, _) | Open::Seq(node)) = self.open.pop()?;
        let end = self.yaml.nodes.len();
        let at = &mut self.yaml.nodes[node];
        at.end = end;
        if matches!(at.kind, YamlKind::Map { .. } | YamlKind::Seq { .. } | YamlKind::Pair) {
            at.value.end = self.at.max(at.value.start);
        }
        Some(node)
    }

    /// A bracket that was opened and not closed where the text ends, or closed with one of the other kind.
    pub(super) fn unclosed(&self, position: usize) -> Option<Problem> {
        let (Open::Map(node, _) | Open::Seq(node)) = *self.open.last()? else { return None };
        let kind = self.yaml.nodes[node].kind;
        let flow = matches!(kind, YamlKind::Map { flow: true } | YamlKind::Seq { flow: true });
        match self.byte(self.skip(position, true)) {
            None if flow => {
                Some(Problem { position: self.yaml.nodes[node].value.start, reason: "this bracket is not closed" })
            }
            Some(b'}') if kind == (YamlKind::Seq { flow: true }) => Some(Problem { position, reason: OTHER_BRACKET }),
            Some(b']') if kind == (YamlKind::Map { flow: true }) => Some(Problem { position, reason: OTHER_BRACKET }),
            _ => None,
        }
    }

    /// Closes everything where the text breaks off.
    pub(super) fn break_off(&mut self) {
        while self.close().is_some() {}
    }

    /// Looks for keys that come twice.
    fn twice(&self, map: usize) -> Result<(), Problem> {
        let yaml = &*self.yaml;
        let mut keys: Vec<(&str, usize)> = yaml.children(map).map(|child| (yaml.key(child), child)).collect();
        order::by_key(&mut keys, |key| *key);
        let same = |pair: &&[(&str, usize)]| pair[0].0 == pair[1].0 && !yaml.nodes[pair[1].1].key.is_empty();
        match keys.windows(2).find(same) {
            Some(pair) => Err(Problem { position: yaml.nodes[pair[1].1].key.start, reason: "this key is there twice" }),
            None => Ok(()),
        }
    }
}
