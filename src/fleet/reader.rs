//! What has been read of a fleet so far: the same node and the same image are one, in whichever text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::words::{Show as _, concat};
use super::{Fleet, FleetImage, Kubernetes, Node, Workload};
use crate::read::names::is_of_aks;
use crate::rules::order;
use crate::rules::{
    escape::one_line,
    host::Host,
    image::{Image, Versions},
    question::Engine,
    reference::Reference,
    release::Kind,
    version::Version,
};

/// What a text is about, where its lines don't say: a bare `10.0.20348` is a node unless it stands among images.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Topic {
    /// Nodes and images; a bare version is a node.
    #[default]
    Both,
    /// Nodes only.
    Nodes,
    /// Images only.
    Images,
}

/// Lines that are not understood.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Unread {
    /// Which of the texts, from 0.
    pub source: usize,
    /// The first of the lines, from 1.
    pub line: usize,
    /// How many lines follow each other with the same reason.
    pub lines: usize,
    /// The first of them, at most 80 characters.
    pub text: String,
    /// What is wrong with it.
    pub why: Cow<'static, str>,
}

impl Unread {
    /// The lines and what is wrong with them, in a sentence; where there are several texts, with the name of this one.
    pub fn sentence(&self, names: &[&str]) -> String {
        let first = self.line.show();
        let l = if names.len() > 1 { "l" } else { "L" };
        let lines = match self.lines {
            1 => concat(&[l, "ine ", &first]),
            more => concat(&[l, "ines ", &first, " to ", &(self.line + more - 1).show()]),
        };
        let name = match (names.len() > 1, names.get(self.source)) {
            (true, Some(name)) => concat(&[name, ": "]),
            _ => String::new(),
        };
        concat(&[&name, &lines, " (", &self.text, "): ", &self.why])
    }
}

/// A fleet as it was read.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct FleetReading {
    /// What was understood.
    pub fleet: Fleet,
    /// What was not.
    pub unread: Vec<Unread>,
}

/// Marks a line with a command, which may say something and does not have to.
pub(super) const COMMAND: &str = "";

/// So many users of one image are remembered: more than a plan writes out, and looked through for each new one.
const MOST_USERS: usize = 64;

/// What is known so far.
#[derive(Default)]
pub(super) struct FleetReader {
    pub(super) reading: FleetReading,
    pub(super) source: usize,
    /// Where nodes and images stand, by what makes them the same. One kind of map, because each is code to download.
    nodes: BTreeMap<String, usize>,
    linux: BTreeMap<String, usize>,
    images: BTreeMap<String, usize>,
    host_process: BTreeMap<String, usize>,
}

impl FleetReader {
    /// A Windows node.
    pub(super) fn node(&mut self, name: Option<&str>, version: Version, kind: Option<Kind>, count: u32) {
        self.host(name, Host::new(version, kind), count);
    }

    /// A Windows node whose release may be known by name.
    pub(super) fn host(&mut self, name: Option<&str>, host: Host, count: u32) {
        let nodes = &mut self.reading.fleet.nodes;
        let Some(name) = name else {
            // A slug and the bare version of its release are the same host. No name has a blank.
            let slug = host.release.map(|release| release.slug).unwrap_or_default();
            let key = concat(&[slug, " ", &host.version.show(), " ", host.kind.slug()]);
            let index = *self.nodes.entry(key).or_insert(nodes.len());
            match nodes.get_mut(index) {
                Some(node) => node.count = node.count.saturating_add(count),
                None => nodes.push(Node { name: None, host, count }),
            }
            return;
        };
        let key = concat(&[name, "\n", &host.version.build.show()]);
        let index = *self.nodes.entry(key).or_insert(nodes.len());
        match nodes.get_mut(index) {
            // Seen again: the fuller version counts.
            Some(node) if node.host.version.revision.is_none() && host.version.revision.is_some() => node.host = host,
            Some(_) => {}
            None => nodes.push(Node { name: Some(one_line(name).into_owned()), host, count }),
        }
    }

    /// Linux nodes: counted, each name once.
    pub(super) fn linux_node(&mut self, name: Option<&str>, count: u32) {
        if let Some(name) = name
            && self.linux.insert(name.to_owned(), 0).is_some()
        {
            return;
        }
        let nodes = &mut self.reading.fleet.linux_nodes;
        *nodes = nodes.saturating_add(count);
    }

    /// An image by its reference, with its version where the text states it. `false` if it is no reference.
    pub(super) fn reference(&mut self, text: &str, stated: Option<Version>, count: u32) -> bool {
        self.used(text, stated, count, None)
    }

    /// The same with what uses it.
    pub(super) fn used(&mut self, text: &str, stated: Option<Version>, count: u32, workload: Option<Workload>) -> bool {
        let text = text.trim_start_matches("docker-pullable://").trim_start_matches("docker://");
        let Ok(reference) = text.parse::<Reference>() else { return false };
        let image = Image::of_reference(reference);
        let image = match stated {
            Some(version) => image.with_version(version),
            None => image,
        };
        let at = self.image(Some(text), image, (count, None));
        if let (Some(image), Some(workload)) = (self.reading.fleet.images.get_mut(at), workload)
            && image.used_by.len() < MOST_USERS
            && !image.used_by.contains(&workload)
        {
            image.used_by.push(workload);
        }
        true
    }

    /// An image of a HostProcess container, whose name says no Windows: each name is counted once. `false` for another one.
    pub(super) fn host_process(&mut self, text: &str) -> bool {
        let unknown = |reference| Image::of_reference(reference).versions == Versions::Unknown;
        if !text.parse().is_ok_and(unknown) {
            return false;
        }
        if self.host_process.insert(text.to_owned(), 0).is_none() {
            self.reading.fleet.host_process = self.reading.fleet.host_process.saturating_add(1);
        }
        true
    }

    /// An image, how often it is used, and how many different ones it is where that is said; where it stands among them.
    pub(super) fn image(&mut self, name: Option<&str>, image: Image, (count, different): (u32, Option<u32>)) -> usize {
        let different = different.filter(|_| name.is_none());
        let images = &mut self.reading.fleet.images;
        let key = concat(&[name.unwrap_or_default(), "\n", &super::image_title(&image)]);
        let index = *self.images.entry(key).or_insert(images.len());
        match images.get_mut(index) {
            Some(known) => {
                known.count = known.count.saturating_add(count);
                known.different = known.different.saturating_add(different.unwrap_or_default());
            }
            None => {
                let name = name.map(|name| one_line(name).into_owned());
                let different = different.unwrap_or(1);
                images.push(FleetImage { name, image, count, different, used_by: Vec::new() });
            }
        }
        index
    }

    /// What starts the containers, as a format shows. Swarm and Kubernetes together show nothing.
    pub(super) fn engine(&mut self, engine: Engine) {
        let known = &mut self.reading.fleet.engine;
        *known = match (*known, engine) {
            (None, new) => Some(new),
            (Some(Engine::Aks), Engine::Kubernetes) | (Some(Engine::Kubernetes), Engine::Aks) => Some(Engine::Aks),
            (Some(old), new) if old == new => Some(old),
            _ => *known,
        };
    }

    /// Images of parts of the cluster that have no names.
    pub(super) fn system(&mut self, count: u32) {
        let known = &mut self.reading.fleet.system;
        *known = known.saturating_add(count);
    }

    /// Images of HostProcess containers that have no names.
    pub(super) fn nameless_host_process(&mut self, count: u32) {
        let known = &mut self.reading.fleet.host_process;
        *known = known.saturating_add(count);
    }

    /// The version that a kubelet reports: the oldest one is what the cluster has reached.
    pub(super) fn kubelet(&mut self, version: &str) {
        self.reading.fleet.eks |= version.contains("-eks");
        if let Ok(version) = version.parse::<Kubernetes>() {
            let known = &mut self.reading.fleet.kubernetes;
            *known = Some(known.map_or(version, |known| known.min(version)));
        }
    }

    /// What the name of a node says about what runs it.
    pub(super) fn engine_of_node(&mut self, name: &str) {
        self.engine(if is_of_aks(name) { Engine::Aks } else { Engine::Kubernetes });
    }

    /// An image whose reference may have been read already, with the versions that were stated for it.
    pub(super) fn reference_once(&mut self, text: &str, stated: &[Version]) {
        let start = concat(&[text, "\n"]);
        let known = self.images.range(start.clone()..).next().is_some_and(|(key, _)| key.starts_with(&start));
        match stated {
            [] if known => {}
            [] => drop(self.reference(text, None, 1)),
            [one] => drop(self.reference(text, Some(*one), 1)),
            several => {
                let Ok(reference) = text.parse() else { return };
                let order = order::places(several.len(), &|a, b| several[b].build.cmp(&several[a].build));
                let mut builds: Vec<u16> = order.into_iter().map(|at| several[at].build).collect();
                builds.dedup();
                self.image(Some(text), Image::of_reference(reference).with_builds(&builds), (1, None));
            }
        }
    }

    /// Lines that say nothing.
    pub(super) fn unread(&mut self, line: usize, lines: usize, text: &str, why: &'static str) {
        self.unread_because(line, lines, text, why.into());
    }

    /// The same for a reason that names what is there.
    pub(super) fn unread_because(&mut self, line: usize, lines: usize, text: &str, why: Cow<'static, str>) {
        let text = text.trim();
        let end = text.char_indices().nth(80).map_or(text.len(), |(end, _)| end);
        self.put_back(Unread { source: self.source, line, lines, text: one_line(&text[..end]).into_owned(), why });
    }

    /// Lines that say nothing; those that follow each other for the same reason are one entry.
    pub(super) fn put_back(&mut self, unread: Unread) {
        match self.reading.unread.last_mut() {
            Some(last)
                if (last.source, last.line + last.lines, &last.why) == (unread.source, unread.line, &unread.why) =>
            {
                last.lines += unread.lines;
            }
            _ => self.reading.unread.push(unread),
        }
    }

    /// The unread lines from this entry on, to be looked at again.
    pub(super) fn take_unread(&mut self, from: usize) -> Vec<Unread> {
        self.reading.unread.split_off(from)
    }

    /// The whole fleet.
    pub(super) fn finish(mut self) -> FleetReading {
        let fleet = &mut self.reading.fleet;
        for image in &mut fleet.images {
            image.count = image.count.max(1);
        }
        // An image that is named without a version in one text and with it in another is one image.
        let mut stated: BTreeMap<String, usize> = BTreeMap::new();
        let versions = fleet
            .images
            .iter()
            .enumerate()
            .filter(|(_, image)| image.image.versions != Versions::Unknown)
            .filter_map(|(index, image)| Some((image.name.clone()?, index)));
        stated.extend(versions);
        let mut merged = vec![(0u32, Vec::new()); fleet.images.len()];
        fleet.images.retain_mut(|image| {
            let known = image.name.as_ref().filter(|_| image.image.versions == Versions::Unknown);
            match known.and_then(|name| stated.get(name)) {
                Some(index) => {
                    let (count, used_by) = &mut merged[*index];
                    *count = count.saturating_add(image.count);
                    used_by.append(&mut image.used_by);
                    false
                }
                None => true,
            }
        });
        for image in &mut fleet.images {
            if let Some(index) = image.name.as_ref().and_then(|name| stated.get(name)) {
                let (count, used_by) = &merged[*index];
                image.count = image.count.max(*count);
                image.used_by.extend_from_slice(used_by);
            }
        }
        self.reading
    }
}

/// A prompt with a command that printed what follows.
pub(super) fn is_command(line: &str) -> bool {
    const PROGRAMS: [&str; 6] = ["kubectl ", "docker ", "k ", "oc ", "az ", "nerdctl "];
    let starts = |text: &str| PROGRAMS.iter().any(|program| text.starts_with(program));
    let prompt = line.find(['$', '>', '#']).map(|end| line[end + 1..].trim_start());
    starts(line) || prompt.is_some_and(starts)
}
