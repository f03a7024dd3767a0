//! R34: a hotpatched host has the level of its month's update under a lower revision. The comparison is
//! [`Updates::level`](crate::rules::update::Updates::level).

use super::about::About;
use crate::rules::release::{self, Kind};
use crate::rules::side::Side;
use crate::rules::update::UPDATES_AS_OF;
use crate::rules::verdict::Verdict;
use crate::rules::version::Version;

pub(super) const ABOUT: About = About::new(
    "A hotpatched host is up to date at a lower revision",
    "https://learn.microsoft.com/windows-server/get-started/hotpatch",
);

/// That a revision is in no list of updates.
pub(in crate::rules) fn not_listed(side: Side, version: Version, verdict: &Verdict) -> String {
    let as_of = UPDATES_AS_OF;
    let word = side.word();
    let hotpatch = side == Side::Host && verdict.host.kind == Kind::Server && release::STABLE.contains(&version.build);
    if hotpatch {
        return format!(
            "The {word}’s revision {version} isn’t in the update list of {as_of}. It may be newer, or a hotpatch \
                 (Azure Edition, Azure Arc), which is as current as that month’s update at a lower number."
        );
    }
    format!("The {word}’s revision {version} isn’t in the update list of {as_of}. It may be newer, or a typo.")
}
