//! Syntaxes that texts are written in: each read once, with the places of what was read.

pub(crate) mod dockerfile;
pub(crate) mod json;
pub(crate) mod table;
pub(crate) mod traced;
pub(crate) mod yaml;

/// A place in the text, in bytes.
pub(crate) type ByteRange = core::ops::Range<usize>;

/// Why a text is not understood, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Problem {
    pub position: usize,
    pub reason: &'static str,
}
