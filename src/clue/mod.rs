//! Pasted text -> clues: hosts, images, the error, the container, isolation and engine.
//!
//! One way through, from the characters to the clues:
//!
//! 1. [`wake`]: is there anything to find, and where? Most of a large log is never looked at again.
//! 2. [`doc`]: undo what copying did ([`plain`] for characters, [`prefix`] and [`lines`] for lines), with the way back.
//! 3. [`READERS`]: each knows the words that announce its format, and is called where they stand.
//! 4. [`errors`] on the text without blanks, [`json`] where objects stand.
//! 5. [`findings`]: one host for each machine, one entry for each image.

mod aks;
mod builds;
mod command;
mod doc;
mod dockerfile;
mod errors;
mod explain;
mod findings;
mod format;
mod images;
mod isolation;
mod json;
mod kube;
mod lines;
mod numbers;
mod page;
mod plain;
mod prefix;
mod reference;
mod registry;
mod scan;
mod serialize;
mod table;
mod text;
mod types;
mod wake;

pub use explain::{Ask, Explanation, LOOKED_FOR, explain, likely_cause, missing};
pub use format::FormatId;
pub use types::{Caveat, Clues, ErrorClue, ErrorCode, ErrorKind, Evidence, HostClue, ImageClue, Span};

use doc::Doc;
use page::Page;
use scan::Scanner;

/// A reader of one family of formats: the words that announce it, and what reads from there.
struct Reader {
    words: &'static [&'static str],
    /// Whether these words alone are worth looking at a part of a large log.
    wakes: bool,
    read: fn(&mut Page<'_>, usize),
}

const fn reader(words: &'static [&'static str], read: fn(&mut Page<'_>, usize)) -> Reader {
    Reader { words, wakes: true, read }
}

/// A reader whose words are ordinary ones, which only count near something more telling.
const fn quiet(words: &'static [&'static str], read: fn(&mut Page<'_>, usize)) -> Reader {
    Reader { words, wakes: false, read }
}

/// Every reader. All of them see the whole paste.
const READERS: &[Reader] = &[
    // Versions and builds.
    reader(&["10.0.", "10.0 "], numbers::read),
    quiet(&["build"], builds::word),
    reader(builds::PAIRS, builds::pair),
    reader(&["64fre."], builds::lab),
    quiet(&["revision"], builds::columns),
    reader(&["currentbuild"], registry::read),
    reader(&["akswindows"], aks::read),
    // Names of machines.
    quiet(&["name:"], kube::name),
    quiet(&["metadata:"], kube::metadata),
    quiet(&["kubernetes.io/hostname"], kube::hostname_label),
    quiet(&["node:", "nodename"], kube::node),
    reader(&["kubelet, "], kube::kubelet),
    reader(&["successfully assigned"], kube::assigned),
    // Commands and tables.
    reader(
        &[
            "docker", "nerdctl", "podman", "kubectl", "crane ", "skopeo ", "regctl ", "crictl ", "ctr.exe", "ctr i",
            "ctr r", "ctr -", "oras m",
        ],
        command::read,
    ),
    quiet(
        &[
            "repository ",
            "container id",
            "image id",
            "desired state",
            "kernel-version",
            "internal-ip",
            "windows-build",
            "nominated node",
            "platforms",
            "node-image-version",
            "replicas",
            "name  ",
            "image  ",
            "node  ",
        ],
        table::read,
    ),
    quiet(&["--platform"], command::platform),
    // Images.
    quiet(&["from "], dockerfile::from),
    quiet(&["\narg "], dockerfile::argument),
    quiet(&["--from="], dockerfile::copy_from),
    quiet(&["image"], images::word),
    quiet(&["repository:"], images::repository),
    quiet(&["container:"], images::container_key),
    reader(&["pulling from "], images::pulling_from),
    quiet(&["metadata for "], |page, at| images::behind(page, at, "metadata for ".len())),
    quiet(&["in index "], |page, at| images::behind(page, at, "in index ".len())),
    quiet(&["to solve: "], |page, at| images::behind(page, at, "to solve: ".len())),
    reader(
        &[
            "mcr.microsoft.com",
            "azurecr.io",
            "docker.io",
            "ghcr.io",
            "quay.io",
            "microsoft/windowsservercore",
            "microsoft/nanoserver",
        ],
        |page, at| page.mention(at),
    ),
    // Isolation, and keys of JSON that need their object.
    quiet(&["isolation"], isolation::word),
    reader(&["hvpartition"], isolation::partition),
    reader(&["runhcs-wcow-"], isolation::handler),
    reader(
        &["\"repotags\"", "\"hostconfig\"", "\"nodeinfo\"", "\"os.version\"", "\"osversion\"", "\"os_version\""],
        |page, _| page.json = true,
    ),
];

/// Words that announce an error; the errors themselves are read from the text without blanks.
const ALARMS: &[&str] = &[
    "does not match",
    "not match",
    "no matching manifest",
    "no match for platform",
    "no child with platform",
    "no image found in",
    "is incompatible with",
    "0xc03",
    "0x8037",
    "0xc0351",
    "0xc0000142",
    "-107374",
    "322122",
    "computesystem",
    "encountered an error during",
    "cannot be used on this platform",
    "newer than the host",
    "mismatched image",
    "processutilityvmimage",
    "register layer",
    "shim task",
    "osversionnotsupported",
    "unsupported windows version",
    "os version",
    "image_mismatch",
    "invalid isolation",
    "hyper-v containers",
    "failed to pull",
    "starting container failed",
];

/// What a text says.
///
/// ```
/// let clues = wincompat::clue::read("Microsoft Windows [Version 10.0.20348.1787]");
/// assert_eq!(clues.hosts[0].version, "10.0.20348.1787".parse().ok());
/// ```
pub fn read(text: &str) -> Clues {
    let regions = wake::regions(text);
    if regions.is_empty() {
        return Clues::default();
    }
    let doc = Doc::new(text, &regions);
    let mut page = Page::new(&doc);
    let mut scanner = Scanner::new();
    for (tag, reader) in READERS.iter().enumerate() {
        for word in reader.words {
            scanner.add(word, tag as u8);
        }
    }
    scanner.scan(doc.bytes(), &mut |tag, at| (READERS[usize::from(tag)].read)(&mut page, at));
    let error = errors::read(&mut page);
    if page.json {
        json::read(&mut page);
    }
    page.clues(error)
}
