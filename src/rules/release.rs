//! Every Windows release that can host containers or be an image.

use crate::rules::version::Version;

mod disagreements;
mod record;
mod server;
mod windows_10;
mod windows_11;

pub use record::{AksNeeds, AksNodes, BaseTag, Channel, Family, Kind, Release, Servicing};
use server::SERVERS;
use windows_10::WINDOWS_10;
use windows_11::WINDOWS_11;

/// Every release that can host Windows containers or be the base of an image: servers, then clients, newest build first.
pub static RELEASES: [Release; SERVERS.len() + WINDOWS_11.len() + WINDOWS_10.len()] = {
    let mut all = [Release::EMPTY; SERVERS.len() + WINDOWS_11.len() + WINDOWS_10.len()];
    let mut index = 0;
    while index < all.len() {
        all[index] = if index < SERVERS.len() {
            SERVERS[index]
        } else if index < SERVERS.len() + WINDOWS_11.len() {
            WINDOWS_11[index - SERVERS.len()]
        } else {
            WINDOWS_10[index - SERVERS.len() - WINDOWS_11.len()]
        };
        index += 1;
    }
    all
};

/// How many releases have a stable interface.
const STABLE_COUNT: usize = {
    let (mut count, mut index) = (0, 0);
    while index < SERVERS.len() {
        count += SERVERS[index].stable_interface as usize;
        index += 1;
    }
    count
};

/// The builds of the LTSC releases whose interface hcsshim and containerd list as stable, oldest first (rule R5):
/// from the first on, containers of the last one before the host run too.
pub const STABLE: [u16; STABLE_COUNT] = {
    let mut builds = [0; STABLE_COUNT];
    let (mut at, mut index) = (STABLE_COUNT, 0);
    while index < SERVERS.len() {
        if SERVERS[index].stable_interface {
            at -= 1;
            builds[at] = SERVERS[index].build;
        }
        index += 1;
    }
    builds
};

/// The releases that Azure Kubernetes Service has or had node pools of, oldest build first.
pub fn aks_pools() -> impl DoubleEndedIterator<Item = (&'static Release, &'static AksNodes)> {
    RELEASES.iter().rev().filter_map(|release| Some((release, release.aks.as_ref()?)))
}

/// The release with this [`slug`](Release::slug).
pub fn by_slug(slug: &str) -> Option<&'static Release> {
    RELEASES.iter().find(|release| release.slug.eq_ignore_ascii_case(slug))
}

/// The release whose images this word names: `ltsc2022`, `1809`, `20H2`, `sac2016` …
pub fn by_image_slug(word: &str) -> Option<&'static Release> {
    RELEASES.iter().find(|release| {
        release.image_slug.is_some_and(|slug| slug.eq_ignore_ascii_case(word))
            || release.image_aliases.iter().any(|alias| alias.eq_ignore_ascii_case(word))
    })
}

/// The release with images whose LTSC name has this year.
pub fn of_year(year: &str) -> Option<&'static Release> {
    let named = |release: &&Release| release.image_slug.is_some_and(|slug| slug.strip_prefix("ltsc") == Some(year));
    RELEASES.iter().find(named)
}

/// The builds of [`RELEASES`] side by side, so that looking one up does not walk over the whole records.
static BUILDS: [u16; RELEASES.len()] = {
    let mut builds = [0; RELEASES.len()];
    let mut index = 0;
    while index < builds.len() {
        builds[index] = RELEASES[index].build;
        index += 1;
    }
    builds
};

/// How many builds there are: a server and a client can share one.
const BUILD_COUNT: usize = {
    let (mut count, mut index) = (0, 0);
    while index < RELEASES.len() {
        count += is_first(index) as usize;
        index += 1;
    }
    count
};

/// Whether no earlier release has the build of this one.
const fn is_first(index: usize) -> bool {
    let mut earlier = 0;
    while earlier < index {
        if RELEASES[earlier].build == RELEASES[index].build {
            return false;
        }
        earlier += 1;
    }
    true
}

/// Every build once, as it begins a pair `build.revision` in a text: `20348.`
pub static BUILD_WORDS: [&str; BUILD_COUNT] = {
    let mut words = [""; BUILD_COUNT];
    let (mut at, mut index) = (0, 0);
    while index < RELEASES.len() {
        if is_first(index) {
            words[at] = match core::str::from_utf8(&BUILD_DIGITS[index]) {
                Ok(word) => word,
                Err(_) => panic!("digits and a dot"),
            };
            at += 1;
        }
        index += 1;
    }
    words
};

static BUILD_DIGITS: [[u8; 6]; RELEASES.len()] = {
    let mut all = [*b"00000."; RELEASES.len()];
    let mut index = 0;
    while index < all.len() {
        let (mut rest, mut digit) = (RELEASES[index].build, 5);
        while digit > 0 {
            digit -= 1;
            all[index][digit] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        index += 1;
    }
    all
};

/// All releases with this build: none, one, or a server and a client.
pub fn with_build(build: u16) -> impl Iterator<Item = &'static Release> {
    RELEASES.iter().zip(&BUILDS).filter(move |(_, own)| **own == build).map(|(release, _)| release)
}

/// The word for the images of a build: `ltsc2022`, `1903` …
pub fn image_word(build: u16) -> Option<&'static str> {
    with_build(build).find_map(|release| release.image_slug)
}

/// The release that base images with this build belong to, if any were published.
pub fn images_of(build: u16) -> Option<&'static Release> {
    with_build(build).find(|release| release.has_images())
}

/// The first build with a stable interface: Windows Server 2022 (rule R5).
pub const STABLE_ABI: u16 = STABLE[0];
/// The newest LTSC that the runtimes know (rule R5).
pub const NEWEST_LTSC: u16 = STABLE[STABLE.len() - 1];

/// The oldest build that each variant A, B, C of the runtimes' match runs on a host (rule R5): always the first with a stable
/// interface; the newest LTSC below the host; the LTSC before the newest one that is not above it. Before the stable range the
/// host's own build.
pub const fn floors(host: u16) -> [u16; 3] {
    if host < STABLE[0] {
        return [host; 3];
    }
    let (mut below, mut before, mut index) = (STABLE[0], STABLE[0], 0);
    while index < STABLE.len() {
        if STABLE[index] < host {
            below = STABLE[index];
        }
        if STABLE[index] <= host && index > 0 {
            before = STABLE[index - 1];
        }
        index += 1;
    }
    [STABLE[0], below, before]
}

/// Whether two different builds are of one family that shares its updates (rule R16).
pub fn share_updates(one: u16, other: u16) -> bool {
    let branch = |build| with_build(build).map(Release::branch).next();
    one != other && branch(one).is_some() && branch(one) == branch(other)
}

/// Whether a release of this build shows this kernel branch: its own, or that of the build it is an enablement package on.
pub fn is_branch_of(branch: u16, build: u16) -> bool {
    branch == build || with_build(build).any(|release| release.branch() == branch)
}

/// From 2026-01-13 on, servers and clients of build 26100 number their updates apart: the server continues at .32230, the
/// client at .7623 (rule R12b, [version lists](https://github.com/thkn-hofa/ms-windows-versions/tree/40d3028/lists)).
const SERVER_ONLY_26100: u32 = 32230;
const CLIENT_ONLY_26100: u32 = 7623;

/// Which kind the revision alone proves, if it does: only on build 26100, and only for updates since January 2026 (R12b).
pub const fn kind_by_revision(version: Version) -> Option<Kind> {
    match version {
        Version { build: 26100, revision: Some(SERVER_ONLY_26100..), .. } => Some(Kind::Server),
        Version { build: 26100, revision: Some(CLIENT_ONLY_26100..), .. } => Some(Kind::Client),
        _ => None,
    }
}

/// The release a version belongs to. Where a server and a client share the build, `kind` decides, then the revision
/// ([`kind_by_revision`]), then the server is meant.
pub fn of_version(version: Version, kind: Option<Kind>) -> Option<&'static Release> {
    if !version.is_windows_10() {
        return None;
    }
    let wanted = kind.or(kind_by_revision(version)).unwrap_or(Kind::Server);
    with_build(version.build).find(|release| release.kind == wanted).or_else(|| with_build(version.build).next())
}
