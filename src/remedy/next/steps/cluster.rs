//! Steps for schedulers and services.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use super::first;
use crate::diagnose::swarm;
use crate::read::clue::ErrorCode;
use crate::remedy::target::value::Value;
use crate::rules::notice::image_word;
use crate::rules::order;
use crate::rules::question::Engine;
use crate::rules::release::Family;
use crate::rules::version::Version;

pub(super) fn scheduling(situation: &Situation<'_>) -> Vec<Option<Next>> {
    if situation.diagnosis.engine == Some(Engine::Swarm) {
        return in_swarm(situation);
    }
    let wanted = situation.evidence.wanted_builds.iter().copied();
    let seen = situation.evidence.clues.hosts.iter().filter_map(|host| host.version);
    let builds = order::each_once(wanted.chain(seen).map(|version| version.build));
    let look = Next::write(
        "Compare the selectors with the nodes’ labels",
        command::any_shell("kubectl get nodes -L node.kubernetes.io/windows-build", &[]),
    );
    let reasons = Reasons::of(&situation.diagnosis.line);
    let tolerate = reasons.windows_taint.as_ref().map(|taint| {
        // Without an effect it stands for all of them.
        let yaml = command::yaml("tolerations:\n- key: §\n  operator: Equal\n  value: §", &[&taint.key, &taint.value]);
        Next::write("If its image is a Windows image, let the pod tolerate the taint of the Windows nodes", yaml)
    });
    let closed = reasons.is_cordoned.then(|| {
        let title = "See which nodes are closed (SchedulingDisabled). Open one with kubectl uncordon, or wait until it is drained and back";
        Next::write(title, command::any_shell("kubectl get nodes", &[]))
    });
    if situation.evidence.wanted_builds.is_empty() || builds.len() < 2 {
        let windows = Next::write(
            "See whether the cluster has Windows nodes at all",
            command::any_shell("kubectl get nodes -l kubernetes.io/os=windows", &[]),
        );
        // A node that has the taint of Windows nodes is one of them.
        let windows = Some(windows).filter(|_| reasons.windows_taint.is_none());
        let look = Some(look).filter(|_| reasons.are_about_labels || reasons.windows_taint.is_none());
        let rest = first(situation).into_iter().flatten().next().filter(|_| look.is_some());
        return vec![closed, tolerate, windows, look, rest];
    }
    let affinity = command::yaml_list(
        "affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n      - matchExpressions:\n        - key: node.kubernetes.io/windows-build\n          operator: In\n          values: ",
        &builds.iter().map(|build| Version::of_build(*build).into()).collect::<Vec<_>>(),
    );
    vec![
        Some(Next::write(
            "Select the nodes’ builds instead: replace the nodeSelector with an affinity for all builds that run it",
            affinity,
        )),
        Some(look),
    ]
}

/// A taint of the Windows nodes that a pod doesn't tolerate.
struct Taint {
    key: Value,
    value: Value,
}

/// What the scheduler says of the nodes: <https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/>.
struct Reasons {
    windows_taint: Option<Taint>,
    is_cordoned: bool,
    are_about_labels: bool,
}

impl Reasons {
    fn of(line: &str) -> Self {
        let taints = line.match_indices("taint {").filter_map(|(at, words)| line[at + words.len()..].split('}').next());
        let mut windows = taints.filter_map(|taint| {
            let (key, value) = taint.split_once([':', '='])?;
            let (key, value) = (key.trim(), value.trim());
            let is_windows = value.eq_ignore_ascii_case("windows");
            let taint = Taint { key: Value::argument(key)?, value: Value::argument(value)? };
            is_windows.then_some(taint)
        });
        Self {
            windows_taint: windows.next(),
            is_cordoned: line.contains("were unschedulable"),
            are_about_labels: ["selector", "affinity"].iter().any(|words| line.contains(words)),
        }
    }
}

/// What the reasons of the message ask for. A node is named by the list only, so that comes before them.
fn in_swarm(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let value = |word: &str| match word {
        "SERVICE" => Some(situation.service()),
        _ => None,
    };
    let line = &situation.diagnosis.line;
    let list = Next::write("List the swarm’s nodes", command::any_shell("docker node ls", &[]));
    let needs_list = swarm::reasons(line).next().is_none_or(|reason| reason.command.ends_with("NODE"));
    let about_image = swarm::reasons(line).any(|reason| reason.words == swarm::PLATFORM);
    let steps = swarm::reasons(line).map(|reason| Next::write(reason.first, command::of_table(reason.command, value)));
    let manifest = about_image.then(|| Next::write("See what the tag holds", situation.manifest()));
    needs_list.then_some(list).into_iter().chain(steps).chain(manifest).map(Some).collect()
}

/// Finds out why a share isn't mapped: its server, its secret, and the node's client.
pub(super) fn share(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let words = situation.diagnosis.line.split(['\\', '/', ' ', '"']);
    let server = words.into_iter().find(|word| word.contains(".file.core.") || word.contains(".svc"));
    let server = server.and_then(Value::name).unwrap_or(Value::own("HOST"));
    vec![
        Some(Next::write(
            "On the node, see whether the share’s server answers on port 445",
            command::powershell("Test-NetConnection § -Port 445", &[&server]),
        )),
        Some(Next::say("If it answers, check the account and the key in the volume’s secret")),
        Some(Next::say("If other nodes can mount it, restart this one, or replace it")),
    ]
}

/// Looks into a Windows node, which needs a HostProcess pod:
/// <https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/>, <https://learn.microsoft.com/azure/aks/node-access>.
pub(super) fn debug_windows_node(node: &str) -> Vec<Option<Next>> {
    let node = Value::name(node).unwrap_or(Value::own("NODE"));
    let pod = command::yaml(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: debug-node\nspec:\n  nodeSelector:\n    kubernetes.io/os: windows\n    \
         kubernetes.io/hostname: §\n  tolerations:\n  - operator: Exists\n  hostNetwork: true\n  securityContext:\n    windowsOptions:\n      \
         hostProcess: true\n      runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"\n  containers:\n  - name: debug\n    image: \
         mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0\n    command: [powershell.exe, -Command, \
         Start-Sleep 2147483]",
        &[&node],
    );
    vec![
        Some(Next::write(
            "Use a HostProcess pod: kubectl debug starts a Linux image, which a Windows node can’t run",
            pod,
        )),
        Some(Next::write(
            "Then open a shell on the node",
            command::any_shell("kubectl exec -it debug-node -- powershell", &[]),
        )),
    ]
}

/// Where the program of a HostProcess container has to be named.
pub(super) fn hostprocess_program() -> Vec<Option<Next>> {
    vec![
        Some(Next::say(
            "For a program of the image, write its path below %CONTAINER_SANDBOX_MOUNT_POINT% in the pod’s command",
        )),
        Some(Next::say(
            "For a program of the node, write one that it has, such as powershell.exe in place of pwsh.exe",
        )),
    ]
}

/// What to do where a service doesn't offer the image's Windows.
pub(super) fn service(situation: &Situation<'_>) -> Vec<Option<Next>> {
    if situation.diagnosis.code == ErrorCode::RunnerUnsupported
        || situation.diagnosis.code == ErrorCode::ServiceOtherSystem
        || situation.diagnosis.code == ErrorCode::InstallerRefusesBuild
    {
        return first(situation);
    }
    let app_service = situation.diagnosis.code == ErrorCode::AppServiceCeiling;
    let build = if app_service { 20348 } else { 17763 };
    let word = image_word(build).unwrap_or_default();
    let from = |image: &Value| command::dockerfile("FROM §", &[image]);
    let tag = situation.sibling(build).map(|sibling| Next::write(format!("Use the tag for {word}"), from(&sibling)));
    let rebuild = tag.is_none().then(|| {
        Next::write(
            format!("Rebuild the image on a release that the service offers ({word})"),
            from(&Value::tagged(Family::ServerCore.repository(), word)),
        )
    });
    vec![tag, rebuild]
}
