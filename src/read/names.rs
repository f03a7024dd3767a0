//! Names that a paste gave, for texts to copy.

/// Names to fill in instead of placeholders, such as those that a paste gave, as it gave them. Texts to copy take only what is a
/// plain name or a reference, and show the rest as refused.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    /// The image's reference, where the question does not hold it.
    pub image: Option<String>,
    /// A container of Docker, or of a pod.
    pub container: Option<String>,
    /// A service of Docker Swarm or of a compose file.
    pub service: Option<String>,
    /// Windows nodes of the swarm or the cluster.
    pub nodes: Vec<String>,
    /// A Kubernetes deployment.
    pub deployment: Option<String>,
    /// A Kubernetes pod.
    pub pod: Option<String>,
    /// The namespace of pod and deployment.
    pub namespace: Option<String>,
    /// The resource group of an AKS cluster.
    pub resource_group: Option<String>,
    /// The name of an AKS cluster.
    pub cluster: Option<String>,
    /// The AKS node pool to be replaced.
    pub pool: Option<String>,
}
