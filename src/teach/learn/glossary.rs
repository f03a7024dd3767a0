//! The words of the subject, one sentence each, so that the page can link each to the lesson that explains it.

use crate::rules::order;
use core::ops::Range;

/// A word and what it means.
#[derive(Debug)]
pub struct Term {
    /// The stable name for links, lower case.
    pub slug: &'static str,
    /// The word as it is written.
    pub term: &'static str,
    /// Other ways to write it.
    pub also: &'static [&'static str],
    /// What it means, in one sentence.
    pub text: &'static str,
    /// The lesson about it.
    pub lesson: &'static str,
}

const fn term(
    slug: &'static str,
    term: &'static str,
    also: &'static [&'static str],
    lesson: &'static str,
    text: &'static str,
) -> Term {
    Term { slug, term, also, text, lesson }
}

/// All terms in alphabetical order.
pub const GLOSSARY: [Term; 30] = [
    term(
        "annual-channel",
        "Annual Channel",
        &["Annual Channel for Containers"],
        "stable-abi",
        "Windows Server, version 23H2: a container host without images of its own.",
    ),
    term(
        "base-image",
        "base image",
        &[],
        "tags",
        "The image a Dockerfile starts FROM; on Windows it brings the system libraries of one release.",
    ),
    term(
        "baseline",
        "boundary of February 2020",
        &["February 2020 boundary", "boundary", "2B"],
        "february-2020",
        "The security updates of 11 February 2020, Microsoft’s 2B: on five builds host and image must both have them, or neither.",
    ),
    term("build", "build", &[], "build", "The third number of a Windows version; it names the release."),
    term("client", "client", &[], "laptop-and-server", "Windows 10 or Windows 11, as opposed to Windows Server."),
    term(
        "containerd",
        "containerd",
        &[],
        "who-decides",
        "The runtime below Kubernetes and newer Docker engines; it picks only images that its own match accepts.",
    ),
    term(
        "daemon",
        "daemon.json",
        &["exec-opts"],
        "laptop-and-server",
        "The settings of the Docker engine, among them the default isolation.",
    ),
    term("digest", "digest", &[], "tags", "A sha256 sum that names exactly one image and never moves."),
    term(
        "enablement-package",
        "enablement package",
        &[],
        "build-rule",
        "A small update that turns one release into the next, as 1903 into 1909; the build number changes all the same.",
    ),
    term(
        "floating-tag",
        "floating tag",
        &[],
        "tags",
        "A tag such as ltsc2022 that moves to the newest update every month.",
    ),
    term(
        "floor",
        "floor",
        &[],
        "stable-abi",
        "The oldest image build that a host from Windows Server 2022 on runs with process isolation.",
    ),
    term(
        "hcs",
        "HCS",
        &["Host Compute Service"],
        "who-decides",
        "The part of Windows that starts containers and compares the versions one last time.",
    ),
    term(
        "hostprocess",
        "HostProcess",
        &["HostProcess container"],
        "isolation",
        "A Kubernetes container that runs on the node itself, without separation and without the build rule.",
    ),
    term(
        "hyperv-isolation",
        "Hyper-V isolation",
        &[],
        "isolation",
        "The container runs in a small virtual machine with a kernel that matches the image.",
    ),
    term(
        "kb",
        "KB",
        &["KB number"],
        "server-2016",
        "The number of Microsoft’s article about an update; each brings a build to one revision.",
    ),
    term("kernel", "kernel", &[], "not-linux", "The core of the system, which process-isolated containers share."),
    term(
        "ltsc",
        "LTSC",
        &["Long-Term Servicing Channel"],
        "stable-abi",
        "The long-term releases, Windows Server 2016, 2019, 2022 and 2025, with ten years of updates each.",
    ),
    term(
        "manifest-list",
        "manifest list",
        &["multi-version tag"],
        "tags",
        "One tag that stands for several images; the engine picks the one for its own platform.",
    ),
    term(
        "nested-virtualization",
        "nested virtualization",
        &[],
        "isolation",
        "Virtual machines inside a virtual machine; Hyper-V isolation needs it when the host is one itself.",
    ),
    term(
        "node",
        "node",
        &[],
        "who-decides",
        "A machine of a Kubernetes or Swarm cluster: the host of the containers that are sent to it.",
    ),
    term(
        "os-version",
        "os.version",
        &["OsVersion"],
        "tags",
        "The Windows version written inside an image; it decides, whatever the name says.",
    ),
    term("pin", "pinned tag", &["pin"], "tags", "A tag such as 1809-KB4534273 that stays at one update."),
    term(
        "process-isolation",
        "process isolation",
        &[],
        "isolation",
        "The container’s programs run on the host’s own kernel, so image and host must fit.",
    ),
    term(
        "pull-check",
        "pull check",
        &[],
        "who-decides",
        "Docker’s look at the version before it downloads: it refuses images newer than the host.",
    ),
    term(
        "release",
        "release",
        &[],
        "build",
        "A version of Windows with a build of its own, such as Windows Server 2022.",
    ),
    term(
        "revision",
        "revision",
        &["UBR"],
        "server-2016",
        "The fourth number of a Windows version; it grows with each update.",
    ),
    term(
        "semi-annual-channel",
        "Semi-Annual Channel",
        &["SAC"],
        "build-rule",
        "The server releases from 1709 to 20H2 with 18 months of updates each; the last ended in August 2022.",
    ),
    term(
        "stable-abi",
        "stable ABI",
        &["stable interface"],
        "stable-abi",
        "The interface between libraries and kernel that Windows keeps stable from build 20348 on.",
    ),
    term("tag", "tag", &[], "tags", "The word after the colon in the name of an image."),
    term(
        "windows-build",
        "windows-build",
        &["node.kubernetes.io/windows-build"],
        "build-rule",
        "The label of a Kubernetes node with its build in three parts, such as 10.0.20348.",
    ),
];

/// The term with this [`slug`](Term::slug).
pub fn by_slug(slug: &str) -> Option<&'static Term> {
    GLOSSARY.iter().find(|term| term.slug == slug)
}

/// Where a text uses a term for the first time, in the order of the text; where two overlap, the longer one.
///
/// Whole words in any case, with a plural `s` allowed.
pub fn terms_in(text: &str) -> Vec<(Range<usize>, &'static Term)> {
    let mut found: Vec<(Range<usize>, &'static Term)> = Vec::new();
    for term in &GLOSSARY {
        let uses = term.also.iter().chain([&term.term]).filter_map(|word| first_use(text, word));
        if let Some(range) = uses.min_by_key(|range| (range.start, usize::MAX - range.len())) {
            found.push((range, term));
        }
    }
    order::by_key(&mut found, |(range, _)| (range.start, usize::MAX - range.len()));
    let mut end = 0;
    found.retain(|(range, _)| {
        let fits = range.start >= end;
        if fits {
            end = range.end;
        }
        fits
    });
    found
}

fn first_use(text: &str, word: &str) -> Option<Range<usize>> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let boundary = |at: usize| !text.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    (0..=text.len().checked_sub(word.len())?).find_map(|start| {
        let mut end = start + word.len();
        let same = text[start..end].eq_ignore_ascii_case(word) && (start == 0 || boundary(start - 1));
        if same && text.get(end) == Some(&b's') {
            end += 1;
        }
        (same && boundary(end)).then_some(start..end)
    })
}
