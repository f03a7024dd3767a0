//! What is true: versions, releases, updates, image references, and what they decide of a pair. Depends on nothing else here.

pub mod age;
pub mod catalogue;
pub mod date;
pub mod entries;
pub mod escape;
pub mod headline;
pub mod host;
pub mod image;
pub mod judge;
pub mod lifecycle;
pub mod link;
pub mod matrix;
pub mod name;
pub mod notice;
pub mod place;
pub mod product;
pub mod question;
pub mod reason;
pub mod reference;
pub mod release;
pub mod rule;
mod slug;
pub mod update;
pub mod verdict;
pub mod version;
