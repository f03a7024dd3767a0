//! R39: known regressions inside pairs that are supported: hints, never verdicts.

use super::about::About;
use crate::rules::date::Date;
use crate::rules::question::Isolation;
use crate::rules::release::Family;
use crate::rules::verdict::Support;
use crate::rules::{host::Host, version::Version};

pub(super) const ABOUT: About =
    About::new("Known regressions inside supported pairs", "https://github.com/microsoft/Windows-Containers/issues");

/// One report, with what it is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Regression {
    /// The stable id.
    pub id: &'static str,
    /// What happens, and what helps, in a sentence or two.
    pub text: &'static str,
    /// The day of the report, where it is on record.
    pub reported: Option<Date>,
    /// Where it is.
    pub source: &'static str,
    /// The pairs it is told beside; `None` where it is no matter of a pair but of what a text says.
    #[serde(skip)]
    when: Option<When>,
}

/// The pairs a report is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct When {
    /// The host's builds; empty for all.
    hosts: &'static [u16],
    /// The image's build.
    image: u16,
    /// The image's revision, where only one is meant.
    revision: Option<u32>,
    /// The families; an image whose family is not known is only told of a report that spares none.
    families: &'static [Family],
    /// Process isolation only.
    process: bool,
}

/// The reports, newest first.
pub static REGRESSIONS: [Regression; 5] = [
    Regression {
        id: "slow-start",
        text: "On Windows 11 25H2, process-isolated Server Core 2025 containers have been reported to stall for about 141 seconds at each start \
               since about 2026-08-31. Hyper-V isolation, Nano Server and Server 2022 images are not affected.",
        reported: Some(Date::new(2026, 9, 2)),
        source: "https://github.com/microsoft/Windows-Containers/issues/647",
        when: Some(When {
            hosts: &[26200],
            image: 26100,
            revision: None,
            families: &[Family::ServerCore],
            process: true,
        }),
    },
    Regression {
        id: "teardown",
        text: "hcsshim gives a container 30 seconds to stop. Heavy builds that take longer have been reported to \
             leave a broken layer: “ExportLayer … cannot find the path specified (0x3)”.",
        reported: Some(Date::new(2026, 8, 6)),
        source: "https://github.com/microsoft/hcsshim/pull/2855",
        when: None,
    },
    Regression {
        id: "slow-stop",
        text: "Process-isolated containers whose programs used TCP over loopback have been reported to stay \
             “Running” for 120 seconds after those ended. Hyper-V isolation isn’t affected.",
        reported: Some(Date::new(2026, 7, 24)),
        source: "https://github.com/microsoft/Windows-Containers/issues/644",
        when: None,
    },
    Regression {
        id: "local-rpc",
        text: "Images at 17763.9020 have been reported to break programs that use local RPC, such as installers, on \
             hosts at an older revision. No cause has been published.",
        reported: Some(Date::new(2026, 7, 16)),
        source: "https://github.com/microsoft/Windows-Containers/issues/641",
        when: Some(When { hosts: &[17763], image: 17763, revision: Some(9020), families: &[], process: true }),
    },
    Regression {
        id: "lsa-domain",
        text: "nanoserver:ltsc2025 has been reported to lack a primary LSA domain, so OpenSSH logons fail in it; ltsc2022 has one.",
        reported: None,
        source: "https://github.com/microsoft/Windows-Containers/issues/640",
        when: Some(When { hosts: &[], image: 26100, revision: None, families: &[Family::NanoServer], process: false }),
    },
];

/// What is on record against a pair that the rules support.
pub fn of(
    host: &Host,
    image: Version,
    family: Option<Family>,
    isolation: Option<Isolation>,
    process: Support,
) -> impl Iterator<Item = &'static Regression> {
    let runs = matches!(process, Support::Supported | Support::DevTest | Support::MayFail);
    let host = host.version.build;
    REGRESSIONS.iter().filter(move |one| {
        let Some(When { hosts, image: build, revision, families, process }) = one.when else { return false };
        image.build == build
            && (hosts.is_empty() || hosts.contains(&host))
            && revision.is_none_or(|revision| image.revision == Some(revision))
            && (families.is_empty() || family.is_some_and(|family| families.contains(&family)))
            && (!process || (runs && isolation != Some(Isolation::Hyperv)))
    })
}
