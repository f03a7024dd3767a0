//! Why a text is not an image reference.

use core::fmt;

/// Why a text is not an image reference, and where in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReferenceError {
    /// Byte offset of the first character that does not fit; the length of the text where it ends too early.
    pub position: usize,
    /// What was wrong there.
    pub kind: ReferenceErrorKind,
}

/// The parts of an image reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReferencePart {
    /// The host name of the registry.
    Registry,
    /// The port of the registry.
    Port,
    /// The repository within the registry.
    Path,
    /// What follows the colon.
    Tag,
    /// What follows the `@`.
    Digest,
}

impl ReferencePart {
    const fn name(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Port => "port",
            Self::Path => "image name",
            Self::Tag => "tag",
            Self::Digest => "digest",
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::Registry => "a host name such as mcr.microsoft.com",
            Self::Port => "digits",
            Self::Path => "lower-case letters and digits, with single separators between them",
            Self::Tag => "letters, digits, '_', '.' or '-'",
            Self::Digest => "sha256: and 64 hexadecimal digits",
        }
    }
}

/// What was wrong with an image reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReferenceErrorKind {
    /// Nothing there but blanks.
    Empty,
    /// Starts like the address of a page: `https://`, `docker://`.
    Scheme,
    /// 64 hexadecimal digits: the ID of an image on one machine, which no one else can look up.
    ImageId,
    /// A variable that has to be replaced by its value first.
    Variable,
    /// A capital letter in a repository.
    UpperCase(char),
    /// A character that does not belong there.
    Unexpected {
        /// The part it is in.
        part: ReferencePart,
        /// The character.
        seen: char,
    },
    /// The text ends before the part is complete.
    EndsEarly(ReferencePart),
    /// Longer than registries allow.
    TooLong {
        /// The part that is too long.
        part: ReferencePart,
        /// How many characters it may have.
        longest: usize,
    },
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ReferenceErrorKind::*;
        let character = self.position + 1;
        match self.kind {
            Empty => {
                f.write_str("nothing here; expected an image such as mcr.microsoft.com/windows/servercore:ltsc2022")
            }
            Scheme => {
                f.write_str("an address with ://; expected the image alone, such as mcr.microsoft.com/windows:1809")
            }
            ImageId => f.write_str("an image ID, which says nothing elsewhere; expected the name and tag of the image"),
            Variable => write!(f, "a variable at character {character}; expected its value"),
            UpperCase(seen) => {
                write!(f, "found '{seen}' at character {character}; the name of an image has no capital letters")
            }
            Unexpected { seen: ' ', .. } => write!(f, "an image name has no spaces (character {character})"),
            Unexpected { part, seen } => write!(
                f,
                "found '{}' at character {character} in the {}; expected {}",
                seen.escape_debug(),
                part.name(),
                part.expected()
            ),
            EndsEarly(part) => {
                write!(f, "ends at character {character} in the {}; expected {}", part.name(), part.expected())
            }
            TooLong { part, longest } => write!(f, "the {} is longer than {longest} characters", part.name()),
        }
    }
}

impl core::error::Error for ReferenceError {}
