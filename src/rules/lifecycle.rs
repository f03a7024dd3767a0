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

    /// Until when it gets updates, in a few words, and in days where that is less than a year: `until 2027-01-12, 47 days left`. Of a
    /// client, which editions.
    pub fn until(&self, today: Date) -> String {
        self.updates(today, |end| match end.days_since_1970() - today.days_since_1970() {
            0 => ", today".to_owned(),
            1 => ", 1 day left".to_owned(),
            days @ 2..366 => format!(", {days} days left"),
            _ => String::new(),
        })
    }

    /// The same without the days that are left: for what is written today and read at some time.
    pub fn until_day(&self, today: Date) -> String {
        self.updates(today, |_| String::new())
    }

    /// The same as a sentence of its own, without its full stop: `Updates until 2027-01-12, 47 days left`.
    pub fn sentence(&self, today: Date) -> String {
        self.said(&self.until(today))
    }

    /// [`until_day`](Self::until_day) as a sentence of its own.
    pub fn sentence_day(&self, today: Date) -> String {
        self.said(&self.until_day(today))
    }

    fn said(&self, until: &str) -> String {
        let subject = if self.end.is_none() { "Updates: " } else { "Updates " };
        [subject, until.strip_prefix("some editions ").map_or("", |_| "for "), until].concat()
    }

    fn updates(&self, today: Date, left: impl Fn(Date) -> String) -> String {
        let Some(end) = self.end else { return "no end announced".to_owned() };
        let day = |day: Date| match day < today {
            true => format!("ended {day}"),
            false => format!("until {day}{}", left(day)),
        };
        let first = self.mainstream_end.filter(|first| self.release.kind == Kind::Client && *first < end);
        match (first, self.phase(today)) {
            (Some(first), Phase::Mainstream) => format!("{}; some editions longer", day(first)),
            (Some(_), Phase::Extended) => format!("some editions {}", day(end)),
            _ => day(end),
        }
    }
}

/// Whether a release gets updates for less than a year, or no longer.
pub fn is_urgent(release: &'static Release, today: Date) -> bool {
    Row::of(release).end.is_some_and(|end| end.days_since_1970() - today.days_since_1970() < 365)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::release;

    #[test]
    fn the_last_year_is_urgent() {
        let urgent = |slug: &str, today| is_urgent(release::by_slug(slug).unwrap(), today);
        assert!(urgent("ws2016", Date::new(2026, 11, 26)) && urgent("ws1809", Date::new(2026, 11, 26)));
        assert!(urgent("ws2016", Date::new(2026, 1, 13)) && !urgent("ws2016", Date::new(2026, 1, 12)));
        assert!(!urgent("ws2022", Date::new(2026, 11, 26)));
    }

    #[test]
    fn a_sentence_of_its_own() {
        let of = |slug: &str, today| Row::of(release::by_slug(slug).unwrap()).sentence(today);
        assert_eq!(of("ws2016", Date::new(2026, 11, 26)), "Updates until 2027-01-12, 47 days left");
        assert_eq!(of("ws2016", Date::new(2027, 1, 13)), "Updates ended 2027-01-12");
        assert_eq!(
            of("w11-24h2", Date::new(2026, 1, 1)),
            "Updates until 2026-10-13, 285 days left; some editions longer"
        );
        assert!(of("w11-24h2", Date::new(2026, 11, 26)).starts_with("Updates for some editions until "));
    }

    #[test]
    fn what_is_written_ahead_says_the_day_alone() {
        let of = |slug: &str, today: Date| {
            let row = Row::of(release::by_slug(slug).unwrap());
            (row.until_day(today), row.until(today))
        };
        let said = |day: &str, left: &str| (day.to_owned(), [day, left].concat());
        assert_eq!(of("ws2016", Date::new(2026, 11, 26)), said("until 2027-01-12", ", 47 days left"));
        assert_eq!(of("ws2016", Date::new(2027, 1, 11)), said("until 2027-01-12", ", 1 day left"));
        assert_eq!(of("ws2016", Date::new(2027, 1, 13)), said("ended 2027-01-12", ""));
        assert_eq!(of("ws2022", Date::new(2030, 10, 14)), said("until 2031-10-14", ", 365 days left"));
        assert_eq!(of("ws2022", Date::new(2030, 10, 13)), said("until 2031-10-14", ""));
    }
}
