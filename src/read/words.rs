//! What a few words mean that a person typed, and no machine or tool: a release's name, a tag, the lone name of an image, a
//! bare version. [`clue::read`](crate::read::clue::read) leaves them alone, as a name inside other text is not what a machine says of
//! itself.

mod client;
mod moved;
mod pair;
mod word;

use std::borrow::Cow;

use crate::rules::rule::{architecture, edition};
use crate::rules::{
    catalogue::RULES_AS_OF,
    host::{Host, HostError, without_containers},
    image::{Image, Versions},
    place,
    question::Engine,
    reference::Arch,
    release::{self, Kind, Release},
    version::Version,
};

pub(crate) use client::{asked_host, named_client, told_image};
pub(crate) use pair::{named_engine, named_isolation, named_pair, says_without_hyperv};
use pair::{named_images, named_releases, named_target};

/// What there is to choose from.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Meant {
    /// Machines.
    pub hosts: Vec<Host>,
    /// Images.
    pub images: Vec<Image>,
    /// A version stands alone: that of a host, as `ver` prints it, or that of an image, as `docker image inspect` does.
    pub either: bool,
    /// What runs them, where that is said: AKS has dates of its own.
    pub engine: Option<Engine>,
    /// A Windows that has no containers, and why that ends it.
    pub without_containers: Option<String>,
}

impl Meant {
    /// What is asked of whoever typed the words, where they may mean more than one thing.
    pub fn question(&self) -> Option<&str> {
        if let Some(sentence) = &self.without_containers {
            return Some(sentence);
        }
        match (self.either, self.hosts.len() > 1 || self.images.len() > 1) {
            (true, _) => Some("A version alone: of the host, or of the image?"),
            (false, true) => Some("Several releases match. Choose one."),
            (false, false) => None,
        }
    }

    /// The host, where the words mean exactly one.
    pub fn host(&self) -> Option<&Host> {
        self.hosts.first().filter(|_| !self.either && self.hosts.len() == 1)
    }

    /// The image, where the words mean exactly one.
    pub fn image(&self) -> Option<&Image> {
        self.images.first().filter(|_| !self.either && self.images.len() == 1)
    }

    /// Whether the words mean nothing that is known.
    pub fn is_empty(&self) -> bool {
        self.hosts.is_empty() && self.images.is_empty() && self.without_containers.is_none()
    }
}

/// A note, not a log: more than this was pasted for another reason.
const MOST_LINES: usize = 8;
const LONGEST_LINE: usize = 160;

/// More releases than this under one name are none: "Windows" means nothing.
const MOST_HOSTS: usize = 4;

/// What the lines of a short text may mean, each read by itself.
pub fn meant(text: &str) -> Meant {
    let mut meant = Meant::default();
    let text = &without_addresses(text);
    let lines = || {
        let pieces = text.lines().flat_map(sentences).map(|line| line.trim().trim_matches(['"', '\'', '`']));
        pieces.filter(|line| !line.is_empty())
    };
    if lines().count() > MOST_LINES || lines().any(|line| line.len() > LONGEST_LINE) || super::job::is_one(text) {
        return meant;
    }
    let alone = !text.trim().contains(char::is_whitespace);
    for line in lines() {
        if let Some(name) = without_containers(line) {
            let error = HostError::WithoutContainers(name);
            meant.without_containers = Some(format!("{error}."));
            continue;
        }
        if let Some(system) = other_system(line) {
            meant.without_containers = Some(format!(
                "{system} can’t run Windows containers: they need a Windows kernel. Run them on Windows Server, or on Windows 10 or 11; \
                 a virtual machine will do."
            ));
            continue;
        }
        let version = line.parse::<Version>().ok();
        let hosts = version.map_or_else(|| hosts(line), |version| vec![Host::new(version, None)]);
        let hosts = if hosts.is_empty() { named_in(line) } else { hosts };
        add(&mut meant.hosts, hosts.into_iter().filter(|host| host.release.is_some() || host.place.is_some()));
        let image = Image::parse(line).ok().filter(|image| is_image(line, image) || alone && is_whole_name(image));
        let named = if image.is_none() && meant.hosts.is_empty() { named_images(line) } else { Vec::new() };
        add(&mut meant.images, image.into_iter().chain(named));
        meant.either |= version.is_some();
    }
    meant.engine = named_engine(text).map(|(engine, _)| engine);
    if let Some(pair) = named_pair(text) {
        add(&mut meant.hosts, pair.hosts.into_iter().map(|(host, _)| host));
        add(&mut meant.images, pair.images.into_iter().map(|(image, _)| image));
    }
    meant
}

/// The system that a question wants to run Windows containers on and that can't (R1): `windows container on Ubuntu`. Images can be
/// built there, and who names a Windows as well means something else.
fn other_system(sentence: &str) -> Option<&'static str> {
    const SYSTEMS: [(&[&str], &str); 3] = [
        (&["linux", "ubuntu", "debian", "centos", "rhel", "fedora", "wsl", "wsl2", "raspberry"], "Linux"),
        (&["macos", "mac", "macbook", "osx"], "macOS"),
        (&["android", "ios"], "A phone"),
    ];
    const WINDOWS: [&str; 6] =
        ["windowscontainer", "windowsimage", "windowsdocker", "servercore", "nanoserver", "ltsc20"];
    const PLACES: [&str; 5] = ["on", "in", "inside", "under", "from"];
    let words = words_of(sentence);
    let squeezed = words.concat();
    let build = words.iter().any(|word| word.starts_with("build") || word == "cross");
    if build || !WINDOWS.iter().any(|name| squeezed.contains(name)) || words.iter().any(|word| word.starts_with("node"))
    {
        return None;
    }
    let at = |word: &String| SYSTEMS.iter().find(|(names, _)| names.contains(&word.as_str())).map(|(_, name)| *name);
    let (place, system) = words.iter().enumerate().find_map(|(place, word)| Some((place, at(word)?)))?;
    let placed = words[place.saturating_sub(3)..place].iter().any(|word| PLACES.contains(&word.as_str()));
    (placed && named_in(sentence).is_empty()).then_some(system)
}

/// A line that is too long for a note in its sentences; any other as it is.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let whole = line.len() <= LONGEST_LINE;
    let ends = move |c: char| !whole && matches!(c, '.' | '?' | '!');
    let mut rest = Some(line);
    core::iter::from_fn(move || {
        let text = rest?;
        let end = text.match_indices(ends).map(|(at, _)| at + 1).find(|at| text[*at..].starts_with(' '));
        rest = end.map(|end| &text[end..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// A text without the addresses in it: what a link names is the page behind it.
fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return text.into();
    }
    let word = |word: &str| match word.find("http") {
        Some(at) if word.contains("://") => word[..at].trim_end_matches(['(', '<', '"']).to_owned(),
        _ => word.to_owned(),
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n").into()
}

fn add<T: PartialEq>(list: &mut Vec<T>, new: impl IntoIterator<Item = T>) {
    for item in new {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

/// Whether a line is the name of an image rather than a word or an address: it says which Windows, or is a public name.
fn is_image(line: &str, image: &Image) -> bool {
    match &image.versions {
        Versions::One(version) => release::images_of(version.build).is_some(),
        Versions::Several(_) => true,
        // An official image of Docker's, but the word means the tool.
        Versions::Linux if line.eq_ignore_ascii_case("docker") => false,
        Versions::Linux if line.contains(':') && !line.contains(' ') => true,
        Versions::Linux | Versions::Unknown => image.reference.as_ref().is_some_and(|reference| {
            reference.is_public() && (line.contains([':', '/']) || line.len() > 2 && !line.contains('.'))
        }),
    }
}

/// Whether nothing but an image is called so: `clamav/clamav:1.4.2_base`. A line of a file has a number behind its name.
fn is_whole_name(image: &Image) -> bool {
    image.reference.as_ref().is_some_and(|reference| {
        let last = reference.path().rsplit('/').next().unwrap_or_default();
        reference.tag().is_some() && reference.path().contains('/') && !last.contains('.')
    })
}

/// Hosts of the releases that a name may mean: `Windows Server 2022 Datacenter`, `Windows 11 Pro 24H2`, `win11-25h2`, `ws22`,
/// `Windows 10 Enterprise LTSC 2021`, `Windows 11 Version 24H2 (OS Build 26100.1742)`, `windows-2025`. Editions and the order of the
/// words don't matter; none where the name fits too many.
///
/// ```
/// let hosts = wincompat::read::words::hosts("Microsoft Windows Server 2019 Standard");
/// assert_eq!(hosts[0].to_string(), "ws2019");
/// ```
pub fn hosts(name: &str) -> Vec<Host> {
    if let Some(place) = place::named(name) {
        return vec![Host::at(place)];
    }
    let said = |host: Host| Host { home: edition::is_home(name), arch: arch_in(name), ..host };
    of_words(name).into_iter().map(said).collect()
}

/// The releases that a sentence names: `is server 2019 still supported?`, `40 servers with 2016 and 2019`, `Windows 11 24H2 eol`.
fn named_in(sentence: &str) -> Vec<Host> {
    if let Some(target) = named_target(sentence) {
        return target;
    }
    let mut hosts = servers_in(&words_of(sentence));
    add(&mut hosts, named_releases(sentence));
    match hosts.is_empty() {
        true => client_in(sentence),
        false => hosts,
    }
}

/// The releases of a client that a sentence names without its update: `which base image for my Win11 laptop?`.
fn client_in(sentence: &str) -> Vec<Host> {
    // A long-term edition has releases of its own.
    let long_term = words(sentence).any(|word| matches!(&*word, "ltsc" | "ltsb"));
    named_client(sentence).filter(|_| !long_term).map(|(name, _)| hosts(name)).unwrap_or_default()
}

/// Clusters whose Windows nodes people call by their year alone.
const CLUSTERS: [&str; 6] = ["aks", "eks", "gke", "kubernetes", "k8s", "openshift"];

fn servers_in(all: &[String]) -> Vec<Host> {
    let says = |words: &[&str]| all.iter().any(|word| words.contains(&word.as_str()));
    // "Until when is 2022 supported on AKS?"
    let asks_of_cluster = says(&CLUSTERS)
        && says(&["support", "supports", "supported", "eol", "retire", "retired", "retires", "drop", "drops"]);
    let servers = says(&["server", "servers"]);
    if !servers && !asks_of_cluster {
        return Vec::new();
    }
    let leads = |word: &String| {
        let names = ["server", "servers", "windows", "with", "on", "and", "or", "from", "to"];
        let asks = ["is", "does", "support", "supports", "drop", "drops", "retire"];
        servers && (names.contains(&word.as_str()) || release::of_year(word).is_some())
            || asks_of_cluster && (asks.contains(&word.as_str()) || CLUSTERS.contains(&word.as_str()))
    };
    let named = all.windows(2).filter(|pair| leads(&pair[0])).filter_map(|pair| release::of_year(&pair[1]));
    let mut hosts = Vec::new();
    add(&mut hosts, named.map(Host::of));
    hosts
}

/// The processor that a name says, as `on ARM64` does.
fn arch_in(name: &str) -> Option<Arch> {
    words(name).find_map(|word| architecture::of_machine(&word)).filter(|arch| *arch == Arch::Arm64)
}

/// The version after the word `build`, as winver and Settings show it.
fn os_build(name: &str) -> Option<Version> {
    let lower = name.to_ascii_lowercase();
    let (_, after) = lower.split_once("build")?;
    let number = after.trim_start().split(|char: char| !char.is_ascii_digit() && char != '.').next()?;
    number.parse().ok()
}

fn of_words(name: &str) -> Vec<Host> {
    let all: Vec<String> = words(name).map(|word| short(&word)).collect();
    let client = all.iter().any(|word| matches!(word.as_str(), "10" | "11" | "w10" | "w11" | "iot"));
    if let Some(version) = os_build(name) {
        let server = all.iter().any(|word| word.starts_with("server") || word.starts_with("ws20"));
        let kind = if server { Some(Kind::Server) } else { client.then_some(Kind::Client) };
        return Some(Host::new(version, kind)).filter(|host| host.release.is_some()).into_iter().collect();
    }
    if client && all.iter().any(|word| matches!(word.as_str(), "ltsc" | "ltsb")) {
        return long_term_client(&all).into_iter().collect();
    }
    let words: Vec<String> = all.into_iter().filter(|word| !is_edition(word)).collect();
    if let Some(release) = release::by_slug(&short(&words.concat())) {
        return vec![Host::of(release)];
    }
    // "Windows 11 2024 Update" is no reason to take a year for it: "server 2024".
    let is_year = |word: &String| word.len() == 4 && word.starts_with("20") && word.bytes().all(|c| c.is_ascii_digit());
    let only_year = words.iter().all(is_year);
    let fits = |release: &&Release| {
        let also = if only_year { "" } else { release.also };
        let known: Vec<String> =
            [release.slug, release.name, also, release.version].into_iter().flat_map(words_of).collect();
        words.iter().all(|word| known.contains(word))
    };
    let hosts: Vec<Host> = release::RELEASES.iter().filter(fits).map(Host::of).collect();
    let supported = |host: &Host| host.release.and_then(Release::end).is_none_or(|end| end >= RULES_AS_OF);
    match hosts.len() {
        _ if words.is_empty() => Vec::new(),
        0..=MOST_HOSTS => hosts,
        // "Windows 11" hardly means a release that has ended.
        _ => Some(hosts.into_iter().filter(supported).collect::<Vec<_>>())
            .filter(|hosts| hosts.len() <= MOST_HOSTS + 1)
            .unwrap_or_default(),
    }
}

/// The client with a long-term edition of this year: `Windows 10 IoT Enterprise LTSC 2021` is 21H2.
fn long_term_client(words: &[String]) -> Option<Host> {
    let year = words
        .iter()
        .map(|word| word.trim_start_matches("ws"))
        .find(|word| word.len() == 4 && word.starts_with("20"))?;
    let generation = words.iter().find_map(|word| match word.trim_start_matches('w') {
        number @ ("10" | "11") => Some(number),
        _ => None,
    });
    let long_term = |release: &&Release| {
        let fits = generation.is_none_or(|number| release.name.contains(&format!("Windows {number} ")));
        let of_year = |edition: &str| edition.contains(" LTS") && edition.ends_with(year);
        fits && release.kind == Kind::Client && release.servicing.iter().any(|line| of_year(line.edition))
    };
    release::RELEASES.iter().find(long_term).map(Host::of)
}

fn words_of(name: &str) -> Vec<String> {
    words(name).collect()
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase)
}

/// As the slugs write it: `win11` is `w11`, `ws22` and `windows2022` are `ws2022`.
fn short(word: &str) -> String {
    let number =
        |start: &str| word.strip_prefix(start).filter(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
    let server = |year: &str| if year.len() == 2 { format!("ws20{year}") } else { format!("ws{year}") };
    let two_digits = |year: &&str| year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let thousands = |start| word.strip_prefix(start)?.strip_prefix("2k").filter(two_digits);
    if let Some(year) = ["", "windows", "win", "w", "ws", "server"].into_iter().find_map(thousands) {
        return server(year);
    }
    match (number("windows").or(number("win")), number("ws").or(number("server"))) {
        (Some(client @ ("10" | "11")), _) => format!("w{client}"),
        (Some(year), _) | (None, Some(year)) => server(year),
        _ if word == "win" => "windows".to_owned(),
        _ => word.to_owned(),
    }
}

/// Editions run the same containers, so their words say nothing here.
fn is_edition(word: &str) -> bool {
    const EDITIONS: &[&str] = &[
        "microsoft",
        "datacenter",
        "dc",
        "standard",
        "std",
        "essentials",
        "azure",
        "edition",
        "core",
        "evaluation",
        "eval",
        "pro",
        "professional",
        "enterprise",
        "education",
        "home",
        "workstations",
        "for",
        "multi",
        "session",
        "x64",
        "amd64",
        "arm64",
        "arm",
        "on",
        "iot",
        "ltsc",
        "ltsb",
        "hyper",
        "v",
        // As the images of clouds are called: `Windows_Server-2022-English-Full-ECS_Optimized`.
        "aks",
        "eks",
        "ecs",
        "gke",
        "english",
        "full",
        "optimized",
        "containers",
    ];
    EDITIONS.contains(&word)
}

#[cfg(test)]
mod tests;
