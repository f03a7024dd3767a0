//! What an entry of the table of releases holds.

use crate::rules::{
    date::Date,
    slug::{Slug, words},
    version::Version,
};

/// Dates of Windows 10 and Windows 11.
pub(super) const CLIENT_LIFECYCLE: &str =
    "https://github.com/endoflife-date/endoflife.date/blob/a70eca3376/products/windows.md";

pub(super) const fn tag(family: Family, tag: &'static str, seen: bool, evidence: &'static str) -> BaseTag {
    #[cfg(target_arch = "wasm32")]
    let _ = evidence;
    BaseTag {
        family,
        tag,
        seen,
        #[cfg(not(target_arch = "wasm32"))]
        evidence,
    }
}

pub(super) const fn edition(
    edition: &'static str,
    active_end: Date,
    end: Date,
    extended_security_end: Option<Date>,
) -> Servicing {
    Servicing { edition, active_end, end, extended_security_end }
}

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

impl Slug for Family {
    fn words() -> Vec<&'static str> {
        Self::ALL.iter().map(|family| family.slug()).collect()
    }

    fn word(self) -> &'static str {
        self.slug()
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::from_slug(word)
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
    /// Where it was seen first, or why it is inferred. The export tells it; no page does, so none carries it.
    #[cfg(not(target_arch = "wasm32"))]
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

/// What Azure Kubernetes Service says about node pools of a release.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct AksNodes {
    /// The value of `--os-sku` and of the label `kubernetes.azure.com/os-sku`.
    pub sku: &'static str,
    /// The first version of Kubernetes it can be chosen for; `None` where that is not on record.
    pub from: Option<&'static str>,
    /// The last one; `None` while there is none.
    pub until: Option<&'static str>,
    /// The day from which it gets no new pools, images or patches; `None` where none is announced.
    pub retires: Option<Date>,
    /// The day its node images are removed, after which such a pool can no longer grow.
    pub images_removed: Option<Date>,
    /// What a new pool needs besides.
    pub needs: Option<AksNeeds>,
    /// The OS SKU whose pools can be changed to this one in place, which is a preview; `None` where a new pool is the only way.
    #[serde(skip)]
    pub in_place_from: Option<&'static str>,
    /// What else is known, or where the sources disagree; empty where there is nothing to add.
    pub note: &'static str,
    /// Where this is written.
    pub source: &'static str,
}

/// What a new node pool needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct AksNeeds {
    /// The oldest version of the Azure CLI.
    pub cli: &'static str,
    /// `--enable-fips-image`.
    pub fips: bool,
}

impl AksNodes {
    /// Whether it is already retired.
    pub fn retired(&self, today: Date) -> bool {
        self.retires.is_some_and(|day| day <= today)
    }

    /// What that means, as a sentence without its end; where it is retired.
    pub fn retirement(&self, today: Date) -> Option<String> {
        let day = self.retires.filter(|_| self.retired(today))?;
        Some(format!("AKS retired {} on {day}: such nodes get no new images and no patches", self.sku))
    }

    /// The versions of Kubernetes it can be chosen for: `1.23 to 1.36`.
    pub fn kubernetes(&self) -> String {
        self.kubernetes_words().concat()
    }

    /// The same in its parts.
    pub const fn kubernetes_words(&self) -> [&'static str; 3] {
        match (self.from, self.until) {
            (None, None) => ["not on record", "", ""],
            (None, Some(until)) => ["up to ", until, ""],
            (Some(from), None) => ["from ", from, " on"],
            (Some(from), Some(until)) => [from, " to ", until],
        }
    }
}

/// A Windows release, with every fact about it. The table is [`RELEASES`](super::RELEASES).
#[derive(Clone, Copy, Debug)]
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
    /// The last day of paid extended security updates for a server; those of clients are in [`Servicing`].
    pub paid_end: Option<Date>,
    /// The build that this one is an enablement package on: they share their updates (rule R16).
    pub enabled_on: Option<u16>,
    /// It is an LTSC whose interface hcsshim and containerd list as stable (rule R5).
    pub stable_interface: bool,
    /// Its node pools in Azure Kubernetes Service, if it ever had any.
    pub aks: Option<AksNodes>,
    /// Client editions, each with its own end.
    pub servicing: &'static [Servicing],
    /// Tags of base images with this build, preferred first within a family.
    pub tags: &'static [BaseTag],
    /// Where the build number is from.
    pub build_source: &'static str,
    /// Where the dates are from.
    pub dates_source: &'static str,
}

/// A slug names one release.
impl PartialEq for Release {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Eq for Release {}

impl Release {
    /// What an entry of the table does not say.
    pub(super) const EMPTY: Self = Self {
        slug: "",
        name: "",
        also: "",
        version: "",
        build: 0,
        kind: Kind::Server,
        channel: Channel::Ltsc,
        available: Date::new(2016, 1, 1),
        mainstream_end: None,
        extended_end: None,
        image_slug: None,
        image_aliases: &[],
        paid_end: None,
        enabled_on: None,
        stable_interface: false,
        aks: None,
        servicing: &[],
        tags: &[],
        build_source: "",
        dates_source: "",
    };

    /// The build whose kernel branch this release is serviced from: its own, or the one it is an enablement package on (R16).
    pub const fn branch(&self) -> u16 {
        match self.enabled_on {
            Some(branch) => branch,
            None => self.build,
        }
    }

    /// The version of the release without a revision.
    pub const fn of(&self) -> Version {
        Version::of_build(self.build)
    }

    /// The last day with any updates: end of extended support, or of mainstream support where there is no extended phase.
    pub fn end(&self) -> Option<Date> {
        self.extended_end.or(self.mainstream_end)
    }

    /// The tag to recommend in a family, if this release has an image there.
    pub fn tag(&self, family: Family) -> Option<&'static BaseTag> {
        self.tags.iter().find(|tag| tag.family == family)
    }

    /// The word of its images' tags as registries spell it: `ltsc2022`, `20H2`.
    pub fn tag_word(&self) -> &'static str {
        match self.image_slug {
            Some(slug) if slug.eq_ignore_ascii_case(self.version) => self.version,
            slug => slug.unwrap_or_default(),
        }
    }

    /// Whether a base image with this build was ever published.
    pub const fn has_images(&self) -> bool {
        self.image_slug.is_some()
    }
}
