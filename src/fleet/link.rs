//! A fleet as a query string and back: `view=fleet&nodes=ws2019*3,10.0.20348.2113*2&images=ltsc2019*5*2,ltsc2022&target=ws2025`.
//!
//! `ltsc2019*5*2` are five uses of two images, so that a link counts what the fleet counts.
//!
//! Versions, slugs and counts only: neither the names of nodes nor those of images are ever written. Keys have a fixed order and
//! nodes and images are grouped and sorted, so that one fleet has one link. What is not understood stays in the [`FleetState`] and in
//! the link as it was.

pub use super::entry::{Cluster, LinkEntry};

use super::entry::{MOST, WrittenEntry, cluster, image, image_word, no_such_tag, node_words, words, written};
use super::words::{Show as _, concat, counted};
use super::{Fleet, FleetImage, Node, group};
use crate::rules::link::{host_of_word, host_word};
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    query::{self, Query},
    question::{Bad, Choice, Engine},
    release::{self, Release},
    version::Version,
};

/// The longest link a fleet is given.
pub const MAX_LENGTH: usize = 2000;

const EXPECTED_NODE: &str = "expected a release such as ws2022, a version such as 10.0.20348.2113, or linux";
const EXPECTED_IMAGE: &str =
    "expected a tag word such as ltsc2022, a version such as 10.0.20348.2113, unknown, or linux";

/// The state of the fleet view that a link carries.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct FleetState {
    /// The Windows nodes, by version.
    pub nodes: Vec<LinkEntry<Host>>,
    /// How many Linux nodes.
    pub linux_nodes: u32,
    /// The images, by version.
    pub images: Vec<LinkEntry<Image>>,
    /// How many images of HostProcess containers without a Windows of their own.
    pub host_process: u32,
    /// How many images of the cluster’s own parts.
    pub system: u32,
    /// What the nodes report of Kubernetes.
    pub kubernetes: Choice<Cluster>,
    /// The release to move to.
    pub target: Choice<&'static Release>,
    /// What starts the containers.
    pub engine: Choice<Engine>,
    /// Whether Hyper-V isolation is available.
    pub hyperv: Choice<bool>,
}

/// How much of a view a link could carry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Carried {
    /// All of it.
    All,
    /// Without revisions: with them it would be too long.
    Releases,
    /// Not all entries: even without revisions it would be too long.
    Part,
}

impl Carried {
    /// What to say about it.
    pub const fn note(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Releases => Some("The link carries releases without revisions; with them it would be too long."),
            Self::Part => Some("The link carries only the first part of the fleet; all of it would be too long."),
        }
    }
}

impl FleetState {
    /// The view of a fleet: its versions and counts, without its names.
    pub fn of(fleet: &Fleet, target: Option<&'static Release>) -> Self {
        let nodes = group::host_groups(fleet).into_iter();
        let images = group::image_groups(fleet).into_iter();
        let linux = fleet.linux_images();
        let linux = (linux > 0).then(|| entry(Image::of_versions(Versions::Linux), linux, linux));
        let plain = |image: Image| match image.no_such_tag() {
            Some(_) => no_such_tag(),
            None => Image::of_versions(image.versions),
        };
        let cluster = Cluster { version: fleet.kubernetes, eks: fleet.eks };
        Self {
            nodes: nodes.map(|group| entry(group.host, group.count, 1)).collect(),
            linux_nodes: fleet.linux_nodes.min(MOST),
            images: images.map(|group| entry(plain(group.image), group.count, group.different)).chain(linux).collect(),
            host_process: fleet.host_process.min(MOST),
            system: fleet.system_images().min(MOST),
            kubernetes: if cluster.says_nothing() { Choice::Unset } else { Choice::Set(cluster) },
            target: target.into(),
            engine: fleet.engine.into(),
            hyperv: if fleet.hyperv { Choice::Unset } else { Choice::Set(false) },
        }
    }

    /// The fleet of what is understood, without names.
    pub fn fleet(&self) -> Fleet {
        let node = |entry: &LinkEntry<Host>| Some(Node { name: None, host: *entry.value.get()?, count: entry.count });
        let image = |entry: &LinkEntry<Image>| {
            let (image, count, different) = (entry.value.get()?.clone(), entry.count, entry.different);
            Some(FleetImage { name: None, image, count, different, used_by: Vec::new() })
        };
        let cluster = self.kubernetes.get();
        Fleet {
            nodes: self.nodes.iter().filter_map(node).collect(),
            linux_nodes: self.linux_nodes,
            images: self.images.iter().filter_map(image).collect(),
            host_process: self.host_process,
            system: self.system,
            kubernetes: cluster.and_then(|cluster| cluster.version),
            eks: cluster.is_some_and(|cluster| cluster.eks),
            engine: self.engine.get().copied(),
            hyperv: self.hyperv.get() != Some(&false),
        }
    }

    /// The nodes and the images as lists that [`Fleet::read`] understands, an entry on each line. What is not understood is in
    /// them as it was.
    pub fn lists(&self) -> [String; 2] {
        let list = |words: Vec<WrittenEntry>| {
            let mut out = String::new();
            for WrittenEntry { word, count, different } in words {
                out.push_str(&word);
                match (count, different) {
                    (1, 1) => {}
                    (count, 1) => out.push_str(&concat(&[" *", &count.show()])),
                    (count, all) if count == all => out.push_str(&concat(&[" in ", &counted(all, "image")])),
                    (count, all) => out.push_str(&concat(&[" *", &count.show(), " in ", &counted(all, "image")])),
                }
                out.push('\n');
            }
            out
        };
        let mut nodes = node_words(&self.nodes, host_word);
        nodes.extend(WrittenEntry::some("linux", self.linux_nodes));
        nodes.extend(written(&self.kubernetes).map(|text| WrittenEntry::new(concat(&["Kubernetes ", &text]), 1)));
        let mut images = words(&self.images, |image| image_word(image, |version| version));
        images.extend(WrittenEntry::some("HostProcess", self.host_process));
        images.extend(WrittenEntry::some("system images", self.system));
        [list(nodes), list(images)]
    }

    /// Everything in the link that is not understood.
    pub fn bad(&self) -> impl Iterator<Item = &Bad> {
        let nodes = self.nodes.iter().filter_map(|entry| entry.value.bad());
        let images = self.images.iter().filter_map(|entry| entry.value.bad());
        let rest = [self.kubernetes.bad(), self.target.bad(), self.engine.bad(), self.hyperv.bad()];
        nodes.chain(images).chain(rest.into_iter().flatten())
    }
}

impl Fleet {
    /// What no link carries and a reload loses, where there is any of it: the numbers stay the same.
    pub fn left_behind(&self) -> Option<&'static str> {
        let nodes = self.nodes.iter().any(|node| node.name.is_some());
        let images = self.images.iter().any(|image| image.name.is_some());
        Some(match (nodes, images) {
            (false, false) => return None,
            (true, false) => "The link and a reload keep versions and counts, but not the names of nodes.",
            (false, true) => {
                "The link and a reload keep versions and counts, but not the names of images, so they can’t suggest new tags."
            }
            (true, true) => {
                "The link and a reload keep versions and counts, but not the names of nodes and images, so they can’t suggest new tags."
            }
        })
    }
}

fn entry<T>(value: T, count: u32, different: u32) -> LinkEntry<T> {
    let different = different.clamp(1, MOST);
    LinkEntry { value: Choice::Set(value), count: count.clamp(different, MOST), different }
}

/// The query string of a view, without `?`, and how much of the view it carries.
pub fn encode(view: &FleetState) -> (String, Carried) {
    let whole = query(view, true, usize::MAX);
    if whole.len() <= MAX_LENGTH {
        return (whole, Carried::All);
    }
    let releases = query(view, false, usize::MAX);
    if releases.len() <= MAX_LENGTH {
        return (releases, Carried::Releases);
    }
    // Half for each list and the rest for the other keys.
    (query(view, false, MAX_LENGTH / 2 - 100), Carried::Part)
}

fn query(view: &FleetState, revisions: bool, most: usize) -> String {
    let strip = |version: Version| if revisions { version } else { version.release() };
    let host = |host: &Host| host_word(&Host { version: strip(host.version), ..*host });
    let image = |image: &Image| image_word(image, strip);
    let linux = WrittenEntry::some("linux", view.linux_nodes);
    let alone = [WrittenEntry::some("host-process", view.host_process), WrittenEntry::some("system", view.system)];
    let item = |item: WrittenEntry| match (item.count, item.different) {
        (1, 1) => item.word,
        (count, 1) => concat(&[&item.word, "*", &count.show()]),
        (count, different) => concat(&[&item.word, "*", &count.show(), "*", &different.show()]),
    };
    let mut query = Query::of_view("fleet");
    query.list("nodes", node_words(&view.nodes, host).into_iter().chain(linux).map(item), most);
    query.list("images", words(&view.images, image).into_iter().chain(alone.into_iter().flatten()).map(item), most);
    if let Some(cluster) = written(&view.kubernetes) {
        query.pair("kubernetes", &cluster);
    }
    query.choice("target", &view.target, |release| release.slug.to_owned()).slug("engine", &view.engine);
    query.hyperv(&view.hyperv).finish()
}

/// Reads a query string, with or without `?`. Keys that belong to others are left alone; of a key given twice the last counts.
pub fn decode(query: &str) -> FleetState {
    let mut view = FleetState::default();
    for (key, value) in query::pairs(query) {
        match key {
            "nodes" => (view.nodes, view.linux_nodes) = nodes(&value),
            "images" => (view.images, view.host_process, view.system) = images(&value),
            "kubernetes" => view.kubernetes = query::choice(value, cluster, "a version such as 1.32"),
            "target" => view.target = query::choice(value, release::by_slug, "a release such as ws2025"),
            "engine" => view.engine = query::slug(value),
            "hyperv" => view.hyperv = query::hyperv(value),
            _ => {}
        }
    }
    view
}

fn nodes(value: &str) -> (Vec<LinkEntry<Host>>, u32) {
    let (mut nodes, mut linux) = (Vec::new(), 0u32);
    for (text, count, _) in items(value, false) {
        if text == "linux" {
            linux = linux.saturating_add(count).min(MOST);
            continue;
        }
        let value = match host_of_word(text) {
            Some(host) => Choice::Set(host),
            None => bad(text, EXPECTED_NODE),
        };
        nodes.push(LinkEntry { value, count, different: 1 });
    }
    (nodes, linux)
}

/// The images, those of HostProcess containers and those of the cluster’s own parts.
fn images(value: &str) -> (Vec<LinkEntry<Image>>, u32, u32) {
    let (mut images, mut host_process, mut system) = (Vec::new(), 0u32, 0u32);
    for (text, count, different) in items(value, true) {
        let alone = match text {
            "host-process" => &mut host_process,
            "system" => &mut system,
            _ => {
                let value = image(text).map_or_else(|| bad(text, EXPECTED_IMAGE), Choice::Set);
                let different = if text == "linux" { count } else { different };
                images.push(LinkEntry { value, count, different });
                continue;
            }
        };
        *alone = alone.saturating_add(count).min(MOST);
    }
    (images, host_process, system)
}

fn bad<T>(text: &str, expected: &str) -> Choice<T> {
    Choice::Bad(Bad { text: text.to_owned(), message: concat(&["found “", text, "”, ", expected]) })
}

/// `a*3,b,c*5*2`: the entries with their counts, and how many different ones that is where entries say so. A count that is none stays
/// part of the text, which is then not understood.
fn items(value: &str, different: bool) -> impl Iterator<Item = (&str, u32, u32)> {
    fn number(item: &str) -> Option<(&str, u32)> {
        let (text, digits) = item.rsplit_once('*')?;
        let count = digits.parse().ok().filter(|count| (1..=MOST).contains(count))?;
        (!text.is_empty() && text == text.trim()).then_some((text, count))
    }
    value.split(',').map(str::trim).filter(|item| !item.is_empty()).map(move |item| {
        let Some((text, last)) = number(item) else { return (item, 1, 1) };
        match number(text) {
            Some((text, count)) if different && last <= count => (text, count, last),
            _ => (text, last, 1),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{FleetText, Topic};
    use super::*;

    #[test]
    fn the_lists_of_a_link_say_what_the_link_says() {
        for link in [
            "view=fleet&nodes=ws2025,10.0.20348.2113*2,ws2019*3,linux*4&images=ltsc2022,10.0.17763.973*2,ltsc2019",
            "view=fleet&nodes=10.0.26100.4061-client,w11-24h2*2&images=ltsc2022~ltsc2019*3,unknown*2,linux",
            "view=fleet&images=ltsc2025*12",
        ] {
            let [nodes, images] = decode(link).lists();
            let source = |text, about| FleetText { text, about };
            let reading = Fleet::read(&[source(&nodes, Topic::Both), source(&images, Topic::Images)]);
            assert_eq!(reading.unread, [], "{link}");
            assert_eq!(encode(&FleetState::of(&reading.fleet, None)).0, link);
        }
    }
}
