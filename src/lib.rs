//! Will this Windows container image run on this Windows host, and if not, what exactly has to change?

pub mod advice;
pub mod anatomy;
pub mod annex;
pub mod apply;
mod catalogue;
pub mod cheatsheet;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod clue;
pub mod compat;
mod date;
pub mod error_page;
#[cfg(not(target_arch = "wasm32"))]
pub mod export;
pub mod fix;
pub mod fleet;
pub mod gate;
pub mod headline;
mod host;
pub mod html;
pub mod image;
pub mod learn;
pub mod link;
pub mod matrix;
pub mod meant;
pub mod notice;
mod question;
pub mod quiz;
pub mod reading;
mod reason;
pub mod release;
pub mod rule;
#[cfg(target_arch = "wasm32")]
pub mod school;
pub mod search;
pub mod share;
pub mod snippet;
pub mod sources;
mod subject;
pub mod timeline;
#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub mod ui;
pub mod update;
mod verdict;
mod version;
pub mod wire;
#[cfg(target_arch = "wasm32")]
pub mod workshop;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub use advice::{Advice, Recommendation, Step, advise, recommend};
pub use catalogue::{Catalogue, RULES_AS_OF};
pub use compat::judge;
pub use date::{Date, DateError};
pub use fix::{Edit, FileKind, FixError, FixTarget, Fixed, fix};
pub use fleet::Fleet;
pub use host::{Host, HostError};
pub use image::{Reference, ReferenceError, TagMeaning};
pub use notice::Notice;
pub use question::{Action, Bad, Choice, Engine, Isolation, Kind, Question};
pub use reason::Reason;
pub use release::{Channel, Family, Release};
pub use rule::Rule;
pub use snippet::{Language, Snippet, Target};
pub use subject::{Image, ImageError, Versions};
pub use update::{Update, UpdateKind, Updates};
pub use verdict::{Basis, Containerd, Documented, Finding, Gates, Outcome, Support, Verdict};
pub use version::{Version, VersionError, VersionErrorKind};
