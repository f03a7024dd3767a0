//! What a reader works on: the paste, what was found in it so far, and the command whose output is being read.

use super::FoundAt;
use super::defined::Defined;
use super::doc::Doc;
use super::findings::{Findings, HostSighting, ImageSighting};
use super::format::FormatId;
use super::reference;
use super::scan::{has, rfind, skip, starts};
use super::typed_command::TypedCommand;
use crate::read::names::is_of_aks;
use crate::rules::{name::is_plain, question::Engine, version::Version};

/// The names that the following lines belong to.
#[derive(Default)]
pub(crate) struct Owners {
    /// `Name:` of `kubectl describe` at the beginning of a line.
    pub(crate) described: Option<String>,
    /// `name:` under `metadata:`.
    pub(crate) manifest: Option<String>,
    /// How far `metadata:` is indented, until its name was found.
    pub(super) metadata: Option<usize>,
    /// `Name:` of `docker buildx imagetools inspect`.
    pub(crate) index: Option<String>,
}

/// A paste while it is being read, from its beginning to its end.
pub(crate) struct OpenPaste<'d> {
    pub(crate) doc: &'d Doc<'d>,
    pub(crate) found: Findings,
    /// The commands so far, in the order of their lines.
    pub(crate) commands: Vec<TypedCommand>,
    pub(crate) owners: Owners,
    pub(crate) defined: Defined,
    /// A key that only documents in JSON have was seen.
    pub(crate) json: bool,
    /// What only stands in lists of a tag's entries was seen.
    pub(crate) lists: bool,
    /// The rows of the last table, and whether it lists nodes.
    pub(crate) table: (usize, usize, bool),
    /// The containers that were inspected.
    pub(crate) inspected: Vec<(String, FoundAt)>,
    /// Places that name a registry, for references that nothing else announces.
    pub(super) mentions: Vec<usize>,
    /// The place of the only base image that is named without its registry.
    pub(super) base: Option<usize>,
    several_bases: bool,
    /// The reason of a failed task, and whether it was cut off.
    pub(crate) task_error: Option<(FoundAt, bool)>,
    /// A platform was asked for, so a version in the answer may be a wish.
    pub(crate) platform_wish: bool,
}

impl<'d> OpenPaste<'d> {
    pub(crate) fn new(doc: &'d Doc<'d>) -> Self {
        Self {
            doc,
            found: Findings::default(),
            commands: Vec::new(),
            inspected: Vec::new(),
            mentions: Vec::new(),
            base: None,
            several_bases: false,
            owners: Owners::default(),
            defined: Defined::default(),
            json: false,
            lists: false,
            table: (0, 0, false),
            task_error: None,
            platform_wish: false,
        }
    }

    /// Notes a machine, or an image if a container printed this.
    pub(crate) fn host(&mut self, version: Version, name: Option<String>, at: (usize, usize), format: FormatId) {
        self.sight_host(version, name, false, at, format);
    }

    /// Notes a version that may be the one of an older build of the same kernel.
    pub(crate) fn weak_host(&mut self, version: Version, name: Option<String>, at: (usize, usize), format: FormatId) {
        self.sight_host(version, name, true, at, format);
    }

    fn sight_host(&mut self, version: Version, name: Option<String>, weak: bool, at: (usize, usize), format: FormatId) {
        let own = names_machine(self.doc.before(at.0, 80)) || format == FormatId::Winver && is_item(self.doc, at.0);
        if let Some(command) = self.scope(at.0).filter(|command| command.inside && !own) {
            let reference = command.references.first().cloned();
            let format = if format == FormatId::VerBanner { FormatId::VerInContainer } else { format };
            let evidence = self.doc.evidence(at.0, at.1, format);
            self.found.images.push(ImageSighting {
                reference,
                version: Some(version),
                inside: true,
                guess: weak,
                evidence,
            });
            return;
        }
        let evidence = self.doc.evidence(at.0, at.1, format);
        if name.as_deref().is_some_and(is_of_aks) {
            self.found.engine.offer(0, Engine::Aks, evidence);
        }
        let name = self.found.name(name);
        self.found.hosts.push(HostSighting { version: Some(version), name, weak, evidence });
    }

    /// Notes a version that a container printed, says the text.
    pub(crate) fn inside(&mut self, version: Version, at: (usize, usize)) {
        let evidence = self.doc.evidence(at.0, at.1, FormatId::VerInContainer);
        self.found.images.push(ImageSighting {
            reference: None,
            version: Some(version),
            inside: true,
            guess: false,
            evidence,
        });
    }

    /// Notes the machine that a container was placed on.
    pub(crate) fn placed_on(&mut self, name: &str, at: (usize, usize), format: FormatId) {
        let name = node_name(name.trim().trim_matches(|char| "\"',".contains(char)));
        let name = name.split('/').next().unwrap_or_default();
        if is_plain(name) && !is_linux_pool(name) {
            let evidence = self.doc.evidence(at.0, at.1, format);
            self.found.hosts.push(HostSighting { version: None, name: Some(name.into()), weak: false, evidence });
        }
    }

    /// Notes the version of an image; without a reference, the one of the command that printed it.
    pub(crate) fn image_version(
        &mut self,
        version: Version,
        reference: Option<String>,
        at: (usize, usize),
        format: FormatId,
    ) {
        let reference = reference.or_else(|| self.scope(at.0).and_then(|command| command.references.first().cloned()));
        let evidence = self.doc.evidence(at.0, at.1, format);
        self.found.images.push(ImageSighting {
            reference,
            version: Some(version),
            inside: false,
            guess: false,
            evidence,
        });
    }

    /// Notes an image by its reference.
    pub(crate) fn image(&mut self, reference: &str, at: (usize, usize), format: FormatId) {
        let evidence = self.doc.evidence(at.0, at.1, format);
        self.found.images.push(ImageSighting {
            reference: Some(reference.into()),
            version: None,
            inside: false,
            guess: false,
            evidence,
        });
    }

    /// Notes the reference that begins at `at`, after blanks and quotes, if there is one.
    pub(crate) fn image_at(&mut self, at: usize, format: FormatId) -> bool {
        let start = skip(self.doc.bytes(), at, b" \t\"'");
        let token = self.token(start);
        let Some(reference) = reference::reference(token) else { return false };
        let start = start + (reference.as_ptr() as usize - token.as_ptr() as usize);
        self.image(reference, (start, start + reference.len()), format);
        true
    }

    /// The text from `at` up to a blank, a quotation mark, or the address behind the text of a link: `name](https://…)`.
    pub(crate) fn token(&self, at: usize) -> &'d str {
        let doc = self.doc;
        let length = doc.after(at, 600).iter().take_while(|byte| !b" \t\"'".contains(byte)).count();
        let token = doc.piece(at, at + length);
        token.split("](").next().unwrap_or(token)
    }

    /// The command whose output stands at this place, if any.
    pub(crate) fn scope(&mut self, at: usize) -> Option<&mut TypedCommand> {
        let line = self.doc.line_at(at);
        let last = self.commands.partition_point(|command| command.line < line).checked_sub(1)?;
        let command = &mut self.commands[last];
        command.goes_on_at(line, self.doc).then_some(command)
    }

    /// Notes a place that names a registry.
    pub(crate) fn mention(&mut self, at: usize) {
        if self.mentions.len() < 4000 {
            self.mentions.push(at);
        }
    }

    /// Notes a base image without its registry. A sentence that names two of them says of neither that it failed.
    pub(crate) fn base(&mut self, at: usize) {
        let is_other = |first: usize| self.token(first) != self.token(at);
        self.several_bases |= self.base.is_some_and(is_other);
        self.base = if self.several_bases { None } else { self.base.or(Some(at)) };
    }

    /// Whether this line is a row of a table, and then whether of one that lists nodes.
    pub(crate) fn table_at(&self, line: usize) -> Option<bool> {
        let (first, end, nodes) = self.table;
        (first..end).contains(&line).then_some(nodes)
    }

    /// The value of the nearest line with one of these labels, first below, then above.
    pub(crate) fn label_near(&self, line: usize, labels: &[&str], above: usize, below: usize) -> Option<String> {
        let first = line.saturating_sub(above);
        let last = (line + below).min(self.doc.lines().saturating_sub(1));
        let value = |line: usize| labels.iter().find_map(|label| labelled(self.doc.line(line), label));
        let found = (line..=last).find_map(value).or_else(|| (first..line).rev().find_map(value))?;
        is_plain(found).then(|| found.to_string())
    }
}

/// The value of a line that begins with this label: `label: value`, `label = value`, `label   value`.
pub(crate) fn labelled<'t>(line: &'t [u8], label: &str) -> Option<&'t str> {
    let start = skip(line, 0, b" \t\"");
    if !starts(line, start, label) {
        return None;
    }
    let end = start + label.len();
    let separator = skip(line, end, b" \t\"");
    let value = match line.get(separator) {
        Some(b':' | b'=') => separator + 1,
        _ if separator > end + 1 => separator,
        _ => return None,
    };
    let value = core::str::from_utf8(&line[value..]).ok()?;
    Some(value.trim().trim_matches(|char| "\"',".contains(char)))
}

/// The name in `node/name`.
pub(crate) fn node_name(cell: &str) -> &str {
    cell.strip_prefix("node/").unwrap_or(cell)
}

/// The names AKS gives to Linux nodes; its Windows nodes are named `aks<pool>000001`.
fn is_linux_pool(name: &str) -> bool {
    name.starts_with("aks-") && has(name.as_bytes(), &["-vmss"])
}

/// Whether this stands in an item of a list or a row of a form that somebody filled in, which no container prints:
/// ` - Edition: Windows Version: 19044.1645`.
fn is_item(doc: &Doc<'_>, at: usize) -> bool {
    let line = doc.line(doc.line_at(at));
    let marked = [b"- ", b"* ", b"+ ", b"> ", b"# "].iter().any(|mark| line.trim_ascii_start().starts_with(*mark));
    marked || has(&line[..line.len().min(80)], &["edition:", "host os", "os:", "**"])
}

/// Whether the words before the banner of `ver` say whose it is: `agent OS: Microsoft Windows [Version `.
fn names_machine(before: &[u8]) -> bool {
    let Some(product) = rfind(before, "microsoft windows [") else { return false };
    let label = before[..product].trim_ascii_end();
    label.ends_with(b":")
        && has(&label[label.len().saturating_sub(24)..], &["agent", "host", "node", "machine", "runner"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(labelled(b"  Name: BUILDHOST3", "Name"), Some("BUILDHOST3"));
        assert_eq!(labelled(b"CSName=SRV", "CSName"), Some("SRV"));
        assert_eq!(labelled(b"\"Name\": \"a\",", "name"), Some("a"));
        assert_eq!(labelled(b"Names: a", "Name"), None);
    }

    #[test]
    fn names() {
        assert!(is_plain("WIN-7TQ2MD4KLB0") && is_plain("gke-pool-w19-7f3a"));
        assert!(!is_plain("<none>") && !is_plain("") && !is_plain("a b"));
    }
}
