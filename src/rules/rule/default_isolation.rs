//! R18: what Docker does where nothing is said.

use super::about::{About, MOBY_DAEMON};

pub(super) const ABOUT: About =
    About::new("Docker defaults to process isolation on servers and to Hyper-V isolation on clients", MOBY_DAEMON);

/// What to know of Docker on a client.
pub(in crate::rules) const ON_CLIENTS: &str = "Docker on Windows 10 and 11 uses Hyper-V isolation by default. For \
     process isolation, put --isolation=process before the image name. That is why an image can work on a laptop \
     and fail on a server.";
