//! Windows 10, newest first.

use super::record::{CLIENT_LIFECYCLE, Channel, Kind, Release, edition};
use crate::rules::date::Date;

/// What most Windows 10 releases have in common.
const CLIENT: Release = Release {
    kind: Kind::Client,
    channel: Channel::Client,
    build_source: CLIENT_LIFECYCLE,
    dates_source: CLIENT_LIFECYCLE,
    ..Release::EMPTY
};

/// Every Windows 10 with containers.
pub(super) const WINDOWS_10: [Release; 12] = [
    Release {
        slug: "w10-22h2",
        name: "Windows 10 22H2",
        also: "Windows 10 2022 Update",
        version: "22H2",
        build: 19045,
        available: Date::new(2022, 10, 18),
        extended_end: Some(Date::new(2028, 10, 10)),
        enabled_on: Some(19041),
        servicing: &[edition(
            "All editions",
            Date::new(2025, 10, 14),
            Date::new(2025, 10, 14),
            Some(Date::new(2028, 10, 10)),
        )],
        ..CLIENT
    },
    Release {
        slug: "w10-21h2",
        name: "Windows 10 21H2",
        also: "Windows 10 November 2021 Update",
        version: "21H2",
        build: 19044,
        available: Date::new(2021, 11, 16),
        extended_end: Some(Date::new(2032, 1, 13)),
        enabled_on: Some(19041),
        servicing: &[
            edition("Home and Pro", Date::new(2023, 6, 13), Date::new(2023, 6, 13), None),
            edition("Enterprise and Education", Date::new(2024, 6, 11), Date::new(2024, 6, 11), None),
            edition("Enterprise LTSC 2021", Date::new(2027, 1, 12), Date::new(2027, 1, 12), None),
            edition("IoT Enterprise LTSC 2021", Date::new(2027, 1, 12), Date::new(2032, 1, 13), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w10-21h1",
        name: "Windows 10 21H1",
        also: "Windows 10 May 2021 Update",
        version: "21H1",
        build: 19043,
        available: Date::new(2021, 5, 18),
        extended_end: Some(Date::new(2022, 12, 13)),
        enabled_on: Some(19041),
        servicing: &[edition("All editions", Date::new(2022, 12, 13), Date::new(2022, 12, 13), None)],
        ..CLIENT
    },
    Release {
        slug: "w10-20h2",
        name: "Windows 10 20H2",
        also: "Windows 10 October 2020 Update",
        version: "20H2",
        build: 19042,
        available: Date::new(2020, 10, 20),
        extended_end: Some(Date::new(2023, 5, 9)),
        enabled_on: Some(19041),
        servicing: &[
            edition("Home and Pro", Date::new(2022, 5, 10), Date::new(2022, 5, 10), None),
            edition("Enterprise and Education", Date::new(2023, 5, 9), Date::new(2023, 5, 9), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w10-2004",
        name: "Windows 10 2004",
        also: "Windows 10 May 2020 Update",
        version: "2004",
        build: 19041,
        available: Date::new(2020, 5, 27),
        extended_end: Some(Date::new(2021, 12, 14)),
        servicing: &[edition("All editions", Date::new(2021, 12, 14), Date::new(2021, 12, 14), None)],
        ..CLIENT
    },
    Release {
        slug: "w10-1909",
        name: "Windows 10 1909",
        also: "Windows 10 November 2019 Update",
        version: "1909",
        build: 18363,
        available: Date::new(2019, 11, 12),
        extended_end: Some(Date::new(2022, 5, 10)),
        enabled_on: Some(18362),
        servicing: &[
            edition("Home and Pro", Date::new(2021, 5, 11), Date::new(2021, 5, 11), None),
            edition("Enterprise and Education", Date::new(2022, 5, 10), Date::new(2022, 5, 10), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w10-1903",
        name: "Windows 10 1903",
        also: "Windows 10 May 2019 Update",
        version: "1903",
        build: 18362,
        available: Date::new(2019, 5, 21),
        extended_end: Some(Date::new(2020, 12, 8)),
        servicing: &[edition("All editions", Date::new(2020, 12, 8), Date::new(2020, 12, 8), None)],
        ..CLIENT
    },
    Release {
        slug: "w10-1809",
        name: "Windows 10 1809",
        also: "Windows 10 October 2018 Update",
        version: "1809",
        build: 17763,
        available: Date::new(2018, 11, 13),
        extended_end: Some(Date::new(2029, 1, 9)),
        servicing: &[
            edition("Home and Pro", Date::new(2020, 11, 10), Date::new(2020, 11, 10), None),
            edition("Enterprise and Education", Date::new(2021, 5, 11), Date::new(2021, 5, 11), None),
            edition("Enterprise LTSC 2019", Date::new(2024, 1, 9), Date::new(2029, 1, 9), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w10-1803",
        name: "Windows 10 1803",
        also: "Windows 10 April 2018 Update",
        version: "1803",
        build: 17134,
        available: Date::new(2018, 4, 30),
        extended_end: Some(Date::new(2021, 5, 11)),
        servicing: &[
            edition("Home and Pro", Date::new(2019, 11, 12), Date::new(2019, 11, 12), None),
            edition("Enterprise and Education", Date::new(2020, 5, 11), Date::new(2021, 5, 11), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w10-1709",
        name: "Windows 10 1709",
        also: "Windows 10 Fall Creators Update",
        version: "1709",
        build: 16299,
        available: Date::new(2017, 10, 17),
        extended_end: Some(Date::new(2020, 10, 13)),
        servicing: &[
            edition("Home and Pro", Date::new(2019, 4, 9), Date::new(2019, 4, 9), None),
            edition("Enterprise and Education", Date::new(2020, 10, 13), Date::new(2020, 10, 13), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w10-1703",
        name: "Windows 10 1703",
        also: "Windows 10 Creators Update",
        version: "1703",
        build: 15063,
        available: Date::new(2017, 4, 11),
        extended_end: Some(Date::new(2019, 10, 8)),
        servicing: &[
            edition("Home and Pro", Date::new(2018, 10, 9), Date::new(2018, 10, 9), None),
            edition("Enterprise and Education", Date::new(2019, 10, 8), Date::new(2019, 10, 8), None),
        ],
        ..CLIENT
    },
    Release {
        slug: "w10-1607",
        name: "Windows 10 1607",
        also: "Windows 10 Anniversary Update",
        version: "1607",
        build: 14393,
        available: Date::new(2016, 8, 2),
        extended_end: Some(Date::new(2026, 10, 13)),
        servicing: &[
            edition("Home and Pro", Date::new(2018, 4, 10), Date::new(2018, 4, 10), None),
            edition("Enterprise and Education", Date::new(2019, 4, 9), Date::new(2019, 4, 9), None),
            edition("Enterprise LTSB 2016", Date::new(2021, 10, 12), Date::new(2026, 10, 13), None),
        ],
        ..CLIENT
    },
];
