//! Will this Windows container image run on this Windows host, and if not, what exactly has to change?

mod date;
pub mod image;
mod question;
pub mod release;
pub mod update;
mod version;

pub use date::{Date, DateError};
pub use image::{Reference, ReferenceError, TagMeaning};
pub use question::{Engine, Isolation, Kind};
pub use release::{Channel, Family, Release};
pub use update::{Update, UpdateKind, Updates};
pub use version::{Version, VersionError, VersionErrorKind};
