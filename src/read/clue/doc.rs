//! A paste, made readable, with the way back to where everything stood.

use memchr::{memchr, memchr_iter, memrchr};

use super::format::FormatId;
use super::lines::logical_lines;
use super::plain::plain;
use super::scan::{skip, starts};
use super::text::Text;
use super::{Evidence, Span};
use crate::rules::version::Version;

/// A paste as the readers see it.
pub(crate) struct Doc<'t> {
    original: &'t str,
    plain: Text,
    lines: Text,
    starts: Vec<u32>,
    squeezed: Text,
}

impl<'t> Doc<'t> {
    /// Makes these regions of the original readable.
    pub(crate) fn new(original: &'t str, regions: &[Span]) -> Self {
        let length: usize = regions.iter().map(|region| region.end - region.start).sum();
        let mut readable = Text::with_capacity(length);
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
    pub(crate) fn evidence(&self, start: usize, end: usize, format: FormatId) -> Evidence {
        let first = self.plain.origin(self.lines.origin(start));
        let last = self.plain.origin(self.lines.origin(end.max(start + 1) - 1));
        Evidence { span: self.span(first, last), format }
    }

    /// What in the original a piece of the squeezed text stands for.
    pub(crate) fn squeezed_evidence(&self, start: usize, end: usize, format: FormatId) -> Evidence {
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

fn squeeze(lines: &Text) -> Text {
    let text = lines.as_str();
    let mut squeezed = Text::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        squeezed.push(word, word.as_ptr() as usize - text.as_ptr() as usize);
    }
    squeezed
}

/// Windows 10 began at build 10240; smaller numbers are something else.
const BUILDS: core::ops::RangeInclusive<u32> = 10240..=65535;

/// A version found in a text and where it ends.
#[derive(Clone, Copy)]
pub(crate) struct VersionAt {
    pub(crate) version: Version,
    pub(crate) end: usize,
}

/// `10.0.17763`, `10.0.17763.973` or `10.0 17763`, standing alone.
///
/// Nothing else with dots is a version of Windows: not `10.0.17.63`, not `10.0.17763.1.2`, not `110.0.17763`.
pub(crate) fn version(text: &[u8], at: usize) -> Option<VersionAt> {
    let before = at.checked_sub(1).map(|before| text[before]);
    let prefixed = matches!(before, Some(b'v' | b'V')) && (at < 2 || !text[at - 2].is_ascii_alphanumeric());
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"._".contains(&byte)) && !prefixed {
        return None;
    }
    loose_version(text, at)
}

/// A version whose left neighbour doesn't matter, as in the squeezed `windows/amd6410.0.17763inthe…`.
pub(crate) fn loose_version(text: &[u8], at: usize) -> Option<VersionAt> {
    if !starts(text, at, "10.0.") && !starts(text, at, "10.0 ") {
        return None;
    }
    let spaced = text[at + 4] == b' ';
    build(text, if spaced { skip(text, at + 4, b" ") } else { at + 5 }, !spaced)
}

/// `17763` or `17763.973`, with nothing behind it that would make it another number.
pub(crate) fn build(text: &[u8], at: usize, with_revision: bool) -> Option<VersionAt> {
    let (number, end) = super::scan::number(text, at)?;
    if end - at != 5 || !BUILDS.contains(&number) {
        return None;
    }
    let build = Version::of_build(number as u16);
    let revision = match text.get(end) {
        Some(b'.') if with_revision => super::scan::number(text, end + 1),
        _ => None,
    };
    let Some((revision, last)) = revision else {
        let glued = matches!(text.get(end), Some(b'0'..=b'9' | b'_')) || starts(text, end, ".amd64fre");
        return (!glued).then_some(VersionAt { version: build, end });
    };
    if matches!((text.get(last), text.get(last + 1)), (Some(b'.'), Some(b'0'..=b'9'))) {
        return None;
    }
    // A number cut in its middle says nothing about its end.
    let cut = starts(text, last, "…") || starts(text, last, "..");
    let version = if revision == 0 || cut { build } else { build.with_revision(revision) };
    Some(VersionAt { version, end: last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let found = version(text.as_bytes(), 0).map(|found| found.version.to_string());
        assert_eq!(found.as_deref().unwrap_or("nothing"), expected);
    }

    #[test]
    fn versions() {
        reads("10.0.17763", "10.0.17763");
        reads("10.0.17763.973]", "10.0.17763.973");
        reads("10.0.17763-based", "10.0.17763");
        reads("10.0.17763.", "10.0.17763");
        reads("10.0 17763 (17763.1.amd64fre)", "10.0.17763");
        reads("10.0.26100.32995", "10.0.26100.32995");
    }

    #[test]
    fn zero_is_no_revision() {
        reads("10.0.17763.0", "10.0.17763");
    }

    #[test]
    fn what_was_cut_is_not_invented() {
        reads("10.0.17763.19…", "10.0.17763");
        reads("10.0.203…48", "nothing");
    }

    #[test]
    fn other_numbers() {
        for text in ["10.0.17.63", "10.0.1000.1", "10.0.177630", "10.0.17763.1.2", "10.0.99999", "110.0.17763", "10.0"]
        {
            reads(text, "nothing");
        }
    }

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
