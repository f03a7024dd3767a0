//! R13: Nano Server follows the same build rules.

use super::about::{About, BASE_IMAGES};

pub(super) const ABOUT: About = About::new("Nano Server follows the same build rules", BASE_IMAGES);
