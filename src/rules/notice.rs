//! What else to know: nothing here changes a verdict.

use crate::rules::place::Place;
use crate::rules::reference;
use crate::rules::rule::regression::Regression;
use crate::rules::rule::{
    architecture, arm64_images, daemon_refusals, default_isolation, end_of_support, exempt, february_2020, hotpatch,
    hyperv_needs, kubernetes, later_breaks, match_on_builds, os_version, repositories, service, unknown_build,
    without_twin,
};
use crate::rules::verdict::Verdict;
use crate::rules::{
    date::Date,
    image::Image,
    release::{self, Family, Kind, Release},
    rule::Rule,
    update::Update,
    version::Version,
};

pub(crate) use crate::rules::release::image_word;
pub(crate) use crate::rules::rule::windows_11::FIELD_REPORTS;
pub use crate::rules::side::Side;

/// Something to know beside the verdict.
#[derive(Clone, Copy, Debug)]
pub enum Notice {
    /// The registry only looks like Microsoft's.
    Lookalike,
    /// It has the name of a base image and comes from somebody else's registry.
    Copy,
    /// The tag does not exist (R28).
    NoSuchTag,
    /// Why the image is known to be for Linux (R29).
    LinuxOnly,
    /// The image is for another processor architecture (R14).
    Arm64,
    /// Images from the Insider repositories need an Insider host (R15).
    InsiderImage,
    /// Nobody published a base image with this build (R7, R30).
    NoBaseImage,
    /// The tag holds several Windows versions; this is the one this host would take (R20, R21).
    SeveralVersions,
    /// Equal builds, and only one side says on which side of February 2020 it is (R11).
    BaselineUnclear(Side),
    /// The image is ahead of the host (R12).
    RevisionGap {
        /// It crosses one of the two boundaries that are on record.
        known_boundary: bool,
    },
    /// A client's revision and a server image's cannot be compared on 26100 (R12b).
    NumberedApart,
    /// Field reports contradict the rule on 26200 and later (R6).
    FieldReports,
    /// The build is a server and a client; the other one was not meant.
    SharedBuild(&'static Release),
    /// A kind was asked for that this build never had.
    KindIgnored(Kind),
    /// A revision that is in no list.
    RevisionNotListed(Side, Version),
    /// There is a newer update for this build.
    Behind(Side, &'static Update),
    /// No more updates at all.
    EndOfSupport(Side, &'static Release, Date),
    /// Mainstream support is over, security updates still come.
    MainstreamEnded(Side, &'static Release),
    /// Some editions of this client get no more updates.
    EditionsEnded(&'static Release),
    /// The tag moves every month, so its revision is not known (R27).
    FloatingTag,
    /// Docker on this client uses Hyper-V isolation unless told otherwise (R18).
    ClientDefault,
    /// The current Docker engine does not start on this host (R19).
    DockerTooNew,
    /// Kubernetes' own text still asks for equal versions (R24).
    KubernetesStrict,
    /// A client is not a Kubernetes node.
    ClientNode,
    /// HostProcess containers are exempt (R25).
    HostProcess,
    /// Hyper-V isolation has needs of its own (R17).
    HypervNeeds,
    /// What to know of a machine that was called by a name of its own (R36).
    Place(&'static Place),
    /// Services whose machines do not go up to this build (R36).
    ServiceLimits,
    /// AKS has no nodes of this release, or retired them: the day for which that is said (R36).
    AksPool(&'static Release, Date),
    /// The processor is the host's, so the tag has to name it (R31).
    ArchTag,
    /// A report against a pair that is supported (R39).
    Regression(&'static Regression),
    /// Another name was probably meant (R28).
    DidYouMean,
}

impl PartialEq for Notice {
    fn eq(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other) && self.side() == other.side()
    }
}

impl Notice {
    /// The stable id.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Lookalike => "lookalike",
            Self::Copy => "copy",
            Self::NoSuchTag => "no-such-tag",
            Self::LinuxOnly => "linux-only",
            Self::Arm64 => "arm64",
            Self::InsiderImage => "insider-image",
            Self::NoBaseImage => "no-base-image",
            Self::SeveralVersions => "several-versions",
            Self::BaselineUnclear(_) => "baseline",
            Self::RevisionGap { .. } => "revision-gap",
            Self::NumberedApart => "numbered-apart",
            Self::FieldReports => "field-reports",
            Self::SharedBuild(_) => "shared-build",
            Self::KindIgnored(_) => "kind-ignored",
            Self::RevisionNotListed(..) => "revision-not-listed",
            Self::Behind(..) => "behind",
            Self::EndOfSupport(..) => "end-of-support",
            Self::MainstreamEnded(..) => "mainstream-ended",
            Self::EditionsEnded(_) => "editions-ended",
            Self::FloatingTag => "floating-tag",
            Self::ClientDefault => "client-default",
            Self::DockerTooNew => "docker-too-new",
            Self::KubernetesStrict => "kubernetes-strict",
            Self::ClientNode => "client-node",
            Self::HostProcess => "host-process",
            Self::HypervNeeds => "hyperv-needs",
            Self::Place(_) => "place",
            Self::ServiceLimits => "service-limits",
            Self::AksPool(..) => "aks-pool",
            Self::ArchTag => "architecture-tag",
            Self::Regression(_) => "regression",
            Self::DidYouMean => "did-you-mean",
        }
    }

    /// The side it is about, where it is about one.
    pub const fn side(&self) -> Option<Side> {
        match self {
            Self::BaselineUnclear(side)
            | Self::RevisionNotListed(side, _)
            | Self::Behind(side, _)
            | Self::EndOfSupport(side, ..)
            | Self::MainstreamEnded(side, _) => Some(*side),
            Self::SharedBuild(_) | Self::KindIgnored(_) | Self::EditionsEnded(_) => Some(Side::Host),
            Self::Lookalike | Self::Copy => Some(Side::Image),
            Self::Place(_) | Self::AksPool(..) => Some(Side::Host),
            Self::FloatingTag
            | Self::NoSuchTag
            | Self::LinuxOnly
            | Self::NoBaseImage
            | Self::SeveralVersions
            | Self::ArchTag
            | Self::DidYouMean => Some(Side::Image),
            _ => None,
        }
    }

    /// The rule behind it, where there is one.
    pub const fn rule(&self) -> Option<Rule> {
        Some(match self {
            Self::NoSuchTag => Rule::R28,
            Self::LinuxOnly => Rule::R29,
            Self::Arm64 => Rule::R14,
            Self::InsiderImage => Rule::R15,
            Self::NoBaseImage => Rule::R30,
            Self::SeveralVersions => Rule::R21,
            Self::BaselineUnclear(_) => Rule::R11,
            Self::RevisionGap { .. } | Self::NumberedApart => Rule::R12,
            Self::FieldReports => Rule::R6,
            Self::EndOfSupport(..) | Self::MainstreamEnded(..) | Self::EditionsEnded(_) => Rule::R26,
            Self::FloatingTag => Rule::R27,
            Self::ClientDefault => Rule::R18,
            Self::DockerTooNew => Rule::R19,
            Self::KubernetesStrict | Self::ClientNode => Rule::R24,
            Self::HostProcess => Rule::R25,
            Self::HypervNeeds => Rule::R17,
            Self::Place(_) | Self::ServiceLimits | Self::AksPool(..) => Rule::R36,
            Self::ArchTag => Rule::R31,
            Self::Regression(_) => Rule::R39,
            Self::DidYouMean => Rule::R28,
            _ => return None,
        })
    }

    /// Where it is written.
    pub fn source(&self) -> &'static str {
        match self {
            Self::FieldReports => "https://github.com/docker/for-win/issues/14984",
            Self::NumberedApart | Self::Behind(..) | Self::RevisionNotListed(..) | Self::SharedBuild(_) => {
                crate::rules::update::UPDATES_SOURCE
            }
            Self::EndOfSupport(_, release, _) | Self::MainstreamEnded(_, release) | Self::EditionsEnded(release) => {
                release.dates_source
            }
            Self::Place(place) => place.source,
            Self::AksPool(release, _) => service::aks_source(release),
            Self::Regression(one) => one.source,
            Self::Lookalike | Self::Copy => reference::BASE_IMAGES,
            other => other.rule().map_or(crate::rules::rule::VERSION_COMPATIBILITY, Rule::source),
        }
    }

    /// What to know, in one or two sentences.
    pub fn text(&self, verdict: &Verdict, image: &Image) -> String {
        let host = verdict.host;
        let build = verdict.image.map_or(0, |version| version.build);
        match self {
            Self::Lookalike | Self::Copy => image.doubt().map(|(_, sentence)| sentence).unwrap_or_default(),
            Self::NoSuchTag => image.no_such_tag().map(repositories::no_such).unwrap_or_default(),
            Self::LinuxOnly => image.linux_only().map(|why| why.sentence().to_owned()).unwrap_or_default(),
            Self::Arm64 => arm64_images::NOTE.to_owned(),
            Self::InsiderImage => unknown_build::INSIDER_IMAGE.to_owned(),
            Self::NoBaseImage => without_twin::never_published(build),
            Self::SeveralVersions => match_on_builds::several_versions(verdict, image),
            Self::BaselineUnclear(side) => february_2020::unclear(*side),
            Self::RevisionGap { known_boundary } => later_breaks::gap(*known_boundary).to_owned(),
            Self::NumberedApart => later_breaks::NUMBERED_APART.to_owned(),
            Self::FieldReports => FIELD_REPORTS.to_owned(),
            Self::SharedBuild(other) => host.assumed(other),
            Self::KindIgnored(kind) => {
                let kind = if *kind == Kind::Client { "client" } else { "server" };
                format!("There is no Windows {kind} with build {}; it is {}.", host.version.build, host.name())
            }
            Self::RevisionNotListed(side, version) => hotpatch::not_listed(*side, *version, verdict),
            Self::Behind(side, newest) => behind(*side, newest),
            Self::EndOfSupport(side, release, end) => end_of_support::ended(*side, release, *end),
            Self::MainstreamEnded(side, release) => end_of_support::mainstream(*side, release),
            Self::EditionsEnded(release) => end_of_support::editions(release),
            Self::FloatingTag => os_version::FLOATING.to_owned(),
            Self::ClientDefault => default_isolation::ON_CLIENTS.to_owned(),
            Self::DockerTooNew => daemon_refusals::TOO_NEW.to_owned(),
            Self::KubernetesStrict => kubernetes::STRICT.to_owned(),
            Self::ClientNode => kubernetes::CLIENT_NODE.to_owned(),
            Self::HostProcess => exempt::NOTE.to_owned(),
            Self::HypervNeeds => hyperv_needs::NEEDS.to_owned(),
            Self::Place(place) => place.note.to_owned(),
            Self::ServiceLimits => service::limits(host.version.build),
            Self::AksPool(release, today) => service::aks_pool(release, *today).unwrap_or_default(),
            Self::ArchTag => architecture::tag_needed(verdict, image),
            Self::Regression(one) => one.text.to_owned(),
            Self::DidYouMean => did_you_mean(image),
        }
    }
}

/// What was probably meant where an image's name or tag is nearly one of Microsoft's; empty where it is none, or not nearly.
pub fn did_you_mean(image: &Image) -> String {
    let instead = image.no_such_tag().and_then(|problem| problem.instead.clone());
    let meant = instead.map_or_else(|| image.near_misses(), |name| vec![name]);
    let names: Vec<String> = meant.iter().take(3).map(ToString::to_string).collect();
    if names.is_empty() { String::new() } else { format!("Did you mean {}?", names.join(" or ")) }
}

fn behind(side: Side, newest: &Update) -> String {
    let kb = newest.kb.map(|kb| format!(" (KB{kb}, {})", newest.date)).unwrap_or_else(|| format!(" ({})", newest.date));
    match side {
        Side::Host => format!("The host isn’t on the newest known update for its build, {}{kb}.", newest.version()),
        Side::Image => {
            format!(
                "The image isn’t on the newest known update for its build, {}{kb}. Rebuild it, or use a newer tag.",
                newest.version()
            )
        }
    }
}

/// Families that have an image with this build.
pub fn families_of(build: u16) -> impl Iterator<Item = Family> {
    Family::ALL
        .into_iter()
        .filter(move |family| release::with_build(build).any(|release| release.tag(*family).is_some()))
}
