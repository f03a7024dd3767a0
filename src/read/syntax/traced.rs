//! Text that remembers where it came from: an image's name after variables and continuation lines are resolved, and which
//! bytes of the file each part of it is.

use core::ops::Range;

use super::ByteRange;

/// A run of text that stands in the file as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
struct TracedRun {
    /// Where it starts in the resolved text.
    at: usize,
    /// Where it is in the file.
    source: ByteRange,
    /// It is the default of a variable, which other places may use too.
    shared: bool,
}

/// A resolved text and its pieces.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Traced {
    pub text: String,
    pieces: Vec<TracedRun>,
}

/// Where a part of a resolved text is in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TracedSource {
    pub span: ByteRange,
    pub shared: bool,
}

/// No image's name is longer; variables that multiply are stopped here.
const LONGEST: usize = 2048;

impl Traced {
    /// A part of the file as it stands there.
    pub fn of(text: &str, source: ByteRange) -> Self {
        let mut traced = Self::default();
        traced.push(&text[source.clone()], source.start, false);
        traced
    }

    /// A text that does not stand in the file as it is.
    pub fn elsewhere(text: &str) -> Self {
        Self { text: text.to_owned(), pieces: Vec::new() }
    }

    /// Appends a text that starts at this place of the file.
    pub fn push(&mut self, text: &str, source: usize, shared: bool) {
        if text.is_empty() {
            return;
        }
        let span = source..source + text.len();
        match self.pieces.last_mut() {
            Some(last) if last.source.end == source && last.shared == shared => last.source.end = span.end,
            _ => self.pieces.push(TracedRun { at: self.text.len(), source: span, shared }),
        }
        self.text.push_str(text);
    }

    fn append(&mut self, other: &Self, range: Range<usize>, shared: bool) {
        for piece in &other.pieces {
            let length = piece.source.len();
            let (start, end) = (range.start.max(piece.at), range.end.min(piece.at + length));
            if start < end {
                let source = piece.source.start + (start - piece.at);
                self.push(&other.text[start..end], source, shared || piece.shared);
            }
        }
    }

    /// The text as the builder of a Dockerfile takes a word: without quotes, and without the escape characters in front of
    /// others. `None` where a dollar sign is meant as such.
    pub fn unquoted(&self, escape: u8) -> Option<Self> {
        let bytes = self.text.as_bytes();
        let balanced = |quote: u8| bytes.iter().filter(|byte| **byte == quote).count().is_multiple_of(2);
        if !balanced(b'"') || !balanced(b'\'') {
            return Some(self.clone());
        }
        let mut out = Self::default();
        let (mut quote, mut from, mut at) = (None, 0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            let next = bytes.get(at + 1).copied();
            let escapes = byte == escape
                && quote != Some(b'\'')
                && next.is_some_and(|next| quote.is_none() || matches!(next, b'"' | b'$') || next == escape);
            let marks = match quote {
                None => matches!(byte, b'"' | b'\''),
                Some(open) => byte == open,
            };
            if (escapes && next == Some(b'$')) || (byte == b'$' && quote == Some(b'\'')) {
                return None;
            }
            if marks || escapes {
                out.append(self, from..at, false);
                from = at + 1;
                at += usize::from(escapes);
            }
            if marks {
                quote = if quote.is_none() { Some(byte) } else { None };
            }
            at += 1;
        }
        out.append(self, from..bytes.len(), false);
        Some(out)
    }

    /// A part of the text.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        part.append(self, range, false);
        part
    }

    /// The same text as the default of a variable.
    pub fn shared(&self) -> Self {
        let mut shared = Self::default();
        shared.append(self, 0..self.text.len(), true);
        shared
    }

    /// Where a range is in the file, if it is in one piece; for an empty range the place after the text before it.
    pub fn source(&self, range: Range<usize>) -> Option<TracedSource> {
        let inside = if range.is_empty() { range.start.checked_sub(1)?..range.start } else { range.clone() };
        let holds = |piece: &&TracedRun| piece.at <= inside.start && inside.end <= piece.at + piece.source.len();
        let piece = self.pieces.iter().find(holds)?;
        let at = |position: usize| piece.source.start + (position - piece.at);
        Some(TracedSource { span: at(range.start)..at(range.end), shared: piece.shared })
    }

    /// Where a range is in the file, piece by piece; `None` where a part of it is the default of a variable.
    pub fn sources(&self, range: Range<usize>) -> Option<Vec<ByteRange>> {
        let inside = self.pieces.iter().filter_map(|piece| {
            let (start, end) = (range.start.max(piece.at), range.end.min(piece.at + piece.source.len()));
            let at = |position: usize| piece.source.start + (position - piece.at);
            (start < end).then(|| (!piece.shared).then(|| at(start)..at(end)))
        });
        inside.collect()
    }

    /// The parts that are defaults of variables.
    pub fn shared_spans(&self) -> impl Iterator<Item = &ByteRange> {
        self.pieces.iter().filter(|piece| piece.shared).map(|piece| &piece.source)
    }

    /// From the first to the last byte in the file.
    pub fn site(&self) -> ByteRange {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => first.source.start..last.source.end.max(first.source.end),
            _ => 0..0,
        }
    }
}

/// How variables are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Syntax {
    /// In a Dockerfile, with its escape character.
    Dockerfile(u8),
    /// In compose files, where `$$` is a dollar sign.
    Compose,
}

/// Replaces variables by what `value` knows about them, else by the default written with them. The error is where a
/// variable is that has neither, in the text.
pub(crate) fn expand<'v>(
    input: &Traced,
    syntax: Syntax,
    value: impl Fn(&str) -> Option<&'v Traced>,
) -> Result<Traced, Range<usize>> {
    let text = input.text.as_str();
    let bytes = text.as_bytes();
    let mut out = Traced::default();
    let (mut at, mut literal, mut defaults) = (0, 0, 0_usize);
    while at < bytes.len() {
        let start = at;
        let escaped = matches!(syntax, Syntax::Dockerfile(escape) if bytes[at] == escape);
        let next = bytes.get(at + 1);
        let skip = match bytes[at] {
            b'$' if syntax == Syntax::Compose && next == Some(&b'$') => 1,
            b'$' if next.is_some_and(|byte| *byte == b'{' || is_name(*byte)) => 0,
            b'}' if defaults > 0 => 1,
            _ if escaped && next == Some(&b'$') => 1,
            _ => {
                at += 1;
                continue;
            }
        };
        out.append(input, literal..start, false);
        if skip == 1 {
            // A brace that ends a default, or an escape: the character itself goes, for an escape the next one stays.
            let brace = bytes[at] == b'}';
            defaults -= usize::from(brace);
            at += if brace { 1 } else { 2 };
            literal = start + 1;
            continue;
        }
        let braced = next == Some(&b'{');
        let name_start = at + 1 + usize::from(braced);
        let name_end = name_start + bytes[name_start..].iter().take_while(|byte| is_name(**byte)).count();
        let known = value(&text[name_start..name_end]);
        let missing = start..name_end;
        let (mut use_value, mut goes_on_at) = (true, name_end);
        if braced {
            let colon = bytes.get(name_end) == Some(&b':');
            let set = known.filter(|known| !colon || !known.text.is_empty());
            let operator = name_end + usize::from(colon);
            match bytes.get(operator) {
                Some(b'}') if !colon => goes_on_at = name_end + 1,
                Some(b'-') if set.is_none() => (use_value, goes_on_at, defaults) = (false, operator + 1, defaults + 1),
                Some(b'+') if set.is_some() => (use_value, goes_on_at, defaults) = (false, operator + 1, defaults + 1),
                Some(b'+') => (use_value, goes_on_at) = (false, closing(bytes, operator).ok_or(missing.clone())?),
                Some(b'-' | b'?') => goes_on_at = closing(bytes, operator).ok_or(missing.clone())?,
                _ => return Err(missing),
            }
        }
        if use_value {
            let known = known.ok_or(missing.clone())?;
            if out.text.len() + known.text.len() > LONGEST {
                return Err(missing);
            }
            out.append(known, 0..known.text.len(), true);
        }
        (at, literal) = (goes_on_at, goes_on_at);
    }
    if defaults > 0 {
        return Err(bytes.len()..bytes.len());
    }
    out.append(input, literal..bytes.len(), false);
    Ok(out)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// After the brace that closes the one a text is in.
fn closing(bytes: &[u8], from: usize) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}
