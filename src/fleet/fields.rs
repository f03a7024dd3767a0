//! JSON and YAML, whole or cut: the fields that name nodes and images, wherever they stand.
//!
//! Neither is checked; what matters is the path of keys to a value.

use super::described::NodeGroup;
use super::reader::FleetReader;
use super::workload::{PartialContainer, PartialObject};
use crate::read::syntax::json::{Event, Events, JsonPiece};
use crate::read::syntax::yaml::Yaml;
use crate::rules::{question::Engine, release::Kind, version::Version};

const NO_FIELDS: &str = "is of a document that names no node with its Windows version and no image.";

/// Whether a line begins a JSON document.
pub(super) fn is_json(line: &str) -> bool {
    line.starts_with('{') || line == "[" || line.starts_with("[{") || line.starts_with("[\"") || line.starts_with("[ {")
}

/// Whether a line begins a YAML document, or a piece of one.
pub(super) fn is_yaml(line: &str) -> bool {
    const KEYS: [&str; 12] = [
        "apiVersion:",
        "kind:",
        "metadata:",
        "spec:",
        "status:",
        "items:",
        "services:",
        "version: \"",
        "version: '",
        "nodeInfo:",
        "containers:",
        "initContainers:",
    ];
    line == "---"
        || KEYS.iter().any(|key| line.starts_with(key))
        || line.trim_start_matches("- ").starts_with("image: ")
}

/// Reads a JSON document from the first of these lines on, of which `text` is the whole; how many lines it takes.
pub(super) fn json(reader: &mut FleetReader, text: &str, lines: &[&str], number: usize) -> usize {
    let mut fields = Fields::default();
    let mut path: Vec<Option<&str>> = Vec::new();
    // The last line has no end.
    let mut read = 1;
    let piece = |(start, end): JsonPiece| text.get(start..end).unwrap_or_default();
    let mut events = Events::new(text.as_bytes());
    while let Some(event) = events.next() {
        match event {
            Event::Open { key, .. } => path.push(key.map(piece)),
            Event::Close => {
                path.pop();
                fields.closed(reader, &path);
            }
            Event::Field { key, value, quoted } => {
                let number = piece(value).starts_with(|first: char| first.is_ascii_digit());
                if quoted || number || piece(value) == "true" {
                    fields.field(reader, &path, piece(key), piece(value));
                }
            }
            Event::Element(value) => fields.field(reader, &path, "", piece(value)),
            // Cut: somebody typed the next command.
            Event::LineEnd(_) if lines.get(read).is_some_and(|next| super::reader::is_command(next.trim())) => break,
            Event::LineEnd(_) if events.depth() == 0 => break,
            Event::LineEnd(_) => read += 1,
        }
    }
    let read = read.min(lines.len());
    fields.finish(reader, &lines[..read], number);
    read
}

/// A text that breaks off this often is none.
const MOST_CUTS: usize = 64;

/// Reads YAML from the first of these lines on, of which `text` is the whole, down to a command or to the head of a table; how
/// many lines it takes.
pub(super) fn yaml(reader: &mut FleetReader, text: &str, lines: &[&str], number: usize) -> usize {
    let other = |line: &str| {
        let trimmed = line.trim();
        let begins = super::reader::is_command(trimmed) || is_json(trimmed) || super::table::header(line).is_some();
        begins && !line.starts_with([' ', '-'])
    };
    let read = lines.iter().skip(1).position(|line| other(line)).map_or(lines.len(), |more| more + 1);
    let last = lines[read - 1];
    let mut rest = text.get(..last.as_ptr() as usize + last.len() - text.as_ptr() as usize).unwrap_or(text);
    let mut fields = Fields::default();
    for _ in 0..MOST_CUTS {
        let (yaml, cut) = Yaml::read_cut(rest);
        walk(&yaml, reader, &mut fields);
        // What is no YAML is gone past: the lines below can be.
        let Some(cut) = cut else { break };
        let Some(below) = rest[cut..].find('\n').map(|end| cut + end + 1) else { break };
        rest = &rest[below..];
    }
    fields.finish(reader, &lines[..read], number);
    read
}

/// Hands over every text of the document with the keys above it.
fn walk(yaml: &Yaml<'_>, reader: &mut FleetReader, fields: &mut Fields) {
    let mut ends: Vec<usize> = Vec::new();
    let mut path: Vec<Option<&str>> = Vec::new();
    for (at, node) in yaml.nodes.iter().enumerate() {
        while ends.last().is_some_and(|end| *end <= at) {
            ends.pop();
            path.pop();
            fields.closed(reader, &path);
        }
        let key = yaml.key(at);
        if let Some(text) = yaml.str(at) {
            fields.field(reader, &path, key, text.trim());
        } else if node.end > at + 1 {
            ends.push(node.end);
            path.push(Some(key).filter(|key| !key.is_empty()));
        }
    }
    fields.end_container();
    fields.found |= fields.group.end(reader);
}

/// What has been seen of the node and the workload at hand.
#[derive(Default)]
struct Fields {
    /// `metadata.name` or `Hostname`.
    name: Option<String>,
    version: Option<Version>,
    kind: Option<Kind>,
    /// `operatingSystem` or `Platform.OS`.
    linux: bool,
    windows: bool,
    replicas: Option<u32>,
    found: bool,
    /// A Windows node whose version nothing told.
    unversioned: bool,
    /// An image that is not one: a variable, for example.
    odd_image: bool,
    /// The images of the object at hand, how often each is used, and the container.
    images: Vec<(String, u32, Option<PartialContainer>)>,
    object: PartialObject,
    container: PartialContainer,
    /// Its containers are HostProcess ones.
    host_process: bool,
    /// The group of nodes at hand, where the document makes some.
    group: NodeGroup,
}

impl Fields {
    fn field(&mut self, reader: &mut FleetReader, path: &[Option<&str>], key: &str, value: &str) {
        let parent = path.iter().rev().flatten().next().copied().unwrap_or_default();
        match (parent, key) {
            ("nodeInfo", "kernelVersion") => {
                reader.engine(Engine::Kubernetes);
                // Kubernetes 1.9 read it without a manifest and got Windows 8.
                self.version = value.parse().ok().filter(|version: &Version| version.is_windows_10()).or(self.version);
            }
            ("nodeInfo", "operatingSystem") | ("Platform", "OS") => {
                self.linux = value == "linux";
                self.windows = value == "windows";
                if key == "operatingSystem" {
                    // No client is a node.
                    self.kind = self.kind.or(Some(Kind::Server));
                } else {
                    reader.engine(Engine::Swarm);
                }
            }
            ("nodeInfo", "osImage") => self.os_image(value),
            ("nodeInfo", "kubeletVersion") => reader.kubelet(value),
            ("nodeInfo", _) => {}
            (_, "apiVersion" | "ID") => self.flush(reader),
            ("containers" | "initContainers", "name") => self.container.name = Some(value.to_owned()),
            (_, "kind") => {
                self.flush(reader);
                self.replicas = None;
            }
            ("metadata", "name") => {
                self.flush(reader);
                self.name = Some(value.to_owned());
            }
            ("Description", "Hostname") => self.name = Some(value.to_owned()),
            ("Labels", label) if is_version_label(label) => {
                self.version = value.parse().ok().filter(|version: &Version| version.build >= 14393).or(self.version);
            }
            ("labels", label) if label.starts_with("kubernetes.azure.com/") => reader.engine(Engine::Aks),
            ("windowsOptions", "hostProcess") => self.host_process |= value == "true",
            ("spec" | "deploy", "replicas") => self.replicas = value.parse().ok(),
            // A disk of Ceph.
            ("rbd" | "disk", "image") => {}
            (_, "image" | "Image") => self.image(path, value),
            ("", "") if value.contains(['/', ':']) => self.image(path, value),
            _ => {}
        }
        self.group.field(path, key, value);
        // Last, as what came before belongs to the object before.
        self.object.field(path, key, value);
    }

    /// `Microsoft Windows [Version 10.0.17134.1]` of old kubelets; otherwise only whether it is a client.
    fn os_image(&mut self, value: &str) {
        let client = value.contains("Windows 10") || value.contains("Windows 11");
        self.kind = match () {
            () if client => Some(Kind::Client),
            () if value.contains("Windows Server") => Some(Kind::Server),
            () => self.kind,
        };
        let printed = value.split_once("[Version ").and_then(|(_, version)| version.strip_suffix(']')?.parse().ok());
        self.version = self.version.or(printed);
    }

    fn image(&mut self, path: &[Option<&str>], value: &str) {
        // What runs is repeated in the status; an ID names nothing elsewhere.
        let repeated = path.iter().flatten().any(|key| matches!(*key, "status" | "PreviousSpec"));
        if repeated || value.starts_with("sha256:") {
            return;
        }
        let in_template = path.iter().flatten().any(|key| matches!(*key, "template" | "jobTemplate"));
        let count = if in_template { self.replicas.unwrap_or(1) } else { 1 };
        match path.iter().rev().flatten().next() {
            Some(&list @ ("containers" | "initContainers")) => {
                self.container.image = Some((value.to_owned(), count));
                self.container.init = list == "initContainers";
            }
            _ => self.images.push((value.to_owned(), count, None)),
        }
    }

    /// Something ended below these keys: in a list of containers or of groups of nodes, one of them.
    fn closed(&mut self, reader: &mut FleetReader, path: &[Option<&str>]) {
        match path.last() {
            Some(Some("containers" | "initContainers")) => self.end_container(),
            Some(Some("managedNodeGroups" | "nodeGroups")) => self.found |= self.group.end(reader),
            _ => {}
        }
    }

    fn end_container(&mut self) {
        let mut container = core::mem::take(&mut self.container);
        if let Some((image, count)) = container.image.take() {
            self.images.push((image, count, Some(container)));
        }
    }

    /// The node or the workload is complete.
    fn flush(&mut self, reader: &mut FleetReader) {
        let host_process = core::mem::take(&mut self.host_process);
        for (image, count, container) in core::mem::take(&mut self.images) {
            let workload = self.object.workload(container.as_ref());
            // An image without a Windows of its own runs in a HostProcess container on every node (R25).
            let read = host_process && reader.host_process(&image) || reader.used(&image, None, count, workload);
            self.found |= read;
            self.odd_image |= !read;
        }
        if !self.linux && !self.windows && self.version.is_none() {
            return;
        }
        let name = self.name.take();
        match self.version.take() {
            _ if self.linux => reader.linux_node(name.as_deref(), 1),
            Some(version) => reader.node(name.as_deref(), version, self.kind, 1),
            None => self.unversioned = true,
        }
        self.found |= !self.unversioned;
        (self.linux, self.windows, self.kind) = (false, false, None);
    }

    fn finish(mut self, reader: &mut FleetReader, lines: &[&str], number: usize) {
        const NO_VERSION: &str = "begins a document with Windows nodes of unknown version: give them a label such as \
                                  windows.build=20348, or list them with their versions.";
        const ODD_IMAGE: &str = "begins a document with an image that is none: put the values in for its variables.";
        self.end_container();
        self.flush(reader);
        let first = lines.first().copied().unwrap_or_default();
        if self.unversioned {
            reader.unread(number, lines.len(), first, NO_VERSION);
        } else if self.odd_image {
            reader.unread(number, lines.len(), first, ODD_IMAGE);
        } else if !self.found {
            reader.unread(number, lines.len(), first, NO_FIELDS);
        }
    }
}

/// Labels that people give to swarm nodes, which have none of their own: `OsVersion`, `windows.build` …
fn is_version_label(label: &str) -> bool {
    let lower = label.to_ascii_lowercase();
    lower.contains("build") || lower.contains("version")
}
