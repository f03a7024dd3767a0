//! R19: the Docker daemon refuses some hosts and settings.

use super::about::{About, MOBY_DAEMON};

pub(super) const ABOUT: About = About::new("The Docker daemon refuses some hosts and settings", MOBY_DAEMON);
