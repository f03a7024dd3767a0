//! What a tag says about Windows.

use arrayvec::ArrayVec;

use super::grammar::Reference;
use super::lines::{Contents, MOST};
use super::resolve::{Resolution, resolve};
use crate::rules::{date::Date, release::Release, update::Update, version::Version};

/// What the tag of an image reference says about Windows.
#[derive(Clone, Debug)]
pub enum TagMeaning {
    /// The tag carries the version itself: `10.0.17763.437`.
    Version(Version),
    /// A floating tag for one release: `ltsc2022`, `8.0-nanoserver-1809`.
    Release(&'static Release),
    /// One patch of a release: `1809-KB4493509`.
    Update {
        /// The release before the KB number.
        release: &'static Release,
        /// The number in the tag.
        kb: u32,
        /// The update with this number for this release; `None` if the catalogue has none.
        update: Option<Update>,
    },
    /// The tag stands for several Windows versions: which one a host gets is decided when it pulls.
    Several(SeveralVersions),
    /// There is no such tag.
    NoSuchTag(NoSuchTag),
    /// Linux only.
    LinuxOnly(LinuxOnly),
    /// A base image of a pre-release build, with its version if the tag carries one.
    Insider(Option<Version>),
    /// The tag says nothing about Windows, or its words contradict each other.
    Unknown,
}

impl TagMeaning {
    /// The one version the tag means, as exactly as it says.
    pub fn version(&self) -> Option<Version> {
        match self {
            Self::Version(version) => Some(*version),
            Self::Release(release) => Some(release.of()),
            Self::Update { release, update, .. } => Some(update.map_or(release.of(), |update| update.version())),
            Self::Insider(version) => *version,
            Self::Several(_) | Self::NoSuchTag(_) | Self::LinuxOnly(_) | Self::Unknown => None,
        }
    }
}

/// A tag over several Windows versions.
#[derive(Clone, Debug)]
pub struct SeveralVersions {
    /// The versions, newest first. One alone where the others have left the tag.
    pub releases: ArrayVec<&'static Release, MOST>,
    /// Since when the tag holds exactly these, if that is on record.
    pub since: Option<Date>,
    /// The day the tag left the list of maintained tags: it keeps what it held then.
    pub until: Option<Date>,
    /// Whether the version of the image in the tag is on record for these; an old one holds what it was last built for.
    pub on_record: bool,
    /// What else is known about the tag; empty where there is nothing to add.
    pub note: &'static str,
    /// Where this is from.
    pub source: &'static str,
}

impl SeveralVersions {
    pub(super) fn new(contents: Contents, note: &'static str, source: &'static str) -> Self {
        let Contents { releases, since, until } = contents;
        Self { releases, since, until, on_record: true, note, source }
    }

    /// The builds, newest first.
    pub fn builds(&self) -> ArrayVec<u16, MOST> {
        self.releases.iter().map(|release| release.build).collect()
    }

    /// Which of them a host gets.
    pub fn resolve(&self, host_build: u16) -> Resolution {
        resolve(&self.builds(), host_build)
    }
}

/// A tag that does not exist.
#[derive(Clone, Debug)]
pub struct NoSuchTag {
    /// Why.
    pub why: WhyNot,
    /// The release that was probably meant.
    pub meant: Option<&'static Release>,
    /// What to write instead.
    pub instead: Option<Reference>,
    /// Where this is from.
    pub source: &'static str,
}

impl NoSuchTag {
    /// The image that was meant, where the name of the repository is misspelt.
    pub fn misspelt(&self) -> Option<Reference> {
        self.instead.clone().filter(|_| self.why == WhyNot::NoSuchRepository)
    }
}

/// Why a tag does not exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNot {
    /// `latest` of a base image, or no tag at all.
    Latest,
    /// `windows:ltsc2022`: the image ends with 20H2 (rule R28).
    WindowsEnds,
    /// `windows/server:ltsc2019`: the image starts with 2022 (rule R28).
    ServerStarts,
    /// `nanoserver:ltsc2016`, `servercore:sac2016`: the other image's word for 2016.
    WordOfOtherFamily,
    /// `ltsc2016-KB5055521`, `ltsc2019-KB5059091`: pinned tags of these releases say `1607` and `1809`.
    PinnedWord,
    /// `windows:1803`: a base image, but not in this Windows version.
    OtherFamily,
    /// `servercore:23H2`, `nanoserver:21H1`: a Windows version without base images.
    NoBaseImage,
    /// `servercore:2022`, `servercore:21H2`: not a word that base images use.
    NotAWord,
    /// `golang:1.24-windowsservercore-ltsc2019`: this image uses the other word for the release.
    OtherWord,
    /// `windows/servercor:ltsc2022`: Microsoft publishes no image of this name.
    NoSuchRepository,
    /// `dotnet/framework/runtime:4.8-windowsservercore-ltsc2025`: never published for this Windows version.
    NeverPublished,
}

impl WhyNot {
    /// The reason in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Latest => {
                "Base images have had no `latest` tag since 2019-04-16: a base image works with only one Windows version, so the tag must name it."
            }
            Self::WindowsEnds => {
                "The `windows` image ends with 20H2; from Windows Server 2022 on `windows/server` takes its place."
            }
            Self::ServerStarts => {
                "The `windows/server` image starts with Windows Server 2022; before that it was `windows`."
            }
            Self::WordOfOtherFamily => {
                "On Windows Server 2016, Nano Server is tagged `sac2016` and Server Core `ltsc2016`."
            }
            Self::PinnedWord => {
                "Tags that pin an update of Windows Server 2016 or 2019 start with `1607` or `1809`, not with `ltsc2016` or `ltsc2019`."
            }
            Self::OtherFamily => "This base image was never published for this Windows version; others were.",
            Self::NoBaseImage => "No base image was ever published for this Windows version.",
            Self::NotAWord => "Base images are not tagged with this word.",
            Self::NoSuchRepository => "Microsoft publishes no image with this name.",
            Self::OtherWord => "This image’s tags use another word for the same Windows version.",
            Self::NeverPublished => "This version of the image was never published for this Windows version.",
        }
    }
}

/// A tag that holds Linux images only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinuxOnly {
    /// The tag says so.
    InTag,
    /// A plain tag of .NET 8 or newer.
    #[serde(rename = "dotnet-plain")]
    DotNetPlain,
    /// An official image that never had Windows entries.
    NeverWindows,
    /// A distribution of Linux.
    Distribution,
    /// An official image with Windows entries under tags that say so, but not under this one.
    PlainTag,
    /// Redis, which had Windows entries in 2017 only.
    Redis,
    /// Microsoft’s SQL Server.
    SqlServer,
    /// Microsoft’s emulator of Azure Storage.
    Azurite,
    /// Microsoft’s command line for Azure.
    AzureCli,
}

impl LinuxOnly {
    /// The reason in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::InTag => "The tag says Linux.",
            Self::DotNetPlain => {
                "From .NET 8 on, tags without a Windows version are Linux only (since 2023-04-11); write one such as -nanoserver-ltsc2022."
            }
            Self::NeverWindows => "This official image never had Windows entries.",
            Self::Distribution => "This is a distribution of Linux.",
            Self::PlainTag => "Only tags of this image that name a Windows version have Windows entries.",
            Self::Redis => "This image had Windows entries from 2017-01-18 to 2017-07-14 only.",
            Self::SqlServer | Self::Azurite | Self::AzureCli => "Microsoft publishes this image for Linux only.",
        }
    }

    /// Where this is from.
    pub const fn source(self) -> Option<&'static str> {
        match self {
            Self::InTag | Self::Distribution => None,
            Self::DotNetPlain => Some(super::products::DOTNET_PLAIN_SOURCE),
            Self::NeverWindows | Self::PlainTag | Self::Redis => Some(super::official::SOURCE),
            Self::SqlServer => Some(
                "https://techcommunity.microsoft.com/t5/sql-server-blog/upcoming-updates-to-sql-server-container-images-on-microsoft/ba-p/3573013",
            ),
            Self::Azurite => Some("https://github.com/Azure/Azurite/issues/439"),
            Self::AzureCli => Some("https://github.com/Azure/azure-cli/blob/dev/alpine.dockerfile"),
        }
    }
}
