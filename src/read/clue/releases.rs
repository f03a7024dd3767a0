//! The release of a machine by its name alone: `Host is Microsoft Windows 10 Enterprise - 1903`, `Edition: Windows 10 Pro 22H2`.
//!
//! A name is worth less than a number: it counts only where the text gives no machine a version.

use super::format::FormatId::ProgramReport;
use super::page::OpenPaste;
use super::prose::{is_bound, is_demand};
use super::scan::{find, skip, starts};
use crate::rules::release::{self, Kind};
use crate::rules::version::Version;

/// Names of the clients, and how their releases begin in the catalogue.
const NAMES: [(&str, &str); 6] = [
    ("windows 10", "w10-"),
    ("windows 11", "w11-"),
    ("w10 ", "w10-"),
    ("w11 ", "w11-"),
    ("win 10", "w10-"),
    ("win 11", "w11-"),
];
/// What stands before the name of a machine's own system.
const LABELS: [&str; 20] = [
    "host is",
    "host is microsoft",
    "edition:",
    "windows version:",
    "os:",
    "os name:",
    "os version:",
    "operating system:",
    "operating system",
    "host:",
    "host os:",
    "host os version:",
    "machine:",
    "laptop:",
    "platform:",
    "windows/linux):",
    "running",
    "running on",
    "i’m on",
    "i am on",
];
/// What may stand between the name and the version.
const BETWEEN: [&str; 12] = [
    "pro",
    "professional",
    "enterprise",
    "education",
    "home",
    "edition",
    "iot",
    "core",
    "x64",
    "64-bit",
    "version",
    "for workstations",
];

/// What stands behind the name of a machine's own system: `Windows 11 23H2 laptop`.
const MACHINES: [&str; 7] = ["laptop", "host", "machine", "pc", "desktop", "workstation", "notebook"];

/// Notes a machine whose release the text names.
pub(crate) fn read(page: &mut OpenPaste<'_>) {
    if page.found.hosts.iter().any(|host| host.version.is_some()) {
        return;
    }
    for line in 0..page.doc.lines() {
        let (start, end) = page.doc.range(line);
        let text = &page.doc.bytes()[start..end.max(start)];
        for (name, slug) in NAMES {
            let Some(at) = find(text, name).filter(|&at| !is_demand(&text[..at])) else {
                continue;
            };
            let Some((version, stop)) = release_after(text, at + name.len(), slug) else { continue };
            if (is_labelled(&text[..at]) || is_machine(&text[stop..])) && !is_bound(&text[stop..]) {
                return page.host(version, None, (start + at, start + stop), ProgramReport);
            }
        }
    }
}

fn is_labelled(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let before = before.strip_suffix(b"Microsoft").unwrap_or(before).trim_ascii_end();
    LABELS.iter().any(|label| super::scan::ends(before, label))
}

fn is_machine(behind: &[u8]) -> bool {
    let start = skip(behind, 0, b" ");
    let word = behind[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    start > 0 && MACHINES.iter().any(|name| name.len() == word && starts(behind, start, name))
}

/// The version word behind a name and its edition: `Pro, version 22H2`, ` Enterprise - 1903`, ` Pro v1809`.
fn release_after(text: &[u8], from: usize, slug: &str) -> Option<(Version, usize)> {
    let mut at = from;
    for _ in 0..6 {
        at = skip(text, at, b" ,-(");
        let word = BETWEEN.iter().find(|word| starts(text, at, word));
        let Some(word) = word else { break };
        at += word.len();
    }
    at = if starts(text, at, "v") { at + 1 } else { at };
    let word = text.get(at..at + 4)?;
    let ends = !text.get(at + 4).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.');
    let word = core::str::from_utf8(word).ok().filter(|_| ends)?;
    let found = release::by_slug(&[slug, &word.to_ascii_lowercase()].concat())?;
    (found.kind == Kind::Client).then(|| (Version::of_build(found.build), at + 4))
}

#[cfg(test)]
mod tests {
    use crate::read::clue::samples::host;

    #[test]
    fn a_release_by_its_name() {
        host("Host is Microsoft Windows 10 Enterprise - 1903", "10.0.18362");
        host("Edition: Windows 10 Pro 22H2", "10.0.19045");
        host("* Platform (windows/linux): Windows 10 Pro v1809", "10.0.17763");
        host("  - Windows Version: W10 1909", "10.0.18363");
        host("Windows Version: Windows 11 Pro, version 23H2", "10.0.22631");
        host("I am running Windows 10 Pro 21H2 (x64)", "10.0.19044");
        host("It fails on a Windows 11 23H2 laptop.", "10.0.22631");
    }

    #[test]
    fn what_names_no_machine() {
        host("Windows 10 1809 images are gone", "");
        host("requires: OS: Windows 10 1809 or later", "");
        host("It fails in a Windows 11 23H2 hosted image", "");
        host("OS: Windows 10 Pro", "");
        host("OS: Windows 10 22H23", "");
        host("Edition: Windows 10 Pro 22H2\nMicrosoft Windows [Version 10.0.17763.1]", "10.0.17763.1");
    }
}
