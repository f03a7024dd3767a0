//! What a few words mean that a person typed, and no machine or tool: a release's name, a tag, the lone name of an image, a
//! bare version. [`clue::read`](crate::read::clue::read) leaves them alone, as a name inside other text is not what a machine says of
//! itself.

use crate::rules::rule::{architecture, edition};
use crate::rules::{
    catalogue::RULES_AS_OF,
    host::{Host, HostError, without_containers},
    image::{Image, Versions},
    place,
    reference::Arch,
    release::{self, Kind, Release},
    version::Version,
};

/// What there is to choose from.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Meant {
    /// Machines.
    pub hosts: Vec<Host>,
    /// Images.
    pub images: Vec<Image>,
    /// A version stands alone: that of a host, as `ver` prints it, or that of an image, as `docker image inspect` does.
    pub either: bool,
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
    let lines = || text.lines().map(|line| line.trim().trim_matches(['"', '\'', '`'])).filter(|line| !line.is_empty());
    if lines().count() > MOST_LINES || lines().any(|line| line.len() > LONGEST_LINE) {
        return meant;
    }
    for line in lines() {
        if let Some(name) = without_containers(line) {
            let error = HostError::WithoutContainers(name);
            meant.without_containers = Some(format!("{error}."));
            continue;
        }
        let version = line.parse::<Version>().ok();
        let hosts = version.map_or_else(|| hosts(line), |version| vec![Host::new(version, None)]);
        let hosts = if hosts.is_empty() { named_in(line) } else { hosts };
        add(&mut meant.hosts, hosts.into_iter().filter(|host| host.release.is_some() || host.place.is_some()));
        add(&mut meant.images, Image::parse(line).ok().filter(|image| is_image(line, image)));
        meant.either |= version.is_some();
    }
    meant
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
    let all = words_of(sentence);
    let mut hosts = servers_in(&all);
    let client = |pair: &[String]| {
        let generation = pair[0].trim_start_matches(['w', 'i', 'n']);
        let named = matches!(generation, "10" | "11");
        release::by_slug(&["w", generation, "-", &pair[1]].concat()).filter(|_| named)
    };
    add(&mut hosts, all.windows(2).filter_map(client).map(Host::of));
    hosts
}

fn servers_in(all: &[String]) -> Vec<Host> {
    if !all.iter().any(|word| matches!(word.as_str(), "server" | "servers")) {
        return Vec::new();
    }
    let leads = |word: &String| {
        let names = ["server", "servers", "windows", "with", "on", "and", "or", "from", "to"];
        names.contains(&word.as_str()) || release::of_year(word).is_some()
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
    let fits = |release: &&Release| {
        let known: Vec<String> =
            [release.slug, release.name, release.also, release.version].into_iter().flat_map(words_of).collect();
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
    let year = word.strip_prefix("2k").filter(|year| year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()));
    match (number("windows").or(number("win")), number("ws").or(number("server")).or(year)) {
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
mod tests {
    use super::*;

    fn found(text: &str) -> (Vec<String>, Vec<String>) {
        let Meant { hosts, images, .. } = meant(text);
        (
            hosts.iter().map(ToString::to_string).collect(),
            images.iter().map(|image| image.reference_text().unwrap_or_else(|| image.to_string())).collect(),
        )
    }

    #[track_caller]
    fn means(text: &str, hosts: &[&str], images: &[&str]) {
        let words = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found(text), (words(hosts), words(images)), "{text:?}");
    }

    #[test]
    fn a_host_is_known_by_its_name() {
        means("Windows Server 2022", &["ws2022"], &[]);
        means("Microsoft Windows Server 2022 Datacenter", &["ws2022"], &[]);
        means("windows server 2019 standard edition", &["ws2019"], &[]);
        means("Windows Server 2022 Datacenter: Azure Edition (Server Core)", &["ws2022"], &[]);
        means("Windows Server, version 23H2", &["ws23h2"], &[]);
        means("server 2016", &["ws2016"], &[]);
        means("ws2025", &["ws2025"], &[]);
        means("ws22", &["ws2022"], &[]);
        means("windows-2019", &["ws2019"], &[]);
        means("hyper-v server 2019", &["ws2019"], &[]);
        means("Server 2k19", &["ws2019"], &[]);
        means("win server 2019 dc", &["ws2019"], &[]);
        means("AKS Windows 2022", &["ws2022"], &[]);
        means("Windows_Server-2022-English-Full-ECS_Optimized", &["ws2022"], &[]);
        means("Hyper-V", &[], &[]);
        means("EKS 1.29", &[], &[]);
        means("Windows2022", &["ws2022"], &[]);
        means("Windows 11 Pro 24H2", &["w11-24h2"], &[]);
        means("Windows 11 Enterprise, version 25H2", &["w11-25h2"], &[]);
        means("win11-25h2", &["w11-25h2"], &[]);
        means("win10 22h2", &["w10-22h2"], &[]);
        means("Windows 11 26H2", &["w11-26h2"], &[]);
        means("Windows Server 2022 LTSC", &["ws2022"], &[]);
        means("Windows 10 Enterprise LTSC 2021", &["w10-21h2"], &[]);
        means("Windows 10 IoT Enterprise LTSC 2021", &["w10-21h2"], &[]);
        means("Windows 11 IoT Enterprise LTSC 2024", &["w11-24h2"], &[]);
        means("Windows 10 Enterprise 2016 LTSB", &["w10-1607"], &[]);
        means("Windows 10 Enterprise LTSC 2022", &[], &[]);
        means("Windows 11 Version 24H2 (OS Build 26100.1742)", &["10.0.26100.1742"], &[]);
        means("Windows 11 Home 24H2", &["w11-24h2-home"], &[]);
        means("Windows 11 24H2 ARM64", &["w11-24h2-arm64"], &[]);
        means("windows-2022", &["windows-2022"], &[]);
        means("windows-latest", &["windows-2025"], &[]);
        means("Azure Stack HCI 22H2", &["azure-stack-hci-22h2"], &[]);
        means("Windows Server 2012 R2", &[], &[]);
    }

    #[test]
    fn a_sentence_names_releases() {
        means("is server 2019 still supported?", &["ws2019"], &[]);
        means("windows server 2016 end of support", &["ws2016"], &[]);
        means("Windows 11 24H2 eol", &["w11-24h2"], &[]);
        means("is server 2019 and windows 10 22H2 still supported?", &["ws2019", "w10-22h2"], &[]);
        means("11 nodes with 24H2 runners", &[], &[]);
        means("We have 40 servers with 2016 and 2019. Is that still OK?", &["ws2016", "ws2019"], &[]);
        means("Can we go from Windows Server 2019 to 2025?", &["ws2019", "ws2025"], &[]);
        means("since the update of May 2022 the server is slow", &[], &[]);
        means("we have had that since 2019 and it is no server", &[], &[]);
    }

    #[test]
    fn a_name_of_several_releases_offers_them() {
        means("22H2", &["w11-22h2", "w10-22h2"], &[]);
    }

    #[test]
    fn an_image_is_known_by_its_name() {
        means("mcr.microsoft.com/windows/servercore:ltsc2019", &[], &["mcr.microsoft.com/windows/servercore:ltsc2019"]);
        means("servercore:ltsc2022", &[], &["servercore:ltsc2022"]);
        means("python:3.12-windowsservercore-ltsc2022", &[], &["python:3.12-windowsservercore-ltsc2022"]);
        means("'nginx:latest'", &[], &["nginx:latest"]);
        means("golang", &[], &["golang"]);
        means("ltsc2022", &[], &["ltsc2022"]);
    }

    #[test]
    fn a_bare_version_may_be_of_either() {
        means("10.0.20348.2113", &["10.0.20348.2113"], &["10.0.20348.2113"]);
        means("Windows Server 2022\nltsc2019", &["ws2022"], &["ltsc2019"]);
    }

    #[test]
    fn what_means_one_thing_is_not_asked_about() {
        for (text, question) in [
            ("Windows Server 2022", None),
            ("Windows Server 2022\nltsc2019", None),
            ("22H2", Some("Several releases match. Choose one.")),
            ("10.0.20348.2113", Some("A version alone: of the host, or of the image?")),
        ] {
            assert_eq!(meant(text).question(), question, "{text}");
        }
        assert_eq!(meant("10.0.20348.2113").host(), None);
    }

    #[test]
    fn a_windows_without_containers_is_said_to_be_one() {
        for (text, name) in [
            ("Microsoft Windows [Version 6.3.9600]", "Windows 6.3 (Windows Server 2012 R2, Windows 8.1)"),
            ("Windows Server 2012 R2 Standard", "Windows Server 2012 R2"),
        ] {
            let said = meant(text).without_containers.unwrap_or_default();
            assert!(said.starts_with(&format!("{name} can’t run Windows containers.")), "{text}: {said}");
        }
        assert_eq!(meant("Microsoft Windows [Version 10.0.17763.1]").without_containers, None);
    }

    #[test]
    fn the_name_of_the_tool_is_no_image() {
        means("docker", &[], &[]);
        means("docker:27-dind", &[], &["docker:27-dind"]);
        means("alpine:3.20", &[], &["alpine:3.20"]);
    }

    #[test]
    fn other_words_mean_nothing() {
        for text in
            ["", "hello", "Windows", "it does not work", "10.0.0.17", "the printer is on fire", "a: b", "1", "x.y"]
        {
            means(text, &[], &[]);
        }
        means(&"ltsc2022\n".repeat(9), &[], &[]);
    }
}
