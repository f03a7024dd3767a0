//! What the name of an image says about its operating system.

use crate::remedy::target::Language;
use crate::remedy::target::text::Text;
use crate::remedy::target::value::Value;
use crate::rules::{
    image::{Image, Versions},
    reference::{Reference, TagMeaning},
};

/// Why a name is none: there is something in it that another tool replaces, or it is wrong.
pub(super) fn unreadable(name: &str) -> &'static str {
    const FILLED_IN: &str =
        "Another tool fills in this image’s name, so it can’t be checked here. Check what it fills in.";
    let filled_in = name.contains(['{', '$', '<', '%', '#']);
    if filled_in { FILLED_IN } else { "We can’t read this image name as it is written." }
}

/// What there is to know about a place: a sentence or two, and the command that answers it.
#[derive(Clone)]
pub(super) struct PlaceWords {
    pub text: String,
    pub command: String,
}

impl<T: Into<String>> From<T> for PlaceWords {
    fn from(text: T) -> Self {
        Self { text: text.into(), command: String::new() }
    }
}

impl PlaceWords {
    /// The same with a command about an image, for every shell.
    pub fn asking(text: &str, command: &'static str, image: &Reference) -> Self {
        let command = Text::line(Language::AnyShell, command, &[&Value::image(image)]);
        Self { text: text.to_owned(), command }
    }
}

/// Whether an image is a Windows one for sure: many plain tags hold Linux images too.
pub(super) fn is_windows(image: &Image) -> bool {
    match &image.meaning {
        // A digest of a base image doesn’t say which Windows, but that it is one.
        None | Some(TagMeaning::Unknown) => image.reference.as_ref().is_some_and(|reference| {
            reference.digest().is_some() && reference.base_family().is_some() || is_former_windows(reference)
        }),
        Some(TagMeaning::LinuxOnly(_)) => contradicts(image),
        Some(TagMeaning::Several(_)) => image.reference.as_ref().is_some_and(|reference| {
            let path = reference.path();
            reference.built_on().is_some() || path.starts_with("dotnet/framework") || path.ends_with("/iis")
        }),
        Some(_) => true,
    }
}

/// Whether a name is one that Microsoft's images for Windows had on Docker Hub: `microsoft/iis`, `microsoft/dotnet-framework:4.7.2`.
/// Before .NET Framework, ASP.NET 5 for Linux had one of them.
pub(super) fn is_former_windows(reference: &Reference) -> bool {
    let linux = || reference.path() == "microsoft/aspnet" && reference.tag().is_some_and(|tag| tag.starts_with("1."));
    reference.is_former() && reference.moved_to().is_some() && !linux()
}

/// Whether a name says Windows where its version can’t be read, variables and all: `windows/nanoserver:${TAG}`. The word
/// `windows` alone in a repository says nothing: some Linux images hold a machine with Windows.
pub(super) fn speaks_of_windows(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let tag = lower.rsplit('/').next().and_then(|last| last.split_once(':')).map_or("", |(_, tag)| tag);
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    !words.clone().any(|word| word == "linux")
        && (words.any(|word| matches!(word, "nanoserver" | "servercore" | "windowsservercore"))
            || ["ltsc20", "windows"].iter().any(|word| tag.contains(word))
            || lower.contains("dotnet/framework/")
            || lower.starts_with("microsoft/") && lower.contains("windows")
            || lower.split([':', '@']).next().is_some_and(|name| name.ends_with("/iis")))
}

/// Whether an image is known to be Linux only.
pub(super) fn is_linux(image: &Image) -> bool {
    image.versions == Versions::Linux && !contradicts(image)
}

/// Whether a tag says Windows, of an image that never was for Windows: `node:18-nanoserver-1809`.
pub(super) fn contradicts(image: &Image) -> bool {
    image.linux_only().is_some()
        && image.reference.as_ref().and_then(|reference| reference.tag()).is_some_and(|tag| {
            let tag = tag.to_ascii_lowercase();
            !tag.contains("linux") && ["nanoserver", "windows", "ltsc20"].iter().any(|word| tag.contains(word))
        })
}

/// The images of Windows that the commands of a script name.
pub(super) fn named_in(text: &str) -> impl Iterator<Item = Reference> {
    let words = text.split(|c: char| c.is_whitespace() || "'\"`=(),;".contains(c)).filter(|word| word.contains(':'));
    let references = words.filter_map(|word| word.parse::<Reference>().ok());
    references.filter(|one| one.is_public() && is_windows(&Image::of_reference(one.clone())))
}
