//! Events as objects, `kubectl get events -o yaml` or `-o json`: which pod each is about, and which kubelet wrote it.

use core::ops::Range;

use super::{Container, Pod};

const OBJECT: &str = "involvedObject";
/// An event has about thirty lines.
const LONGEST: usize = 60;

/// Adds the pods that events are about, each event with its own lines.
pub(super) fn read(lines: &[&str], pods: &mut Vec<Pod>) {
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].contains(OBJECT)).collect();
    for (index, &start) in starts.iter().enumerate() {
        // Of a whole list on one line nobody can tell which message belongs to which object.
        if lines[start].matches(OBJECT).count() > 1 {
            continue;
        }
        let next = starts.get(index + 1).copied().unwrap_or(lines.len());
        let range = start..next.min(start + LONGEST);
        if let Some(pod) = pod(&lines[range.clone()], range) {
            pods.push(pod);
        }
    }
}

/// Adds the pods of rows such as `24m  Warning  FailedMount  pod/web-1  Unable to …`.
pub(super) fn rows(lines: &[&str], pods: &mut Vec<Pod>) {
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("Warning") || line.contains("Normal")) {
        let Some(name) = line.split_whitespace().find_map(|word| word.strip_prefix("pod/")) else { continue };
        if !pods.iter().any(|pod| pod.name == name) {
            pods.push(Pod { name: name.to_owned(), lines: at..at + 1, ..Pod::default() });
        }
    }
}

fn pod(lines: &[&str], range: Range<usize>) -> Option<Pod> {
    let behind = lines[0].split_once(OBJECT)?.1;
    let text = core::iter::once(behind).chain(lines[1..].iter().copied()).collect::<Vec<_>>().join("\n");
    let name = value(&text, "name")?.to_owned();
    let node = value(&text, "reportingInstance").or_else(|| value(text.split_once("kubelet")?.1, "host"));
    let path = value(&text, "fieldPath").and_then(|path| path.split_once('{')?.1.strip_suffix('}'));
    let containers = path.map(|name| Container { name: name.to_owned(), image: None, lines: range.clone() });
    Some(Pod {
        name,
        namespace: value(&text, "namespace").map(str::to_owned),
        node: node.map(str::to_owned),
        containers: containers.into_iter().collect(),
        lines: range,
        ..Pod::default()
    })
}

/// The first value of a key, in YAML or JSON.
fn value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.match_indices(key).find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let rest = text[at + key.len()..].strip_prefix('"').unwrap_or(&text[at + key.len()..]);
        let rest = rest.strip_prefix(':')?.trim_start_matches([' ', '"', '\'']);
        let end = rest.find(['"', '\'', ',', '\n', ' ']).unwrap_or(rest.len());
        let is_key = before.is_none_or(|c| !c.is_ascii_alphanumeric());
        (is_key && end > 0).then_some(&rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &[(&str, &str, &str)]) {
        let mut pods = Vec::new();
        read(&text.lines().collect::<Vec<_>>(), &mut pods);
        let container = |pod: &Pod| pod.containers.first().map(|container| container.name.clone()).unwrap_or_default();
        let found: Vec<_> =
            pods.iter().map(|pod| (pod.name.clone(), pod.node.clone().unwrap_or_default(), container(pod))).collect();
        let expected: Vec<_> = expected.iter().map(|&(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn rows_name_pods() {
        let names = |line: &str| {
            let mut pods = Vec::new();
            rows(&[line], &mut pods);
            pods.into_iter().map(|pod| pod.name).collect::<Vec<_>>()
        };
        assert_eq!(names("24m   Warning   FailedMount   pod/web-1   Unable to attach or mount volumes"), ["web-1"]);
        assert!(names("kubectl describe pod/web-1").is_empty());
    }

    #[test]
    fn events_name_pod_container_and_node() {
        let yaml = "- involvedObject:\n    fieldPath: spec.containers{api}\n    kind: Pod\n    name: api-1\n    namespace: shop\n  \
                    message: x\n  source:\n    component: kubelet\n    host: win-1\n- involvedObject:\n    name: db-0\n  message: y";
        reads(yaml, &[("api-1", "win-1", "api"), ("db-0", "", "")]);
        let json = "{\"involvedObject\":{\"kind\":\"Pod\",\"name\":\"api-1\"},\"message\":\"x\",\"source\":{\"component\":\"kubelet\",\"host\":\"win-1\"}}";
        reads(json, &[("api-1", "win-1", "")]);
        reads(&[json, json].concat(), &[]);
        reads("name: web\nhost: win-1", &[]);
    }
}
