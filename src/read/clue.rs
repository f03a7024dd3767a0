//! Pasted text -> clues: hosts, images, the error, the container, isolation and engine.
//!
//! One way through, from the characters to the clues:
//!
//! 1. `prefilter`: is there anything to find, and where? Most of a large log is never looked at again.
//! 2. `doc`: undo what copying did (`plain` for characters, `prefix` and `lines` for lines), with the way back.
//! 3. `READERS`: each knows the words that announce its format, and is called where they stand.
//! 4. `errors` on the text without blanks, `json` where objects stand.
//! 5. `findings`: one host for each machine, one entry for each image.
//! 6. `typed_pair`: what a person typed, where no machine says more.

mod aks;
mod builds;
pub(crate) mod command;
mod defined;
pub(crate) mod doc;
mod dockerfile;
pub(crate) mod entries;
pub(crate) mod errors;
mod event;
mod failures;
mod findings;
mod format;
mod image_names;
mod images;
mod index;
mod isolation;
mod json;
mod keys;
mod kube;
mod lines;
mod listing;
mod marks;
mod numbers;
mod objects;
mod page;
mod plain;
pub(crate) mod prefilter;
mod prefix;
pub(crate) mod prompt;
pub(crate) mod prose;
pub(crate) mod reference;
mod registry;
mod releases;
#[cfg(test)]
mod samples;
pub(crate) mod scan;
mod serialize;
mod shared_prefix;
mod table;
mod text;
mod typed_command;
mod typed_pair;
mod types;
mod wordings;
pub(crate) mod written_version;

pub use format::FormatId;
pub use types::{Caveat, Clues, ErrorClue, ErrorCode, ErrorKind, FoundAt, HostClue, ImageClue, Span};

use crate::rules::release;
use doc::Doc;
use page::OpenPaste;
use scan::{Scanner, starts};

/// A reader of one family of formats: the words that announce it, and what reads from there.
struct FormatReader {
    words: &'static [&'static str],
    read: fn(&mut OpenPaste<'_>, usize),
}

const fn reader(words: &'static [&'static str], read: fn(&mut OpenPaste<'_>, usize)) -> FormatReader {
    FormatReader { words, read }
}

/// Every reader. All of them see the whole paste.
const READERS: &[FormatReader] = &[
    // Versions and builds.
    reader(&["10.0.", "10.0 "], numbers::read),
    reader(&["build"], builds::word),
    reader(&release::BUILD_WORDS, builds::pair),
    reader(&["64fre."], builds::lab),
    reader(&["revision"], builds::columns),
    reader(&["currentbuild"], registry::read),
    reader(&["akswindows", "windowsserver20"], aks::read),
    // Names of machines.
    reader(&["name:"], kube::name),
    reader(&["metadata:"], kube::metadata),
    reader(&["kubernetes.io/hostname"], kube::hostname_label),
    reader(&["node:", "nodename"], kube::node),
    reader(&["kubelet, "], kube::kubelet),
    reader(&["successfully assigned"], kube::assigned),
    reader(&["computer>", "computer:"], event::computer),
    // Commands and tables.
    reader(
        &[
            "docker", "nerdctl", "podman", "kubectl", "crane ", "skopeo ", "regctl ", "crictl ", "ctr.exe", "ctr i",
            "ctr r", "ctr -", "oras m", "oc get ", "k get ",
        ],
        command::read,
    ),
    reader(
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
            "images  ",
            "node  ",
        ],
        table::read,
    ),
    reader(&["--platform"], command::platform),
    reader(&["supported platforms:"], listing::platforms),
    // Images.
    reader(&["from "], dockerfile::from),
    reader(&["\narg ", " arg "], dockerfile::argument),
    reader(&["--from="], dockerfile::copy_from),
    reader(&["image"], images::word),
    reader(&["repository:"], images::repository),
    reader(&["container:"], images::container_key),
    reader(&["pulling from "], images::pulling_from),
    reader(&["pulling "], images::pulling_service),
    reader(&["newtag:", "newname:", "digest:"], images::kustomization),
    reader(&["naming to ", "successfully tagged ", "pushing manifest for "], images::output),
    reader(&["to pull "], |page, at| images::behind(page, at, "to pull ".len())),
    reader(&["metadata for "], |page, at| images::behind(page, at, "metadata for ".len())),
    reader(&["in index "], |page, at| images::behind(page, at, "in index ".len())),
    reader(&["to solve: "], |page, at| images::behind(page, at, "to solve: ".len())),
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
    reader(&["nanoserver:", "servercore:", "windowsservercore:"], images::base),
    // Where Microsoft's images were until 2018.
    reader(&["microsoft/dotnet", "microsoft/aspnet", "microsoft/iis"], images::base),
    // Isolation, and keys of JSON that need their object.
    reader(&["isolation"], isolation::word),
    reader(&["hvpartition"], isolation::partition),
    reader(&["runhcs-wcow-"], isolation::handler),
    reader(
        &["\"repotags\"", "\"hostconfig\"", "\"nodeinfo\"", "\"os.version\"", "\"osversion\"", "\"os_version\""],
        |page, _| page.json = true,
    ),
    reader(&["\"platform\"", "platform:"], |page, _| page.lists = true),
];

/// What a text says.
///
/// ```
/// let clues = wincompat::read::clue::read("Microsoft Windows [Version 10.0.20348.1787]");
/// assert_eq!(clues.hosts[0].version, "10.0.20348.1787".parse().ok());
/// ```
pub fn read(text: &str) -> Clues {
    typed_pair::beside(printed(text), text)
}

/// What machines and tools printed, without what a person typed as a question.
pub(crate) fn printed(text: &str) -> Clues {
    let regions = prefilter::regions(text);
    if regions.is_empty() {
        return Clues::default();
    }
    let doc = Doc::new(text, &regions);
    let mut page = OpenPaste::new(&doc);
    let mut scanner = Scanner::new(5);
    for (tag, reader) in READERS.iter().enumerate() {
        for word in reader.words {
            scanner.add(word, tag as u16);
        }
    }
    scanner.scan(doc.bytes(), &mut |tag, at| (READERS[usize::from(tag)].read)(&mut page, at));
    let error = errors::read(&mut page);
    if page.json {
        json::read(&mut page);
    }
    releases::read(&mut page);
    gathered(page, error)
}

/// Everything together.
fn gathered(mut page: OpenPaste<'_>, error: Option<ErrorClue>) -> Clues {
    let nameless = page.found.images.iter().all(|image| image.reference.is_none());
    for at in core::mem::take(&mut page.mentions) {
        // A base image is one wherever it stands; any other name may be that of something else.
        if nameless || starts(page.doc.bytes(), at, "mcr.microsoft.com/windows") {
            images::anywhere(&mut page, at);
        }
    }
    if nameless {
        images::listed(&mut page);
    }
    if let Some(at) = page.base.take().filter(|_| page.found.images.iter().all(|image| image.reference.is_none())) {
        images::anywhere(&mut page, at);
    }
    let container = core::mem::take(&mut page.found.container).take();
    let container = match (container, page.inspected.as_slice()) {
        (None, [only]) => Some(only.clone()),
        (found, _) => found.filter(|_| error.is_some()),
    };
    let mut images = page.found.images();
    if page.lists {
        linux_lists(page.doc, &mut images);
    }
    Clues {
        hosts: page.found.hosts(),
        images,
        error,
        container,
        isolation: core::mem::take(&mut page.found.isolation).take(),
        engine: core::mem::take(&mut page.found.engine).take(),
        linux_nodes: page.found.linux_nodes.len(),
        client: None,
        refused: page.found.refused,
    }
}

/// Marks the images whose list holds Linux only. A list without a name is that of the only image of the text.
fn linux_lists(doc: &Doc<'_>, images: &mut Vec<ImageClue>) {
    let lines: Vec<&str> =
        (0..doc.lines()).map(|line| core::str::from_utf8(doc.line(line)).unwrap_or_default()).collect();
    for (name, (first, last)) in entries::linux_only(&lines) {
        let named = |image: &ImageClue| name.is_none() || image.reference == name;
        let several = images.iter().any(|image| image.reference != images[0].reference);
        if name.is_none() && several {
            continue;
        }
        match images.iter_mut().find(|image| named(image)) {
            Some(image) => image.linux = image.version.is_none(),
            None => images.push(ImageClue {
                reference: name,
                version: None,
                linux: true,
                evidence: vec![doc.evidence(doc.range(first).0, doc.range(last).1, FormatId::ManifestList)],
                caveat: None,
            }),
        }
    }
}
