//! Types whose values are words: the word of links and of the command line, and the name shown to people.

/// A word of links and of the command line for each value.
pub trait Slug: Copy + 'static {
    /// All words, in the order shown.
    fn words() -> Vec<&'static str>;

    /// The word for it.
    fn word(self) -> &'static str;

    /// What a word means, in any case.
    fn of_word(word: &str) -> Option<Self>;

    /// What is expected where a word is not one of them: `docker, swarm, kubernetes or aks`.
    fn expected() -> String {
        let words = Self::words();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => [&rest.join(", "), " or ", last].concat(),
            _ => words.concat(),
        }
    }
}

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

        impl $crate::rules::slug::Slug for $type {
            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|one| one.slug()).collect()
            }

            fn word(self) -> &'static str {
                self.slug()
            }

            fn of_word(word: &str) -> Option<Self> {
                Self::from_slug(word)
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
