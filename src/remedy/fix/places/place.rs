//! One place of an image: a name, or the tag that a name beside it belongs to.

use crate::read::syntax::yaml::Yaml;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::hosts::StartWay;
use crate::remedy::fix::retag::{FleetHosts, Retag};
use crate::remedy::fix::says::{is_windows, speaks_of_windows};
use crate::remedy::fix::yaml_edit::set;
use crate::rules::{image::Image, reference::Reference};

/// A place of an image.
pub(super) struct ImagePlace {
    /// The scalar that holds its tag.
    pub entry: usize,
    pub reference: Reference,
    /// What stands at the entry before the tag: the whole name, or nothing.
    pub part: NamePart,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NamePart {
    Whole,
    /// Behind `name=`, as in kustomize’s short form.
    Named,
    Tag,
}

impl ImagePlace {
    pub fn names_windows(&self) -> bool {
        is_windows(&Image::of_reference(self.reference.clone())) || speaks_of_windows(&self.reference.to_string())
    }

    pub fn fix(&self, yaml: &Yaml<'_>, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let retag = fleet.retag(&self.reference, fleet.hosts.all(), way);
        let position = yaml.nodes[self.entry].value.start;
        match retag {
            // Beside Windows images there may be others.
            Retag::Note { text, .. } if !self.names_windows() => changes.note(position, text),
            retag if self.part == NamePart::Whole => changes.image_at(yaml, self.entry, &self.reference, retag),
            Retag::Note { text, open: true } => changes.open(position, text),
            Retag::Note { text, .. } => changes.note(position, text),
            Retag::Fits => {}
            Retag::Replace { reference: new, why, rule, certain } => {
                let whole = yaml.str(self.entry).unwrap_or_default();
                let text = match self.part {
                    NamePart::Tag => new.tag().unwrap_or_default().to_owned(),
                    _ => [whole.split('=').next().unwrap_or_default(), "=", &new.to_string()].concat(),
                };
                match set(yaml, self.entry, &text) {
                    Some((span, text)) => changes.edit(span, text, why, rule, certain),
                    None => changes.open(position, why),
                }
                if self.part == NamePart::Tag && new.name() != self.reference.name() {
                    changes.open(
                        position,
                        ["This image is now published as ", new.name(), " now: write that name too."].concat(),
                    );
                }
            }
        }
    }
}
