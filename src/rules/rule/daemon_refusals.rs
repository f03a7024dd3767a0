//! R19: the Docker daemon refuses some hosts and settings.

use super::about::{About, MOBY_DAEMON};

pub(super) const ABOUT: About = About::new("The Docker daemon refuses some hosts and settings", MOBY_DAEMON);

/// What to know of a host that current engines do not start on.
pub(in crate::rules) const TOO_NEW: &str = "Docker 23 and later don’t start on Windows before build 17763. This \
     host needs Docker 20.10 or older, which gets no more fixes.";

/// The oldest build that Docker 23 and later start on.
pub(in crate::rules) const OLDEST_HOST: u16 = 17763;
