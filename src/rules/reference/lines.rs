//! Lines of maintained tags: which Windows versions an image is published for, from when and until when.

use arrayvec::ArrayVec;

use crate::rules::{
    date::Date,
    release::{self, Release},
};

/// One Windows version an image is published for.
///
/// Dates are those of the commits that brought a tag into the list of maintained tags and took it out; tags that left the
/// list stay in the registry but are not rebuilt.
#[derive(Clone, Copy, Debug)]
pub(super) struct TagLine {
    pub build: u16,
    /// The first day; `None` where it is not on record.
    pub since: Option<Date>,
    /// The first day on which it was gone.
    pub until: Option<Date>,
}

/// A line of a table, its days written `yyyymmdd`, 0 where there is none.
pub(super) const fn line(build: u16, since: u32, until: u32) -> TagLine {
    const fn day(yyyymmdd: u32) -> Option<Date> {
        if yyyymmdd == 0 {
            return None;
        }
        Some(Date::new((yyyymmdd / 10_000) as u16, (yyyymmdd / 100 % 100) as u8, (yyyymmdd % 100) as u8))
    }
    TagLine { build, since: day(since), until: day(until) }
}

impl TagLine {
    fn has_begun(&self, today: Date) -> bool {
        self.since.is_none_or(|since| since <= today)
    }

    fn is_current(&self, today: Date) -> bool {
        self.has_begun(today) && self.until.is_none_or(|until| today < until)
    }
}

/// Whether a tag for one Windows version is maintained.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listing {
    /// In the list of maintained tags.
    Current,
    /// Was maintained until this day: it can still be pulled but is not rebuilt.
    Until(Date),
    /// Follows from how the image's tags are named; not on record.
    ByName,
}

/// How an image is listed for a build; `None` if it never was by that day.
pub(super) fn listing(lines: &[TagLine], build: u16, today: Date) -> Option<Listing> {
    let line = lines.iter().find(|line| line.build == build && line.has_begun(today))?;
    Some(match line.until {
        Some(until) if until <= today => Listing::Until(until),
        _ => Listing::Current,
    })
}

/// The most Windows versions one tag ever held is six: .NET Framework 4.8 in 2020.
pub(super) const MOST: usize = 8;

/// What a tag over several lines holds.
pub(super) struct Contents {
    /// Newest first, as in the table.
    pub releases: ArrayVec<&'static Release, MOST>,
    /// The day of the last change.
    pub since: Option<Date>,
    /// The day the tag left the list; it keeps what it had then.
    pub until: Option<Date>,
}

/// What a tag over all these lines holds on a day; `None` before the first.
pub(super) fn contents(lines: &[TagLine], today: Date) -> Option<Contents> {
    let current = lines.iter().any(|line| line.is_current(today));
    let until = if current { None } else { Some(lines.iter().filter_map(|line| line.until).max()?) };
    let there = |line: &&TagLine| match until {
        None => line.is_current(today),
        Some(end) => line.until == Some(end) && line.has_begun(today),
    };
    let releases: ArrayVec<_, MOST> =
        lines.iter().filter(there).filter_map(|line| release::images_of(line.build)).take(MOST).collect();
    let last = until.unwrap_or(today);
    let changes = lines.iter().flat_map(|line| [line.since, line.until]).flatten();
    let since = changes.filter(|day| *day <= last && Some(*day) != until).max();
    if releases.is_empty() { None } else { Some(Contents { releases, since, until }) }
}
