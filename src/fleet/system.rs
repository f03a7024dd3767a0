//! Images that are parts of a cluster, and no work of those who plan to move their own.

use crate::rules::reference::Reference;

/// Registries and the beginnings of paths in them, all of whose images are such parts: Kubernetes'
/// [registry](https://kubernetes.io/blog/2022/11/28/registry-k8s-io-faster-cheaper-ga/) and its former name, and what AKS takes from
/// Microsoft's.
const PARTS: [(&str, &str); 8] = [
    ("registry.k8s.io", ""),
    ("k8s.gcr.io", ""),
    ("mcr.microsoft.com", "oss/"),
    ("mcr.microsoft.com", "oss2/"),
    ("mcr.microsoft.com", "aks/"),
    ("mcr.microsoft.com", "containernetworking/"),
    ("mcr.microsoft.com", "azuremonitor/"),
    ("mcr.microsoft.com", "azure-policy/"),
];

/// The last part of a name that is such a part in every registry.
const NAMES: [&str; 5] = ["pause", "kube-proxy", "coredns", "kube-proxy-windows", "calico-windows"];

/// Whether an image is a part of a cluster.
pub(super) fn is_of_cluster(reference: &Reference) -> bool {
    let (registry, path) = (reference.registry(), reference.path());
    let name = path.rsplit('/').next().unwrap_or_default();
    PARTS.iter().any(|(home, start)| registry == *home && path.starts_with(start)) || NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::is_of_cluster;

    #[test]
    fn parts_of_a_cluster_are_told_from_images_of_ones_own() {
        for (text, is_part) in [
            ("mcr.microsoft.com/oss/kubernetes/pause:3.9", true),
            ("registry.k8s.io/pause:3.10", true),
            ("registry.k8s.io/coredns/coredns:v1.11.1", true),
            ("mcr.microsoft.com/containernetworking/azure-cns:v1.5.32", true),
            ("registry.example.com/mirror/kube-proxy:v1.30.0-calico-hostprocess", true),
            ("mcr.microsoft.com/windows/servercore:ltsc2022", false),
            ("mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022", false),
            ("registry.example.com/shop/pause-service:1", false),
            ("registry.example.com/oss/app:1", false),
        ] {
            assert_eq!(is_of_cluster(&text.parse().expect(text)), is_part, "{text}");
        }
    }
}
