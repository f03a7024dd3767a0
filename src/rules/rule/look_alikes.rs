//! R40: other errors that people take for a mismatch. They are told apart where errors are read.

use super::about::About;

pub(super) const ABOUT: About =
    About::new("Other errors look like a mismatch", "https://github.com/docker/for-win/issues/5148");
