//! What several commands of a plan name: its nodes, places to be filled in, and shells.

use super::context::PlanContext;
use crate::remedy::target::text::Slot;
use crate::remedy::target::value::Value;

/// More images or nodes than this are not written out.
pub(super) const MOST: usize = 12;

pub(super) const KUBECTL: &str = "A POSIX shell (Linux, macOS, Azure Cloud Shell) with kubectl";
pub(super) const MANAGER: &str = "On a manager of the swarm";

/// The first nodes of some rows by name; one to be edited where any has none, or one that is refused.
pub(super) fn nodes_of(context: &PlanContext<'_>, rows: &[usize]) -> Vec<Slot> {
    let mut slots = all_nodes_of(context, rows);
    slots.truncate(MOST);
    slots
}

pub(super) fn all_nodes_of(context: &PlanContext<'_>, rows: &[usize]) -> Vec<Slot> {
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
