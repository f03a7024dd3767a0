//! Which engine a text speaks of.

use crate::read::clue::ErrorCode;
use crate::read::evidence::{Evidence, Phase};
use crate::read::incident::Incident;
use crate::rules::question::Engine;

/// Words of kubelets and of what they ask.
const OF_KUBELETS: [&str; 6] = [
    "kubelet",
    "rpc error",
    "failed to pull and unpack",
    "failed to create containerd task",
    "failed to start containerd task",
    "MountVolume.",
];

/// States of a pod's container, whatever tool somebody used on its node.
const STATES: [&str; 3] = ["ErrImagePull", "ImagePullBackOff", "CrashLoopBackOff"];

/// The engine that a text speaks of: a pod or a kubelet is Kubernetes, whatever else is named.
pub(super) fn engine_of(evidence: &Evidence, incident: &Incident) -> Option<Engine> {
    let stated = evidence.clues.engine.as_ref().map(|(engine, _)| *engine);
    let stated = match stated {
        None | Some(Engine::Docker) if evidence.swarm.is_used => Some(Engine::Swarm),
        other => other,
    };
    let line = incident.error.line.as_str();
    let lower = line.to_ascii_lowercase();
    // The state of a container as kubectl describes it.
    let described = line.starts_with("Reason:") && line.split_whitespace().count() == 2;
    let cluster = incident.pod.is_some()
        || evidence.engine.kubernetes_form
        || described
        || ["readiness probe", "liveness probe", "startup probe"].iter().any(|probe| lower.contains(probe))
        || matches!(incident.error.phase, Phase::Sandbox | Phase::Schedule)
        || STATES.iter().any(|state| line.contains(state))
        || OF_KUBELETS.iter().any(|word| line.contains(word))
            // BuildKit speaks like that as well, and builds in no pod.
            && !line.contains("failed to solve")
            && evidence.engine.tool.is_none();
    // Nobody typed a command of an engine, and the text tells of Kubernetes.
    let typed = evidence.mentions.iter().any(|mention| mention.command.is_some()) || line.starts_with("docker:");
    let told = evidence.engine.told_kubernetes
        && !typed
        && evidence.engine.tool.is_none()
        && !line.contains("failed to solve");
    let stated = stated.or(told.then_some(Engine::Kubernetes));
    match stated {
        _ if lower.contains("no suitable node") => Some(Engine::Swarm),
        // No kubelet speaks here: the machine that pulls or builds, whatever it is for.
        _ if is_dockerd(incident) && !cluster => {
            stated.filter(|engine| *engine == Engine::Swarm).or(Some(Engine::Docker))
        }
        Some(Engine::Aks) => stated,
        Some(Engine::Swarm) if !cluster => stated,
        _ if cluster && evidence.engine.told_aks => Some(Engine::Aks),
        _ if cluster => Some(Engine::Kubernetes),
        other => other,
    }
}

/// Whether only dockerd words an error like this: `a Windows version X-based image is incompatible with a Y host`.
pub(super) fn is_dockerd(incident: &Incident) -> bool {
    incident.error.code == ErrorCode::ImageNewer && incident.error.line.contains("is incompatible with a")
}
