//! The gate: what comes from a paste, a link or a file reaches a text to copy as a [`Value`] or not at all.

use std::borrow::Cow;

use crate::rules::{date::Date, name, reference::Reference, version::Version};

/// One word that may stand in a text to copy: a plain name, an image reference by its grammar, a version, or a word of our own.
/// [`Text`](super::text::Text) takes nothing else, and writes it as the language of the text wants it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Value(Cow<'static, str>);

impl Value {
    /// A word of our own, written in the source of this program.
    pub const fn own(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// A name from outside; `None` where it is refused because it isn't [plain](name::is_plain).
    pub fn name(text: &str) -> Option<Self> {
        name::is_plain(text).then(|| Self(text.to_owned().into()))
    }

    /// An image by its reference, whose grammar leaves no room for a blank, a quotation mark or a variable.
    pub fn image(reference: &Reference) -> Self {
        Self(reference.to_string().into())
    }

    /// An argument of a command line that somebody ran, to be written again; `None` where a shell may read it otherwise. A
    /// backslash is left to the shells of Windows.
    pub fn argument(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/:=+\\".contains(&byte);
        let starts =
            text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric() || b"-/.\\".contains(&first));
        (starts && text.bytes().all(fits)).then(|| Self(text.to_owned().into()))
    }

    /// A repository of our own with a tag; without the tag where that isn't plain.
    pub fn tagged(repository: &'static str, tag: &str) -> Self {
        match name::is_plain(tag) {
            true => Self([repository, ":", tag].concat().into()),
            false => Self::own(repository),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Version> for Value {
    fn from(version: Version) -> Self {
        Self(version.to_string().into())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self(date.to_string().into())
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Self {
        Self(number.to_string().into())
    }
}
