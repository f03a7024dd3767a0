//! What a release can expect at some time.

use crate::rules::{
    date::Date,
    release::{Kind, Release},
};

/// What a release can expect at some time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Phase {
    /// Full support; of a client: every edition gets updates.
    Mainstream,
    /// Security updates only; of a client: some editions only, or paid updates.
    Extended,
    /// No updates.
    Ended,
}

impl Phase {
    /// The stable word for style sheets.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Mainstream => "mainstream",
            Self::Extended => "extended",
            Self::Ended => "ended",
        }
    }

    /// What the phase means for every kind of release, for a legend.
    pub const fn legend(self) -> &'static str {
        match self {
            Self::Mainstream => "mainstream support; of Windows 10 and 11: all editions",
            Self::Extended => "security updates only; of Windows 10 and 11: some editions",
            Self::Ended => "support ended",
        }
    }

    /// What the phase means for a release of this kind.
    pub const fn title(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Mainstream, Kind::Server) => "mainstream support",
            (Self::Extended, Kind::Server) => "security updates only",
            (Self::Mainstream, Kind::Client) => "all editions supported",
            (Self::Extended, Kind::Client) => "some editions supported",
            (Self::Ended, _) => "support ended",
        }
    }
}

/// One release in time: a row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The release.
    pub release: &'static Release,
    /// The last day of the first phase; `None` where no date is known.
    pub mainstream_end: Option<Date>,
    /// The last day with any updates; `None` where no date is known.
    pub end: Option<Date>,
}

impl Row {
    /// A release; the editions of a client are merged: the first phase ends when the first edition does.
    pub fn of(release: &'static Release) -> Self {
        let first_edition = release.servicing.iter().map(|line| line.end).min();
        Self { release, mainstream_end: release.mainstream_end.or(first_edition), end: release.end().or(first_edition) }
    }

    /// The phase on a day; before its release a row is in its first phase.
    pub fn phase(&self, day: Date) -> Phase {
        if self.end.is_some_and(|end| end < day) {
            Phase::Ended
        } else if self.mainstream_end.is_some_and(|end| end < day) {
            Phase::Extended
        } else {
            Phase::Mainstream
        }
    }
}
