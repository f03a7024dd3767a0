//! Who decides in practice: which product carries which check, by version. Every range of versions is written here and nowhere else.

use core::fmt;

use crate::rules::verdict::{Basis, Containerd, Documented};
use crate::rules::{date::Date, release};

/// A product or library that carries a variant of the match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Product {
    /// containerd, also inside Kubernetes nodes.
    Containerd,
    /// The Docker engine with its containerd image store. The classic store has the pull check alone (R20).
    Docker,
}

impl Product {
    /// The stable word.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Containerd => "containerd",
            Self::Docker => "docker",
        }
    }

    /// Its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Containerd => "containerd",
            Self::Docker => "Docker",
        }
    }
}

/// A version of a product, as far as it decides: `2.3.5`.
type Number = [u16; 3];

/// Where a span of versions ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Last {
    /// With this version.
    With(Number),
    /// With the last patch of the same minor version, whatever its number.
    OfMinor,
    /// Not yet.
    Open,
}

/// Versions from one to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VersionRange {
    product: Product,
    first: Number,
    last: Last,
}

const fn span(product: Product, first: Number, last: Last) -> VersionRange {
    VersionRange { product, first, last }
}

impl VersionRange {
    /// The product.
    pub const fn product(&self) -> Product {
        self.product
    }

    /// The first version.
    pub fn first(&self) -> String {
        let [major, minor, patch] = self.first;
        format!("{major}.{minor}.{patch}")
    }

    /// The last version; `2.3.*` where it is the last patch of a minor version, `None` where there is none yet.
    pub fn last(&self) -> Option<String> {
        let [major, minor, _] = self.first;
        match self.last {
            Last::With([major, minor, patch]) => Some(format!("{major}.{minor}.{patch}")),
            Last::OfMinor => Some(format!("{major}.{minor}.*")),
            Last::Open => None,
        }
    }

    fn holds(&self, number: Number) -> bool {
        number >= self.first
            && match self.last {
                Last::With(last) => number <= last,
                Last::OfMinor => number[..2] == self.first[..2],
                Last::Open => true,
            }
    }
}

impl fmt::Display for VersionRange {
    /// `2.1.0 to 2.1.5`, `1.7.6 and later 1.7`, `2.0`, `29.8.0 and later`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.first;
        match self.last {
            Last::OfMinor if patch == 0 => write!(f, "{major}.{minor}"),
            Last::OfMinor => write!(f, "{major}.{minor}.{patch} and later {major}.{minor}"),
            Last::With([to_major, to_minor, to_patch]) => {
                write!(f, "{major}.{minor}.{patch} to {to_major}.{to_minor}.{to_patch}")
            }
            Last::Open => write!(f, "{major}.{minor}.{patch} and later"),
        }
    }
}

/// One published variant of containerd's match (rules R5 and R21).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Variant {
    /// Its letter in the rules.
    pub letter: &'static str,
    /// What it accepts besides equal builds.
    pub accepts: &'static str,
    /// The versions of the libraries that carry it.
    pub libraries: &'static [&'static str],
    /// The versions of the products that carry it.
    pub spans: &'static [VersionRange],
    /// The day it was committed.
    pub since: Date,
    /// The change that brought it.
    pub source: &'static str,
}

/// The variants in the order in which they were published. Which release carries which: the version of `containerd/platforms`
/// in each tag's `go.mod`.
pub static VARIANTS: [Variant; 3] = {
    use Last::{OfMinor, Open, With};
    use Product::{Containerd, Docker};
    [
        Variant {
            letter: "A",
            accepts: "builds from 20348 up to the host’s",
            libraries: &[
                "hcsshim v0.9.10 to v0.9.12, v0.10.0-rc.9 to v0.12.9, v0.13.0-rc.1 and rc.2",
                "containerd/platforms v0.2.1 to v1.0.0-rc.1",
            ],
            spans: &[
                span(Containerd, [1, 6, 23], OfMinor),
                span(Containerd, [1, 7, 6], OfMinor),
                span(Containerd, [2, 0, 0], OfMinor),
                span(Containerd, [2, 1, 0], With([2, 1, 5])),
                span(Docker, [25, 0, 0], With([28, 5, 2])),
            ],
            since: Date::new(2023, 7, 5),
            source: "https://github.com/microsoft/hcsshim/commit/640a5606a",
        },
        Variant {
            letter: "B",
            accepts: "builds from the newest LTSC below the host",
            libraries: &["hcsshim v0.13.0-rc.3 and later", "containerd/platforms v1.0.0-rc.2 to rc.4"],
            spans: &[
                span(Containerd, [2, 1, 6], With([2, 1, 9])),
                span(Containerd, [2, 2, 0], With([2, 2, 8])),
                span(Containerd, [2, 3, 0], With([2, 3, 4])),
                span(Docker, [29, 0, 0], With([29, 7, 2])),
            ],
            since: Date::new(2024, 11, 25),
            source: "https://github.com/microsoft/hcsshim/commit/bacda3961",
        },
        Variant {
            letter: "C",
            accepts: "builds from the LTSC before the host’s",
            libraries: &["containerd/platforms v1.0.0-rc.5"],
            spans: &[
                span(Containerd, [2, 3, 5], OfMinor),
                span(Containerd, [2, 4, 0], Open),
                span(Docker, [29, 8, 0], Open),
            ],
            since: Date::new(2026, 4, 27),
            source: "https://github.com/containerd/platforms/commit/bacc69061152",
        },
    ]
};

/// What is not certain about the lists above: a note for whoever reads them.
pub const VARIANTS_NOTE: &str = "That Docker 29.8.0 (2026-09-03) carries variant C follows from its main branch, which took it on 2026-08-20. \
                                 Variant C was released with containerd 2.3.5 (2026-09-04) and 2.4.0 (2026-09-16); containerd 2.2.8 \
                                 (2026-09-04) still has variant B.";

/// What was there before the stable range.
const EQUAL_BUILDS: [VersionRange; 2] = [
    span(Product::Containerd, [1, 0, 0], Last::With([1, 6, 22])),
    span(Product::Containerd, [1, 7, 0], Last::With([1, 7, 5])),
];

/// What was there before the stable range: a note for the list of variants.
pub const BEFORE_VARIANTS: &str = "Older: containerd up to 1.6.22 and 1.7.0 to 1.7.5 wanted equal builds.";

/// How one version of a product matches builds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Match {
    /// Equal builds only: before the stable range.
    EqualBuilds,
    /// One of [`VARIANTS`].
    Variant(&'static Variant),
}

impl Match {
    /// Whether this version of the product takes an image of this build on a host of that build.
    pub fn accepts(self, host: u16, image: u16) -> bool {
        let [a, b, c] = release::floors(host);
        let floor = |floor: u16| image <= host && image >= floor;
        let answers = Containerd { a: floor(a), b: floor(b), c: floor(c) };
        match self {
            Self::EqualBuilds => host == image,
            Self::Variant(variant) => answers.of(variant),
        }
    }
}

/// How this version of a product matches builds; `None` where that is not on record: pre-releases, versions between or after the
/// known ones, texts that are no version.
///
/// ```
/// use wincompat::rules::product::{Product, match_of};
/// let ltsc2022_on_25h2 = |version| match_of(Product::Docker, version).map(|found| found.accepts(26200, 20348));
/// assert_eq!(ltsc2022_on_25h2("28.5.2"), Some(true));
/// assert_eq!(ltsc2022_on_25h2("29.6.2"), Some(false));
/// assert_eq!(ltsc2022_on_25h2("29.8.0"), Some(true));
/// ```
pub fn match_of(product: Product, version: &str) -> Option<Match> {
    let number = number(version)?;
    let holds = |span: &VersionRange| span.product == product && span.holds(number);
    if EQUAL_BUILDS.iter().any(holds) {
        return Some(Match::EqualBuilds);
    }
    VARIANTS.iter().find(|variant| variant.spans.iter().any(holds)).map(Match::Variant)
}

/// `v2.0.4+azure` is 2.0.4; a pre-release is no number, as it may be before or after a change.
fn number(version: &str) -> Option<Number> {
    let version = version.trim().trim_start_matches(['v', 'V']);
    let version = version.split(['+', ' ', ',']).next().unwrap_or_default();
    let mut parts = version.split('.').map(|part| part.parse().ok());
    let number = [parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?];
    parts.next().is_none().then_some(number)
}

impl Variant {
    /// The versions of one product that carry it: `2.1.6 to 2.1.9, 2.2.0 to 2.2.8 and 2.3.0 to 2.3.4`.
    pub fn versions(&self, product: Product) -> String {
        let spans: Vec<String> =
            self.spans.iter().filter(|span| span.product == product).map(VersionRange::to_string).collect();
        match spans.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => spans.concat(),
        }
    }

    /// The products that carry it, in a line: `containerd 2.0; Docker 25.0.0 to 28.5.2`.
    pub fn products(&self) -> String {
        [Product::Containerd, Product::Docker].map(|product| self.of(product)).join("; ")
    }

    /// A product and the versions that carry it.
    pub fn of(&self, product: Product) -> String {
        format!("{} {}", product.title(), self.versions(product))
    }

    /// The first version of a product that carries it.
    pub fn first(&self, product: Product) -> Option<String> {
        self.spans.iter().find(|span| span.product == product).map(VersionRange::first)
    }

    /// All versions that carry it, libraries first.
    pub fn carried_by(&self) -> Vec<String> {
        let libraries = self.libraries.iter().map(|library| (*library).to_owned());
        let docker = format!("{}, with the containerd image store", self.of(Product::Docker));
        libraries.chain([self.of(Product::Containerd), docker]).collect()
    }
}

/// The variant that refuses Server 2022 images on hosts above build 26100.
pub fn stricter() -> &'static Variant {
    &VARIANTS[1]
}

/// The variant that corrected it.
pub fn corrected() -> &'static Variant {
    &VARIANTS[2]
}

impl Containerd {
    /// Each variant with its answer.
    pub fn answers(self) -> [(&'static Variant, bool); 3] {
        let [a, b, c] = &VARIANTS;
        [(a, self.a), (b, self.b), (c, self.c)]
    }

    /// The answer of one variant.
    pub fn of(self, variant: &Variant) -> bool {
        self.answers().into_iter().any(|(one, yes)| one == variant && yes)
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
    use super::*;
    use crate::rules::judge;

    #[test]
    fn variants_come_with_their_answers() {
        let letters = |host, image| {
            let answers = judge::containerd(host, image).answers();
            answers.into_iter().filter(|(_, yes)| *yes).map(|(variant, _)| variant.letter).collect::<String>()
        };
        assert_eq!(letters(26100, 20348), "ABC");
        assert_eq!(letters(26200, 20348), "AC");
        assert_eq!(letters(26300, 20348), "AC");
        assert_eq!(letters(20348, 17763), "");
    }

    /// The version of containerd/platforms in each tag's go.mod.
    #[test]
    fn a_version_names_its_match() {
        use Product::{Containerd, Docker};
        for (product, version, expected) in [
            (Containerd, "1.6.22", "="),
            (Containerd, "1.6.23", "A"),
            (Containerd, "1.6.38", "A"),
            (Containerd, "1.7.5", "="),
            (Containerd, "v1.7.6", "A"),
            (Containerd, "2.0.4+azure", "A"),
            (Containerd, "2.1.5", "A"),
            (Containerd, "2.1.6", "B"),
            (Containerd, "2.1.9", "B"),
            (Containerd, "2.2.0", "B"),
            (Containerd, "2.2.8", "B"),
            (Containerd, "2.3.4", "B"),
            (Containerd, "2.3.5", "C"),
            (Containerd, "2.3.12", "C"),
            (Containerd, "2.4.0", "C"),
            (Containerd, "2.1.10", "?"),
            (Containerd, "2.2.9", "?"),
            (Containerd, "2.4.0-beta.0", "?"),
            (Docker, "28.5.2", "A"),
            (Docker, "29.0.1", "B"),
            (Docker, "29.7.2", "B"),
            (Docker, "29.8.0", "C"),
            (Docker, "29.8.2", "C"),
            (Docker, "20.10.9", "?"),
            (Docker, "29.7.3", "?"),
            (Docker, "", "?"),
            (Docker, "twenty", "?"),
        ] {
            let found = match match_of(product, version) {
                None => "?",
                Some(Match::EqualBuilds) => "=",
                Some(Match::Variant(variant)) => variant.letter,
            };
            assert_eq!(found, expected, "{} {version}", product.title());
        }
    }

    #[test]
    fn ranges_are_written_as_people_write_them() {
        let [a, b, c] = &VARIANTS;
        assert_eq!(
            a.products(),
            "containerd 1.6.23 and later 1.6, 1.7.6 and later 1.7, 2.0 and 2.1.0 to 2.1.5; Docker 25.0.0 to 28.5.2"
        );
        assert_eq!(
            b.products(),
            "containerd 2.1.6 to 2.1.9, 2.2.0 to 2.2.8 and 2.3.0 to 2.3.4; Docker 29.0.0 to 29.7.2"
        );
        assert_eq!(c.products(), "containerd 2.3.5 and later 2.3 and 2.4.0 and later; Docker 29.8.0 and later");
    }
}
