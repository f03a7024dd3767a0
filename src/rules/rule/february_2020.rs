//! R11: the updates of February 2020 are a line that host and image must not straddle.

use super::about::{About, UPDATE_CONTAINERS};
use super::same_revision;
use crate::rules::reason::Reason;
use crate::rules::side::Side;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About =
    About::new("The February 2020 updates: both host and image have them, or neither does", UPDATE_CONTAINERS);

/// Build, the host's revision of 11 February 2020 and the image's of 18 February 2020. The images of 11 February are those the
/// second release replaced.
pub(crate) const BASELINE: [(u16, u32, u32); 5] =
    [(14393, 3504, 3506), (17134, 1304, 1305), (17763, 1039, 1040), (18362, 657, 658), (18363, 657, 658)];

/// The line on a build: build, the host's revision, the image's.
pub(crate) fn line(build: u16) -> Option<(u16, u32, u32)> {
    BASELINE.into_iter().find(|(line, ..)| *line == build)
}

/// The finding where host and image, of equal builds, are not both before the line or both after it.
pub(in crate::rules) fn process(host: Version, image: Version, finding: &Finding) -> Option<Finding> {
    let (Some((_, host_line, image_line)), Some(host), Some(image)) = (line(host.build), host.revision, image.revision)
    else {
        return None;
    };
    let may_fail = |reason| Some(Finding { support: Support::MayFail, ..finding.clone() }.because(reason));
    if image == host_line {
        return may_fail(Reason::BaselineSuperseded);
    }
    if (host >= host_line) == (image >= image_line) { None } else { may_fail(Reason::BaselineCrossed) }
}

pub(super) fn crossed(verdict: &Verdict) -> String {
    let (_, host_line, image_line) = line(verdict.host.version.build).unwrap_or_default();
    let host_after = verdict.host.version.revision.is_some_and(|revision| revision >= host_line);
    let (host, image) = if host_after { ("has", "does not have") } else { ("does not have", "has") };
    format!(
        "The host {host} the February 2020 updates (revision {host_line} or later); the image {image} them \
             (revision {image_line} or later). When only one side has them, containers fail, and 32-bit programs \
             exit with 0xC0000142."
    )
}

pub(super) fn superseded(_: &Verdict) -> String {
    "The image is the defective release of 11 February 2020, replaced on 18 February. We don’t know whether it \
         starts. Use the later one."
        .to_owned()
}

/// Whether the line is the only thing that revisions decide on a build.
pub(in crate::rules) fn matters(build: u16) -> bool {
    build != same_revision::BUILD && line(build).is_some()
}

/// That only one side says on which side of the line it is.
pub(in crate::rules) fn unclear(side: Side) -> String {
    format!(
        "Only the {}’s revision is given. On this build, host and image must both have the February 2020 updates, \
             or neither.",
        side.word()
    )
}
