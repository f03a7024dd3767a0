//! YAML, and with it JSON: the keys and values of a text, and where they stand in it.
//!
//! [`saphyr_parser`] reads it: it takes the whole of YAML 1.2 (every case of the YAML test suite), in linear time, and adds
//! some 20 kB to the part of the page that loads it. What it doesn't give is made here from its events: bytes instead of
//! characters, where an entry begins (its dash, `?` or anchor), where the colon of an entry without a value is, and the
//! text of a value as it was written.
//!
//! The result is one flat list of nodes in the order of the text; each knows where its last descendant is, so no walk needs
//! recursion.

use super::{ByteRange, Problem};

mod attempt;
mod build;
mod joined;
mod problem;

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum YamlKind {
    Null,
    Plain,
    Single,
    Double,
    /// A block scalar, `|` or `>`.
    Block,
    /// `*name`, for the node with that anchor.
    Alias(usize),
    /// `*name` for something inside a key, which is no node.
    Odd,
    Map {
        flow: bool,
    },
    /// A mapping of one entry in a flow sequence, without braces.
    Pair,
    Seq {
        flow: bool,
    },
}

/// An entry of a mapping, an item of a sequence, or a document.
#[derive(Clone, Debug)]
pub(crate) struct YamlNode {
    /// Where the entry starts: its key with what belongs to it, or the item's dash.
    pub start: usize,
    /// The key without its quotes; empty for items, documents, and keys that are no text.
    pub key: ByteRange,
    /// The value with its quotes or brackets, without its anchor and tag; where it would stand if there is none.
    pub value: ByteRange,
    pub kind: YamlKind,
    /// The index after the last descendant.
    pub end: usize,
    /// The value has a tag or an anchor.
    pub decorated: bool,
    /// The key’s text where it is not what stands at `key`.
    key_text: Option<Box<str>>,
    /// The value’s text where it is not what stands there.
    text: Option<Box<str>>,
}

/// The nodes of a text.
pub(crate) struct Yaml<'a> {
    pub text: &'a str,
    pub nodes: Vec<YamlNode>,
    /// The root of each document.
    pub documents: Vec<usize>,
    /// Where the lines start.
    lines: Vec<usize>,
}

/// Merge keys are followed this often: more is a circle.
const DEEPEST_MERGE: usize = 8;

impl<'a> Yaml<'a> {
    /// Reads a text of one or more documents.
    pub fn read(text: &'a str) -> Result<Self, Problem> {
        let mut yaml = Self::empty(text);
        match attempt::read(&mut yaml, mark(text), text.len()) {
            Err((problem, _)) | Ok(Some(problem)) => Err(problem),
            Ok(None) => yaml.template().map_or(Ok(yaml), Err),
        }
    }

    /// Reads as far as a text is YAML; where it breaks off.
    pub fn read_cut(text: &'a str) -> (Self, Option<usize>) {
        let mut yaml = Self::empty(text);
        let broken = attempt::read(&mut yaml, mark(text), text.len()).err().map(|(_, position)| position);
        (yaml, broken)
    }

    fn empty(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        // A line can end with a carriage return alone.
        let breaks = |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        let after_breaks = (0..bytes.len()).filter(breaks).map(|at| at + 1);
        let lines = core::iter::once(0).chain(after_breaks).collect();
        Self { text, nodes: Vec::new(), documents: Vec::new(), lines }
    }

    /// The entries or items of a collection.
    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let node = self.resolve(node);
        let end = self.nodes[node].end;
        let after = |child: &usize| self.nodes.get(*child).map(|child| child.end);
        core::iter::successors(Some(node + 1), after).take_while(move |child| *child < end)
    }

    /// The node itself, or the one an alias stands for.
    pub fn resolve(&self, node: usize) -> usize {
        match self.nodes[node].kind {
            YamlKind::Alias(target) => target,
            _ => node,
        }
    }

    pub fn key(&self, node: usize) -> &str {
        let node = &self.nodes[node];
        node.key_text.as_deref().unwrap_or(&self.text[node.key.clone()])
    }

    /// Whether the key stands there as it is meant, so that it can be replaced.
    pub fn key_is_plain(&self, node: usize) -> bool {
        self.nodes[node].key_text.is_none() && !self.nodes[node].key.is_empty()
    }

    /// The entry of a mapping with this key, without what is merged into it.
    pub fn own(&self, map: usize, key: &str) -> Option<usize> {
        let map = self.resolve(map);
        if !self.is_map(map) {
            return None;
        }
        self.children(map).find(|child| self.key(*child) == key)
    }

    /// The entry of a mapping with this key, its own or merged with `<<`.
    pub fn get(&self, map: usize, key: &str) -> Option<usize> {
        let mut maps = vec![map];
        for _ in 0..DEEPEST_MERGE {
            if let Some(found) = maps.iter().find_map(|map| self.own(*map, key)) {
                return Some(found);
            }
            maps = maps.iter().filter_map(|map| self.own(*map, "<<")).flat_map(|merge| self.merged(merge)).collect();
            if maps.is_empty() {
                return None;
            }
        }
        None
    }

    /// The mappings of a merge key: one, or a sequence of them.
    fn merged(&self, merge: usize) -> Vec<usize> {
        match self.nodes[merge].kind {
            YamlKind::Seq { .. } => self.children(merge).take(DEEPEST_MERGE).collect(),
            _ => vec![merge],
        }
    }

    /// Follows keys down from a mapping.
    pub fn path(&self, map: usize, keys: &[&str]) -> Option<usize> {
        keys.iter().try_fold(map, |map, key| self.get(map, key))
    }

    /// The text of a scalar, whichever way it is written.
    pub fn str(&self, node: usize) -> Option<&str> {
        let node = &self.nodes[self.resolve(node)];
        match (node.kind, &node.text) {
            (YamlKind::Plain | YamlKind::Single | YamlKind::Double | YamlKind::Block, Some(text)) => Some(text),
            (YamlKind::Plain, None) => Some(&self.text[node.value.clone()]),
            (YamlKind::Single | YamlKind::Double, None) => Some(&self.text[node.value.start + 1..node.value.end - 1]),
            _ => None,
        }
    }

    /// The text of a scalar without line breaks around it, and where it stands; `None` where it is not written in one piece.
    pub fn scalar(&self, node: usize) -> Option<(&str, ByteRange)> {
        let text = self.str(node)?;
        let node = &self.nodes[self.resolve(node)];
        if node.text.is_none() {
            let quotes = usize::from(node.kind != YamlKind::Plain);
            return Some((text, node.value.start + quotes..node.value.end - quotes));
        }
        let trimmed = text.trim_end_matches('\n');
        let written = &self.text[node.value.clone()];
        let header = if node.kind == YamlKind::Block { written.find('\n')? } else { 0 };
        // What an escape stands for can look like the rest of it: `\x31809` is 1809.
        let escapes = match node.kind {
            YamlKind::Double => written.contains('\\'),
            YamlKind::Single => written[1..written.len() - 1].contains('\''),
            _ => false,
        };
        if escapes || trimmed.is_empty() || trimmed.contains('\n') {
            return None;
        }
        let start = node.value.start + header + written[header..].find(trimmed)?;
        Some((trimmed, start..start + trimmed.len()))
    }

    /// The scalar below these keys.
    pub fn str_at(&self, map: usize, keys: &[&str]) -> Option<&str> {
        self.str(self.path(map, keys)?)
    }

    pub fn is_map(&self, node: usize) -> bool {
        matches!(self.nodes[self.resolve(node)].kind, YamlKind::Map { .. } | YamlKind::Pair)
    }

    pub fn is_seq(&self, node: usize) -> bool {
        matches!(self.nodes[self.resolve(node)].kind, YamlKind::Seq { .. })
    }

    pub fn is_null(&self, node: usize) -> bool {
        match self.nodes[self.resolve(node)].kind {
            YamlKind::Null => true,
            YamlKind::Plain => matches!(self.str(node), Some("~" | "null" | "Null" | "NULL")),
            _ => false,
        }
    }

    /// Where the line of a byte starts.
    pub fn line_start(&self, position: usize) -> usize {
        self.lines[self.lines.partition_point(|start| *start <= position) - 1]
    }

    /// The line break at the end of a byte’s line, or the end of the text.
    pub fn line_end(&self, position: usize) -> usize {
        let next = self.lines.get(self.lines.partition_point(|start| *start <= position));
        next.map_or(self.text.len(), |next| next - 1)
    }

    /// How far an entry is indented, in bytes.
    pub fn column(&self, node: usize) -> usize {
        let start = self.nodes[node].start;
        start - self.line_start(start)
    }
}

/// Behind the byte order mark.
fn mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}
