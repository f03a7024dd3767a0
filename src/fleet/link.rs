//! A fleet as a query string and back: `view=fleet&nodes=ws2019*3,10.0.20348.2113*2&images=ltsc2019,ltsc2022&target=ws2025`.
//!
//! Versions, slugs and counts only: neither the names of nodes nor those of images are ever written. Keys have a fixed order and
//! nodes and images are grouped and sorted, so that one fleet has one link. What is not understood stays in the [`View`] and in
//! the link as it was.

use super::words::Show as _;
use super::{Fleet, FleetImage, Node, group, version_word, words::concat};
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

/// The largest count of one entry.
const MOST: u32 = 100_000;

const EXPECTED_NODE: &str = "expected a release such as ws2022, a version such as 10.0.20348.2113, or linux";
const EXPECTED_IMAGE: &str =
    "expected a tag word such as ltsc2022, a version such as 10.0.20348.2113, unknown, or linux";

/// One entry of the link: a value and how often.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry<T> {
    /// What it is, or what is not understood.
    pub value: Choice<T>,
    /// How many.
    pub count: u32,
}

/// The state of the fleet view that a link carries.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct View {
    /// The Windows nodes, by version.
    pub nodes: Vec<Entry<Host>>,
    /// How many Linux nodes.
    pub linux_nodes: u32,
    /// The images, by version.
    pub images: Vec<Entry<Image>>,
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

impl View {
    /// The view of a fleet: its versions and counts, without its names.
    pub fn of(fleet: &Fleet, target: Option<&'static Release>) -> Self {
        let nodes = group::host_groups(fleet).into_iter();
        let images = group::image_groups(fleet).into_iter();
        let linux = fleet.linux_images();
        let linux = (linux > 0).then(|| entry(Image::of_versions(Versions::Linux), linux));
        let plain = |image: Image| Image::of_versions(image.versions);
        Self {
            nodes: nodes.map(|group| entry(group.host, group.count)).collect(),
            linux_nodes: fleet.linux_nodes.min(MOST),
            images: images.map(|group| entry(plain(group.image), group.count)).chain(linux).collect(),
            target: target.into(),
            engine: fleet.engine.into(),
            hyperv: if fleet.hyperv { Choice::Unset } else { Choice::Set(false) },
        }
    }

    /// The fleet of what is understood, without names.
    pub fn fleet(&self) -> Fleet {
        let node = |entry: &Entry<Host>| Some(Node { name: None, host: *entry.value.get()?, count: entry.count });
        let image = |entry: &Entry<Image>| {
            Some(FleetImage { name: None, image: entry.value.get()?.clone(), count: entry.count, used_by: Vec::new() })
        };
        Fleet {
            nodes: self.nodes.iter().filter_map(node).collect(),
            linux_nodes: self.linux_nodes,
            images: self.images.iter().filter_map(image).collect(),
            engine: self.engine.get().copied(),
            hyperv: self.hyperv.get() != Some(&false),
            ..Fleet::default()
        }
    }

    /// The nodes and the images as lists that [`Fleet::read`] understands, an entry on each line. What is not understood is in
    /// them as it was.
    pub fn lists(&self) -> [String; 2] {
        let list = |words: Vec<(String, u32)>| {
            let mut out = String::new();
            for (word, count) in words {
                out.push_str(&word);
                if count != 1 {
                    out.push_str(&concat(&[" *", &count.to_string()]));
                }
                out.push('\n');
            }
            out
        };
        let mut nodes = words(&self.nodes, host_word);
        nodes.extend((self.linux_nodes > 0).then(|| ("linux".to_owned(), self.linux_nodes)));
        [list(nodes), list(words(&self.images, |image| image_word(&image.versions, |version| version)))]
    }

    /// Everything in the link that is not understood.
    pub fn bad(&self) -> impl Iterator<Item = &Bad> {
        let nodes = self.nodes.iter().filter_map(|entry| entry.value.bad());
        let images = self.images.iter().filter_map(|entry| entry.value.bad());
        let rest = [self.target.bad(), self.engine.bad(), self.hyperv.bad()];
        nodes.chain(images).chain(rest.into_iter().flatten())
    }
}

fn entry<T>(value: T, count: u32) -> Entry<T> {
    Entry { value: Choice::Set(value), count: count.clamp(1, MOST) }
}

/// The query string of a view, without `?`, and how much of the view it carries.
pub fn encode(view: &View) -> (String, Carried) {
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

fn query(view: &View, revisions: bool, most: usize) -> String {
    let strip = |version: Version| if revisions { version } else { version.release() };
    let host = |host: &Host| host_word(&Host { version: strip(host.version), ..*host });
    let image = |image: &Image| image_word(&image.versions, strip);
    let linux = (view.linux_nodes > 0).then(|| ("linux".to_owned(), view.linux_nodes));
    let item = |(word, count): (String, u32)| if count == 1 { word } else { concat(&[&word, "*", &count.show()]) };
    let mut query = Query::of_view("fleet");
    query.list("nodes", words(&view.nodes, host).into_iter().chain(linux).map(item), most);
    query.list("images", words(&view.images, image).into_iter().map(item), most);
    query.choice("target", &view.target, |release| release.slug.to_owned()).slug("engine", &view.engine);
    query.hyperv(&view.hyperv).finish()
}

/// The words of the entries; what became the same without revisions is one.
fn words<T>(entries: &[Entry<T>], word: impl Fn(&T) -> String) -> Vec<(String, u32)> {
    let mut words: Vec<(String, u32)> = Vec::new();
    for entry in entries {
        let text = match &entry.value {
            Choice::Set(value) => word(value),
            Choice::Bad(bad) => bad.text.clone(),
            Choice::Unset => continue,
        };
        match words.iter_mut().find(|(other, _)| *other == text) {
            Some((_, count)) => *count = count.saturating_add(entry.count).min(MOST),
            None => words.push((text, entry.count)),
        }
    }
    words
}

fn image_word(versions: &Versions, strip: impl Fn(Version) -> Version) -> String {
    match versions {
        Versions::One(version) => version_word(strip(*version)),
        Versions::Several(builds) => {
            let words: Vec<String> = builds.iter().map(|build| version_word(Version::of_build(*build))).collect();
            words.join("~")
        }
        Versions::Linux => "linux".to_owned(),
        Versions::Unknown => "unknown".to_owned(),
    }
}

/// Reads a query string, with or without `?`. Keys that belong to others are left alone; of a key given twice the last counts.
pub fn decode(query: &str) -> View {
    let mut view = View::default();
    for (key, value) in query::pairs(query) {
        match key {
            "nodes" => (view.nodes, view.linux_nodes) = nodes(&value),
            "images" => view.images = images(&value),
            "target" => view.target = query::choice(value, release::by_slug, "a release such as ws2025"),
            "engine" => view.engine = query::slug(value),
            "hyperv" => view.hyperv = query::hyperv(value),
            _ => {}
        }
    }
    view
}

fn nodes(value: &str) -> (Vec<Entry<Host>>, u32) {
    let (mut nodes, mut linux) = (Vec::new(), 0u32);
    for (text, count) in items(value) {
        if text == "linux" {
            linux = linux.saturating_add(count).min(MOST);
            continue;
        }
        let value = match host_of_word(text) {
            Some(host) => Choice::Set(host),
            None => bad(text, EXPECTED_NODE),
        };
        nodes.push(Entry { value, count });
    }
    (nodes, linux)
}

fn images(value: &str) -> Vec<Entry<Image>> {
    let read = |(text, count): (&str, u32)| {
        let value = match image(text) {
            Some(versions) => Choice::Set(Image::of_versions(versions)),
            None => bad(text, EXPECTED_IMAGE),
        };
        Entry { value, count }
    };
    items(value).map(read).collect()
}

/// The versions that an entry of the link means.
pub(super) fn image(text: &str) -> Option<Versions> {
    match text {
        "linux" => return Some(Versions::Linux),
        "unknown" => return Some(Versions::Unknown),
        _ => {}
    }
    if text.contains('~') {
        let build = |word: &str| match release::by_image_slug(word) {
            Some(release) => Some(release.build),
            None => word.parse::<Version>().ok().map(|version| version.build),
        };
        let builds: Vec<u16> = text.split('~').map(build).collect::<Option<_>>()?;
        return (builds.len() <= 8).then(|| Versions::Several(builds.into_iter().collect()));
    }
    Image::parse(text).ok().filter(|image| image.reference.is_none()).map(|image| image.versions)
}

fn bad<T>(text: &str, expected: &str) -> Choice<T> {
    Choice::Bad(Bad { text: text.to_owned(), message: concat(&["found “", text, "”, ", expected]) })
}

/// `a*3,b`: the entries with their counts. A count that is none stays part of the text, which is then not understood.
fn items(value: &str) -> impl Iterator<Item = (&str, u32)> {
    value.split(',').map(str::trim).filter(|item| !item.is_empty()).map(|item| {
        let counted = item.rsplit_once('*').and_then(|(text, digits)| Some((text, digits.parse().ok()?)));
        match counted {
            Some((text, count)) if (1..=MOST).contains(&count) && !text.is_empty() && text == text.trim() => {
                (text, count)
            }
            _ => (item, 1),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{About, Source};
    use super::*;

    #[test]
    fn the_lists_of_a_link_say_what_the_link_says() {
        for link in [
            "view=fleet&nodes=ws2025,10.0.20348.2113*2,ws2019*3,linux*4&images=ltsc2022,10.0.17763.973*2,ltsc2019",
            "view=fleet&nodes=10.0.26100.4061-client,w11-24h2*2&images=ltsc2022~ltsc2019*3,unknown*2,linux",
            "view=fleet&images=ltsc2025*12",
        ] {
            let [nodes, images] = decode(link).lists();
            let source = |text, about| Source { text, about };
            let reading = Fleet::read(&[source(&nodes, About::Both), source(&images, About::Images)]);
            assert_eq!(reading.unread, [], "{link}");
            assert_eq!(encode(&View::of(&reading.fleet, None)).0, link);
        }
    }
}
