//! Will this Windows container image run on this Windows host, and if not, what exactly has to change?
//!
//! ```text
//! link, pickers ──> Question ─────────────┐
//!                                         ├─> judge ─> Verdict ──┐
//! paste ─> read ─> Evidence ─> Incident ──┘                      ├─> Diagnosis ─> advice, next steps ─> snippets, fixed files
//!                      (what failed, where, how) ────────────────┘                                   └─> page, command line
//! ```
//!
//! One room a step, and one direction: `rules ← read ← diagnose ← remedy ← fleet ← teach ← {page, cli}`
//! (`tests/directions.rs` holds it). Only `page` knows a browser, only `cli` a terminal.

pub mod rules;

pub mod read;

pub mod diagnose;

pub mod remedy;

pub mod fleet;

pub mod teach;

#[cfg(any(target_arch = "wasm32", feature = "prerender"))]
pub mod page;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub use fleet::Fleet;
pub use remedy::advice::{Advice, Recommendation, Step, recommend};
pub use remedy::advise::advise;
pub use remedy::fix::{Edit, FileKind, FixError, FixTarget, Fixed, fix};
pub use remedy::target::{Language, Snippet, Target};
pub use rules::catalogue::{Catalogue, RULES_AS_OF};
pub use rules::date::{Date, DateError};
pub use rules::host::{Host, HostError};
pub use rules::image::{Image, ImageError, Versions};
pub use rules::judge::judge;
pub use rules::notice::Notice;
pub use rules::question::{Action, Bad, Choice, Engine, Isolation, Question};
pub use rules::reason::Reason;
pub use rules::reference::{Reference, ReferenceError, TagMeaning};
pub use rules::release::{Channel, Family, Kind, Release};
pub use rules::rule::Rule;
pub use rules::update::{Update, UpdateKind, Updates};
pub use rules::verdict::{Basis, Containerd, Documented, Finding, Gates, Outcome, Support, Verdict};
pub use rules::version::{Version, VersionError, VersionErrorKind};
