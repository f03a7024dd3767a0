//! R31: host and image need the same processor architecture.

use super::about::{About, image_of};
use crate::rules::host::Host;
use crate::rules::image::Image;
use crate::rules::reason::Reason;
use crate::rules::reference::Arch;
use crate::rules::release::{BaseTag, Family, Release, images_of, with_build};
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

/// Docker filters a list by its own architecture; an amd64 image on an ARM64 PC fails with 0xc0370106.
pub(super) const ABOUT: About = About::new(
    "Host and image need the same processor architecture",
    "https://github.com/microsoft/navcontainerhelper/issues/3741",
);

/// The architecture that a machine states: `ARM64-based PC` (systeminfo), `aarch64`, `x86_64` (docker info), `AMD64`.
pub fn of_machine(text: &str) -> Option<Arch> {
    let text = text.trim().to_ascii_lowercase();
    let word = text.strip_suffix("-based pc").unwrap_or(&text);
    match word {
        "arm64" | "aarch64" | "arm64v8" => Some(Arch::Arm64),
        "amd64" | "x86_64" | "x86-64" | "x64" => Some(Arch::Amd64),
        "arm32v7" | "armv7" | "armv7l" => Some(Arch::Arm32v7),
        _ => None,
    }
}

/// Whether an engine takes images of this architecture: only those of its own.
pub fn accepts(host: Arch, image: Arch) -> bool {
    host == image
}

/// The tag of a release's base image for one architecture: `ltsc2025-arm64`.
pub fn base_tag(release: &Release, family: Family, arch: Arch) -> Option<&'static BaseTag> {
    let ends = |tag: &&BaseTag| tag.tag.rsplit('-').next() == Some(arch.slug());
    release.tags.iter().filter(|tag| tag.family == family).find(ends)
}

/// Whether any base image of this build was published for this architecture. Without a word for one, a tag is for amd64.
pub fn published(build: u16, arch: Arch) -> bool {
    arch == Arch::Amd64
        || with_build(build).any(|release| Family::ALL.iter().any(|family| base_tag(release, *family, arch).is_some()))
}

/// The finding where they differ, as far as both are known: an image whose name does not say is still of a build for which
/// base images of the host's architecture exist, or not.
pub(in crate::rules) fn never(host: &Host, image: &Image, version: Version) -> Option<Finding> {
    let own = host.arch?;
    let differ = match image.arch() {
        Some(arch) => !accepts(own, arch),
        None => !published(version.build, own),
    };
    differ.then(|| Finding::new(Support::Unsupported, Reason::ArchitecturesDiffer))
}

pub(super) fn differ(verdict: &Verdict) -> String {
    let host = verdict.host.arch.map_or("another", Arch::title);
    let build = image_of(verdict).build;
    let published = verdict.host.arch.is_none_or(|arch| published(build, arch));
    if published {
        return format!("The host is {host}, but the image is for another processor architecture.");
    }
    format!("The host is {host}, and no base image with build {build} was published for it.")
}

/// The tag to use where the host's processor needs one of its own.
pub(in crate::rules) fn tag_needed(verdict: &Verdict, image: &Image) -> String {
    let arch = verdict.host.arch.unwrap_or(Arch::Arm64);
    let release = verdict.image.and_then(|version| images_of(version.build));
    let family = image.family().unwrap_or(Family::ServerCore);
    let tag = release.and_then(|release| base_tag(release, family, arch));
    let tag = tag.map(|tag| format!(", such as {}:{}", family.repository(), tag.tag)).unwrap_or_default();
    format!("The host is {}, so it runs only images for that architecture{tag}.", arch.title())
}
