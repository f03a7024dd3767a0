//! A container that was made some time ago, and that this host's Windows no longer starts.

use super::case::{Case, Found};
use super::cause::Cause::{ImageOlder, Unknown};
use super::cause::Confidence::Likely;

/// That it keeps what it was made with; after an upgrade of Windows that is the cause
/// (<https://github.com/docker/for-win/issues/12651>, <https://github.com/microsoft/navcontainerhelper/issues/1179>).
pub(super) fn told(case: &Case<'_>, found: Found) -> Found {
    let Some(restarted) = case.evidence.engine.restarted.as_ref().filter(|_| !case.is_cluster()) else { return found };
    if !matches!(found.cause, ImageOlder | Unknown) || found.contradicts {
        return found;
    }
    if restarted.upgraded && case.image_build().is_none() {
        return Found {
            cause: ImageOlder,
            confidence: Likely,
            title: "The container was made on another Windows".to_owned(),
            text: "A container keeps the Windows of the image that it was made from, and the host has been upgraded since. It has to be made \
                   anew, from an image for the host’s Windows."
                .to_owned(),
            ..found
        };
    }
    found.note(
        "A container keeps the image and the isolation that it was made with. To change one of them, make it anew.",
    )
}
