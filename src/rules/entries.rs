//! Which entry of a tag each engine takes on a host, from the entries as a registry has them (rules R5, R20, R21, R31, R32).
//!
//! [`resolve`](super::reference::resolve) answers the same from builds alone, where only the name of a tag is known.

use super::judge::containerd;
use super::question::Engine;
use super::reason::Rule;
use super::reference::Arch;
use super::rule::architecture::{accepts, of_machine};
use super::version::Version;

/// One image of a tag, with what engines look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The operating system: `windows`.
    pub os: String,
    /// The processor architecture: `amd64`.
    pub architecture: String,
    /// The `os.version`, as it is written; `None` where there is none.
    pub os_version: Option<String>,
}

/// Which entry each engine takes, by its position; `None` where it finds no match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// Docker’s classic store.
    pub docker: Option<usize>,
    /// containerd’s published variants A, B and C of the rule (R5).
    pub containerd: [Option<usize>; 3],
    /// containerd before them, which wants the host’s own build.
    pub equal_builds: Option<usize>,
}

/// A peculiarity of a list that makes engines take something unexpected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The rule it rests on.
    pub rule: Rule,
    /// What to expect, and what changes it.
    pub text: String,
}

impl Entry {
    /// Whether it is for Windows.
    pub fn is_windows(&self) -> bool {
        self.os.eq_ignore_ascii_case("windows")
    }

    /// Its Windows version, where it is one.
    pub fn version(&self) -> Option<Version> {
        self.os_version.as_deref()?.parse().ok()
    }

    /// The build, read as Docker reads it: the third number, whatever stands before it.
    fn build(&self) -> Option<u32> {
        self.os_version.as_deref()?.split('.').nth(2)?.parse().ok()
    }

    /// Whether it is for this architecture (R31).
    pub fn is_for(&self, architecture: Arch) -> bool {
        // containerd takes the older names for the same (https://github.com/containerd/platforms/blob/main/database.go).
        let own = if self.architecture == "arm" { Some(Arch::Arm32v7) } else { of_machine(&self.architecture) };
        own.is_some_and(|own| accepts(architecture, own))
    }
}

impl Taken {
    /// The entry to reckon with under an engine, or under any: the one that containerd runs with process isolation, else
    /// the one that Docker would pull.
    pub fn reckoned(&self, engine: Option<Engine>) -> Option<usize> {
        let [_, b, c] = self.containerd;
        match engine {
            Some(engine) if engine.is_kubernetes() => b.or(c),
            Some(_) => self.docker,
            None => b.or(c).or(self.docker),
        }
    }

    /// Whether every engine takes the same.
    pub fn agree(&self) -> bool {
        self.containerd.iter().all(|entry| *entry == self.docker)
    }

    /// Who takes which entry, counted from 1, in a few words.
    pub fn text(&self) -> String {
        let number = |at: Option<usize>| at.map_or("none".to_owned(), |at| (at + 1).to_string());
        let [a, b, c] = self.containerd.map(number);
        match (self.agree(), self.docker) {
            (true, Some(at)) => format!("entry {}", at + 1),
            (true, None) => "no entry".to_owned(),
            _ if a == b && b == c => format!("Docker {}, containerd {a}", number(self.docker)),
            _ => format!("Docker {}, containerd A {a}, B {b}, C {c}", number(self.docker)),
        }
    }
}

/// Which entry of a list each engine takes on a host of this version and architecture.
pub fn taken(entries: &[Entry], host: Version, architecture: Arch) -> Taken {
    Taken {
        docker: docker(entries, host, architecture),
        containerd: [0, 1, 2].map(|variant| by_match(entries, architecture, |entry| matches(entry, host, variant))),
        equal_builds: by_match(entries, architecture, |entry| has_build_of(entry, host)),
    }
}

/// What each engine makes of a single manifest, which containerd does not filter (R32) and Docker only by its build (R20).
pub fn taken_alone(entry: &Entry, host: Version) -> Taken {
    let found = entry.is_windows().then_some(0);
    Taken { docker: found.filter(|_| pulls(entry, host)), containerd: [found; 3], equal_builds: found }
}

/// R20: the first entry with the host’s build, else the first that is not newer
/// ([moby](https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go)).
fn docker(entries: &[Entry], host: Version, architecture: Arch) -> Option<usize> {
    let fits = |entry: &Entry| entry.is_windows() && entry.is_for(architecture) && pulls(entry, host);
    let first = |wanted: &dyn Fn(&Entry) -> bool| entries.iter().position(|entry| fits(entry) && wanted(entry));
    first(&|entry| has_build_of(entry, host)).or_else(|| first(&|_| true))
}

/// Whether an entry has the build of the host.
fn has_build_of(entry: &Entry, host: Version) -> bool {
    let own = format!("{}.", host.release());
    entry.os_version.as_deref().is_some_and(|version| version.starts_with(&own))
}

/// An entry whose build cannot be read is let through.
fn pulls(entry: &Entry, host: Version) -> bool {
    entry.build().is_none_or(|build| build <= u32::from(host.build))
}

/// R21: of the entries that match, the one whose `os.version` comes last in the order of text; none at all comes first
/// ([containerd](https://github.com/containerd/platforms/blob/09756f59/platform_windows_compat.go)).
fn by_match(entries: &[Entry], architecture: Arch, matches: impl Fn(&Entry) -> bool) -> Option<usize> {
    let fits = |entry: &Entry| entry.is_windows() && entry.is_for(architecture) && matches(entry);
    let found = entries.iter().enumerate().filter(|(_, entry)| fits(entry));
    // Of equals the first one stays: the sort is stable there.
    found.rev().max_by_key(|(_, entry)| entry.os_version.as_deref().unwrap_or_default()).map(|(at, _)| at)
}

/// R21: no version matches every host; one that cannot be read matches none.
fn matches(entry: &Entry, host: Version, variant: usize) -> bool {
    let Some(text) = entry.os_version.as_deref() else { return true };
    let mut numbers = text.split('.');
    let mut number = || numbers.next().and_then(|number| number.parse::<u16>().ok());
    let (Some(major), Some(minor), Some(build)) = (number(), number(), number()) else { return false };
    let found = containerd(host.build, build);
    (major, minor) == (host.major, host.minor) && [found.a, found.b, found.c][variant]
}

/// What is peculiar about the entries of a list.
pub fn remarks(entries: &[Entry]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut remark = |rule, text| remarks.push(Remark { rule, text });
    if !entries.iter().any(Entry::is_windows) {
        remark(Rule::R29, "There is no Windows image under this name.".to_owned());
        return remarks;
    }
    let unversioned = positions(entries, |entry| entry.os_version.is_none());
    if let Some(which) = numbers(&unversioned) {
        let text = format!(
            "{which} no os.version. containerd takes such an entry on any Windows host where no other entry fits; \
                 Docker takes it wherever it comes first. To write the versions into a list, use docker buildx \
                 build --platform \"windows(10.0.20348)/amd64\" or docker manifest annotate --os-version."
        );
        remark(Rule::R32, text);
    }
    let short = positions(entries, |entry| entry.version().is_some_and(|version| version.revision.is_none()));
    if let Some(which) = numbers(&short) {
        let text =
            format!("{which} an os.version with only three parts. Docker doesn’t prefer it on hosts of that build.");
        remark(Rule::R38, text);
    }
    if let Some((last, newest)) = out_of_order(entries) {
        let text = format!(
            "Entries {} and {} have the same build. containerd takes entry {}, because it compares os.version as text.",
            last.min(newest) + 1,
            last.max(newest) + 1,
            last + 1
        );
        remark(Rule::R21, text);
    }
    remarks
}

/// What is peculiar about a single manifest, whose version only its configuration can give.
pub fn remarks_alone(entries: &[Entry]) -> Vec<Remark> {
    const UNVERSIONED: &str = "Its configuration has no os.version, so it doesn’t say which Windows it is built on, and every \
        Windows host pulls it. Images built on Windows have one; with docker buildx, set it with --platform \
        \"windows(10.0.20348)/amd64\".";
    match entries {
        [entry] if entry.is_windows() && entry.os_version.is_none() => {
            vec![Remark { rule: Rule::R32, text: UNVERSIONED.to_owned() }]
        }
        _ => remarks(entries),
    }
}

fn positions(entries: &[Entry], wanted: impl Fn(&Entry) -> bool) -> Vec<usize> {
    let found = entries.iter().enumerate().filter(|(_, entry)| entry.is_windows() && wanted(entry));
    found.map(|(at, _)| at + 1).collect()
}

/// `Entry 2 has`, `Entries 1, 2 and 4 have`.
fn numbers(positions: &[usize]) -> Option<String> {
    let (last, others) = positions.split_last()?;
    if others.is_empty() {
        return Some(format!("Entry {last} has"));
    }
    let others: Vec<String> = others.iter().map(usize::to_string).collect();
    Some(format!("Entries {} and {last} have", others.join(", ")))
}

/// Two entries of one build and architecture where the last in the order of text is not the newest.
fn out_of_order(entries: &[Entry]) -> Option<(usize, usize)> {
    let comparable = |at: usize| entries[at].version().filter(|_| entries[at].is_windows());
    let pairs = (0..entries.len()).flat_map(|a| (0..entries.len()).map(move |b| (a, b)));
    pairs.into_iter().find(|&(a, b)| match (comparable(a), comparable(b)) {
        (Some(one), Some(other)) => {
            one.release() == other.release()
                && entries[a].architecture == entries[b].architecture
                && one < other
                && entries[a].os_version > entries[b].os_version
        }
        _ => false,
    })
}
