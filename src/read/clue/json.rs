//! Objects of JSON, whole or cut: inspections, manifest lists, nodes, the engine's description of itself.
//!
//! What is still open where the text ends, or where somebody typed the next command, counts as closed.

use super::aks;
use super::format::FormatId::*;
use super::keys::*;
use super::page::OpenPaste;
use super::prompt::is_prompt;
use super::reference::{parts, reference};
use super::scan::{find, skip};
use super::written_version::{build, version};
use crate::read::syntax::json::{Event, Events, JsonPiece};
use crate::rules::{name::is_plain, question::Isolation, version::Version};

/// Deeper objects are counted, not read.
const DEEPEST: usize = 64;

/// An object or a list that isn't closed yet.
#[derive(Clone, Copy)]
struct Frame {
    key: u8,
    list: bool,
    values: [(u32, u32); COUNT],
}

impl Frame {
    fn new(key: u8, list: bool) -> Self {
        Self { key, list, values: [(0, 0); COUNT] }
    }

    fn has(&self, key: usize) -> bool {
        self.values[key].1 > 0
    }
}

/// Reads every object of the paste.
pub(crate) fn read(page: &mut OpenPaste<'_>) {
    let doc = page.doc;
    let mut events = Events::of_plain(doc.bytes());
    let mut walker = Walker { page, frames: vec![Frame::new(OTHER, false)], too_deep: 0 };
    while let Some(event) = events.next() {
        match event {
            Event::Open { key, list } => walker.open(key.map_or(OTHER, |key| walker.key(key)), list),
            Event::Close => walker.close(),
            Event::Field { key, value, .. } => walker.put(walker.key(key), value.0, value.1),
            Event::Element(value) => walker.element(value),
            // A prompt ends whatever was printed above it.
            Event::LineEnd(at) if walker.frames.len() > 1 && walker.is_prompt_at(at + 1) => {
                events.forget();
                walker.close_all();
            }
            Event::LineEnd(_) => {}
        }
    }
    walker.close_all();
}

struct Walker<'p, 'd> {
    page: &'p mut OpenPaste<'d>,
    frames: Vec<Frame>,
    too_deep: usize,
}

impl<'d> Walker<'_, 'd> {
    fn bytes(&self) -> &'d [u8] {
        self.page.doc.bytes()
    }

    fn key(&self, (start, end): JsonPiece) -> u8 {
        let name = &self.bytes()[start..end];
        KEYS.iter().position(|key| name.eq_ignore_ascii_case(key.as_bytes())).map_or(OTHER, |key| key as u8)
    }

    fn is_prompt_at(&self, at: usize) -> bool {
        let first = self.bytes().get(at).copied().unwrap_or(b' ');
        (first.is_ascii_alphabetic() || first == b'$') && is_prompt(self.page.doc.after(at, 300))
    }

    fn open(&mut self, key: u8, list: bool) {
        if self.frames.len() < DEEPEST { self.frames.push(Frame::new(key, list)) } else { self.too_deep += 1 }
    }

    fn close(&mut self) {
        match self.too_deep.checked_sub(1) {
            Some(less) => self.too_deep = less,
            None if self.frames.len() > 1 => self.settle(),
            None => {}
        }
    }

    fn close_all(&mut self) {
        while !self.frames.is_empty() {
            self.settle();
        }
        self.frames.push(Frame::new(OTHER, false));
        self.too_deep = 0;
    }

    /// The first text of a list is its value.
    fn element(&mut self, (start, end): JsonPiece) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.list) {
            let key = usize::from(frame.key);
            if key < COUNT && !frame.has(key) {
                frame.values[key] = (start as u32, end as u32);
            }
        }
    }

    fn put(&mut self, key: u8, start: usize, end: usize) {
        // Where a search left only lines such as `"os.version": "…"`, each of them was an object of its own.
        const OF_ENTRIES: [usize; 3] = [OS_VERSION, OS_DOT_VERSION, OS_UNDERSCORE_VERSION];
        if let Some(frame) = self.frames.last().copied()
            && OF_ENTRIES.contains(&usize::from(key))
            && frame.has(usize::from(key))
        {
            self.image(&frame);
            if let Some(frame) = self.frames.last_mut() {
                OF_ENTRIES.iter().for_each(|&key| frame.values[key] = (0, 0));
            }
        }
        if let (Some(frame), true) = (self.frames.last_mut(), usize::from(key) < COUNT)
            && !frame.has(usize::from(key))
        {
            frame.values[usize::from(key)] = (start as u32, end as u32);
        }
    }

    fn text(&self, frame: &Frame, key: usize) -> &'d str {
        let (start, end) = frame.values[key];
        self.page.doc.piece(start as usize, end as usize)
    }

    /// Reads the innermost object or list, which is complete now, and hands upwards what others need.
    fn settle(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.list {
            let key = usize::from(frame.key);
            if key == REPO_TAGS || key == REPO_DIGESTS {
                let (start, end) = frame.values[key];
                self.put(frame.key, start as usize, end as usize);
            }
            return;
        }
        self.image(&frame);
        self.engine(&frame);
        self.node(&frame);
        self.container(&frame);
        if let Some(parent) = self.frames.last_mut() {
            let mut hand = |from: usize, to: usize| {
                if frame.has(from) && !parent.has(to) {
                    parent.values[to] = frame.values[from];
                }
            };
            match usize::from(frame.key) {
                METADATA => {
                    hand(NAME, METADATA);
                    hand(WINDOWS_BUILD, WINDOWS_BUILD);
                }
                // A label that somebody put on a node of a swarm.
                LABELS => {
                    hand(OS_VERSION, LABELS);
                    hand(WINDOWS_BUILD, WINDOWS_BUILD);
                }
                DESCRIPTION => hand(HOSTNAME, HOSTNAME),
                HOST_CONFIG => parent.values[HOST_CONFIG] = (0, 1),
                _ => hand(LABELS, LABELS),
            }
        }
    }

    fn version(&self, frame: &Frame, key: usize) -> Option<(Version, (usize, usize))> {
        let (start, end) = (frame.values[key].0 as usize, frame.values[key].1 as usize);
        let found = version(self.bytes(), start).filter(|_| frame.has(key))?;
        (found.end <= end).then_some((found.version, (start, found.end)))
    }

    /// A platform of a manifest list, the config of an image, or an inspected image.
    fn image(&mut self, frame: &Frame) {
        if self.text(frame, OS).eq_ignore_ascii_case("linux") {
            return;
        }
        for (key, format) in [(OS_DOT_VERSION, ManifestList), (OS_UNDERSCORE_VERSION, HubApi)] {
            if let Some((version, place)) = self.version(frame, key) {
                let named = self.frames.iter().rev().chain([frame]).find(|frame| frame.has(REF));
                let named = named.and_then(|frame| reference(self.text(frame, REF))).map(without_digest);
                self.page.image_version(version, named.map(str::to_string), place, format);
            }
        }
        let inspected = usize::from(frame.key) != LABELS
            && ![KERNEL, OPERATING_SYSTEM, OS_TYPE, OS_BUILD_NUMBER].iter().any(|&key| frame.has(key));
        let tag = reference(self.text(frame, REPO_TAGS)).filter(|tag| parts(tag).1.is_some());
        let named = tag.or_else(|| reference(self.text(frame, REPO_DIGESTS)));
        let asked = self.asked_for(frame, named);
        if let (Some((version, place)), true) = (self.version(frame, OS_VERSION), inspected) {
            self.page.image_version(version, asked, place, ImageInspect);
        } else if let (Some(asked), true) = (asked, named.is_some()) {
            let (start, end) = frame.values[if tag.is_some() { REPO_TAGS } else { REPO_DIGESTS }];
            self.page.image(&asked, (start as usize, end as usize), ImageInspect);
        } else if let (true, Some(name)) = (frame.has(REPO_TAGS), reference(self.text(frame, NAME))) {
            let (start, end) = frame.values[NAME];
            if self.page.scope(start as usize).is_none_or(|command| command.references.is_empty()) {
                self.page.image(name, (start as usize, end as usize), SkopeoInspect);
            }
        }
    }

    /// The spelling that was typed, if the command names one image only; otherwise the image's own tag.
    fn asked_for(&mut self, frame: &Frame, named: Option<&str>) -> Option<String> {
        let place = frame.values[REPO_TAGS].0.max(frame.values[REPO_DIGESTS].0);
        let typed = self.page.scope(place as usize).filter(|command| command.references.len() == 1);
        let typed = typed.and_then(|command| command.references.first().cloned()).filter(|_| place > 0);
        typed.or_else(|| named.map(str::to_string))
    }

    /// `docker info`, `docker version` and Get-ComputerInfo.
    fn engine(&mut self, frame: &Frame) {
        let system = frame.values[OPERATING_SYSTEM];
        let in_system =
            find(self.text(frame, OPERATING_SYSTEM).as_bytes(), "build ").map(|at| system.0 as usize + at + 6);
        let os_build = in_system.and_then(|at| Some((build(self.bytes(), at, true)?, at)));
        let name = Some(self.text(frame, NAME)).filter(|name| is_plain(name)).map(str::to_string);
        if let Some((found, at)) = os_build {
            return self.page.host(found.version, name, (at, found.end), DockerInfoJson);
        }
        let is_engine = frame.has(KERNEL) || frame.has(OS_TYPE);
        let key = if self.version(frame, OS_VERSION).is_some() && (is_engine || frame.has(OS_BUILD_NUMBER)) {
            OS_VERSION
        } else {
            KERNEL
        };
        let Some((version, place)) = self.version(frame, key) else { return };
        if frame.has(OS_BUILD_NUMBER) {
            let name = Some(self.text(frame, CS_NAME)).filter(|name| !name.is_empty()).map(str::to_string);
            return self.page.host(version.release(), name, place, ComputerInfo);
        }
        let in_kubernetes = frame.has(OS_IMAGE);
        let name = if in_kubernetes { self.node_name() } else { name };
        let spaced = self.bytes().get(place.0 + 4) == Some(&b' ');
        let version = if spaced && version.build == 14393 { self.serviced(version, place.1) } else { version };
        self.page.host(version, name, place, if in_kubernetes { NodeManifest } else { DockerInfoJson });
    }

    /// On 14393 the number in the parenthesis is the revision.
    fn serviced(&self, version: Version, end: usize) -> Version {
        let inner = build(self.bytes(), skip(self.bytes(), end, b" ("), true);
        inner.map_or(version, |found| if found.version.build == version.build { found.version } else { version })
    }

    fn node_name(&self) -> Option<String> {
        let frame = self.frames.iter().rev().find(|frame| frame.has(METADATA))?;
        Some(self.text(frame, METADATA).to_string())
    }

    /// Nodes of Kubernetes, of a swarm and pools of AKS.
    fn node(&mut self, frame: &Frame) {
        if frame.has(OS_IMAGE)
            && let Some(bracket) = self.text(frame, OS_IMAGE).find("10.0.")
            && let Some(found) = version(self.bytes(), frame.values[OS_IMAGE].0 as usize + bracket)
        {
            let start = frame.values[OS_IMAGE].0 as usize + bracket;
            let name = self.node_name();
            self.page.host(found.version, name, (start, found.end), NodeManifest);
        }
        if let (Some((version, place)), true) = (self.version(frame, WINDOWS_BUILD), frame.has(METADATA)) {
            let name = Some(self.text(frame, METADATA).to_string());
            self.page.host(version, name, place, NodeLabels);
        }
        if let (Some((version, place)), true) = (self.version(frame, LABELS), frame.has(HOSTNAME)) {
            let name = Some(self.text(frame, HOSTNAME).to_string());
            self.page.host(version.release(), name, place, SwarmLabels);
        }
        if frame.has(NODE_IMAGE) {
            let name = Some(self.text(frame, NAME)).filter(|name| is_plain(name)).map(str::to_string);
            aks::node_image(self.page, frame.values[NODE_IMAGE].0 as usize, name);
        }
    }

    /// An inspected container: its id and how it is isolated.
    fn container(&mut self, frame: &Frame) {
        let id = self.text(frame, ID);
        if frame.has(HOST_CONFIG) && id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            self.page.inspected.push((
                id.to_string(),
                self.page.doc.evidence(frame.values[ID].0 as usize, frame.values[ID].1 as usize, ContainerInspect),
            ));
        }
        let isolation = match self.text(frame, ISOLATION) {
            value if value.eq_ignore_ascii_case("process") => Isolation::Process,
            value if value.eq_ignore_ascii_case("hyperv") => Isolation::Hyperv,
            _ => return,
        };
        let (start, end) = frame.values[ISOLATION];
        let is_default = frame.has(OPERATING_SYSTEM) || frame.has(OS_TYPE) || frame.has(KERNEL);
        let (rank, format) = if is_default { (6, DockerInfoJson) } else { (3, ContainerInspect) };
        self.page.found.isolation.offer(rank, isolation, self.page.doc.evidence(start as usize, end as usize, format));
    }
}

fn without_digest(reference: &str) -> &str {
    match parts(reference) {
        (_, Some(_), Some(digest)) => &reference[..reference.len() - digest.len() - 1],
        _ => reference,
    }
}

#[cfg(test)]
mod tests;
