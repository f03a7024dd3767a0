//! The image a question is about: a reference, a version, or both.

use arrayvec::ArrayVec;
use core::fmt;

use crate::rules::reference::{Arch, Doubt, LinuxOnly, NoSuchTag, SeveralVersions};
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    host::Host,
    reference::{self, Reference, ReferenceError, TagMeaning},
    release::{self, Family, Release},
    version::{Version, VersionError},
};

/// Which Windows version, or versions, an image has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Versions {
    /// One version; its revision is `None` where only the release is known.
    One(Version),
    /// A tag with an entry for each of these builds, newest first.
    Several(ArrayVec<u16, 8>),
    /// A Linux image.
    Linux,
    /// The name does not say, and nobody else has.
    Unknown,
}

/// A container image.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its name, if one was given.
    pub reference: Option<Reference>,
    /// What the tag says about Windows, if there is a tag or a tag word.
    pub meaning: Option<TagMeaning>,
    /// Its Windows versions: from the tag, or as stated beside it.
    pub versions: Versions,
    /// What has to be kept of the name where the reference itself is not at hand.
    name: Option<Name>,
    /// The exact version was given apart from the tag.
    stated: bool,
}

/// An image's name as text, and what was read out of it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Name {
    /// As it was given.
    text: String,
    /// It is of a public registry, so a link may carry it.
    public: bool,
    /// The family of base images it is, or is built on.
    family: Option<Family>,
}

/// A text that is no image: neither a version, nor a tag word, nor a reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ImageError {
    /// It looks like a version but is not one.
    Version(VersionError),
    /// It is not a reference.
    Reference(ReferenceError),
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(error) => error.fmt(f)?,
            Self::Reference(error) => error.fmt(f)?,
        }
        f.write_str(". An image is a tag word such as ltsc2022, a version such as 10.0.20348.2113, or a reference such as mcr.microsoft.com/windows/servercore:ltsc2022")
    }
}

impl core::error::Error for ImageError {}

impl Image {
    /// An image of exactly this version.
    pub fn of_version(version: Version) -> Self {
        Self { reference: None, meaning: None, versions: Versions::One(version), name: None, stated: true }
    }

    /// An image of a release, by its floating tag.
    pub fn of_release(release: &'static Release) -> Self {
        let meaning = Some(TagMeaning::Release(release));
        Self { reference: None, meaning, versions: Versions::One(release.of()), name: None, stated: false }
    }

    /// An image without a name, of these versions.
    pub fn of_versions(versions: Versions) -> Self {
        Self { reference: None, meaning: None, versions, name: None, stated: false }
    }

    /// An image by its name: what its tag means, on the day of the rules.
    pub fn of_reference(reference: Reference) -> Self {
        let meaning = reference::meaning(&reference, Catalogue::builtin().updates, RULES_AS_OF);
        let name = Name { text: reference.to_string(), public: reference.is_public(), family: reference.built_on() };
        let versions = versions(&meaning);
        Self { versions, meaning: Some(meaning), reference: Some(reference), name: Some(name), stated: false }
    }

    /// The same image, now that its version is known.
    #[must_use]
    pub fn with_version(self, version: Version) -> Self {
        // What the tag says as well is nothing beside it: the name alone gives it back.
        let stated = self.stated || self.versions != Versions::One(version);
        Self { versions: Versions::One(version), stated, ..self }
    }

    /// The same image, now that the builds behind it are known.
    #[must_use]
    pub fn with_builds(self, builds: &[u16]) -> Self {
        let versions = match builds {
            [] => self.versions,
            [build] => Versions::One(Version::of_build(*build)),
            builds => Versions::Several(builds.iter().copied().take(8).collect()),
        };
        Self { versions, stated: true, ..self }
    }

    /// The same image, now that it is known to be for Linux only.
    #[must_use]
    pub fn as_linux(self) -> Self {
        Self { versions: Versions::Linux, stated: true, ..self }
    }

    /// Reads a tag word of a base image or a version: what needs no knowledge of names.
    pub fn parse_plain(text: &str) -> Option<Self> {
        let text = text.trim();
        match release::by_image_slug(text) {
            Some(release) => Some(Self::of_release(release)),
            None => text.parse().ok().map(Self::of_version),
        }
    }

    /// Reads a version, a tag word (also one with a KB number or of an application's image), or an image reference.
    ///
    /// # Errors
    ///
    /// What was seen, where, and what was expected.
    pub fn parse(text: &str) -> Result<Self, ImageError> {
        let text = text.trim();
        if let Some(release) = release::by_image_slug(text) {
            return Ok(Self::of_release(release));
        }
        let version = match text.parse() {
            Ok(version) => return Ok(Self::of_version(version)),
            Err(error) => error,
        };
        if let Some(image) = Self::of_tag(text) {
            return Ok(image);
        }
        match text.parse() {
            // All digits and dots can be a repository's name, but somebody meant a version.
            Ok(_) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                Err(ImageError::Version(version))
            }
            Ok(reference) => Ok(Self::of_reference(reference)),
            Err(error) => Err(ImageError::Reference(error)),
        }
    }

    /// A tag without its repository, if it says which Windows it means.
    fn of_tag(text: &str) -> Option<Self> {
        let in_base: Reference = format!("{}:{text}", Family::ServerCore.repository()).parse().ok()?;
        let in_app: Reference = format!("registry.example.com/app:{text}").parse().ok()?;
        [in_base, in_app].into_iter().map(Self::of_reference).find_map(|image| {
            let says = matches!(
                image.meaning,
                Some(TagMeaning::Version(_) | TagMeaning::Release(_) | TagMeaning::Update { .. })
            );
            says.then_some(Self { reference: None, name: None, ..image })
        })
    }

    /// The version this image has on a host: of a tag with several versions, the entry that host resolves to, or the oldest
    /// one where all are newer. That one may not be in the tag of an older version of the image, which keeps what it was last
    /// built for.
    pub fn version_on(&self, host: &Host) -> Option<Version> {
        match &self.versions {
            Versions::One(version) => Some(*version),
            Versions::Several(builds) => {
                let on_record = self.several().is_none_or(|several| several.on_record);
                let oldest = || builds.iter().copied().min().filter(|_| on_record);
                let build = reference::resolve(builds, host.version.build).build.or_else(oldest)?;
                Some(Version::of_build(build))
            }
            Versions::Linux | Versions::Unknown => None,
        }
    }

    /// The family of base images this image is, or is built on.
    pub fn family(&self) -> Option<Family> {
        self.name.as_ref().and_then(|name| name.family)
    }

    /// What to know about its registry before it is pulled, with the sentence for it.
    pub fn doubt(&self) -> Option<(Doubt, String)> {
        let reference = self.reference_text()?.parse::<Reference>().ok()?;
        let doubt = reference.doubt()?;
        Some((doubt, doubt.sentence(&reference)))
    }

    /// The reference as it was given, if one was.
    pub fn reference_text(&self) -> Option<String> {
        self.name.as_ref().map(|name| name.text.clone())
    }

    /// Whether only the image itself can tell its Windows version: it has a name, which is right and doesn't say.
    pub fn version_is_missing(&self) -> bool {
        self.reference.is_some()
            && self.versions == Versions::Unknown
            && self.no_such_tag().is_none()
            && self.near_misses().is_empty()
    }

    /// What is wrong with the tag, if it does not exist.
    pub fn no_such_tag(&self) -> Option<&NoSuchTag> {
        match &self.meaning {
            Some(TagMeaning::NoSuchTag(problem)) => Some(problem),
            _ => None,
        }
    }

    /// The name or tag that was probably meant, where this one is nearly that of a base image.
    pub fn did_you_mean(&self) -> Option<Reference> {
        match self.near_misses().as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The names or tags that may have been meant, all that are equally near.
    pub fn near_misses(&self) -> Vec<Reference> {
        let Some(reference) = &self.reference else { return Vec::new() };
        let understood = match self.meaning {
            Some(TagMeaning::Unknown) | None => false,
            Some(TagMeaning::NoSuchTag(ref problem)) => return problem.misspelt().into_iter().collect(),
            Some(_) => reference.base_family().is_some(),
        };
        if understood { Vec::new() } else { reference::near_misses(reference) }
    }

    /// Why it is known to be a Linux image.
    pub fn linux_only(&self) -> Option<LinuxOnly> {
        match &self.meaning {
            Some(TagMeaning::LinuxOnly(why)) => Some(*why),
            _ => None,
        }
    }

    /// What is behind a tag with several Windows versions.
    pub fn several(&self) -> Option<&SeveralVersions> {
        match &self.meaning {
            Some(TagMeaning::Several(several)) => Some(several),
            _ => None,
        }
    }

    /// The processor architecture that the tag names.
    pub fn arch(&self) -> Option<Arch> {
        self.reference.as_ref().and_then(Reference::arch)
    }

    /// Whether it is of an Insider repository.
    pub fn is_insider(&self) -> bool {
        matches!(self.meaning, Some(TagMeaning::Insider(_)))
    }

    /// Whether the image is named by a tag that moves with the monthly updates.
    pub fn is_floating(&self) -> bool {
        !self.stated && matches!(self.meaning, Some(TagMeaning::Release(_) | TagMeaning::Several(_)))
    }
}

fn versions(meaning: &TagMeaning) -> Versions {
    match meaning {
        TagMeaning::Several(several) => {
            Versions::Several(several.releases.iter().map(|release| release.build).take(8).collect())
        }
        TagMeaning::LinuxOnly(_) => Versions::Linux,
        other => other.version().map_or(Versions::Unknown, Versions::One),
    }
}

impl PartialEq for Image {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.versions) == (&other.name, &other.versions)
    }
}

impl Eq for Image {}

impl fmt::Display for Image {
    /// The shortest text for a link that means this image: a public reference, a tag word or a version. Names that are not
    /// public are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let public = self.name.as_ref().filter(|name| name.public && !self.stated);
        match (public, &self.versions) {
            (Some(name), _) => f.write_str(&name.text),
            (None, Versions::One(version)) => {
                match release::images_of(version.build).and_then(|release| release.image_slug) {
                    Some(slug) if version.revision.is_none() => f.write_str(slug),
                    _ => version.fmt(f),
                }
            }
            (None, _) => Ok(()),
        }
    }
}
