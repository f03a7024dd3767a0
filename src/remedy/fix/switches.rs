//! Switches of a file that are named for a Windows and on: `is2019: true` under `windows`, `useWindows2019: true`. What they do is
//! known to whoever reads the file, so they are named and not changed.

use super::edits::Changes;
use super::named::build_of;
use super::retag::FleetHosts;
use super::siblings::parent;
use crate::read::syntax::yaml::Yaml;

const SWITCH: &str = "This switch is for another Windows. Check whether it still has to be on.";

/// Names those that are on for a Windows that no host has; where one for a host is on beside them, each is for its own.
pub(super) fn fix(yaml: &Yaml<'_>, fleet: &FleetHosts<'_>, changes: &mut Changes) {
    let is_on = |node: &usize| yaml.str(*node) == Some("true");
    let on: Vec<(usize, u16)> =
        (0..yaml.nodes.len()).filter(is_on).filter_map(|node| Some((node, named(yaml, node)?))).collect();
    let is_of_hosts = |build: u16| fleet.hosts.builds.contains(&build);
    for (node, build) in &on {
        let beside = |other: &(usize, u16)| is_of_hosts(other.1) && parent(yaml, other.0) == parent(yaml, *node);
        if !is_of_hosts(*build) && !on.iter().any(beside) {
            changes.open(yaml.nodes[*node].start, SWITCH);
        }
    }
}

/// The build in the name of a switch, if the name or what it stands in is about Windows.
fn named(yaml: &Yaml<'_>, node: usize) -> Option<u16> {
    const BEFORE: [&str; 5] = ["is", "use", "has", "on", "for"];
    const WINDOWS: [&str; 5] = ["windowsserver", "windows", "server", "win", "ws"];
    let key: String =
        yaml.key(node).chars().filter(|c| !matches!(c, '-' | '_')).collect::<String>().to_ascii_lowercase();
    let rest = BEFORE.iter().find_map(|before| key.strip_prefix(before)).unwrap_or(&key);
    let word = WINDOWS.iter().find_map(|windows| rest.strip_prefix(windows));
    let below = || parent(yaml, node).is_some_and(|map| yaml.key(map).to_ascii_lowercase().starts_with("windows"));
    let says = word.is_some() || rest.starts_with("ltsc") || below();
    let version = word.unwrap_or(rest);
    build_of(version).filter(|_| says && version.trim_start_matches("ltsc").len() == 4)
}
