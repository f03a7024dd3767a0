//! Sources and disagreements: where Microsoft's table, Microsoft's own texts, and the runtimes differ, and what this
//! calculator says then.

use crate::rules::{catalogue::Catalogue, link, question::Question, release::Release};

mod disagreements;

pub use disagreements::DISAGREEMENTS;

/// One point on which the sources differ.
#[derive(Debug)]
pub struct Disagreement {
    /// The stable id. D1 to D8 are pairs on which the table and the runtimes differ, T1 and on are texts that mislead.
    pub id: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What Microsoft's table or text says.
    pub microsoft: &'static str,
    /// What the runtimes do, or what other sources say.
    pub runtimes: &'static str,
    /// The dates and versions it is about.
    pub when: &'static str,
    /// What this calculator answers, and why.
    pub stance: &'static str,
    /// Where to read it; the first is the one to cite.
    pub links: &'static [&'static str],
    /// A question that shows it, as the query of a link; empty where there is none.
    pub question: &'static str,
}

impl Disagreement {
    /// A question that shows it.
    pub fn asks(&self) -> Option<Question> {
        (!self.question.is_empty()).then(|| link::decode(self.question))
    }
}

/// What sources say about single releases that others contradict: names, builds and dates.
pub fn about_releases(catalogue: &Catalogue) -> impl Iterator<Item = (&'static Release, &'static str)> {
    catalogue.releases.iter().flat_map(|release| release.disagreements().iter().map(move |text| (release, *text)))
}

/// The name of a place that an address leads to, for a link: the issue (`moby/moby#48681`), or the host and the page
/// (`learn.microsoft.com: version compatibility`).
pub fn place(address: &str) -> String {
    let address = address.trim_start_matches("https://");
    let address = address.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    let parts: Vec<&str> = address.split('/').collect();
    match parts.as_slice() {
        ["github.com", owner, repository, "issues" | "pull" | "discussions", number, ..] => {
            format!("{owner}/{repository}#{number}")
        }
        ["github.com", owner, repository, "blob" | "tree", .., page] => format!("{owner}/{repository}: {page}"),
        ["github.com", path @ ..] => path.join("/"),
        [host, .., page] => format!("{host}: {}", page.trim_end_matches(".html").replace(['-', '_'], " ")),
        _ => address.to_owned(),
    }
}

/// A body of text or code that the rules and tables are made from.
#[derive(Debug)]
pub struct Source {
    /// What it is.
    pub name: &'static str,
    /// What was taken from it.
    pub used_for: &'static str,
    /// The state that was read: a commit and its day.
    pub state: &'static str,
    /// Where it is.
    pub url: &'static str,
}

const fn source(name: &'static str, used_for: &'static str, state: &'static str, url: &'static str) -> Source {
    Source { name, used_for, state, url }
}

/// The sources, most used first.
pub const SOURCES: [Source; 10] = [
    source(
        "Microsoft’s container documentation",
        "The table of versions with its history since 2017, updates, base images, isolation",
        "77e0742a, 2026-08-07; the table last changed on 2025-09-17",
        "https://github.com/MicrosoftDocs/Virtualization-Documentation/tree/main/virtualization/windowscontainers",
    ),
    source(
        "hcsshim",
        "The match on builds, its test table, the error codes",
        "7c9ff7f48138, 2026-08-20",
        "https://github.com/microsoft/hcsshim",
    ),
    source(
        "containerd/platforms",
        "The match on builds in three variants and its test table",
        "bacc69061152, 2026-04-27",
        "https://github.com/containerd/platforms",
    ),
    source(
        "containerd",
        "Which versions carry which variant, image selection, handlers",
        "301026e58c, 2026-08-22",
        "https://github.com/containerd/containerd",
    ),
    source(
        "Moby (the Docker engine)",
        "The pull check, the default isolation, the refusals of the daemon",
        "b985e2313a, 2026-08-23",
        "https://github.com/moby/moby",
    ),
    source(
        "microsoft/Windows-Containers",
        "Reports from users and answers from Microsoft’s staff",
        "read in August 2026",
        "https://github.com/microsoft/Windows-Containers/issues",
    ),
    source(
        "endoflife.date",
        "Dates of releases that Microsoft’s container pages do not list",
        "a70eca3376, 2026-08-22",
        "https://github.com/endoflife-date/endoflife.date",
    ),
    source(
        "Lists of Windows updates",
        "Which update brings a build to which revision",
        "40d3028; newest update of 2026-09-22",
        crate::rules::update::UPDATES_SOURCE,
    ),
    source(
        "Kubernetes’ documentation",
        "Isolation, node labels, HostProcess containers",
        "read in August 2026",
        "https://kubernetes.io/docs/concepts/windows/intro/",
    ),
    source(
        "SwarmKit",
        "What Swarm looks at when it places a task",
        "3e72cb64, 2026-08-04",
        "https://github.com/moby/swarmkit",
    ),
];
