//! The first lines of a Dockerfile.

use super::task::Task;
use super::text::Slot;
use super::{Language, Snippet, Target};
use crate::Step;

const PLACE: &str = "The first lines of the Dockerfile; then build the image again";

/// The recommended base image: floating, pinned, and as an argument for several versions of Windows.
pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let host_lags = task.step == Step::Update && !task.changes_image();
    let Some(from) = task.base().filter(|_| task.changes_image() || host_lags) else { return };
    let repository = Slot::known(from.family.repository());
    let floating = Slot::known(from.tag);
    let mut block = |title, template: &str, slots: &[&Slot]| {
        out.push(task.block(Target::Dockerfile, Language::Dockerfile, (title, PLACE), template, slots));
    };
    if task.step != Step::MatchRevision && !host_lags {
        let template = "# The tag moves every month: build with docker build --pull.\nFROM §:§\n";
        block("Base image", template, &[&repository, &floating]);
    }
    if let Some(pinned) = from.pinned.first() {
        let template = "# This tag never moves: raise it whenever the host is updated.\nFROM §:§\n";
        let title = if host_lags {
            "Until then: a base image no newer than the host"
        } else {
            "Base image, pinned to one update"
        };
        block(title, template, &[&repository, &Slot::known(pinned.as_str())]);
    }
    if task.step == Step::Rebuild {
        let template =
            "# For another version: docker build --build-arg WINDOWS=TAG .\nARG WINDOWS=§\nFROM §:${WINDOWS}\n";
        block("One Dockerfile for several Windows versions", template, &[&floating, &repository]);
    }
}
