//! Why a verdict is what it is: one rule, one sentence, one source each.

use crate::rules::verdict::Verdict;
use crate::rules::{
    judge,
    product::{self, Product},
    release,
    rule::Rule,
    version::Version,
};

/// One rule that fired, and in which way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// R1: only one side is Windows 10.0.
    OtherMajorMinor,
    /// R15: the catalogue does not know a build.
    UnknownBuild,
    /// R27: the image's version is not known.
    ImageVersionUnknown,
    /// R28: the tag does not exist.
    NoSuchTag,
    /// R29: a Linux image.
    LinuxImage,
    /// R4: the image is newer than the host.
    ImageNewer,
    /// R4: Windows 10 21H1 had temporary tags.
    FormerPreviewTags,
    /// R2: the builds are equal.
    BuildsEqual,
    /// R2: the builds differ.
    BuildsDiffer,
    /// R16: they differ although the releases share their updates.
    SharedUpdates,
    /// R3: the image is older than the host.
    OlderUnderHyperv,
    /// R3: host and image have the same build.
    EqualUnderHyperv,
    /// R5: inside the stable range.
    StableAbi,
    /// R5: below the stable range.
    BelowStableAbi,
    /// R5: the runtimes accept it, no page lists it.
    StableAbiUndocumented,
    /// R5: the published variants of the match answer differently.
    VariantsDisagree,
    /// R6: Windows 11 is documented for this image.
    Windows11,
    /// R6: the table's label covers this Windows 11, which is newer than the table.
    Windows11Label,
    /// R7: the only documented combination on 23H2.
    AnnualChannel,
    /// R7: nothing is documented about Hyper-V isolation on 23H2.
    AnnualChannelHyperv,
    /// R8: for development and testing.
    Windows10DevTest,
    /// R8: before 1809 Hyper-V isolation only.
    Windows10HypervOnly,
    /// R8: users report that it works.
    Windows10Reports,
    /// R9: the revisions are equal.
    RevisionsEqual,
    /// R9: the revisions differ.
    RevisionsDiffer,
    /// R9: a revision is missing.
    RevisionsNeeded,
    /// R10: the revisions may differ.
    RevisionsFree,
    /// R11: host and image lie on different sides of February 2020.
    BaselineCrossed,
    /// R11: an image of 11 February 2020, replaced a week later.
    BaselineSuperseded,
    /// R17: the question says that Hyper-V isolation is not available.
    NoHyperv,
    /// R24: Kubernetes has process isolation only.
    KubernetesProcessOnly,
}

impl Reason {
    /// The rule that fired.
    pub const fn rule(self) -> Rule {
        use Reason::*;
        match self {
            OtherMajorMinor => Rule::R1,
            UnknownBuild => Rule::R15,
            ImageVersionUnknown => Rule::R27,
            NoSuchTag => Rule::R28,
            LinuxImage => Rule::R29,
            ImageNewer | FormerPreviewTags => Rule::R4,
            BuildsEqual | BuildsDiffer => Rule::R2,
            SharedUpdates => Rule::R16,
            OlderUnderHyperv | EqualUnderHyperv => Rule::R3,
            StableAbi | BelowStableAbi | StableAbiUndocumented | VariantsDisagree => Rule::R5,
            Windows11 | Windows11Label => Rule::R6,
            AnnualChannel | AnnualChannelHyperv => Rule::R7,
            Windows10DevTest | Windows10HypervOnly | Windows10Reports => Rule::R8,
            RevisionsEqual | RevisionsDiffer | RevisionsNeeded => Rule::R9,
            RevisionsFree => Rule::R10,
            BaselineCrossed | BaselineSuperseded => Rule::R11,
            NoHyperv => Rule::R17,
            KubernetesProcessOnly => Rule::R24,
        }
    }

    /// Where this is written: the rule's source, or a closer one.
    pub const fn source(self) -> &'static str {
        match self {
            Self::StableAbi => crate::rules::rule::VERSION_COMPATIBILITY,
            Self::VariantsDisagree => "https://github.com/moby/moby/issues/53397",
            Self::Windows10Reports => "https://github.com/microsoft/nav-docker/issues/497",
            Self::FormerPreviewTags => "https://github.com/microsoft/Windows-Containers/issues/163",
            other => other.rule().source(),
        }
    }

    /// What it means for this verdict, in one or two sentences.
    pub fn text(self, verdict: &Verdict) -> String {
        use Reason::*;
        let host = verdict.host.version;
        let image = verdict.image.unwrap_or(Version::of_build(0));
        let (h, i) = (host.build, image.build);
        let name = verdict.host.name();
        match self {
            OtherMajorMinor => format!(
                "Host {host} and image {image} are different generations of Windows; containers need 10.0 on both sides."
            ),
            UnknownBuild => unknown_build(verdict),
            ImageVersionUnknown => {
                "The image’s name does not say which Windows it is built on. Its os.version does.".to_owned()
            }
            NoSuchTag => "There is no image with this tag, so there is nothing to run. That is no incompatibility: another tag \
                          may do."
                .to_owned(),
            LinuxImage => "This is a Linux image. It needs a Linux host or Docker’s Linux engine, and the Windows rules \
                           do not apply."
                .to_owned(),
            ImageNewer => format!(
                "The image is newer (build {i}) than the host (build {h}). A newer image runs in no mode; Docker already \
                 refuses to pull it."
            ),
            FormerPreviewTags => "For a year, win10-21h1-preview tags let Windows 10 21H1 run Server 2022 images with \
                                  Hyper-V isolation. They are gone, and the ordinary tag was never accepted."
                .to_owned(),
            BuildsEqual => format!("Host and image have the same build, {h}."),
            BuildsDiffer => format!(
                "Process isolation needs equal builds before build {}: the host has {h}, the image {i}.",
                judge::STABLE_ABI
            ),
            SharedUpdates => {
                format!("{i} and {h} share their updates, but every page and runtime treats them as different builds.")
            }
            OlderUnderHyperv => format!(
                "The image ({i}) is older than the host ({h}). With Hyper-V isolation it brings a kernel of its own, so the \
                 builds may differ."
            ),
            EqualUnderHyperv => "Hyper-V isolation works as well: the image is not newer than the host.".to_owned(),
            StableAbi => {
                let differ = if h == i { "" } else { " although the builds differ" };
                format!(
                    "Since build {} the kernel interface is stable: {name} runs this image with process isolation{differ}.",
                    judge::STABLE_ABI
                )
            }
            BelowStableAbi => format!(
                "Hosts from build {} on share a stable kernel interface only with images from {} on; this image ({i}) is \
                 older.",
                judge::STABLE_ABI,
                judge::STABLE_ABI
            ),
            StableAbiUndocumented => format!(
                "The runtimes accept an image of build {i} on build {h}, but no Microsoft page lists the pair and no base \
                 image with that build was published."
            ),
            VariantsDisagree => format!(
                "The runtimes disagree. {}, and {} with the containerd image store, want build {} or newer on this host; the \
                 versions before and after these, and Docker’s classic store, accept {i}.",
                product::stricter().of(Product::Containerd),
                product::stricter().of(Product::Docker),
                release::floors(h)[1]
            ),
            Windows11 if i == judge::NEWEST_LTSC => {
                "Microsoft documents Server 2025 images on Windows 11 from 24H2 on, in both modes.".to_owned()
            }
            Windows11 => "Microsoft’s table allows Server 2022 images on Windows 11 with process isolation; a note below the \
                          table still calls it a preview."
                .to_owned(),
            Windows11Label => format!(
                "Microsoft’s table says yes under the label “Windows 11”; that edition is older than build {h} and does not \
                 name it."
            ),
            AnnualChannel => "Windows Server 23H2 has no image of its own; Microsoft names the Server 2022 image as the one \
                              it runs."
                .to_owned(),
            AnnualChannelHyperv => "No page says whether Windows Server 23H2 offers Hyper-V isolation.".to_owned(),
            Windows10DevTest => "On Windows 10 this is for development and testing only: Pro or Enterprise, Docker 18.09 or \
                                 later, started with --isolation=process. The compatibility table lists Hyper-V isolation \
                                 only."
                .to_owned(),
            Windows10HypervOnly => {
                "Windows 10 before version 1809 runs Windows containers with Hyper-V isolation only.".to_owned()
            }
            Windows10Reports => "Users report that 2004 images (19041) start on Windows 10 21H1 to 22H2 with process \
                                 isolation. Nobody supports it."
                .to_owned(),
            RevisionsEqual => format!("Both are Windows Server 2016 with the same revision, {host}."),
            RevisionsDiffer => format!(
                "On Windows Server 2016 host and image must have the same revision: the host has {host}, the image {image}. \
                 It is not supported and may fail to start."
            ),
            RevisionsNeeded => "On Windows Server 2016 the revision (the fourth number) must be equal too, and the question \
                                does not give it for both sides."
                .to_owned(),
            RevisionsFree => revisions_free(h),
            BaselineCrossed => baseline_crossed(verdict),
            BaselineSuperseded => "The image is of 11 February 2020. That release was defective and replaced on 18 February; \
                                   whether it starts is not known. Use the later one."
                .to_owned(),
            NoHyperv => "The question says that Hyper-V isolation is not available here.".to_owned(),
            KubernetesProcessOnly => "Kubernetes and AKS run Windows containers with process isolation only.".to_owned(),
        }
    }
}

fn revisions_free(build: u16) -> String {
    if matches!(build, 16299 | 17134) {
        return "The revisions differ. Microsoft’s page once said that from 1709 on they need not match; today’s text begins \
                with 1809."
            .to_owned();
    }
    "The revisions differ, which is allowed from version 1809 on.".to_owned()
}

fn baseline_crossed(verdict: &Verdict) -> String {
    let line = judge::BASELINE.iter().find(|(build, ..)| *build == verdict.host.version.build);
    let (_, host_line, image_line) = line.copied().unwrap_or_default();
    let host_after = verdict.host.version.revision.is_some_and(|revision| revision >= host_line);
    let (host, image) = if host_after { ("has", "does not have") } else { ("does not have", "has") };
    format!(
        "The host {host} the updates of February 2020 (revision {host_line} or later) and the image {image} them (revision \
         {image_line} or later). Across that line containers fail; 32-bit programs exit with 0xC0000142."
    )
}

fn unknown_build(verdict: &Verdict) -> String {
    let host = verdict.host.version.build;
    let image = verdict.image.map_or(0, |image| image.build);
    let unknown = if verdict.host.release.is_none() { host } else { image };
    let both = verdict.host.release.is_none() && release::with_build(image).next().is_none() && image != host;
    let subject = if both { format!("builds {host} and {image} are") } else { format!("build {unknown} is") };
    let known = if image > host {
        "What is certain: the image is newer than the host, and no runtime accepts that.".to_owned()
    } else if host < judge::STABLE_ABI {
        format!("What the runtimes do: below build {} only equal builds share a kernel.", judge::STABLE_ABI)
    } else {
        let containerd = judge::containerd(host, image);
        let word = |yes: bool| if yes { "accept" } else { "refuse" };
        format!(
            "What the runtimes do with these numbers: variants A and C {} the image, variant B would {} it.",
            word(containerd.a),
            word(containerd.b)
        )
    };
    format!("The {subject} not in this catalogue: an Insider build, or newer than these rules. {known}")
}
