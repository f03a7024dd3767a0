//! Syntaxes that texts are written in: each read once, with the places of what was read.

pub(crate) mod json;
pub(crate) mod table;
