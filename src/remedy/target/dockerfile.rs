//! The first lines of a Dockerfile.

use super::task::Task;
use super::text::Slot;
use super::value::Value;
use super::{Language, Snippet, Target};
use crate::remedy::advice::Step;

const PLACE: &str = "The first lines of the Dockerfile; then build the image again";

/// For a step that changes the image: the recommended base, and as an argument for several versions of Windows.
pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    if task.changes_image() {
        if !task.is_own() && !task.is_base() {
            let image = task.image();
            if task.context.published_here().is_some_and(|sibling| sibling.other_version) {
                let template =
                    "# If you build on the image in question. The version of .NET Framework changes, too.\nFROM §\n";
                block(task, "The same image on this Windows", template, &[&image.unmarked()], out);
            } else if image.edit {
                let template = "# If you build on the image in question. We guessed this tag from the naming \
                     pattern:\n# docker manifest inspect § shows whether it exists.\nFROM §\n";
                let known = image.unmarked();
                block(task, "The same image on this Windows, if it is published", template, &[&known, &image], out);
            } else {
                let template = "# If you build on the image in question.\nFROM §\n";
                block(task, "The same image on this Windows", template, &[&image], out);
            }
        }
        floating(task, out);
        pinned(task, "Base image, pinned to one update", out);
        if task.step == Step::Rebuild {
            argument(task, out);
        }
    } else if task.step == Step::Update {
        pinned(task, "Until then: a base image no newer than the host", out);
    }
}

/// What to build on for this host, whatever the verdict.
pub(super) fn recommended(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let rebuild = Task::new(task.context, Step::Rebuild);
    fixes(&rebuild, out);
}

fn block(task: &Task<'_>, title: &'static str, template: &'static str, slots: &[&Slot], out: &mut Vec<Snippet>) {
    out.push(task.block(Target::Dockerfile, Language::Dockerfile, (title, PLACE), template, slots));
}

/// The tag that moves with the updates; not where the revision has to be that of the host (R9).
fn floating(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let Some(from) = task.base().filter(|_| !task.pins()) else { return };
    let slots = [&Slot::known(Value::own(from.family.repository())), &Slot::known(Value::own(from.tag))];
    let template = "# This tag is updated every month. Build with docker build --pull.\nFROM §:§\n";
    block(task, "Base image", template, &slots, out);
}

fn pinned(task: &Task<'_>, title: &'static str, out: &mut Vec<Snippet>) {
    let Some(from) = task.base() else { return };
    let Some(tag) = from.pinned.first() else { return };
    let Some(tag) = Value::name(tag) else { return };
    let slots = [&Slot::known(Value::own(from.family.repository())), &Slot::known(tag)];
    let template = "# This tag never moves. Raise it whenever the host is updated.\nFROM §:§\n";
    block(task, title, template, &slots, out);
}

fn argument(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let Some(from) = task.base() else { return };
    let slots = [&Slot::known(task.base_tag_value(from)), &Slot::known(Value::own(from.family.repository()))];
    let template = "# For another version: docker build --build-arg WINDOWS=TAG .\nARG WINDOWS=§\nFROM §:${WINDOWS}\n";
    block(task, "One Dockerfile for several Windows versions", template, &slots, out);
}
