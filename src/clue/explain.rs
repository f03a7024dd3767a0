//! Explanations of errors and questions for what is missing, in plain words.

use super::Clues;

/// A question to the user: one sentence, and the command whose output answers it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ask {
    /// What is missing.
    pub sentence: &'static str,
    /// The command to run and paste back.
    pub command: &'static str,
}

/// What an error means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// A few words.
    pub title: &'static str,
}

/// What is looked for.
pub const LOOKED_FOR: &[&str] = &[];

/// TODO
pub fn explain(_clues: &Clues) -> Option<Explanation> {
    None
}

/// TODO
pub fn likely_cause(_clues: &Clues) -> Option<&'static str> {
    None
}

/// TODO
pub fn missing(_clues: &Clues) -> Option<Ask> {
    None
}
