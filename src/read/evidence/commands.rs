//! Commands that a text names beside those that somebody typed: what a container was to start, which node was to be looked into.

use super::engine::{EngineSeen, System};
use super::restarted;
use super::stated::{has_words, states};

/// Words of a container with a domain account, and of the host's guard that fetches it.
const DOMAIN_ACCOUNT: [&str; 5] = ["credentialspec", "credential spec", "gmsa", "credential guard", "containers-ccg"];

/// Reads them all.
pub(super) fn read(lines: &[&str], seen: &mut EngineSeen) {
    let says = |words: &[&str]| {
        let line_says = |lower: String| words.iter().any(|words| states(&lower, words));
        lines.iter().any(|line| line_says(line.to_ascii_lowercase()))
    };
    seen.domain_account = says(&DOMAIN_ACCOUNT);
    seen.app_service = lines.iter().any(|line| line.contains("az webapp ") || line.contains("WindowsFxVersion"));
    seen.works_without_mounts = lines.iter().any(|line| works_without_mounts(line));
    const PROXY: [&str; 4] = ["through proxy", "through a proxy", "behind a proxy", "corporate proxy"];
    seen.behind_proxy = says(&PROXY);
    seen.started = started(lines);
    seen.debugged_node = debugged_node(lines);
    seen.restarted = restarted::read(lines);
    seen.asked_platform = asked_platform(lines);
    (seen.linux_host, seen.buildctl) = (is_on_linux(lines), builds_with_buildctl(lines));
}

/// The command line that Windows was asked to start in a container, or that a pod's container names; none where there are several.
fn started(lines: &[&str]) -> Option<String> {
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
fn debugged_node(lines: &[&str]) -> Option<String> {
    let named = |line: &&str| {
        let name = line.split_once(" debug node/").or_else(|| line.split_once(" debug nodes/"))?.1;
        let end = name.find(|c: char| c.is_whitespace() || "`\"'".contains(c)).unwrap_or(name.len());
        (!name[..end].is_empty()).then(|| name[..end].to_owned())
    };
    lines.iter().rev().find_map(named)
}

/// `--platform windows/amd64`, `--opt platform=linux/amd64`: the system that commands ask for, where it is one.
fn asked_platform(lines: &[&str]) -> Option<System> {
    let of_line = |line: &&str| {
        let (_, value) = line.split_once("--platform").or_else(|| line.split_once("--opt platform"))?;
        match value.trim_start_matches(['=', ' ', '"', '\'']) {
            value if value.contains(',') => None,
            value if value.starts_with("windows") => Some(System::Windows),
            value if value.starts_with("linux/") => Some(System::Linux),
            _ => None,
        }
    };
    let mut asked = lines.iter().filter_map(of_line);
    let first = asked.next()?;
    asked.all(|other| other == first).then_some(first)
}

/// Whether a text names Linux or macOS as the system of the machine: `OS: Debian GNU/Linux 12`, "on MacOS", "building from Linux".
fn is_on_linux(lines: &[&str]) -> bool {
    const SYSTEMS: [&str; 9] =
        ["debian", "ubuntu", "fedora", "centos", "rhel", "red hat", "arch linux", "macos", "linux"];
    lines.iter().any(|line| {
        let lower = line.to_ascii_lowercase();
        let lower = lower.trim_start_matches(['-', '*', ' ']);
        let value = ["os:", "host os:", "operating system:"].iter().find_map(|key| lower.strip_prefix(key));
        let field = value.is_some_and(|value| SYSTEMS.iter().any(|name| value.trim_start().starts_with(name)));
        let told = ["on macos", "on a mac", "building from linux", "building on linux"];
        field || told.iter().any(|words| has_words(lower, words))
    })
}

/// "It works ok without the -v mapping"; not "it doesn't work without the volume".
fn works_without_mounts(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let Some((before, rest)) = lower.split_once(" without ") else { return false };
    let sentence = before.rsplit(". ").next().unwrap_or(before);
    let works = ["works", "work fine", "runs", "starts"].iter().any(|verb| sentence.contains(verb));
    let denied = ["n't ", "n’t ", " not ", "if ", "should "].iter().any(|word| sentence.contains(word));
    let behind: String = core::iter::once(' ').chain(rest.chars().take(40)).collect();
    works && !denied && [" -v", "volume", "mount", "mapping"].iter().any(|what| behind.contains(what))
}

/// `buildctl build --frontend …`.
fn builds_with_buildctl(lines: &[&str]) -> bool {
    lines.iter().any(|line| line.contains("buildctl build") || line.contains("buildctl.exe build"))
}

#[cfg(test)]
mod tests {
    use super::{System, asked_platform, debugged_node, is_on_linux, started, works_without_mounts};

    #[test]
    fn what_a_command_asked_for() {
        assert_eq!(asked_platform(&["podman pull --platform windows/amd64 a/b:1"]), Some(System::Windows));
        assert_eq!(asked_platform(&["--progress plain `", "--opt platform=linux/amd64"]), Some(System::Linux));
        assert_eq!(asked_platform(&["docker buildx build --platform windows/amd64,linux/amd64 ."]), None);
        assert_eq!(asked_platform(&["docker pull --platform linux/arm64 a", "docker pull --platform=windows a"]), None);
    }

    #[test]
    fn what_works_without_mounts() {
        assert!(works_without_mounts("It works ok without the -v mapping"));
        for line in ["It doesn't work without the volume", "It works without Hyper-V", "without volumes it fails"] {
            assert!(!works_without_mounts(line), "{line}");
        }
    }

    #[test]
    fn where_it_happened() {
        for line in
            ["OS: Debian GNU/Linux 12 (bookworm)", " - OS: Ubuntu 22.04", "I get this with docker build on MacOS."]
        {
            assert!(is_on_linux(&[line]), "{line}");
        }
        for line in [
            "OS: Windows 11",
            "It works on Linux nodes.",
            "FROM ubuntu",
            "OS/Arch: linux/amd64",
            "It fails on a machine.",
        ] {
            assert!(!is_on_linux(&[line]), "{line}");
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
