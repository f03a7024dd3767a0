//! Until when releases get updates: from the year of today on, as rows of a table with a bar each.
//!
//! All lengths are whole thousandths of the axis; nothing here is a pixel and nothing is measured at run time.

use arrayvec::ArrayVec;

use crate::rules::{
    date::Date,
    lifecycle::{Row, SupportPhase},
    release::Release,
};

/// The length of the axis.
pub const LENGTH: i32 = 1_000;

/// The releases in time.
#[derive(Debug)]
pub struct Timeline {
    /// Where each year after the first begins.
    pub years: Vec<Tick>,
    /// The first year and the last one.
    pub span: [u16; 2],
    /// Where today is.
    pub today: i32,
    /// A row for each release, in the order given.
    pub bars: Vec<Bar>,
}

/// A year on the axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Where it begins.
    pub x: i32,
    /// Which year.
    pub year: u16,
}

/// One release.
#[derive(Debug)]
pub struct Bar {
    /// The release and its days.
    pub row: Row,
    /// Its phases from the beginning of the axis on, in order, without gaps; none where it has ended before.
    pub segments: ArrayVec<Segment, 2>,
}

/// One phase of one release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    /// Which phase.
    pub phase: SupportPhase,
    /// The left edge.
    pub x: i32,
    /// The width, at least 1.
    pub width: i32,
}

/// The releases on an axis that begins with the year of today.
pub fn draw(releases: impl Iterator<Item = &'static Release>, today: Date) -> Timeline {
    let rows: Vec<Row> = releases.map(Row::of).collect();
    let last = rows.iter().filter_map(|row| Some(row.end?.year)).max().unwrap_or(today.year).max(today.year);
    let january = |year: u16| Date::new(year, 1, 1).days_since_1970();
    let axis = Axis { first: january(today.year), last: january(last + 1) };
    Timeline {
        years: (today.year + 1..=last).map(|year| Tick { x: axis.x(Date::new(year, 1, 1)), year }).collect(),
        span: [today.year, last],
        today: axis.x(today),
        bars: rows.into_iter().map(|row| axis.bar(row)).collect(),
    }
}

/// The days on which the axis begins and ends.
struct Axis {
    first: i32,
    last: i32,
}

impl Axis {
    fn x(&self, day: Date) -> i32 {
        (day.days_since_1970().clamp(self.first, self.last) - self.first) * LENGTH / (self.last - self.first)
    }

    fn bar(&self, row: Row) -> Bar {
        let mut segments = ArrayVec::new();
        let mut x = self.x(row.release.available);
        let end = row.end.map_or(LENGTH, |end| self.x(end));
        let mainstream = row.mainstream_end.map_or(end, |end| self.x(end)).min(end);
        for (phase, to) in [(SupportPhase::Mainstream, mainstream), (SupportPhase::Extended, end)] {
            if to > x {
                segments.push(Segment { phase, x, width: to - x });
                x = to;
            }
        }
        Bar { row, segments }
    }
}
