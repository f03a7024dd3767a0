//! Errors that need no comparison of versions: what the table says, and what the text adds.

use super::case::{Case, Found, capital};
use super::cause::{Cause, Confidence};
use super::cut_off;
use super::errors::{self, ErrorEntry};
use super::features::{self, FITS, home, hyperv_missing, not_switched};
use super::layers::{broken_layer, hostprocess, not_windows, unpacked_perhaps, unpacked_unseen};
use super::missing::Missing;
use super::network;
use super::particular::{builder_on_windows, is_buildkit, particular};
use super::ports;
use super::program;
use super::pull::NO_WINDOWS;
use super::scheduling::{scheduling, task_image};
use crate::read::clue::ErrorCode;
use crate::read::evidence::{Phase, System};
use crate::rules::question::Isolation;
use crate::rules::release::Kind;

/// What an error that has nothing to do with them rules out.
const THE_VERSIONS: &str = "the Windows versions of image and host (this error has nothing to do with them)";

/// The events of all pods, the newest last.
const EVENTS: &str = "kubectl get events -A --sort-by=.lastTimestamp";

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
    let found = Found::new(entry.cause, entry.confidence, title(case, entry), entry.means);
    let found = Found { ruled_out: ruled_out(entry, code), ..found };
    use ErrorCode::*;
    let found = match code {
        HypervMissing | FirmwareVirtualization => hyperv_missing(case, found),
        ContainersFeatureOff => home(case, found),
        NotSwitched => not_switched(case, found),
        PortInUse => ports::port(case, found),
        ProgramMissing => program::missing(case, found),
        InvalidLayer0112 => broken_layer(case, found),
        OutOfMemory => memory(case, found),
        Unschedulable => scheduling(case, found),
        TaskImageMissing => task_image(case, found),
        OsVersionNotSupported => service(case, found),
        BadParameter57 => parameter(case, found),
        DaemonTooOldWindows => engine_too_new(case, found),
        LayerWithoutRegistry => hostprocess(case, found),
        Unknown => unknown(case, found),
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
        FileNotFoundAtCreate | StartTimedOut | ElementNotFound490 | GuestSilent => missing_versions(case, found),
        BadFlag => options(case, found),
        _ => found,
    };
    pair_note(case, sandbox_note(case, particular(case, code, found)))
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

fn memory(case: &Case<'_>, found: Found) -> Found {
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

/// An engine's refusal in words that aren't known; a failed call of Windows may still be about versions.
fn unknown(case: &Case<'_>, mut found: Found) -> Found {
    let line = case.incident.error.line.to_ascii_lowercase();
    if ["crashloopbackoff", "back-off restarting failed container"].iter().any(|word| line.contains(word))
        && line.len() < 300
    {
        let pod = super::case::pod_argument(case.incident);
        found.cause = Cause::NotCompatibility;
        found.confidence = Confidence::Likely;
        found.title = "The container starts, but its program keeps exiting".to_owned();
        found.text =
            "CrashLoopBackOff means that it was started several times, so it passed every version check. The program’s own output says why it exits.".to_owned();
        return found.not("the versions of image and host (they are checked before a container starts)").open(
            Missing::other("What did the program print before it exited?", format!("kubectl logs {pod} --previous")),
        );
    }
    let reasonless =
        ["errimagepull", "imagepullbackoff", "back-off pulling image", "runcontainererror", "createcontainererror"];
    let told = ["fails to pull", "cannot pull", "can't pull"].iter().any(|word| line.contains(word));
    if told && case.is_pause() {
        let events = Missing::other("What does the kubelet say? The text doesn’t have its message.", EVENTS);
        return Found { confidence: Confidence::Possible, ..case.sandbox() }.open(events);
    }
    if (told || reasonless.iter().any(|word| line.contains(word))) && line.len() < 200 {
        found.title = "The text doesn’t give the reason".to_owned();
        found.text = "This is only Kubernetes’ name for the state. The pod’s events give the reason.".to_owned();
        if case.evidence.engine.debugged_node.is_some() {
            found = found.note(
                "kubectl debug makes a pod for Linux nodes. If the node runs Windows, its image can’t run there: use a HostProcess pod.",
            );
        }
        let command = match super::case::pod_argument(case.incident) {
            "POD" => EVENTS.to_owned(),
            pod => format!("kubectl describe pod {pod}"),
        };
        return found.open(Missing::other("What do the events say?", command));
    }
    let call = ["hcs", "system call", "computesystem", "shim"].iter().any(|word| line.contains(word));
    if !call {
        found.cause = Cause::NotCompatibility;
        found.confidence = Confidence::Likely;
        found.title = "Something else failed".to_owned();
        found.text = errors::entry(ErrorCode::OtherLine).means.to_owned();
        return found;
    }
    // On Windows 10 and 11 Docker takes Hyper-V isolation, unless it is told otherwise.
    let by_default = case.host.is_some_and(|host| host.kind == Kind::Client) && !case.is_cluster();
    let isolation = case.incident.isolation.or(by_default.then_some(Isolation::Hyperv));
    let hyperv = isolation == Some(Isolation::Hyperv) && case.image_build() <= case.host_build();
    let misfit = case.host_build().is_some() && case.image_build().is_some() && !case.fits() && !hyperv;
    // A sentence in another language may be the one about versions.
    let english = |reason: &&str| {
        [" is ", " not ", " be ", " does ", " was "].iter().any(|word| reason.contains(word))
            || ["Incorrect ", "The ", "An ", "Invalid "].iter().any(|word| reason.starts_with(word))
    };
    match reason(&case.incident.error.line).filter(english) {
        Some(reason) if misfit => beside_misfit(case, found, reason),
        Some(reason) => other_reason(case, found, reason),
        None if misfit && cut_off::is_it(&case.incident.error.line) => cut_off::found(case),
        None => missing_versions(case, found),
    }
}

/// Windows names a reason, and it is none of those that it has for versions.
fn other_reason(case: &Case<'_>, mut found: Found, reason: &str) -> Found {
    // https://github.com/moby/moby/issues/39577
    if reason.contains("not supported") && case.evidence.engine.mounts_pipe {
        found = found.note(
            "The container gets the engine’s named pipe. Together with other volumes, Windows has refused that in these words: try it \
             without them.",
        );
    }
    found.cause = Cause::NotCompatibility;
    found.confidence = Confidence::Likely;
    found.title = format!("Windows refused {} for a reason other than its version", case.image_name());
    found.text = format!("Windows gives the reason “{reason}”. It words a version mismatch differently.");
    let found = found.not("a version mismatch (this isn’t how Windows reports different versions)");
    // Turning both on has helped others: <https://github.com/moby/moby/issues/40720>,
    // <https://github.com/microsoft/navcontainerhelper/issues/811>.
    let found = match reason.contains("not supported") && !case.is_cluster() {
        true => found.open(Missing::other(
            "Are the Windows features Containers and Hyper-V on? Both have to say Enabled.",
            features::BOTH,
        )),
        false => found,
    };
    found.open(windows_errors())
}

fn windows_errors() -> Missing {
    Missing::other(
        "What else does Windows say? Look at the latest errors of the host compute service.",
        "Get-WinEvent -LogName Microsoft-Windows-Hyper-V-Compute-Operational -MaxEvents 20",
    )
}

/// Windows names another reason, but the builds don't fit either: which of the two it was stays open.
fn beside_misfit(case: &Case<'_>, mut found: Found, reason: &str) -> Found {
    found.title = format!("Windows refused {}: “{reason}”", case.image_name());
    found.text = format!(
        "Windows words a version mismatch differently. But {} doesn’t match {} either, not with process isolation: fix that \
         first.",
        case.image_with_build(),
        case.host_with_build()
    );
    found.open(windows_errors())
}

/// The sentence of Windows behind a call of the host compute service: `CreateComputeSystem web: The request is not
/// supported.: unknown`.
fn reason(line: &str) -> Option<&str> {
    let behind = match line.rsplit_once("failure in a Windows system call: ") {
        Some((_, behind)) => behind,
        None => line.rsplit_once("ComputeSystem")?.1.split_once(": ")?.1,
    };
    let end = behind.find([':', '(', '"', '”', '`']).unwrap_or(behind.len());
    let sentence = behind[..end].trim().trim_end_matches(['.', '"', '\'', '”', '`']);
    (sentence.contains(' ') && sentence.len() < 160 && !sentence.ends_with('…')).then_some(sentence)
}

fn missing_versions(case: &Case<'_>, mut found: Found) -> Found {
    if case.fits() {
        found.title = format!("The versions fit. Something else stopped {}", case.image_name());
        let note = match case.evidence.works_with {
            Some(Isolation::Hyperv) => {
                "The text says that Hyper-V isolation works. A filter driver (antivirus) or a missing Windows or \
                     Docker update is likelier than the image."
            }
            _ => "The usual suspects are antivirus and other filter drivers, and missing Windows or Docker updates.",
        };
        return found.note(format!("{} is allowed on {}.", case.image_with_build(), case.host_with_build())).note(note);
    }
    if case.host_build().is_none() {
        found = found.open(case.ask_host());
    }
    if case.image_build().is_none() {
        found = found.open(case.ask_image());
    }
    found
}

/// Options that exclude each other: the command knows each of them.
fn options(case: &Case<'_>, mut found: Found) -> Found {
    if case.incident.error.line.to_ascii_lowercase().contains("conflicting options") {
        found.title = "Two options of the command exclude each other".to_owned();
        found.text = "The command knows each of them, but doesn’t take them together. Leave out one of the two that the message \
                      names."
            .to_owned();
    }
    found
}

/// Something is mounted read-only that has to be written to.
fn read_only(case: &Case<'_>, mut found: Found) -> Found {
    if case.incident.error.line.to_ascii_lowercase().contains("read-only") {
        found.title = "A mount is read-only, or asks for what Windows containers don’t have".to_owned();
        found.text =
            "A volume or file system is read-only where something has to be written, or the settings ask for a \
             read-only file system, which only Linux containers have. The image isn’t the reason."
                .to_owned();
    }
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

fn other_platform(case: &Case<'_>, found: Found) -> Found {
    let line = case.incident.error.line.to_ascii_lowercase();
    let (found_os, wanted) = (line.find("(linux/"), line.find("platform (windows"));
    if found_os.is_some() && wanted.is_some() {
        return Found { cause: Cause::LinuxImage, ..found };
    }
    let arm = line.contains("arm64") && line.contains("amd64");
    if arm { Found { cause: Cause::Architecture, ..found } } else { found }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_sentence_of_windows() {
        let call = "hcs::CreateComputeSystem web: The request is not supported.: unknown";
        assert_eq!(reason(call), Some("The request is not supported"));
        let start = "encountered an error during hcs::System::Start: failure in a Windows system call: The data is invalid. (0xd)";
        assert_eq!(reason(start), Some("The data is invalid"));
        assert_eq!(reason("“hcs::CreateComputeSystem: Incorrect function.”"), Some("Incorrect function"));
        let quoted = "errors like \"hcs::CreateComputeSystem: Incorrect function\" during builds";
        assert_eq!(reason(quoted), Some("Incorrect function"));
        assert_eq!(reason("hcs::CreateComputeSystem web: …"), None);
        assert_eq!(reason("failed to create shim task"), None);
    }
}
