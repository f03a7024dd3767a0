//! An error in words that aren't known: what its line tells all the same.

use super::account;
use super::case::{Case, Found};
use super::cause::{Cause, Confidence};
use super::cut_off;
use super::errors;
use super::features;
use super::missing::Missing;
use crate::read::clue::ErrorCode;
use crate::rules::name;
use crate::rules::probe;
use crate::rules::question::{Engine, Isolation};
use crate::rules::release::Kind;

/// The events of all pods, the newest last.
const EVENTS: &str = "kubectl get events -A --sort-by=.lastTimestamp";

/// An engine's refusal in words that aren't known; a failed call of Windows may still be about versions.
pub(super) fn unknown(case: &Case<'_>, mut found: Found) -> Found {
    if cut_off::ends_in_opening(&case.incident.error.line) {
        return cut_off::unsaid(case, found);
    }
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
        if case.evidence.engine.works_on_linux_nodes && case.reference.is_some() && !case.is_windows_image() {
            found = Found {
                cause: Cause::NoEntry,
                confidence: Confidence::Possible,
                title: format!("{} may have no image for Windows", case.image_name()),
                text: "The text doesn’t have the reason, but Linux nodes run it and Windows nodes can’t pull it: its tag may hold Linux images only."
                    .to_owned(),
                ..found
            };
            return found.open(Missing::image(
                "Does the tag hold any Windows image?",
                probe::about(probe::MANIFEST, &case.image_argument()),
            ));
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
        found.title = "An error that isn’t known here".to_owned();
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
    if let Some(found) = protocol(case, &line) {
        return found;
    }
    match reason(&case.incident.error.line).filter(english) {
        Some(reason) if misfit => beside_misfit(case, found, reason),
        Some(reason) => other_reason(case, found, reason),
        None if !misfit && case.evidence.engine.domain_account => account::behind_number(found),
        None if misfit && cut_off::is_it(&case.incident.error.line) => cut_off::found(case),
        None => missing_versions(case, found),
    }
}

/// HCS_E_UNKNOWN_MESSAGE, HCS_E_UNSUPPORTED_PROTOCOL_VERSION, HCS_E_INVALID_JSON: host and container don't understand each other.
/// <https://learn.microsoft.com/virtualization/api/hcs/reference/hcshresult>
fn protocol(case: &Case<'_>, line: &str) -> Option<Found> {
    let code = ["010b", "010c", "010d"].into_iter().find(|low| line.contains(&["0xc037", low].concat()))?;
    let text = format!(
        "Windows on the host and the system in the container exchanged something that one of them doesn’t understand \
         (0xc037{code}). Image and host may be too far apart."
    );
    let found =
        Found::new(Cause::Unknown, Confidence::Possible, "Host and container don’t understand each other", text);
    Some(missing_versions(case, found))
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
    found.title = format!("Windows refused {}: “{reason}”", case.image_name());
    found.text = "This isn’t a version mismatch: Windows words that differently.".to_owned();
    let found = found.not("a version mismatch (this isn’t how Windows reports different versions)");
    // Turning both on has helped others: <https://github.com/moby/moby/issues/40720>,
    // <https://github.com/microsoft/navcontainerhelper/issues/811>.
    let found = match reason.contains("not supported") && !case.is_cluster() {
        // A service asks for more than `docker run` does, and not all of it is there on Windows:
        // <https://github.com/moby/moby/issues/42853>.
        true if case.engine == Some(Engine::Swarm) => found.open(options_of_service(case)),
        true => found.open(Missing::other(
            "Are the Windows features Containers and Hyper-V on? Both have to say Enabled.",
            features::BOTH,
        )),
        false => found,
    };
    found.open(windows_errors())
}

fn options_of_service(case: &Case<'_>) -> Missing {
    let service = case.evidence.swarm.service.as_deref().filter(|name| name::is_plain(name)).unwrap_or("SERVICE");
    Missing::other(
        "What does the service ask for beside the image? Compare its resources, secrets, mounts and networks with a docker run that works.",
        format!("docker service inspect --pretty {service}"),
    )
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

pub(super) fn missing_versions(case: &Case<'_>, mut found: Found) -> Found {
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
