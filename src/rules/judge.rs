//! `judge`: from a question to a verdict. Each rule is a file of [`rule`](crate::rules::rule); this is their order.
//!
//! What nothing can be said of (R37, R27 to R29), what never runs (R35, R1, R4, R15, R31), each kind of isolation (R3, R7, and R17,
//! R24, R36 for Hyper-V; R2, R5 to R8 for process isolation), then what the revisions add to process isolation (R9 to R11). Everything
//! that does not decide is a [`Notice`](crate::rules::notice::Notice).

use crate::rules::rule::{
    architecture, edition, equal_builds, february_2020, free_revision, host_process, hyperv, hyperv_needs, kubernetes,
    linux, major_minor, newer_image, os_version, pull, repositories, same_revision, service, stable_abi, unknown_build,
    windows_10,
};
use crate::rules::verdict::{Containerd, Finding, Gates, Outcome, Support, Verdict};
use crate::rules::{
    host::Host,
    image::Image,
    question::{Isolation, Question},
    release::Kind,
    version::Version,
};

mod documented;

pub use crate::rules::release::{NEWEST_LTSC, STABLE_ABI};
pub(crate) use crate::rules::rule::february_2020::BASELINE;
pub use stable_abi::containerd;

/// The verdict for a question, or `None` while it has no host or no image.
///
/// A pure function of the question. Nothing else decides: the updates and today only add
/// [notices](crate::rules::notices::of), because the end of support is no incompatibility (R26).
pub fn judge(question: &Question) -> Option<Verdict> {
    let (host, image) = (question.host.get()?, question.image.get()?);
    let resolved = image.version_on(host);
    let (process, hyperv) = match resolved {
        Some(version) => match never(host, image, version) {
            Some(finding) => (finding.clone(), finding),
            None => (process(host, version), hyperv::hyperv(host, version)),
        },
        None => host_process::findings(question, image).unwrap_or_else(|| no_version(host, image)),
    };
    let hyperv = without_hyperv(question, host, hyperv);
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

/// What takes Hyper-V isolation away where the builds would allow it.
fn without_hyperv(question: &Question, host: &Host, finding: Finding) -> Finding {
    if finding.support == Support::Unsupported {
        return finding;
    }
    let refused = kubernetes::hyperv(question).or_else(|| hyperv_needs::hyperv(question));
    refused.or_else(|| service::hyperv(host)).unwrap_or(finding)
}

/// Without a Windows version there is nothing to compare.
fn no_version(host: &Host, image: &Image) -> (Finding, Finding) {
    let linux = linux::applies(image);
    if let (None, Some(finding)) = (linux, edition::never(host)) {
        return (finding.clone(), finding);
    }
    let reason = linux.or_else(|| repositories::applies(image)).unwrap_or(os_version::UNKNOWN);
    (Finding::new(Support::Unknown, reason), Finding::new(Support::Unknown, reason))
}

/// What is the same for both kinds of isolation.
fn never(host: &Host, image: &Image, version: Version) -> Option<Finding> {
    edition::never(host)
        .or_else(|| major_minor::never(host, version))
        .or_else(|| newer_image::never(host, version))
        .or_else(|| unknown_build::never(host, version))
        .or_else(|| architecture::never(host, image, version))
}

fn process(host: &Host, image: Version) -> Finding {
    let by_build = match host.version.build {
        build if host.kind == Kind::Client && build < STABLE_ABI => windows_10::process(build, image.build),
        build if build < STABLE_ABI => equal_builds::process(build, image.build),
        _ => stable_abi::process(host, image.build),
    };
    if by_build.support == Support::Unsupported { by_build } else { by_revision(host.version, image, by_build) }
}

/// What the revisions add where the builds are equal.
fn by_revision(host: Version, image: Version, finding: Finding) -> Finding {
    if host.build != image.build {
        return finding;
    }
    let finding = same_revision::process(host, image, finding);
    match february_2020::process(host, image, &finding) {
        Some(crossed) => crossed,
        None if host.build == same_revision::BUILD => finding,
        None => free_revision::mention(host, image, finding),
    }
}

/// The gates for a pair, whether or not the catalogue knows the builds.
fn gates(host: &Host, image: Version) -> Gates {
    let (h, i) = (host.version.build, image.build);
    let key = (host.kind, h, i);
    let row = documented::DOCUMENTED.binary_search_by_key(&key, |(key, _)| *key);
    let same_family = (host.version.major, host.version.minor) == (image.major, image.minor);
    Gates {
        documented: row.ok().map(|index| documented::DOCUMENTED[index].1),
        docker_pull: pull::pulls(h, i),
        containerd: if same_family { containerd(h, i) } else { Containerd { a: false, b: false, c: false } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::verdict::{Basis, Documented};

    #[test]
    fn the_documented_table_is_sorted_and_dated() {
        assert!(documented::DOCUMENTED.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(documented::DOCUMENTED.iter().any(|(_, row)| row.basis == Basis::Portability));
        let newest: Option<&Documented> =
            documented::DOCUMENTED.iter().map(|(_, row)| row).max_by_key(|row| row.edition);
        assert_eq!(newest.map(|row| row.edition), Some(crate::rules::date::Date::new(2025, 9, 17)));
    }
}
