//! R6: Windows 11 runs Server 2022 images, and from 24H2 Server 2025 images, with process isolation.

use super::about::{About, VERSION_COMPATIBILITY, image_of};
use crate::rules::reason::Reason;
use crate::rules::release::NEWEST_LTSC;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About = About::new(
    "Windows 11 runs Server 2022 images, and from 24H2 Server 2025 images, with process isolation",
    VERSION_COMPATIBILITY,
);

/// The first build of Windows 11.
pub(crate) const FIRST: u16 = 22000;

/// Process isolation on a client with a stable interface, for an image the table names.
pub(in crate::rules) fn process() -> Finding {
    Finding::new(Support::Supported, Reason::StableAbi).because(Reason::Windows11)
}

pub(super) fn documented(verdict: &Verdict) -> String {
    if image_of(verdict).build == NEWEST_LTSC {
        return "Microsoft documents Server 2025 images on Windows 11 24H2 and later, with both kinds of isolation."
            .to_owned();
    }
    "Microsoft’s table allows Server 2022 images on Windows 11 with process isolation; a note below the table still calls it a preview."
        .to_owned()
}

pub(super) fn label(verdict: &Verdict) -> String {
    format!(
        "Microsoft’s table says yes under the label “Windows 11”. That edition is older than build {} and doesn’t \
             name it.",
        verdict.host.version.build
    )
}

/// What users report of Windows 11, against the rule ([for-win#14984](https://github.com/docker/for-win/issues/14984),
/// [hcsshim#2566](https://github.com/microsoft/hcsshim/issues/2566)): not a matter of 25H2 nor of Server 2025 images alone.
pub(crate) const FIELD_REPORTS: &str = "Windows 11 users report 0xc0370112 for this pair, with both kinds of \
     isolation. If you get it, remove both the containers and the image, then pull the image again. Another base \
     image may not help.";
