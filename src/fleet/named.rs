//! What several commands of a plan name: its nodes, places to be filled in, and shells.

use super::context::PlanContext;
use super::words::{concat, counted};
use crate::remedy::target::text::{Slot, Text};
use crate::remedy::target::value::Value;

/// More images or nodes than this are not written out.
pub(super) const MOST: usize = 12;

pub(super) const KUBECTL: &str = "A POSIX shell (Linux, macOS, Azure Cloud Shell) with kubectl";
pub(super) const MANAGER: &str = "On a manager of the swarm";

/// So many names are written into one loop.
const LONGEST: usize = 500;

/// Writes commands for each of these nodes: one after the other, and many of them as a loop, so that none is left out. A loop ends
/// where a command fails.
pub(super) fn for_each(text: &mut Text, nodes: &[Slot], commands: impl Fn(&mut Text, NodeName<'_>)) {
    const PER_LINE: usize = 6;
    if nodes.len() <= MOST {
        return nodes.iter().for_each(|node| commands(text, NodeName::Known(node)));
    }
    text.add("for node in");
    for (at, node) in nodes.iter().take(LONGEST).enumerate() {
        text.add(if at > 0 && at % PER_LINE == 0 { " \\\n    " } else { " " }).fill("§", &[node]);
    }
    text.add("; do\n");
    commands(text, NodeName::InLoop);
    text.add("done\n");
    if let Some(rest) = nodes.len().checked_sub(LONGEST).filter(|rest| *rest > 0) {
        text.comment(&concat(&[
            "The same for the other ",
            &counted(u32::try_from(rest).unwrap_or(u32::MAX), "node"),
            ".",
        ]));
    }
}

/// A node in a command.
#[derive(Clone, Copy)]
pub(super) enum NodeName<'a> {
    /// By its name.
    Known(&'a Slot),
    /// The one whose turn it is.
    InLoop,
}

impl NodeName<'_> {
    /// Writes one command: what stands before the name, and what behind it.
    pub fn command(self, text: &mut Text, before: &'static str, after: &'static str) {
        self.start(text, before).add(after);
        self.end(text);
    }

    /// Writes the beginning of a command, up to the name.
    pub fn start<'t>(self, text: &'t mut Text, before: &'static str) -> &'t mut Text {
        match self {
            Self::Known(node) => text.add(before).fill(" §", &[node]),
            Self::InLoop => text.add("  ").add(before).add(" \"$node\""),
        }
    }

    /// Ends a command.
    pub fn end(self, text: &mut Text) {
        text.add(if matches!(self, Self::InLoop) { " || break\n" } else { "\n" });
    }
}

/// The nodes of some rows by name; one to be edited where any has none, or one that is refused.
pub(super) fn nodes_of(context: &PlanContext<'_>, rows: &[usize]) -> Vec<Slot> {
    let groups = rows.iter().filter_map(|row| context.grid.hosts.get(*row));
    let nodes = groups.flat_map(|group| &group.nodes).filter_map(|at| context.fleet.nodes.get(*at));
    let mut slots: Vec<Slot> = Vec::new();
    for node in nodes {
        let slot = Slot::given(node.name.as_ref(), Value::own("NODE"));
        if !slot.edit || !slots.iter().any(|other| other.edit) {
            slots.push(slot);
        }
    }
    slots
}

pub(super) fn group_and_cluster() -> [Slot; 2] {
    [Slot::edit(Value::own("my-group")), Slot::edit(Value::own("my-cluster"))]
}
