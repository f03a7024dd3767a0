//! Labels that people give their nodes themselves, where they speak of a version of Windows: `os-version: ltsc2019`,
//! `nodeclass: windows2019`. What the nodes of the hosts are labelled with isn’t known, so they are named and not changed.

use super::labels::{OS, current};
use super::named::build_of;
use super::retag::FleetHosts;

pub(super) const OTHER_LABEL: &str =
    "This label asks for nodes with another Windows. Change it to what the hosts have.";

/// Whether a label of somebody’s own asks for a Windows that none of the hosts has.
pub(super) fn names_other_build(label: &str, value: &str, fleet: &FleetHosts<'_>) -> bool {
    let value = value.to_ascii_lowercase();
    let year = label.to_ascii_lowercase().contains("win") && value.len() == 4 && value.starts_with("20");
    let version = is_about_version(label) && (year || value.starts_with("10.0."));
    let words = ["windows-server-", "windowsserver", "windows-", "windows", "win-", "win"];
    let named = words.iter().find_map(|word| value.strip_prefix(word)).or(value.starts_with("ltsc").then_some(&value));
    // A word for Windows says it under any label; a bare number does only under one that is about versions.
    let build = match named {
        Some(rest) if rest.trim_start_matches("ltsc").len() >= 4 => build_of(rest),
        _ if version => build_of(value.trim_start_matches("10.0.")),
        _ => None,
    };
    build.is_some_and(|build| !fleet.hosts.builds.contains(&build))
}

/// Whether the name of a label can be about a version of Windows; those of the operating system itself and of the processor
/// are not.
pub(super) fn is_about_version(label: &str) -> bool {
    let lower = label.to_ascii_lowercase();
    current(label) != OS && ["win", "os", "build", "version"].iter().any(|word| lower.contains(word))
}
