//! Every Windows release that can host containers or be an image.

use crate::rules::{date::Date, slug::words, version::Version};

mod facts;
mod table;

pub use table::RELEASES;

/// The kind of Windows a host runs: one build can be both.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Windows Server.
    Server,
    /// Windows 10 or Windows 11.
    Client,
}

words!(Kind: Server "server" "Windows Server", Client "client" "Windows client");

/// How a release is serviced.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Long-Term Servicing Channel: five years mainstream and five years extended support.
    Ltsc,
    /// Semi-Annual Channel: 18 months, ended in August 2022.
    SemiAnnual,
    /// Annual Channel for Containers: a host only, without images of its own.
    Annual,
    /// Windows 10 and Windows 11.
    Client,
}

impl Channel {
    /// The channel's name as Microsoft writes it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ltsc => "Long-Term Servicing Channel",
            Self::SemiAnnual => "Semi-Annual Channel",
            Self::Annual => "Annual Channel for Containers",
            Self::Client => "Windows client",
        }
    }
}

/// A family of base images: one repository each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Server Core: most applications, IIS, .NET Framework.
    ServerCore,
    /// Nano Server: the smallest, for .NET and other self-contained programs.
    NanoServer,
    /// Server: the full API set, from 2022 on.
    Server,
    /// Windows: the full API set, from 1809 to 20H2 (rule R28).
    Windows,
}

impl Family {
    /// All families, most used first.
    pub const ALL: [Self; 4] = [Self::ServerCore, Self::NanoServer, Self::Server, Self::Windows];

    /// The word used in links and for `family` on the command line.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ServerCore => "servercore",
            Self::NanoServer => "nanoserver",
            Self::Server => "server",
            Self::Windows => "windows",
        }
    }

    /// The family whose [`slug`](Self::slug) this is.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.slug() == slug)
    }

    /// The name people use.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ServerCore => "Server Core",
            Self::NanoServer => "Nano Server",
            Self::Server => "Server",
            Self::Windows => "Windows",
        }
    }

    /// The repository the family is published in.
    pub const fn repository(self) -> &'static str {
        match self {
            Self::ServerCore => "mcr.microsoft.com/windows/servercore",
            Self::NanoServer => "mcr.microsoft.com/windows/nanoserver",
            Self::Server => "mcr.microsoft.com/windows/server",
            Self::Windows => "mcr.microsoft.com/windows",
        }
    }
}

/// A tag of a base image that names a release.
#[derive(Clone, Copy, Debug)]
pub struct BaseTag {
    /// Which repository it is in.
    pub family: Family,
    /// The tag, without registry and repository.
    pub tag: &'static str,
    /// Whether the tag itself was seen in a public repository; otherwise it follows from the naming scheme.
    pub seen: bool,
    /// Where it was seen first, or why it is inferred.
    pub evidence: &'static str,
}

/// How long one edition of a client release is serviced.
#[derive(Clone, Copy, Debug)]
pub struct Servicing {
    /// The editions this line is about.
    pub edition: &'static str,
    /// The last day of active support.
    pub active_end: Date,
    /// The last day of security updates.
    pub end: Date,
    /// The last day of paid extended security updates, where offered.
    pub extended_security_end: Option<Date>,
}

/// What belongs to a release besides its place in the catalogue: see [`Release::facts`].
#[derive(Debug)]
pub struct Facts {
    /// The release's slug.
    slug: &'static str,
    /// Client editions, each with its own end.
    pub servicing: &'static [Servicing],
    /// Tags of base images with this build, preferred first within a family.
    pub tags: &'static [BaseTag],
    /// Where the build number is from.
    pub build_source: &'static str,
    /// Where the dates are from.
    pub dates_source: &'static str,
    /// Where the sources disagree about this release.
    pub disagreements: &'static [&'static str],
}

/// A Windows release. The table is [`RELEASES`].
#[derive(Debug)]
pub struct Release {
    /// The stable name used in links and on the command line, such as `ws2019` or `w11-24h2`. Never changes meaning.
    pub slug: &'static str,
    /// The name people use.
    pub name: &'static str,
    /// Another name it was marketed under; empty where there is none.
    pub also: &'static str,
    /// The version word, such as `1809` or `21H2`. Several releases can share one.
    pub version: &'static str,
    /// The build; a server and a client can share one.
    pub build: u16,
    /// Server or client.
    pub kind: Kind,
    /// How it is serviced.
    pub channel: Channel,
    /// The day of general availability.
    pub available: Date,
    /// End of mainstream support (of all support on channels without an extended phase).
    pub mainstream_end: Option<Date>,
    /// End of extended support; for clients the latest end over all editions.
    pub extended_end: Option<Date>,
    /// The word for this release's images in links and on the command line, such as `ltsc2022`; `None` without images.
    pub image_slug: Option<&'static str>,
    /// Other words with the same meaning, lower case.
    pub image_aliases: &'static [&'static str],
}

/// A slug names one release.
impl PartialEq for Release {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Eq for Release {}

impl Release {
    /// The version of the release without a revision.
    pub const fn of(&self) -> Version {
        Version::of_build(self.build)
    }

    /// The last day with any updates: end of extended support, or of mainstream support where there is no extended phase.
    pub fn end(&self) -> Option<Date> {
        self.extended_end.or(self.mainstream_end)
    }

    /// Editions, tags, and where the facts are from. Apart, because a page that only judges needs none of it.
    pub fn facts(&self) -> &'static Facts {
        // A test holds the two tables together.
        facts::FACTS.iter().find(|facts| facts.slug == self.slug).unwrap_or(&facts::FACTS[0])
    }

    /// The tag to recommend in a family, if this release has an image there.
    pub fn tag(&self, family: Family) -> Option<&'static BaseTag> {
        self.facts().tags.iter().find(|tag| tag.family == family)
    }

    /// Whether a base image with this build was ever published.
    pub const fn has_images(&self) -> bool {
        self.image_slug.is_some()
    }
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

/// All releases with this build: none, one, or a server and a client.
pub fn with_build(build: u16) -> impl Iterator<Item = &'static Release> {
    RELEASES.iter().zip(&BUILDS).filter(move |(_, own)| **own == build).map(|(release, _)| release)
}

/// The release that base images with this build belong to, if any were published.
pub fn images_of(build: u16) -> Option<&'static Release> {
    with_build(build).find(|release| release.has_images())
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
