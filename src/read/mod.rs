//! What a text says: pasted output of tools, and words that a person types.

pub mod apply;
pub mod clue;
pub mod encoding;
pub mod evidence;
pub mod incident;
pub mod job;
pub mod names;
pub mod search;
pub(crate) mod syntax;
pub mod typed;
pub mod words;
