//! R27: the image's os.version decides, not its name.

use super::about::{About, UPDATE_CONTAINERS};
use crate::rules::reason::Reason;
use crate::rules::verdict::Verdict;

pub(super) const ABOUT: About = About::new("The image’s os.version decides, not its name", UPDATE_CONTAINERS);

/// What fires where nothing says which Windows it is.
pub(in crate::rules) const UNKNOWN: Reason = Reason::ImageVersionUnknown;

pub(super) fn unknown(_: &Verdict) -> String {
    "The image’s name doesn’t say which Windows it is built on. Its os.version does.".to_owned()
}

/// What to know of a tag that moves.
pub(in crate::rules) const FLOATING: &str = "The tag moves to the newest update every month, so its revision is not known until you look: docker image inspect --format \"{{.OsVersion}}\" IMAGE";
