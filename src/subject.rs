//! The image a question is about: a reference, a version, or both.

use arrayvec::ArrayVec;
use core::fmt;

use crate::{Host, Release, Version, release};

/// Which Windows version, or versions, an image has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Versions {
    /// One version; its revision is `None` where only the release is known.
    One(Version),
    /// A tag with an entry for each of these builds.
    Several(ArrayVec<u16, 8>),
    /// A Linux image.
    Linux,
    /// The name does not say, and nobody else has.
    Unknown,
}

/// A container image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    /// Its Windows versions.
    pub versions: Versions,
}

impl Image {
    /// An image of exactly this version.
    pub fn of_version(version: Version) -> Self {
        Self { versions: Versions::One(version) }
    }

    /// An image of a release, by its floating tag.
    pub fn of_release(release: &'static Release) -> Self {
        Self::of_version(release.of())
    }

    /// Reads a version, a tag word or an image reference.
    ///
    /// # Errors
    ///
    /// What was seen, where, and what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        match release::by_image_slug(text.trim()) {
            Some(release) => Ok(Self::of_release(release)),
            None => text.parse().map(Self::of_version).map_err(|error: crate::VersionError| error.to_string()),
        }
    }

    /// The version this image has on a host: the entry a tag with several versions resolves to.
    pub fn version_on(&self, _host: &Host) -> Option<Version> {
        match &self.versions {
            Versions::One(version) => Some(*version),
            _ => None,
        }
    }

    /// The family of base images the reference is from.
    pub fn family(&self) -> Option<crate::Family> {
        None
    }

    /// The reference as it was given, if one was.
    pub fn reference_text(&self) -> Option<String> {
        None
    }

    pub(crate) fn tag_problem(&self) -> Option<String> {
        None
    }
    pub(crate) fn has_tag_problem(&self) -> bool {
        false
    }
    pub(crate) fn is_arm(&self) -> bool {
        false
    }
    pub(crate) fn is_insider(&self) -> bool {
        false
    }
    pub(crate) fn is_floating(&self) -> bool {
        matches!(self.versions, Versions::One(Version { revision: None, .. }))
    }
}

impl fmt::Display for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.versions {
            Versions::One(version) => match release::with_build(version.build).find_map(|release| release.image_slug) {
                Some(slug) if version.revision.is_none() => f.write_str(slug),
                _ => version.fmt(f),
            },
            _ => Ok(()),
        }
    }
}
