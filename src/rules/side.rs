//! The two sides of a pair.

/// The machine or the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The machine.
    Host,
    /// The image.
    Image,
}

impl Side {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Image => "image",
        }
    }
}
