//! The errors: what each means, what it does not say, and what to do first. One entry for each code.

mod cluster;
pub mod engine;
mod files;
mod known;
pub mod layers;
mod machine;
mod program;
mod registry;
mod services;
pub mod versions;

pub use known::ErrorEntry;

use crate::read::clue::ErrorCode;

/// The entries, by what failed.
const TABLES: [&[ErrorEntry]; 9] = [
    versions::ERRORS,
    engine::ERRORS,
    layers::ERRORS,
    services::ERRORS,
    registry::ERRORS,
    machine::ERRORS,
    files::ERRORS,
    cluster::ERRORS,
    program::ERRORS,
];

/// The entry of an error.
pub fn entry(code: ErrorCode) -> &'static ErrorEntry {
    // A test sees that every code has one.
    all().find(|entry| entry.code == code).unwrap_or(&versions::ERRORS[0])
}

/// All entries.
pub fn all() -> impl Iterator<Item = &'static ErrorEntry> {
    TABLES.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_entry() {
        for code in 0..=ErrorCode::Unknown as usize {
            assert_eq!(all().filter(|entry| entry.code as usize == code).count(), 1, "{code}");
        }
    }

    #[test]
    fn sentences_end_and_sources_are_addresses() {
        for entry in all() {
            for sentence in [entry.means, entry.silent, entry.first] {
                assert!(sentence.ends_with(['.', '?']), "{:?}: {sentence}", entry.code);
            }
            assert!(entry.source.starts_with("https://") && !entry.title.is_empty(), "{:?}", entry.code);
        }
    }
}
