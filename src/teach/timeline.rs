//! The releases on a time axis: rows for a table, and the same rows as rectangles for a drawing.
//!
//! All lengths are whole units of the drawing's view box; nothing here is a pixel and nothing is measured at run time.

use arrayvec::ArrayVec;

use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    lifecycle::{Phase, Row},
    matrix,
};

/// The releases that can be hosts, servers first, newest first.
pub fn hosts(catalogue: &Catalogue) -> impl Iterator<Item = Row> {
    matrix::hosts(catalogue).map(Row::of)
}

/// The releases with images, newest first.
pub fn images(catalogue: &Catalogue) -> impl Iterator<Item = Row> {
    matrix::images(catalogue).map(Row::of)
}

/// The width of the drawing.
pub const WIDTH: i32 = 960;
/// Where the axis begins; the names stand to the left of it.
pub const LEFT: i32 = 210;
/// Where the axis ends.
pub const RIGHT: i32 = WIDTH - 10;
/// The height of one row.
pub const ROW: i32 = 20;
/// The height of a bar, centred in its row.
pub const BAR: i32 = 12;
/// The height above the first row and between hosts and images, for years and headings.
pub const HEADING: i32 = 32;

/// The drawing.
#[derive(Debug)]
pub struct Timeline {
    /// The width and height of the view box, which begins at 0 0.
    pub size: (i32, i32),
    /// One tick a year, on 1 January.
    pub years: Vec<Tick>,
    /// Where today is; `None` outside the axis.
    pub today: Option<i32>,
    /// The bars of the hosts, below [`HEADING`].
    pub hosts: Vec<Bar>,
    /// The top of the heading between hosts and images.
    pub images_top: i32,
    /// The bars of the images.
    pub images: Vec<Bar>,
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
    /// The top of its bar; the base line of its name is [`Bar::text_y`].
    pub y: i32,
    /// Its phases, in order, without gaps: at most one of each.
    pub segments: ArrayVec<Segment, 3>,
}

impl Bar {
    /// The base line of the name beside the bar.
    pub const fn text_y(&self) -> i32 {
        self.y + BAR - 2
    }
}

/// One phase of one release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    /// Which phase.
    pub phase: Phase,
    /// The left edge.
    pub x: i32,
    /// The width, at least 1.
    pub width: i32,
}

/// The drawing of a catalogue on a day. The line after a release's end stops today.
pub fn draw(catalogue: &Catalogue, today: Date) -> Timeline {
    let axis = Axis::of(catalogue);
    let bars = |rows: Vec<Row>, top: i32| -> Vec<Bar> {
        (0..).zip(rows).map(|(index, row)| axis.bar(row, top + index * ROW, today)).collect()
    };
    let hosts = bars(hosts(catalogue).collect(), HEADING);
    let images_top = HEADING + ROW * hosts.len() as i32;
    let images = bars(images(catalogue).collect(), images_top + HEADING);
    let height = images_top + HEADING + ROW * images.len() as i32;
    Timeline {
        size: (WIDTH, height),
        years: axis.years(),
        today: (axis.first..axis.last).contains(&today.days_since_1970()).then(|| axis.x(today)),
        hosts,
        images_top,
        images,
    }
}

/// From 1 January of the first year to 1 January after the last one.
struct Axis {
    years: core::ops::Range<u16>,
    first: i32,
    last: i32,
}

impl Axis {
    fn of(catalogue: &Catalogue) -> Self {
        let begin = catalogue.releases.iter().map(|release| release.available.year).min().unwrap_or(2016);
        let end = catalogue.releases.iter().filter_map(|release| Some(release.end()?.year + 1)).max();
        let years = begin..end.unwrap_or(begin + 1);
        let january = |year: u16| Date::new(year, 1, 1).days_since_1970();
        Self { first: january(years.start), last: january(years.end), years }
    }

    fn x(&self, day: Date) -> i32 {
        let days = (day.days_since_1970() - self.first).clamp(0, self.last - self.first);
        LEFT + days * (RIGHT - LEFT) / (self.last - self.first)
    }

    fn years(&self) -> Vec<Tick> {
        self.years.clone().map(|year| Tick { x: self.x(Date::new(year, 1, 1)), year }).collect()
    }

    fn bar(&self, row: Row, top: i32, today: Date) -> Bar {
        let mut segments = ArrayVec::new();
        let mut x = self.x(row.release.available);
        let end = row.end.map_or(RIGHT, |end| self.x(end));
        let ended = if row.phase(today) == Phase::Ended { self.x(today) } else { end };
        let mainstream = row.mainstream_end.map_or(end, |end| self.x(end)).min(end);
        for (phase, to) in [(Phase::Mainstream, mainstream), (Phase::Extended, end), (Phase::Ended, ended)] {
            if to > x {
                segments.push(Segment { phase, x, width: to - x });
                x = to;
            }
        }
        Bar { row, y: top + (ROW - BAR) / 2, segments }
    }
}
