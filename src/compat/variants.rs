//! The three published variants of the stable range (rule R5), and which products carry each.

use super::{Containerd, containerd};

/// One published variant of the rule "from build 20348 on, images back to a floor run with process isolation".
#[derive(Debug)]
pub struct Variant {
    /// Its letter in this crate: A, B or C.
    pub letter: &'static str,
    /// Where the floor lies, as the rest of a sentence that begins "Accepts images from".
    pub floor: &'static str,
    /// The product versions with it, oldest first.
    pub carried_by: &'static [&'static str],
    /// The day the variant was first committed.
    pub since: crate::Date,
    /// The commit that made it.
    pub source: &'static str,
}

impl Variant {
    /// Whether this variant accepts an image of a build on a host of a build.
    pub fn accepts(&self, host: u16, image: u16) -> bool {
        let Containerd { a, b, c } = containerd(host, image);
        match self.letter {
            "A" => a,
            "B" => b,
            _ => c,
        }
    }
}

/// The variants, oldest first. They agree on every host up to build 26100.
pub const VARIANTS: [Variant; 3] = [
    Variant {
        letter: "A",
        floor: "build 20348 (Windows Server 2022) up to the host’s own build, on every host",
        carried_by: &[
            "hcsshim v0.9.10 to v0.9.12, v0.10.0-rc.9 to v0.12.9, v0.13.0-rc.1 and rc.2",
            "containerd/platforms v0.2.1 to v1.0.0-rc.1",
            "containerd 1.6.23 and later 1.6, 1.7.6 and later 1.7, 2.0 and 2.1",
            "Docker 25 to 28.5.2 (containerd image store)",
        ],
        since: crate::Date::new(2023, 7, 5),
        source: "https://github.com/microsoft/hcsshim/commit/640a5606a",
    },
    Variant {
        letter: "B",
        floor: "the newest LTSC strictly below the host: 26100 on hosts above 26100, else 20348",
        carried_by: &[
            "hcsshim v0.13.0-rc.3 and later",
            "containerd/platforms v1.0.0-rc.2 to rc.4",
            "containerd 2.2.0 to 2.3.4",
            "Docker 29.0.0 to 29.7.2 (containerd image store)",
        ],
        since: crate::Date::new(2024, 11, 25),
        source: "https://github.com/microsoft/hcsshim/commit/bacda3961",
    },
    Variant {
        letter: "C",
        floor: "the LTSC before the newest one that is not above the host: today 20348 on every host",
        carried_by: &[
            "containerd/platforms v1.0.0-rc.5",
            "containerd after 2.3.4 (main branch, not released on 2026-08-22)",
            "Docker after 29.7.2 (main branch, not released on 2026-08-23)",
        ],
        since: crate::Date::new(2026, 4, 27),
        source: "https://github.com/containerd/platforms/commit/bacc69061152",
    },
];

/// What was before variant A, for hosts that still run it.
pub const BEFORE_VARIANTS: &str =
    "containerd up to 1.6.22, and 1.7.0 to 1.7.5, accepted equal builds only, on every host.";
