//! Options and mounts that Windows or the engine doesn’t take.

use super::case::{Case, Found};

/// Options that exclude each other: the command knows each of them.
pub(super) fn options(case: &Case<'_>, mut found: Found) -> Found {
    if case.incident.error.line.to_ascii_lowercase().contains("conflicting options") {
        found.title = "Two options of the command exclude each other".to_owned();
        found.text = "The command knows each of them, but doesn’t take them together. Leave out one of the two that the message \
                      names."
            .to_owned();
    }
    found
}

/// Something is mounted read-only that has to be written to.
pub(super) fn read_only(case: &Case<'_>, mut found: Found) -> Found {
    if case.incident.error.line.to_ascii_lowercase().contains("read-only") {
        found.title = "A mount is read-only, or asks for what Windows containers don’t have".to_owned();
        found.text =
            "A volume or file system is read-only where something has to be written, or the settings ask for a \
             read-only file system, which only Linux containers have. The image isn’t the reason."
                .to_owned();
    }
    found
}
