//! Windows 11, newest build first.

use super::record::{CLIENT_LIFECYCLE, Channel, Kind, Release, edition};
use crate::rules::date::Date;

/// Microsoft's release information for Windows 11, as read on 2026-10-07.
const WINDOWS_11_RELEASE_HEALTH: &str =
    "https://learn.microsoft.com/windows/release-health/windows11-release-information";

/// What most Windows 11 releases have in common.
const CLIENT: Release = Release {
    kind: Kind::Client,
    channel: Channel::Client,
    build_source: CLIENT_LIFECYCLE,
    dates_source: CLIENT_LIFECYCLE,
    ..Release::EMPTY
};

/// Every Windows 11.
pub(super) const WINDOWS_11: [Release; 7] = [
    Release {
        slug: "w11-26h1",
        name: "Windows 11 26H1",
        also: "Windows 11, version 26H1",
        version: "26H1",
        build: 28000,
        available: Date::new(2026, 2, 10),
        extended_end: Some(Date::new(2029, 3, 13)),
        servicing: &[
            edition("Home and Pro", Date::new(2028, 3, 14), Date::new(2028, 3, 14), None),
            edition("Enterprise and Education", Date::new(2029, 3, 13), Date::new(2029, 3, 13), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w11-26h2",
        name: "Windows 11 26H2",
        also: "Windows 11, version 26H2",
        version: "26H2",
        build: 26300,
        available: Date::new(2026, 9, 29),
        extended_end: Some(Date::new(2029, 10, 9)),
        enabled_on: Some(26100),
        servicing: &[
            edition("Home and Pro", Date::new(2028, 10, 10), Date::new(2028, 10, 10), None),
            edition("Enterprise and Education", Date::new(2029, 10, 9), Date::new(2029, 10, 9), None),
        ],
        build_source: WINDOWS_11_RELEASE_HEALTH,
        dates_source: WINDOWS_11_RELEASE_HEALTH,
        ..CLIENT
    },
    Release {
        slug: "w11-25h2",
        name: "Windows 11 25H2",
        also: "Windows 11, version 25H2",
        version: "25H2",
        build: 26200,
        available: Date::new(2025, 9, 30),
        extended_end: Some(Date::new(2028, 10, 10)),
        enabled_on: Some(26100),
        servicing: &[
            edition("Home and Pro", Date::new(2027, 10, 12), Date::new(2027, 10, 12), None),
            edition("Enterprise and Education", Date::new(2028, 10, 10), Date::new(2028, 10, 10), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w11-24h2",
        name: "Windows 11 24H2",
        also: "Windows 11 2024 Update",
        version: "24H2",
        build: 26100,
        available: Date::new(2024, 10, 1),
        extended_end: Some(Date::new(2034, 10, 10)),
        servicing: &[
            edition("Home and Pro", Date::new(2026, 10, 13), Date::new(2026, 10, 13), None),
            edition("Enterprise and Education", Date::new(2027, 10, 12), Date::new(2027, 10, 12), None),
            edition("Enterprise LTSC 2024", Date::new(2029, 10, 9), Date::new(2029, 10, 9), None),
            edition("IoT Enterprise LTSC 2024", Date::new(2029, 10, 9), Date::new(2034, 10, 10), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w11-23h2",
        name: "Windows 11 23H2",
        also: "Windows 11 2023 Update",
        version: "23H2",
        build: 22631,
        available: Date::new(2023, 10, 31),
        extended_end: Some(Date::new(2026, 11, 10)),
        enabled_on: Some(22621),
        servicing: &[
            edition("Home and Pro", Date::new(2025, 11, 11), Date::new(2025, 11, 11), None),
            edition("Enterprise and Education", Date::new(2026, 11, 10), Date::new(2026, 11, 10), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w11-22h2",
        name: "Windows 11 22H2",
        also: "Windows 11 2022 Update",
        version: "22H2",
        build: 22621,
        available: Date::new(2022, 9, 20),
        extended_end: Some(Date::new(2025, 10, 14)),
        servicing: &[
            edition("Home and Pro", Date::new(2024, 10, 8), Date::new(2024, 10, 8), None),
            edition("Enterprise and Education", Date::new(2025, 10, 14), Date::new(2025, 10, 14), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w11-21h2",
        name: "Windows 11 21H2",
        also: "Windows 11, version 21H2",
        version: "21H2",
        build: 22000,
        available: Date::new(2021, 10, 4),
        extended_end: Some(Date::new(2024, 10, 8)),
        servicing: &[
            edition("Home and Pro", Date::new(2023, 10, 10), Date::new(2023, 10, 10), None),
            edition("Enterprise and Education", Date::new(2024, 10, 8), Date::new(2024, 10, 8), None),
        ],
        ..CLIENT
    },
];
