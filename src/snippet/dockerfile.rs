//! The first lines of a Dockerfile.

use super::task::Task;
use super::text::Slot;
use super::{Language, Snippet, Target};
use crate::Step;

const PLACE: &str = "The first lines of the Dockerfile; then build the image again";

/// The recommended base image: floating, pinned, and as an argument for several versions of Windows.
pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let Some(from) = task.base().filter(|_| task.changes_image()) else { return };
    let repository = Slot::known(from.family.repository());
    let floating = Slot::known(from.tag);
    let mut block = |title, template: &str, slots: &[&Slot]| {
        out.push(task.block(Target::Dockerfile, Language::Dockerfile, (title, PLACE), template, slots));
    };
    if task.step != Step::MatchRevision {
        let template = "# The tag moves every month: build with docker build --pull.\nFROM §:§\n";
        block("Base image", template, &[&repository, &floating]);
    }
    if let Some(pinned) = from.pinned.first() {
        let template = "# This tag never moves: raise it whenever the host is updated.\nFROM §:§\n";
        block("Base image, pinned to one update", template, &[&repository, &Slot::known(pinned.as_str())]);
    }
    if task.step == Step::Rebuild {
        let template =
            "# For another version: docker build --build-arg WINDOWS=TAG .\nARG WINDOWS=§\nFROM §:${WINDOWS}\n";
        block("One Dockerfile for several Windows versions", template, &[&floating, &repository]);
    }
}
