//! JSON and YAML, whole or cut: the fields that name nodes and images, wherever they stand.
//!
//! Neither is checked; what matters is the path of keys to a value.

use super::read::Reader;
use crate::read::syntax::json::{Event, Events, Piece};
use crate::rules::{question::Engine, release::Kind, version::Version};

/// Deeper than any of these documents.
const DEEPEST: usize = 48;

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
pub(super) fn json(reader: &mut Reader, text: &str, lines: &[&str], number: usize) -> usize {
    let mut fields = Fields::default();
    let mut path: Vec<Option<&str>> = Vec::new();
    // The last line has no end.
    let mut read = 1;
    let piece = |(start, end): Piece| text.get(start..end).unwrap_or_default();
    let mut events = Events::new(text.as_bytes());
    while let Some(event) = events.next() {
        match event {
            Event::Open { key, .. } => path.push(key.map(piece)),
            Event::Close => drop(path.pop()),
            Event::Field { key, value, quoted } => {
                let number = piece(value).starts_with(|first: char| first.is_ascii_digit());
                if quoted || number {
                    fields.field(reader, &path, piece(key), piece(value));
                }
            }
            Event::Element(value) => fields.field(reader, &path, "", piece(value)),
            // Cut: somebody typed the next command.
            Event::LineEnd(_) if lines.get(read).is_some_and(|next| super::read::is_command(next.trim())) => break,
            Event::LineEnd(_) if events.depth() == 0 => break,
            Event::LineEnd(_) => read += 1,
        }
    }
    let read = read.min(lines.len());
    fields.finish(reader, &lines[..read], number);
    read
}

/// Reads YAML from the first of these lines on, down to a command or to the head of a table; how many lines it takes.
pub(super) fn yaml(reader: &mut Reader, lines: &[&str], number: usize) -> usize {
    let mut fields = Fields::default();
    let mut indents: Vec<usize> = Vec::new();
    let mut path: Vec<Option<&str>> = Vec::new();
    let mut read = 0;
    for line in lines {
        let trimmed = line.trim();
        let other = super::read::is_command(trimmed) || is_json(trimmed) || super::table::header(line).is_some();
        if read > 0 && other && !line.starts_with([' ', '-']) {
            break;
        }
        read += 1;
        if trimmed == "---" {
            indents.clear();
            path.clear();
        }
        let body = trimmed.trim_start_matches("- ");
        let indent = line.len() - line.trim_start().len() + (trimmed.len() - body.len());
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        while indents.last().is_some_and(|last| *last >= indent) {
            indents.pop();
            path.pop();
        }
        let Some((key, value)) = body.split_once(": ").or(body.strip_suffix(':').map(|key| (key, ""))) else {
            fields.field(reader, &path, "", scalar(body));
            continue;
        };
        let (key, value) = (scalar(key), scalar(value));
        if value.is_empty() && path.len() < DEEPEST {
            indents.push(indent);
            path.push(Some(key));
        } else {
            fields.field(reader, &path, key, value);
        }
    }
    fields.finish(reader, &lines[..read], number);
    read
}

/// A YAML scalar without quotes and without the comment behind it.
fn scalar(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some((inner, _)) = text.strip_prefix(quote).and_then(|text| text.split_once(quote)) {
            return inner;
        }
    }
    text.split(" #").next().unwrap_or_default().trim()
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
}

impl Fields {
    fn field(&mut self, reader: &mut Reader, path: &[Option<&str>], key: &str, value: &str) {
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
                if key == "OS" {
                    reader.engine(Engine::Swarm);
                }
            }
            ("nodeInfo", "osImage") => self.os_image(value),
            ("nodeInfo", _) => {}
            (_, "apiVersion" | "ID") => self.flush(reader),
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
            ("spec" | "deploy", "replicas") => self.replicas = value.parse().ok(),
            (_, "image" | "Image") => self.image(reader, path, value),
            ("", "") if value.contains(['/', ':']) => self.image(reader, path, value),
            _ => {}
        }
    }

    /// `Microsoft Windows [Version 10.0.17134.1]` of old kubelets; otherwise only whether it is a client.
    fn os_image(&mut self, value: &str) {
        let client = value.contains("Windows 10") || value.contains("Windows 11");
        self.kind = match () {
            () if client => Some(Kind::Client),
            () if value.contains("Windows Server") => Some(Kind::Server),
            () => None,
        };
        let printed = value.split_once("[Version ").and_then(|(_, version)| version.strip_suffix(']')?.parse().ok());
        self.version = self.version.or(printed);
    }

    fn image(&mut self, reader: &mut Reader, path: &[Option<&str>], value: &str) {
        // What runs is repeated in the status; an ID names nothing elsewhere.
        let repeated = path.iter().flatten().any(|key| matches!(*key, "status" | "PreviousSpec"));
        if repeated || value.starts_with("sha256:") {
            return;
        }
        let in_template = path.iter().flatten().any(|key| matches!(*key, "template" | "jobTemplate"));
        let count = if in_template { self.replicas.unwrap_or(1) } else { 1 };
        let read = reader.reference(value, None, count);
        self.found |= read;
        self.odd_image |= !read;
    }

    /// The node is complete.
    fn flush(&mut self, reader: &mut Reader) {
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

    fn finish(mut self, reader: &mut Reader, lines: &[&str], number: usize) {
        const NO_VERSION: &str = "begins a document with Windows nodes of unknown version: give them a label such as \
                                  windows.build=20348, or list them with their versions.";
        const ODD_IMAGE: &str = "begins a document with an image that is none: put the values in for its variables.";
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
