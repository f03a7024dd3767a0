//! Where sources disagree about single releases: names, builds and dates. A table of its own, as only those who ask for sources
//! need these texts, and the entries of releases are part of every visit.

use super::Release;

impl Release {
    /// Where the sources disagree about this release.
    pub fn disagreements(&self) -> &'static [&'static str] {
        DISAGREEMENTS.iter().find(|(slug, _)| *slug == self.slug).map_or(&[], |(_, texts)| texts)
    }
}

/// What they say, by the slug of the release.
const DISAGREEMENTS: &[(&str, &[&str])] = &[
    (
        "ws2025",
        &[
            "end dates: Microsoft's release-health page (2026-05-12) and endoflife.date say 2029-11-13 / 2034-11-14; base-image-lifecycle (2025-09-17) still says 2029-10-09 / 2034-10-10, and that announcements take precedence over it",
            "hcsshim calls the build V25H1Server, although the release is marketed as 2025 and shares build 26100 \
                 with client 24H2",
        ],
    ),
    (
        "ws23h2",
        &[
            "endoflife.date moved the end from 2025-10-24 to 2026-05-12 (55c05123d, 2026-08-21); annual channel policy is 18 months plus 6",
        ],
    ),
    (
        "ws2022",
        &[
            "base-image-lifecycle listed it as version 21H1, build 19043, available 09/01/2021 between 552aa34b and 161b5086 (2021-08-31); corrected by 5f34db18",
            "version-compatibility 70a289f2 (2021-08-27) labelled the host Windows Server, version 21H1",
            "a servercore:21H1 tag appears once in the docs (7b6539f3, 2021-08-30): part of the same mistake, do not use",
            "servercore:2022 appears in moby tests and one docs revision (c6d836e4): existence of that tag not verified",
            "AKS: an announcement of 2024 (Azure/AKS issue 4168) named 2027-03-15 and Kubernetes 1.34 as the end of these nodes; the retirement page says 2028-06-30 and replaces it",
        ],
    ),
    (
        "ws20h2",
        &[
            "end date moved from 2022-05-10 to 2022-08-09 by base-image-lifecycle 33c26725 (2022-02-18)",
            "base-image-lifecycle 8008a2db (2020-10-13) labelled the 19042 row 2004",
        ],
    ),
    (
        "ws2019",
        &[
            "endoflife.date nano and core pages list a separate 1809 cycle ending 2020-11-10 next to the 2019 cycle; Microsoft extends all 1809 images with WS2019",
        ],
    ),
    (
        "ws2016",
        &[
            "extended end: base-image-lifecycle prints 01/11/2027, a Monday; Microsoft's release-health page (2026-05-12) and endoflife.date say 2027-01-12, the second Tuesday",
            "Nano Server 1607 end: Microsoft 10/09/2018 versus endoflife.date nano page 2018-09-10 (day and month swapped)",
            "endoflife.date server-core page lists a 1607 cycle ending 2022-01-11 beside the 2016 cycle",
        ],
    ),
    (
        "w11-26h2",
        &["as on 25H2, variant B of containerd's match refuses ltsc2022 here and Microsoft's table accepts it"],
    ),
    (
        "w11-25h2",
        &[
            "hcsshim and variant B of containerd's match refuse ltsc2022 here, Microsoft's table accepts it (moby issue 53397, 2026-08-18)",
            "0xc0370112 is reported for ltsc2025 here (hcsshim issue 2566), and as well on Windows 10 22H2 and on build 26100 after KB5072033 with Docker Desktop 4.50 to 4.54; it went away when containers and images were removed and pulled again (docker/for-win issue 14984)",
        ],
    ),
    ("w11-24h2", &["version-compatibility footnote prints Build 2600 instead of 26100"]),
    (
        "w10-21h1",
        &[
            "hcsshim comment says V21H1 (19043) is Windows Server 21H1 (SAC); no such server release exists (microsoft/Windows-Containers issue 117)",
        ],
    ),
    (
        "w10-1809",
        &[
            "version-compatibility NOTE since 5511b51c says the build numbers of Windows 10 1809 and WS2019 diverged; both remain 17763",
        ],
    ),
    (
        "w10-1803",
        &[
            "endoflife.date gives eoas 2020-05-11 for 1803 Enterprise, a year before its eol 2021-05-11; looks like a typo",
        ],
    ),
    ("w10-1607", &["the docs tables of 2017 to 2019 write 1609 for this release"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_about_a_release() {
        for (slug, texts) in DISAGREEMENTS {
            let release = super::super::by_slug(slug).expect(slug);
            assert_eq!(release.disagreements(), *texts, "{slug} is there twice");
        }
    }
}
