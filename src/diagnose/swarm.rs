//! Why the scheduler of a swarm found no node: the reasons behind `no suitable node`, as its filters word them
//! (<https://github.com/moby/swarmkit/blob/master/manager/scheduler/filter.go>).

/// A reason, with what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SwarmReason {
    /// The words that it is found by.
    pub(crate) words: &'static str,
    /// What it means, in a sentence.
    pub(crate) means: &'static str,
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
        means: "No node has an operating system and processor that the image has an entry for: a Windows image needs a Windows \
                node. Swarm doesn’t compare Windows versions when it places a task.",
        first: "See which system a node runs",
        command: "docker node inspect --format \"{{.Description.Hostname}} {{.Description.Platform.OS}}\" NODE",
    },
    SwarmReason {
        words: "insufficient resources",
        means: "The service reserves more CPU or memory than any node has left. It isn’t about Windows versions.",
        first: "See what the service reserves, then lower it with --reserve-memory or --reserve-cpu",
        command: "docker service inspect --format \"{{json .Spec.TaskTemplate.Resources}}\" SERVICE",
    },
    SwarmReason {
        words: "scheduling constraints not satisfied",
        means: "No node meets the service’s placement constraints, such as node.labels or node.platform.os.",
        first: "Compare the service’s constraints with the nodes’ labels",
        command: "docker service inspect --format \"{{json .Spec.TaskTemplate.Placement}}\" SERVICE",
    },
    SwarmReason {
        words: "not available for new tasks",
        means: "A node is drained, paused or down, so it takes no new tasks.",
        first: "Let the node take tasks again",
        command: "docker node update --availability active NODE",
    },
    SwarmReason {
        words: "host-mode port already in use",
        means: "The port that the service publishes in host mode is taken on every node.",
        first: "See which ports the service publishes",
        command: "docker service inspect --format \"{{json .Spec.EndpointSpec.Ports}}\" SERVICE",
    },
    SwarmReason {
        words: "missing plugin",
        means: "No node has the volume, network or log plugin that the service uses.",
        first: "See which plugins the node has",
        command: "docker plugin ls",
    },
    SwarmReason {
        words: "max replicas per node",
        means: "Every node already runs as many of the service’s tasks as it may (max_replicas_per_node).",
        first: "See where its tasks run",
        command: "docker service ps --no-trunc SERVICE",
    },
    SwarmReason {
        words: "cannot fulfill requested csi volume mounts",
        means: "No node can reach the cluster volumes that the service asks for.",
        first: "See where the volumes are",
        command: "docker volume ls --cluster",
    },
];

/// The reasons that a message gives, in the order of what they tell.
pub(crate) fn reasons(line: &str) -> impl Iterator<Item = &'static SwarmReason> {
    let lower = line.to_ascii_lowercase();
    REASONS.iter().filter(move |reason| lower.contains(reason.words))
}

#[cfg(test)]
mod tests {
    use super::reasons;

    #[test]
    fn reasons_in_brackets() {
        let words = |line: &str| reasons(line).map(|reason| reason.words).collect::<Vec<_>>();
        assert_eq!(words("no suitable node (insufficient resources on 1 node)"), ["insufficient resources"]);
        assert_eq!(
            words("no suitable node (scheduling constraints not satisfied on 3 nodes; unsupported platform on 1 node)"),
            ["unsupported platform", "scheduling constraints not satisfied"]
        );
        assert!(words("no suitable node").is_empty());
    }
}
