//! R3: an image that is not newer than the host runs with Hyper-V isolation.

use super::about::{About, VERSION_COMPATIBILITY, image_of};
use super::annual_channel;
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About =
    About::new("An image that is not newer than the host runs with Hyper-V isolation", VERSION_COMPATIBILITY);

/// Hyper-V isolation, for an image that is not newer.
pub(in crate::rules) fn hyperv(host: &Host, image: Version) -> Finding {
    annual_channel::hyperv(host).unwrap_or_else(|| {
        let equal = image.build == host.version.build;
        Finding::new(Support::Supported, if equal { Reason::EqualUnderHyperv } else { Reason::OlderUnderHyperv })
    })
}

pub(super) fn older(verdict: &Verdict) -> String {
    format!(
        "The image ({}) is older than the host ({}). With Hyper-V isolation it brings its own kernel, so the builds \
             may differ.",
        image_of(verdict).build,
        verdict.host.version.build
    )
}

pub(super) fn equal(_: &Verdict) -> String {
    "Hyper-V isolation works too: the image isn’t newer than the host.".to_owned()
}
