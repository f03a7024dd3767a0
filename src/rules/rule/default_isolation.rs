//! R18: what Docker does where nothing is said.

use super::about::{About, MOBY_DAEMON};

pub(super) const ABOUT: About =
    About::new("Docker defaults to process isolation on servers and to Hyper-V isolation on clients", MOBY_DAEMON);
