//! Plain lists: a line with a version, a release or an image, with an optional name and count.

use super::read::{About, Reader};
use crate::{Engine, Host, Image, Kind, Release, Version, Versions, release};

const EXPECTED_ANY: &str = "expected a version such as 10.0.20348.2113, a release such as ws2022, or an image, with an optional name and *count.";
const EXPECTED_NODE: &str =
    "expected a version such as 10.0.20348.2113 or a release such as ws2022, with an optional name and *count.";
const EXPECTED_IMAGE: &str =
    "expected an image, a tag such as ltsc2022 or a version such as 10.0.20348, with an optional *count.";

/// What a word of a line is.
enum Word<'a> {
    Host(Host),
    Version(Version),
    Tag(&'static Release),
    Reference(&'a str),
    Linux,
    Count(u32),
    Name(&'a str),
}

/// Reads one line of a list.
pub(super) fn line(reader: &mut Reader, line: &str, number: usize, about: About) {
    let trimmed = line.trim().trim_start_matches(['-', '*', '•', ' ']).trim_end_matches([',', ';', ' ']);
    if trimmed.is_empty() || trimmed.starts_with('#') || is_heading(trimmed) {
        return;
    }
    if !words(reader, trimmed, about) && !prose(reader, trimmed) {
        let why = match about {
            About::Both => EXPECTED_ANY,
            About::Nodes => EXPECTED_NODE,
            About::Images => EXPECTED_IMAGE,
        };
        reader.unread(number, line, why);
    }
}

/// `NAME  VERSION`: the head of a table that has no other meaning.
fn is_heading(line: &str) -> bool {
    let capitals =
        |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'-' | b'_' | b'/'));
    line.split_whitespace().count() > 1 && line.split_whitespace().all(capitals)
}

fn words(reader: &mut Reader, line: &str, about: About) -> bool {
    let mut hosts = Vec::new();
    let mut images: Vec<Image> = Vec::new();
    let mut references = Vec::new();
    let mut names = Vec::new();
    let (mut linux, mut count) = (0u32, 1u32);
    for text in line.split([' ', '\t', ',', ';']).filter(|text| !text.is_empty()) {
        let (text, times) = times(text);
        let text = text.trim_matches(['"', '\'', '(', ')', '[', ']', '`']);
        count = times.unwrap_or(count);
        if text.is_empty() {
            continue;
        }
        match word(text, about) {
            Word::Host(host) => hosts.push(host),
            Word::Version(version) if about == About::Images => images.push(Image::of_version(version)),
            Word::Version(version) => hosts.push(Host::new(version, None)),
            Word::Tag(release) => images.push(Image::of_release(release)),
            Word::Reference(reference) => references.push(reference),
            Word::Linux => linux += 1,
            Word::Count(number) => count = number,
            Word::Name(name) => names.push(name),
        }
    }
    let name = match (names.as_slice(), line.contains('\t')) {
        ([], _) => None,
        ([one], _) => Some(*one),
        // `kubectl get pods -o jsonpath` prints names without a registry and a tag between the others.
        (_, false) if !references.is_empty() && hosts.is_empty() && images.is_empty() => None,
        _ => return false,
    };
    let name = name.map(|name| name.trim_end_matches([':', '=']));
    if name.is_some_and(is_field) || about == About::Nodes && !(images.is_empty() && references.is_empty()) {
        return false;
    }
    match (hosts.as_slice(), images.as_slice(), references.as_slice(), linux) {
        ([], [], [], 0) if about == About::Images => names.iter().all(|name| reader.reference(name, None, count)),
        ([], [], [], n) if n > 0 && about == About::Images => {
            reader.image(name, Image::of_versions(Versions::Linux), count);
            true
        }
        ([], [], [], n) if n > 0 => {
            reader.linux_node(name, count);
            true
        }
        (_, _, _, n) if n > 0 => false,
        ([host], [], [one], _) => names.is_empty() && reader.reference(one, Some(host.version), count),
        ([], [image], [one], _) => match (&image.versions, names.is_empty()) {
            (Versions::One(version), true) => reader.reference(one, Some(*version), count),
            _ => false,
        },
        ([], [], [_, ..], _) => {
            let first = line.split([' ', '\t', ',', ';']).next().unwrap_or_default();
            let named =
                names.len() == 1 && (line.contains('\t') || first.ends_with(':')) && first.starts_with(names[0]);
            let others = if named { &[][..] } else { names.as_slice() };
            let mut all = true;
            for reference in others.iter().chain(&references) {
                all &= reader.reference(reference, None, count);
            }
            all
        }
        (hosts, images, [], _) if !(hosts.is_empty() && images.is_empty()) => {
            if name.is_some() && hosts.len() + images.len() > 1 {
                return false;
            }
            hosts.iter().for_each(|host| reader.host(name, *host, count));
            images.iter().for_each(|image| reader.image(name, image.clone(), count));
            true
        }
        _ => false,
    }
}

/// A name that is a field of some other format, which says on its own terms whose version that is.
fn is_field(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["version", "build", "kernel", "ubr", "osbuild", "image"].iter().any(|field| lower.contains(field)) || lower == "os"
}

/// `name Windows Server 2022 Datacenter`: a release by the name people use.
fn prose(reader: &mut Reader, line: &str) -> bool {
    let Some(at) = line.find("Windows ") else { return false };
    let (before, named) = line.split_at(at);
    let (named, times) = times(named.trim());
    let named =
        ["Datacenter", "Standard"].iter().fold(named.trim(), |text, edition| text.trim_end_matches(edition).trim());
    let name = before.trim().trim_end_matches([':', ',', ';', '=', ' ']);
    let Ok(host) = Host::parse(named, None) else { return false };
    if name.contains(char::is_whitespace) {
        return false;
    }
    reader.host((!name.is_empty()).then_some(name), host, times.unwrap_or(1));
    true
}

fn word(text: &str, about: About) -> Word<'_> {
    if text.eq_ignore_ascii_case("linux") || is_linux_kernel(text) {
        return Word::Linux;
    }
    if let Some(release) = release::by_slug(text) {
        return match about {
            About::Images if release.has_images() => Word::Tag(release),
            _ => Word::Host(Host::of(release)),
        };
    }
    if let Some(release) = release::by_image_slug(text) {
        return Word::Tag(release);
    }
    if let Ok(version) = text.parse::<Version>() {
        return Word::Version(version);
    }
    if let Some((version, kind)) =
        text.rsplit_once('-').and_then(|(version, kind)| Some((version.parse().ok()?, Kind::from_slug(kind)?)))
    {
        return Word::Host(Host::new(version, Some(kind)));
    }
    if let Ok(number) = text.parse::<u32>() {
        return if (1..=1000).contains(&number) { Word::Count(number) } else { Word::Name(text) };
    }
    if is_reference(text) { Word::Reference(text) } else { Word::Name(text) }
}

/// `5.15.0-1042-azure`, `6.8.0-45-generic`: what `uname -r` says.
fn is_linux_kernel(text: &str) -> bool {
    let Some((numbers, _)) = text.split_once('-') else { return false };
    let mut parts = numbers.split('.');
    let major = parts.next().and_then(|part| part.parse::<u8>().ok());
    major.is_some_and(|major| (2..=9).contains(&major))
        && parts.clone().count() == 2
        && parts.all(|part| part.parse::<u16>().is_ok())
}

/// Something only a reference looks like: with a registry, a path, a tag or a digest.
fn is_reference(text: &str) -> bool {
    let marked =
        text.contains('/') || text.split_once(':').is_some_and(|(name, tag)| !tag.is_empty() && !name.is_empty());
    let id = text.starts_with("sha256:");
    marked && !id && text.bytes().any(|byte| byte.is_ascii_lowercase()) && text.parse::<crate::Reference>().is_ok()
}

/// `ws2019*3`, `ws2019×3`, `3x`, `x3`: the text without its count, and the count.
fn times(text: &str) -> (&str, Option<u32>) {
    let number = |digits: &str| digits.parse().ok().filter(|count| (1..=100_000).contains(count));
    for sign in ['*', '×'] {
        if let Some((text, digits)) = text.rsplit_once(sign)
            && let Some(count) = number(digits.trim())
        {
            return (text.trim_end(), Some(count));
        }
    }
    let alone = text.strip_prefix('x').or(text.strip_suffix('x'));
    match alone.and_then(number) {
        Some(count) => ("", Some(count)),
        None => (text, None),
    }
}

impl Reader {
    /// What the name of a node says about what runs it.
    pub(super) fn engine_of_node(&mut self, name: &str) {
        let aks = name.starts_with("aks") && name.contains("vmss");
        self.engine(if aks { Engine::Aks } else { Engine::Kubernetes });
    }
}
