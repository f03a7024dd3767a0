//! The commands that take the old nodes away.

use super::context::PlanContext;
use super::named::{KUBECTL, MANAGER, for_each, group_and_cluster, nodes_of};
use crate::read::names::aks_pool;
use crate::remedy::target::text::{Slot, Text};
use crate::remedy::target::value::Value;
use crate::remedy::target::{Language, Snippet, Target, aks as pools};
use crate::rules::{question::Engine, rule::Rule};

/// Empties the old nodes, and of AKS deletes their pools.
pub(super) fn remove_hosts(context: &PlanContext<'_>, rows: &[usize]) -> Option<Snippet> {
    let mut text = Text::new(Language::Shell, Rule::R24);
    match context.engine()? {
        Engine::Aks => {
            let (known, unknown) = pools_of(context, rows);
            for pool in &known {
                pools::delete_pool(text.blank(), pool, group_and_cluster());
            }
            if known.is_empty() {
                pools::delete_pool(&mut text, &Slot::edit(Value::own("npwin")), group_and_cluster());
            } else if !unknown.is_empty() {
                text.blank().comment(
                    "The names of these nodes don’t tell their pool. It is in the last column; remove it likewise.",
                );
                for_each(&mut text, &unknown, |text, node| {
                    node.command(text, "kubectl get node", " --label-columns kubernetes.azure.com/agentpool");
                });
            }
            Some(text.snippet(Target::Aks, "Empty and delete the old pools", pools::AZURE))
        }
        Engine::Kubernetes => {
            for_each(&mut text, &nodes_of(context, rows), |text, node| {
                node.command(text, "kubectl cordon", "");
                node.command(text, "kubectl drain", " --ignore-daemonsets --delete-emptydir-data");
                // The nodes of a group go when it is scaled, and their machines with them.
                if !context.fleet.eks {
                    node.command(text, "kubectl delete node", "");
                }
            });
            if context.fleet.eks {
                text.comment("One that eksctl made; for another, set its Auto Scaling group to 0.");
                let [cluster, group] = ["my-cluster", "my-nodegroup"].map(|blank| Slot::edit(Value::own(blank)));
                text.fill("eksctl scale nodegroup --cluster § --name § --nodes 0 --nodes-min 0\n", &[&cluster, &group]);
            }
            Some(text.snippet(Target::Kubernetes, "Empty and remove the old nodes, one after the other", KUBECTL))
        }
        Engine::Swarm => {
            let nodes = nodes_of(context, rows);
            for_each(&mut text, &nodes, |text, node| node.command(text, "docker node update --availability drain", ""));
            text.blank().comment(
                "Once docker node ps shows no running task there: docker swarm leave on the node itself, then here:",
            );
            for_each(&mut text, &nodes, |text, node| node.command(text, "docker node rm", ""));
            Some(text.snippet(Target::Swarm, "Empty and remove the old nodes, one after the other", MANAGER))
        }
        Engine::Docker => None,
    }
}

/// The pools of some rows, each once, by the names of their nodes; and the nodes whose names don't tell.
fn pools_of(context: &PlanContext<'_>, rows: &[usize]) -> (Vec<Slot>, Vec<Slot>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for node in nodes_of(context, rows) {
        match aks_pool(node.value.as_str()).filter(|_| !node.edit).and_then(Value::name).map(Slot::known) {
            Some(pool) if known.contains(&pool) => {}
            Some(pool) => known.push(pool),
            None => unknown.push(node),
        }
    }
    (known, unknown)
}
