//! What a reader works on: the paste, what was found in it so far, and the command whose output is being read.

use super::command::Command;
use super::doc::Doc;
use super::dockerfile::Dockerfile;
use super::findings::{Findings, HostSighting, ImageSighting};
use super::format::FormatId;
use super::kube::Names;
use super::reference;
use super::scan::{has, rfind, skip, starts};
use super::{Clues, ErrorClue, Evidence, images};
use crate::rules::{name::is_plain, version::Version};

/// A paste while it is being read, from its beginning to its end.
pub(crate) struct Page<'d> {
    pub(crate) doc: &'d Doc<'d>,
    pub(crate) found: Findings,
    /// The commands so far, in the order of their lines.
    pub(crate) commands: Vec<Command>,
    pub(crate) names: Names,
    pub(crate) dockerfile: Dockerfile,
    /// A key that only documents in JSON have was seen.
    pub(crate) json: bool,
    /// The rows of the last table, and whether it lists nodes.
    pub(crate) table: (usize, usize, bool),
    /// The containers that were inspected.
    pub(crate) inspected: Vec<(String, Evidence)>,
    /// Places that name a registry, for references that nothing else announces.
    mentions: Vec<usize>,
    /// The place of the only base image that is named without its registry.
    base: Option<usize>,
    several_bases: bool,
    /// The reason of a failed task, and whether it was cut off.
    pub(crate) task_error: Option<(Evidence, bool)>,
    /// A platform was asked for, so a version in the answer may be a wish.
    pub(crate) platform_wish: bool,
}

impl<'d> Page<'d> {
    pub(crate) fn new(doc: &'d Doc<'d>) -> Self {
        Self {
            doc,
            found: Findings::default(),
            commands: Vec::new(),
            inspected: Vec::new(),
            mentions: Vec::new(),
            base: None,
            several_bases: false,
            names: Names::default(),
            dockerfile: Dockerfile::default(),
            json: false,
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
        let own = names_machine(self.doc.before(at.0, 80));
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
        let name = self.found.name(name);
        self.found.hosts.push(HostSighting { version: Some(version), name, weak, evidence });
    }

    /// Notes the machine that a container was placed on.
    pub(crate) fn placed_on(&mut self, name: &str, at: (usize, usize), format: FormatId) {
        let name = super::table::node_name(name.trim().trim_matches(|char| "\"',".contains(char)));
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

    /// The text from `at` up to a blank or a quotation mark.
    pub(crate) fn token(&self, at: usize) -> &'d str {
        let doc = self.doc;
        let length = doc.after(at, 600).iter().take_while(|byte| !b" \t\"'".contains(byte)).count();
        doc.piece(at, at + length)
    }

    /// The command whose output stands at this place, if any.
    pub(crate) fn scope(&mut self, at: usize) -> Option<&mut Command> {
        let line = self.doc.line_at(at);
        let last = self.commands.partition_point(|command| command.line < line).checked_sub(1)?;
        let command = &mut self.commands[last];
        while command.checked < line && command.ended.is_none() {
            command.checked += 1;
            let text = self.doc.line(command.checked);
            let ends = is_refusal(text) || if command.interactive { leaves(text) } else { is_prompt(text) };
            command.ended = ends.then_some(command.checked);
        }
        command.ended.is_none_or(|end| line < end).then_some(command)
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

    /// Everything together.
    pub(crate) fn clues(mut self, error: Option<ErrorClue>) -> Clues {
        let nameless = self.found.images.iter().all(|image| image.reference.is_none());
        for at in core::mem::take(&mut self.mentions) {
            // A base image is one wherever it stands; any other name may be that of something else.
            if nameless || starts(self.doc.bytes(), at, "mcr.microsoft.com/windows") {
                images::anywhere(&mut self, at);
            }
        }
        if let Some(at) = self.base.take().filter(|_| self.found.images.iter().all(|image| image.reference.is_none())) {
            images::anywhere(&mut self, at);
        }
        let container = core::mem::take(&mut self.found.container).take();
        let container = match (container, self.inspected.as_slice()) {
            (None, [only]) => Some(only.clone()),
            (found, _) => found.filter(|_| error.is_some()),
        };
        Clues {
            hosts: self.found.hosts(),
            images: self.found.images(),
            error,
            container,
            isolation: core::mem::take(&mut self.found.isolation).take(),
            engine: core::mem::take(&mut self.found.engine).take(),
            linux_nodes: self.found.linux_nodes.len(),
            refused: self.found.refused,
        }
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

/// The names AKS gives to Linux nodes; its Windows nodes are named `aks<pool>000001`.
fn is_linux_pool(name: &str) -> bool {
    name.starts_with("aks-") && has(name.as_bytes(), &["-vmss"])
}

/// Whether somebody typed a command on this line.
pub(crate) fn is_prompt(line: &[u8]) -> bool {
    let line = &line[skip(line, 0, b" \t")..];
    let start = &line[..line.len().min(260)];
    let arrow = || start.contains(&b'>');
    let drive = start.get(1..3) == Some(b":\\") && start[0].is_ascii_alphabetic();
    let unix = || start.contains(&b'@') && has(&start[..start.len().min(80)], &["$ ", "# "]);
    let marked = ["$ ", "# ", "% ", "+ ", "Run "].iter().any(|mark| line.starts_with(mark.as_bytes()));
    let remote = || line.first() == Some(&b'[') && has(&start[..start.len().min(80)], &["]: PS "]);
    let typed = || {
        let end = start.len() - start.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        TYPED.iter().any(|command| start[..end].eq_ignore_ascii_case(command.as_bytes()))
            || PROGRAMS.iter().any(|program| starts(line, 0, program) && line.get(program.len()) == Some(&b' '))
    };
    ((drive || starts(line, 0, "PS ") || starts(line, 0, "PS>")) && arrow()) || marked || remote() || unix() || typed()
}

/// Commands that people copy without the prompt.
const TYPED: &[&str] =
    &["ver", "cmd /c ver", "winver", "systeminfo", "exit", "hostname", "docker info", "docker version"];
/// Programs whose commands people copy without the prompt.
pub(crate) const PROGRAMS: &[&str] = &["docker", "kubectl", "nerdctl", "podman", "crane", "skopeo", "ctr"];

/// Whether the words before the banner of `ver` say whose it is: `agent OS: Microsoft Windows [Version `.
fn names_machine(before: &[u8]) -> bool {
    let Some(product) = rfind(before, "microsoft windows [") else { return false };
    let label = before[..product].trim_ascii_end();
    label.ends_with(b":")
        && has(&label[label.len().saturating_sub(24)..], &["agent", "host", "node", "machine", "runner"])
}

/// Whether a shell inside a container was left here.
fn leaves(line: &[u8]) -> bool {
    let end = line.len() - line.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let word = line[..end].iter().rev().take(5).take_while(|byte| byte.is_ascii_alphabetic()).count();
    line[end - word..end].eq_ignore_ascii_case(b"exit")
}

/// Whether the engine refused a command here, so that nothing below comes from a container.
fn is_refusal(line: &[u8]) -> bool {
    const REFUSALS: &[&str] =
        &["rror response from daemon", "docker: error", "error: ", "operating system does not match"];
    has(&line[..line.len().min(160)], REFUSALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts() {
        for line in [
            "C:\\>ver",
            "PS C:\\Users\\a b> docker",
            "$ docker",
            "user@host:~$ ls",
            "[srv]: PS C:\\> x",
            "ver",
            "  docker run x",
        ] {
            assert!(is_prompt(line.as_bytes()), "{line}");
        }
        for line in ["Microsoft Windows [Version 10.0.1]", "C:\\Windows", "version", "dockerd", "", "a > b"] {
            assert!(!is_prompt(line.as_bytes()), "{line}");
        }
    }

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
