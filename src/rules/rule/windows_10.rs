//! R8: Windows 10 has process isolation for development and testing only, from 1809 on, with equal builds.

use super::about::{About, HYPERV_CONTAINER};
use super::equal_builds;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About = About {
    closer: &[(Reason::Windows10Reports, "https://github.com/microsoft/nav-docker/issues/497")],
    ..About::new("Windows 10: Hyper-V isolation; process isolation for development and testing only", HYPERV_CONTAINER)
};

/// The first build that may use process isolation for development and testing.
const DEV_TEST: u16 = 17763;

/// Process isolation on Windows 10.
pub(in crate::rules) fn process(host: u16, image: u16) -> Finding {
    if host < DEV_TEST {
        return Finding::new(Support::Unsupported, Reason::Windows10HypervOnly);
    }
    let equal = equal_builds::process(host, image);
    if equal.support == Support::Supported {
        return Finding { support: Support::DevTest, ..equal }.because(Reason::Windows10DevTest);
    }
    if host >= 19043 && image == 19041 { equal.because(Reason::Windows10Reports) } else { equal }
}

pub(super) fn dev_test(_: &Verdict) -> String {
    "On Windows 10, process isolation is for development and testing only. It needs Pro or Enterprise, Docker 18.09 \
         or later, and --isolation=process. Microsoft’s table lists Hyper-V isolation only."
        .to_owned()
}

pub(super) fn hyperv_only(_: &Verdict) -> String {
    "Windows 10 before version 1809 runs Windows containers only with Hyper-V isolation.".to_owned()
}

pub(super) fn reports(_: &Verdict) -> String {
    "Users report that version 2004 images (19041) start on Windows 10 21H1 to 22H2 with process isolation. This \
         isn’t supported."
        .to_owned()
}
