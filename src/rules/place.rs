//! Machines that people call by a name of their own: hosted runners, and products that are a Windows Server inside (rule R36).

use crate::rules::reference::Arch;

/// A machine of a service, or a product, that people call by a name of its own.
#[derive(Debug)]
pub struct Place {
    /// The name, as it is typed: `windows-2025`.
    pub name: &'static str,
    /// Other names for the same.
    pub also: &'static [&'static str],
    /// Its build.
    pub build: u16,
    /// It is a client.
    pub client: bool,
    /// Its processor.
    pub arch: Arch,
    /// Whether Hyper-V isolation can be used there.
    pub hyperv: bool,
    /// What else to know, in a sentence.
    pub note: &'static str,
    /// Where it is written.
    pub source: &'static str,
}

const RUNNERS: &str = "https://github.com/actions/runner-images";
const AZURE_LOCAL: &str = "https://learn.microsoft.com/azure/azure-local/release-information-23h2";

const fn runner(name: &'static str, also: &'static [&'static str], build: u16, note: &'static str) -> Place {
    Place { name, also, build, client: false, arch: Arch::Amd64, hyperv: false, note, source: RUNNERS }
}

const fn local(name: &'static str, also: &'static [&'static str], build: u16, note: &'static str) -> Place {
    Place { name, also, build, client: false, arch: Arch::Amd64, hyperv: true, note, source: AZURE_LOCAL }
}

/// The day on which a hosted runner of GitHub Actions was removed, as the note of another one says it.
pub fn removed(name: &str) -> Option<&'static str> {
    let day = |place: &'static Place| {
        let (_, rest) = place.note.split_once(&[" ", name, " was removed on "].concat())?;
        rest.split('.').next()
    };
    PLACES.iter().filter(|_| !name.is_empty()).find_map(day)
}

/// Machines with names of their own.
pub static PLACES: [Place; 7] = [
    runner(
        "windows-2022",
        &[],
        20348,
        "A hosted runner of GitHub Actions; it was at 10.0.20348.5622 in September 2026. windows-2019 was removed on 2025-06-30.",
    ),
    runner(
        "windows-2025",
        &["windows-latest"],
        26100,
        "A hosted runner of GitHub Actions, also windows-latest since June 2026; it was at 10.0.26100.33438 in September 2026.",
    ),
    Place {
        client: true,
        arch: Arch::Arm64,
        ..runner("windows-11-arm", &[], 26200, "A hosted runner of GitHub Actions on ARM64. It runs ARM64 images only.")
    },
    local(
        "azure-stack-hci-21h2",
        &["azure-local-21h2"],
        20348,
        "Azure Stack HCI 21H2 has the build of Windows Server 2022.",
    ),
    local(
        "azure-stack-hci-22h2",
        &["azure-local-22h2"],
        20349,
        "Azure Stack HCI 22H2 has build 20349. No base image has it, and Microsoft’s container pages don’t mention it.",
    ),
    local(
        "azure-stack-hci-23h2",
        &["azure-local-23h2"],
        25398,
        "Azure Local 23H2 has the build of Windows Server 23H2.",
    ),
    local(
        "azure-stack-hci-24h2",
        &["azure-local-24h2"],
        26100,
        "Azure Local 24H2 has the build of Windows Server 2025.",
    ),
];

/// The machine with this name, in any case; blanks count as hyphens: `Azure Stack HCI 22H2`. Not those of a runner: `windows 2022` is
/// short for Windows Server 2022.
pub fn named(name: &str) -> Option<&'static Place> {
    let typed = name.trim().to_ascii_lowercase();
    let joined = typed.replace([' ', ',', '_'], "-").replace("--", "-").replace("-version-", "-");
    PLACES.iter().find(|place| {
        let name = if place.source == RUNNERS { &typed } else { &joined };
        place.name == name || place.also.contains(&name.as_str())
    })
}
