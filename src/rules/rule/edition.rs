//! R35: which editions run Windows containers, and how many.

use super::about::{About, REQUIREMENTS};
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About =
    About::new("On Windows 10 and 11, containers need Pro or Enterprise; Home has none", REQUIREMENTS);

/// What Microsoft licenses, in a sentence, and where it is written.
pub const LICENCES: (&str, &str) = (
    "Windows Server Standard is licensed for two containers with Hyper-V isolation, Datacenter for any number. \
         Process isolation has no limit. On Windows 10 and 11 containers are for development and testing.",
    "https://learn.microsoft.com/virtualization/windowscontainers/about/faq",
);

/// What GPUs need, in a sentence, and where it is written.
pub const GPU: (&str, &str) = (
    "GPUs work only with process isolation and the windows/server image.",
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/gpu-acceleration",
);

/// Whether a name is that of a Home edition: `Windows 11 Home`, `Windows 10 Home Single Language`, `Core` as the registry says.
pub fn is_home(name: &str) -> bool {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let client = words.iter().any(|word| matches!(word.as_str(), "10" | "11" | "win10" | "win11" | "w10" | "w11"));
    client && words.iter().any(|word| matches!(word.as_str(), "home" | "famille" | "startseite"))
}

/// The finding on a Home edition.
pub(in crate::rules) fn never(host: &Host) -> Option<Finding> {
    host.home.then(|| Finding::new(Support::Unsupported, Reason::HomeEdition))
}

pub(super) fn home(_: &Verdict) -> String {
    "Windows Home can’t run Windows containers. They need Pro, Enterprise, Education or Windows Server.".to_owned()
}
