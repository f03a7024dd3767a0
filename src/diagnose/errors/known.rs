//! What is known of an error.

use crate::diagnose::cause::{Cause, Confidence};
use crate::read::clue::ErrorCode;

/// What is known of an error.
#[derive(Debug)]
pub struct ErrorEntry {
    /// Which one.
    pub code: ErrorCode,
    /// The cause, where nothing more specific is found.
    pub cause: Cause,
    /// How certain that is.
    pub confidence: Confidence,
    /// A few words.
    pub title: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What it does not say.
    pub silent: &'static str,
    /// What to do or to find out first.
    pub first: &'static str,
    /// The command for it; empty where there is none.
    pub command: &'static str,
    /// The page of the error, by its name; empty where it has none.
    pub page: &'static str,
    /// The rules it belongs to.
    pub rules: &'static [&'static str],
    /// Where it is written.
    pub source: &'static str,
}
