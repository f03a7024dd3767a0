//! The words of a tag that speak of Windows.
//!
//! Only words that can't mean anything else count: `ltsc2022` does wherever it stands; `1809`, `2004` or `21H2` only after
//! a word for Windows (`nanoserver-1809`, `servercore21H2`), for alone they are anybody's version numbers. A bare year counts
//! directly after a base image's name (`windowsservercore-2019`): `windows-2022.3.18f1` is a version of Unity and
//! `2022-latest` one of SQL Server.

use core::ops::Range;

use super::linux;
use crate::rules::{
    release::{self, Family, Release},
    version::Version,
};

/// The processor architecture at the end of a tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Arch {
    /// `-amd64`
    Amd64,
    /// `-arm64`
    Arm64,
    /// `-arm32v7`: Nano Server 1809 for IoT only.
    Arm32v7,
}

impl Arch {
    /// The word used in tags.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Amd64 => "amd64",
            Self::Arm64 => "arm64",
            Self::Arm32v7 => "arm32v7",
        }
    }

    /// The name shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Amd64 => "amd64 (x64)",
            Self::Arm64 => "ARM64",
            Self::Arm32v7 => "32-bit ARM",
        }
    }
}

/// How a tag names a release; another release is then named the same way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TagStyle {
    /// As base images do: `ltsc2022`, `1809`.
    Base,
    /// By version word: `servercore1809`, `servercore21H2`.
    VersionWord,
    /// By year: `windowsservercore-2019`.
    Year,
}

/// A word that names a release, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct ReleaseWord {
    pub release: &'static Release,
    pub at: Range<usize>,
    pub style: TagStyle,
}

/// What the words of a tag say together.
#[derive(Clone, Debug, Default)]
pub(super) struct TagWords {
    /// `10.0.17763` or `10.0.17763.437`, and where.
    pub version: Option<(Version, Range<usize>)>,
    pub release: Option<ReleaseWord>,
    pub kb: Option<u32>,
    pub family: Option<Family>,
    /// Where the first word for Windows starts and the last one ends.
    pub windows: Option<Range<usize>>,
    pub arch: Option<Arch>,
    pub linux: bool,
    /// Two words that contradict each other.
    pub contradiction: bool,
}

/// Words for Windows. The longer come first: each is tried as the beginning of a segment.
const WINDOWS_WORDS: [(&str, Option<Family>); 6] = [
    ("windowsservercore", Some(Family::ServerCore)),
    ("windowsserver", Some(Family::Server)),
    ("servercore", Some(Family::ServerCore)),
    ("nanoserver", Some(Family::NanoServer)),
    ("windows", None),
    ("win", None),
];

/// No container image is older than Windows Server 2016.
const FIRST_IMAGE_BUILD: u16 = 14393;

/// What stands before a segment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// No word for Windows so far.
    Nothing,
    /// A word for Windows, somewhere.
    Windows,
    /// The name of a base image, directly.
    BaseImage,
    /// The name of an image whose tags say the year of Windows Server after `windows`.
    YearImage,
}

/// What the name of a repository says before its tag.
pub(super) fn before(path: &str) -> Before {
    match path.rsplit('/').next() {
        Some("fluent-bit") => Before::YearImage,
        Some("windows") => Before::Windows,
        _ => Before::Nothing,
    }
}

/// Reads the words of a tag, after what its repository says.
pub(super) fn read(tag: &str, repository: Before) -> TagWords {
    let mut words = TagWords::default();
    let years = repository == Before::YearImage;
    let mut before = if years { Before::Nothing } else { repository };
    let mut start = 0;
    for segment in tag.split(['-', '_']) {
        let end = start + segment.len();
        let mut rest = segment;
        if let Some((family, tail)) = windows_word(segment) {
            words.family = words.family.or(family);
            words.widen(start..end - tail.len());
            before = if family.is_some() || years { Before::BaseImage } else { Before::Windows };
            rest = tail;
        }
        // `ltsc-2019`: the year counts behind it as behind a base image's name.
        if segment.eq_ignore_ascii_case("ltsc") {
            before = Before::BaseImage;
            rest = "";
        }
        let at = end - rest.len()..end;
        let style = if at.start > start { TagStyle::VersionWord } else { TagStyle::Base };
        if let Some(number) = kb(rest) {
            words.kb = Some(number);
        } else if let Some(known) = arch(rest) {
            words.arch = Some(known);
        } else if let Some(version) = version(rest) {
            words.note_version(version, at);
        } else if let Some((release, within, style)) = release_word(rest, before, style) {
            words.note_release(ReleaseWord { release, at: at.start + within.start..at.start + within.end, style });
        } else {
            words.linux |= linux::is_word(rest);
        }
        if !rest.is_empty() && before == Before::BaseImage {
            before = Before::Windows;
        }
        start = end + 1;
    }
    words
}

impl TagWords {
    fn note_version(&mut self, version: Version, at: Range<usize>) {
        self.contradiction |= self.build().is_some_and(|build| build != version.build);
        self.widen(at.clone());
        self.version.get_or_insert((version, at));
    }

    fn note_release(&mut self, word: ReleaseWord) {
        self.contradiction |= self.build().is_some_and(|build| build != word.release.build);
        self.widen(word.at.clone());
        self.release.get_or_insert(word);
    }

    fn widen(&mut self, at: Range<usize>) {
        self.windows = Some(self.windows.as_ref().map_or(at.start, |range| range.start)..at.end);
    }

    /// The build the tag names.
    pub(super) fn build(&self) -> Option<u16> {
        let of_release = || self.release.as_ref().map(|word| word.release.build);
        self.version.as_ref().map(|(version, _)| version.build).or_else(of_release)
    }
}

/// Takes a word for Windows off the front of a segment, if the segment is that word alone or goes on with a version.
fn windows_word(segment: &str) -> Option<(Option<Family>, &str)> {
    WINDOWS_WORDS.into_iter().find_map(|(word, family)| {
        let (head, rest) = segment.split_at_checked(word.len())?;
        let before = if family.is_some() { Before::BaseImage } else { Before::Windows };
        let goes_on = || version(rest).is_some() || release_word(rest, before, TagStyle::VersionWord).is_some();
        (head.eq_ignore_ascii_case(word) && (rest.is_empty() || goes_on())).then_some((family, rest))
    })
}

/// The release a segment names, and where in the segment.
fn release_word(text: &str, before: Before, style: TagStyle) -> Option<(&'static Release, Range<usize>, TagStyle)> {
    let whole = 0..text.len();
    if let Some(at) = ltsc_word(text) {
        return Some((release::by_image_slug(&text[at.clone()])?, at, TagStyle::Base));
    }
    if text.eq_ignore_ascii_case("sac2016") {
        return Some((release::by_image_slug(text)?, whole, TagStyle::Base));
    }
    if before == Before::BaseImage {
        if let Some(release) = release::of_year(text) {
            return Some((release, whole, TagStyle::Year));
        }
        // On its own 21H2 is three builds; of these only the server has images.
        if text.eq_ignore_ascii_case("21H2") {
            return Some((release::by_image_slug("ltsc2022")?, whole, TagStyle::VersionWord));
        }
    }
    if before == Before::Nothing { None } else { Some((release::by_image_slug(text)?, whole, style)) }
}

/// `ltsc2022` anywhere in a segment, as in `windowsltsc2022` or `2.0.ltsc2019`.
fn ltsc_word(segment: &str) -> Option<Range<usize>> {
    let start = segment.as_bytes().windows(4).position(|window| window.eq_ignore_ascii_case(b"ltsc"))?;
    let year = segment.get(start + 4..start + 8)?;
    let ends = !segment.as_bytes().get(start + 8).is_some_and(u8::is_ascii_digit);
    (ends && release::of_year(year).is_some()).then_some(start..start + 8)
}

/// `10.0.17763` or `10.0.17763.437`: four numbers are a Windows version only if the third can be the build of an image.
fn version(text: &str) -> Option<Version> {
    let version: Version = text.strip_prefix("10.0.").and_then(|_| text.parse().ok())?;
    (version.build >= FIRST_IMAGE_BUILD).then_some(version)
}

fn kb(text: &str) -> Option<u32> {
    let (head, digits) = text.split_at_checked(2)?;
    let number = head.eq_ignore_ascii_case("KB") && digits.len() >= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    if number { digits.parse().ok() } else { None }
}

fn arch(text: &str) -> Option<Arch> {
    [Arch::Amd64, Arch::Arm64, Arch::Arm32v7].into_iter().find(|arch| arch.slug().eq_ignore_ascii_case(text))
}

/// Whether a tag is a version number, with nothing but these words besides.
pub(super) fn is_plain(tag: &str, words: &[&str]) -> bool {
    let is_number = |segment: &str| {
        let digits = segment.strip_prefix('b').unwrap_or(segment);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'u')
    };
    tag.starts_with(|c: char| c.is_ascii_digit())
        && tag.split(['-', '_']).all(|segment| {
            let name = segment.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            is_number(segment) || (!name.is_empty() && words.contains(&name))
        })
}
