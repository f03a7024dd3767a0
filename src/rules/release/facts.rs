//! What belongs to a release besides its place in the catalogue: editions, tags, and where every fact is from. Where the
//! sources disagree, so does the record.

use super::{BaseTag, Facts, Family, Servicing};
use crate::rules::date::Date;

/// Build constants of the runtime that starts Windows containers.
const HCSSHIM_BUILDS: &str = "https://github.com/microsoft/hcsshim/blob/7c9ff7f48138/osversion/windowsbuilds.go";
/// Microsoft's base image lifecycle (2025-09-17).
const IMAGE_LIFECYCLE: &str = "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/b9fb379f/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.md";
/// Dates of Windows Server where Microsoft's image lifecycle page does not list them.
const SERVER_LIFECYCLE: &str =
    "https://github.com/endoflife-date/endoflife.date/blob/a70eca3376/products/windows-server.md";
/// Microsoft's base image lifecycle, last revision with the whole Semi-Annual Channel table (2023-07-24).
const SEMI_ANNUAL_LIFECYCLE: &str = "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/2b552f58/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.md";
/// Dates of Windows 10 and Windows 11.
const CLIENT_LIFECYCLE: &str = "https://github.com/endoflife-date/endoflife.date/blob/a70eca3376/products/windows.md";

const fn tag(family: Family, tag: &'static str, seen: bool, evidence: &'static str) -> BaseTag {
    BaseTag { family, tag, seen, evidence }
}
const fn edition(edition: &'static str, active_end: Date, end: Date, extended_security_end: Option<Date>) -> Servicing {
    Servicing { edition, active_end, end, extended_security_end }
}

/// One record for each of [`super::RELEASES`], in the same order.
pub(super) static FACTS: [Facts; 30] = [
    Facts {
        slug: "ws2025",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "ltsc2025", true, "microsoft/iis-docker@5b97495 (2024-11-12)"),
            tag(Family::ServerCore, "ltsc2025-amd64", true, "microsoft/dotnet-framework-docker@39ec122b (2025-01-14)"),
            tag(Family::ServerCore, "ltsc2025-arm64", true, "microsoft/Windows-Containers issue 586 (2025-05-28)"),
            tag(Family::NanoServer, "ltsc2025", true, "Azure/AgentBaker@c3724f1128 (2025-03-06)"),
            tag(Family::NanoServer, "ltsc2025-amd64", true, "dotnet/dotnet-docker@a7c5108ae8 (2025-02-06)"),
            tag(Family::NanoServer, "ltsc2025-arm64", true, "microsoft/Windows-Containers issue 586 (2025-05-28)"),
            tag(
                Family::Server,
                "ltsc2025",
                false,
                "seen in public Dockerfiles through code search; the docs name the Server image for WS2025 (container-base-images.md)",
            ),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: IMAGE_LIFECYCLE,
        disagreements: &[
            "end dates: Microsoft base-image-lifecycle (and endoflife.date nano/core pages) 2029-10-09 / 2034-10-10 versus endoflife.date windows-server page 2029-11-13 / 2034-11-14 (changed by 90dd39245, 2026-07-22). The Microsoft page itself says the lifecycle announcements page takes precedence over it.",
            "hcsshim names the build V25H1Server, although the release is marketed as 2025 and shares build 26100 with client 24H2",
        ],
    },
    Facts {
        slug: "ws23h2",
        servicing: &[],
        tags: &[],
        build_source: HCSSHIM_BUILDS,
        dates_source: SERVER_LIFECYCLE,
        disagreements: &[
            "endoflife.date moved the end from 2025-10-24 to 2026-05-12 (55c05123d, 2026-08-21); annual channel policy is 18 months plus 6",
        ],
    },
    Facts {
        slug: "ws2022",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "ltsc2022", true, "moby/moby@65fdd10d4e (2022-08-26)"),
            tag(Family::ServerCore, "ltsc2022-amd64", true, "microsoft/dotnet-framework-docker@dc98c230 (2021-08-18)"),
            tag(
                Family::ServerCore,
                "win10-21h1-preview",
                true,
                "MicrosoftDocs/Virtualization-Documentation@625cdb25 (2021-09-09)",
            ),
            tag(Family::NanoServer, "ltsc2022", true, "Azure/AgentBaker@ad0fd6d2e8 (2022-02-21)"),
            tag(Family::NanoServer, "ltsc2022-amd64", true, "dotnet/dotnet-docker@d8c8f67529 (2021-08-18)"),
            tag(
                Family::NanoServer,
                "win10-21h1-preview",
                true,
                "MicrosoftDocs/Virtualization-Documentation@625cdb25 (2021-09-09)",
            ),
            tag(Family::Server, "ltsc2022", true, "MicrosoftDocs/Virtualization-Documentation@56f70ce7 (2021-11-12)"),
            tag(
                Family::Server,
                "win10-21h1-preview",
                true,
                "MicrosoftDocs/Virtualization-Documentation@625cdb25 (2021-09-09)",
            ),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: IMAGE_LIFECYCLE,
        disagreements: &[
            "base-image-lifecycle listed it as version 21H1, build 19043, available 09/01/2021 between 552aa34b and 161b5086 (2021-08-31); corrected by 5f34db18",
            "version-compatibility 70a289f2 (2021-08-27) labelled the host Windows Server, version 21H1",
            "a servercore:21H1 tag appears once in the docs (7b6539f3, 2021-08-30): part of the same mistake, do not use",
            "servercore:2022 appears in moby tests and one docs revision (c6d836e4): existence of that tag not verified",
        ],
    },
    Facts {
        slug: "ws20h2",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "20H2", true, "PowerShell/PowerShell-Docker@890b3158 (2021-04-12)"),
            tag(Family::ServerCore, "20H2-amd64", true, "microsoft/dotnet-framework-docker@e0b59f4a (2020-12-08)"),
            tag(Family::ServerCore, "2009", true, "microsoft/iis-docker@bb09a8a (2020-10-21)"),
            tag(Family::NanoServer, "20H2", true, "PowerShell/PowerShell-Docker@890b3158 (2021-04-12)"),
            tag(Family::NanoServer, "20H2-amd64", true, "dotnet/dotnet-docker@21156c38a3 (2020-12-07)"),
            tag(Family::NanoServer, "2009", true, "dotnet/dotnet-docker@dc2246b615 (2020-10-20)"),
            tag(Family::Windows, "20H2", false, "inferred from the naming scheme"),
            tag(Family::Windows, "2009", false, "inferred from the naming scheme"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        disagreements: &[
            "end date moved from 2022-05-10 to 2022-08-09 by base-image-lifecycle 33c26725 (2022-02-18)",
            "base-image-lifecycle 8008a2db (2020-10-13) labelled the 19042 row 2004",
        ],
    },
    Facts {
        slug: "ws2004",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "2004", true, "PowerShell/PowerShell-Docker@d78d60fc (2020-07-23)"),
            tag(Family::ServerCore, "2004-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::NanoServer, "2004", true, "PowerShell/PowerShell-Docker@d78d60fc (2020-07-23)"),
            tag(Family::NanoServer, "2004-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::Windows, "2004", false, "inferred from the naming scheme"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "ws1909",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "1909", true, "microsoft/dotnet-framework-docker@160eb08e (2019-11-07)"),
            tag(Family::ServerCore, "1909-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::NanoServer, "1909", true, "dotnet/dotnet-docker@5378435aa7 (2019-11-12)"),
            tag(Family::NanoServer, "1909-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::Windows, "1909", true, "MicrosoftDocs/Virtualization-Documentation@331facb7 (2020-02-27)"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "ws1903",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "1903", true, "PowerShell/PowerShell-Docker@e74c02e3 (2019-07-02)"),
            tag(Family::ServerCore, "1903-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::NanoServer, "1903", true, "PowerShell/PowerShell-Docker@e74c02e3 (2019-07-02)"),
            tag(Family::NanoServer, "1903-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::Windows, "1903", false, "inferred from the naming scheme"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "ws2019",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "ltsc2019", true, "microsoft/dotnet-framework-docker@33531c3b (2018-11-14)"),
            tag(Family::ServerCore, "ltsc2019-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::ServerCore, "1809", true, "microsoft/dotnet-framework-docker@1205017d (2020-02-06)"),
            tag(Family::ServerCore, "1809-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::NanoServer, "1809", true, "Azure/AgentBaker@ed2decf1b7 (2022-02-14)"),
            tag(Family::NanoServer, "1809-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::NanoServer, "ltsc2019-amd64", true, "containerd/containerd issue 9125"),
            tag(Family::NanoServer, "ltsc2019", false, "from nanoserver:ltsc2019-amd64"),
            tag(Family::NanoServer, "1809-arm32v7", true, "dotnet/dotnet-docker@6915d0108d (2019-03-12)"),
            tag(Family::Windows, "1809", true, "MicrosoftDocs/Virtualization-Documentation@04c372c8 (2019-03-25)"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: IMAGE_LIFECYCLE,
        disagreements: &[
            "endoflife.date nano and core pages list a separate 1809 cycle ending 2020-11-10 next to the 2019 cycle; Microsoft extends all 1809 images with WS2019",
        ],
    },
    Facts {
        slug: "ws1809",
        servicing: &[],
        tags: &[],
        build_source: HCSSHIM_BUILDS,
        dates_source: SERVER_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "ws1803",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "1803", true, "microsoft/dotnet-framework-docker@31870947 (2018-12-06)"),
            tag(Family::NanoServer, "1803", true, "dotnet/dotnet-docker@5ac16fe1f4 (2018-11-29)"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "ws1709",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "1709", true, "microsoft/dotnet-framework-docker@31870947 (2018-12-06)"),
            tag(Family::NanoServer, "1709", true, "dotnet/dotnet-docker@5ac16fe1f4 (2018-11-29)"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "ws2016",
        servicing: &[],
        tags: &[
            tag(Family::ServerCore, "ltsc2016", true, "microsoft/dotnet-framework-docker@31870947 (2018-12-06)"),
            tag(Family::ServerCore, "ltsc2016-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::ServerCore, "1607", true, "MicrosoftDocs/Virtualization-Documentation@e6e06da0 (2019-09-06)"),
            tag(Family::NanoServer, "sac2016", true, "dotnet/dotnet-docker@5ac16fe1f4 (2018-11-29)"),
        ],
        build_source: HCSSHIM_BUILDS,
        dates_source: IMAGE_LIFECYCLE,
        disagreements: &[
            "extended end: Microsoft base-image-lifecycle 01/11/2027 versus endoflife.date 2027-01-12 (2027-01-12 is the second Tuesday)",
            "Nano Server 1607 end: Microsoft 10/09/2018 versus endoflife.date nano page 2018-09-10 (day and month swapped)",
            "endoflife.date server-core page lists a 1607 cycle ending 2022-01-11 beside the 2016 cycle",
        ],
    },
    Facts {
        slug: "w11-26h1",
        servicing: &[
            edition("Home and Pro", Date::new(2028, 3, 14), Date::new(2028, 3, 14), None),
            edition("Enterprise and Education", Date::new(2029, 3, 13), Date::new(2029, 3, 13), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w11-25h2",
        servicing: &[
            edition("Home and Pro", Date::new(2027, 10, 12), Date::new(2027, 10, 12), None),
            edition("Enterprise and Education", Date::new(2028, 10, 10), Date::new(2028, 10, 10), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[
            "hcsshim HEAD, containerd/platforms rc.2 to rc.4, containerd 2.2.0 to 2.3.4 and Docker 29.0.0 to 29.7.2 (containerd path) reject ltsc2022 here; Microsoft table accepts (moby issue 53397, 2026-08-18; fixed in platforms v1.0.0-rc.5)",
            "hcsshim issue 2566 (2025-11-24): ltsc2025 fails with 0xc0370112 on 26200.7171 in both isolation modes, single reporter family of issues",
        ],
    },
    Facts {
        slug: "w11-24h2",
        servicing: &[
            edition("Home and Pro", Date::new(2026, 10, 13), Date::new(2026, 10, 13), None),
            edition("Enterprise and Education", Date::new(2027, 10, 12), Date::new(2027, 10, 12), None),
            edition("Enterprise LTSC 2024", Date::new(2029, 10, 9), Date::new(2029, 10, 9), None),
            edition("IoT Enterprise LTSC 2024", Date::new(2029, 10, 9), Date::new(2034, 10, 10), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &["version-compatibility footnote prints Build 2600 instead of 26100"],
    },
    Facts {
        slug: "w11-23h2",
        servicing: &[
            edition("Home and Pro", Date::new(2025, 11, 11), Date::new(2025, 11, 11), None),
            edition("Enterprise and Education", Date::new(2026, 11, 10), Date::new(2026, 11, 10), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w11-22h2",
        servicing: &[
            edition("Home and Pro", Date::new(2024, 10, 8), Date::new(2024, 10, 8), None),
            edition("Enterprise and Education", Date::new(2025, 10, 14), Date::new(2025, 10, 14), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w11-21h2",
        servicing: &[
            edition("Home and Pro", Date::new(2023, 10, 10), Date::new(2023, 10, 10), None),
            edition("Enterprise and Education", Date::new(2024, 10, 8), Date::new(2024, 10, 8), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-22h2",
        servicing: &[edition(
            "All editions",
            Date::new(2025, 10, 14),
            Date::new(2025, 10, 14),
            Some(Date::new(2028, 10, 10)),
        )],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-21h2",
        servicing: &[
            edition("Home and Pro", Date::new(2023, 6, 13), Date::new(2023, 6, 13), None),
            edition("Enterprise and Education", Date::new(2024, 6, 11), Date::new(2024, 6, 11), None),
            edition("Enterprise LTSC 2021", Date::new(2027, 1, 12), Date::new(2027, 1, 12), None),
            edition("IoT Enterprise LTSC 2021", Date::new(2027, 1, 12), Date::new(2032, 1, 13), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-21h1",
        servicing: &[edition("All editions", Date::new(2022, 12, 13), Date::new(2022, 12, 13), None)],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[
            "hcsshim comment says V21H1 (19043) is Windows Server 21H1 (SAC); no such server release exists (microsoft/Windows-Containers issue 117)",
        ],
    },
    Facts {
        slug: "w10-20h2",
        servicing: &[
            edition("Home and Pro", Date::new(2022, 5, 10), Date::new(2022, 5, 10), None),
            edition("Enterprise and Education", Date::new(2023, 5, 9), Date::new(2023, 5, 9), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-2004",
        servicing: &[edition("All editions", Date::new(2021, 12, 14), Date::new(2021, 12, 14), None)],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-1909",
        servicing: &[
            edition("Home and Pro", Date::new(2021, 5, 11), Date::new(2021, 5, 11), None),
            edition("Enterprise and Education", Date::new(2022, 5, 10), Date::new(2022, 5, 10), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-1903",
        servicing: &[edition("All editions", Date::new(2020, 12, 8), Date::new(2020, 12, 8), None)],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-1809",
        servicing: &[
            edition("Home and Pro", Date::new(2020, 11, 10), Date::new(2020, 11, 10), None),
            edition("Enterprise and Education", Date::new(2021, 5, 11), Date::new(2021, 5, 11), None),
            edition("Enterprise LTSC 2019", Date::new(2024, 1, 9), Date::new(2029, 1, 9), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[
            "version-compatibility NOTE since 5511b51c says the build numbers of Windows 10 1809 and WS2019 diverged; both remain 17763",
        ],
    },
    Facts {
        slug: "w10-1803",
        servicing: &[
            edition("Home and Pro", Date::new(2019, 11, 12), Date::new(2019, 11, 12), None),
            edition("Enterprise and Education", Date::new(2020, 5, 11), Date::new(2021, 5, 11), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[
            "endoflife.date gives eoas 2020-05-11 for 1803 Enterprise, a year before its eol 2021-05-11; looks like a typo",
        ],
    },
    Facts {
        slug: "w10-1709",
        servicing: &[
            edition("Home and Pro", Date::new(2019, 4, 9), Date::new(2019, 4, 9), None),
            edition("Enterprise and Education", Date::new(2020, 10, 13), Date::new(2020, 10, 13), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-1703",
        servicing: &[
            edition("Home and Pro", Date::new(2018, 10, 9), Date::new(2018, 10, 9), None),
            edition("Enterprise and Education", Date::new(2019, 10, 8), Date::new(2019, 10, 8), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &[],
    },
    Facts {
        slug: "w10-1607",
        servicing: &[
            edition("Home and Pro", Date::new(2018, 4, 10), Date::new(2018, 4, 10), None),
            edition("Enterprise and Education", Date::new(2019, 4, 9), Date::new(2019, 4, 9), None),
            edition("Enterprise LTSB 2016", Date::new(2021, 10, 12), Date::new(2026, 10, 13), None),
        ],
        tags: &[],
        build_source: CLIENT_LIFECYCLE,
        dates_source: CLIENT_LIFECYCLE,
        disagreements: &["the docs tables of 2017 to 2019 write 1609 for this release"],
    },
];
