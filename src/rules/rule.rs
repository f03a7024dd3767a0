//! The rules R1 to R40. Each is one file below: its title and source, the function that decides it, its sentences. The order in
//! which they are asked is [`judge`](crate::rules::judge::judge)'s; their ids are in [`reason`](crate::rules::reason).

use crate::rules::verdict::Verdict;
use about::About;

pub use crate::rules::reason::{Reason, Rule};
pub use about::VERSION_COMPATIBILITY;

mod about;
pub(in crate::rules) mod annual_channel;
pub mod architecture;
pub(in crate::rules) mod arm64_images;
mod build_and_swarm;
pub mod buildkit;
pub(in crate::rules) mod daemon_refusals;
pub(in crate::rules) mod default_isolation;
pub mod edition;
pub(in crate::rules) mod end_of_support;
pub(in crate::rules) mod equal_builds;
pub(in crate::rules) mod exempt;
pub(crate) mod february_2020;
pub(in crate::rules) mod free_revision;
pub mod host_process;
pub(in crate::rules) mod hotpatch;
pub(in crate::rules) mod hyperv;
pub(in crate::rules) mod hyperv_needs;
pub(in crate::rules) mod kubernetes;
pub(in crate::rules) mod later_breaks;
pub(in crate::rules) mod linux;
mod look_alikes;
pub(in crate::rules) mod major_minor;
pub(in crate::rules) mod match_on_builds;
mod nano_server;
pub(in crate::rules) mod newer_image;
pub(in crate::rules) mod os_version;
pub(in crate::rules) mod pull;
pub mod regression;
pub(in crate::rules) mod repositories;
pub(crate) mod same_revision;
pub mod sandbox;
pub mod service;
mod shared_updates;
pub mod single_manifest;
pub(in crate::rules) mod stable_abi;
mod start_check;
pub(in crate::rules) mod unknown_build;
pub(in crate::rules) mod windows_10;
pub(crate) mod windows_11;
pub(in crate::rules) mod without_twin;

/// One for each rule, in order.
const ABOUT: [About; Rule::ALL.len()] = [
    major_minor::ABOUT,
    equal_builds::ABOUT,
    hyperv::ABOUT,
    newer_image::ABOUT,
    stable_abi::ABOUT,
    windows_11::ABOUT,
    annual_channel::ABOUT,
    windows_10::ABOUT,
    same_revision::ABOUT,
    free_revision::ABOUT,
    february_2020::ABOUT,
    later_breaks::ABOUT,
    nano_server::ABOUT,
    arm64_images::ABOUT,
    unknown_build::ABOUT,
    shared_updates::ABOUT,
    hyperv_needs::ABOUT,
    default_isolation::ABOUT,
    daemon_refusals::ABOUT,
    pull::ABOUT,
    match_on_builds::ABOUT,
    start_check::ABOUT,
    build_and_swarm::ABOUT,
    kubernetes::ABOUT,
    exempt::ABOUT,
    end_of_support::ABOUT,
    os_version::ABOUT,
    repositories::ABOUT,
    linux::ABOUT,
    without_twin::ABOUT,
    architecture::ABOUT,
    single_manifest::ABOUT,
    sandbox::ABOUT,
    hotpatch::ABOUT,
    edition::ABOUT,
    service::ABOUT,
    host_process::ABOUT,
    buildkit::ABOUT,
    regression::ABOUT,
    look_alikes::ABOUT,
];

impl Rule {
    /// What the rule says, in one line.
    pub const fn title(self) -> &'static str {
        ABOUT[self as usize].title
    }

    /// Where the rule is written.
    pub const fn source(self) -> &'static str {
        ABOUT[self as usize].source
    }
}

impl Reason {
    /// Where this is written: the rule's source, or a closer one.
    pub fn source(self) -> &'static str {
        let closer = ABOUT[self.rule() as usize].closer.iter().find(|(reason, _)| *reason == self);
        closer.map_or(self.rule().source(), |(_, source)| source)
    }

    /// What it means for this verdict, in one or two sentences.
    pub fn text(self, verdict: &Verdict) -> String {
        use Reason::*;
        let sentence = match self {
            OtherMajorMinor => major_minor::other,
            BuildsEqual => equal_builds::equal,
            BuildsDiffer => equal_builds::differ,
            OlderUnderHyperv => hyperv::older,
            EqualUnderHyperv => hyperv::equal,
            ImageNewer => newer_image::newer,
            FormerPreviewTags => newer_image::former_preview_tags,
            StableAbi => stable_abi::inside,
            BelowStableAbi => stable_abi::below,
            StableAbiUndocumented => stable_abi::undocumented,
            VariantsDisagree => stable_abi::variants_disagree,
            Windows11 => windows_11::documented,
            Windows11Label => windows_11::label,
            AnnualChannel => annual_channel::process,
            AnnualChannelHyperv => annual_channel::undocumented,
            Windows10DevTest => windows_10::dev_test,
            Windows10HypervOnly => windows_10::hyperv_only,
            Windows10Reports => windows_10::reports,
            RevisionsEqual => same_revision::equal,
            RevisionsDiffer => same_revision::differ,
            RevisionsNeeded => same_revision::needed,
            RevisionsFree => free_revision::free,
            BaselineCrossed => february_2020::crossed,
            BaselineSuperseded => february_2020::superseded,
            UnknownBuild => unknown_build::unknown,
            SharedUpdates => shared_updates::shared,
            NoHyperv => hyperv_needs::none,
            KubernetesProcessOnly => kubernetes::process_only,
            ImageVersionUnknown => os_version::unknown,
            NoSuchTag => repositories::no_such_tag,
            LinuxImage => linux::linux,
            ArchitecturesDiffer => architecture::differ,
            HomeEdition => edition::home,
            ServiceWithoutHyperv => service::without_hyperv,
            HostProcessBase => host_process::base,
        };
        sentence(verdict)
    }
}
