//! Full versions, `10.0.17763.973`: the text beside a number says whose it is.
//!
//! A number without such a neighbour means nothing: it may be an SDK, a file or an address.

mod labels;
mod lone;
mod names;

use super::format::FormatId::{self, *};
use super::kube::{Section, section};
use super::page::OpenPaste;
use super::prompt::is_prompt;
use super::prose::{is_bound, is_demand};
use super::scan::{ends, find, has, number, rfind, skip, starts};
use super::table;
use super::written_version::{VersionAt, version};
use crate::rules::{question::Engine, version::Version};
use labels::Meaning::{self, *};
use labels::Revision::{self, Not, Real};
use labels::{LABELS, MachineName};
use names::{classic_swarm_node, nomad_name, systeminfo_name};

/// Reads the version that begins at `at`.
pub(crate) fn read(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let Some(found) = version(doc.bytes(), at) else { return };
    // The sentence of the engine is read as an error, and 9999 is how App Service writes a ceiling.
    if starts(doc.bytes(), found.end, "-based") || found.version.revision == Some(9999) {
        return;
    }
    let before = doc.before(at, 160);
    let label_end = before.len() - before.iter().rev().take_while(|byte| b" \t:=\"'([v".contains(byte)).count();
    let (label, separator) = before.split_at(label_end);
    let here = Here { at, found, before, separator };
    if here.is_ver() {
        let format = if found.version.revision.is_none() { VerBefore1709 } else { VerBanner };
        let name = if has(&before[..before.len().min(40)], &["osimage"]) { page.owners.manifest.clone() } else { None };
        if is_said_inside(page, at) {
            return page.inside(found.version, here.place());
        }
        return page.host(found.version, name, here.place(), format);
    }
    let entry = LABELS.iter().find(|entry| ends_as_word(label, entry.0));
    match entry {
        Some(&(_, format, meaning)) if !separator.is_empty() => here.labelled(page, format, meaning),
        _ => here.alone(page),
    }
}

/// Whether a label ends here that is no end of another word, nor of an image's name: `mcr.microsoft.com/windows:10.0.…`.
fn ends_as_word(text: &[u8], label: &str) -> bool {
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'/' && label == "windows";
    ends(text, label) && !text[..text.len() - label.len()].last().is_some_and(in_word)
}

/// Whether the sentence above says that a container printed this: "Inside the container, ver gives:".
fn is_said_inside(page: &OpenPaste<'_>, at: usize) -> bool {
    const INSIDE: &[&str] = &[
        "inside the container",
        "inside a container",
        "inside container",
        "in the container",
        "in container",
        "from the container",
        "within the container",
        "run the same image",
        "in the image",
        "inside the image",
        "container:",
    ];
    let line = page.doc.line_at(at);
    let is_sentence = |line: &&[u8]| {
        let text = line.trim_ascii();
        !(text.is_empty()
            || text.starts_with(b"```")
            || text.starts_with(b"C:\\")
            || is_prompt(text)
            || starts(text, 0, "microsoft "))
    };
    let above = (line.saturating_sub(4)..line).rev().map(|line| page.doc.line(line)).find(is_sentence);
    above.is_some_and(|line| has(line, INSIDE) && !has(line, &["host", "not in", "outside", "node", "[version"]))
}

struct Here<'d> {
    at: usize,
    found: VersionAt,
    before: &'d [u8],
    separator: &'d [u8],
}

impl Here<'_> {
    fn place(&self) -> (usize, usize) {
        (self.at, self.found.end)
    }

    /// `Microsoft Windows [Version `, whatever the word for "version" is.
    fn is_ver(&self) -> bool {
        let recent = &self.before[self.before.len().saturating_sub(32)..];
        rfind(recent, "[").is_some_and(|bracket| {
            let product = &self.before[..self.before.len() - recent.len() + bracket];
            let end = product.len() - product.iter().rev().take_while(|&&byte| byte == b' ').count();
            ends(&product[..end], "Windows") && !recent[bracket..].contains(&b']')
        })
    }

    fn version(&self, revision: Revision) -> Version {
        if revision == Real { self.found.version } else { self.found.version.release() }
    }

    /// Whether `=` or `Build 17763.5696` makes it an attribute rather than a field of a manifest.
    fn is_attribute(&self, page: &OpenPaste<'_>) -> bool {
        self.separator.contains(&b'=') || starts(page.doc.after(self.found.end, 12), 0, " Build ")
    }

    /// Whether the nearest word that names a side is the image's.
    fn is_of_image(&self) -> bool {
        let last = |words: &[&str]| words.iter().filter_map(|word| rfind(self.before, word)).max();
        let image = last(&["image", "container"]);
        image.is_some_and(|image| last(&["host", "node", "machine"]).is_none_or(|host| host < image))
    }

    fn is_quoted(&self) -> bool {
        self.separator.starts_with(b"\"") && self.separator.contains(&b':')
    }

    fn labelled(self, page: &mut OpenPaste<'_>, format: FormatId, meaning: Meaning) {
        let place = self.place();
        match meaning {
            Nothing => {}
            Host(..) | Stated if is_demand(self.before) || is_bound(page.doc.after(self.found.end, 40)) => {}
            // `os.version = 10.0.17763.5696 Build 17763.5696`: an attribute of a node of Nomad.
            Image if format == ManifestList && self.is_attribute(page) => {
                self.host(page, NomadNode, Real, MachineName::Nomad);
            }
            // Keys of JSON are read with the object they stand in.
            Image | OsVersion | Host(_, MachineName::Node) if self.is_quoted() => page.json = true,
            Image => {
                let reference = if format == ManifestList { page.owners.index.clone() } else { None };
                page.image_version(self.found.version, reference, place, format);
            }
            History => {
                let evidence = page.doc.evidence(place.0, place.1, format);
                let reference = page.scope(self.at).and_then(|command| command.references.first().cloned());
                page.found.images.push(super::findings::ImageSighting {
                    reference,
                    version: Some(self.found.version),
                    inside: false,
                    guess: true,
                    evidence,
                });
            }
            OsVersion => self.os_version(page),
            NodeLabel => self.node_label(page, format),
            Plain => self.plain(page),
            Stated if self.separator.iter().any(|byte| b":=".contains(byte)) => {
                self.host(page, format, Real, MachineName::None);
            }
            Stated => self.alone(page),
            // `Docker image OS version: …`
            Host(_, MachineName::None) if self.is_of_image() => {
                page.image_version(self.found.version, None, place, format)
            }
            Host(revision, name) => self.host(page, format, revision, name),
        }
    }

    fn host(&self, page: &mut OpenPaste<'_>, format: FormatId, revision: Revision, name: MachineName) {
        let line = page.doc.line_at(self.at);
        // systeminfo gives the build a second time.
        let (format, name) = match format {
            ProgramReport if self.is_repeated(page) => (Systeminfo, MachineName::Systeminfo),
            other => (other, name),
        };
        let spaced = page.doc.bytes().get(self.at + 4) == Some(&b' ');
        let version = if spaced { self.kernel_string(page) } else { self.version(revision) };
        let format = if spaced && format == DescribeNode { DockerInfoKernel } else { format };
        let name = match name {
            MachineName::Node if self.separator.first() == Some(&b'=') => classic_swarm_node(page, line),
            MachineName::Node if page.doc.before(self.at, 60).first() != Some(&b' ') => {
                page.label_near(line, &["Name"], 0, 25)
            }
            MachineName::Node => self.node_name(page, line),
            MachineName::Systeminfo => systeminfo_name(page, line),
            MachineName::Nomad => nomad_name(page, line),
            MachineName::ComputerInfo => page.label_near(line, &["CsName", "CsDNSHostName"], 60, 60),
            MachineName::None => None,
        };
        if format == DescribeNode && is_node(page, line) || format == NodeManifest {
            page.found.engine.offer(1, Engine::Kubernetes, page.doc.evidence(self.at, self.found.end, format));
        }
        page.host(version, name, self.place(), format);
    }

    /// `Kernel Version:` of `docker info` is followed by the engine's name, that of a node preceded by the node's.
    fn node_name(&self, page: &OpenPaste<'_>, line: usize) -> Option<String> {
        let yaml = find(self.before, "kernelversion").is_some();
        if yaml {
            return page.owners.manifest.clone();
        }
        let described = || page.owners.described.clone();
        let is_describe = (line.saturating_sub(6)..line)
            .any(|line| has(page.doc.line(line), &["System Info", "Boot ID", "System UUID"]));
        if is_describe { described() } else { page.label_near(line, &["Name"], 0, 25).or_else(described) }
    }

    /// `10.0 17763 (17763.1.amd64fre…)`: the number in the parenthesis is the update only on 14393.
    fn kernel_string(&self, page: &OpenPaste<'_>) -> Version {
        let bytes = page.doc.bytes();
        let inner = skip(bytes, self.found.end, b" (");
        let revision = number(bytes, inner).and_then(|(build, end)| {
            let (revision, _) = number(bytes, end + 1).filter(|_| bytes.get(end) == Some(&b'.'))?;
            (build == 14393 && self.found.version.build == 14393 && revision > 0).then_some(revision)
        });
        revision.map_or(self.found.version, |revision| self.found.version.with_revision(revision))
    }

    /// `OsVersion : 10.0.17763` is Get-ComputerInfo, `OSVersion:   10.0.17763.1` is imagetools, `OsVersion=…` a label.
    fn os_version(self, page: &mut OpenPaste<'_>) {
        let line = page.doc.line_at(self.at);
        match self.separator {
            [b'=', ..] if has(self.before, &["constraint", "label-add", "node.labels"]) => {}
            [b'=', ..] => {
                let name = page.label_near(line, &["Hostname"], 12, 25);
                page.host(self.version(Not), name, self.place(), SwarmLabels);
            }
            [b' ' | b'\t', ..] if self.separator.contains(&b':') => {
                self.host(page, ComputerInfo, Not, MachineName::ComputerInfo)
            }
            [b':', ..] => {
                let reference = page.owners.index.clone();
                page.image_version(self.found.version, reference, self.place(), Imagetools);
            }
            _ => self.alone(page),
        }
    }

    fn node_label(self, page: &mut OpenPaste<'_>, format: FormatId) {
        let (line_start, line_end) = (page.doc.line_start(self.at), page.doc.line_end(self.at));
        let recent = page.doc.before(self.at, 2000);
        let wish = rfind(recent, "selector").or(rfind(recent, "constraint")).or(rfind(recent, " -l "));
        if wish.is_some_and(|wish| rfind(recent, "labels").is_none_or(|labels| labels < wish)) {
            return;
        }
        let name = match table::first_cell(page.doc.piece(line_start, line_end.min(line_start + 600))) {
            Some(name) => Some(name.to_string()),
            None if section(page, self.at) != Section::Labels && !recent.contains(&b'{') => return,
            None if self.separator.starts_with(b"=") => page.owners.described.clone(),
            None if self.is_quoted() => {
                page.json = true;
                return;
            }
            None => page.owners.manifest.clone(),
        };
        page.found.engine.offer(1, Engine::Kubernetes, page.doc.evidence(self.at, self.found.end, format));
        page.host(self.found.version, name, self.place(), format);
    }

    /// `Version : 10.0.17763` and `Version=10.0.17763`, but `Version: 10.0.1` is everybody's.
    fn plain(self, page: &mut OpenPaste<'_>) {
        let line = page.doc.line_at(self.at);
        let label_start = self.before.iter().all(|byte| byte.is_ascii_alphabetic() || b" \t:=\"".contains(byte));
        match self.separator {
            [b':', b' ', b' ', ..] | [b' ' | b'\t', ..] if label_start && self.separator.contains(&b':') => {
                let name = page.label_near(line, &["CSName", "PSComputerName", "__SERVER"], 30, 30);
                page.host(self.version(Not), name, self.place(), Win32OperatingSystem);
            }
            [b'=', ..]
                if self.before.trim_ascii_start().starts_with(b"Version") && self.found.version.revision.is_none() =>
            {
                let name = page.label_near(line, &["CSName", "PSComputerName"], 30, 30);
                page.host(self.version(Not), name, self.place(), Win32OperatingSystem);
            }
            [b':', ..] if label_start && is_name_of_windows(page, line) => {
                page.host(self.version(Real), None, self.place(), ProgramReport);
            }
            _ => self.alone(page),
        }
    }

    /// Whether the build stands a second time on this line.
    fn is_repeated(&self, page: &OpenPaste<'_>) -> bool {
        if self.found.version.revision.is_some() {
            return false;
        }
        let build = self.found.version.build.to_string();
        let same = |text: &[u8]| {
            memchr::memmem::find_iter(text, &build).any(|at| {
                let before = at.checked_sub(1).map_or(b' ', |before| text[before]);
                let after = text.get(at + build.len()).copied().unwrap_or(b' ');
                !(before.is_ascii_alphanumeric() || before == b'.' || after.is_ascii_digit())
            })
        };
        same(page.doc.before(self.at, 200)) || same(page.doc.after(self.found.end, 120))
    }
}

/// Whether these are lines of a node: `nerdctl info` has a kernel version as well.
fn is_node(page: &OpenPaste<'_>, line: usize) -> bool {
    const FIELDS: &[&str] =
        &["System Info", "Boot ID", "System UUID", "Machine ID", "OS Image", "Kubelet", "Container Runtime Version"];
    let last = (line + 6).min(page.doc.lines());
    let short = |line: usize| &page.doc.line(line)[..page.doc.line(line).len().min(120)];
    let engine = page
        .commands
        .last()
        .is_some_and(|command| command.line < line && has(short(command.line), &["nerdctl", "docker"]));
    (line.saturating_sub(6)..last).any(|line| has(short(line), FIELDS)) || !engine
}

/// Whether the line above is the name of a machine's Windows: `Microsoft Windows 11 Enterprise`.
fn is_name_of_windows(page: &OpenPaste<'_>, line: usize) -> bool {
    let Some(above) = line.checked_sub(1).map(|above| page.doc.line(above).trim_ascii()) else { return false };
    let name = above.strip_prefix(b"Microsoft ").unwrap_or(above);
    above.len() < 80
        && ["Windows 10", "Windows 11", "Windows Server 20"].iter().any(|start| name.starts_with(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use crate::read::clue::read;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let clues = read(text);
        let version = |version: Option<Version>| version.map_or("?".to_string(), |version| version.to_string());
        let hosts = clues.hosts.iter().map(|host| {
            [version(host.version), host.name.as_deref().map(|name| [" ", name].concat()).unwrap_or_default()].concat()
        });
        let images = clues.images.iter().map(|image| ["image ", &version(image.version)].concat());
        assert_eq!(hosts.chain(images).collect::<Vec<_>>().join(", "), expected, "{text}");
    }
    use crate::rules::version::Version;

    #[test]
    fn nodes_of_nomad() {
        reads(
            "Node Name = WIN-1\n\nkernel.version = 10.0.17763.5696 Build 17763.5696\nos.version = 10.0.17763.5696 Build 17763.5696",
            "10.0.17763.5696 WIN-1",
        );
        reads("attr.os.version: 10.0.17763.5696 Build 17763.5696", "10.0.17763.5696");
        reads("unique.hostname = w2\nos.version = 10.0.14393.5501 Build 14393.5501", "10.0.14393.5501 w2");
        reads("\"os.version\": \"10.0.17763.1\"", "image 10.0.17763.1");
    }

    #[test]
    fn rows_without_a_heading() {
        reads("a\tWindows Server 2022\t10.0.20348.4171\t10.0.20348", "10.0.20348.4171 a");
        reads(
            "kubectl get nodes -o custom-columns=N:.x,K:.y | grep 10.0\nw1   10.0.17763.1\nw2   10.0.20348.2",
            "10.0.17763.1 w1, 10.0.20348.2 w2",
        );
        reads(
            "node/w1   Ready   <none>   9d   v1.31   10.0.0.4   <none>   Windows Server 2019   10.0.17763.1   containerd://1.7.20",
            "10.0.17763.1 w1",
        );
        reads("some words 10.0.17763.1", "");
        reads(
            "| Node | Windows | Kernel |\n|------|---------|--------|\n| w1 | Windows Server 2019 | 10.0.17763.5936 |\n| w2 | Windows Server 2022 | 10.0.20348.2700 |",
            "10.0.17763.5936 w1, 10.0.20348.2700 w2",
        );
        reads("Host   Windows Server 2019   10.0.17763.1", "10.0.17763.1");
    }

    #[test]
    fn what_is_needed_is_no_machine() {
        reads("The host must be 10.0.17763 or later.", "");
        reads("requires a host with 10.0.20348", "");
        reads("Minimum supported Windows version: 10.0.17763", "");
        reads("Windows Server version: 10.0.20348.2113", "10.0.20348.2113");
        reads("Windows: 10.0.17763.6054 (Windows Server 2019)", "10.0.17763.6054");
        reads("Windows SDK: 10.0.17763.1", "");
    }

    #[test]
    fn whose_label_it_is() {
        reads("Docker image OS version: 10.0.26100.1742", "image 10.0.26100.1742");
        reads("Container host OS version: 10.0.26100.1742", "10.0.26100.1742");
    }

    #[test]
    fn platforms_of_a_list() {
        reads(
            "Name: a.io/b:1\n  Platform: windows/amd64:10.0.20348.2700\n  Platform: windows/amd64:10.0.17763.6293",
            "image 10.0.20348.2700, image 10.0.17763.6293",
        );
        reads("no child with platform windows/amd64:10.0.26100.1742 in index a.io/b:1", "image ?");
    }

    #[test]
    fn fields_of_the_engine() {
        reads("PS C:\\> docker info -f \"{{.OSVersion}} {{.Isolation}}\"\n10.0.20348.3207 process", "10.0.20348.3207");
        reads("$ docker version --format '{{.Server.Version}}'\n29.0.1", "");
    }
}
