//! Where new entries go in a YAML text, and how they are written there: in block style a line each, in flow style between
//! commas.

use crate::read::syntax::ByteRange;
use crate::read::syntax::yaml::{Yaml, YamlKind};

/// A place for new entries of a mapping.
pub(super) struct Insert<'a> {
    at: usize,
    style: YamlStyle<'a>,
}

enum YamlStyle<'a> {
    Block {
        /// The column of the entries.
        column: usize,
        /// How much deeper the entries of a mapping are than its key.
        step: usize,
        line_break: &'static str,
        /// The text ends here without a line break.
        at_end: bool,
    },
    Flow {
        /// What stands between this entry and the next.
        between: Between<'a>,
        /// Keys and texts stand in quotes, as in JSON.
        quoted: bool,
    },
}

/// How a new entry in flow style is set apart.
enum Between<'a> {
    Nothing,
    /// A comma and this white space, before or after the new entry.
    Comma {
        after: bool,
        line_break: &'static str,
        blanks: &'a str,
    },
}

impl<'a> Insert<'a> {
    /// Before all other entries of a mapping, or into an empty one.
    pub fn first(yaml: &Yaml<'a>, map: usize) -> Option<Self> {
        let map = yaml.resolve(map);
        let node = &yaml.nodes[map];
        let first = yaml.children(map).next();
        if has_odd_key(yaml, map) {
            return None;
        }
        match node.kind {
            YamlKind::Map { flow: true } => Some(Self {
                at: first.map_or(node.value.start + 1, |child| yaml.nodes[child].start),
                style: YamlStyle::Flow {
                    between: first.map_or(Between::Nothing, |child| between(yaml, map, child, true)),
                    quoted: is_quoted(yaml, first.unwrap_or(map)),
                },
            }),
            YamlKind::Map { flow: false } | YamlKind::Null => {
                let column = first.map_or_else(|| yaml.column(map) + 2, |child| yaml.column(child));
                Self::below_key(yaml, map, first, column, step(yaml, map))
            }
            _ => None,
        }
    }

    /// After an entry of the mapping itself.
    pub fn after(yaml: &Yaml<'a>, map: usize, key: &str) -> Option<Self> {
        let map = yaml.resolve(map);
        let entry = yaml.own(map, key)?;
        let node = &yaml.nodes[entry];
        if yaml.nodes[map].kind == YamlKind::Pair || has_odd_key(yaml, map) {
            return None;
        }
        if yaml.nodes[map].kind == (YamlKind::Map { flow: true }) {
            // `{key:, other: 1}` is not YAML everywhere.
            if node.kind == YamlKind::Null {
                return None;
            }
            let style = YamlStyle::Flow { between: between(yaml, map, entry, false), quoted: is_quoted(yaml, entry) };
            return Some(Self { at: node.value.end, style });
        }
        // A plain text may be followed by a blank line with a tab, other values may not.
        let newline = yaml.line_end(node.value.end);
        let below = yaml.text.get(newline + 1..).and_then(|below| below.lines().next()).unwrap_or_default();
        let tab = below.contains('\t') && below.trim().is_empty();
        (!tab).then(|| Self::below(yaml, node.value.end, yaml.column(entry), step(yaml, map)))
    }

    /// After the last entry of a mapping, or into an empty one.
    pub fn last(yaml: &Yaml<'a>, map: usize) -> Option<Self> {
        let last = yaml.children(map).last();
        last.and_then(|last| Self::after(yaml, map, yaml.key(last))).or_else(|| Self::first(yaml, map))
    }

    /// Before the items of a sequence.
    pub fn first_item(yaml: &Yaml<'a>, seq: usize) -> Option<Self> {
        let seq = yaml.resolve(seq);
        let node = &yaml.nodes[seq];
        let first = yaml.children(seq).next()?;
        if node.kind == (YamlKind::Seq { flow: true }) {
            let quoted = yaml.children(first).next().is_some_and(|key| is_quoted(yaml, key));
            let style = YamlStyle::Flow { between: between(yaml, seq, first, true), quoted };
            return Some(Self { at: yaml.nodes[first].start, style });
        }
        let block = node.kind == (YamlKind::Seq { flow: false });
        if block { Self::below_key(yaml, seq, Some(first), yaml.column(first), 2) } else { None }
    }

    /// Before the first entry of a collection in block style: below the line of its key, so that a comment above the first
    /// entry stays with it.
    fn below_key(yaml: &Yaml<'a>, node: usize, first: Option<usize>, column: usize, step: usize) -> Option<Self> {
        let at = &yaml.nodes[node];
        let colon = at.key.end + usize::from(is_quoted(yaml, node));
        let key_line = yaml.line_end(colon);
        let is_key = !at.key.is_empty() && !yaml.text[at.start..].starts_with('?') && !at.decorated;
        let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        let between = first.map_or("", |first| yaml.text.get(key_line..yaml.nodes[first].start).unwrap_or("-"));
        if is_key && between.lines().all(is_comment) {
            return Some(Self::below(yaml, colon, column, step));
        }
        // An anchor or a tag stands between them, or there is no key.
        let start = yaml.nodes[first?].start;
        let line = yaml.line_start(start);
        if line == 0 || !yaml.text[line..start].trim_matches(' ').is_empty() {
            return None;
        }
        Some(Self::below(yaml, line - 1, column, step))
    }

    /// In the lines below the one at `position`.
    fn below(yaml: &Yaml<'a>, position: usize, column: usize, step: usize) -> Self {
        let newline = yaml.line_end(position);
        let line_break = line_break(yaml.text, newline);
        let at_end = newline == yaml.text.len();
        let at = if at_end { newline } else { newline + 1 };
        Self { at, style: YamlStyle::Block { column, step, line_break, at_end } }
    }

    /// The place, where nothing goes.
    pub fn place(&self) -> ByteRange {
        self.at..self.at
    }

    pub fn is_flow(&self) -> bool {
        matches!(self.style, YamlStyle::Flow { .. })
    }

    /// A text in quotes where it needs them here: as in JSON, or because it looks like a number.
    pub fn quote(&self, text: &str) -> String {
        let quoted = matches!(self.style, YamlStyle::Flow { quoted: true, .. })
            || text.starts_with(|c: char| c.is_ascii_digit());
        let mut all = String::with_capacity(text.len() + 2);
        let mark = if quoted { "\"" } else { "" };
        all.push_str(mark);
        all.push_str(text);
        all.push_str(mark);
        all
    }

    /// Entries with texts as values.
    pub fn entries(&self, entries: &[(&str, &str)]) -> String {
        let all: Vec<(usize, String)> = entries.iter().map(|(key, value)| (0, self.entry(key, value))).collect();
        if self.is_flow() { self.flow(&join(&all)) } else { self.block(&all) }
    }

    /// `key: value` with the quotes that are used here.
    pub fn entry(&self, key: &str, value: &str) -> String {
        let mut entry = self.quote(key);
        entry.push_str(": ");
        entry.push_str(&self.quote(value));
        entry
    }

    /// A mapping with texts as values.
    pub fn mapping(&self, key: &str, entries: &[(&str, &str)]) -> String {
        let inner = entries.iter().map(|(key, value)| (1, self.entry(key, value)));
        if self.is_flow() {
            let mut all = self.quote(key);
            all.push_str(": {");
            all.push_str(&join(&inner.collect::<Vec<_>>()));
            all.push('}');
            return self.flow(&all);
        }
        let mut head = key.to_owned();
        head.push(':');
        self.block(&core::iter::once((0, head)).chain(inner).collect::<Vec<_>>())
    }

    /// Lines in block style, each this many steps deeper than the entries here. Below the third step, where sequences start
    /// in manifests, a step is as wide as a dash and a blank.
    pub fn block(&self, lines: &[(usize, String)]) -> String {
        self.block_from(0, lines)
    }

    /// The same, for lines whose steps are counted from further up.
    pub fn block_from(&self, top: usize, lines: &[(usize, String)]) -> String {
        let YamlStyle::Block { column, step, line_break, at_end } = &self.style else { return String::new() };
        let width = |depth: usize| step * depth.min(3) + 2 * depth.saturating_sub(3);
        let mut all = String::new();
        for (depth, line) in lines {
            all.push_str(if *at_end { line_break } else { "" });
            let indent = column + width(*depth) - width(top);
            all.extend(core::iter::repeat_n(' ', indent));
            all.push_str(line);
            all.push_str(if *at_end { "" } else { line_break });
        }
        all
    }

    /// An entry in flow style, set apart from the one beside it.
    pub fn flow(&self, entry: &str) -> String {
        let YamlStyle::Flow { between, .. } = &self.style else { return String::new() };
        let mut all = String::new();
        let Between::Comma { after, line_break, blanks } = between else { return entry.to_owned() };
        if *after {
            all.push_str(entry);
        }
        all.push(',');
        all.push_str(line_break);
        all.push_str(blanks);
        if !*after {
            all.push_str(entry);
        }
        all
    }
}

/// The place of a scalar and what to write there so that it becomes this text; `None` where that takes more than one place.
pub(super) fn set(yaml: &Yaml<'_>, node: usize, text: &str) -> Option<(ByteRange, String)> {
    if let Some((_, span)) = yaml.scalar(node) {
        return Some((span, text.to_owned()));
    }
    let at = &yaml.nodes[yaml.resolve(node)];
    match at.kind {
        YamlKind::Plain | YamlKind::Single | YamlKind::Double | YamlKind::Block => {
            Some((at.value.clone(), ["\"", text, "\""].concat()))
        }
        YamlKind::Null if !at.decorated && yaml.text[..at.value.start].ends_with(':') => {
            Some((at.value.clone(), [" \"", text, "\""].concat()))
        }
        _ => None,
    }
}

fn join(entries: &[(usize, String)]) -> String {
    let mut all = String::new();
    for (index, (_, entry)) in entries.iter().enumerate() {
        all.push_str(if index == 0 { "" } else { ", " });
        all.push_str(entry);
    }
    all
}

/// How the entries of a flow collection are set apart: in a line, or a line each.
fn between<'a>(yaml: &Yaml<'a>, collection: usize, entry: usize, after: bool) -> Between<'a> {
    let (open, start) = (yaml.nodes[collection].value.start, yaml.nodes[entry].start);
    let line = yaml.line_start(start);
    let blanks = &yaml.text[line..start];
    if line > open && blanks.trim().is_empty() {
        return Between::Comma { after, line_break: line_break(yaml.text, line - 1), blanks };
    }
    Between::Comma { after, line_break: "", blanks: " " }
}

/// Whether a mapping has a key that is no text, or none: `? {a: b}`, `: value`, or one behind a tab. Where its entries stand is
/// not to be told.
fn has_odd_key(yaml: &Yaml<'_>, map: usize) -> bool {
    let block = yaml.nodes[map].kind == (YamlKind::Map { flow: false });
    let behind_tab = |entry: usize| {
        let start = yaml.nodes[entry].start;
        block && yaml.text[yaml.line_start(start)..start].contains('\t')
    };
    yaml.is_map(map) && yaml.children(map).any(|entry| yaml.key(entry).is_empty() || behind_tab(entry))
}

fn is_quoted(yaml: &Yaml<'_>, entry: usize) -> bool {
    let key = &yaml.nodes[entry].key;
    !key.is_empty() && yaml.nodes[entry].start < key.start && yaml.text.as_bytes()[key.start - 1] == b'"'
}

/// The line break at the end of this line, or that of the last line before.
fn line_break(text: &str, end: usize) -> &'static str {
    let end = if end < text.len() { Some(end) } else { text.rfind(['\n', '\r']) };
    let Some(end) = end else { return "\n" };
    let before = end.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    match (text.as_bytes()[end], before) {
        (b'\r', _) => "\r",
        (_, Some(b'\r')) => "\r\n",
        _ => "\n",
    }
}

fn step(yaml: &Yaml<'_>, map: usize) -> usize {
    let key = yaml.column(map);
    let deeper = yaml.children(map).next().and_then(|child| yaml.column(child).checked_sub(key));
    deeper.filter(|step| (1..=8).contains(step)).unwrap_or(2)
}
