//! Everything known about Windows releases and updates, in one value.

use crate::rules::{
    date::Date,
    release::{self, Release},
    update::Updates,
};

/// What the rules and the advice look things up in.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    /// The releases.
    pub releases: &'static [Release],
    /// The updates.
    pub updates: &'static Updates,
}

/// The day the rules and the table of releases were last checked against their sources.
pub const RULES_AS_OF: Date = Date::new(2026, 11, 26);

impl Catalogue {
    /// The releases without the updates, for a page that has not loaded them: nothing is pinned and no update is known.
    pub fn releases_only() -> Self {
        static NONE: Updates = Updates::none();
        Self { releases: &release::RELEASES, updates: &NONE }
    }

    /// The catalogue that comes with this crate.
    pub fn builtin() -> Self {
        Self { releases: &release::RELEASES, updates: Updates::builtin() }
    }
}
