//! The state of the page without a page.

/// How a container is separated from its host.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Isolation {
    /// Shares the host's kernel.
    Process,
    /// Runs in a small virtual machine with a kernel of its own.
    Hyperv,
}

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

/// The kind of Windows a host runs: one build can be both.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Windows Server.
    Server,
    /// Windows 10 or Windows 11.
    Client,
}
