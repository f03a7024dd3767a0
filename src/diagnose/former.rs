//! What failed with a name that Microsoft's images had on Docker Hub.

use super::case::{Case, Found};
use super::cause::Cause::NoEntry;
use super::cause::Confidence::Likely;
use crate::rules::reference::Reference;

/// Builds such as that of Windows 10 1703 (R30): newer than the first images, older than the next ones.
pub(crate) const BETWEEN: core::ops::Range<u16> = 14394..16299;

impl Case<'_> {
    fn parsed(&self) -> Option<Reference> {
        self.reference?.parse().ok()
    }

    /// Whether the image has a former name of Microsoft's: all of them had entries for Windows.
    pub(super) fn has_former_name(&self) -> bool {
        self.parsed().is_some_and(|name| name.is_former())
    }

    /// Of an image with entries for Windows, none is old enough for this host.
    pub(super) fn too_old_a_host(&self) -> Option<Found> {
        let name = self.parsed()?;
        let between = self.host_build().is_some_and(|build| BETWEEN.contains(&build));
        if !between || !(name.is_former() || name.has_windows_tags()) {
            return None;
        }
        let text = format!(
            "Docker takes no entry that is newer than the host. For {} that leaves images for Windows Server 2016 (build 14393), \
             and this tag has none.",
            self.host_with_build()
        );
        let title = format!("{} has nothing old enough for {}", self.image_name(), self.host_name());
        Some(Found::new(NoEntry, Likely, title, text).not("a wrong name or a missing login (the registry answered)"))
    }

    /// Adds where an image with a former name is published now.
    pub(super) fn moved(&self, found: Found) -> Found {
        match self.parsed().as_ref().and_then(Reference::published_now) {
            Some(now) if self.has_former_name() => found.note(format!(
                "{} is a former name: Microsoft publishes this image as {now} now, not on Docker Hub.",
                self.image_name()
            )),
            _ => found,
        }
    }

    /// The tag is missing because the whole repository moved.
    pub(super) fn moved_away(&self, mut found: Found) -> Found {
        let Some(name) = self.parsed().filter(Reference::is_former) else { return found };
        found.title = format!("Microsoft doesn’t publish {} on Docker Hub any more", name.path());
        found.text = match name.published_now() {
            Some(now) => format!("Microsoft’s images moved to its own registry. This one is {now} now."),
            None => "Microsoft’s images moved to its own registry, mcr.microsoft.com.".to_owned(),
        };
        found
    }
}
