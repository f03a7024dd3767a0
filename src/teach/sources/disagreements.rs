//! The disagreements.
//!
//! D1 to D8 come from comparing every cell of the table, old and new, with the runtimes' match. The T list keeps the numbers of
//! the survey it came from; T3, T4 and T7 became D1, D2 and D4.

use super::Disagreement;
use crate::rules::rule::{Rule, VERSION_COMPATIBILITY};

const PORTABILITY: &str = Rule::R7.source();
const HYPERV_CONTAINER: &str = Rule::R8.source();
const MOBY_PULL: &str = Rule::R20.source();
const PLATFORMS: &str = Rule::R21.source();
const LIFECYCLE: &str = Rule::R26.source();

/// All disagreements, those about pairs first.
pub const DISAGREEMENTS: [Disagreement; 20] = [
    Disagreement {
        id: "D1",
        title: "Server 2022 images on Windows 11 25H2 and later, process isolation",
        microsoft: "Yes, under the label “Windows 11”. The edition is older than build 26200 and does not name it.",
        runtimes: "Variants A and C of containerd’s match accept it, variant B refuses it. Docker’s classic image store pulls it.",
        when: "B came with containerd/platforms v1.0.0-rc.2 and was corrected in v1.0.0-rc.5 (2026-04-27); products with the correction \
               are out since 2026-09-03. The versions of each variant are listed with the gates of a verdict.",
        stance: "“It depends”: the version of the engine decides.",
        links: &["https://github.com/moby/moby/issues/53397", PLATFORMS, VERSION_COMPATIBILITY],
        question: "host=w11-25h2&image=ltsc2022",
    },
    Disagreement {
        id: "D2",
        title: "Windows 10 with an image of its own build, process isolation",
        microsoft: "No in the table; yes, for development and testing, in the text on Hyper-V containers.",
        runtimes: "All accept equal builds. Docker before 18.09.1 refused process isolation on every client.",
        when: "The table said yes for some pairs from 2020 to 2022, and for Server 2019 images from 2022-09-26 to 2023-03-17.",
        stance: "Runs for development and testing, from 1809 on; not supported in production.",
        links: &[HYPERV_CONTAINER, VERSION_COMPATIBILITY],
        question: "host=w10-1809&image=ltsc2019",
    },
    Disagreement {
        id: "D3",
        title: "Server 2022 images on Windows 11 21H2 to 23H2, process isolation",
        microsoft: "Yes in the table; the note below it still says preview.",
        runtimes: "All accept it.",
        when: "The table said yes from 2022-03-15, preview between 2022-09-13 and 2024-12-03 with a break, and yes since.",
        stance: "Supported: table and runtimes agree, the note was left behind.",
        links: &[VERSION_COMPATIBILITY],
        question: "host=w11-23h2&image=ltsc2022",
    },
    Disagreement {
        id: "D4",
        title: "Server 2022 images on Windows Server 23H2",
        microsoft: "Not in the table; the page on portability names it as the one combination that works.",
        runtimes: "All accept it. There is no image with build 25398, so “match the host” has no answer.",
        when: "Since 2024-02-27. Support of 23H2 ended on 2026-05-12.",
        stance: "Supported, and ltsc2022 is the image to use. Nothing is said about Hyper-V isolation there.",
        links: &[PORTABILITY],
        question: "host=ws23h2&image=ltsc2022",
    },
    Disagreement {
        id: "D5",
        title: "Server 2022 images on Windows 10 21H1, Hyper-V isolation",
        microsoft: "Yes in the table of 2022, before that with tags of their own; no today.",
        runtimes: "The image is newer than the host: containerd never accepted it and Docker refused to pull the ordinary tag.",
        when: "win10-21h1-preview tags from 2021-09-09; in the table from March to September 2022.",
        stance: "Does not run.",
        links: &["https://github.com/microsoft/Windows-Containers/issues/163", MOBY_PULL],
        question: "host=w10-21h1&image=ltsc2022",
    },
    Disagreement {
        id: "D6",
        title: "Docker pulls what will not start",
        microsoft: "No with process isolation: the image is older than the stable range allows.",
        runtimes: "containerd refuses it. Docker’s classic store pulls it, because it only looks for images that are too new, and \
                   it fails at the start with 0xc0370101.",
        when: "Docker since 18.04; a proposal to use the stricter match was not merged.",
        stance: "“Runs only with Hyper-V isolation”. A successful pull proves nothing.",
        links: &[MOBY_PULL, "https://github.com/moby/moby/pull/48681"],
        question: "host=ws2022&image=ltsc2016",
    },
    Disagreement {
        id: "D7",
        title: "Server 2019 images on Server 2022, process isolation",
        microsoft: "No in the table; the page on upgrading containers calls it a preview.",
        runtimes: "All refuse it.",
        when: "Both pages stand side by side today.",
        stance: "Hyper-V isolation only.",
        links: &[
            VERSION_COMPATIBILITY,
            "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/upgrade-windows-containers",
        ],
        question: "host=ws2022&image=ltsc2019",
    },
    Disagreement {
        id: "D8",
        title: "Images between builds 20348 and 26100 on Server 2025",
        microsoft: "Not listed.",
        runtimes: "All accept them; no base image with such a build was ever published.",
        when: "Since the rule exists (2023-07-05).",
        stance: "“It depends”: accepted, but undocumented.",
        links: &[PLATFORMS],
        question: "host=ws2025&image=10.0.25398",
    },
    Disagreement {
        id: "T1",
        title: "ver inside a container shows the host",
        microsoft: "Names ver as a way to learn a version.",
        runtimes: "With process isolation it reports the host’s kernel: an ltsc2022 image on Server 2025 says 26100.",
        when: "On every host that runs an image of another build.",
        stance: "The image’s os.version counts, never ver from inside.",
        links: &[
            "https://github.com/ocurrent/docker-base-images/pull/348",
            "https://github.com/microsoft/Windows-Containers/issues/302",
        ],
        question: "host=ws2025&image=ltsc2022",
    },
    Disagreement {
        id: "T2",
        title: "The table is not what stops you",
        microsoft: "Describes what is supported.",
        runtimes: "Docker’s pull check, containerd’s match and Windows’ own check decide, each by a rule of its own.",
        when: "Always.",
        stance: "All gates are shown side by side; the headline is the careful one. The table is documentation: it stops nothing by itself.",
        links: &[PLATFORMS, MOBY_PULL],
        question: "",
    },
    Disagreement {
        id: "T3",
        title: "0xc0370112 where everything fits",
        microsoft: "Yes, in both modes, by a footnote for 24H2 and later.",
        runtimes: "All accept it. Users report that a layer “with an unrecognized format” stops it in both modes: with Server 2025 images on \
                   Windows 11 24H2 and 25H2, with a Server 2022 image on 24H2, and on Windows 10 22H2.",
        when: "Many reports follow KB5072033 (2025-12-09) with Docker Desktop 4.50 to 4.54; the first is of 2025-11-24, on build 26200.7171.",
        stance: "Supported by the rules. First remove both containers and images, then pull again. Another base \
             image may not help.",
        links: &[
            "https://github.com/docker/for-win/issues/14984",
            "https://github.com/microsoft/navcontainerhelper/issues/4070",
            "https://github.com/microsoft/hcsshim/issues/2566",
        ],
        question: "host=w11-25h2&image=ltsc2025",
    },
    Disagreement {
        id: "T5",
        title: "2004 images on Windows 10 21H1 to 22H2, process isolation",
        microsoft: "No: Hyper-V isolation only.",
        runtimes: "The match wants equal builds. Users report that 2004 images (19041) start and 20H2 images (19042) do not.",
        when: "Windows 10 21H1, 21H2 and 22H2, none of which has an image of its own.",
        stance: "Hyper-V isolation only; the report is mentioned.",
        links: &[
            "https://github.com/microsoft/nav-docker/issues/497",
            "https://github.com/microsoft/navcontainerhelper/issues/2745",
        ],
        question: "host=w10-22h2&image=2004",
    },
    Disagreement {
        id: "T6",
        title: "The page contradicts itself",
        microsoft: "The text says that only Server 2022 on Windows 11 may differ in build, the table allows it on Server 2025 too. \
                    A footnote prints build 26100 as 2600. A note says that Windows 10 1809 and Server 2019 have different builds; \
                    both are 17763.",
        runtimes: "Agree with the table.",
        when: "Edition of 2025-09-17.",
        stance: "The table counts, the sentences do not.",
        links: &[VERSION_COMPATIBILITY],
        question: "host=ws2025&image=ltsc2022",
    },
    Disagreement {
        id: "T8",
        title: "“Revisions need not match” has exceptions",
        microsoft: "From version 1809 on host and image need no matching revision.",
        runtimes: "Known exceptions: February 2020, and three times in 2025 hosts older than their Server Core and \
             Server images (0xc0370106).",
        when: "February 2020 (KB4542617); build 26100 at 2894 or older with images from KB5051987 (2025-02-11) on; Server 2025 hosts \
               before KB5058411 (2025-05-13); Server 2019 hosts with images from 2025-04-24 on.",
        stance: "Supported; keep the host at least as new as its images. February 2020 is a rule, 2025 a notice.",
        links: &["https://github.com/microsoft/Windows-Containers/issues/591", Rule::R11.source()],
        question: "host=10.0.26100.3194&image=10.0.26100.4061",
    },
    Disagreement {
        id: "T9",
        title: "The Kubernetes sample is of 2017",
        microsoft: "Shows a label beta.kubernetes.io/osbuild set by hand and extensions/v1beta1.",
        runtimes: "The kubelet sets node.kubernetes.io/windows-build itself, in three parts; that API is gone since Kubernetes 1.16.",
        when: "The label since Kubernetes 1.17.",
        stance: "Snippets use today’s label, and list every build that can run the image.",
        links: &[
            "https://kubernetes.io/docs/reference/labels-annotations-taints/#nodekubernetesiowindows-build",
            VERSION_COMPATIBILITY,
        ],
        question: "host=ws2025&image=ltsc2022&engine=kubernetes",
    },
    Disagreement {
        id: "T10",
        title: "When Server 2025 and Server 2016 leave support",
        microsoft: "The image lifecycle page says 2029-10-09 and 2034-10-10 for 2025 and 2027-01-11 for 2016, and that announcements take \
                    precedence over it. The release-health page says 2029-11-13, 2034-11-14 and 2027-01-12.",
        runtimes: "endoflife.date agrees with the release-health page. 11 January 2027 is a Monday, the 12th the second Tuesday.",
        when: "Release-health page of 2026-05-12; endoflife.date since 2026-07-22.",
        stance: "The dates of the release-health page are shown. End of support is a notice: it doesn’t stop an image from running.",
        links: &[
            "https://learn.microsoft.com/windows/release-health/windows-server-release-info",
            LIFECYCLE,
            "https://github.com/endoflife-date/endoflife.date/blob/a70eca3376/products/windows-server.md",
        ],
        question: "",
    },
    Disagreement {
        id: "T11",
        title: "“No Hyper-V isolation on Windows 10 for Server 2022 images”",
        microsoft: "The table says no in both columns.",
        runtimes: "Agree, and not because of Hyper-V: the image is newer than every Windows 10.",
        when: "Since September 2022.",
        stance: "Does not run, because the image is newer than the host.",
        links: &[VERSION_COMPATIBILITY],
        question: "host=w10-22h2&image=ltsc2022",
    },
    Disagreement {
        id: "T12",
        title: "Fails on the server, works on the laptop",
        microsoft: "Describes the two kinds of isolation, hardly the default.",
        runtimes: "Docker’s default is Hyper-V isolation on clients and process isolation on servers.",
        when: "Since Docker 1.12.",
        stance: "Said beside every answer about a client.",
        links: &[Rule::R18.source()],
        question: "host=w11-24h2&image=ltsc2019&engine=docker",
    },
    Disagreement {
        id: "T13",
        title: "Server 2016 across February and March 2020",
        microsoft: "The table on the February updates calls a March host with a February image compatible on every build; the \
                    rule for Server 2016 wants equal revisions.",
        runtimes: "Do not look at revisions.",
        when: "Host 14393.3564 or 14393.3504, image 14393.3506: the image 14393.3504 was withdrawn.",
        stance: "“It depends”: it may start, but it is not supported.",
        links: &[Rule::R11.source(), VERSION_COMPATIBILITY],
        question: "host=10.0.14393.3564&image=10.0.14393.3506",
    },
    Disagreement {
        id: "T14",
        title: "Foreign layers",
        microsoft: "The FAQ still says that base layers are fetched from Microsoft and not pushed to other registries.",
        runtimes: "Microsoft’s images have had no foreign layers since 2023, and Docker’s --allow-nondistributable-artifacts has no effect since \
                   28.",
        when: "FAQ as of 2025-11-28; docker/cli deprecates the flag, and announces an error.",
        stance: "An image can be pushed whole to any registry; the flag is not needed.",
        links: &[
            "https://github.com/docker/cli/blob/28f756087e/docs/deprecated.md",
            "https://learn.microsoft.com/virtualization/windowscontainers/about/faq",
        ],
        question: "",
    },
];
