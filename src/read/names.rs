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

/// Whether an image is the one that GitLab's runner starts beside the job's, to fetch the sources and to keep caches and artifacts
/// (<https://docs.gitlab.com/runner/configuration/advanced-configuration/#helper-image>).
pub(crate) fn is_runner_helper(image: &str) -> bool {
    let name = image.rsplit('/').next().and_then(|name| name.split([':', '@']).next());
    name == Some("gitlab-runner-helper")
}

/// The pool that a Windows node of AKS is in: its name is `aks`, the pool's name and six letters or digits
/// ([naming](https://learn.microsoft.com/azure/aks/windows-faq)).
pub(crate) fn aks_pool(node: &str) -> Option<&str> {
    let rest = node.strip_prefix("aks")?;
    let (pool, number) = rest.split_at_checked(rest.len().checked_sub(6)?)?;
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let named = (1..=6).contains(&pool.len()) && pool.starts_with(|first: char| first.is_ascii_lowercase());
    (named && plain(pool) && plain(number)).then_some(pool)
}

/// Whether a node has a name that AKS gives: `aks-nodepool1-31718369-vmss000000`, and of Windows `akswin22000000`, whose number
/// begins with zeros.
pub(crate) fn is_of_aks(node: &str) -> bool {
    let counted = |pool: &str| node.strip_prefix("aks").is_some_and(|rest| rest[pool.len()..].starts_with("00"));
    node.starts_with("aks-") && node.contains("-vmss") || aks_pool(node).is_some_and(counted)
}

#[cfg(test)]
mod tests {
    use super::{aks_pool, is_of_aks, is_runner_helper};

    #[test]
    fn the_helper_of_a_runner() {
        let digest = "gitlab/gitlab-runner-helper@sha256:0a1b2c";
        for image in ["gitlab-runner-helper", "a.io:5000/gitlab-runner-helper:x86_64-b72e108d", digest] {
            assert!(is_runner_helper(image), "{image}");
        }
        for image in ["a.io:5000/app:gitlab-runner-helper", "gitlab-runner-helper/app:1", "my-gitlab-runner-helper:1"] {
            assert!(!is_runner_helper(image), "{image}");
        }
    }

    #[test]
    fn pools_are_told_by_the_names_of_their_windows_nodes() {
        for (node, pool, of_aks) in [
            ("aksold000003", Some("old"), true),
            ("akswin22000000", Some("win22"), true),
            ("aksnpwin00000a", Some("npwin"), true),
            ("aks-sys-31407725-vmss000000", None, true),
            ("aksworkernode1", Some("worke"), false),
            ("aks000000", None, false),
            ("win-node-1", None, false),
            ("aks", None, false),
            ("aksäöü000001", None, false),
        ] {
            assert_eq!((aks_pool(node), is_of_aks(node)), (pool, of_aks), "{node}");
        }
    }
}
