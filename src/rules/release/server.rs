//! Windows Server, newest first.

use super::record::{AksNeeds, AksNodes, Channel, Family, Kind, Release, tag};
use crate::rules::date::Date;

/// Build constants of the runtime that starts Windows containers.
const HCSSHIM_BUILDS: &str = "https://github.com/microsoft/hcsshim/blob/7c9ff7f48138/osversion/windowsbuilds.go";
/// Microsoft's base image lifecycle (2025-09-17).
const IMAGE_LIFECYCLE: &str = "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/b9fb379f/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.md";
/// Microsoft's release information for Windows Server (2026-05-12), which the image lifecycle page gives precedence.
const RELEASE_HEALTH: &str = "https://learn.microsoft.com/windows/release-health/windows-server-release-info";
/// Dates of Windows Server where Microsoft's image lifecycle page does not list them.
const SERVER_LIFECYCLE: &str =
    "https://github.com/endoflife-date/endoflife.date/blob/a70eca3376/products/windows-server.md";
/// Microsoft's base image lifecycle, last revision with the whole Semi-Annual Channel table (2023-07-24).
const SEMI_ANNUAL_LIFECYCLE: &str = "https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/2b552f58/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.md";

/// What most servers have in common.
const SERVER: Release = Release { kind: Kind::Server, build_source: HCSSHIM_BUILDS, ..Release::EMPTY };

/// Every Windows Server that can host Windows containers or be the base of an image.
pub(super) const SERVERS: [Release; 12] = [
    Release {
        slug: "ws2025",
        name: "Windows Server 2025",
        version: "24H2",
        build: 26100,
        channel: Channel::Ltsc,
        available: Date::new(2024, 11, 1),
        mainstream_end: Some(Date::new(2029, 11, 13)),
        extended_end: Some(Date::new(2034, 11, 14)),
        image_slug: Some("ltsc2025"),
        stable_interface: true,
        aks: Some(AksNodes {
            sku: "Windows2025",
            from: Some("1.32"),
            until: None,
            retires: None,
            images_removed: None,
            needs: Some(AksNeeds { cli: "2.87.0", fips: true }),
            // The same page, in its version of 2026-09-24.
            in_place_from: Some("Windows2022"),
            note: "It becomes the default with Kubernetes 1.36 according to the documentation, with 1.37 according to the changelog \
                   of 2026-07-17. It needs the Azure CLI 2.87.0 or later and --enable-fips-image.",
            source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/cfccec226/articles/aks/upgrade-windows-os.md",
        }),
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
        dates_source: RELEASE_HEALTH,
        ..SERVER
    },
    Release {
        slug: "ws23h2",
        name: "Windows Server, version 23H2",
        also: "Windows Server, version 23H2 (Annual Channel for Containers)",
        version: "23H2",
        build: 25398,
        channel: Channel::Annual,
        available: Date::new(2023, 10, 24),
        mainstream_end: Some(Date::new(2026, 5, 12)),
        aks: Some(AksNodes {
            sku: "WindowsAnnual",
            from: Some("1.28"),
            until: None,
            retires: Some(Date::new(2026, 5, 15)),
            images_removed: Some(Date::new(2027, 5, 15)),
            needs: None,
            in_place_from: None,
            note: "It was a preview.",
            source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/46eb06d8f/articles/aks/windows-annual-channel.md",
        }),
        dates_source: SERVER_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws2022",
        name: "Windows Server 2022",
        version: "21H2",
        build: 20348,
        channel: Channel::Ltsc,
        available: Date::new(2021, 8, 18),
        mainstream_end: Some(Date::new(2026, 10, 13)),
        extended_end: Some(Date::new(2031, 10, 14)),
        image_slug: Some("ltsc2022"),
        stable_interface: true,
        aks: Some(AksNodes {
            sku: "Windows2022",
            from: Some("1.23"),
            until: Some("1.36"),
            retires: Some(Date::new(2028, 6, 30)),
            images_removed: Some(Date::new(2029, 6, 30)),
            needs: None,
            in_place_from: None,
            note: "",
            source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/ffe279355/articles/aks/includes/windows-server-2022-retirement.md",
        }),
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
        dates_source: IMAGE_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws20h2",
        name: "Windows Server, version 20H2",
        version: "20H2",
        build: 19042,
        channel: Channel::SemiAnnual,
        available: Date::new(2020, 10, 20),
        mainstream_end: Some(Date::new(2022, 8, 9)),
        image_slug: Some("20h2"),
        image_aliases: &["2009"],
        enabled_on: Some(19041),
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
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws2004",
        name: "Windows Server, version 2004",
        version: "2004",
        build: 19041,
        channel: Channel::SemiAnnual,
        available: Date::new(2020, 5, 27),
        mainstream_end: Some(Date::new(2021, 12, 14)),
        image_slug: Some("2004"),
        tags: &[
            tag(Family::ServerCore, "2004", true, "PowerShell/PowerShell-Docker@d78d60fc (2020-07-23)"),
            tag(Family::ServerCore, "2004-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::NanoServer, "2004", true, "PowerShell/PowerShell-Docker@d78d60fc (2020-07-23)"),
            tag(Family::NanoServer, "2004-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::Windows, "2004", false, "inferred from the naming scheme"),
        ],
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws1909",
        name: "Windows Server, version 1909",
        version: "1909",
        build: 18363,
        channel: Channel::SemiAnnual,
        available: Date::new(2019, 11, 12),
        mainstream_end: Some(Date::new(2021, 5, 11)),
        image_slug: Some("1909"),
        enabled_on: Some(18362),
        tags: &[
            tag(Family::ServerCore, "1909", true, "microsoft/dotnet-framework-docker@160eb08e (2019-11-07)"),
            tag(Family::ServerCore, "1909-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::NanoServer, "1909", true, "dotnet/dotnet-docker@5378435aa7 (2019-11-12)"),
            tag(Family::NanoServer, "1909-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::Windows, "1909", true, "MicrosoftDocs/Virtualization-Documentation@331facb7 (2020-02-27)"),
        ],
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws1903",
        name: "Windows Server, version 1903",
        version: "1903",
        build: 18362,
        channel: Channel::SemiAnnual,
        available: Date::new(2019, 5, 21),
        mainstream_end: Some(Date::new(2020, 12, 8)),
        image_slug: Some("1903"),
        tags: &[
            tag(Family::ServerCore, "1903", true, "PowerShell/PowerShell-Docker@e74c02e3 (2019-07-02)"),
            tag(Family::ServerCore, "1903-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::NanoServer, "1903", true, "PowerShell/PowerShell-Docker@e74c02e3 (2019-07-02)"),
            tag(Family::NanoServer, "1903-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::Windows, "1903", false, "inferred from the naming scheme"),
        ],
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws2019",
        name: "Windows Server 2019",
        version: "1809",
        build: 17763,
        channel: Channel::Ltsc,
        available: Date::new(2018, 11, 13),
        mainstream_end: Some(Date::new(2024, 1, 9)),
        extended_end: Some(Date::new(2029, 1, 9)),
        image_slug: Some("ltsc2019"),
        image_aliases: &["1809"],
        aks: Some(AksNodes {
            sku: "Windows2019",
            from: None,
            until: Some("1.32"),
            retires: Some(Date::new(2026, 3, 1)),
            images_removed: Some(Date::new(2027, 4, 1)),
            needs: None,
            in_place_from: None,
            note: "",
            source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/61b373f26/articles/aks/includes/windows-server-2019-retirement.md",
        }),
        tags: &[
            tag(Family::ServerCore, "ltsc2019", true, "microsoft/dotnet-framework-docker@33531c3b (2018-11-14)"),
            tag(Family::ServerCore, "ltsc2019-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::ServerCore, "1809", true, "microsoft/dotnet-framework-docker@1205017d (2020-02-06)"),
            tag(Family::ServerCore, "1809-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::NanoServer, "1809", true, "Azure/AgentBaker@ed2decf1b7 (2022-02-14)"),
            tag(Family::NanoServer, "1809-amd64", true, "dotnet/dotnet-docker@f9a7cdb160 (2020-08-10)"),
            tag(Family::NanoServer, "ltsc2019-amd64", true, "containerd/containerd issue 9125"),
            tag(Family::NanoServer, "ltsc2019", true, "moby/moby issue 46112 (2023-07-29)"),
            tag(Family::NanoServer, "1809-arm32v7", true, "dotnet/dotnet-docker@6915d0108d (2019-03-12)"),
            tag(Family::Windows, "1809", true, "MicrosoftDocs/Virtualization-Documentation@04c372c8 (2019-03-25)"),
        ],
        dates_source: IMAGE_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws1809",
        name: "Windows Server, version 1809",
        version: "1809",
        build: 17763,
        channel: Channel::SemiAnnual,
        available: Date::new(2018, 11, 13),
        mainstream_end: Some(Date::new(2020, 11, 10)),
        dates_source: SERVER_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws1803",
        name: "Windows Server, version 1803",
        version: "1803",
        build: 17134,
        channel: Channel::SemiAnnual,
        available: Date::new(2018, 4, 30),
        mainstream_end: Some(Date::new(2019, 11, 12)),
        image_slug: Some("1803"),
        tags: &[
            tag(Family::ServerCore, "1803", true, "microsoft/dotnet-framework-docker@31870947 (2018-12-06)"),
            tag(Family::NanoServer, "1803", true, "dotnet/dotnet-docker@5ac16fe1f4 (2018-11-29)"),
        ],
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws1709",
        name: "Windows Server, version 1709",
        version: "1709",
        build: 16299,
        channel: Channel::SemiAnnual,
        available: Date::new(2017, 10, 17),
        mainstream_end: Some(Date::new(2019, 4, 9)),
        image_slug: Some("1709"),
        tags: &[
            tag(Family::ServerCore, "1709", true, "microsoft/dotnet-framework-docker@31870947 (2018-12-06)"),
            tag(Family::NanoServer, "1709", true, "dotnet/dotnet-docker@5ac16fe1f4 (2018-11-29)"),
        ],
        dates_source: SEMI_ANNUAL_LIFECYCLE,
        ..SERVER
    },
    Release {
        slug: "ws2016",
        name: "Windows Server 2016",
        version: "1607",
        build: 14393,
        channel: Channel::Ltsc,
        available: Date::new(2016, 10, 15),
        mainstream_end: Some(Date::new(2022, 1, 11)),
        extended_end: Some(Date::new(2027, 1, 12)),
        paid_end: Some(Date::new(2030, 1, 12)),
        image_slug: Some("ltsc2016"),
        image_aliases: &["1607", "sac2016"],
        tags: &[
            tag(Family::ServerCore, "ltsc2016", true, "microsoft/dotnet-framework-docker@31870947 (2018-12-06)"),
            tag(Family::ServerCore, "ltsc2016-amd64", true, "microsoft/dotnet-framework-docker@5d8e9328 (2020-08-27)"),
            tag(Family::ServerCore, "1607", true, "MicrosoftDocs/Virtualization-Documentation@e6e06da0 (2019-09-06)"),
            tag(Family::NanoServer, "sac2016", true, "dotnet/dotnet-docker@5ac16fe1f4 (2018-11-29)"),
        ],
        dates_source: RELEASE_HEALTH,
        ..SERVER
    },
];
