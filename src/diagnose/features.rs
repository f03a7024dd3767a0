//! Features of Windows that are missing, or not in this edition.

use super::case::{Case, Found};
use super::cause::{Cause, Confidence};
use super::missing::Missing;
use crate::read::clue::ErrorCode;
use crate::read::evidence::Edition;

/// What a pair that is known to fit rules out.
pub(super) const FITS: &str = "a version mismatch (this image and this host fit)";

/// Shows the state of both features.
pub(crate) const BOTH: &str =
    "Get-WindowsOptionalFeature -Online | Where-Object FeatureName -in Containers, Microsoft-Hyper-V";

/// Hyper-V isolation that isn't there.
pub(super) fn hyperv_missing(case: &Case<'_>, mut found: Found) -> Found {
    if case.image_build().is_some() && case.host_build().is_some() {
        found.ruled_out = if case.fits() { FITS } else { "missing updates (it is Hyper-V that is missing)" }.to_owned();
    }
    if case.fits() {
        found = found.note(format!(
            "You don’t need it here: {} runs on {} with process isolation.",
            case.image_with_build(),
            case.host_with_build()
        ));
    } else if let (Some(_), Some(_)) = (case.host_build(), case.image_build()) {
        found =
            found.note(format!("Without it, use an image for {} itself, with process isolation.", case.host_name()));
    }
    if case.evidence.engine.hosted.is_some() && !case.is_cluster() {
        found.title = "Hosted build agents have no Hyper-V isolation".to_owned();
        found.text = "The container needs Hyper-V isolation. A hosted agent is a virtual machine without nested virtualization, so \
                      Hyper-V can’t be turned on there."
            .to_owned();
        // Another image runs there with process isolation.
        return found.not("");
    }
    if case.evidence.machine.virtual_machine {
        found = found.note("This machine is a virtual machine: its own host has to provide nested virtualization.");
    }
    home(case, found)
}

/// What Windows Home lacks.
pub(super) fn home(case: &Case<'_>, found: Found) -> Found {
    if !is_home(case) || case.incident.error.code == ErrorCode::FirmwareVirtualization {
        return found;
    }
    found.note("This is Windows Home, which can’t run Windows containers. You need Pro or Enterprise.")
}

fn is_home(case: &Case<'_>) -> bool {
    case.evidence.machine.edition == Some(Edition::Home)
}

/// Docker Desktop that doesn't switch to Windows containers: <https://github.com/docker/for-win/issues/12736>.
pub(super) fn not_switched(case: &Case<'_>, mut found: Found) -> Found {
    if is_home(case) {
        found.cause = Cause::ContainersFeatureMissing;
        found.confidence = Confidence::Certain;
        found.title = "Windows Home has no Windows containers".to_owned();
        found.text = "Windows Home has neither Hyper-V nor the feature Containers. Docker Desktop runs only Linux containers there."
            .to_owned();
        return found;
    }
    if case.evidence.machine.edition.is_none() {
        found = found.open(Missing::other(
            "Which edition of Windows is it? Home has no Windows containers.",
            "(Get-CimInstance Win32_OperatingSystem).Caption",
        ));
    }
    let features = case.evidence.machine.features;
    match features.hyperv && features.containers {
        true => found,
        false => found.open(Missing::other("Are both features on? Both have to say Enabled.", BOTH)),
    }
}
