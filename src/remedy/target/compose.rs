//! A service in a compose file.

use super::task::Task;
use super::text::{Slot, Text};
use super::{Snippet, Target};
use crate::remedy::advice::Step;

pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    if matches!(task.step, Step::FindOut | Step::ChangeEngine) || task.step == Step::Update && !task.changes_image() {
        return;
    }
    let mut text = Text::compose(task.rule);
    text.add("services:\n");
    service(task, &mut text, true);
    let place = match task.step {
        Step::Rebuild if task.is_own() => {
            "compose.yaml beside the Dockerfile with ARG WINDOWS; then docker compose up --build --detach"
        }
        Step::MoveHost => "compose.yaml on a host that can run the image; then docker compose up --detach",
        _ => "compose.yaml; then docker compose up --detach",
    };
    out.push(text.snippet(Target::Compose, "The service", place));
}

/// One service: image, how it is built where that is the fix, isolation where it has to be asked for.
pub(super) fn service(task: &Task<'_>, text: &mut Text, with_build: bool) {
    text.fill("  §:\n    image: §\n", &[&task.service(), &task.image()]);
    if let Some(from) = task.base().filter(|_| with_build && task.is_own() && task.step == Step::Rebuild) {
        text.fill(
            "    build:\n      context: .\n      args:\n        WINDOWS: §\n",
            &[&Slot::known(task.base_tag_value(from))],
        );
    }
    if let Some(isolation) = task.isolation {
        text.add("    isolation: ").add(isolation.slug()).add("\n");
    }
}
