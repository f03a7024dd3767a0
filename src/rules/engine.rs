//! What starts containers: one row for each engine. Links, pickers, the command line and the texts to copy draw from here.

use crate::rules::slug::words;

/// What starts the container.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// Docker on one machine.
    Docker,
    /// Docker Swarm.
    Swarm,
    /// Kubernetes.
    Kubernetes,
    /// Azure Kubernetes Service.
    Aks,
}

words!(Engine: Docker "docker" "Docker", Swarm "swarm" "Docker Swarm", Kubernetes "kubernetes" "Kubernetes", Aks "aks" "AKS");

/// What an engine can do.
struct Abilities {
    /// Its nodes run the kubelet.
    kubernetes: bool,
    /// It has Hyper-V isolation (R24).
    hyperv: bool,
    /// It chooses the node itself.
    schedules: bool,
}

impl Engine {
    const fn abilities(self) -> Abilities {
        match self {
            Self::Docker => Abilities { kubernetes: false, hyperv: true, schedules: false },
            Self::Swarm => Abilities { kubernetes: false, hyperv: true, schedules: true },
            Self::Kubernetes | Self::Aks => Abilities { kubernetes: true, hyperv: false, schedules: true },
        }
    }

    /// Where that is, at the end of a sentence.
    pub const fn within(self) -> &'static str {
        match self {
            Self::Docker => " with Docker",
            Self::Swarm => " in Docker Swarm",
            Self::Kubernetes => " on Kubernetes",
            Self::Aks => " on AKS",
        }
    }

    /// Whether it is Kubernetes, whoever runs it.
    pub const fn is_kubernetes(self) -> bool {
        self.abilities().kubernetes
    }

    /// Whether it can start a container with Hyper-V isolation.
    pub const fn has_hyperv(self) -> bool {
        self.abilities().hyperv
    }

    /// That it has no Hyper-V isolation, beside a switch for it; nothing where it has.
    pub fn says_no_hyperv(self) -> Option<String> {
        (!self.has_hyperv()).then(|| [self.title(), " has no Hyper-V isolation"].concat())
    }

    /// Whether it chooses a node itself, so that images have to be kept on those that run them.
    pub const fn schedules(self) -> bool {
        self.abilities().schedules
    }
}
