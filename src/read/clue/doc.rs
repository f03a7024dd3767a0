//! A paste, made readable, with the way back to where everything stood.

use memchr::{memchr, memchr_iter, memrchr};

use super::format::FormatId;
use super::lines::logical_lines;
use super::plain::plain;
use super::text::MappedText;
use super::{FoundAt, Span};

/// A paste as the readers see it.
pub(crate) struct Doc<'t> {
    original: &'t str,
    plain: MappedText,
    lines: MappedText,
    starts: Vec<u32>,
    squeezed: MappedText,
}

impl<'t> Doc<'t> {
    /// Makes these regions of the original readable.
    pub(crate) fn new(original: &'t str, regions: &[Span]) -> Self {
        let length: usize = regions.iter().map(|region| region.end - region.start).sum();
        let mut readable = MappedText::with_capacity(length);
        for region in regions {
            plain(original.get(region.start..region.end).unwrap_or_default(), region.start, &mut readable);
            readable.push("\n", region.end);
        }
        let lines = logical_lines(&readable);
        let starts = core::iter::once(0).chain(memchr_iter(b'\n', lines.bytes()).map(|end| end as u32 + 1)).collect();
        let squeezed = squeeze(&lines);
        Self { original, plain: readable, lines, starts, squeezed }
    }

    /// The logical lines; the first one is empty.
    pub(crate) fn text(&self) -> &str {
        self.lines.as_str()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.lines.bytes()
    }

    /// Everything without blanks and line ends, so that no wrap can hide a sentence.
    pub(crate) fn squeezed(&self) -> &[u8] {
        self.squeezed.bytes()
    }

    /// Where a byte of the squeezed text stands in the lines.
    pub(crate) fn unsqueeze(&self, at: usize) -> usize {
        self.squeezed.origin(at)
    }

    /// The number of the line that holds this byte.
    pub(crate) fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= at).saturating_sub(1)
    }

    /// The beginning of the line that holds this byte.
    pub(crate) fn line_start(&self, at: usize) -> usize {
        self.starts.get(self.line_at(at)).map_or(0, |&start| start as usize)
    }

    /// The end of the line that holds this byte.
    pub(crate) fn line_end(&self, at: usize) -> usize {
        self.starts.get(self.line_at(at) + 1).map_or(self.lines.len(), |&next| next as usize - 1)
    }

    /// How many lines there are.
    pub(crate) fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Where a line begins and ends; of a very long line, only its beginning.
    pub(crate) fn range(&self, line: usize) -> (usize, usize) {
        const ENOUGH: usize = 4096;
        let start = self.starts.get(line).map_or(self.lines.len(), |&start| start as usize);
        let end = self.starts.get(line + 1).map_or(self.lines.len(), |&next| next as usize - 1);
        (start, end.min(start + ENOUGH).max(start))
    }

    /// The bytes of a line.
    pub(crate) fn line(&self, line: usize) -> &[u8] {
        let (start, end) = self.range(line);
        &self.bytes()[start..end]
    }

    /// The text before `at` on its line, at most this many bytes.
    pub(crate) fn before(&self, at: usize, most: usize) -> &[u8] {
        let window = &self.bytes()[at.saturating_sub(most)..at];
        &window[memrchr(b'\n', window).map_or(0, |end| end + 1)..]
    }

    /// The text from `at` on, up to the end of its line, at most this many bytes.
    pub(crate) fn after(&self, at: usize, most: usize) -> &[u8] {
        let window = self.bytes().get(at..).unwrap_or_default();
        let window = &window[..window.len().min(most)];
        &window[..memchr(b'\n', window).unwrap_or(window.len())]
    }

    /// A piece of the lines.
    pub(crate) fn piece(&self, start: usize, end: usize) -> &str {
        self.text().get(start..end).unwrap_or_default()
    }

    /// What in the original a piece of the lines stands for.
    pub(crate) fn evidence(&self, start: usize, end: usize, format: FormatId) -> FoundAt {
        let first = self.plain.origin(self.lines.origin(start));
        let last = self.plain.origin(self.lines.origin(end.max(start + 1) - 1));
        FoundAt { span: self.span(first, last), format }
    }

    /// What in the original a piece of the squeezed text stands for.
    pub(crate) fn squeezed_evidence(&self, start: usize, end: usize, format: FormatId) -> FoundAt {
        self.evidence(self.unsqueeze(start), self.unsqueeze(end.max(start + 1) - 1) + 1, format)
    }

    fn span(&self, first: usize, last: usize) -> Span {
        let length = self.original.len();
        let mut start = first.min(length);
        while !self.original.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (last + 1).clamp(start, length);
        while !self.original.is_char_boundary(end) {
            end += 1;
        }
        Span { start, end }
    }
}

fn squeeze(lines: &MappedText) -> MappedText {
    let text = lines.as_str();
    let mut squeezed = MappedText::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        squeezed.push(word, word.as_ptr() as usize - text.as_ptr() as usize);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_leads_back_to_the_original() {
        let original = "> a\u{a0}b\r\n> 10.0.\u{200b}17763\r\n";
        let doc = Doc::new(original, &[Span { start: 0, end: original.len() }]);
        assert_eq!(doc.text(), "\na b\n10.0.17763\n\n\n");
        let evidence = doc.evidence(5, 15, FormatId::VerBanner);
        assert_eq!(&original[evidence.span.start..evidence.span.end], "10.0.\u{200b}17763");
        let at = super::super::scan::find(doc.squeezed(), "10.0.").unwrap();
        assert_eq!(doc.squeezed_evidence(at, at + 10, FormatId::VerBanner), evidence);
    }
}
