//! The machine: its edition and processor, words that hint at its release, and what selectors ask for.

use super::features::{self, FeaturesSeen};
use super::labels;
use super::said::{self, Hint};
use super::stated::has_words;
use crate::read::clue::written_version::loose_version;
use crate::rules::release::{self, Kind};
use crate::rules::version::Version;

/// An edition that matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edition {
    /// Windows Home has no Windows containers.
    Home,
    /// Pro, Enterprise, Education.
    Other,
}

/// What a text says of a machine beside its version.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MachineSeen {
    /// The client's edition.
    pub edition: Option<Edition>,
    /// Server or client, where the text says it anywhere.
    pub kind: Option<Kind>,
    /// Its processor is an ARM64 one, and the words that say so.
    pub arm64: Option<String>,
    /// It is itself a virtual machine.
    pub virtual_machine: bool,
    /// The engine asked for a 32-bit image: it or its client is a 32-bit program.
    pub asks_x86: bool,
    /// The text names the updates of February 2020.
    pub february_2020: bool,
    /// A build for several platforms asked for `windows/arm64`, and that failed.
    pub asks_arm64: bool,
    /// A hint at its release.
    pub hint: Option<Hint>,
    /// The features that it has.
    pub features: FeaturesSeen,
}

/// What stands before the year in names of pools, AMIs and runners: `windows-2022`, `WindowsServer2022FullContainer` (R36).
const HINTS: [&str; 9] = [
    "windowsserver",
    "windows_server-",
    "windows_ltsc_",
    "os_version_ltsc",
    "windows_core_",
    "windows_full_",
    "windows",
    "windows-",
    "server_",
];
/// Keys whose value names a pool, an AMI or a runner.
const HINT_KEYS: &[&str] = &[
    "amifamily",
    "os_sku",
    "os-sku",
    "ossku",
    "runs-on",
    "vmimage",
    "ami_type",
    "image_type",
    "image-type",
    "windows-os-version",
    "os_version",
    "ami name",
    "image:",
    "requested labels",
    "os-distribution",
    "node pool",
    "nodepool",
    "imagetype",
    "amitype",
    "ami:",
    "sku",
];

/// Reads all lines.
pub(super) fn read(lines: &[&str]) -> MachineSeen {
    let mut seen = MachineSeen { features: features::read(lines), ..MachineSeen::default() };
    for line in lines {
        let lower = line.to_ascii_lowercase();
        if let Some(edition) = edition(&lower) {
            seen.edition = seen.edition.or(Some(edition));
        }
        let (kind_of_id, edition_of_id) = edition_id(&lower);
        seen.edition = seen.edition.or(edition_of_id);
        if seen.kind.is_none() {
            seen.kind = kind_of_id.or_else(|| kind(&lower));
        }
        if seen.arm64.is_none() && is_arm(&lower) {
            seen.arm64 = Some(line.trim().chars().take(80).collect());
        }
        seen.asks_x86 |= lower.contains("windows/386") || lower.contains("{\"386\"") || lower.contains("{\\\"386\\\"");
        seen.virtual_machine |= ["vmware", "virtualbox", "qemu", "virtual machine", "parallels"].iter().any(|word| {
            lower.contains(word)
                && ["model", "modell", "manufacturer", "hersteller", "fabricant", "modelo"]
                    .iter()
                    .any(|key| lower.contains(key))
        });
        if seen.hint.is_none()
            && HINT_KEYS.iter().any(|key| lower.contains(key))
            && (!lower.contains("mcr.microsoft.com") || lower.contains("node pool"))
        {
            seen.hint = hint(line, &lower);
        }
    }
    seen.hint = seen.hint.or_else(|| said::hint(lines)).or_else(|| labels::hint(lines));
    seen.february_2020 = lines.iter().any(|line| names_february_2020(line));
    seen.asks_arm64 = asked_arm64_in_vain(lines);
    seen.kind = seen.kind.or_else(|| lines.iter().any(|line| is_isolated(line)).then_some(Kind::Client));
    seen
}

/// `Windows 11 Pro`, `Windows 11 24H2 Home`, `Windows Home 10`, `Windows 11, 22H2 home edition`.
fn edition(lower: &str) -> Option<Edition> {
    let behind =
        |name: &str| lower.split_once(name).map(|(_, rest)| rest.split_whitespace().next().unwrap_or_default());
    let named = behind("windows home").is_some_and(|word| matches!(word, "10" | "11"));
    let client = lower.contains("windows 11") || lower.contains("windows 10");
    if named || client && lower.contains("home edition") {
        return Some(Edition::Home);
    }
    let after = ["windows 11 ", "windows 10 "].iter().find_map(|name| lower.split(name).nth(1))?;
    let mut words = after.split(|c: char| !c.is_ascii_alphanumeric());
    let first = words.next()?;
    let is_update = first.len() == 4 && first.as_bytes()[2] == b'h' && first.starts_with('2');
    match if is_update { words.next()? } else { first } {
        "home" => Some(Edition::Home),
        "pro" | "enterprise" | "education" | "iot" => Some(Edition::Other),
        _ => None,
    }
}

/// `EditionID    REG_SZ    ServerDatacenter`, `Edition: Core` of Docker Desktop's log, `InstallationType REG_SZ Server Core`:
/// [the ids of the registry](https://learn.microsoft.com/windows/win32/api/sysinfoapi/nf-sysinfoapi-getproductinfo).
fn edition_id(lower: &str) -> (Option<Kind>, Option<Edition>) {
    const KEYS: [&str; 4] = ["editionid", "windowseditionid", "edition:", "installationtype"];
    let line = lower.trim_start();
    let Some(rest) = KEYS.iter().find_map(|key| line.strip_prefix(key)) else { return (None, None) };
    let value = rest.trim_start_matches([' ', '\t', ':', '=']).trim_start_matches("reg_sz").trim();
    match value {
        "core" | "coren" | "coresinglelanguage" | "corecountryspecific" => (Some(Kind::Client), Some(Edition::Home)),
        _ if value.starts_with("server") => (Some(Kind::Server), None),
        "client" => (Some(Kind::Client), None),
        _ if ["professional", "enterprise", "education", "iotenterprise"].iter().any(|id| value.starts_with(id)) => {
            (Some(Kind::Client), Some(Edition::Other))
        }
        _ => (None, None),
    }
}

fn kind(lower: &str) -> Option<Kind> {
    const CLIENT: &[&str] = &[
        "windows 11 ",
        "windows 10 ",
        "windows 11,",
        "windows 10,",
        "windows client operating systems",
        "operating system: microsoft windows version",
        "docker desktop",
    ];
    // A sentence of a release note names servers as well; only titles and products count.
    match () {
        () if lower.contains("windows server") || lower.contains("serverstandard") => Some(Kind::Server),
        () if CLIENT.iter().any(|word| lower.contains(word)) => Some(Kind::Client),
        () => None,
    }
}

/// "The update of February 11, 2020", "2020 年 2 月 11 日更新", "Updates vom 11. Februar 2020", or the article about these updates;
/// not a day on which something happened.
fn names_february_2020(line: &str) -> bool {
    const DATES: [&str; 9] = [
        "february11,2020",
        "february18,2020",
        "11february2020",
        "18february2020",
        "2020年2月11日",
        "2020年2月18日",
        "11.februar2020",
        "11février2020",
        "kb4542617",
    ];
    const UPDATES: [&str; 4] = ["update", "release", "patch", "patches"];
    const ELSEWHERE: [&str; 5] = ["更新", "リリース", "mise à jour", "mises à jour", "aktualisierung"];
    let lower = line.to_lowercase();
    let article =
        lower.match_indices("kb").any(|(at, kb)| lower[at + kb.len()..].starts_with(|c: char| c.is_ascii_digit()));
    let update = article
        || UPDATES.iter().any(|word| has_words(&lower, word))
        || ELSEWHERE.iter().any(|word| lower.contains(word));
    let squeezed: String = lower.split_whitespace().collect();
    update && DATES.iter().any(|date| squeezed.contains(date))
}

/// `[windows/arm64 internal] load metadata for …` above `ERROR: no match …`, which belongs to the step above it.
fn asked_arm64_in_vain(lines: &[&str]) -> bool {
    let mut arm64 = false;
    lines.iter().any(|line| {
        let line = line.trim_start();
        if line.starts_with('[') {
            arm64 = line.starts_with("[windows/arm64");
        }
        arm64 && line.starts_with("ERROR: no match for platform")
    })
}

/// The kind that the fields of a machine’s own report give: `EditionID`, `Operating System:`, `OS Name:`, `Default Isolation:`.
pub(super) fn stated_kind(lines: &[&str]) -> Option<Kind> {
    const PRODUCTS: [&str; 3] = ["operating system:", "os name:", "osname"];
    let field = |line: &&str| {
        let lower = line.trim_start().to_ascii_lowercase();
        let product = PRODUCTS.iter().any(|name| lower.starts_with(name));
        edition_id(&lower).0.or_else(|| kind(&lower).filter(|_| product))
    };
    let isolated = || lines.iter().any(|line| is_isolated(line)).then_some(Kind::Client);
    lines.iter().find_map(field).or_else(isolated)
}

/// What Docker takes on a client and not on a server, where nobody changed it (R18).
fn is_isolated(line: &str) -> bool {
    line.trim().split_once("Default Isolation:").is_some_and(|(_, isolation)| isolation.trim() == "hyperv")
}

fn is_arm(lower: &str) -> bool {
    // What a build or a pull asks for, or what an image has, says nothing of the machine.
    const OF_MACHINE: [&str; 4] =
        ["manifest for windows/arm64", "platform windows/arm64", "host platform (windows/arm64", "os/arch"];
    let words = lower.contains("arm64-based pc")
        || lower.contains("windows/arm64") && OF_MACHINE.iter().any(|words| lower.contains(words))
        || lower.contains("win-arm64")
        || lower.contains("windows-11-arm");
    let field =
        ["architecture: aarch64", "architecture: arm64", "os/arch: windows/arm64", "processor_architecture=arm64"]
            .iter()
            .any(|field| lower.split_whitespace().collect::<Vec<_>>().join(" ").contains(field));
    words || field
}

/// `2019-datacenter-core-with-containers`, `aks-2019-datacenter`: the names of images in Azure's marketplace.
fn marketplace(line: &str, lower: &str) -> Option<Hint> {
    let (at, _) = lower.match_indices("-datacenter").find(|(at, _)| *at >= 4)?;
    let build = release::of_year(lower.get(at - 4..at)?)?.build;
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let start = line[..at].rfind(|c| !word(c)).map_or(0, |before| before + 1);
    let end = line[at..].find(|c| !word(c)).map_or(line.len(), |more| at + more);
    Some(Hint { build, word: line.get(start..end)?.to_owned() })
}

fn hint(line: &str, lower: &str) -> Option<Hint> {
    if let Some(found) = marketplace(line, lower) {
        return Some(found);
    }
    let (at, end, build) = HINTS.iter().find_map(|word| {
        let of_year = |(at, _): (usize, &str)| {
            let end = at + word.len() + 4;
            Some((at, end, release::of_year(lower.get(at + word.len()..end)?)?.build))
        };
        lower.match_indices(word).find_map(of_year)
    })?;
    let rest = &line[end..];
    let tail = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len());
    Some(Hint { build, word: line[at..end + tail].to_owned() })
}

/// Builds that selectors ask for, and whether one asks for Windows.
pub(super) fn selectors(lines: &[&str]) -> (Vec<Version>, bool) {
    let mut builds: Vec<Version> = Vec::new();
    let mut windows = false;
    for (at, line) in lines.iter().enumerate() {
        let wish = |line: &&&str| ["elector", "affinity", "matchExpressions"].iter().any(|word| line.contains(word));
        let near = || lines[at.saturating_sub(6)..=at].iter().any(|line| wish(&line));
        if line.contains("kubernetes.io/os") && line.contains("windows") && near() {
            windows = true;
        }
        if let Some(found) = line.find("windows-build").filter(|_| near()) {
            let value = line[found + "windows-build".len()..].trim_start_matches(['=', ':', ' ', '"', '\'']);
            if let Some(found) = loose_version(value.as_bytes(), 0).filter(|found| !builds.contains(&found.version)) {
                builds.push(found.version);
            }
        }
    }
    (builds, windows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hints_at_a_release() {
        let hint = |line: &str| read(&[line]).hint.map(|hint| (hint.build, hint.word));
        assert_eq!(
            hint("    amiFamily: WindowsServer2019FullContainer"),
            Some((17763, "WindowsServer2019FullContainer".to_owned()))
        );
        assert_eq!(hint("  os_sku = \"Windows2019\""), Some((17763, "Windows2019".to_owned())));
        assert_eq!(hint("runs-on: windows-2022"), Some((20348, "windows-2022".to_owned())));
        assert_eq!(hint("We moved from windows-2019 last year"), None);
        assert_eq!(hint("windowsSku: 2019-Datacenter-Core").map(|hint| hint.0), Some(17763));
        assert_eq!(hint("\"sku\": \"aks-2022-datacenter-core\""), Some((20348, "aks-2022-datacenter-core".to_owned())));
        assert_eq!(hint("After upgrading the node pool to Windows2022:").map(|hint| hint.0), Some(20348));
        assert_eq!(hint("amiType: WINDOWS_CORE_2022_x86_64").map(|hint| hint.0), Some(20348));
        assert_eq!(
            hint("cloud.google.com/gke-os-distribution=windows_ltsc_2019"),
            Some((17763, "windows_ltsc_2019".to_owned()))
        );
        assert_eq!(hint("AMI: Windows_Server-2022-English-Core-EKS_Optimized-1.31").map(|hint| hint.0), Some(20348));
    }

    #[test]
    fn edition_and_processor() {
        let seen = read(&["Windows Version: Windows 11 Home, 10.0.22000 Build 22000", "System Type:   ARM64-based PC"]);
        assert_eq!((seen.edition, seen.kind, seen.arm64.is_some()), (Some(Edition::Home), Some(Kind::Client), true));
        for home in ["Windows 11 24H2 Home", "on Windows Home 10 build 19044", "Windows 11, 22H2 home edition"] {
            assert_eq!(read(&[home]).edition, Some(Edition::Home), "{home}");
        }
        for other in [
            "Windows 11 24H2 Pro",
            "our home server runs Windows 11 22H2",
            "the Windows home directory",
            "A home edition of Windows",
        ] {
            assert_ne!(read(&[other]).edition, Some(Edition::Home), "{other}");
        }
        assert_eq!(read(&["\"architecture\": \"arm64\""]).arm64, None);
        let of_id = |line: &str| (read(&[line]).kind, read(&[line]).edition);
        assert_eq!(of_id("    EditionID    REG_SZ    ServerDatacenter"), (Some(Kind::Server), None));
        assert_eq!(of_id("EditionID : Professional"), (Some(Kind::Client), Some(Edition::Other)));
        assert_eq!(of_id("Edition: Core"), (Some(Kind::Client), Some(Edition::Home)));
        assert_eq!(of_id("EditionID REG_SZ IoTEnterpriseS"), (Some(Kind::Client), Some(Edition::Other)));
        assert_eq!(of_id("Edition: 2nd"), (None, None));
    }

    #[test]
    fn the_updates_of_february_2020() {
        for line in [
            "February 11, 2020—KB4532691 (OS Build 17763.1039)",
            "the February 11, 2020 security update release",
            "2020 年 2 月 11 日更新",
            "Updates vom 11. Februar 2020",
        ] {
            assert!(names_february_2020(line), "{line}");
        }
        for line in
            ["Tuesday, February 11, 2020 9:03", "11 February 2020: last updated", "the update of March 10, 2020"]
        {
            assert!(!names_february_2020(line), "{line}");
        }
    }

    #[test]
    fn a_selector_is_a_wish() {
        let (builds, windows) =
            selectors(&["Node-Selectors: kubernetes.io/os=windows", "  node.kubernetes.io/windows-build=10.0.20348"]);
        assert_eq!((builds, windows), (vec![Version::of_build(20348)], true));
        assert_eq!(selectors(&["Labels: node.kubernetes.io/windows-build=10.0.20348"]).0, []);
    }
}
