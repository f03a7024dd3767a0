//! Errors that need no comparison of versions: what the table says, and what the text adds.

use super::account;
use super::case::{Case, Found, capital};
use super::cause::{Cause, Confidence};
use super::cut_off;
use super::errors::{self, ErrorEntry};
use super::exit_code;
use super::features::{FITS, home, hyperv_missing, not_switched};
use super::layers::{broken_layer, hostprocess, not_windows, unpacked_perhaps, unpacked_unseen};
use super::network;
use super::options::{options, read_only};
use super::other_system;
use super::particular::{builder_on_windows, is_buildkit, particular};
use super::ports;
use super::program;
use super::pull::NO_WINDOWS;
use super::scheduling::{scheduling, task_image};
use super::unnamed::{missing_versions, unknown};
use crate::read::clue::ErrorCode;
use crate::read::evidence::{Phase, System};
use crate::rules::question::Isolation;

/// What an error that has nothing to do with them rules out.
const THE_VERSIONS: &str = "the Windows versions of image and host (this error has nothing to do with them)";

/// The cause of an error, by its entry.
pub(super) fn find(case: &Case<'_>) -> Found {
    find_as(case, case.incident.error.code)
}

/// The cause of an error of this code.
pub(super) fn find_as(case: &Case<'_>, code: ErrorCode) -> Found {
    let entry = errors::entry(code);
    let is_linux = matches!(case.evidence.engine.system, Some((System::Linux, _)));
    if matches!(code, ErrorCode::LayerNotRegistered | ErrorCode::LayerStorage) && is_linux && case.is_windows_image() {
        return case.linux_engine();
    }
    if let Some(found) = other_system::found(case, code) {
        return found;
    }
    let found = Found::new(entry.cause, entry.confidence, title(case, entry), entry.means);
    let found = Found { ruled_out: ruled_out(entry, code), ..found };
    use ErrorCode::*;
    let found = match code {
        HypervMissing | FirmwareVirtualization => hyperv_missing(case, found),
        ContainersFeatureOff => home(case, found),
        NotSwitched => not_switched(case, found),
        PortInUse => ports::port(case, found),
        ProgramMissing => program::missing(case, found),
        LogonFailed => account::logon(case, found),
        InvalidLayer0112 => broken_layer(case, found),
        OutOfMemory => memory(case, found),
        Unschedulable => scheduling(case, found),
        TaskImageMissing => task_image(case, found),
        OsVersionNotSupported => service(case, found),
        BadParameter57 => parameter(case, found),
        DaemonTooOldWindows => engine_too_new(case, found),
        DaemonRefusesProcessOnClient if case.is_client_without_process() => client_without_process(found),
        LayerWithoutRegistry => hostprocess(case, found),
        Unknown => unknown(case, found),
        OtherLine if cut_off::ends_in_opening(&case.incident.error.line) => cut_off::unsaid(case, found),
        TagMissing => tag_missing(case, found),
        VolumeMount => read_only(case, found),
        NetworkMissing if case.is_cluster() => network::of_host(case, found),
        BadFlag if is_buildkit(case.reference) && case.incident.error.line.contains("rivileged") => {
            builder_on_windows(found)
        }
        NetworkSetup => network::cut_off(case, network::network(case, found)),
        LinuxEngine => linux_engine(case, found),
        LinuxImage => found.not(NO_WINDOWS),
        OtherPlatform => other_platform(case, found),
        LayerStorage | LayerNotRegistered if case.is_before_the_check() => unpacked_unseen(case, found),
        // Where the host isn't known, it may be one that looks at no version before it unpacks:
        // https://github.com/docker/hub-feedback/issues/1293.
        LayerStorage if case.is_imported_unseen() => unpacked_perhaps(case, found),
        LayerStorage if case.is_first_layer() && !case.is_windows_image() => not_windows(case, found),
        LayerNotRegistered if !case.fits() => unpacked_perhaps(case, found),
        FileNotFoundAtCreate | StartTimedOut | ElementNotFound490 | GuestSilent | HistoryCheck => {
            missing_versions(case, found)
        }
        BadFlag => options(case, found),
        _ => found,
    };
    code_note(case, pair_note(case, sandbox_note(case, particular(case, code, found))))
}

/// The number that a program ended with, where nothing else tells what it is; a layer is unpacked by a program of the engine's
/// (<https://github.com/moby/moby/issues/43685>).
fn code_note(case: &Case<'_>, found: Found) -> Found {
    let line = &case.incident.error.line;
    let Some(told) = exit_code::told(line, &found.text) else { return found };
    let whose = "The engine’s own program that unpacks layers ended so: no container ran yet.";
    let more = line.contains("re-exec error").then(|| whose.to_owned());
    Found { notes: [told].into_iter().chain(more).chain(found.notes).collect(), ..found }
}

/// The entry's title; in a sandbox with its subject.
fn title(case: &Case<'_>, entry: &ErrorEntry) -> String {
    let sandbox = case.incident.error.phase == Phase::Sandbox && entry.code != ErrorCode::SandboxFailed;
    if sandbox { format!("{} (the pod’s sandbox)", entry.title) } else { entry.title.to_owned() }
}

fn ruled_out(entry: &ErrorEntry, code: ErrorCode) -> String {
    use ErrorCode::*;
    let text = match (entry.cause, code) {
        (
            _,
            FirmwareVirtualization
            | EngineDown
            | LinuxSubsystem
            | ClusterVersion
            | PackageManager
            | FileSyntax
            | OtherLine
            | BadFlag,
        ) => "",
        (Cause::NotCompatibility | Cause::Resources | Cause::NoSuchTag, _) => THE_VERSIONS,
        (Cause::BrokenLayer | Cause::FilterDriver | Cause::HostprocessBase, _) => {
            "a version mismatch (this isn’t how Windows reports different versions)"
        }
        (Cause::Scheduling, _) => "the image itself (no node has pulled it yet)",
        (Cause::HypervMissing | Cause::ContainersFeatureMissing, _) => {
            "the image’s Windows version (no version of it would start here)"
        }
        _ => "",
    };
    text.to_owned()
}

/// Where the pair is known and fits, it is said: that is what people doubt first.
fn pair_note(case: &Case<'_>, found: Found) -> Found {
    let quiet = matches!(found.cause, Cause::Scheduling | Cause::Unknown | Cause::LinuxEngine | Cause::HostprocessBase);
    if quiet
        || !case.fits()
        || found.notes.iter().any(|note| note.contains("fit") || note.contains("process isolation"))
    {
        return found;
    }
    let pair = format!("The versions fit: {} on {}.", case.image_with_build(), case.host_with_build());
    // The note gives the reason.
    let ruled_out = if found.ruled_out == THE_VERSIONS { FITS.to_owned() } else { found.ruled_out };
    Found { ruled_out, ..found }.note(pair)
}

/// A sandbox that fails for another reason is not about the pod's image either.
fn sandbox_note(case: &Case<'_>, found: Found) -> Found {
    let none = found.cause != Cause::NotCompatibility || case.incident.error.code == ErrorCode::EngineDown;
    if case.incident.error.phase != Phase::Sandbox || none {
        return found;
    }
    found.note("It happened to the pod’s sandbox (pause image or network), before the pod’s own image was tried.")
}

fn memory(case: &Case<'_>, mut found: Found) -> Found {
    if case.incident.error.line.contains("'DockerDesktopVM'") {
        found.text = "Windows has too little free memory for Docker Desktop’s virtual machine.".to_owned();
    }
    let hyperv = case.incident.isolation == Some(Isolation::Hyperv);
    let versions = case.verdict.as_ref().and_then(|verdict| Some((verdict.host.version, verdict.image?)));
    match versions {
        Some((host, image)) if hyperv && host.build == image.build => {
            let behind = host.revision.zip(image.revision).is_some_and(|(host, image)| host < image);
            let lag = if behind {
                format!(" The host ({host}) is behind the image ({image}). Update the host to the image’s month first.")
            } else {
                String::new()
            };
            found
                .note(format!("The builds are equal, so process isolation would work; it uses the host’s memory.{lag}"))
        }
        _ => found,
    }
}

fn service(case: &Case<'_>, mut found: Found) -> Found {
    let line = case.incident.error.line.to_ascii_lowercase();
    if line.contains("windows2019notsupported") || line.contains("windows2022notsupported") {
        found.title = "AKS doesn’t offer this Windows with that Kubernetes version".to_owned();
        found.text = "The node pool’s Windows is retired, or not offered with this Kubernetes version: Windows \
             Server 2019 ends with 1.32, 2022 with 1.36."
            .to_owned();
        return found;
    }
    found.title = "Azure Container Instances doesn’t offer this Windows".to_owned();
    found.text = "Azure Container Instances (ACI) refused the image: it runs only certain Windows releases, up to \
         ltsc2022. The names in the message are what the service supports, not a host."
        .to_owned();
    found.open(case.ask_image())
}

fn parameter(case: &Case<'_>, found: Found) -> Found {
    match case.host.and_then(|host| host.version.revision) {
        Some(1) => found.note(format!(
            "{} is the first build of its release (revision 1), without any update.",
            capital(&case.host_name())
        )),
        _ => found,
    }
}

fn engine_too_new(case: &Case<'_>, mut found: Found) -> Found {
    if let Some(host) = case.host {
        found.title = format!("Docker 23 and later don’t start on {}", host.name());
    }
    found.not("the image (no image was looked at)")
}

/// Windows 10 before 1809, under which no engine has process isolation (R8).
fn client_without_process(mut found: Found) -> Found {
    found.title = "Windows 10 before version 1809 has no process isolation".to_owned();
    found.text = "Windows 10 runs containers with Hyper-V isolation only, until version 1809 (build 17763). A newer engine doesn’t change \
                  that."
        .to_owned();
    found
}

fn tag_missing(case: &Case<'_>, mut found: Found) -> Found {
    if case.reference.is_some() {
        found.title = format!("There is no {}", case.image_name());
    }
    case.moved_away(found)
}

fn linux_engine(case: &Case<'_>, mut found: Found) -> Found {
    if case.reference.is_some() {
        found.title = format!("{} needs Windows containers, but the engine runs Linux containers", case.image_name());
    }
    // Clients before 19.03 say so too: <https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/1145>.
    if case.incident.error.line.contains("is not an absolute path") {
        found.confidence = Confidence::Likely;
        found.text = "The client took the device of Windows (class/…) for a path of Linux: it talks to an engine for Linux containers, or \
                      is older than Docker 19.03."
            .to_owned();
    }
    home(case, found).not("the tag or its version (the engine never looked at them)")
}

/// `wanted linux/amd64, actual: windows/amd64`, in lower case.
pub(crate) fn platforms(line: &str) -> Option<(&str, &str)> {
    let behind = |word: &str| {
        let rest = line.split_once(word)?.1.trim_start_matches([':', ' ']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).unwrap_or(rest.len());
        Some(&rest[..end]).filter(|platform| platform.starts_with("windows") || platform.starts_with("linux"))
    };
    behind("wanted").zip(behind("actual"))
}

fn other_platform(case: &Case<'_>, found: Found) -> Found {
    let line = case.incident.error.line.to_ascii_lowercase();
    let found = match platforms(&line) {
        Some((wanted, actual)) => {
            let title = format!("{} is for {actual}, but {wanted} was asked for", capital(&case.image_name()));
            let text = format!("The local image is for {actual}. The command, file or tool asked for {wanted}.");
            let found = Found { title, text, ..found };
            // https://docs.docker.com/desktop/setup/install/windows-install/
            match wanted.starts_with("windows") == actual.starts_with("windows") {
                true => found,
                false => found.note("Docker Desktop runs Windows containers or Linux containers, not both at a time."),
            }
        }
        None => found,
    };
    let (found_os, wanted) = (line.find("(linux/"), line.find("platform (windows"));
    if found_os.is_some() && wanted.is_some() {
        return Found { cause: Cause::LinuxImage, ..found };
    }
    let arm = line.contains("arm64") && line.contains("amd64");
    if arm { Found { cause: Cause::Architecture, ..found } } else { found }
}
