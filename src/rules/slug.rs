//! Types whose values are words: the word of links and of the command line, and the name shown to people.

/// Implements `ALL`, `slug`, `title`, `from_slug` and `Display` for an enum.
macro_rules! words {
    ($type:ident: $($variant:ident $slug:literal $title:literal),*) => {
        impl $type {
            /// All of them, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable word of links and of the command line.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),* }
            }

            /// The name shown to people.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// The one with this slug, in any case.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.slug().eq_ignore_ascii_case(slug))
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.slug())
            }
        }
    };
}

pub(crate) use words;
