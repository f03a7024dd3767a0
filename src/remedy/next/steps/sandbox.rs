//! Steps where a pod's sandbox found no pause image for its node.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::remedy::target::value::Value;
use crate::rules::judge::STABLE_ABI;
use crate::rules::product::Product;
use crate::rules::rule::sandbox;

/// Whether the node runs its pods with Docker.
fn is_on_docker(situation: &Situation<'_>) -> bool {
    /// The first version of Kubernetes that knows containerd on Windows; the first containerd that knows Kubernetes there came later
    /// the same year: <https://github.com/containerd/containerd/releases/tag/v1.4.0>.
    const WITH_CONTAINERD: [u16; 3] = [1, 18, 0];
    let Situation { evidence, diagnosis, .. } = situation;
    let node = diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
    let version = |product| evidence.engine.version(product, node).is_some();
    let of_node = node.and_then(|node| evidence.engine.nodes.iter().find(|(name, ..)| name == node));
    if let Some((_, product, _)) = of_node {
        return *product == Product::Docker;
    }
    // Only Docker words its answers like this; containerd finds “no match for platform”.
    let words = ["Error response from daemon", "no matching manifest for"];
    words.iter().any(|words| diagnosis.line.contains(words))
        || version(Product::Docker) && !version(Product::Containerd)
        || evidence.engine.kubernetes.is_some_and(|version| version < WITH_CONTAINERD)
}

/// Finds the first attempt, and ends it where it hangs.
pub(super) fn reserved(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let node = situation.diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
    let node = node.and_then(Value::name).unwrap_or(Value::own("NODE"));
    let pod = situation.diagnosis.pod.as_ref().and_then(|pod| Value::name(&pod.name)).unwrap_or(Value::own("POD"));
    vec![
        Some(Next::write(
            "See what the pod’s first events say: the error before this one tells what takes so long",
            command::any_shell("kubectl describe pod §", &[&pod]),
        )),
        Some(Next::write(
            "If it doesn’t end by itself, drain the node",
            command::any_shell("kubectl drain § --ignore-daemonsets", &[&node]),
        )),
        Some(Next::write(
            "Then restart containerd on the node, or the whole node",
            command::powershell("Restart-Service containerd -Force", &[]),
        )),
    ]
}

/// The build of the node, or what the text's words say of it.
fn build_of_node(situation: &Situation<'_>) -> Option<u16> {
    let hinted = || situation.evidence.machine.hint.as_ref().map(|hint| hint.build);
    situation.diagnosis.machine.map(|host| host.version.build).or_else(hinted)
}

/// Names a pause image that has an entry for the node's build. Newer ones have entries for the long-term releases only.
fn set_pause_image(situation: &Situation<'_>, docker: bool, build: Option<u16>) -> Next {
    let odd = build.filter(|build| *build != 17763 && *build < STABLE_ABI);
    let last = odd.and_then(sandbox::had_entry);
    if let (Some(build), None) = (odd, last) {
        return Next::say(format!(
            "No pause image has an entry for build {build}: replace the node with one that runs Windows Server 2022 or later"
        ));
    }
    let which = match odd {
        Some(build) => format!("the last pause image with an entry for build {build} (newer ones have none)"),
        None => "a pause image with an entry for the node’s build".to_owned(),
    };
    if !docker {
        let version = Value::own(last.unwrap_or(sandbox::FIRST_FOR_2025));
        // RKE2 writes containerd's settings itself: <https://github.com/rancher/rke2/issues/11010>.
        if situation.diagnosis.line.contains("rancher/") {
            return Next::write(
                format!(
                    "In C:\\etc\\rancher\\rke2\\config.yaml on the node, set {which}. Then restart the service rke2"
                ),
                command::file("pause-image: registry.k8s.io/pause:§", &[&version]),
            );
        }
        let node = situation.diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
        let containerd = situation.evidence.engine.version(Product::Containerd, node);
        if containerd.is_some_and(|[major, ..]| major >= 2) {
            return Next::write(
                format!("In containerd’s config.toml, set {which}. Then restart containerd"),
                command::file(
                    "[plugins.\"io.containerd.cri.v1.images\".pinned_images]\n  sandbox = \"registry.k8s.io/pause:§\"",
                    &[&version],
                ),
            );
        }
        return Next::write(
            format!(
                "In containerd’s config.toml, set {which} (containerd 2: sandbox, below pinned_images). Then restart containerd"
            ),
            command::file("sandbox_image = \"registry.k8s.io/pause:§\"", &[&version]),
        );
    }
    let image = match last {
        Some(version) => Value::tagged("registry.k8s.io/pause", version),
        None => Value::own("mcr.microsoft.com/oss/kubernetes/pause:3.9"),
    };
    Next::write(
        format!(
            "On a node with Docker (Kubernetes before 1.24): in the kubelet’s start command, name {which}. Then restart the kubelet"
        ),
        command::file("--pod-infra-container-image=§", &[&image]),
    )
}

/// What to look at and what to set, where the pause image doesn't fit the node.
pub(super) fn image(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let docker = is_on_docker(situation);
    let set = set_pause_image(situation, docker, build_of_node(situation));
    let look = if docker { "docker images" } else { "crictl images" };
    let look = command::any_shell(look, &[]);
    let look = Next::write("On the node, see which pause images it has", look);
    // An error that names the image shows already which one the node asks for.
    match situation.diagnosis.line.contains("/pause:") {
        true => vec![Some(set), Some(look)],
        false => vec![Some(look), Some(set)],
    }
}

fn look_at_images() -> Next {
    Next::write("On the node, see which pause images it has", command::any_shell("crictl images", &[]))
}

/// What brings the pause image of EKS back.
pub(super) fn lost_on_eks() -> Vec<Option<Next>> {
    let replace = "Replace the node with one of a current EKS AMI: it brings the image, and keeps it";
    vec![Some(Next::say(replace)), Some(look_at_images())]
}

/// The registry of the pause image that an error names.
fn registry(situation: &Situation<'_>) -> Option<Value> {
    let registry = situation.diagnosis.line.split_once("sandbox image \"").and_then(|(_, rest)| rest.split('/').next());
    registry.filter(|host| host.contains('.')).and_then(Value::name)
}

/// What lets a node find the registry of its pause image.
pub(super) fn unnamed(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let name = registry(situation).unwrap_or(Value::own("REGISTRY"));
    vec![
        Some(Next::write(
            "On the node, see whether it resolves the name of the registry",
            command::powershell("Resolve-DnsName §", &[&name]),
        )),
        Some(Next::write(
            "If it doesn’t, see which DNS servers the node asks, and whether they know names outside of the cluster",
            command::powershell("Get-DnsClientServerAddress -AddressFamily IPv4", &[]),
        )),
        Some(Next::say(
            "If the node may not reach the internet, copy the pause image into a registry that it reaches, and name it in containerd’s config.toml",
        )),
        Some(look_at_images()),
    ]
}

/// What brings a pause image back that the node has lost.
pub(super) fn lost(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let registry = registry(situation);
    let reach = registry.map(|host| {
        Next::write(
            "On the node, see whether it reaches the registry of the pause image",
            command::powershell("Test-NetConnection § -Port 443", &[&host]),
        )
    });
    let set = set_pause_image(situation, is_on_docker(situation), build_of_node(situation));
    vec![reach, Some(set), Some(look_at_images())]
}
