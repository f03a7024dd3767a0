//! Images that others publish: their tag for the Windows of a host.

use super::Context;
use crate::rules::reference::{Listing, Reference, Sibling, sibling_tag};
use crate::rules::release;

impl Context<'_> {
    /// The image of the question, where it is public and no base image of Windows: only its publisher builds it.
    pub(crate) fn published(&self) -> Option<Reference> {
        let reference: Reference = self.question.image.get()?.reference_text()?.parse().ok()?;
        (reference.is_public() && reference.base_family().is_none()).then_some(reference)
    }

    /// The same public image for the Windows of a build, where its tags are on record.
    pub(crate) fn published_for(&self, build: u16) -> Option<Sibling> {
        let sibling = sibling_tag(&self.published()?, release::images_of(build)?, self.today)?;
        (sibling.listing != Listing::ByName).then_some(sibling)
    }

    /// The same public image on the Windows that is recommended for the host, where that tag is maintained.
    pub(crate) fn published_here(&self) -> Option<Sibling> {
        self.published_for(self.recommendation.as_ref()?.build).filter(Sibling::known)
    }
}
