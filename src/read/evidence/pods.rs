//! Pods: what they hold, where they were put, and which lines are about them.

mod events;

use core::ops::Range;

use crate::rules::name::is_plain;

/// A pod of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pod {
    /// Its name.
    pub name: String,
    /// Its namespace, where the text says it.
    pub namespace: Option<String>,
    /// The node it was put on.
    pub node: Option<String>,
    /// Its containers.
    pub containers: Vec<Container>,
    /// Who made it: `ReplicaSet/web-7c9f8d6b5`.
    pub owner: Option<String>,
    /// Its node selectors, as `key=value`; `None` where the text doesn't show them.
    pub selectors: Option<Vec<String>>,
    /// The lines that describe it.
    pub lines: Range<usize>,
}

impl Pod {
    /// The deployment behind its replica set: the name without the hash.
    pub fn deployment(&self) -> Option<&str> {
        self.owner.as_deref()?.strip_prefix("ReplicaSet/")?.rsplit_once('-').map(|(name, _)| name)
    }
}

/// A container of a pod.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Container {
    /// Its name in the pod.
    pub name: String,
    /// Its image.
    pub image: Option<String>,
    /// Its lines.
    pub lines: Range<usize>,
}

/// All pods of a text.
pub(super) fn read(lines: &[&str]) -> Vec<Pod> {
    let mut pods: Vec<Pod> = Vec::new();
    for at in 0..lines.len() {
        let Some(name) = field(lines[at], "Name:").filter(|_| indent(lines[at]) == 0) else { continue };
        if is_pod(&lines[at + 1..]) {
            pods.push(described(lines, at, name));
        }
    }
    from_events(lines, &mut pods);
    events::read(lines, &mut pods);
    from_tables(lines, &mut pods);
    events::rows(lines, &mut pods);
    // Names go into commands and titles: what cannot be a name is none.
    let plain = |name: &Option<String>| name.as_deref().is_none_or(is_plain);
    pods.retain(|pod| is_plain(&pod.name) && plain(&pod.node) && plain(&pod.namespace));
    pods
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The value of `Label:   value`.
fn field<'l>(line: &'l str, label: &str) -> Option<&'l str> {
    let value = line.trim_start().strip_prefix(label)?.trim();
    (!value.is_empty() && value != "<none>").then_some(value)
}

/// A pod has containers; a node has none.
fn is_pod(below: &[&str]) -> bool {
    below
        .iter()
        .take(80)
        .take_while(|line| !(indent(line) == 0 && line.starts_with("Name:")))
        .any(|line| indent(line) == 0 && (line.starts_with("Containers:") || line.starts_with("Node:")))
}

fn described(lines: &[&str], start: usize, name: &str) -> Pod {
    let end = lines[start + 1..]
        .iter()
        .position(|line| {
            indent(line) == 0 && (line.starts_with("Name:") || line.contains("$ ") || line.starts_with("PS "))
        })
        .map_or(lines.len(), |more| start + 1 + more);
    let mut pod = Pod { name: name.to_owned(), lines: start..end, ..Pod::default() };
    let mut in_containers = false;
    let mut depth: Option<usize> = None;
    for at in start + 1..end {
        let line = lines[at];
        if indent(line) == 0 && !line.trim().is_empty() {
            in_containers = line.starts_with("Containers:") || line.starts_with("Init Containers:");
            depth = None;
            let first = |value: &str| value.split(['/', ' ']).next().unwrap_or_default().to_owned();
            pod.node = pod.node.take().or_else(|| field(line, "Node:").map(first));
            pod.namespace = pod.namespace.take().or_else(|| field(line, "Namespace:").map(first));
            pod.owner = pod.owner.take().or_else(|| field(line, "Controlled By:").map(str::to_owned));
            if let Some(rest) = line.strip_prefix("Node-Selectors:") {
                pod.selectors = Some(selectors(rest, &lines[at + 1..end]));
            }
            continue;
        }
        if !in_containers || line.trim().is_empty() {
            continue;
        }
        let level = *depth.get_or_insert(indent(line));
        if indent(line) == level && line.trim_end().ends_with(':') && !line.trim().contains(' ') {
            if let Some(last) = pod.containers.last_mut() {
                last.lines.end = at;
            }
            let name = line.trim().trim_end_matches(':').to_owned();
            pod.containers.push(Container { name, image: None, lines: at..end });
        } else if let (Some(image), Some(last)) = (field(line, "Image:"), pod.containers.last_mut()) {
            last.image = Some(image.to_owned());
        }
    }
    if let Some(last) = pod.containers.last_mut() {
        let below =
            lines[last.lines.start + 1..end].iter().position(|line| indent(line) == 0 && !line.trim().is_empty());
        last.lines.end = below.map_or(end, |more| last.lines.start + 1 + more);
    }
    pod
}

/// `Node-Selectors:` and the indented lines below it.
fn selectors(first: &str, below: &[&str]) -> Vec<String> {
    let more = below.iter().take_while(|line| indent(line) > 0 && line.contains('='));
    core::iter::once(first)
        .chain(more.copied())
        .map(str::trim)
        .filter(|selector| selector.contains('='))
        .map(str::to_owned)
        .collect()
}

/// `Successfully assigned namespace/pod to node`.
fn from_events(lines: &[&str], pods: &mut Vec<Pod>) {
    for (at, line) in lines.iter().enumerate() {
        let Some((_, rest)) = line.split_once("uccessfully assigned ") else { continue };
        let Some((pod, node)) = rest.split_once(" to ") else { continue };
        let node = node.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'', '.', ',']);
        let (namespace, name) =
            pod.trim().split_once('/').map_or((None, pod.trim()), |(space, name)| (Some(space), name));
        place(pods, name, namespace, node, at);
    }
}

/// Where a table of pods has what is read of it.
#[derive(Clone, Copy)]
struct PodColumns {
    name: usize,
    node: usize,
    namespace: Option<usize>,
    count: usize,
}

impl PodColumns {
    /// `NAMESPACE NAME READY STATUS … NODE`, and custom columns that say what they are: `NODE NAMESPACE POD IMAGE`.
    fn of(header: &str) -> Option<Self> {
        let words: Vec<&str> = header.split_whitespace().collect();
        let at = |word: &str| words.iter().position(|other| *other == word);
        let is_wide = at("READY").is_some() && at("STATUS").is_some();
        let name = at("POD").or_else(|| at("NAME").filter(|_| is_wide))?;
        Some(Self { name, node: at("NODE")?, namespace: at("NAMESPACE"), count: if is_wide { 5 } else { words.len() } })
    }
}

/// The NODE column of `kubectl get pods`.
fn from_tables(lines: &[&str], pods: &mut Vec<Pod>) {
    let mut columns: Option<PodColumns> = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some(found) = PodColumns::of(line) {
            columns = Some(found);
            continue;
        }
        let Some(PodColumns { name, node, namespace, count }) = columns else { continue };
        // `6 (2m ago)` are three words of one column.
        let words: Vec<&str> = line.split("  ").map(str::trim).filter(|word| !word.is_empty()).collect();
        match (words.get(name), words.get(node)) {
            (Some(name), Some(node)) if words.len() >= count => {
                let namespace = namespace.and_then(|namespace| words.get(namespace)).copied();
                place(pods, name, namespace, node, at);
            }
            _ => columns = None,
        }
    }
}

fn place(pods: &mut Vec<Pod>, name: &str, namespace: Option<&str>, node: &str, at: usize) {
    let name = name.split_whitespace().next_back().unwrap_or_default();
    if name.is_empty() || node.is_empty() || node == "<none>" {
        return;
    }
    if let Some(known) = pods.iter_mut().find(|pod| pod.name == name) {
        // The newest placement counts.
        known.node = Some(node.to_owned());
        known.namespace = known.namespace.take().or_else(|| namespace.map(str::to_owned));
        return;
    }
    let namespace = namespace.map(str::to_owned);
    pods.push(Pod {
        name: name.to_owned(),
        namespace,
        node: Some(node.to_owned()),
        lines: at..at + 1,
        ..Pod::default()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_described_pod_has_its_containers_and_its_node() {
        let text = "Name:   web-7c9f-abc\nNamespace: shop\nNode:   win-2/10.0.0.4\nControlled By: ReplicaSet/web-7c9f\nContainers:\n  web:\n    \
                    Image:  a/b:1\n    State: Waiting\n  log:\n    Image: c/d:2\nNode-Selectors: kubernetes.io/os=windows\n    a=b\nEvents:\n";
        let pods = read(&text.lines().collect::<Vec<_>>());
        let [pod] = pods.as_slice() else { panic!("one pod") };
        assert_eq!(
            (pod.name.as_str(), pod.node.as_deref(), pod.deployment()),
            ("web-7c9f-abc", Some("win-2"), Some("web"))
        );
        let images: Vec<_> =
            pod.containers.iter().map(|c| (c.name.as_str(), c.image.as_deref(), c.lines.clone())).collect();
        assert_eq!(images, [("web", Some("a/b:1"), 5..8), ("log", Some("c/d:2"), 8..10)]);
        assert_eq!(pod.selectors.as_deref(), Some(&["kubernetes.io/os=windows".to_owned(), "a=b".to_owned()][..]));
    }

    #[test]
    fn a_described_node_is_no_pod() {
        assert_eq!(read(&["Name:  win-1", "Roles: <none>", "System Info:"]), []);
    }

    #[test]
    fn events_and_tables_place_pods() {
        let lines = [
            "Successfully assigned a/web-1 to win-3",
            "NAME   READY   STATUS    RESTARTS   AGE   IP    NODE",
            "db-0   0/1   Error   6 (2m ago)   1d   10.4.0.9   win-4",
        ];
        let nodes: Vec<_> = read(&lines).into_iter().map(|pod| (pod.name, pod.node.unwrap_or_default())).collect();
        assert_eq!(nodes, [("web-1".to_owned(), "win-3".to_owned()), ("db-0".to_owned(), "win-4".to_owned())]);
    }

    #[test]
    fn tables_of_all_namespaces_and_custom_columns_place_pods() {
        for table in [
            "NAMESPACE   NAME   READY   STATUS   RESTARTS   AGE   IP   NODE\nshop   db-0   0/1   Error   6 (2m ago)   1d   10.4.0.9   win-4",
            "NODE    NAMESPACE   POD    IMAGE\nwin-4   shop        db-0   contoso/db:1",
        ] {
            let [pod] = &read(&table.lines().collect::<Vec<_>>())[..] else { panic!("{table}") };
            assert_eq!(
                (pod.name.as_str(), pod.node.as_deref(), pod.namespace.as_deref()),
                ("db-0", Some("win-4"), Some("shop"))
            );
        }
        assert_eq!(read(&["NAME  STATUS  NODE", "a  b  c"]), []);
    }
}
