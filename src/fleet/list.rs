//! Plain lists: a line with a version, a release or an image, with an optional name and count.

use super::machine::{FIRST_BUILD, MachineLine, is_field};
use super::quantity::{self, Quantity, times};
use super::reader::{FleetReader, Topic};
use super::words::Show as _;
use crate::rules::{
    host::{Host, HostError},
    image::{Image, Versions},
    reference::Reference,
    release::{self, Kind, Release},
    version::Version,
};

const EXPECTED_ANY: &str = "no Windows version and no image found. Write it like: web01 Windows Server 2022, or registry.example.com/app:ltsc2022.";
const EXPECTED_NODE: &str = "no Windows version found. Write it like: web01 Windows Server 2022.";
const EXPECTED_IMAGE: &str = "no image found. Write it like: registry.example.com/app:ltsc2022, or ltsc2022 *3.";

/// Lines that follow each other and may be a list.
#[derive(Default)]
pub(super) struct List<'a> {
    lines: Vec<ListLine<'a>>,
}

/// A line with its number, and what it says.
struct ListLine<'a> {
    number: usize,
    line: &'a str,
    items: Option<Vec<ListItem<'a>>>,
    /// It says so whatever stands around it.
    certain: bool,
}

impl<'a> List<'a> {
    /// Adds a line.
    pub(super) fn add(&mut self, line: &'a str, number: usize, about: Topic) {
        let trimmed = line.trim().trim_start_matches(['-', '*', '•', ' ']).trim_end_matches([',', ';', ' ']);
        if trimmed.is_empty() || trimmed.starts_with('#') || is_heading(trimmed) {
            return;
        }
        let items = carried(trimmed, about).or_else(|| words(trimmed, about)).or_else(|| prose(trimmed, about));
        let items = items.or_else(|| machines(trimmed, about)).or_else(|| machine(trimmed, about));
        let certain = items.as_ref().is_some_and(|items| items.iter().any(ListItem::is_certain));
        self.lines.push(ListLine { number, line, items, certain });
    }

    /// Takes over what the lines say. Where most of them say nothing, they are no list but a log or a report, in which a
    /// version can mean anything: then all but those that can mean only one thing are left for others.
    pub(super) fn finish(&mut self, reader: &mut FleetReader, about: Topic) {
        let lines = core::mem::take(&mut self.lines);
        let understood = lines.iter().filter(|line| line.items.is_some()).count();
        let is_list = understood * 2 >= lines.len();
        let why = match about {
            Topic::Both => EXPECTED_ANY,
            Topic::Nodes => EXPECTED_NODE,
            Topic::Images => EXPECTED_IMAGE,
        };
        for ListLine { number, line, items, certain } in lines {
            match items {
                Some(items) if is_list || certain => {
                    for item in items {
                        match item {
                            ListItem::WithoutContainers(name) => {
                                let why = HostError::WithoutContainers(name).show() + ".";
                                reader.unread_because(number, 1, line, why.into());
                            }
                            item => item.put(reader),
                        }
                    }
                }
                _ => reader.unread(number, 1, line, why),
            }
        }
    }
}

/// What a line says.
enum ListItem<'a> {
    Node(Option<&'a str>, Host, u32),
    Linux(Option<&'a str>, u32),
    /// With how often it is used, and how many different ones it is.
    Image(Option<&'a str>, Image, (u32, Option<u32>)),
    Reference(&'a str, Option<Version>, u32),
    /// The version of Kubernetes, as a kubelet says it.
    Cluster(&'a str),
    /// Images of HostProcess containers.
    HostProcess(u32),
    /// Images of the cluster’s own parts.
    System(u32),
    /// A machine with a Windows from before containers.
    WithoutContainers(&'static str),
}

impl ListItem<'_> {
    /// A name that no word of a sentence is, or a number, and one release: no line of a log says that.
    fn is_certain(&self) -> bool {
        let is_name = |name: &str| {
            let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
            first && name.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-')
        };
        match self {
            Self::Node(Some(name), host, _) => host.release.is_some() && is_name(name),
            Self::Node(None, host, count) => host.release.is_some() && *count > 1,
            Self::WithoutContainers(_) => true,
            _ => false,
        }
    }

    fn put(self, reader: &mut FleetReader) {
        match self {
            Self::Node(name, host, count) => reader.host(name, host, count),
            Self::Linux(name, count) => reader.linux_node(name, count),
            Self::Image(name, image, count) => drop(reader.image(name, image, count)),
            Self::Reference(text, version, count) => {
                reader.reference(text, version, count);
            }
            Self::Cluster(version) => reader.kubelet(version),
            Self::HostProcess(count) => reader.nameless_host_process(count),
            Self::System(count) => reader.system(count),
            Self::WithoutContainers(_) => {}
        }
    }
}

/// `NAME  VERSION`: the head of a table that has no other meaning.
fn is_heading(line: &str) -> bool {
    let capital = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'-' | b'_' | b'/');
    let capitals = |word: &str| word.len() > 1 && word.bytes().all(capital);
    let of_directory = |word: &str| {
        let word = word.trim_matches('"');
        DIRECTORY.iter().any(|heading| heading.eq_ignore_ascii_case(word))
    };
    let words = || line.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty());
    words().count() > 1 && (line.split_whitespace().all(capitals) || words().all(of_directory))
}

/// What `Get-ADComputer` and lists of servers call their columns.
const DIRECTORY: [&str; 13] = [
    "Name",
    "DNSHostName",
    "ComputerName",
    "HostName",
    "Host",
    "Server",
    "OperatingSystem",
    "OperatingSystemVersion",
    "Operating",
    "System",
    "OS",
    "OSVersion",
    "Version",
];

/// A machine by name and release, as [`super::machine`] reads it.
fn machine(line: &str, about: Topic) -> Option<Vec<ListItem<'_>>> {
    Some(vec![match super::machine::read(line).filter(|_| about != Topic::Images)? {
        MachineLine::Machine(name, host, count) => ListItem::Node(name, host, count),
        MachineLine::WithoutContainers(name) => ListItem::WithoutContainers(name),
    }])
}

/// The words of a line by kind.
#[derive(Default)]
struct LineWords<'a> {
    hosts: Vec<Host>,
    images: Vec<Image>,
    /// With a tag, a digest or a registry.
    references: Vec<&'a str>,
    linux: u32,
    names: Vec<&'a str>,
    count: u32,
    /// A release without images among images.
    odd: bool,
}

fn words(line: &str, about: Topic) -> Option<Vec<ListItem<'_>>> {
    let mut words = LineWords { count: 1, ..LineWords::default() };
    let quantity = Quantity::of(line.split([' ', '\t', ',', ';']).filter(|text| !text.is_empty()));
    let different = quantity.images;
    words.count = quantity.hosts.or(different).unwrap_or(1);
    for text in quantity.words {
        let (text, times) = times(text);
        words.count = times.unwrap_or(words.count);
        words.add(text.trim_matches(['"', '\'', '(', ')', '[', ']', '`']), about);
    }
    let LineWords { hosts, images, references, linux, names, count, odd } = words;
    let name = match names.as_slice() {
        [one] => Some(one.trim_end_matches([':', '='])),
        _ => None,
    };
    let nameless = names.is_empty();
    if odd || name.is_some_and(is_field) || about == Topic::Nodes && !(images.is_empty() && references.is_empty()) {
        return None;
    }
    let unclear = !nameless && name.is_none();
    match (hosts.as_slice(), images.as_slice(), references.as_slice(), linux) {
        // A name alone is an image only among images.
        ([], [], [], 0) => {
            let one = *names.first().filter(|_| names.len() == 1 && about == Topic::Images)?;
            one.parse::<Reference>().ok()?;
            Some(vec![ListItem::Reference(one, None, count)])
        }
        ([], [], [], 1..) if unclear => None,
        ([], [], [], 1..) if about == Topic::Images => {
            Some(vec![ListItem::Image(name, Image::of_versions(Versions::Linux), (count, Some(count)))])
        }
        ([], [], [], 1..) => Some(vec![ListItem::Linux(name, count)]),
        (.., 1..) => None,
        // A reference with its version beside it.
        ([host], [], [one], _) if nameless => Some(vec![ListItem::Reference(one, Some(host.version), count)]),
        ([], [image], [one], _) if nameless => match image.versions {
            Versions::One(version) => Some(vec![ListItem::Reference(one, Some(version), count)]),
            _ => None,
        },
        ([], [], several, _) => {
            let all: Vec<ListItem<'_>> = several.iter().map(|one| ListItem::Reference(one, None, count)).collect();
            // `kubectl get pods -o jsonpath` prints images of Docker Hub without a registry, and maybe without a tag.
            let short = |name: &&&str| name.parse::<Reference>().is_ok() && !name.ends_with(':');
            match names.len() {
                0 | 1 if several.len() == 1 => Some(all),
                few if few * 2 <= several.len() && names.iter().filter(short).count() == few => Some(
                    all.into_iter()
                        .chain(names.into_iter().map(|name| ListItem::Reference(name, None, count)))
                        .collect(),
                ),
                _ => None,
            }
        }
        (hosts, images, [], _) if !unclear && (nameless || hosts.len() + images.len() == 1) => {
            let nodes = hosts.iter().map(|host| ListItem::Node(name, *host, count));
            Some(
                nodes
                    .chain(images.iter().map(|image| ListItem::Image(name, image.clone(), (count, different))))
                    .collect(),
            )
        }
        _ => None,
    }
}

impl<'a> LineWords<'a> {
    fn add(&mut self, text: &'a str, about: Topic) {
        if text.is_empty() {
        } else if text.eq_ignore_ascii_case("linux") || is_linux_kernel(text) {
            self.linux = 1;
        } else if let Some(image) = (about == Topic::Images).then(|| linked(text)).flatten() {
            self.images.push(image);
        } else if let Some(release) = release::by_slug(text) {
            self.release(release, about);
        } else if let Some(release) = release::by_image_slug(text) {
            self.images.push(Image::of_release(release));
        } else if let Some(host) = version(text) {
            match about {
                Topic::Images => self.images.push(Image::of_version(host.version)),
                _ => self.hosts.push(host),
            }
        } else if let Some(count) = text.parse().ok().filter(|count| (1..=1000).contains(count)) {
            self.count = count;
        } else if is_reference(text) {
            self.references.push(text);
        } else {
            self.names.push(text);
        }
    }

    fn release(&mut self, release: &'static Release, about: Topic) {
        match about {
            Topic::Images if release.has_images() => self.images.push(Image::of_release(release)),
            Topic::Images => self.odd = true,
            _ => self.hosts.push(Host::of(release)),
        }
    }
}

/// What a link writes for images with several versions or of none that is known: `ltsc2022~ltsc2019`, `unknown`.
fn linked(text: &str) -> Option<Image> {
    if text == "unknown" || text == super::entry::NO_TAG || text.contains('~') {
        super::entry::image(text)
    } else {
        None
    }
}

/// What a link carries beside nodes and images: `Kubernetes 1.29.2`, `HostProcess *2`, `system images *3`.
fn carried(line: &str, about: Topic) -> Option<Vec<ListItem<'_>>> {
    let (text, count) = times(line);
    let words: Vec<&str> = text.split_whitespace().collect();
    let item = match words.as_slice() {
        ["Kubernetes" | "kubernetes", version] if super::entry::cluster(version).is_some() => {
            ListItem::Cluster(version)
        }
        ["HostProcess"] if about != Topic::Nodes => ListItem::HostProcess(count.unwrap_or(1)),
        ["system", "images"] if about != Topic::Nodes => ListItem::System(count.unwrap_or(1)),
        _ => return None,
    };
    Some(vec![item])
}

/// `20 servers Windows Server 2016`: machines without names, several kinds of them maybe.
fn machines(line: &str, about: Topic) -> Option<Vec<ListItem<'_>>> {
    let one = |part: &str| {
        let Quantity { words, hosts, images } = Quantity::of_machines(part);
        let name = words.join(" ");
        let named = name.trim_matches([':', '=', '-', '–', ',', '.', ' ']);
        let named =
            ["Datacenter", "Standard"].iter().fold(named, |text, edition| text.trim_end_matches(edition).trim_end());
        // A number alone is no name of a release here.
        let says = named.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("windows"))
            || named.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("server"));
        let host = Host::parse(named, None).ok().filter(|_| says && images.is_none())?;
        Some(ListItem::Node(None, host, hosts?))
    };
    let parts = line.split([',', ';']).flat_map(|part| part.split(" and ")).filter(|part| !part.trim().is_empty());
    if about == Topic::Images { None } else { parts.map(one).collect() }
}

/// A version, or one with its kind: `10.0.26100.4061-client`.
fn version(text: &str) -> Option<Host> {
    let known = |version: &Version| version.is_windows_10() && version.build >= FIRST_BUILD;
    if let Ok(version) = text.parse::<Version>() {
        return known(&version).then(|| Host::new(version, None));
    }
    let (version, kind) = text.rsplit_once('-')?;
    let version = version.parse().ok().filter(known)?;
    Some(Host::new(version, Some(Kind::from_slug(kind)?)))
}

/// `name Windows Server 2022 Datacenter`: a release by the name people use.
fn prose(line: &str, about: Topic) -> Option<Vec<ListItem<'_>>> {
    let (before, named) = line.split_at(line.find("Windows ").filter(|_| about != Topic::Images)?);
    let (named, times) = times(named.trim());
    let named = ["Datacenter", "Standard"]
        .iter()
        .fold(named.trim(), |text, edition| text.strip_suffix(edition).map_or(text, str::trim_end));
    let name = before.trim().trim_end_matches([':', ',', ';', '=', ' ']);
    let host = Host::parse(named, None).ok()?;
    // `3`, `3x` and `three` are how many, and no name.
    let counts = quantity::number(name).is_some() || !name.is_empty() && quantity::times(name).0.is_empty();
    let plain = !name.contains(char::is_whitespace) && !is_field(name) && !counts;
    plain.then(|| vec![ListItem::Node((!name.is_empty()).then_some(name), host, times.unwrap_or(1))])
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

/// Something only a reference looks like: with a tag, a digest, or the host name of a registry.
fn is_reference(text: &str) -> bool {
    let Ok(reference) = text.parse::<Reference>() else { return false };
    let name = reference.name();
    let letters = name.bytes().any(|byte| byte.is_ascii_lowercase());
    letters
        && name != "sha256"
        && (reference.tag().is_some() || reference.digest().is_some() || reference.registry() != "docker.io")
}
