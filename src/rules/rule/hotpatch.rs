//! R34: a hotpatched host has the level of its month's update under a lower revision. The comparison is
//! [`Updates::level`](crate::rules::update::Updates::level).

use super::about::About;

pub(super) const ABOUT: About = About::new(
    "A hotpatched host has the level of its month under a lower revision",
    "https://learn.microsoft.com/windows-server/get-started/hotpatch",
);
