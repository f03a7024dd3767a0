//! Calendar days, only as much as release and update dates need.

use core::fmt;
use core::str::FromStr;

/// A day in the Gregorian calendar, printed `YYYY-MM-DD`. Ordered by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    /// The year, four digits.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// The day, unchecked: for dates written in this crate's tables, which a test validates.
    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// The day that lies `days` after 1970-01-01, or `None` outside the years 1970 to 9999.
    ///
    /// The arithmetic is Howard Hinnant's <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
    pub fn from_days_since_1970(days: u32) -> Option<Self> {
        let z = days.checked_add(719_468)?;
        let era = z / 146_097;
        let day_of_era = z % 146_097;
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted + 2) / 5 + 1) as u8;
        let month = (if shifted < 10 { shifted + 3 } else { shifted - 9 }) as u8;
        let year = u16::try_from(year_of_era + era * 400 + u32::from(month <= 2)).ok()?;
        (year <= 9999).then_some(Self { year, month, day })
    }

    /// Days from 1970-01-01 to this day: the inverse of [`Date::from_days_since_1970`], for drawing time axes.
    pub fn days_since_1970(self) -> i32 {
        let y = i32::from(self.year) - i32::from(self.month <= 2);
        let m = i32::from(self.month);
        let day_of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + i32::from(self.day) - 1;
        let (era, year_of_era) = (y.div_euclid(400), y.rem_euclid(400));
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    fn is_valid(self) -> bool {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let length = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (1..=length).contains(&self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is not a day of the form `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a day such as 2026-08-11 (YYYY-MM-DD)")
    }
}

impl core::error::Error for DateError {}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DateError);
        }
        let part = |range: core::ops::Range<usize>| -> Result<u16, DateError> {
            let digits = text.get(range).ok_or(DateError)?;
            if !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(DateError);
            }
            digits.parse().map_err(|_| DateError)
        };
        let date = Self { year: part(0..4)?, month: part(5..7)? as u8, day: part(8..10)? as u8 };
        if date.is_valid() { Ok(date) } else { Err(DateError) }
    }
}

/// The pieces of a sentence, each with whether it is a date, which belongs on one line.
pub fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for word in text.split_inclusive(' ') {
        let date = is_date(word);
        match pieces.last_mut() {
            Some((false, piece)) if !date => piece.push_str(word),
            _ => pieces.push((date, word.to_owned())),
        }
    }
    pieces
}

/// `2031-10-14`, with what ends a sentence or a clause.
fn is_date(word: &str) -> bool {
    let day = word.trim_matches(|c: char| !c.is_ascii_digit());
    day.len() == 10 && day.split('-').map(str::len).eq([4, 2, 2]) && day.chars().all(|c| c == '-' || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_days() {
        for text in ["2016-10-15", "2020-02-29", "2034-10-10", "1970-01-01"] {
            assert_eq!(text.parse::<Date>().map(|d| d.to_string()).as_deref(), Ok(text));
        }
        for text in ["2021-02-29", "2021-13-01", "2021-00-10", "2021-1-1", "+021-01-01", "2021/01/01", ""] {
            assert_eq!(text.parse::<Date>(), Err(DateError), "{text}");
        }
    }

    #[test]
    fn counts_days() {
        assert_eq!(Date::new(2026, 11, 23).days_since_1970(), 20_780);
        for days in (0..100_000).step_by(17) {
            let date = Date::from_days_since_1970(days).expect("in range");
            assert!(date.is_valid());
            assert_eq!(date.days_since_1970(), days as i32);
        }
    }

    #[test]
    fn dates_are_told_from_other_words() {
        assert!(["2031-10-14", "2031-10-14. ", "(2031-10-14);"].iter().all(|word| is_date(word)));
        assert!(["10.0.17763-1", "20-31-1014", "1809-KB4493509", "year-10-14", ""].iter().all(|word| !is_date(word)));
        let whole = |pieces: Vec<(bool, String)>| pieces.into_iter().map(|(_, piece)| piece).collect::<String>();
        let text = "Updates until 2031-10-14, then none.";
        assert_eq!((whole(pieces(text)), pieces(text).len()), (text.to_owned(), 3));
    }
}
