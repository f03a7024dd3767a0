//! What is still to be pasted, with the command that prints it.

use super::{Fleet, Grid};
use crate::remedy::target::Target;
use crate::rules::{probe, question::Engine};

/// A command whose output is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ask {
    /// What it prints.
    pub title: &'static str,
    /// Whose command it is.
    pub target: Target,
    /// The command, for every shell.
    pub command: &'static str,
}

const NODES: [Ask; 2] = [
    Ask {
        title: "The nodes and their Windows",
        target: Target::Kubernetes,
        command: "kubectl get nodes --output wide\n",
    },
    Ask { title: "The Windows of a host", target: Target::Docker, command: "cmd /c ver\n" },
];

/// Of the first, a plan takes the names for its commands, too.
const IMAGES: [Ask; 3] = [
    Ask { title: "The images that the cluster runs", target: Target::Kubernetes, command: probe::CLUSTER_IMAGES },
    Ask { title: "The images that the swarm runs", target: Target::Swarm, command: "docker service ls\n" },
    Ask {
        title: "The images that a host runs",
        target: Target::Docker,
        command: "docker ps --format \"{{.Image}}\"\n",
    },
];

impl Grid {
    /// What to run and paste next: for the nodes where there are none, for the images where there are none.
    pub fn missing(&self, fleet: &Fleet) -> Vec<Ask> {
        let fits = |ask: &&Ask| match fleet.engine {
            None => true,
            Some(engine) if engine.is_kubernetes() => ask.target == Target::Kubernetes,
            Some(Engine::Swarm) => ask.target == Target::Swarm,
            Some(_) => ask.target == Target::Docker,
        };
        let nodes = NODES.iter().filter(|_| self.hosts.is_empty()).filter(fits);
        let images = IMAGES.iter().filter(|_| self.images.is_empty()).filter(fits);
        nodes.chain(images).copied().collect()
    }
}
