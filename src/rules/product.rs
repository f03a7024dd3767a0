//! Who decides in practice: which product carries which check.

use crate::rules::date::Date;
use crate::rules::verdict::{Basis, Containerd, Documented};

/// One published variant of containerd's match (rules R5 and R21).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Variant {
    /// Its letter in the rules.
    pub letter: &'static str,
    /// What it accepts besides equal builds.
    pub accepts: &'static str,
    /// The product versions that carry it, in a line.
    pub products: &'static str,
    /// All product versions that carry it, libraries first.
    pub carried_by: &'static [&'static str],
    /// The day it was committed.
    pub since: Date,
    /// The change that brought it.
    pub source: &'static str,
}

/// The variants in the order in which they were published.
pub static VARIANTS: [Variant; 3] = [
    Variant {
        letter: "A",
        accepts: "builds from 20348 up to the host’s",
        products: "containerd 1.6.23+, 1.7.6+, 2.0 and 2.1; Docker 25 to 28.5.2",
        carried_by: &[
            "hcsshim v0.9.10 to v0.9.12, v0.10.0-rc.9 to v0.12.9, v0.13.0-rc.1 and rc.2",
            "containerd/platforms v0.2.1 to v1.0.0-rc.1",
            "containerd 1.6.23 and later 1.6, 1.7.6 and later 1.7, 2.0 and 2.1",
            "Docker 25 to 28.5.2, with the containerd image store",
        ],
        since: Date::new(2023, 7, 5),
        source: "https://github.com/microsoft/hcsshim/commit/640a5606a",
    },
    Variant {
        letter: "B",
        accepts: "builds from the newest LTSC below the host",
        products: "containerd 2.2.0 to 2.3.4; Docker 29.0.0 to 29.7.2",
        carried_by: &[
            "hcsshim v0.13.0-rc.3 and later",
            "containerd/platforms v1.0.0-rc.2 to rc.4",
            "containerd 2.2.0 to 2.3.4",
            "Docker 29.0.0 to 29.7.2, with the containerd image store",
        ],
        since: Date::new(2024, 11, 25),
        source: "https://github.com/microsoft/hcsshim/commit/bacda3961",
    },
    Variant {
        letter: "C",
        accepts: "builds from the LTSC before the host’s",
        products: "containerd and Docker after these, from containerd/platforms v1.0.0-rc.5 on",
        carried_by: &[
            "containerd/platforms v1.0.0-rc.5",
            "containerd after 2.3.4: its main branch on 2026-08-22",
            "Docker after 29.7.2: its main branch on 2026-08-23",
        ],
        since: Date::new(2026, 4, 27),
        source: "https://github.com/containerd/platforms/commit/bacc69061152",
    },
];

/// What was there before the stable range: a note for the list of variants.
pub const BEFORE_VARIANTS: &str = "Older: containerd up to 1.6.22 and 1.7.0 to 1.7.5 wanted equal builds.";

impl Containerd {
    /// Each variant with its answer.
    pub fn answers(self) -> [(&'static Variant, bool); 3] {
        let [a, b, c] = &VARIANTS;
        [(a, self.a), (b, self.b), (c, self.c)]
    }
}

impl Documented {
    /// Where on Microsoft's pages the answer is, in a few words.
    pub const fn place(&self) -> &'static str {
        match self.basis {
            Basis::Table => "a cell of the compatibility table",
            Basis::Label => "a label or footnote of the table that doesn’t name this build",
            Basis::Portability => "the page on portability",
        }
    }
}

/// The word for an answer that may be missing.
pub const fn word(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not stated",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::judge;

    #[test]
    fn variants_come_with_their_answers() {
        let letters = |host, image| {
            let answers = judge::containerd(host, image).answers();
            answers.into_iter().filter(|(_, yes)| *yes).map(|(variant, _)| variant.letter).collect::<String>()
        };
        assert_eq!(letters(26100, 20348), "ABC");
        assert_eq!(letters(26200, 20348), "AC");
        assert_eq!(letters(20348, 17763), "");
    }
}
