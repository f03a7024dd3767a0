//! How old the data is, and when that is worth a warning: updates come on the second Tuesday of a month, the patch Tuesday.

use crate::rules::catalogue::RULES_AS_OF;
use crate::rules::date::Date;
use crate::rules::update::UPDATES_AS_OF;
use crate::rules::verdict::Verdict;

/// As many missed patch Tuesdays make the list of updates old.
const OLD: u32 = 2;
/// After as many days the rules are called old: the length of two such months.
const RULES_OLD: i32 = 62;

/// The second Tuesday of a month.
///
/// ```
/// use wincompat::{Date, rules::age::patch_tuesday};
/// assert_eq!(patch_tuesday(2026, 11), Date::new(2026, 11, 10));
/// ```
pub fn patch_tuesday(year: u16, month: u8) -> Date {
    // 1970-01-01 was a Thursday; the first Tuesday of a month is at most its seventh day.
    let first = Date::new(year, month, 1).days_since_1970();
    let to_tuesday = (5 - first.rem_euclid(7)).rem_euclid(7);
    Date::new(year, month, (to_tuesday + 8) as u8)
}

/// How many patch Tuesdays lie after one day and not after another.
pub fn patch_tuesdays(after: Date, until: Date) -> u32 {
    let (mut year, mut month, mut count) = (after.year, after.month, 0);
    while (year, month) <= (until.year, until.month) {
        let day = patch_tuesday(year, month);
        count += u32::from(day > after && day <= until);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    count
}

/// That the data is too old for a day to be relied on alone; `None` while it is not.
pub fn warning(today: Date) -> Option<String> {
    of(UPDATES_AS_OF, RULES_AS_OF, today)
}

/// The same beside a verdict: where neither side has a revision, the list of updates says nothing, and only the rules can be old.
pub fn warning_beside(verdict: &Verdict, today: Date) -> Option<String> {
    let revisions =
        verdict.host.version.revision.is_some() || verdict.image.is_some_and(|image| image.revision.is_some());
    if revisions { warning(today) } else { of_rules(RULES_AS_OF, today) }
}

fn of(updates: Date, rules: Date, today: Date) -> Option<String> {
    let missed = patch_tuesdays(updates, today);
    if missed >= OLD {
        return Some(format!(
            "The list of Windows updates ends on {updates} and misses {missed} Patch Tuesdays. Verdicts by build \
                 still hold; look up newer revisions yourself."
        ));
    }
    of_rules(rules, today)
}

fn of_rules(rules: Date, today: Date) -> Option<String> {
    let days = today.days_since_1970() - rules.days_since_1970();
    (days > RULES_OLD).then(|| {
        format!(
            "The rules were last checked on {rules}, {days} days ago. Newer versions of Windows and of the \
             engines may behave differently."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn second_tuesdays() {
        for text in [
            "2020-02-11",
            "2025-05-13",
            "2026-01-13",
            "2026-09-08",
            "2026-10-13",
            "2026-12-08",
            "2027-01-12",
            "2024-10-08",
        ] {
            let day = day(text);
            assert_eq!(patch_tuesday(day.year, day.month), day);
        }
    }

    #[test]
    fn tuesdays_between_days() {
        for (after, until, count) in [
            ("2026-09-22", "2026-10-12", 0),
            ("2026-09-22", "2026-10-13", 1),
            ("2026-09-22", "2026-11-10", 2),
            ("2026-10-13", "2026-10-13", 0),
            ("2026-12-08", "2027-01-12", 1),
            ("2026-11-26", "2026-09-22", 0),
        ] {
            assert_eq!(patch_tuesdays(day(after), day(until)), count, "{after} {until}");
        }
    }

    #[test]
    fn two_missed_tuesdays_are_a_warning() {
        let warned = |today| of(day("2026-09-22"), day("2026-11-26"), day(today));
        assert_eq!(warned("2026-11-09"), None);
        let text = warned("2026-11-10").expect("two are missing");
        assert!(text.contains("ends on 2026-09-22 and misses 2 Patch Tuesdays"), "{text}");
        // Fresh updates over old rules.
        assert_eq!(of(day("2027-03-09"), day("2027-01-10"), day("2027-03-10")), None);
        assert!(
            of(day("2027-03-09"), day("2027-01-01"), day("2027-03-10")).is_some_and(|text| text.contains("2027-01-01"))
        );
        // A day before the data is no reason to warn.
        assert_eq!(warned("2020-01-01"), None);
    }
}
