//! Just enough YAML to find keys and values, and where they stand in the text.
//!
//! Not a full parser: no values are made, and what is rare in manifests (complex keys, keys with anchors, single pairs in a
//! flow sequence) is refused with its position rather than guessed at. The result is one flat list of nodes in the order of
//! the text; each knows where its last descendant is, so no walk needs recursion.

use core::ops::Range;

use super::yaml_scan::Scanner;

/// A place in the text, in bytes.
pub(super) type Span = Range<usize>;

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Null,
    Plain,
    Single,
    Double,
    /// A block scalar, `|` or `>`.
    Block,
    /// `*name`, for the node with that anchor.
    Alias(usize),
    Map {
        flow: bool,
    },
    Seq {
        flow: bool,
    },
}

/// An entry of a mapping, an item of a sequence, or a document.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where the entry starts: its key, or the item's dash.
    pub start: usize,
    /// The key without its quotes; empty for items and documents.
    pub key: Span,
    /// The value with its quotes or brackets; where it would stand if there is none.
    pub value: Span,
    pub kind: Kind,
    /// The index after the last descendant.
    pub end: usize,
}

/// Why a text is not understood, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Problem {
    pub position: usize,
    pub reason: &'static str,
}

/// The nodes of a text.
pub(super) struct Yaml<'a> {
    pub text: &'a str,
    pub nodes: Vec<Node>,
    /// The root of each document.
    pub documents: Vec<usize>,
}

/// Merge keys are followed this often: more is a circle.
const DEEPEST_MERGE: usize = 8;

impl<'a> Yaml<'a> {
    /// Reads a text of one or more documents.
    pub fn read(text: &'a str) -> Result<Self, Problem> {
        let (nodes, documents) = Scanner::scan(text)?;
        Ok(Self { text, nodes, documents })
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
            Kind::Alias(target) => target,
            _ => node,
        }
    }

    pub fn key(&self, node: usize) -> &'a str {
        &self.text[self.nodes[node].key.clone()]
    }

    /// The entry of a mapping with this key, without what is merged into it.
    pub fn own(&self, map: usize, key: &str) -> Option<usize> {
        let map = self.resolve(map);
        if !matches!(self.nodes[map].kind, Kind::Map { .. }) {
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
        }
        None
    }

    /// The mappings of a merge key: one, or a sequence of them.
    fn merged(&self, merge: usize) -> Vec<usize> {
        match self.nodes[merge].kind {
            Kind::Seq { .. } => self.children(merge).take(DEEPEST_MERGE).collect(),
            _ => vec![merge],
        }
    }

    /// Follows keys down from a mapping.
    pub fn path(&self, map: usize, keys: &[&str]) -> Option<usize> {
        keys.iter().try_fold(map, |map, key| self.get(map, key))
    }

    /// The text of a scalar and where it stands without its quotes; `None` where it has escapes or more than one line.
    pub fn scalar(&self, node: usize) -> Option<(&'a str, Span)> {
        let Node { kind, value, .. } = &self.nodes[self.resolve(node)];
        let span = match kind {
            Kind::Plain => value.clone(),
            Kind::Single | Kind::Double => value.start + 1..value.end - 1,
            _ => return None,
        };
        let text = &self.text[span.clone()];
        let escaped = match kind {
            Kind::Double => text.contains('\\'),
            Kind::Single => text.contains('\''),
            _ => false,
        };
        if escaped || text.contains('\n') { None } else { Some((text, span)) }
    }

    /// The text of a scalar.
    pub fn str(&self, node: usize) -> Option<&'a str> {
        self.scalar(node).map(|(text, _)| text)
    }

    /// The scalar below these keys.
    pub fn str_at(&self, map: usize, keys: &[&str]) -> Option<&'a str> {
        self.str(self.path(map, keys)?)
    }

    pub fn is_map(&self, node: usize) -> bool {
        matches!(self.nodes[self.resolve(node)].kind, Kind::Map { .. })
    }

    pub fn is_seq(&self, node: usize) -> bool {
        matches!(self.nodes[self.resolve(node)].kind, Kind::Seq { .. })
    }

    /// How far an entry is indented, in bytes.
    pub fn column(&self, node: usize) -> usize {
        let start = self.nodes[node].start;
        start - self.text[..start].rfind('\n').map_or(0, |newline| newline + 1)
    }
}
