//! Near misses: a name or a tag that is nearly one of Microsoft's base images.

use super::distance::{nearest, nearest_all};
use super::grammar::{Reference, tagged};
use super::repository::{self, Repository};
use crate::rules::release::{Family, RELEASES};

/// The image that a reference nearly names, where exactly one is nearest: `servercore:ltsc2202`, `windows/nanosever:ltsc2022`.
///
/// Only for names in Microsoft's registry, or written without one as its base images are; anybody else's name may be meant as it is.
pub fn did_you_mean(reference: &Reference) -> Option<Reference> {
    match near(reference).as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The images that a reference nearly names, all that are equally near: `servercore:ltsc2023` is as near to 2022 as to 2025.
pub fn near(reference: &Reference) -> Vec<Reference> {
    if let Some(word) = bare_word(reference) {
        let words = RELEASES.iter().filter_map(|release| release.image_slug);
        return nearest_all(word, words).into_iter().filter_map(|word| word.parse().ok()).collect();
    }
    let family = match reference.base_family() {
        Some(family) if repository::is_microsoft(reference) || repository::is_short(reference) => family,
        Some(_) => return Vec::new(),
        None => return of_name(reference).into_iter().collect(),
    };
    let Some(tag) = reference.effective_tag() else { return Vec::new() };
    let near = nearest_all(tag, tags(family));
    near.into_iter().filter_map(|tag| reference.with_tag(tag).ok()).collect()
}

/// The word of a release that stands where an image is named: `ltsc2109`.
fn bare_word(reference: &Reference) -> Option<&str> {
    let path = reference.path().strip_prefix("library/").unwrap_or(reference.path());
    let is_word = path.starts_with("ltsc") || path.starts_with("sac20");
    let bare = reference.tag().is_none() && !path.contains('/') && !repository::is_microsoft(reference);
    (is_word && bare).then_some(path)
}

/// The tags of a family, the word of each release and its aliases.
fn tags(family: Family) -> impl Iterator<Item = &'static str> {
    RELEASES.iter().flat_map(|release| release.tags).filter(move |tag| tag.family == family).map(|tag| tag.tag)
}

/// A base image whose name is misspelt.
fn of_name(reference: &Reference) -> Option<Reference> {
    let path = reference.path();
    let microsoft = repository::is_microsoft(reference);
    if !microsoft && !path.starts_with("windows/") && path.contains('/') {
        return None;
    }
    let name = path.strip_prefix("windows/").unwrap_or(path);
    if !matches!(repository::of(reference), Repository::Other) || name.len() < 6 {
        return None;
    }
    let families = [("servercore", Family::ServerCore), ("nanoserver", Family::NanoServer)];
    let name = nearest(name, families.iter().map(|(name, _)| *name))?;
    let (_, family) = families.into_iter().find(|(known, _)| *known == name)?;
    match reference.tag() {
        Some(tag) => tagged(family.repository(), tag).ok(),
        None => family.repository().parse().ok(),
    }
}

/// A base image without its registry, misspelt: `servercor:ltsc2022`. Docker has no official image of such a name.
pub(super) fn is_short_misspelt(reference: &Reference) -> bool {
    let name = reference.path().strip_prefix("library/").unwrap_or(reference.path());
    reference.registry() == repository::DOCKER && !name.contains('/') && of_name(reference).is_some()
}
