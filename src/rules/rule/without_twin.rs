//! R30: some Windows 10 builds never had an image.

use super::about::{About, VERSION_COMPATIBILITY};

pub(super) const ABOUT: About = About::new("Some Windows 10 builds never had an image", VERSION_COMPATIBILITY);
