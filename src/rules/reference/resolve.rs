//! Which entry of a tag over several Windows versions a host gets (rules R5, R20, R21).

use crate::rules::release::floors;

/// Which entry each engine takes for one host.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Resolution {
    /// The entry to reckon with; `None` if there is none for this host.
    pub build: Option<u16>,
    /// How it was found.
    pub found: EntryMatch,
    /// Docker's classic store.
    pub docker: Option<u16>,
    /// Whether that is certain: Docker takes the first entry that is not newer than the host in the order of the list, and that
    /// order is not on record.
    pub docker_certain: bool,
    /// containerd's published variants A, B and C of the rule (R5).
    pub containerd: [Option<u16>; 3],
}

/// How an entry was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryMatch {
    /// The entry with the host's build: every engine takes it.
    Equal,
    /// The newest one that can run with process isolation on this host: containerd takes it, Docker may take an older one.
    Stable,
    /// Older than what the host runs with process isolation: Docker takes it, containerd finds no match.
    Older,
    /// Every entry is newer than the host: no engine takes one.
    AllNewer,
}

/// Which of these entries a host gets.
pub fn resolve(builds: &[u16], host_build: u16) -> Resolution {
    let equal = builds.iter().copied().find(|build| *build == host_build);
    let mut accepted = builds.iter().copied().filter(|build| *build <= host_build);
    let docker = equal.or(accepted.next());
    let docker_certain = equal.is_some() || accepted.next().is_none();
    let containerd = floors(host_build).map(|floor| newest_between(builds, floor, host_build));
    let stable = containerd[1].or(containerd[2]);
    let (build, found) = match (equal, stable, docker) {
        (Some(build), ..) => (Some(build), EntryMatch::Equal),
        (None, Some(build), _) => (Some(build), EntryMatch::Stable),
        (None, None, Some(build)) => (Some(build), EntryMatch::Older),
        (None, None, None) => (None, EntryMatch::AllNewer),
    };
    Resolution { build, found, docker, docker_certain, containerd }
}

fn newest_between(builds: &[u16], floor: u16, host_build: u16) -> Option<u16> {
    builds.iter().copied().filter(|build| (floor..=host_build).contains(build)).max()
}
