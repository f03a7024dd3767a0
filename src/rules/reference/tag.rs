//! From a reference to what its tag means.

use super::base;
use super::grammar::Reference;
use super::lines::{TagLine, contents};
use super::linux;
use super::meaning::{LinuxOnly, NoSuchTag, SeveralVersions, TagMeaning, WhyNot};
use super::near;
use super::official::{self, Official, Plain};
use super::products;
use super::repository::{self, Repository};
use super::sibling;
use super::words::{self, Before, TagWords, is_plain};
use crate::rules::{
    date::Date,
    release::{self, Family, Release},
    update::Updates,
};

/// What the tag of a reference says about Windows, as of a day: tags over several Windows versions change what they hold.
///
/// Nothing is looked up in a registry. Where the name is not one this crate knows, the words of the tag decide alone.
pub fn meaning(reference: &Reference, updates: &Updates, today: Date) -> TagMeaning {
    let repository = repository::of(reference);
    let Some(tag) = reference.effective_tag() else { return TagMeaning::Unknown };
    match repository {
        Repository::Base { family, copy: false } => return base::meaning(reference, family, updates),
        Repository::Insider => {
            let version = words::read(tag, Before::Windows).version;
            return TagMeaning::Insider(version.map(|(version, _)| version));
        }
        Repository::Other if repository::is_base_namespace(reference) => return unlisted(reference),
        Repository::Other if near::is_short_misspelt(reference) => return unlisted(reference),
        Repository::NeverWindows => return TagMeaning::LinuxOnly(LinuxOnly::NeverWindows),
        Repository::Distribution => return TagMeaning::LinuxOnly(LinuxOnly::Distribution),
        _ => {}
    }
    let before = match repository {
        Repository::Base { .. } => Before::BaseImage,
        _ => words::before(reference.path()),
    };
    let words = words::read(tag, before);
    if words.contradiction {
        return TagMeaning::Unknown;
    }
    if let Some((version, _)) = words.version {
        return TagMeaning::Version(version);
    }
    if let Some(word) = &words.release {
        if let Some(no_such) = not_published(reference, repository, tag, &words, word.release, today) {
            return TagMeaning::NoSuchTag(no_such);
        }
        return match words.kb {
            Some(kb) => {
                let update = base::update(updates, word.release.build, kb);
                TagMeaning::Update { release: word.release, kb, update }
            }
            None => TagMeaning::Release(word.release),
        };
    }
    if words.linux && words.windows.is_none() {
        return match (repository, without_version(repository, tag, words.family, today)) {
            (Repository::DotNet, meaning @ TagMeaning::LinuxOnly(_)) => meaning,
            _ => TagMeaning::LinuxOnly(LinuxOnly::InTag),
        };
    }
    if words.windows.is_none() && linux::is_official(reference) {
        return TagMeaning::LinuxOnly(LinuxOnly::NeverWindows);
    }
    if words.windows.is_none() && linux::names_distribution(reference) {
        return TagMeaning::LinuxOnly(LinuxOnly::Distribution);
    }
    if let Some(why) = linux::of_microsoft(reference) {
        return TagMeaning::LinuxOnly(why);
    }
    without_version(repository, tag, words.family, today)
}

/// A repository of Microsoft's `windows/` that is not on record: a typing error where it is nearly one, else not known.
fn unlisted(reference: &Reference) -> TagMeaning {
    match near::did_you_mean(reference) {
        Some(instead) => TagMeaning::NoSuchTag(NoSuchTag {
            why: WhyNot::NoSuchRepository,
            meant: None,
            instead: Some(instead),
            source: base::SOURCE,
        }),
        None => TagMeaning::Unknown,
    }
}

/// A tag that names a release which the image was never published for, or with a word that the image doesn't use.
fn not_published(
    reference: &Reference,
    repository: Repository,
    tag: &str,
    words: &TagWords,
    release: &'static Release,
    today: Date,
) -> Option<NoSuchTag> {
    let source = match repository {
        Repository::Iis => products::IIS_SOURCE,
        Repository::Framework(_) => products::FRAMEWORK_SOURCE,
        Repository::DotNet => products::DOTNET_SOURCE,
        Repository::Official(_) => official::SOURCE,
        _ => return None,
    };
    let family = words.family?;
    let word = words.release.as_ref().map(|word| &tag[word.at.clone()])?;
    let usual = sibling::word(repository, family, release)?;
    let why = if !is_published(repository, tag, family, release.build) {
        WhyNot::NeverPublished
    } else if matches!(release.build, 14393 | 17763) && !word.eq_ignore_ascii_case(usual) && !also(repository, word) {
        WhyNot::OtherWord
    } else {
        return None;
    };
    let instead = sibling::sibling_tag(reference, release, today).map(|sibling| sibling.reference);
    Some(NoSuchTag { why, meant: Some(release), instead, source })
}

/// Haxe is the one official image with both words for 2019.
fn also(repository: Repository, word: &str) -> bool {
    matches!(repository, Repository::Official(Official { name: "haxe", .. })) && word.eq_ignore_ascii_case("ltsc2019")
}

/// Whether tags of this image and version name this build, or may: what is on record of IIS and of .NET Framework before 4.8
/// is not complete.
fn is_published(repository: Repository, tag: &str, family: Family, build: u16) -> bool {
    let complete = match repository {
        Repository::Framework(_) => tag.starts_with("4.8"),
        Repository::DotNet | Repository::Official(_) => true,
        _ => false,
    };
    let lines = sibling::lines(repository, tag, family);
    if sibling::never_published(repository, tag, family, build) {
        return false;
    }
    !complete || lines.is_empty() || lines.iter().any(|line| line.build == build)
}

/// What a tag without a Windows version holds.
fn without_version(repository: Repository, tag: &str, family: Option<Family>, today: Date) -> TagMeaning {
    match (repository, family) {
        (Repository::Iis, None) if tag == "latest" => several(&products::IIS_LATEST, today, "", products::IIS_SOURCE),
        (Repository::Framework(image), None) => {
            let version = if tag == "latest" { "4.8" } else { tag.strip_prefix("4.8-").unwrap_or(tag) };
            several(products::framework(image, version), today, FRAMEWORK_NOTE, products::FRAMEWORK_SOURCE)
        }
        (Repository::DotNet, None) => dotnet(tag, today),
        (Repository::PowerShell, _) if is_powershell_list(tag) => {
            several(&products::POWERSHELL, today, POWERSHELL_NOTE, products::POWERSHELL_SOURCE)
        }
        (Repository::Official(official), Some(family)) if official.shares_suffix() => {
            of_version(several(official.lines(family), today, OFFICIAL_NOTE, official::SOURCE), repository, tag)
        }
        (Repository::Official(official), None) => of_version(plain_official(official, tag, today), repository, tag),
        (Repository::Redis, Some(_)) => release::images_of(14393).map_or(TagMeaning::Unknown, TagMeaning::Release),
        (Repository::Redis, None) => TagMeaning::LinuxOnly(LinuxOnly::Redis),
        _ => TagMeaning::Unknown,
    }
}

const FRAMEWORK_NOTE: &str = "Rebuilt within 12 hours of a new base image.";
const POWERSHELL_NOTE: &str = "On record for this tag is Windows Server 2022; it may hold other Windows versions too.";
const OFFICIAL_NOTE: &str = "For versions of the image that are still maintained; a tag of an older version keeps the Windows versions it was last built for.";
const PATCH_NOTE: &str = "A tag of one patch release keeps the Windows versions it was built for.";

fn several(lines: &[TagLine], today: Date, note: &'static str, source: &'static str) -> TagMeaning {
    match contents(lines, today) {
        Some(contents) => TagMeaning::Several(SeveralVersions::new(contents, note, source)),
        None => TagMeaning::Unknown,
    }
}

/// The meaning of a tag over several Windows versions, with whether that is on record for the version of the image in it.
fn of_version(meaning: TagMeaning, repository: Repository, tag: &str) -> TagMeaning {
    match meaning {
        TagMeaning::Several(several) => {
            TagMeaning::Several(SeveralVersions { on_record: sibling::is_on_record(repository, tag), ..several })
        }
        other => other,
    }
}

/// The day .NET 8 took Windows out of its plain tags, in its third preview.
const DOTNET_PLAIN_LINUX: Date = Date::new(2023, 4, 11);
/// The day .NET 7 left, at the latest then `latest` was a version without Windows.
const DOTNET_7_END: Date = Date::new(2024, 6, 11);

/// Up to .NET 7 the tags `6.0`, `6.0.36` and `6.0-preview` hold Nano Server images too, from .NET 8 on nothing does that
/// doesn't say so.
fn dotnet(tag: &str, today: Date) -> TagMeaning {
    if tag == "latest" {
        let linux = today >= DOTNET_7_END;
        return if linux { TagMeaning::LinuxOnly(LinuxOnly::DotNetPlain) } else { TagMeaning::Unknown };
    }
    let channel = sibling::channel(tag);
    let major: u32 = channel.split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
    let with_windows = major < 8 || (major == 8 && today < DOTNET_PLAIN_LINUX);
    if !with_windows {
        return TagMeaning::LinuxOnly(LinuxOnly::DotNetPlain);
    }
    if !is_plain(tag, &["preview", "rc"]) {
        return TagMeaning::Unknown;
    }
    let note = if tag == channel { "" } else { PATCH_NOTE };
    several(products::dotnet(channel, Family::NanoServer), today, note, products::DOTNET_SOURCE)
}

/// `latest`, `lts`, `preview`, `nanoserver`, `windowsserver`, `lts-nanoserver` …
fn is_powershell_list(tag: &str) -> bool {
    let rest = tag.strip_prefix("lts").or(tag.strip_prefix("preview"));
    matches!(rest.unwrap_or(tag).trim_start_matches('-'), "" | "latest" | "nanoserver" | "windowsserver")
}

fn plain_official(official: &'static Official, tag: &str, today: Date) -> TagMeaning {
    let latest = tag == "latest";
    let family = match official.plain {
        Plain::Versions { latest: with_latest, family } if (latest && with_latest) || is_plain(tag, &[]) => family,
        Plain::Latest if latest => Family::NanoServer,
        Plain::EarlyAccess if is_plain(tag, &["rc", "ea", "jdk"]) && tag.split('-').any(|w| w == "rc" || w == "ea") => {
            Family::ServerCore
        }
        Plain::Java if latest || is_plain(tag, &["jdk", "jre"]) => Family::ServerCore,
        Plain::Linux => return TagMeaning::LinuxOnly(LinuxOnly::PlainTag),
        _ => return TagMeaning::Unknown,
    };
    several(official.lines(family), today, OFFICIAL_NOTE, official::SOURCE)
}
