//! Groups of nodes in the files that make them.

use wincompat::Fleet;

use crate::reads;

const EKS: &str = "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: a\n  region: eu-west-1\n";

#[test]
fn groups_of_eksctl() {
    for (groups, expected) in [
        (
            "managedNodeGroups:\n  - name: a\n    amiFamily: WindowsServer2022CoreContainer\n    desiredCapacity: 3\n",
            "ws2022*3",
        ),
        ("nodeGroups:\n- {name: a, amiFamily: WindowsServer2019FullContainer}\n", "ws2019"),
        (
            "managedNodeGroups:\n- name: a\n  amiFamily: WindowsServer2025CoreContainer\n  minSize: 2\n  maxSize: 5\n",
            "ws2025*2",
        ),
        (
            "managedNodeGroups:\n- name: a\n  desiredCapacity: 2\n- name: b\n  amiFamily: WindowsServer2022FullContainer\n\
             nodeGroups:\n- name: c\n  amiFamily: WindowsServer2022CoreContainer\n  desiredCapacity: 4\n",
            "ws2022*5 linux*2",
        ),
        ("managedNodeGroups:\n- name: a\n  amiFamily: Bottlerocket\n  desiredCapacity: 2\n", "linux*2"),
    ] {
        let text = [EKS, groups].concat();
        assert_eq!(reads(&text), format!("{expected} on kubernetes"), "{text}");
        assert!(Fleet::read_text(&text).fleet.eks);
    }
    for other in [EKS.to_owned(), "kind: ConfigMap\namiFamily: WindowsServer2022CoreContainer\n".to_owned()] {
        assert_eq!(reads(&other).trim_end(), format!("?1-{}", other.lines().count()), "{other}");
    }
}

#[test]
fn node_pools_of_terraform() {
    let pool = |rest: &str| {
        format!("resource \"azurerm_kubernetes_cluster_node_pool\" \"win\" {{\n  name = \"win22\"\n{rest}}}\n")
    };
    for (rest, expected) in [
        ("  node_count = 3\n  os_type    = \"Windows\"\n  os_sku     = \"Windows2022\"\n", "ws2022*3 on aks"),
        ("  os_sku = \"Windows2019\" # old\n", "ws2019 on aks"),
        ("  min_count = 2\n  node_count = var.count\n  os_sku = \"Windows2025\"\n", "ws2025*2 on aks"),
        ("  os_sku = \"Ubuntu\"\n  node_count = 4\n", "linux*4 on aks"),
    ] {
        assert_eq!(reads(&pool(rest)), expected, "{rest}");
    }
    let two =
        [pool("  os_sku = \"Windows2019\"\n"), "\n".into(), pool("  os_sku = \"Windows2022\"\n  node_count = 2\n")]
            .concat();
    assert_eq!(reads(&two), "ws2019 ws2022*2 on aks");
    for other in ["  os_sku = var.sku\n", "  os_sku = \"Windows${var.year}\"\n", "  os_type = \"Windows\"\n"] {
        assert!(reads(&pool(other)).starts_with('?'), "{other}");
    }
}
