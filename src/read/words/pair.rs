//! A pair that a person typed: `ltsc2022 on Windows 11 24H2`, `can I run ltsc2019 on server 2025?`, `ws2022 ltsc2019`.

use core::ops::Range;

use super::moved::{MOVED, are_images_moved, is_move, is_moved};
use super::word::{IMAGES, LONGEST, TypedWord, words_in};
use super::{hosts, is_edition, is_image};
use crate::read::clue::prose::is_bound;
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    place,
    question::{Engine, Isolation},
    release::{self, Family, Release},
    version::Version,
};

/// What a sentence names as host and what as image, each with where it stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct NamedPair {
    /// Machines: several where a word fits more than one.
    pub(crate) hosts: Vec<(Host, Range<usize>)>,
    /// Images.
    pub(crate) images: Vec<(Image, Range<usize>)>,
}

/// The most words of a release's name: `Windows Server 2022 Datacenter: Azure Edition`.
const LONGEST_NAME: usize = 6;

/// Host and image of a short text that names both; nothing where it names only one side, or something else beside them.
pub(crate) fn named_pair(text: &str) -> Option<NamedPair> {
    let words = Some(words_in(text)).filter(|_| text.len() <= LONGEST)?;
    let mut pair = NamedPair::default();
    let mut taken = vec![false; words.len()];
    for at in 0..words.len() {
        if let Some((image, first)) = image_at(&words, at) {
            taken[first..=at].fill(true);
            pair.images.push((image, words[first].range.start..words[at].range.end));
        }
    }
    let mut named = releases_in(text, &words, &taken);
    take_target(&words, &mut named, &mut pair);
    if pair.images.is_empty() {
        let at = named.iter().position(|name| is_of_an_image(&words, name, &named))?;
        let name = named.remove(at);
        let release = name.hosts.iter().find_map(|host| release::images_of(host.version.build))?;
        pair.images.push((Image::of_release(release), name.range(&words)));
    }
    let is_other = |name: &Named| named.first().is_some_and(|first| first.hosts != name.hosts);
    if named.iter().any(is_other) {
        return None;
    }
    let first = named.into_iter().next()?;
    let range = first.range(&words);
    pair.hosts = first.hosts.into_iter().map(|host| (host, range.clone())).collect();
    Some(pair)
}

/// What a sentence moves to is what it asks about: of the hosts the new release, with images for the old one where it names none; of
/// the images the new one.
fn take_target(words: &[TypedWord<'_>], named: &mut Vec<Named>, pair: &mut NamedPair) {
    if let [(_, old), (_, new)] = pair.images.as_slice()
        && is_moved(words, old, new)
    {
        pair.images.remove(0);
    }
    let [old, new] = named.as_slice() else { return };
    if !is_moved(words, &old.range(words), &new.range(words)) {
        return;
    }
    let old = named.remove(0);
    let former = old.hosts.iter().find_map(|host| release::images_of(host.version.build));
    let about_images = are_images_moved(words);
    if let Some(release) = former.filter(|_| pair.images.is_empty() && !about_images) {
        pair.images.push((Image::of_release(release), old.range(words)));
    }
}

/// The release that a short sentence moves to: `upgrade from Windows 10 22H2 to Windows 11 24H2`.
pub(super) fn named_target(sentence: &str) -> Option<Vec<Host>> {
    let words = words_in(sentence);
    let mut names = releases_in(sentence, &words, &vec![false; words.len()]);
    let [old, new] = names.as_slice() else { return None };
    is_moved(&words, &old.range(&words), &new.range(&words)).then(|| names.remove(1).hosts)
}

/// Every release that a short sentence names: `is server 2019 or windows 10 22H2 still supported?`.
pub(super) fn named_releases(sentence: &str) -> Vec<Host> {
    let words = words_in(sentence);
    let names = releases_in(sentence, &words, &vec![false; words.len()]);
    names.into_iter().filter(|name| name.hosts.len() == 1).flat_map(|name| name.hosts).collect()
}

/// The tags and names of images in a short sentence: `when does ltsc2019 support end?`.
pub(super) fn named_images(sentence: &str) -> Vec<Image> {
    let words = words_in(sentence);
    (0..words.len()).filter_map(|at| image_at(&words, at)).map(|(image, _)| image).collect()
}

/// The engine that a short text names, Docker aside: that is where nothing else is said.
pub(crate) fn named_engine(text: &str) -> Option<(Engine, Range<usize>)> {
    let words = Some(text).filter(|text| text.len() <= LONGEST).map(words_in)?;
    words.iter().enumerate().find_map(|(at, word)| {
        let before = at.checked_sub(1).map(|before| &words[before]);
        let engine = match word.text.to_ascii_lowercase().as_str() {
            "aks" => Engine::Aks,
            "eks" | "gke" | "k8s" | "kubernetes" | "nodepool" | "nodepools" => Engine::Kubernetes,
            // Only clusters have pools of nodes.
            "pool" | "pools" if before.is_some_and(|before| before.is(&["node"])) => Engine::Kubernetes,
            "swarm" => Engine::Swarm,
            _ => return None,
        };
        Some((engine, word.range.clone()))
    })
}

/// The isolation that a short question asks for; not one that it asks the need of: `do I need Hyper-V isolation for ltsc2022`.
pub(crate) fn named_isolation(text: &str) -> Option<(Isolation, Range<usize>)> {
    let lower = Some(text).filter(|text| text.len() <= LONGEST)?.to_ascii_lowercase();
    if NEEDS.iter().any(|need| lower.contains(need)) || says_without_hyperv(text) {
        return None;
    }
    let found = |(words, isolation): &(&str, Isolation)| {
        let at = lower.find(words)?;
        Some((*isolation, at..at + words.len()))
    };
    ASKED_ISOLATIONS.iter().find_map(found)
}

/// What asks whether something has to be: the answer is the same, whichever isolation stands beside it.
const NEEDS: &[&str] = &["need", "require", "necessary", "must", "have to", "only"];

const ASKED_ISOLATIONS: &[(&str, Isolation)] = &[
    ("process isolation", Isolation::Process),
    ("process-isolation", Isolation::Process),
    ("process isolated", Isolation::Process),
    ("process-isolated", Isolation::Process),
    ("isolation=process", Isolation::Process),
    ("hyper-v isolation", Isolation::Hyperv),
    ("hyperv isolation", Isolation::Hyperv),
    ("hyper-v isolated", Isolation::Hyperv),
    ("isolation=hyperv", Isolation::Hyperv),
    ("with hyper-v", Isolation::Hyperv),
    ("with hyperv", Isolation::Hyperv),
    ("under hyper-v", Isolation::Hyperv),
    ("in hyper-v", Isolation::Hyperv),
];

/// Whether a short question says that there is no Hyper-V: `ltsc2019 on Server 2025 without Hyper-V`.
pub(crate) fn says_without_hyperv(text: &str) -> bool {
    let lower =
        if text.len() <= LONGEST { text.to_ascii_lowercase().replace("hyper-v", "hyperv") } else { return false };
    ["without hyperv", "no hyperv", "without nested virtualization", "no nested virtualization", "hyperv disabled"]
        .iter()
        .any(|words| lower.contains(words))
}

/// The image that ends with this word, and the word it begins with: `ltsc2019`, `servercore:ltsc2019`, `nanoserver 1809`,
/// `image 17763`.
fn image_at(words: &[TypedWord<'_>], at: usize) -> Option<(Image, usize)> {
    let word = words[at].text;
    let before = at.checked_sub(1).map(|before| &words[before]);
    if let Some(family) = before.and_then(|before| family(before.text)) {
        let of_year = || release::of_year(word).and_then(|release| release.image_slug);
        let tag = release::by_image_slug(word).map(|_| word).or_else(of_year)?;
        let name = format!("{}:{tag}", family.repository());
        return Image::parse(&name).ok().map(|image| (image, at - 1));
    }
    if let Some(image) = hyphenated(word) {
        return Some((image, at));
    }
    let is_name = word.contains([':', '/']) && !word.contains("//");
    if before.is_some_and(|before| before.is(&["image", "container", "tag"])) && !is_name {
        let image = Image::parse_plain(word).or_else(|| build(word).map(Image::of_release))?;
        return matches!(image.versions, Versions::One(_)).then_some((image, at));
    }
    if let Some(image) = official(word).filter(|_| at == 0 || before.is_some_and(|before| before.is(ASKS))) {
        return Some((image, at));
    }
    let is_tag = word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("ltsc"));
    let image = Image::parse(word).ok().filter(|_| is_tag || is_name)?;
    is_image(word, &image).then_some((image, at))
}

/// A tag of parts, with or without those of a product: `windowsservercore-ltsc2016`, `latest-nanoserver-sac2016`.
fn hyphenated(word: &str) -> Option<Image> {
    let parts: Vec<&str> = word.split('-').map(|part| part.strip_prefix("windows").unwrap_or(part)).collect();
    let names = |pair: &&[&str]| family(pair[0]).is_some() && release::by_image_slug(pair[1]).is_some();
    let pair = parts.windows(2).find(names).filter(|_| !word.contains([':', '/']))?;
    Image::parse(&format!("{}:{}", family(pair[0])?.repository(), pair[1])).ok()
}

/// What stands before the name of an image in a question: `does alpine run on server 2022`.
const ASKS: &[&str] = &["does", "can", "will", "run", "running", "image"];

/// An official image of Docker Hub by its name alone; not where the word is that of a tool or a machine as well.
fn official(word: &str) -> Option<Image> {
    let is_name = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let image = Image::parse(word).ok().filter(|_| is_name && !["docker", "node", "swarm"].contains(&word))?;
    matches!(image.versions, Versions::Linux | Versions::Several(_)).then_some(image)
}

/// The family of base images with this short name.
fn family(word: &str) -> Option<Family> {
    let repository = |family: &Family| family.repository().rsplit('/').next().unwrap_or_default();
    [Family::NanoServer, Family::ServerCore].into_iter().find(|family| word.eq_ignore_ascii_case(repository(family)))
}

/// The release with images of this build.
fn build(word: &str) -> Option<&'static Release> {
    release::images_of(word.parse().ok().filter(|_| word.len() == 5)?)
}

/// A release that a text names, and which of its words do.
struct Named {
    hosts: Vec<Host>,
    words: Range<usize>,
}

impl Named {
    fn range(&self, words: &[TypedWord<'_>]) -> Range<usize> {
        words[self.words.start].range.start..words[self.words.end - 1].range.end
    }
}

/// Every release that words name, the longest name first, from left to right.
fn releases_in(text: &str, words: &[TypedWord<'_>], taken: &[bool]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let name = (1..=LONGEST_NAME.min(words.len() - at))
            .rev()
            .filter(|count| !taken[at..at + count].contains(&true))
            .find_map(|count| release_of(text, words, at..at + count, taken));
        at = name.as_ref().map_or(at + 1, |name: &Named| name.words.end);
        found.extend(name);
    }
    found
}

fn release_of(text: &str, words: &[TypedWord<'_>], range: Range<usize>, taken: &[bool]) -> Option<Named> {
    const MACHINES: &[&str] = &["on", "host", "node", "nodes", "aks", "eks", "gke", "ecs"];
    let (first, last) = (words.get(range.start)?, words.get(range.end - 1)?);
    let name = &text[first.range.start..last.range.end];
    if !may_be_name(&words[range.clone()]) || is_bound(&text.as_bytes()[last.range.end..]) {
        return None;
    }
    let version = name.parse::<Version>().ok().or_else(|| build(name).map(Release::of));
    let server = release::of_year(name);
    let hosts = match (version, server) {
        (Some(version), _) => vec![Host::new(version, None)],
        (None, Some(server)) => vec![Host::of(server)],
        (None, None) => hosts(name),
    };
    let known = hosts.iter().all(|host| host.release.is_some() || host.place.is_some());
    // "2022" may be a year, unless it is said to be a machine or is all there is.
    let before = words.get(range.start.wrapping_sub(1));
    let moved = || {
        before.is_some_and(|word| word.is(&["from", "to"]))
            && is_move(words)
            && words.iter().any(|word| word.is(&MOVED))
    };
    let said = || {
        before.is_some_and(|word| word.is(MACHINES))
            || moved()
            || words.get(range.end).is_some_and(|word| word.is(&MACHINES[1..4]) || word.is(IMAGES))
    };
    let all = || taken.iter().filter(|taken| !**taken).count() == 1;
    (known && !hosts.is_empty() && (server.is_none() || said() || all())).then_some(Named { hosts, words: range })
}

/// Whether words may be a release's name and nothing else: "Windows" alone is none, and neither is what only begins with an edition.
fn may_be_name(words: &[TypedWord<'_>]) -> bool {
    let [first, last] = [words.first(), words.last()].map(|word| word.map_or("", |word| word.text));
    let says_which = words.iter().any(|word| word.text.contains(|char: char| char.is_ascii_digit()))
        || words.len() == 1 && place::named(first).is_some();
    let joined = words.iter().any(|word| word.is(&["on"]));
    let stops = ["for", "full", "containers"].iter().any(|stop| last.eq_ignore_ascii_case(stop));
    says_which && !joined && !stops && !is_edition(&first.to_ascii_lowercase())
}

/// Whether a name is that of the image of two: `server 2019 containers on server 2022`, `ws2022 image, ws2019 host`.
fn is_of_an_image(words: &[TypedWord<'_>], name: &Named, named: &[Named]) -> bool {
    let [first, second] = named else { return false };
    let after = words.get(name.words.end).is_some_and(|word| word.is(IMAGES))
        || words[name.words.clone()].iter().any(|word| word.is(&["core", "nano"]));
    let joined = &words[first.words.end..second.words.start];
    let placed = joined.iter().any(|word| word.is(&["on"])) && !joined.iter().any(|word| word.is(IMAGES));
    after || placed && name.words == first.words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn pair(text: &str, expected: &str) {
        let said = named_pair(text).map(|pair| {
            let hosts = pair.hosts.iter().map(|(host, _)| host.to_string()).collect::<Vec<_>>().join("|");
            let image = |image: &Image| image.reference_text().unwrap_or_else(|| image.to_string());
            let images = pair.images.iter().map(|(found, _)| image(found)).collect::<Vec<_>>().join("|");
            format!("{images} on {hosts}")
        });
        assert_eq!(said.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn both_halves_in_any_order() {
        pair("ws2022 ltsc2019", "ltsc2019 on ws2022");
        pair("windows 11 24h2 ltsc2022", "ltsc2022 on w11-24h2");
        pair("ltsc2022 on windows 11 24h2", "ltsc2022 on w11-24h2");
        pair("server 2022 ltsc2019", "ltsc2019 on ws2022");
        pair("can I run ltsc2019 on server 2025?", "ltsc2019 on ws2025");
        pair("Will servercore:ltsc2019 work on Windows Server 2022 Datacenter?", "servercore:ltsc2019 on ws2022");
        pair("ltsc2016 on EKS 2022", "ltsc2016 on ws2022");
        pair("nanoserver 1809 on 2022", "mcr.microsoft.com/windows/nanoserver:1809 on ws2022");
        pair("servercore 2019, server 2019", "mcr.microsoft.com/windows/servercore:ltsc2019 on ws2019");
        pair("ltsc2019 on windows-latest", "ltsc2019 on windows-2025");
        pair("host 20348 image 17763", "ltsc2019 on ws2022");
        pair("ltsc2019 10.0.20348.2113", "ltsc2019 on 10.0.20348.2113");
        pair("2022 ltsc2019", "ltsc2019 on ws2022");
        pair("ltsc2022 on 22h2", "ltsc2022 on w11-22h2|w10-22h2");
        pair("I have Windows 11 24H2 and image a.io/web:1-ltsc2019", "a.io/web:1-ltsc2019 on w11-24h2");
    }

    #[test]
    fn two_releases_of_which_one_is_said_to_be_an_image() {
        pair("can windows server 2019 containers run on windows server 2022", "ltsc2019 on ws2022");
        pair("ws2022 host, ws2019 image", "ltsc2019 on ws2022");
        pair("server 2022 on server 2019", "ltsc2022 on ws2019");
        pair("2019 image 2022 host hyperv", "ltsc2019 on ws2022");
        pair("docker desktop win10 22h2 server core 2022", "ltsc2022 on w10-22h2");
        pair("Windows Server 2019 and 2025", "");
    }

    #[test]
    fn what_is_moved_to_is_the_host() {
        pair("We want to move our node pools from 2019 to 2022, what breaks?", "ltsc2019 on ws2022");
        pair("Can we go from Windows Server 2019 to 2025?", "ltsc2019 on ws2025");
        pair("upgrade from server 2016 to 2025", "ltsc2016 on ws2025");
        pair("upgrade from server 2019 to server 2022 without rebuilding our images", "ltsc2019 on ws2022");
        pair("upgrading hosts from Windows Server 2019 to Windows Server 2022", "ltsc2019 on ws2022");
        pair(
            "migrate from server 2019 nodes to server 2022: does servercore:ltsc2019 run?",
            "servercore:ltsc2019 on ws2022",
        );
        pair("move images from ltsc2019 to ltsc2022 on server 2019 hosts", "ltsc2022 on ws2019");
        // Who moves images says nothing of hosts, and a span of years is none of releases.
        pair("move our images from server 2019 to server 2022", "");
        pair("from 2019 to 2022 we ran nodes of another kind", "");
        pair("Windows Server 2019 to 2022", "");
        pair("The logs went from 2019 to 2022", "");
    }

    #[test]
    fn an_official_image_by_its_name() {
        pair("does alpine run on server 2022", "alpine on ws2022");
        pair("nginx on Windows Server 2019", "nginx on ws2019");
        pair("docker on server 2022", "");
        pair("node on server 2022", "");
        pair("my web app on server 2022", "");
    }

    #[test]
    fn the_isolation_that_is_asked_for() {
        for (text, isolation, without) in [
            ("ltsc2022 on server 2025 with process isolation?", Some(Isolation::Process), false),
            ("ltsc2019 process-isolated on ws2022", Some(Isolation::Process), false),
            ("2019 image on 2022 host with Hyper-V", Some(Isolation::Hyperv), false),
            ("ltsc2019 on server 2025 without Hyper-V isolation", None, true),
            ("server 2019 containers on 2025, no hyperv", None, true),
            ("do I need Hyper-V isolation for ltsc2022 on server 2025?", None, false),
            ("ltsc2022 on server 2025", None, false),
        ] {
            assert_eq!(named_isolation(text).map(|(isolation, _)| isolation), isolation, "{text}");
            assert_eq!(says_without_hyperv(text), without, "{text}");
        }
    }

    #[test]
    fn one_half_or_more_than_two_are_no_pair() {
        for text in [
            "ltsc2022",
            "windows server 2022",
            "is server 2019 still supported?",
            "ltsc2022 since the update of May 2022",
            "ltsc2019 on server 2019 or server 2022",
            "ltsc2022 needs Windows Server 2022 or later",
            "it is on fire",
            "nginx on linux",
            "see https://learn.microsoft.com/windows/server-2022 for ltsc2022",
            "",
        ] {
            pair(text, "");
        }
        pair(&"x".repeat(300), "");
    }
}
