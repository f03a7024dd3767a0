//! The words of a short text, each with where it stands.

use core::ops::Range;

/// A question, not a log.
pub(super) const LONGEST: usize = 200;

/// A word and where it stands.
pub(super) struct TypedWord<'t> {
    /// The word.
    pub(super) text: &'t str,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

impl TypedWord<'_> {
    /// Whether it is one of these, in either case.
    pub(super) fn is(&self, others: &[&str]) -> bool {
        others.iter().any(|other| self.text.eq_ignore_ascii_case(other))
    }
}

/// The words of a text.
pub(super) fn words_in(text: &str) -> Vec<TypedWord<'_>> {
    let around = |char: char| char.is_whitespace() || "?!,;\"'`()[]".contains(char);
    text.split(around)
        .map(|word| word.trim_end_matches(['.', ':']))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            TypedWord { text: word, range: start..start + word.len() }
        })
        .collect()
}

/// What follows or precedes the release of an image.
pub(super) const IMAGES: &[&str] = &["image", "images", "container", "containers", "based", "base"];
