//! What a sentence or a list says of the machine: "our nodes are Windows Server 2019", "- windows server 2019".

use crate::rules::release;

/// A word that hints at the release of a machine that the text doesn't state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// The build it stands for.
    pub build: u16,
    /// The word.
    pub word: String,
}

const NAMES: &[&str] = &["windows server ", "windows ", "server "];
const MACHINES: &[&str] =
    &["node", "host", "machine", "vm", "agent", "worker", "server", "instance", "laptop", "runner", "pool"];
/// What stands between a machine and its Windows: "the nodes are running", "host os:".
const JOINTS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "run",
    "runs",
    "ran",
    "running",
    "use",
    "uses",
    "using",
    "on",
    "os",
    "all",
    "still",
    "a",
    "an",
    "the",
    "both",
    "only",
    ":",
    "=",
    "-",
    "version",
    "microsoft",
    "of",
    "with",
];
/// Who is on it without a machine being named.
const PLACES: &[&str] = &[
    "running on",
    "container on",
    "containers on",
    "container in",
    "containers in",
    "pods on",
    "update on",
    "updates on",
    "are on",
    "am on",
    "we're on",
    "we’re on",
    "i'm on",
    "i’m on",
    "we have",
    "i have",
    "running",
    "run on",
    "am using",
    "i'm using",
    "i’m using",
    "are using",
    "we use",
    "i use",
    "deployed on",
    "joined",
    "joined a",
    "installed on",
    " os is",
    "os:",
    "os version:",
    "operating system:",
    "/etc/os-release):",
    "/etc/os-release`):",
    "on a",
    "on an",
];

/// The release that the text's sentences and lists give to machines; where they speak of several, they say nothing of this one.
pub(super) fn hint(lines: &[&str]) -> Option<Hint> {
    let said = |(at, line): (usize, &&str)| {
        let lower = line.to_ascii_lowercase();
        release(line, &lower).or_else(|| machine_image(line, &lower)).or_else(|| item(lines, at))
    };
    let mut all = lines.iter().enumerate().filter_map(said);
    let first = all.next()?;
    all.all(|hint| hint.build == first.build).then_some(first)
}

/// "Windows Server 2022 nodes", "the worker is Windows Server 2019": the release of a machine in a sentence.
fn release(line: &str, lower: &str) -> Option<Hint> {
    let years = NAMES.iter().flat_map(|name| {
        lower.match_indices(&[name, "20"].concat()).map(|(at, _)| (at, at + name.len())).collect::<Vec<_>>()
    });
    let mut said: Option<Hint> = None;
    for (at, year) in years {
        let Some(release) = lower.get(year..year + 4).and_then(release::of_year) else { continue };
        let behind = lower.get(year + 4..).unwrap_or_default();
        let behind = behind.strip_prefix(" datacenter").or(behind.strip_prefix(" standard")).unwrap_or(behind);
        let behind = behind.strip_prefix(" core").unwrap_or(behind).trim_start_matches(['*', '`', ' ', ',']);
        let before = lower[..at].trim_end_matches(['*', '`']);
        // A sentence about images may name a machine as well, and doesn't say which is which.
        if ["image", "container", "based", "base "].iter().any(|word| behind.starts_with(word)) {
            return None;
        }
        // SQL Server and others have years as well.
        let other = ["sql ", "build ", "exchange ", "sharepoint "].iter().any(|name| before.ends_with(name));
        let named = MACHINES.iter().any(|word| {
            let rest = behind.strip_prefix(word);
            rest.is_some_and(|rest| !rest.trim_start_matches('s').starts_with(|c: char| c.is_ascii_alphanumeric()))
        });
        // "… 19.03.5 on Windows 2016."; not "an image based on Windows 2016".
        let ends = behind.is_empty()
            || behind.starts_with(['.', ';', ')', '`', '*', ':'])
            || lower[year + 4..].starts_with(", and ");
        let placed = before.ends_with(" on ") && ends && !is_origin(before) || is_placed(before);
        if other || !(named || placed) {
            continue;
        }
        if said.as_ref().is_some_and(|said| said.build != release.build) {
            return None;
        }
        let hint = || Hint { build: release.build, word: line[at..year + 4].to_owned() };
        said = said.or_else(|| Some(hint()));
    }
    said
}

/// `Windows_Server-2004-English-Core-Base-2020.11.11`: the machine's own image, as AWS names them
/// (<https://github.com/rancher/rancher/issues/31275>).
fn machine_image(line: &str, lower: &str) -> Option<Hint> {
    const NAME: &str = "windows_server-";
    let at = lower.find(NAME)?;
    let rest = &lower[at + NAME.len()..];
    let (word, _) = rest.split_once("-english-")?;
    let release = release::of_year(word).or_else(|| release::by_slug(&["ws", word].concat()))?;
    let end = line[at..].find([' ', '`', '"', '\'', ',', ')']).map_or(line.len(), |end| at + end);
    Some(Hint { build: release.build, word: line[at..end].to_owned() })
}

/// "built on", "depends on": what an image is made from is no machine.
fn is_origin(before: &str) -> bool {
    ["based on ", "built on ", "build on ", "depends on "].iter().any(|words| before.ends_with(words))
}

/// Whether the words before a name of Windows say that a machine runs it.
fn is_placed(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches("microsoft").trim_end();
    if PLACES.iter().any(|words| before.ends_with(words)) {
        return true;
    }
    // The machine, then nothing but joints.
    let words = before.rsplit(|c: char| c.is_whitespace()).filter(|word| !word.is_empty());
    let mut words = words.take(6).skip_while(|word| JOINTS.contains(word));
    let machine = words.next().unwrap_or_default().trim_end_matches([':', '=']);
    let is_machine =
        |word: &str| MACHINES.contains(&word) || word.strip_suffix('s').is_some_and(|one| MACHINES.contains(&one));
    let os = machine == "os" && words.next().is_some_and(is_machine);
    // "The server on Windows 2019" is a machine; "a node image with" is none.
    (is_machine(machine) || os) && !before.ends_with("with") && !is_origin(&[before, " "].concat())
}

/// `- windows server 2019` in a list of what somebody works with: an engine or a version stands in an item beside it.
fn item(lines: &[&str], at: usize) -> Option<Hint> {
    let name = list_item(lines[at])?;
    let lower = name.to_ascii_lowercase();
    let rest = lower.strip_prefix("microsoft ").unwrap_or(&lower);
    let year = NAMES.iter().find_map(|name| rest.strip_prefix(name))?;
    let build = release::of_year(year.get(..4)?)?.build;
    let tail = year.get(4..)?;
    let plain = tail.split([' ', ',', '.', '(', ')']).all(|word| {
        matches!(word, "" | "datacenter" | "standard" | "core" | "edition" | "vm" | "ltsc" | "64-bit" | "x64")
    });
    let first = lines[..at].iter().rposition(|line| list_item(line).is_none()).map_or(0, |above| above + 1);
    let own = &lines[first..];
    let items = own.iter().map_while(|line| list_item(line));
    let engine = |item: &str| {
        let item = item.to_ascii_lowercase();
        ["docker", "containerd", "kubernetes", "k8s", "rke", "nerdctl", "podman", "kubelet", "ctr", "helm", "moby"]
            .iter()
            .any(|tool| item.starts_with(tool))
            && item.bytes().any(|byte| byte.is_ascii_digit())
    };
    (plain && items.take(20).any(engine)).then(|| Hint { build, word: name.trim_end_matches(['.', ',']).to_owned() })
}

fn list_item(line: &str) -> Option<&str> {
    let line = line.trim();
    ["- ", "* ", "• ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::hint as said;

    #[test]
    fn sentences_that_name_a_machine() {
        let hint = |text: &str| said(&text.lines().collect::<Vec<_>>()).map(|hint| hint.build);
        assert_eq!(hint("Windows Worker Node is Windows server 2019 build 1809"), Some(17763));
        assert_eq!(hint("I run it on a Windows Server 2022 host as a Kubernetes node"), Some(20348));
        assert_eq!(hint("An EKS cluster with Windows Server 2022 nodes"), Some(20348));
        assert_eq!(hint("- OS (e.g. from /etc/os-release): Windows Server 2019"), Some(17763));
        assert_eq!(hint("It can't run on Windows 2022 nodes"), Some(20348));
        assert_eq!(hint("- OS (e.g. from `/etc/os-release`): Windows 2022"), Some(20348));
        assert_eq!(hint("Docker images stopped working after latest windows update on Server 2016."), Some(14393));
        assert_eq!(hint("Attempting to run a Windows-based container in Windows Server 2022 returns"), Some(20348));
        let two = "Windows Server 2019 (1809) will be EOL. Attempting to run a Windows-based container in Windows Server 2022 returns";
        assert_eq!(hint(two), Some(20348));
        assert_eq!(hint("The nodes run on Windows Server 2019 or run on Windows Server 2022"), None);
        assert_eq!(hint("node w1 os is windows server 2019"), Some(17763));
        assert_eq!(hint("I am using Docker version 19.03.5, build 2ee0c57608 on Windows 2016."), Some(14393));
        assert_eq!(hint("Trying to run either of these on Windows Server 2019, and I get:"), Some(17763));
        assert_eq!(hint("I am using windows server 2016 - overlay network is configured."), Some(14393));
        assert_eq!(hint("I am using Windows Server 2016 containers."), None);
        assert_eq!(hint("The image is based on Windows Server 2016."), None);
        assert_eq!(hint("SQL Server 2016 in a container"), None);
        assert_eq!(hint("We install SQL Server 2022 updates on SQL Server 2022"), None);
        assert_eq!(hint("Windows 2022 containers"), None);
        assert_eq!(hint("Windows Server 2019 containers are supported"), None);
        assert_eq!(hint("Windows Server 2022 image on Windows Server 2019 hosts"), None);
        assert_eq!(hint("Windows Server 2022 nodes\nWindows Server 2019 nodes"), None);
    }

    #[test]
    fn machines_and_their_windows() {
        let hint = |text: &str| said(&text.lines().collect::<Vec<_>>()).map(|hint| hint.build);
        assert_eq!(hint("our nodes are Windows Server 2019"), Some(17763));
        assert_eq!(hint("All of our hosts are still running Windows Server 2016, by the way"), Some(14393));
        assert_eq!(hint("The host runs Windows Server 2019"), Some(17763));
        assert_eq!(hint("Host OS Windows Server 2019 Datacenter"), Some(17763));
        assert_eq!(hint("Host OS: Microsoft Windows Server 2022"), Some(20348));
        assert_eq!(hint("We're on Server 2019."), Some(17763));
        assert_eq!(hint("I'm getting this on Windows Server 2022:"), Some(20348));
        assert_eq!(hint("I joined windows server 2019 datacenter edition to my cluster"), Some(17763));
        assert_eq!(hint("3 nodes `Windows_Server-2004-English-Core-Base-2020.11.11`"), Some(19041));
        assert_eq!(hint("Windows_Server-2022-English-Full-SQL_2019"), Some(20348));
        assert_eq!(hint("Windows_Server-next-English-Core"), None);
        assert_eq!(hint("The node image is Windows Server 2022"), None);
        assert_eq!(hint("a server with Windows Server 2022 images"), None);
        assert_eq!(hint("The program was built for Windows Server 2022"), None);
    }

    #[test]
    fn items_of_a_list() {
        let hint = |text: &str| said(&text.lines().collect::<Vec<_>>()).map(|hint| hint.word);
        assert_eq!(
            hint("environment\n- windows server 2019\n- containerd 1.6.4"),
            Some("windows server 2019".to_owned())
        );
        assert_eq!(
            hint("* Docker 20.10\n* Windows Server 2022 Datacenter"),
            Some("Windows Server 2022 Datacenter".to_owned())
        );
        assert_eq!(hint("We publish for\n- windows server 2019\n- linux"), None);
        assert_eq!(hint("- docker 20.10\n- windows server 2019\n- windows server 2022"), None);
        assert_eq!(hint("- docker 20.10\n- windows server 2019 containers"), None);
    }
}
