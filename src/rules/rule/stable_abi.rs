//! R5: from build 20348 on, images back to a floor share a stable interface with the host's kernel.

use super::about::{About, PLATFORMS, VERSION_COMPATIBILITY, image_of};
use super::windows_11;
use crate::rules::host::Host;
use crate::rules::product::{self, Product};
use crate::rules::reason::Reason;
use crate::rules::release::{Channel, Kind, STABLE, STABLE_ABI, floors};
use crate::rules::verdict::{Containerd, Finding, Support, Verdict};

pub(super) const ABOUT: About = About {
    closer: &[
        (Reason::StableAbi, VERSION_COMPATIBILITY),
        (Reason::VariantsDisagree, "https://github.com/moby/moby/issues/53397"),
    ],
    ..About::new("From build 20348 on, images back to the last LTSC run with process isolation", PLATFORMS)
};

/// The match on builds as code: [variant A](https://github.com/microsoft/hcsshim/commit/640a5606a),
/// [B](https://github.com/microsoft/hcsshim/commit/bacda3961) and
/// [C](https://github.com/containerd/platforms/commit/bacc69061152).
pub const fn containerd(host: u16, image: u16) -> Containerd {
    let [a, b, c] = floors(host);
    let not_newer = image <= host;
    Containerd { a: not_newer && image >= a, b: not_newer && image >= b, c: not_newer && image >= c }
}

/// Process isolation on a host of the stable range (R5 to R7).
pub(in crate::rules) fn process(host: &Host, image: u16) -> Finding {
    let build = host.version.build;
    if image < STABLE_ABI {
        return Finding::new(Support::Unsupported, Reason::BelowStableAbi);
    }
    if !containerd(build, image).agree() {
        let finding = Finding::new(Support::MayFail, Reason::VariantsDisagree);
        let labelled = image == STABLE_ABI && host.kind == Kind::Client;
        return finding.because(if labelled { Reason::Windows11Label } else { Reason::StableAbiUndocumented });
    }
    let ltsc = STABLE.contains(&image);
    match host.release.map(|release| release.channel) {
        Some(Channel::Annual) if image == STABLE_ABI => Finding::new(Support::Supported, Reason::AnnualChannel),
        Some(Channel::Client) if ltsc && build >= windows_11::FIRST => windows_11::process(),
        Some(Channel::Ltsc) if image == build => Finding::new(Support::Supported, Reason::BuildsEqual),
        Some(Channel::Ltsc) if ltsc => Finding::new(Support::Supported, Reason::StableAbi),
        _ => Finding::new(Support::MayFail, Reason::StableAbiUndocumented),
    }
}

pub(super) fn inside(verdict: &Verdict) -> String {
    let differ = if verdict.host.version.build == image_of(verdict).build { "" } else { " although the builds differ" };
    format!(
        "Since build {STABLE_ABI} the kernel interface is stable: {} runs this image with process isolation{differ}.",
        verdict.host.name()
    )
}

pub(super) fn below(verdict: &Verdict) -> String {
    format!(
        "Without Hyper-V isolation, hosts from build {STABLE_ABI} on run only images from {STABLE_ABI} on; this image ({}) is \
         older.",
        image_of(verdict).build
    )
}

pub(super) fn undocumented(verdict: &Verdict) -> String {
    format!(
        "The runtimes accept an image with build {} on build {}, but Microsoft doesn’t list the pair, and no base \
             image with that build was published.",
        image_of(verdict).build,
        verdict.host.version.build
    )
}

pub(super) fn variants_disagree(verdict: &Verdict) -> String {
    let stricter = product::stricter();
    let [_, floor, _] = floors(verdict.host.version.build);
    format!(
        "The runtimes disagree. On this host, {}, and {} with the containerd image store, need build {floor} or \
             newer. Earlier and later versions, and Docker’s classic image store, accept {}.",
        stricter.of(Product::Containerd),
        stricter.of(Product::Docker),
        image_of(verdict).build
    )
}
