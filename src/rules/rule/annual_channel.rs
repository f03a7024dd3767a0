//! R7: Windows Server 23H2 runs Server 2022 images.

use super::about::{About, PORTABILITY};
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::release::Channel;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About = About::new("Windows Server 23H2 runs Server 2022 images", PORTABILITY);

/// Hyper-V isolation on 23H2, which nobody documents; `None` on other hosts.
pub(super) fn hyperv(host: &Host) -> Option<Finding> {
    let annual = host.release.is_some_and(|release| release.channel == Channel::Annual);
    annual.then(|| Finding::new(Support::Unknown, Reason::AnnualChannelHyperv))
}

pub(super) fn process(_: &Verdict) -> String {
    "Windows Server 23H2 has no image of its own. Microsoft says to use the Server 2022 image.".to_owned()
}

pub(super) fn undocumented(_: &Verdict) -> String {
    "Microsoft doesn’t say whether Windows Server 23H2 offers Hyper-V isolation.".to_owned()
}
