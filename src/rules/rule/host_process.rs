//! R37: the base for HostProcess containers has no Windows version and needs no match.

use super::about::About;
use crate::rules::image::Image;
use crate::rules::question::Question;
use crate::rules::reason::Reason;
use crate::rules::reference::Reference;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About = About::new(
    "The base image for HostProcess containers has no Windows version and needs no match",
    "https://github.com/microsoft/windows-host-process-containers-base-image",
);

/// Where it is published.
const REPOSITORY: &str = "oss/kubernetes/windows-host-process-containers-base-image";

/// What to know of a HostProcess container on another base.
pub const ON_ANOTHER_BASE: &str = "A HostProcess container built on an ordinary Windows base still has to be \
     pulled, and containerd still matches its manifest list by build.";

/// Whether a reference is this base, also under another registry.
pub fn is_base(reference: &Reference) -> bool {
    let path = reference.path();
    path == REPOSITORY || path.rsplit('/').next() == REPOSITORY.rsplit('/').next()
}

/// The findings for this base: every Windows node runs it as a HostProcess container, and nothing else does.
pub(in crate::rules) fn findings(question: &Question, image: &Image) -> Option<(Finding, Finding)> {
    image.reference.as_ref().filter(|reference| is_base(reference))?;
    let process = if question.is_kubernetes() { Support::Supported } else { Support::Unknown };
    Some((Finding::new(process, Reason::HostProcessBase), Finding::new(Support::Unsupported, Reason::HostProcessBase)))
}

/// What to know of this base.
pub const BASE: &str = "This base image holds no Windows files and no Windows version. As a Kubernetes HostProcess \
     container it runs on every amd64 Windows node. Don’t use it for anything else.";

pub(super) fn base(_: &Verdict) -> String {
    BASE.to_owned()
}
