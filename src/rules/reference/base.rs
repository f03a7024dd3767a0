//! Tags of base images.
//!
//! The forms are those of Microsoft's registry: a word for the release, that word with a KB number, or the version itself;
//! each also for one architecture.

use super::grammar::{Reference, tagged};
use super::meaning::{NoSuchTag, TagMeaning, WhyNot};
use super::repository::{self, current_name};
use super::words::{self, Before, ReleaseWord};
use crate::rules::release::{self, RELEASES};
use crate::rules::{
    release::{Channel, Family, Kind, Release},
    update::{Update, Updates},
};

/// Microsoft's page on base images (2025-11-28).
pub(crate) const SOURCE: &str = "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/9931694e/virtualization/windowscontainers/manage-containers/container-base-images.md";

/// Temporary tags for Windows 10 21H1 with the image of Windows Server 2022, 2021-09-09 (rule R4e).
const PREVIEW_FOR_WINDOWS_10: &str = "win10-21h1-preview";

/// What a tag in one of Microsoft's base image repositories means.
pub(super) fn meaning(reference: &Reference, family: Family, updates: &Updates) -> TagMeaning {
    let Some(tag) = reference.effective_tag() else { return TagMeaning::Unknown };
    let no_such = |why, meant: Option<&'static Release>, tag: Option<&str>| {
        let instead = meant.and_then(|release| instead(reference, family, release, tag));
        TagMeaning::NoSuchTag(NoSuchTag { why, meant, instead, source: SOURCE })
    };
    if tag == "latest" {
        let newest = RELEASES.iter().find(|release| release.kind == Kind::Server && release.tag(family).is_some());
        let instead = newest.and_then(|release| instead(reference, family, release, None));
        let meant = if repository::is_former(reference) { release::images_of(14393) } else { None };
        return TagMeaning::NoSuchTag(NoSuchTag { why: WhyNot::Latest, meant, instead, source: SOURCE });
    }
    if tag.eq_ignore_ascii_case(PREVIEW_FOR_WINDOWS_10) {
        return match release::by_image_slug("ltsc2022") {
            Some(release) if release.tag(family).is_some() => TagMeaning::Release(release),
            meant => no_such(WhyNot::WindowsEnds, meant, None),
        };
    }
    let words = words::read(tag, Before::BaseImage);
    if words.contradiction {
        return TagMeaning::Unknown;
    }
    if let Some((version, _)) = words.version {
        return match release::of_version(version, Some(Kind::Server)) {
            Some(release) if release.tag(family).is_none() => {
                no_such(no_image(release, family), Some(release), release.has_images().then_some(tag))
            }
            _ => TagMeaning::Version(version),
        };
    }
    let Some(ReleaseWord { release, at, .. }) = words.release else {
        return match named_by_word(first_segment(tag)) {
            Some(release) if release.tag(family).is_some() => no_such(WhyNot::NotAWord, Some(release), None),
            Some(release) => no_such(no_image(release, family), Some(release), None),
            None => TagMeaning::Unknown,
        };
    };
    if at.start > 0 {
        return TagMeaning::Unknown;
    }
    if release.tag(family).is_none() {
        return no_such(no_image(release, family), Some(release), None);
    }
    let word = &tag[at];
    if let (Some(kb), Some(pinned)) = (words.kb, pinned_word(word)) {
        return no_such(WhyNot::PinnedWord, Some(release), Some(&pin(pinned, kb)));
    }
    if !is_word(release, family, word) {
        let other_family = word.eq_ignore_ascii_case("ltsc2016") || word.eq_ignore_ascii_case("sac2016");
        return no_such(if other_family { WhyNot::WordOfOtherFamily } else { WhyNot::NotAWord }, Some(release), None);
    }
    match words.kb {
        Some(kb) => TagMeaning::Update { release, kb, update: update(updates, release.build, kb) },
        None => TagMeaning::Release(release),
    }
}

fn first_segment(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// The update that a KB number brought to a build. Some KBs came twice; the one that images were made of is meant.
pub(super) fn update(updates: &Updates, build: u16, kb: u32) -> Option<Update> {
    let of_build = updates.by_kb(kb).filter(|update| update.build == build);
    of_build.max_by_key(|update| (update.image_seen, !update.disputed, update.revision)).copied()
}

/// Whether base images of the family use this word for the release. Besides the tags of the catalogue, `ltsc2019` and `1809`
/// are one image wherever there is one, and `1607` is one with `ltsc2016` and `sac2016`.
fn is_word(release: &Release, family: Family, word: &str) -> bool {
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    release.tags.iter().any(|tag| tag.family == family && is(tag.tag))
        || (release.build == 17763 && (is("ltsc2019") || is("1809")))
        || (release.build == 14393 && is("1607"))
}

/// A word that base images don't use, but that names a Windows version: `2022`, `21H2`, `23H2`, `1703`.
fn named_by_word(word: &str) -> Option<&'static Release> {
    let of_version = |kind: Kind| {
        let named = move |release: &&Release| release.kind == kind && release.version.eq_ignore_ascii_case(word);
        RELEASES.iter().find(named)
    };
    of_version(Kind::Server).or_else(|| of_version(Kind::Client))
}

fn no_image(release: &Release, family: Family) -> WhyNot {
    match family {
        _ if !release.has_images() => WhyNot::NoBaseImage,
        Family::Windows if release.tag(Family::Server).is_some() => WhyNot::WindowsEnds,
        Family::Server if release.tag(Family::Windows).is_some() => WhyNot::ServerStarts,
        _ => WhyNot::OtherFamily,
    }
}

/// The tag to write instead for a release: in the family, or in the one that takes its place, or in Server Core.
/// Annual Channel hosts run the images of Windows Server 2022.
fn instead(reference: &Reference, family: Family, release: &'static Release, tag: Option<&str>) -> Option<Reference> {
    let release = match release.channel {
        Channel::Annual => release::by_image_slug("ltsc2022")?,
        _ => release,
    };
    let found = [family, Family::Server, Family::Windows, Family::ServerCore]
        .into_iter()
        .find_map(|family| release.tag(family).map(|tag| (family, tag.tag)));
    let (other, floating) = found?;
    let name = if other == family { current_name(reference) } else { other.repository() };
    tagged(name, tag.unwrap_or(floating)).ok()
}

fn pinned_word(word: &str) -> Option<&'static str> {
    if word.eq_ignore_ascii_case("ltsc2016") {
        Some("1607")
    } else if word.eq_ignore_ascii_case("ltsc2019") {
        Some("1809")
    } else {
        None
    }
}

fn pin(word: &str, kb: u32) -> String {
    let mut tag = String::with_capacity(16);
    tag.push_str(word);
    tag.push_str("-KB");
    tag.push_str(&kb.to_string());
    tag
}
