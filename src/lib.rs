//! Will this Windows container image run on this Windows host, and if not, what exactly has to change?

pub mod clue;
mod question;
mod version;

pub use question::{Engine, Isolation, Kind};
pub use version::{Version, VersionError, VersionErrorKind};
