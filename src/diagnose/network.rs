//! The network of a container could not be set up: what Windows' host network service (HNS) says, and what a swarm asks of it.

use super::case::{Case, Found, capital, is_plain};
use super::cause::Cause::{LinuxImage, NotCompatibility};
use super::cause::Confidence::{Certain, Likely, Possible};
use super::missing::Missing;
use super::pull::NO_WINDOWS;
use crate::rules::image::Versions;
use crate::rules::question::Engine;

/// The first Windows whose nodes take part in Swarm's routing mesh, Windows Server, version 1709:
/// <https://techcommunity.microsoft.com/t5/containers/docker-s-routing-mesh-available-with-windows-server-version-1709/ba-p/382382>.
pub(crate) const FIRST_WITH_MESH: u16 = 16299;

/// A reason of HNS that tells what to look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NetworkReason {
    /// The words that it is found by.
    words: [&'static str; 2],
    /// Where it means this: with any engine but a cluster’s, in a swarm, in a cluster.
    place: NetworkPlace,
    /// What it means, in a sentence.
    pub(crate) means: &'static str,
    /// What to do or to look at.
    pub(crate) first: &'static str,
    /// The command for it.
    pub(crate) command: &'static str,
    /// Whether a pod has to select Windows for it.
    pub(crate) selects: bool,
}

/// Where a reason is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NetworkPlace {
    Machine,
    Swarm,
    Cluster,
    Anywhere,
}

const REASONS: [NetworkReason; 8] = [
    // https://github.com/docker/for-win/issues/598
    NetworkReason {
        words: [
            "default network: hns failed with error : the parameter is incorrect",
            "default network: failed during hnscallrawresponse: hnscall failed in win32: the parameter is incorrect",
        ],
        place: NetworkPlace::Machine,
        means: "The engine couldn’t create its default network, nat. Windows has room for one such network, and another NAT (of a Hyper-V \
                switch, or left behind) may be there.",
        first: "See whether another NAT is there. If nothing needs it, remove it with Remove-NetNat, and start the engine again",
        command: "Get-NetNat",
        selects: false,
    },
    // https://github.com/docker/for-win/issues/9474, https://github.com/docker/for-win/issues/6535
    NetworkReason {
        words: ["no more endpoints available from the endpoint mapper", "(0x6d9)"],
        place: NetworkPlace::Machine,
        means: "The host network service couldn’t reach Windows Defender Firewall, which it needs: that service, or the Base \
                Filtering Engine below it, is stopped or disabled.",
        first: "See whether the two services run, then enable and start them",
        command: "Get-Service BFE, mpssvc",
        selects: false,
    },
    // https://github.com/docker/for-win/issues/4121, https://github.com/moby/moby/issues/39367
    NetworkReason {
        words: ["an adapter was not found", "0x803b0006"],
        place: NetworkPlace::Machine,
        means: "The host network service found no adapter for the network. An overlay network needs the adapter with the \
                node’s address, and another virtual switch (of Hyper-V, or a transparent network) may hold it.",
        first: "See which adapters the machine has. The one that the swarm advertises must be free for the network",
        command: "Get-NetAdapter",
        selects: false,
    },
    // https://github.com/moby/moby/issues/32935
    NetworkReason {
        words: ["element not found", "(0x490)"],
        place: NetworkPlace::Swarm,
        means: "The service’s overlay network isn’t there on this node.",
        first: "On that node, see which networks there are. If the overlay network is missing, let the node leave the swarm and \
                join it again",
        command: "docker network ls",
        selects: false,
    },
    // https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html, https://github.com/kubernetes/kubernetes/issues/78429
    NetworkReason {
        words: ["vpc.amazonaws.com/privateipv4address", "pod does not have label vpc"],
        place: NetworkPlace::Cluster,
        means: "EKS gave the pod no IP address. It gives one to pods that select Windows (kubernetes.io/os: windows), in clusters \
                whose support for Windows is on.",
        first: "See whether the cluster’s support for Windows is on: enable-windows-ipam has to be true",
        command: "kubectl get configmap amazon-vpc-cni --namespace kube-system --output yaml",
        selects: true,
    },
    // HCN_E_NAMESPACE_ATTACH_FAILED: https://github.com/containerd/containerd/issues/5729, https://github.com/Azure/AKS/issues/3627
    NetworkReason {
        words: ["operation for attach namespace failed", "0x803b002e"],
        place: NetworkPlace::Cluster,
        means: "Windows couldn’t attach the container to the network of its pod, which the node had made before. The image isn’t the reason.",
        first: "Delete the pod: its controller makes a new one, with a network of its own",
        command: "kubectl delete pod POD",
        selects: false,
    },
    // https://github.com/containerd/nerdctl/pull/2112
    NetworkReason {
        words: ["needs cni plugin", "needs cni plugin"],
        place: NetworkPlace::Anywhere,
        means: "The network plugin isn’t in the folder where nerdctl looks for it. Those for Windows are published at \
                https://github.com/microsoft/windows-container-networking/releases.",
        first: "Put the plugins for Windows into the folder of the message, and see that nat.exe is there",
        command: "Get-ChildItem \"C:\\Program Files\\containerd\\cni\\bin\"",
        selects: false,
    },
    // https://github.com/kubernetes-sigs/sig-windows-tools/issues/61, https://github.com/rancher/rke2/issues/7771
    NetworkReason {
        words: ["no network config found in", "cni config uninitialized"],
        place: NetworkPlace::Anywhere,
        means: "containerd found no configuration of a network plugin. Until the plugin (Calico, Flannel …) is installed on the node, that is \
                normal.",
        first: "See whether the plugin has written its configuration, in the folder that the message or containerd’s config.toml names",
        command: "Get-ChildItem \"C:\\Program Files\\containerd\\cni\\conf\"",
        selects: false,
    },
];

/// The reason that a message gives, if it is one that tells what to look at.
pub(crate) fn reason(line: &str, engine: Option<Engine>) -> Option<&'static NetworkReason> {
    let lower = line.to_ascii_lowercase();
    let cluster = engine.is_some_and(Engine::is_kubernetes);
    let here = |reason: &&NetworkReason| match reason.place {
        NetworkPlace::Machine => !cluster,
        NetworkPlace::Swarm => engine == Some(Engine::Swarm),
        NetworkPlace::Cluster => cluster,
        NetworkPlace::Anywhere => true,
    };
    REASONS.iter().filter(here).find(|reason| reason.words.iter().any(|words| lower.contains(words)))
}

/// What the network's error means here.
pub(super) fn network(case: &Case<'_>, mut found: Found) -> Found {
    if case.engine == Some(Engine::Swarm) {
        if case.image.as_ref().is_some_and(|image| image.versions == Versions::Linux) {
            return linux_image(case);
        }
        if let Some(port) = case.evidence.swarm.mesh_port {
            found = mesh(case, found, port.published);
        }
    }
    if let Some(reason) = reason(&case.incident.error.line, case.engine) {
        found.text = reason.means.to_owned();
    }
    found
}

/// Only Windows has this service: the node is one of Windows, whatever else is known of it.
fn linux_image(case: &Case<'_>) -> Found {
    // Another task’s row may name a node that runs it.
    let node = case.node().filter(|node| case.incident.error.line.contains(node));
    let node = node.map_or_else(|| "a Windows node".to_owned(), |node| format!("the Windows node {node}"));
    let name = capital(&case.image_name());
    Found::new(
        LinuxImage,
        Certain,
        format!("{name} is a Linux image, but the swarm sent it to {node}"),
        format!(
            "Only Windows has a host network service (HNS), so the node that refused the task runs Windows. {name} is a Linux \
             image, and runs on Linux nodes only. The network isn’t the cause."
        ),
    )
    .not(NO_WINDOWS)
}

/// A port published through the mesh, on a node that has none.
fn mesh(case: &Case<'_>, mut found: Found, port: u16) -> Found {
    let hinted = case.evidence.machine.hint.as_ref().map(|hint| hint.build);
    let build = case.host_build().or(hinted);
    if build.is_some_and(|build| build >= FIRST_WITH_MESH) {
        return found;
    }
    found.cause = NotCompatibility;
    found.confidence = if build.is_some() { Likely } else { Possible };
    found.title = match build {
        Some(_) => "Windows Server 2016 has no routing mesh for the published port".to_owned(),
        None => found.title,
    };
    found.text = format!(
        "The service publishes port {port} through Swarm’s routing mesh. Windows nodes have that from Windows Server, version \
         1709 on; Windows Server 2016 doesn’t, and fails while the network is set up."
    );
    found = found.not("").note(
        "Source: https://techcommunity.microsoft.com/t5/containers/docker-s-routing-mesh-available-with-windows-server-version-1709/ba-p/382382",
    );
    if build.is_none() { found.open(case.ask_host()) } else { found }
}

/// Whether a pod asks for the network of its host on a node with Docker, and is one for Linux.
pub(crate) fn is_linux_pod_on_host(line: &str) -> bool {
    let named = line.split_once("for pod \"").and_then(|(_, rest)| rest.split('"').next());
    line.contains("network host not found") && !named.is_some_and(|pod| pod.contains("win"))
}

/// A pod with `hostNetwork: true`: what Docker on Windows calls “host” has to be created, and most such pods are for Linux nodes
/// (<https://github.com/aws/containers-roadmap/issues/227>).
pub(super) fn of_host(case: &Case<'_>, mut found: Found) -> Found {
    let line = &case.incident.error.line;
    if is_linux_pod_on_host(line) {
        found.confidence = Likely;
        found.title = "A pod with its host’s network landed on a Windows node".to_owned();
        found.text = "The pod uses the network of its node (hostNetwork), which Docker on Windows doesn’t have. Such pods (network plugins, \
                      kube-proxy) are for Linux nodes."
            .to_owned();
    } else if line.contains("network host not found") {
        found.text =
            "The pod uses the network of its node (hostNetwork). Docker on Windows has no network called “host” until \
                      somebody creates it."
                .to_owned();
    }
    found
}

/// A table cut the reason off: nothing else can be told before the rest of it is there.
pub(super) fn cut_off(case: &Case<'_>, mut found: Found) -> Found {
    let line = case.incident.error.line.trim_end_matches(['"', ' ', '.']);
    let is_cut = line.ends_with('…') || case.incident.error.line.trim_end_matches(['"', ' ']).ends_with("...");
    if case.engine != Some(Engine::Swarm) || !is_cut || found.cause == LinuxImage {
        return found;
    }
    if reason(line, case.engine).is_none() && case.evidence.swarm.mesh_port.is_none() {
        found.text = "Windows’ host network service refused the task’s network. Its reason was cut off.".to_owned();
    }
    found.confidence = Possible;
    let service = case.evidence.swarm.service.as_deref().filter(|name| is_plain(name)).unwrap_or("SERVICE");
    let open = Missing::other(
        "The table cut the reason off. What does the whole line say?",
        format!("docker service ps --no-trunc {service}"),
    );
    found.open.insert(0, open);
    found
}

#[cfg(test)]
mod tests {
    use super::{Engine, reason};

    #[test]
    fn reasons_of_the_host_network_service() {
        let command = |line: &str, engine| reason(line, Some(engine)).map(|reason| reason.command);
        let mapper = "hnsCall failed in Win32: There are no more endpoints available from the endpoint mapper. (0x6d9)";
        assert_eq!(command(mapper, Engine::Docker), Some("Get-Service BFE, mpssvc"));
        assert_eq!(command("HNS failed with error : An adapter was not found.", Engine::Swarm), Some("Get-NetAdapter"));
        let element = "HNS failed with error : Element not found.";
        assert_eq!(command(element, Engine::Swarm), Some("docker network ls"));
        assert_eq!(command(element, Engine::Docker), None);
        let eks = "failed to parse Kubernetes args: pod does not have label vpc.amazonaws.com/PrivateIPv4Address";
        assert!(command(eks, Engine::Kubernetes).is_some_and(|command| command.contains("amazon-vpc-cni")));
        assert_eq!(command(mapper, Engine::Kubernetes), None);
        for engine in [Engine::Docker, Engine::Kubernetes] {
            let cni = "cni config load failed: no network config found in C:\\Program Files\\containerd\\cni\\conf";
            assert!(command(cni, engine).is_some_and(|command| command.starts_with("Get-ChildItem")));
        }
        let attach = "hcs::CreateComputeSystem web: The requested operation for attach namespace failed.: unknown";
        assert_eq!(command(attach, Engine::Aks), Some("kubectl delete pod POD"));
        assert_eq!(command(attach, Engine::Docker), None);
        assert_eq!(command("HNS failed with error : Unspecified error", Engine::Swarm), None);
    }
}
