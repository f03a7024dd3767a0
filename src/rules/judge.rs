//! `judge`: from a question to a verdict, one small function per rule.
//!
//! The rules are those of [`Rule`](crate::rules::rule::Rule), decided in this order: what cannot be known (R1, R15), what never runs (R4), each kind of
//! isolation (R3, R7, R17, R24 for Hyper-V; R2, R5 to R8 for process isolation), then what the revisions add to process
//! isolation (R9 to R11). Everything that does not decide is a
//! [`Notice`](crate::rules::notice::Notice).

use crate::rules::verdict::{Basis, Containerd, Documented, Finding, Gates, Outcome, Support, Verdict};
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    question::{Engine, Isolation, Question},
    reason::Reason,
    release::{self, Channel, Kind, STABLE},
    version::Version,
};

mod documented;

/// The first build with a stable ABI: Windows Server 2022 (R5).
pub const STABLE_ABI: u16 = STABLE[0];
/// The newest LTSC that the runtimes know (R5).
pub const NEWEST_LTSC: u16 = STABLE[STABLE.len() - 1];
/// The first Windows 10 build that may use process isolation for development and testing (R8).
const DEV_TEST_CLIENT: u16 = 17763;
/// Windows 11 starts here.
const WINDOWS_11: u16 = 22000;

/// The verdict for a question, or `None` while it has no host or no image.
///
/// A pure function of the question. Nothing else decides: the updates and today only add
/// [notices](crate::rules::notice::notices), because the end of support is no incompatibility (R26).
pub fn judge(question: &Question) -> Option<Verdict> {
    let (host, image) = (question.host.get()?, question.image.get()?);
    let resolved = image.version_on(host);
    let (process, hyperv) = match resolved {
        Some(version) => match never(host, version) {
            Some(finding) => (finding.clone(), finding),
            None => (process(host, version), hyperv(host, version)),
        },
        None => no_version(image),
    };
    let hyperv = without_hyperv(question, hyperv);
    let outcome = outcome(question.isolation.get().copied(), &process, &hyperv);
    let gates = resolved.map(|version| gates(host, version));
    Some(Verdict { host: *host, image: resolved, outcome, process, hyperv, gates })
}

/// The outcome over both kinds of isolation, of which a chosen one takes the other out.
fn outcome(chosen: Option<Isolation>, process: &Finding, hyperv: &Finding) -> Outcome {
    use Support::*;
    let process = if chosen == Some(Isolation::Hyperv) { Unsupported } else { process.support };
    let hyperv = if chosen == Some(Isolation::Process) { Unsupported } else { hyperv.support };
    match (process, hyperv) {
        (Supported | DevTest, _) => Outcome::Process,
        (MayFail | NeedsRevision, _) => Outcome::Depends,
        (_, Supported) => Outcome::Hyperv,
        (Unknown, _) | (_, Unknown) => Outcome::Unknown,
        _ => Outcome::None,
    }
}

/// R24 and R17: Kubernetes offers no Hyper-V isolation, and some machines cannot.
fn without_hyperv(question: &Question, finding: Finding) -> Finding {
    if finding.support == Support::Unsupported {
        return finding;
    }
    match question.engine.get() {
        Some(Engine::Kubernetes | Engine::Aks) => Finding::new(Support::Unsupported, Reason::KubernetesProcessOnly),
        _ if !question.hyperv_available() => Finding::new(Support::Unsupported, Reason::NoHyperv),
        _ => finding,
    }
}

/// R27 to R29: without a Windows version there is nothing to compare.
fn no_version(image: &Image) -> (Finding, Finding) {
    let reason = match image.versions {
        Versions::Linux => Reason::LinuxImage,
        _ if image.no_such_tag().is_some() => Reason::NoSuchTag,
        _ => Reason::ImageVersionUnknown,
    };
    (Finding::new(Support::Unknown, reason), Finding::new(Support::Unknown, reason))
}

/// R1, R15 and R4, which are the same for both kinds of isolation.
fn never(host: &Host, image: Version) -> Option<Finding> {
    if (host.version.major, host.version.minor) != (image.major, image.minor) {
        return Some(Finding::new(Support::Unsupported, Reason::OtherMajorMinor));
    }
    let unknown_image = release::of_version(image, None).is_none();
    if host.release.is_none() || unknown_image {
        return Some(Finding::new(Support::Unknown, Reason::UnknownBuild));
    }
    if image.build > host.version.build {
        let finding = Finding::new(Support::Unsupported, Reason::ImageNewer);
        let preview_tags = (host.version.build, image.build) == (19043, 20348);
        return Some(if preview_tags { finding.because(Reason::FormerPreviewTags) } else { finding });
    }
    None
}

/// R3 and R7: an image that is not newer runs under Hyper-V isolation; on 23H2 nobody documents it.
fn hyperv(host: &Host, image: Version) -> Finding {
    match host.release.map(|release| release.channel) {
        Some(Channel::Annual) => Finding::new(Support::Unknown, Reason::AnnualChannelHyperv),
        _ if image.build == host.version.build => Finding::new(Support::Supported, Reason::EqualUnderHyperv),
        _ => Finding::new(Support::Supported, Reason::OlderUnderHyperv),
    }
}

fn process(host: &Host, image: Version) -> Finding {
    let by_build = match host.version.build {
        build if host.kind == Kind::Client && build < STABLE_ABI => windows_10(build, image.build),
        build if build < STABLE_ABI => equal_builds(build, image.build),
        _ => stable_abi(host, image.build),
    };
    if by_build.support == Support::Unsupported { by_build } else { by_revision(host.version, image, by_build) }
}

/// R2 and R16: below 20348 the builds must be equal, even where two releases share their updates.
fn equal_builds(host: u16, image: u16) -> Finding {
    if host == image {
        return Finding::new(Support::Supported, Reason::BuildsEqual);
    }
    let finding = Finding::new(Support::Unsupported, Reason::BuildsDiffer);
    if release::share_updates(host, image) { finding.because(Reason::SharedUpdates) } else { finding }
}

/// R8: Windows 10 has process isolation for development and testing only, from 1809 on, with equal builds.
fn windows_10(host: u16, image: u16) -> Finding {
    if host < DEV_TEST_CLIENT {
        return Finding::new(Support::Unsupported, Reason::Windows10HypervOnly);
    }
    let equal = equal_builds(host, image);
    if equal.support == Support::Supported {
        return Finding { support: Support::DevTest, ..equal }.because(Reason::Windows10DevTest);
    }
    if host >= 19043 && image == 19041 { equal.because(Reason::Windows10Reports) } else { equal }
}

/// R5 to R7: from 20348 on, images back to a floor share a stable interface with the host's kernel.
fn stable_abi(host: &Host, image: u16) -> Finding {
    let build = host.version.build;
    if image < STABLE_ABI {
        return Finding::new(Support::Unsupported, Reason::BelowStableAbi);
    }
    if !containerd(build, image).agree() {
        let finding = Finding::new(Support::MayFail, Reason::VariantsDisagree);
        let labelled = image == STABLE_ABI && host.kind == Kind::Client;
        return finding.because(if labelled { Reason::Windows11Label } else { Reason::StableAbiUndocumented });
    }
    let ltsc = matches!(image, STABLE_ABI | NEWEST_LTSC);
    match host.release.map(|release| release.channel) {
        Some(Channel::Annual) if image == STABLE_ABI => Finding::new(Support::Supported, Reason::AnnualChannel),
        Some(Channel::Client) if ltsc && build >= WINDOWS_11 => {
            Finding::new(Support::Supported, Reason::StableAbi).because(Reason::Windows11)
        }
        Some(Channel::Ltsc) if image == build => Finding::new(Support::Supported, Reason::BuildsEqual),
        Some(Channel::Ltsc) if ltsc => Finding::new(Support::Supported, Reason::StableAbi),
        _ => Finding::new(Support::MayFail, Reason::StableAbiUndocumented),
    }
}

/// R9 to R11: what the revisions add where the builds are equal.
fn by_revision(host: Version, image: Version, finding: Finding) -> Finding {
    if host.build != image.build {
        return finding;
    }
    let finding = if host.build == 14393 { same_revision(host, image, finding) } else { finding };
    let crossed = baseline(host, image);
    match crossed {
        Baseline::Crossed => Finding { support: Support::MayFail, ..finding }.because(Reason::BaselineCrossed),
        Baseline::Superseded => Finding { support: Support::MayFail, ..finding }.because(Reason::BaselineSuperseded),
        Baseline::Fits
            if host.build != 14393 && host.revision != image.revision && finding.support != Support::MayFail =>
        {
            revisions_free(host, image, finding)
        }
        Baseline::Fits => finding,
    }
}

/// R9: on Server 2016 the whole version must be equal.
fn same_revision(host: Version, image: Version, finding: Finding) -> Finding {
    match (host.revision, image.revision) {
        (Some(host), Some(image)) if host == image => finding.because(Reason::RevisionsEqual),
        (Some(_), Some(_)) => Finding { support: Support::MayFail, ..finding }.because(Reason::RevisionsDiffer),
        _ => Finding { support: Support::NeedsRevision, ..finding }.because(Reason::RevisionsNeeded),
    }
}

/// R10: revisions need not match; only said where both are given and differ.
fn revisions_free(host: Version, image: Version, finding: Finding) -> Finding {
    match (host.revision, image.revision) {
        (Some(_), Some(_)) => finding.because(Reason::RevisionsFree),
        _ => finding,
    }
}

/// Where a pair of revisions lies relative to the baseline of February 2020.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Baseline {
    Fits,
    Crossed,
    Superseded,
}

/// R11: build, the host's revision of 11 February 2020 and the image's of 18 February 2020. The images of 11 February are
/// those the second release replaced.
pub(crate) const BASELINE: [(u16, u32, u32); 5] =
    [(14393, 3504, 3506), (17134, 1304, 1305), (17763, 1039, 1040), (18362, 657, 658), (18363, 657, 658)];

/// R11: both before the line or both after it.
fn baseline(host: Version, image: Version) -> Baseline {
    let line = BASELINE.iter().find(|(build, ..)| *build == host.build);
    let (Some((_, host_line, image_line)), Some(host), Some(image)) = (line, host.revision, image.revision) else {
        return Baseline::Fits;
    };
    if image == *host_line {
        return Baseline::Superseded;
    }
    if (host >= *host_line) == (image >= *image_line) { Baseline::Fits } else { Baseline::Crossed }
}

/// The gates for a pair, whether or not the catalogue knows the builds.
fn gates(host: &Host, image: Version) -> Gates {
    let (h, i) = (host.version.build, image.build);
    let key = (host.kind, h, i);
    let row = documented::DOCUMENTED.binary_search_by_key(&key, |(key, _)| *key);
    let same_family = (host.version.major, host.version.minor) == (image.major, image.minor);
    Gates {
        documented: row.ok().map(|index| documented::DOCUMENTED[index].1),
        docker_pull: i <= h,
        containerd: if same_family { containerd(h, i) } else { Containerd { a: false, b: false, c: false } },
    }
}

/// R5 and R21 as code: [variant A](https://github.com/microsoft/hcsshim/commit/640a5606a),
/// [B](https://github.com/microsoft/hcsshim/commit/bacda3961) and
/// [C](https://github.com/containerd/platforms/commit/bacc69061152) of the match on builds.
pub const fn containerd(host: u16, image: u16) -> Containerd {
    let [a, b, c] = release::floors(host);
    let not_newer = image <= host;
    Containerd { a: not_newer && image >= a, b: not_newer && image >= b, c: not_newer && image >= c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_table_is_sorted_and_dated() {
        assert!(documented::DOCUMENTED.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(documented::DOCUMENTED.iter().any(|(_, row)| row.basis == Basis::Portability));
        let newest: Option<&Documented> =
            documented::DOCUMENTED.iter().map(|(_, row)| row).max_by_key(|row| row.edition);
        assert_eq!(newest.map(|row| row.edition), Some(crate::rules::date::Date::new(2025, 9, 17)));
    }
}
