//! Groups of nodes as the files that make them describe them: of [eksctl](https://eksctl.io/usage/windows-worker-nodes/) and of
//! [Terraform](https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster_node_pool).

use super::reader::FleetReader;
use crate::remedy::fix::build_of_pool;
use crate::rules::{question::Engine, release::Kind, version::Version};

/// A group of nodes in the making.
#[derive(Default)]
pub(super) struct NodeGroup {
    family: Option<String>,
    wanted: Option<u32>,
    least: Option<u32>,
    some: bool,
}

impl NodeGroup {
    /// Looks at a field of a document, below these keys.
    pub fn field(&mut self, path: &[Option<&str>], key: &str, value: &str) {
        if !matches!(path, [.., Some("managedNodeGroups" | "nodeGroups"), None]) {
            return;
        }
        self.some = true;
        match key {
            "amiFamily" => self.family = Some(value.to_owned()),
            "desiredCapacity" => self.wanted = value.parse().ok(),
            "minSize" => self.least = value.parse().ok(),
            _ => {}
        }
    }

    /// The group is complete; whether it was one. Without a family its nodes have Linux.
    pub fn end(&mut self, reader: &mut FleetReader) -> bool {
        let group = core::mem::take(self);
        if !group.some {
            return false;
        }
        reader.engine(Engine::Kubernetes);
        reader.reading.fleet.eks = true;
        nodes(reader, group.family.as_deref().unwrap_or_default(), group.wanted.or(group.least));
        true
    }
}

/// Adds the nodes of a group: as many as it says, and where it doesn’t, or has none at the moment, one.
fn nodes(reader: &mut FleetReader, sku: &str, count: Option<u32>) {
    let count = count.unwrap_or(1).max(1);
    match build_of_pool(sku) {
        Some(build) => reader.node(None, Version::of_build(build), Some(Kind::Server), count),
        None if !sku.to_ascii_lowercase().contains("windows") => reader.linux_node(None, count),
        None => {}
    }
}

/// Reads a node pool of AKS that begins on the first of these lines, if it says its OS SKU; how many lines that were.
pub(super) fn terraform(reader: &mut FleetReader, lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim_start();
    if !first.starts_with("resource \"azurerm_kubernetes_cluster_node_pool\"") {
        return None;
    }
    // A block that is not closed ends where the next one begins.
    let ends = |line: &&str| line.trim_end() == "}" || line.trim_start().starts_with("resource \"");
    let length = lines[1..].iter().position(ends).filter(|at| lines[at + 1].trim_end() == "}")? + 2;
    let value = |wanted: &str| {
        let mut fields = lines[1..length].iter().filter_map(|line| line.split_once('='));
        fields
            .find(|(key, _)| key.trim() == wanted)
            .map(|(_, value)| value.split('#').next().unwrap_or_default().trim())
    };
    let sku = value("os_sku")?.strip_prefix('"')?.strip_suffix('"')?;
    let windows = sku.to_ascii_lowercase().contains("windows");
    if sku.contains('$') || windows && build_of_pool(sku).is_none() {
        return None;
    }
    let count = ["node_count", "min_count"].iter().find_map(|key| value(key)?.parse().ok());
    reader.engine(Engine::Aks);
    nodes(reader, sku, count);
    Some(length)
}
