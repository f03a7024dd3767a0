//! The node pools of AKS in a plan: which has the target already, which can change to it, and what to say about both.

use super::aks;
use super::context::PlanContext;
use super::named::group_and_cluster;
use super::words::concat;
use crate::read::names::aks_pool;
use crate::remedy::target::text::{Slot, Text};
use crate::remedy::target::value::Value;
use crate::remedy::target::{Language, Snippet, Target, aks as pools};
use crate::rules::rule::Rule;

/// A pool that has the target already.
struct PoolThere {
    /// Its name, to be filled in where the names of its nodes don’t tell it.
    name: Slot,
    /// How many nodes it has with those that it replaces.
    count: u16,
}

impl PlanContext<'_> {
    /// The pool that has the target already. Where several have it, the first. Each node of AKS is in a pool, one without a name too.
    fn pool_there(&self) -> Option<PoolThere> {
        let more = self.nodes_to_replace();
        let pools = self.pools_in(self.there);
        let now = match pools.first() {
            Some(pool) => pools.iter().filter(|one| *one == pool).count(),
            None => self.grid.nodes_in(self.there) as usize,
        };
        let name = pools.first().and_then(|pool| Value::name(pool)).map(Slot::known);
        let count = u16::try_from(now).unwrap_or(u16::MAX).saturating_add(more);
        (now > 0).then(|| PoolThere { name: name.unwrap_or_else(|| pools::new_pool(self.target)), count })
    }

    /// The pools that the names of the nodes of some rows tell, for each node.
    fn pools_in(&self, rows: &[usize]) -> Vec<&str> {
        let groups = rows.iter().filter_map(|row| self.grid.hosts.get(*row));
        let nodes = groups.flat_map(|group| &group.nodes).filter_map(|at| self.fleet.nodes.get(*at));
        nodes.filter_map(|node| aks_pool(node.name.as_deref()?)).collect()
    }

    /// The OS SKU whose pools AKS changes to the target in place, and the old hosts that have it; `None` where there are none.
    fn in_place(&self) -> Option<(&'static str, Vec<usize>)> {
        let from = aks::support(self.target.slug)?.in_place_from?;
        let is_from = |row: &usize| {
            let release = self.grid.hosts.get(*row).and_then(|group| group.host.release);
            release.and_then(|release| release.aks.as_ref()).is_some_and(|nodes| nodes.sku == from)
        };
        let rows: Vec<usize> = self.old.iter().copied().filter(is_from).collect();
        (!rows.is_empty()).then_some((from, rows))
    }

    /// How a cluster of AKS gets nodes with the target, in a sentence or two.
    pub(super) fn add_pool_text(&self) -> String {
        let Some(support) = aks::support(self.target.slug).filter(|support| !support.retired(self.today)) else {
            return concat(&["AKS has no node pools with ", self.target.name, " (any more)."]);
        };
        let mut text = match self.pool_there() {
            Some(_) => {
                "A pool with this Windows is there: give it as many more nodes as are to be replaced.".to_owned()
            }
            None => concat(&[
                "Make a node pool with --os-sku ",
                support.sku,
                ", with Kubernetes ",
                support.from.unwrap_or_default(),
                " or later",
            ]),
        };
        let there = text.ends_with('.');
        match self.in_place() {
            Some((from, _)) => text.push_str(&concat(&[
                if there { "" } else { "." },
                " AKS can also change a pool from ",
                from,
                " to ",
                support.sku,
                " in place, as a preview.",
            ])),
            None if there => {}
            None if self.old.is_empty() => text.push('.'),
            None => text.push_str(": AKS doesn’t change the Windows version of these pools in place."),
        }
        text
    }

    /// The commands for that.
    pub(super) fn add_pool(&self) -> Option<Snippet> {
        let nodes = aks::support(self.target.slug).filter(|nodes| !nodes.retired(self.today))?;
        let mut text = Text::new(Language::Shell, Rule::R24);
        let title = if let Some(pool) = self.pool_there() {
            if pool.name.edit {
                text.comment(
                    "The pools and their nodes: kubectl get nodes --label-columns kubernetes.azure.com/agentpool",
                );
            }
            pools::scale_pool(&mut text, &pool.name, group_and_cluster(), &Slot::edit(Value::from(pool.count)));
            "Scale the node pool"
        } else {
            let count = Slot::edit(Value::from(self.nodes_to_replace().max(1)));
            pools::add_pool(&mut text, self.target, nodes, group_and_cluster(), &count);
            "Add a node pool"
        };
        if let Some((_, rows)) = self.in_place() {
            let mut named: Vec<String> = Vec::new();
            for pool in self.pools_in(&rows) {
                if !named.iter().any(|known| known == pool) {
                    named.push(pool.to_owned());
                }
            }
            let mut olds: Vec<Slot> = named.iter().map(|pool| Slot::given(Some(pool), Value::own("npwin"))).collect();
            if olds.is_empty() {
                olds.push(Slot::given(None, Value::own("npwin")));
            }
            for old in &olds {
                pools::change_pool(&mut text, nodes, old, group_and_cluster());
            }
        }
        Some(text.snippet(Target::Aks, title, pools::AZURE))
    }

    /// How many nodes go away.
    fn nodes_to_replace(&self) -> u16 {
        u16::try_from(self.grid.nodes_in(self.old)).unwrap_or(u16::MAX)
    }
}
