//! Why the scheduler of a swarm found no node: the reasons behind `no suitable node`, as its filters word them
//! (<https://github.com/moby/swarmkit/blob/master/manager/scheduler/filter.go>).

use crate::rules::order;

/// A reason, with what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SwarmReason {
    /// The words that it is found by.
    pub(crate) words: &'static str,
    /// What it means where it kept every node off, in a sentence.
    pub(crate) means: &'static str,
    /// What one node does that it keeps off, and what several do.
    each: [&'static str; 2],
    /// What to do or to look at.
    pub(crate) first: &'static str,
    /// The command for it.
    pub(crate) command: &'static str,
}

/// No node has the image's operating system and processor.
pub(crate) const PLATFORM: &str = "unsupported platform";

const REASONS: [SwarmReason; 8] = [
    SwarmReason {
        words: PLATFORM,
        each: [
            "has another operating system or processor than the image",
            "have another operating system or processor than the image",
        ],
        means: "No node has an operating system and processor that the image has an entry for: a Windows image needs a Windows \
                node. Swarm doesn’t compare Windows versions when it places a task.",
        first: "See which system a node runs",
        command: "docker node inspect --format \"{{.Description.Hostname}} {{.Description.Platform.OS}}\" NODE",
    },
    SwarmReason {
        words: "insufficient resources",
        each: [
            "has less CPU or memory left than the service reserves",
            "have less CPU or memory left than the service reserves",
        ],
        means: "The service reserves more CPU or memory than any node has left. It isn’t about Windows versions.",
        first: "See what the service reserves, then lower it with --reserve-memory or --reserve-cpu",
        command: "docker service inspect --format \"{{json .Spec.TaskTemplate.Resources}}\" SERVICE",
    },
    SwarmReason {
        words: "scheduling constraints not satisfied",
        each: ["doesn’t meet the service’s placement constraints", "don’t meet the service’s placement constraints"],
        means: "No node meets the service’s placement constraints, such as node.labels or node.platform.os.",
        first: "Compare the service’s constraints with the nodes’ labels",
        command: "docker service inspect --format \"{{json .Spec.TaskTemplate.Placement}}\" SERVICE",
    },
    SwarmReason {
        words: "not available for new tasks",
        each: [
            "takes no new tasks: it is drained, paused or down",
            "take no new tasks: they are drained, paused or down",
        ],
        means: "A node is drained, paused or down, so it takes no new tasks.",
        first: "Let the node take tasks again",
        command: "docker node update --availability active NODE",
    },
    SwarmReason {
        words: "host-mode port already in use",
        each: [
            "has the port taken that the service publishes in host mode",
            "have the port taken that the service publishes in host mode",
        ],
        means: "The port that the service publishes in host mode is taken on every node.",
        first: "See which ports the service publishes",
        command: "docker service inspect --format \"{{json .Spec.EndpointSpec.Ports}}\" SERVICE",
    },
    SwarmReason {
        words: "missing plugin",
        each: [
            "lacks the volume, network or log plugin that the service uses",
            "lack the volume, network or log plugin that the service uses",
        ],
        means: "No node has the volume, network or log plugin that the service uses.",
        first: "See which plugins the node has",
        command: "docker plugin ls",
    },
    SwarmReason {
        words: "max replicas per node",
        each: [
            "runs as many of the service’s tasks as it may (max_replicas_per_node)",
            "run as many of the service’s tasks as they may (max_replicas_per_node)",
        ],
        means: "Every node already runs as many of the service’s tasks as it may (max_replicas_per_node).",
        first: "See where its tasks run",
        command: "docker service ps --no-trunc SERVICE",
    },
    SwarmReason {
        words: "cannot fulfill requested csi volume mounts",
        each: [
            "can’t reach the cluster volumes that the service asks for",
            "can’t reach the cluster volumes that the service asks for",
        ],
        means: "No node can reach the cluster volumes that the service asks for.",
        first: "See where the volumes are",
        command: "docker volume ls --cluster",
    },
];

/// The reasons that a message gives, that which keeps most nodes off first, else in the order of what they tell.
pub(crate) fn reasons(line: &str) -> impl Iterator<Item = &'static SwarmReason> {
    counted(line).into_iter().map(|(_, reason)| reason)
}

/// What the reasons of a message mean: of several, how many nodes each keeps off. A node is counted once, at the first check that it
/// fails (<https://github.com/moby/swarmkit/blob/master/manager/scheduler/pipeline.go>).
pub(super) fn told(line: &str) -> String {
    let of_nodes = |(nodes, reason): (u32, &SwarmReason)| match nodes {
        1 => format!("1 node {}.", reason.each[0]),
        _ => format!("{nodes} nodes {}.", reason.each[1]),
    };
    match counted(line).as_slice() {
        [] => "No node meets what the service asks for.".to_owned(),
        [(_, reason)] => reason.means.to_owned(),
        several if several.iter().any(|(nodes, _)| *nodes == 0) => {
            several.iter().map(|(_, reason)| reason.means).collect::<Vec<_>>().join(" ")
        }
        several => {
            let mut parts: Vec<String> = several.iter().copied().map(of_nodes).collect();
            parts.push("Swarm counts a node once, at the first check that it fails.".to_owned());
            parts.join(" ")
        }
    }
}

/// The reasons with the number of their nodes; 0 where the message doesn't say it.
fn counted(line: &str) -> Vec<(u32, &'static SwarmReason)> {
    let lower = line.to_ascii_lowercase();
    let nodes = |reason: &SwarmReason| {
        let behind = lower.split_once(reason.words)?.1;
        Some(behind.strip_prefix(" on ").and_then(|rest| rest.split(' ').next()?.parse().ok()).unwrap_or(0))
    };
    let mut counted: Vec<(u32, &SwarmReason)> =
        REASONS.iter().filter_map(|reason| Some((nodes(reason)?, reason))).collect();
    order::by_key(&mut counted, |(nodes, _)| core::cmp::Reverse(*nodes));
    counted
}

#[cfg(test)]
mod tests {
    use super::{reasons, told};

    #[test]
    fn several_reasons_are_told_with_their_nodes() {
        let line = "no suitable node (unsupported platform on 1 node; scheduling constraints not satisfied on 3 nodes)";
        assert_eq!(
            told(line),
            "3 nodes don’t meet the service’s placement constraints. 1 node has another operating system or processor than the image. Swarm \
             counts a node once, at the first check that it fails."
        );
        assert!(
            told("no suitable node (unsupported platform on 3 nodes)").starts_with("No node has an operating system")
        );
        assert_eq!(told("no suitable node"), "No node meets what the service asks for.");
    }

    #[test]
    fn reasons_in_brackets() {
        let words = |line: &str| reasons(line).map(|reason| reason.words).collect::<Vec<_>>();
        assert_eq!(words("no suitable node (insufficient resources on 1 node)"), ["insufficient resources"]);
        assert_eq!(
            words("no suitable node (scheduling constraints not satisfied on 3 nodes; unsupported platform on 1 node)"),
            ["scheduling constraints not satisfied", "unsupported platform"]
        );
        assert!(words("no suitable node").is_empty());
    }
}
