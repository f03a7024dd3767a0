//! What the name and the tag of a reference say of its image.

use super::grammar::Reference;
use super::repository::{self, Repository};
use super::words::{self, Arch, Before};
use crate::rules::release::Family;

impl Reference {
    /// The family of base images this reference is in, copies in other registries included.
    pub fn base_family(&self) -> Option<Family> {
        match repository::of(self) {
            Repository::Base { family, .. } => Some(family),
            _ => None,
        }
    }

    /// The family of base images that the name or the tag says this image is built on.
    pub fn built_on(&self) -> Option<Family> {
        self.base_family().or_else(|| words::read(self.effective_tag()?, Before::Nothing).family)
    }

    /// The processor architecture that the tag names.
    pub fn arch(&self) -> Option<Arch> {
        words::read(self.tag()?, Before::Nothing).arch
    }

    /// Whether the name is a public one that is safe to keep in a link: Microsoft's registry, its former names on Docker
    /// Hub, or an official image of Docker that this crate knows.
    pub fn is_public(&self) -> bool {
        repository::is_microsoft(self)
            || repository::is_short(self)
            || matches!(repository::of(self), Repository::Official(_) | Repository::NeverWindows | Repository::Redis)
    }

    /// Whether what its publisher has for each Windows is on record here: then a tag that isn't there doesn't exist.
    pub fn has_tags_on_record(&self) -> bool {
        matches!(
            repository::of(self).convention(),
            Repository::Iis
                | Repository::Framework(_)
                | Repository::DotNet
                | Repository::PowerShell
                | Repository::Official(_)
        )
    }

    /// Where Microsoft publishes an image whose name is a former or shortened one: `microsoft/nanoserver` is
    /// `mcr.microsoft.com/windows/nanoserver` now.
    pub fn moved_to(&self) -> Option<&'static str> {
        repository::moved_to(self)
    }
}
