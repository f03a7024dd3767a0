//! Layers that can’t be unpacked or opened, and what they say of the versions.

use super::case::{Case, Found};
use super::cause::Confidence;
use super::missing::Missing;

/// An old engine unpacks an image that is newer than its host, and fails on its files:
/// <https://github.com/docker/for-win/issues/1362>.
pub(super) fn unpacked_unseen(case: &Case<'_>, mut found: Found) -> Found {
    found.ruled_out = String::new();
    if case.image_build().is_some() {
        return found;
    }
    found.note(format!("On {} an image that is newer than the host can fail like this, too.", case.host_name()))
}

/// An old engine took a Linux image that has no list, and found no Windows in its first layer:
/// <https://github.com/docker-archive-public/docker.kitematic/issues/4034>.
pub(super) fn not_windows(case: &Case<'_>, found: Found) -> Found {
    Found { ruled_out: String::new(), ..found }
        .note("A Linux image fails like this, too, on an engine set to Windows containers: its first layer holds no Windows.")
        .open(Missing::image("Which system is the image for?", format!("docker manifest inspect --verbose {}", case.image_argument())))
}

/// Engines before the check of 2017 unpacked any image, so a version is not ruled out where the pair is not known to fit:
/// <https://github.com/moby/moby/issues/35668>.
pub(super) fn unpacked_perhaps(case: &Case<'_>, mut found: Found) -> Found {
    found.ruled_out = String::new();
    if case.host_build().is_none() {
        found = found.open(case.ask_host());
    }
    if case.image_build().is_none() {
        found = found.open(case.ask_image());
    }
    found
}

pub(super) fn broken_layer(case: &Case<'_>, found: Found) -> Found {
    let found = match case.evidence.engine.desktop {
        Some([4, 50..=54, _]) => found.note(
            "It has been reported with Docker Desktop 4.50 to 4.54 for containers \
             and images made by an older version, and with KB5072033; 4.49 can still read them.",
        ),
        _ => found,
    };
    match (case.host_build(), case.image_build()) {
        (Some(26200), Some(26100)) => found.note(
            "It has been reported for ltsc2025 on Windows 11 25H2 with Docker 29.0.1, in both isolation modes; ltsc2022 worked \
             (https://github.com/microsoft/hcsshim/issues/2566).",
        ),
        _ => found,
    }
}

pub(super) fn hostprocess(case: &Case<'_>, found: Found) -> Found {
    let named = case.reference.is_some_and(|name| name.contains("host-process"));
    if named { Found { confidence: Confidence::Certain, ..found } } else { found }
}
