//! The same image on another Windows version: tags by the naming convention of each image.

use super::grammar::{Reference, tagged};
use super::lines::{self, Listing, TagLine};
use super::official::{Official, Plain};
use super::products;
use super::repository::{self, Repository, current_name};
use super::words::{self, Before, TagStyle, TagWords, is_plain};
use crate::rules::update::NANO_2016_END;
use crate::rules::{
    date::Date,
    release::{Family, Release},
};

/// The tag of the same image for another Windows version.
#[derive(Clone, Debug)]
pub struct Sibling {
    /// The image with that tag, under the name it is published at now.
    pub reference: Reference,
    /// Whether the tag is maintained, or only follows the naming.
    pub listing: Listing,
    /// It is another .NET Framework version: the one asked for has no maintained tag for that Windows version.
    pub other_version: bool,
}

impl Sibling {
    /// What to say where [`other_version`](Self::other_version).
    pub const VERSION_CHANGES: &str =
        "The .NET Framework version changes too: the old one has no maintained tag for that Windows.";

    /// Whether the tag is on record as a maintained one.
    pub fn known(&self) -> bool {
        self.listing == Listing::Current
    }
}

/// The same image for another release, named as its tags are named; `None` where there is none, or nothing to go by.
///
/// Patch versions and previews of .NET and most versions of official images are not on record: their tags follow from the naming,
/// and are a suggestion.
pub fn sibling_tag(reference: &Reference, release: &'static Release, today: Date) -> Option<Sibling> {
    let tag = reference.effective_tag()?;
    let before = if reference.base_family().is_some() { Before::BaseImage } else { words::before(reference.path()) };
    let words = words::read(tag, before);
    if !release.has_images() || words.contradiction {
        return None;
    }
    let sibling = by_convention(reference, tag, &words, release, today)?;
    // A tag whose words are in an order that no image uses would not be understood again.
    let new = words::read(sibling.reference.tag()?, before);
    (new.build() == Some(release.build) && !new.contradiction).then_some(sibling)
}

fn by_convention(
    reference: &Reference,
    tag: &str,
    words: &TagWords,
    release: &'static Release,
    today: Date,
) -> Option<Sibling> {
    let repository = repository::of(reference).convention();
    match repository {
        Repository::Base { family, copy } => of_base(reference, family, copy, words, release, today),
        Repository::Framework(_) => of_framework(reference, tag, release, today),
        Repository::Insider
        | Repository::NeverWindows
        | Repository::Distribution
        | Repository::Redis
        | Repository::Former(_) => None,
        Repository::Other => {
            let family = words.family.unwrap_or(Family::ServerCore);
            let word = words.release.as_ref();
            let new = match word.map_or(TagStyle::Base, |word| word.style) {
                // The pause image says 1809 for 2019, whatever the word for others.
                TagStyle::Base if is_pause(reference) && release.build == 17763 => release.version,
                TagStyle::Base => release.tag(family)?.tag,
                TagStyle::VersionWord => release.version,
                TagStyle::Year => release.image_slug?.strip_prefix("ltsc")?,
            };
            // A tag with the day of its build was made once, for one release.
            if tag.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 8) {
                return None;
            }
            // A version in whole is that of one update, which another release doesn't have.
            let version = words.version.as_ref().filter(|_| words.family.is_some()).map(|(_, at)| at);
            let at = word.map(|word| &word.at).or(version)?;
            let reference = tagged(reference.name(), &replaced(tag, at.start, at.end, new)).ok()?;
            Some(Sibling { reference, listing: Listing::ByName, other_version: false })
        }
        Repository::Iis | Repository::DotNet | Repository::PowerShell | Repository::Official(_) => {
            let family = words.family.or_else(|| family_of_plain(repository, tag))?;
            let word = word(repository, family, release)?;
            let lines = lines(repository, tag, family);
            let listing = match lines::listing(lines, release.build, today) {
                Some(_) if never_published(repository, tag, family, release.build) => return None,
                Some(Listing::Current) if !is_on_record(repository, tag) => Listing::ByName,
                Some(listing) => listing,
                None if lines.is_empty() && matches!(repository, Repository::PowerShell) && release.build <= 20348 => {
                    Listing::ByName
                }
                None => return None,
            };
            let tag = with_word(tag, words, family, word);
            let reference = tagged(current_name(reference), &tag).ok()?;
            Some(Sibling { reference, listing, other_version: false })
        }
    }
}

fn is_pause(reference: &Reference) -> bool {
    reference.path().rsplit('/').next() == Some("pause")
}

/// Whether the tag of a reference is maintained on a day: for floating tags of one Windows version, of base images and the
/// images this crate knows. `None` for pinned tags and where it is not on record.
pub fn listing(reference: &Reference, today: Date) -> Option<Listing> {
    let tag = reference.effective_tag()?;
    let repository = repository::of(reference);
    if let Repository::Base { family, copy: false } = repository {
        let words = words::read(tag, Before::BaseImage);
        let release = words.release?.release;
        let floating = words.kb.is_none() && release.tag(family).is_some();
        return floating.then(|| of_image(release, family, today));
    }
    let words = words::read(tag, Before::Nothing);
    if words.kb.is_some() || words.version.is_some() {
        return None;
    }
    let listing = lines::listing(lines(repository, tag, words.family?), words.release?.release.build, today)?;
    // What an official image once had says nothing of its versions either, but that it is over is certain.
    let over = matches!((repository, listing), (Repository::Official(_), Listing::Until(_)));
    (over || is_on_record(repository, tag)).then_some(listing)
}

/// Nano Server 2016 ended long before Windows Server 2016 does.
fn of_image(release: &Release, family: Family, today: Date) -> Listing {
    let nano_2016 = release.build == 14393 && family == Family::NanoServer;
    match if nano_2016 { Some(NANO_2016_END) } else { release.end() } {
        Some(end) if end < today => Listing::Until(end),
        _ => Listing::Current,
    }
}

fn of_base(
    reference: &Reference,
    family: Family,
    copy: bool,
    words: &TagWords,
    release: &'static Release,
    today: Date,
) -> Option<Sibling> {
    let other = match family {
        Family::Windows => Family::Server,
        Family::Server => Family::Windows,
        family => family,
    };
    let (family, floating) = [family, other].into_iter().find_map(|f| release.tag(f).map(|tag| (f, tag.tag)))?;
    let name = if reference.base_family() == Some(family) { current_name(reference) } else { family.repository() };
    let mut tag = floating.to_owned();
    if let Some(arch) = words.arch {
        let with_arch = format!("{floating}-{}", arch.slug());
        if release.tags.iter().any(|tag| tag.family == family && tag.tag == with_arch) {
            tag = with_arch;
        }
    }
    let listing = if copy { Listing::ByName } else { of_image(release, family, today) };
    Some(Sibling { reference: tagged(name, &tag).ok()?, listing, other_version: false })
}

/// .NET Framework 4.8 ends with 2022 and 4.8.1 starts with it, so the version changes with Windows if it has to.
fn of_framework(reference: &Reference, tag: &str, release: &'static Release, today: Date) -> Option<Sibling> {
    let named = repository::of(reference);
    let sdk = matches!(named, Repository::Former(_)) && tag.split('-').any(|segment| segment == "sdk");
    let name = if sdk { "mcr.microsoft.com/dotnet/framework/sdk" } else { current_name(reference) };
    let Repository::Framework(image) = repository::of(&tagged(name, "latest").ok()?) else { return None };
    let wanted = match tag.split('-').next()? {
        "latest" => "4.8",
        version => version,
    };
    let listed = |version: &str| lines::listing(products::framework(image, version), release.build, today);
    let others = if wanted.starts_with('4') { ["4.8", "4.8.1"] } else { [""; 2] };
    let (version, listing) = match listed(wanted) {
        Some(Listing::Current) => (wanted, Listing::Current),
        other => others
            .into_iter()
            .find(|version| listed(version) == Some(Listing::Current))
            .map(|version| (version, Listing::Current))
            .or(other.map(|listing| (wanted, listing)))?,
    };
    let mut new = String::with_capacity(40);
    new.push_str(version);
    new.push_str("-windowsservercore-");
    new.push_str(word(Repository::Framework(image), Family::ServerCore, release)?);
    Some(Sibling { reference: tagged(name, &new).ok()?, listing, other_version: version != wanted })
}

/// The lines of tags like this one that name a Windows version.
pub(super) fn lines(repository: Repository, tag: &str, family: Family) -> &'static [TagLine] {
    match (repository, family) {
        (Repository::Iis, Family::ServerCore) => &products::IIS,
        (Repository::Framework(image), Family::ServerCore) => {
            products::framework(image, tag.split('-').next().unwrap_or_default())
        }
        (Repository::DotNet, family) => products::dotnet(channel(tag), family),
        (Repository::Official(official), family) => official.lines(family),
        _ => &[],
    }
}

/// The word an image's tags use for a release: as its base image, but official images and PowerShell say `1809` for 2019.
pub(super) fn word(repository: Repository, family: Family, release: &'static Release) -> Option<&'static str> {
    match repository {
        Repository::Official(_) | Repository::PowerShell if release.build == 17763 => Some("1809"),
        _ => release.tag(family).map(|tag| tag.tag),
    }
}

/// Whether the lines are about exactly the version of the image that the tag names: .NET's are about `8.0`, neither `8.0.11` nor
/// `8.0-preview`, .NET Framework's about `4.8`, not `4.8-20250909`, and those of official images about the versions seen.
pub(super) fn is_on_record(repository: Repository, tag: &str) -> bool {
    match repository {
        Repository::DotNet => {
            let rest = &tag[channel(tag).len()..];
            rest.is_empty() || rest.starts_with("-nanoserver") || rest.starts_with("-windowsservercore")
        }
        Repository::Framework(_) => tag.split('-').nth(1).is_none_or(|word| !word.starts_with("20")),
        Repository::Official(official) => official.is_on_record(version_of(tag)),
        // `20210810-windowsservercore-ltsc2019` was made once.
        Repository::Iis => {
            !tag.split('-').any(|word| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit()))
        }
        _ => true,
    }
}

/// What stands before the words for Windows: `1.24` of `1.24-windowsservercore-ltsc2022`, nothing of `windowsservercore`.
fn version_of(tag: &str) -> &str {
    let windows = ["windowsservercore", "nanoserver"].into_iter().filter_map(|word| tag.find(word)).min();
    let version = &tag[..windows.unwrap_or(tag.len())];
    if version == "latest" { "" } else { version.trim_end_matches('-') }
}

/// .NET 10 was on Windows Server 2019 in its previews only.
pub(super) fn never_published(repository: Repository, tag: &str, family: Family, build: u16) -> bool {
    let preview = ["-preview", "-rc"].iter().any(|word| tag.contains(word));
    matches!(repository, Repository::DotNet) && !preview && products::previews_only(channel(tag), family, build)
}

/// The first two numbers of a version: `8.0` of `8.0.11-nanoserver-1809`.
pub(super) fn channel(tag: &str) -> &str {
    let end = tag.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(tag.len());
    let second = tag[..end].match_indices('.').nth(1).map_or(end, |(dot, _)| dot);
    &tag[..second]
}

/// The family of the Windows entries that a plain tag holds, or would hold.
fn family_of_plain(repository: Repository, tag: &str) -> Option<Family> {
    let plain = is_plain(tag, &["jdk", "jre", "rc", "ea", "preview"]);
    match repository {
        Repository::Iis if tag == "latest" => Some(Family::ServerCore),
        Repository::DotNet if plain => Some(Family::NanoServer),
        Repository::Official(Official { plain: Plain::Versions { family, .. }, .. }) if plain || tag == "latest" => {
            Some(*family)
        }
        Repository::Official(Official { plain: Plain::Latest, .. }) if tag == "latest" => Some(Family::NanoServer),
        Repository::Official(_) if plain => Some(Family::ServerCore),
        _ => None,
    }
}

/// The tag with this word for the Windows version: in the place of another one, or after the name of the base image.
fn with_word(tag: &str, words: &TagWords, family: Family, word: &str) -> String {
    let version = words.version.as_ref().map(|(_, at)| at);
    if let Some(old) = words.release.as_ref().map(|old| &old.at).or(version) {
        return replaced(tag, old.start, old.end, word);
    }
    let mut new = String::with_capacity(tag.len() + 28);
    match &words.windows {
        Some(windows) => {
            new.push_str(&tag[..windows.end]);
            new.push('-');
            new.push_str(word);
            new.push_str(&tag[windows.end..]);
        }
        None => {
            if tag != "latest" {
                new.push_str(tag);
                new.push('-');
            }
            new.push_str(if family == Family::NanoServer { "nanoserver-" } else { "windowsservercore-" });
            new.push_str(word);
        }
    }
    new
}

fn replaced(tag: &str, start: usize, end: usize, new: &str) -> String {
    let mut text = String::with_capacity(tag.len() + new.len());
    text.push_str(&tag[..start]);
    text.push_str(new);
    text.push_str(&tag[end..]);
    text
}
