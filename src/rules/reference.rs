//! Image references, and which Windows version they mean.
//!
//! A reference is text and can be read without knowing anything: [`Reference`]. What its tag says about Windows is
//! [`meaning`]: it knows the base images, Microsoft's images on top of them and the official images of Docker, each with the
//! days on which Windows versions came and went. Facts as of 2026-08-22.

mod base;
mod distance;
mod error;
mod former;
mod grammar;
mod known;
mod lines;
mod linux;
mod lookalike;
mod meaning;
mod near;
mod official;
mod products;
mod registry;
mod repository;
mod resolve;
mod sibling;
mod tag;
mod words;

pub(crate) use base::SOURCE as BASE_IMAGES;
pub(in crate::rules) use distance::nearest_all;
pub use error::{ReferenceError, ReferenceErrorKind, ReferencePart};
pub use grammar::{Reference, short_name};
pub use lines::Listing;
pub use meaning::{LinuxOnly, NoSuchTag, SeveralVersions, TagMeaning, WhyNot};
pub use near::did_you_mean;
pub use near::near as near_misses;
pub use registry::Doubt;
pub use resolve::{EntryMatch, Resolution, resolve};
pub use sibling::{Sibling, listing, sibling_tag};
pub use tag::meaning;
pub use words::Arch;
