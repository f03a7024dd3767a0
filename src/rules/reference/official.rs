//! Official images of Docker with Windows entries.
//!
//! Facts as of 2026-11-26: the commits of the [library](https://github.com/docker-library/official-images), where a tag
//! enters and leaves the list of maintained tags.

use super::lines::{TagLine, line};
use crate::rules::release::Family::{self, NanoServer, ServerCore};

/// Where the table is from.
pub(super) const SOURCE: &str = "https://github.com/docker-library/official-images";

/// An official image of Docker that has, or had, Windows entries.
#[derive(Debug)]
pub(super) struct Official {
    pub name: &'static str,
    /// Tags that end in `windowsservercore-…`.
    pub server_core: &'static [TagLine],
    /// Tags that end in `nanoserver-…`.
    pub nano_server: &'static [TagLine],
    /// What the tags without a word for Windows hold.
    pub plain: Plain,
}

/// What the tags of an official image without a word for Windows hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Plain {
    /// Version tags, and `latest` where it is on record, have Windows entries of this family.
    Versions { latest: bool, family: Family },
    /// `latest` alone.
    Latest,
    /// Early-access tags: `27-rc`, `28-ea`.
    EarlyAccess,
    /// `17`, `17-jdk`, `17-jre`, `latest`.
    Java,
    /// Linux only.
    Linux,
    /// Not on record.
    NotOnRecord,
}

/// Versions of an official image that are on record with Windows entries.
///
/// The library's tables list images and not their versions: a version that ended before a Windows came was never published for it
/// (`python:3.8-windowsservercore-ltsc2022`). Certain is what was seen in a list of maintained tags, and what came after it: a
/// version is published for every Windows that is maintained then.
struct Seen {
    image: &'static str,
    /// The versions seen: `3.13`, and `3.13.9` where it was seen as a patch.
    versions: &'static [&'static str],
}

/// From the library's lists: golang as of 005af6d974598 and python as of 01732a42e52ea (both autumn 2025), the others as of
/// 37079fb336 (August 2026).
static SEEN: [Seen; 4] = [
    Seen { image: "golang", versions: &["1.24", "1.24.9", "1.25", "1.25.3"] },
    Seen { image: "python", versions: &["3.13", "3.13.9", "3.14", "3.14.0"] },
    Seen { image: "eclipse-temurin", versions: &["8", "11", "17", "21"] },
    Seen { image: "mongo", versions: &["7", "8.0", "8.3"] },
];

/// The numbers of a version, as far as there are any: `1.24` of `1.24-`, `17` of `17-jdk`.
fn numbers(version: &str) -> Option<Vec<u16>> {
    let number = version.split('-').next().unwrap_or_default();
    number.split('.').map(|part| part.parse().ok()).collect()
}

impl Official {
    /// Whether tags of this version of the image are on record for the Windows versions that are maintained: tags without a version,
    /// which are the newest one's, versions seen, and later ones. A patch release keeps the Windows versions that it was built for, so
    /// it has to have been seen itself.
    pub(super) fn is_on_record(&self, version: &str) -> bool {
        if version.is_empty() {
            return true;
        }
        let (Some(seen), Some(own)) = (SEEN.iter().find(|seen| seen.image == self.name), numbers(version)) else {
            return false;
        };
        let whole = version.split('-').next().unwrap_or_default();
        let newest = seen.versions.iter().filter_map(|version| numbers(version)).max().unwrap_or_default();
        // A lone major version moves with the newest of its minor ones.
        let major_of_newest = own.len() == 1 && newest.len() > 1 && own[0] >= newest[0];
        seen.versions.contains(&whole) || major_of_newest || (own.len() <= 2 && own > newest)
    }

    pub(super) const fn lines(&self, family: Family) -> &'static [TagLine] {
        match family {
            NanoServer => self.nano_server,
            ServerCore => self.server_core,
            Family::Server | Family::Windows => &[],
        }
    }

    /// Whether `windowsservercore` and `nanoserver` without a Windows version are tags over all of them.
    pub(super) fn shares_suffix(&self) -> bool {
        !matches!(self.name, "swift" | "traefik")
    }
}

/// The official image of this name.
pub(super) fn named(name: &str) -> Option<&'static Official> {
    OFFICIAL.iter().find(|official| official.name == name)
}

/// Official images that never had Windows entries.
pub(super) const NEVER_WINDOWS: [&str; 8] = ["node", "php", "ruby", "mysql", "postgres", "nginx", "httpd", "tomcat"];

/// Distributions of Linux, as their images are called on Docker Hub.
pub(super) const DISTRIBUTIONS: [&str; 22] = [
    "almalinux",
    "alpine",
    "alt",
    "amazonlinux",
    "archlinux",
    "busybox",
    "centos",
    "cirros",
    "clearlinux",
    "debian",
    "fedora",
    "kalilinux/kali-rolling",
    "mageia",
    "opensuse/leap",
    "opensuse/tumbleweed",
    "oraclelinux",
    "photon",
    "rockylinux",
    "rockylinux/rockylinux",
    "sl",
    "ubuntu",
    "voidlinux/voidlinux",
];

static OFFICIAL: [Official; 17] = [
    Official {
        name: "golang",
        server_core: &[
            line(26100, 20250121, 0),
            line(20348, 20210826, 0),
            line(17763, 20181231, 20250530),
            line(17134, 20180703, 20191209),
            line(16299, 20171122, 20190412),
            line(14393, 20171122, 20220112),
        ],
        nano_server: &[
            line(26100, 20250121, 0),
            line(20348, 20210826, 0),
            line(17763, 20190809, 20250530),
            line(17134, 20190809, 20191209),
            line(14393, 20171122, 20190412),
        ],
        plain: Plain::Versions { latest: true, family: ServerCore },
    },
    Official {
        name: "python",
        server_core: &[
            line(26100, 20250122, 0),
            line(20348, 20210902, 0),
            line(17763, 20190220, 20250530),
            line(17134, 20190220, 20191209),
            line(16299, 20171122, 20190411),
            line(14393, 20171122, 20220112),
        ],
        nano_server: &[],
        plain: Plain::Versions { latest: true, family: ServerCore },
    },
    Official {
        name: "mongo",
        server_core: &[
            line(26100, 20250122, 0),
            line(20348, 20211208, 0),
            line(17763, 20191203, 20250530),
            line(17134, 20180720, 20191209),
            line(16299, 20171122, 20190411),
            line(14393, 20171122, 20220112),
        ],
        nano_server: &[line(20348, 20211208, 0), line(17763, 20210517, 20250530)],
        plain: Plain::Versions { latest: false, family: ServerCore },
    },
    Official {
        name: "openjdk",
        server_core: &[
            line(26100, 20250122, 0),
            line(20348, 20211025, 0),
            line(17763, 20190117, 20250530),
            line(17134, 20180912, 20191209),
            line(16299, 20171122, 20190412),
            line(14393, 20171122, 20220112),
        ],
        nano_server: &[
            line(26100, 20250122, 0),
            line(20348, 20250122, 0),
            line(17763, 20191028, 20250530),
            line(17134, 20191028, 20191209),
            line(14393, 20171122, 20190412),
        ],
        plain: Plain::EarlyAccess,
    },
    Official {
        name: "eclipse-temurin",
        server_core: &[
            line(26100, 20250121, 0),
            line(20348, 20211005, 0),
            line(17763, 20210813, 20250428),
            line(14393, 20210813, 20220113),
        ],
        nano_server: &[line(26100, 20250121, 0), line(20348, 20211005, 0), line(17763, 20210813, 20250428)],
        plain: Plain::Java,
    },
    Official {
        name: "adoptopenjdk",
        server_core: &[
            line(17763, 20190624, 20211008),
            line(17134, 20190624, 20200127),
            line(14393, 20190619, 20211008),
        ],
        nano_server: &[line(17763, 20200925, 20200929)],
        plain: Plain::NotOnRecord,
    },
    Official {
        name: "docker",
        server_core: &[
            line(26100, 20250122, 0),
            line(20348, 20220107, 0),
            line(17763, 20210602, 20250530),
            line(16299, 20171122, 20171208),
            line(14393, 20171122, 20171208),
        ],
        nano_server: &[],
        plain: Plain::Linux,
    },
    Official {
        name: "hello-world",
        server_core: &[],
        nano_server: &[
            line(26100, 20250121, 0),
            line(20348, 20210824, 0),
            line(17763, 20181231, 20250530),
            line(17134, 20180710, 20191209),
            line(16299, 20171122, 20190412),
            line(14393, 20171122, 20190412),
        ],
        plain: Plain::Latest,
    },
    Official {
        name: "caddy",
        server_core: &[
            line(26100, 20250606, 0),
            line(20348, 20220310, 0),
            line(17763, 20200420, 20250606),
            line(14393, 20200420, 20220310),
        ],
        nano_server: &[line(26100, 20251208, 0), line(20348, 20251208, 0)],
        plain: Plain::Versions { latest: true, family: ServerCore },
    },
    Official {
        name: "nats",
        server_core: &[
            line(20348, 20250603, 0),
            line(17763, 20191016, 20250603),
            line(17134, 20191016, 20200130),
            line(14393, 20191016, 20220113),
        ],
        nano_server: &[line(20348, 20250603, 0), line(17763, 20190607, 20250603), line(17134, 20190715, 20200130)],
        plain: Plain::Versions { latest: true, family: NanoServer },
    },
    Official {
        name: "nats-streaming",
        server_core: &[line(17763, 20200624, 20240617), line(14393, 20200624, 20220126)],
        nano_server: &[line(17763, 20190607, 20240617), line(17134, 20190815, 20200211)],
        plain: Plain::NotOnRecord,
    },
    Official {
        name: "julia",
        server_core: &[
            line(26100, 20250121, 0),
            line(20348, 20210830, 0),
            line(17763, 20191209, 20250530),
            line(17134, 20180810, 20191209),
            line(16299, 20180510, 20190411),
            line(14393, 20180510, 20220112),
        ],
        nano_server: &[],
        plain: Plain::Versions { latest: true, family: ServerCore },
    },
    Official {
        name: "pypy",
        server_core: &[line(26100, 20250122, 0), line(20348, 20220307, 0), line(17763, 20210225, 20250530)],
        nano_server: &[],
        plain: Plain::Versions { latest: true, family: ServerCore },
    },
    Official {
        name: "haxe",
        server_core: &[
            line(26100, 20250720, 0),
            line(20348, 20220114, 0),
            line(17763, 20190716, 20250606),
            line(17134, 20190712, 20191218),
            line(14393, 20190615, 20220113),
        ],
        nano_server: &[],
        plain: Plain::Versions { latest: true, family: ServerCore },
    },
    Official {
        name: "hylang",
        server_core: &[
            line(26100, 20250122, 0),
            line(20348, 20211202, 0),
            line(17763, 20190522, 20250530),
            line(17134, 20190522, 20191212),
            line(14393, 20190522, 20220112),
        ],
        nano_server: &[],
        plain: Plain::Versions { latest: true, family: ServerCore },
    },
    Official { name: "swift", server_core: &[line(20348, 20231109, 0)], nano_server: &[], plain: Plain::Linux },
    Official {
        name: "traefik",
        server_core: &[line(26100, 20260319, 0), line(20348, 20240103, 0), line(17763, 20190913, 20250602)],
        nano_server: &[
            line(26100, 20260319, 0),
            line(20348, 20240429, 0),
            line(17763, 20190910, 20190911),
            line(14393, 20180801, 20190910),
        ],
        plain: Plain::Linux,
    },
];
