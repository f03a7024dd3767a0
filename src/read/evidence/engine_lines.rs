//! What the lines of a text say of the engine.

use super::commands;
use super::engine::{EngineSeen, Hosted, Starter, System, Tool};
use super::nodes;
use crate::read::clue::prompt::is_prompt;
use crate::rules::product::Product;

const STARTERS: [(&str, Starter); 9] = [
    ("new-navcontainer ", Starter::NavContainer("New-NavContainer")),
    ("new-bccontainer ", Starter::NavContainer("New-BcContainer")),
    ("navcontainerhelper is version ", Starter::NavContainer("New-NavContainer")),
    ("bccontainerhelper is version ", Starter::NavContainer("New-BcContainer")),
    ("running with gitlab-runner ", Starter::GitlabRunner),
    ("error: job failed (system failure)", Starter::GitlabRunner),
    ("system.fabric.", Starter::ServiceFabric),
    ("codepackageactivation", Starter::ServiceFabric),
    ("container image history check failed", Starter::ServiceFabric),
];

/// Reads all lines.
pub(super) fn read(lines: &[&str]) -> EngineSeen {
    let mut seen = EngineSeen::default();
    let mut section = EngineSection::None;
    let mut described: Option<&str> = None;
    let mut own = false;
    let mut ports: Vec<u16> = Vec::new();
    let mut asked = false;
    for line in lines {
        let trimmed = line.trim();
        let lower = trimmed.to_ascii_lowercase();
        if let Some(name) = line.strip_prefix("Name:") {
            described = Some(name.trim());
        }
        match trimmed {
            _ if trimmed.starts_with("Client:") => section = EngineSection::Client,
            _ if trimmed.starts_with("Server:") => section = EngineSection::Server,
            _ if is_prompt(line.as_bytes()) => section = EngineSection::None,
            _ => {}
        }
        runtimes(line, described, &mut seen);
        docker(trimmed, &lower, section, &mut seen);
        system(trimmed, &lower, section, &mut seen);
        answered(trimmed, &lower, &mut asked, &mut seen);
        seen.containerd_store |=
            lower.contains("io.containerd.snapshotter") || lower.contains("containerd image store");
        containerd_tool(trimmed, &lower, &mut seen);
        if seen.linux_only.is_none() {
            let of_tool = |(word, tool): (&str, &'static str)| lower.contains(word).then_some(tool);
            seen.linux_only = LINUX_ONLY.into_iter().find_map(of_tool);
        }
        if lower.trim_start_matches(['-', '*', ' ']).starts_with("kubernetes version") {
            seen.kubernetes_form = true;
            seen.kubernetes =
                seen.kubernetes.or_else(|| lower.rsplit_once(" v").and_then(|(_, version)| numbers(version)));
        }
        let place =
            ["kubernetes", " k8s", " aks ", " eks ", " gke ", "openshift"].iter().any(|name| lower.contains(name));
        seen.told_kubernetes |= place && [" node", "deploy", " pod", "cluster"].iter().any(|word| lower.contains(word));
        if seen.starter.is_none() {
            seen.starter = STARTERS.into_iter().find_map(|(word, starter)| lower.contains(word).then_some(starter));
        }
        seen.is_desktop |= lower.contains("\\docker\\docker\\resources\\bin\\docker");
        seen.is_standalone |= lower.contains("program files\\docker\\docker.exe");
        seen.mounts_pipe |=
            ["type: npipe", "type=npipe", "\\\\.\\pipe\\docker_engine:"].iter().any(|mount| lower.contains(mount));
        // Only Linux takes a process in this form: <https://github.com/microsoft/hcsshim/blob/main/internal/hcs/schema1/schema1.go>.
        seen.linux_process |= line.contains("\"CommandArgs\":[");
        seen.linux_shell |= is_linux_shell(line);
        seen.buildkit |= lower.contains("load metadata for") || lower.contains("failed to solve");
        ports.extend(published_ports(trimmed));
        seen.wants_linux_nodes |= nodes::wants_linux_nodes(&lower);
        // What stands behind `#` in a job is a way not taken.
        let job = lower.split(" #").next().unwrap_or(&lower);
        own |= SELF_HOSTED.iter().any(|word| job.contains(word))
            || lower.contains("agent name: '") && !lower.contains("azure pipelines") && !lower.contains("hosted agent");
        // `name:windows-latest` and `name:15-windows-latest` are tags of an image, and so is `windows-latest: Pulling from name`.
        let behind_name = |word: &str| lower.contains(&[":", word].concat()) || lower.contains(&["-", word].concat());
        let is_tag = |word: &str| behind_name(word) || lower.contains(&[word, ": pulling from "].concat());
        let told = HOSTED.iter().find(|(word, _)| lower.contains(word) && !is_tag(word));
        let told = told.map(|(_, whose)| *whose);
        // What names the service beats what any of its agents prints.
        seen.hosted = told
            .filter(|told| seen.hosted.is_none_or(|known| known == Hosted::Other) || *told != Hosted::Other)
            .or(seen.hosted);
    }
    seen.hosted = seen.hosted.filter(|_| !own);
    commands::read(lines, &mut seen);
    seen.works_on_linux_nodes = nodes::works_on_linux_nodes(lines);
    seen.told_aks = nodes::is_told_on_aks(lines);
    ports.dedup();
    seen.published_port = ports.first().copied().filter(|_| ports.len() == 1);
    seen
}

/// The host's ports of `docker run -p 8080:80 -p 127.0.0.1:53:53/udp`, and the one that an engine's error names.
fn published_ports(line: &str) -> impl Iterator<Item = u16> + '_ {
    let command =
        ["docker run", "docker create", "nerdctl run", "container run"].iter().any(|verb| line.contains(verb));
    let words = line.split_whitespace();
    let flags = words.clone().zip(words.skip(1)).filter_map(|(flag, value)| match flag {
        "-p" | "--publish" => Some(value),
        _ => None,
    });
    let joined =
        line.split_whitespace().filter_map(|word| word.strip_prefix("--publish=").or(word.strip_prefix("-p=")));
    let host = |value: &str| {
        let mut parts = value.trim_matches(['"', '\'']).rsplit(':');
        parts.next()?;
        parts.next()?.parse().ok().filter(|port| *port > 0)
    };
    flags.chain(joined).filter(move |_| command).filter_map(host)
}

/// `[root@centos7 registry]# docker pull …`, `me@build-1:~$ docker run …`; not WSL, where Docker Desktop may answer.
fn is_linux_shell(line: &str) -> bool {
    let Some((prompt, _)) = line.split_once("# docker ").or_else(|| line.split_once("$ docker ")) else { return false };
    let (prompt, whole) = (prompt.trim(), prompt.trim().trim_start_matches('['));
    let Some((user, machine)) = whole.split_once('@') else { return false };
    let named = !user.is_empty() && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    let shaped = prompt.starts_with('[') && prompt.ends_with(']') || machine.contains(':');
    let desktop = ["/mnt/", "DESKTOP-", "LAPTOP-", "MINGW"].iter().any(|word| machine.contains(word));
    named && shaped && !desktop && prompt.len() < 120
}

/// `ctr -n k8s.io run …`, `nerdctl.exe pull …`: at the beginning of a line or behind a prompt.
fn containerd_tool(line: &str, lower: &str, seen: &mut EngineSeen) {
    const TOOLS: [(&str, Tool); 3] = [("ctr", Tool::Ctr), ("crictl", Tool::Crictl), ("nerdctl", Tool::Nerdctl)];
    let parts = lower.split(['>', '$', '#', '|', '`', '\\']).map(str::trim_start);
    // "3. Tried to run nerdctl run -d postgres".
    let told = lower.match_indices(" run nerdctl ").map(|(at, _)| &lower[at + " run ".len()..]);
    for part in parts.chain(told) {
        let (name, rest) = part.split_once(' ').unwrap_or((part, ""));
        let name = name.strip_suffix(".exe").unwrap_or(name);
        let Some((_, tool)) = TOOLS.iter().find(|(own, _)| *own == name).filter(|_| !rest.is_empty()) else { continue };
        seen.tool = Some(*tool);
        let mut words = line.split_whitespace().skip_while(|word| !word.contains(name));
        let value = words.find_map(|word| match word.split_once('=') {
            Some(("--namespace" | "-n", value)) => Some(Some(value)),
            None if word == "-n" || word == "--namespace" => Some(None),
            _ => None,
        });
        let value = value.and_then(|value| value.or_else(|| words.next()));
        seen.namespace = value.map(str::to_owned).or_else(|| seen.namespace.take());
    }
}

/// Words of hosted build agents; the first that a line has counts.
const HOSTED: [(&str, Hosted); 23] = [
    ("agent machine name: 'fv-az", Hosted::AzurePipelines),
    ("agent name: 'azure pipelines", Hosted::AzurePipelines),
    ("agent name: 'hosted agent", Hosted::AzurePipelines),
    ("vmimage:", Hosted::AzurePipelines),
    ("d:\\a\\1\\", Hosted::AzurePipelines),
    ("##[section]", Hosted::AzurePipelines),
    ("using azure pipelines", Hosted::AzurePipelines),
    ("microsoft-hosted", Hosted::AzurePipelines),
    ("runner image", Hosted::GitHub),
    ("actions/runner-images", Hosted::GitHub),
    ("actions/virtual-environments", Hosted::GitHub),
    ("hosted compute agent", Hosted::GitHub),
    ("runs-on: windows-", Hosted::GitHub),
    ("environment: windows-", Hosted::GitHub),
    ("d:\\a\\", Hosted::GitHub),
    ("process completed with exit code", Hosted::GitHub),
    ("runner.os", Hosted::GitHub),
    ("actions/checkout", Hosted::GitHub),
    (".github/workflows", Hosted::GitHub),
    ("windows-latest", Hosted::GitHub),
    ("##[group]run ", Hosted::GitHub),
    ("hosted agent", Hosted::Other),
    ("launching container with name: build", Hosted::Other),
];
/// Words of agents that somebody runs on a machine of their own.
const SELF_HOSTED: [&str; 3] = ["self-hosted", "self hosted", "runs-on: [self"];

/// Words of tools that know Linux containers only.
const LINUX_ONLY: [(&str, &str); 5] = [
    ("podman pull", "Podman"),
    ("podman run", "Podman"),
    ("choosing an image from manifest list docker://", "Podman"),
    ("buildah ", "Buildah"),
    ("retrieving image manifest ", "Kaniko"),
];

#[derive(Clone, Copy, PartialEq)]
enum EngineSection {
    None,
    Client,
    Server,
}

/// `containerd://1.7.20+azure`, `docker://19.3.5`, `containerd 1.7.0`.
fn runtimes(line: &str, described: Option<&str>, seen: &mut EngineSeen) {
    for (word, product) in [("containerd://", Product::Containerd), ("docker://", Product::Docker)] {
        for (at, _) in line.match_indices(word) {
            let Some(version) = numbers(&line[at + word.len()..]) else { continue };
            let row = line.split_whitespace().next().filter(|first| !first.ends_with(':') && !first.contains("://"));
            let node = if line.contains("Runtime") { described } else { row };
            seen.versions.push((product, version));
            if let Some(node) = node {
                let name = node.strip_prefix("node/").unwrap_or(node);
                seen.nodes.push((name.to_owned(), product, version));
            }
        }
    }
    let lower = line.to_ascii_lowercase();
    for word in
        ["containerd v", "containerd ", "containerd version ", "containerd: v", "containerd version: ", "containerd: "]
    {
        if let Some(version) = lower.split(word).nth(1).and_then(numbers) {
            seen.versions.push((Product::Containerd, version));
            return;
        }
    }
}

fn docker(line: &str, lower: &str, section: EngineSection, seen: &mut EngineSeen) {
    let of = |word: &str| lower.split(word).nth(1).and_then(numbers);
    const SERVER: &[&str] = &[
        "server version: ",
        "docker server version is ",
        "docker engine v",
        "docker engine ",
        "docker-ce ",
        "docker ee ",
        "docker-",
    ];
    if let Some(version) =
        of("docker desktop ").or_else(|| of("docker desktop version: windows ")).or_else(|| of("docker desktop v"))
    {
        seen.desktop = Some(version);
        return;
    }
    let daemon = lower.contains("docker daemon").then(|| of(" version=")).flatten();
    let versioned = line.starts_with("Version:") && section == EngineSection::Server;
    let engine = versioned.then(|| of("version:")).flatten();
    let client = || of("docker version ").or_else(|| of("docker client version is "));
    let known = seen.versions.iter().any(|(product, _)| *product == Product::Docker);
    let stated = SERVER.iter().find_map(|word| of(word)).or(daemon).or(engine);
    if let Some(version) =
        stated.or_else(|| client().filter(|_| !known)).filter(|version| version[0] >= 1 && version[0] < 100)
    {
        seen.versions.push((Product::Docker, version));
    }
}

/// An error of an engine that unpacks a layer into a folder that only Linux has.
fn unpacks_on_linux(lower: &str) -> bool {
    lower.contains("/var/lib/")
        && (lower.contains("failed to extract layer") || lower.contains("failed to register layer"))
}

fn system(line: &str, lower: &str, section: EngineSection, seen: &mut EngineSeen) {
    let linux = match () {
        () if lower.contains("docker:desktop-linux") || lower.contains("desktop-linux *") => "desktop-linux",
        () if lower.contains("linux only supports") => "linux only supports 'default'",
        () if lower.starts_with("ostype: linux") || lower.contains("\"ostype\":\"linux\"") => "OSType: linux",
        () if lower.starts_with("os/arch:") && lower.contains("linux/") && section == EngineSection::Server => {
            "OS/Arch: linux"
        }
        () if lower.contains("manifest for linux/") => "manifest for linux",
        () if lower.starts_with("linux/amd64") || lower.starts_with("linux/arm64") => "linux",
        () if lower.contains("-microsoft-standard-wsl2") && lower.starts_with("kernel version:") => {
            "a Linux kernel of WSL 2"
        }
        () if lower.starts_with("context:") && lower.contains("desktop-linux") => "the context desktop-linux",
        () if lower.contains("os \"linux\"") => "OS \"linux\"",
        () if lower.contains("no image found in") && lower.trim_end().ends_with("os linux") => "OS linux",
        () if lower.contains("no child with platform linux/") => "platform linux",
        // Before 2024 BuildKit could not build for Windows: <https://github.com/moby/buildkit/issues/616>.
        () if lower.contains("with frontend dockerfile.v0") => "with frontend dockerfile.v0",
        () if lower.contains("/var/lib/docker/") => "/var/lib/docker",
        () if unpacks_on_linux(lower) => "/var/lib",
        () => "",
    };
    let windows = lower.starts_with("ostype: windows")
        || lower.starts_with("os/arch:") && lower.contains("windows/") && section == EngineSection::Server
        || lower.contains("manifest for windows")
        || lower.contains("docker:desktop-windows")
        || lower.contains("windowsfilter");
    // The words of the error beat those of a setting.
    let in_error = lower.contains("manifest for ")
        || lower.contains("only supports")
        || lower.contains("no image found in")
        || lower.contains("no child with platform")
        || unpacks_on_linux(lower);
    if !linux.is_empty() && (seen.system.is_none() || in_error) {
        seen.system = Some((System::Linux, linux.to_owned()));
    } else if windows && (seen.system.is_none() || in_error) {
        seen.system = Some((System::Windows, line.chars().take(80).collect()));
    }
}

/// What the engine answers to `docker version --format "{{.Server.Os}}"`, in the line below.
fn answered(line: &str, lower: &str, asked: &mut bool, seen: &mut EngineSeen) {
    if *asked && seen.system.is_none() {
        let word = lower.trim_matches(['"', '\'']).split('/').next().unwrap_or_default();
        seen.system = match word {
            "linux" => Some((System::Linux, "Server.Os: linux".to_owned())),
            "windows" => Some((System::Windows, line.chars().take(80).collect())),
            _ => None,
        };
    }
    *asked = lower.contains("{{.server.os") || lower.contains("{{ .server.os");
}

/// `29.6.2`, `23.0`, `v1.7.20+azure` at the beginning of a text.
fn numbers(text: &str) -> Option<[u16; 3]> {
    let text = text.trim_start().trim_start_matches(['v', 'V', ':', ' ']);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let mut parts = text[..end].split('.');
    let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok());
    let (major, minor) = (next()?, next()?);
    Some([major, minor, next().unwrap_or(0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_of_the_host() {
        let port = |text: &str| read(&text.lines().collect::<Vec<_>>()).published_port;
        assert_eq!(port("PS C:\\> docker run -d -p 80:80 --name web a.io/b:1"), Some(80));
        assert_eq!(port("docker run --publish=127.0.0.1:8443:443 a.io/b:1"), Some(8443));
        assert_eq!(port("docker run -p 80 a.io/b:1"), None, "the engine chooses the host’s port");
        assert_eq!(port("docker run -p 80:80 -p 443:443 a.io/b:1"), None, "either may be the one");
        assert_eq!(port("mkdir -p 80:80"), None);
    }

    #[test]
    fn who_wants_a_linux_node() {
        let wants = |text: &str| read(&[text]).wants_linux_nodes;
        assert!(wants("so we are wondering how we can configure the install to use a Linux-based node."));
        assert!(!wants("The same pod works fine on Linux nodes."));
    }

    #[test]
    fn shells_of_linux_have_their_prompt() {
        for line in ["[root@centos7 registry]# docker pull a/b:1", "me@build-1:~$ docker run a/b:1"] {
            assert!(is_linux_shell(line), "{line}");
        }
        for line in [
            "me@DESKTOP-1:/mnt/c/src$ docker run a/b:1",
            "[root@centos7 ~]# kubectl get nodes",
            "$ docker run a/b:1",
            "PS C:\\> docker run a/b:1 # docker on me@host:1",
        ] {
            assert!(!is_linux_shell(line), "{line}");
        }
    }

    #[track_caller]
    fn version(text: &str, product: Product, expected: Option<[u16; 3]>) {
        assert_eq!(read(&text.lines().collect::<Vec<_>>()).version(product, None), expected, "{text}");
    }

    #[test]
    fn versions() {
        version(" Server Version: 29.6.2", Product::Docker, Some([29, 6, 2]));
        version(
            "Client:\n Version: 28.0.1\nServer: Docker Engine\n Engine:\n  Version:   24.0.5",
            Product::Docker,
            Some([24, 0, 5]),
        );
        version("Docker version 27.1.1, build 90cae64", Product::Docker, Some([27, 1, 1]));
        version("containerd 1.7.0, default config", Product::Containerd, Some([1, 7, 0]));
        version("win-1 Ready <none> 1d v1.31 containerd://1.7.20+azure", Product::Containerd, Some([1, 7, 20]));
        version("Docker Desktop 4.50.0 (209931)", Product::Docker, None);
    }

    #[test]
    fn a_node_has_its_own_runtime() {
        let seen = read(&["a  Ready  docker://19.3.5", "b  Ready  containerd://2.2.2"]);
        assert_eq!((seen.is_containerd(Some("a")), seen.is_containerd(Some("b"))), (false, true));
        assert_eq!(seen.version(Product::Containerd, Some("b")), Some([2, 2, 2]));
    }

    #[test]
    fn the_system() {
        let system = |text: &str| read(&text.lines().collect::<Vec<_>>()).system.map(|(system, _)| system);
        assert_eq!(system("[+] Building 1.4s (3/3) FINISHED    docker:desktop-linux"), Some(System::Linux));
        assert_eq!(system("Server:\n OS/Arch: linux/amd64"), Some(System::Linux));
        assert_eq!(system("Client:\n OS/Arch: linux/amd64"), None);
        assert_eq!(system("no matching manifest for windows/amd64 10.0.17763 in"), Some(System::Windows));
    }
}
