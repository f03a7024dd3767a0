//! R4: an image newer than the host runs in no mode.

use super::about::{About, PORTABILITY, image_of};
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};
use crate::rules::version::Version;

pub(super) const ABOUT: About = About {
    closer: &[(Reason::FormerPreviewTags, "https://github.com/microsoft/Windows-Containers/issues/163")],
    ..About::new("An image newer than the host can’t run in any isolation mode", PORTABILITY)
};

/// The finding where the image is newer than a known host, known itself or not.
pub(in crate::rules) fn never(host: &Host, image: Version) -> Option<Finding> {
    let newer = host.release.is_some() && image.build > host.version.build;
    let finding = newer.then(|| Finding::new(Support::Unsupported, Reason::ImageNewer))?;
    let preview_tags = (host.version.build, image.build) == (19043, 20348);
    Some(if preview_tags { finding.because(Reason::FormerPreviewTags) } else { finding })
}

pub(super) fn newer(verdict: &Verdict) -> String {
    format!(
        "The image is newer (build {}) than the host (build {}). No isolation mode can run a newer image; Docker already refuses to pull it.",
        image_of(verdict).build,
        verdict.host.version.build
    )
}

pub(super) fn former_preview_tags(_: &Verdict) -> String {
    "For a year, win10-21h1-preview tags let Windows 10 21H1 run Server 2022 images with Hyper-V isolation. Those \
         tags are gone, and the ordinary tag was never accepted."
        .to_owned()
}
