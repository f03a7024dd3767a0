//! Commands that a text names beside those that somebody typed: what a container was to start, which node was to be looked into.

use super::engine::Restarted;
use crate::rules::name::is_plain;

/// The command line that Windows was asked to start in a container, or that a pod's container names; none where there are several.
pub(super) fn started(lines: &[&str]) -> Option<String> {
    let asked = lines.iter().filter_map(|line| in_process(line));
    let mut found: Vec<String> = asked.collect();
    if found.is_empty() {
        found.extend(lines.iter().enumerate().filter_map(|(at, line)| in_pod(line, lines.get(at + 1))));
    }
    found.dedup();
    found.pop().filter(|_| found.is_empty())
}

/// `"CommandLine":"powershell Start-Sleep 9"`, in JSON or in JSON inside of JSON.
fn in_process(line: &str) -> Option<String> {
    let value = line.split_once("\"CommandLine\":\"").or_else(|| line.split_once("\\\"CommandLine\\\":\\\""))?.1;
    let end = value.find('"').unwrap_or(value.len());
    Some(value[..end].trim_end_matches('\\').chars().take(200).collect())
}

/// `command: ["powershell", "-c"]`, or `command:` above `- powershell`.
fn in_pod(line: &str, next: Option<&&str>) -> Option<String> {
    let value = line.trim_start().trim_start_matches("- ").strip_prefix("command:")?.trim();
    let first = match value.strip_prefix('[') {
        Some(list) => list.split([',', ']']).next()?,
        None => next.filter(|_| value.is_empty())?.trim_start().strip_prefix("- ")?,
    };
    let first = first.trim().trim_matches(['"', '\'']);
    (!first.is_empty()).then(|| first.chars().take(200).collect())
}

/// `kubectl debug node/win-1 -it --image=busybox`, `oc debug node/win-1`: the last one.
pub(super) fn debugged_node(lines: &[&str]) -> Option<String> {
    let named = |line: &&str| {
        let name = line.split_once(" debug node/").or_else(|| line.split_once(" debug nodes/"))?.1;
        let end = name.find(|c: char| c.is_whitespace() || "`\"'".contains(c)).unwrap_or(name.len());
        (!name[..end].is_empty()).then(|| name[..end].to_owned())
    };
    lines.iter().rev().find_map(named)
}

/// `docker start web`, `Error: failed to start containers: web`, and how Docker Desktop calls it: `docker-start-container`.
pub(super) fn restarted(lines: &[&str]) -> Option<Restarted> {
    const VERBS: [&str; 4] =
        ["docker start ", "docker container start ", "docker.exe start ", "failed to start containers: "];
    let named = |line: &&str| {
        let rest = VERBS.iter().find_map(|verb| line.split_once(verb))?.1;
        let name = rest.split_whitespace().find(|word| !word.starts_with('-'))?;
        let name = name.trim_end_matches(['.', ',', '`', '"', '\'']);
        is_plain(name).then(|| name.to_owned())
    };
    let name = lines.iter().rev().find_map(named);
    let by_desktop = || lines.iter().any(|line| line.contains("docker-start-container"));
    let told = |line: &&str| {
        let lower = line.to_ascii_lowercase();
        let system = ["win 1", "windows", "the host", "the os "].iter().any(|word| lower.contains(word));
        lower.len() < 400
            && system
            && ["upgrad", "updat"].iter().any(|word| lower.contains(word))
            && ["after ", "since "].iter().any(|word| lower.contains(word))
    };
    (name.is_some() || by_desktop()).then(|| Restarted { name, upgraded: lines.iter().any(told) })
}

#[cfg(test)]
mod tests {
    use super::{debugged_node, restarted, started};

    #[test]
    fn a_container_that_was_there_already() {
        let of = |text: &str| restarted(&text.lines().collect::<Vec<_>>()).map(|seen| (seen.name, seen.upgraded));
        let web = || Some("web".to_owned());
        assert_eq!(of("PS> docker start -a web"), Some((web(), false)));
        assert_eq!(of("After the upgrade to Windows 11:\nError: failed to start containers: web"), Some((web(), true)));
        assert_eq!(of("Error calling remote method 'docker-start-container': error"), Some((None, false)));
        for text in ["docker run web", "docker start", "After updating Windows nothing starts", "docker start $(x)"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[track_caller]
    fn starts(text: &str, expected: Option<&str>) {
        assert_eq!(started(&text.lines().collect::<Vec<_>>()).as_deref(), expected, "{text}");
    }

    #[test]
    fn what_a_container_was_to_start() {
        starts(
            "extra info: {\"CommandLine\":\"powershell Start-Sleep 9\",\"User\":\"\"}",
            Some("powershell Start-Sleep 9"),
        );
        starts("    command:\n    - powershell\n    args:\n    - Start-Sleep", Some("powershell"));
        starts("    command: [\"pwsh\", \"-c\"]", Some("pwsh"));
        starts("command: [pwsh]\ncommand: [cmd]", None);
        starts("    command: docker run\n    image: web", None);
        starts("the command: is unknown\n- powershell", None);
    }

    #[test]
    fn a_node_that_was_to_be_looked_into() {
        assert_eq!(debugged_node(&["$ kubectl debug node/win-1 -it --image=busybox"]).as_deref(), Some("win-1"));
        assert_eq!(debugged_node(&["kubectl debug mypod -it", "debug node/"]), None);
    }
}
