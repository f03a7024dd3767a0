//! R22: Windows itself checks the versions when the container starts.

use super::about::{About, HCSSHIM};

pub(super) const ABOUT: About = About::new("Windows itself checks the versions when the container starts", HCSSHIM);
