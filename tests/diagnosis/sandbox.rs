//! What happens to a pod's sandbox, and what only looks like it: the pause image is nobody's workload, and a probe runs in a
//! container that was started.

use wincompat::diagnose::Cause::*;
use wincompat::read::clue::ErrorCode::*;
use wincompat::read::evidence::Phase;

use crate::kinds::means;
use crate::laws::answer;

use crate::kinds::{cause, commands, titles};

fn pull(image: &str) -> String {
    format!(
        "Failed to pull image \"{image}\": rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": \
         no match for platform in manifest: not found"
    )
}

/// <https://github.com/rancher/rke2/issues/3915>.
#[test]
fn a_pause_image_without_an_entry_is_the_sandbox() {
    for image in [
        "docker.io/rancher/pause:3.6",
        "docker.io/rancher/mirrored-pause:3.6",
        "mcr.microsoft.com/oss/kubernetes/pause:3.9",
        "registry.k8s.io/pause:3.9",
        "602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/pause:3.5",
    ] {
        assert_eq!(cause(&pull(image)), Some(SandboxImage), "{image}");
        assert!(!titles(&pull(image)).contains("Linux nodes"), "{image}: {}", titles(&pull(image)));
    }
    for image in ["docker.io/rancher/fleet-agent:v0.9", "docker.io/contoso/pause-menu:1"] {
        assert_ne!(cause(&pull(image)), Some(SandboxImage), "{image}");
    }
}

/// The setting has another name in each product: <https://github.com/containerd/containerd/blob/main/docs/cri/config.md>,
/// <https://github.com/rancher/rke2/issues/11010>.
#[test]
fn where_the_pause_image_is_set() {
    let set = |image: &str, with: &str| commands(&[&pull(image), with].concat())[0].clone();
    let own = "registry.k8s.io/pause:3.9";
    assert_eq!(set(own, ""), "sandbox_image = \"registry.k8s.io/pause:3.10.2\"");
    assert_eq!(
        set(own, "\ncontainerd 2.1.0"),
        "[plugins.\"io.containerd.cri.v1.images\".pinned_images]\n  sandbox = \"registry.k8s.io/pause:3.10.2\""
    );
    assert_eq!(set("docker.io/rancher/pause:3.6", ""), "pause-image: registry.k8s.io/pause:3.10.2");
}

/// <https://github.com/Azure/AKS/issues/1188>.
#[test]
fn a_probe_runs_in_a_started_container() {
    let stopped = |asked: &str| {
        format!(
            "Pods fail with \"Pod sandbox changed, it will be killed and re-created.\", and {asked}container 70b25a2888a4 encountered an \
             error during CreateProcess: failure in a Windows system call: The requested virtual machine or container operation is \
             not valid in the current state. (0xc0370105)"
        )
    };
    for asked in ["the readiness probe fails with: ", "Liveness probe errored: ", "kubectl exec says: "] {
        means(ExecInStopped, &stopped(asked), &stopped("docker: "));
        assert_eq!(answer(&stopped(asked))[0].diagnosis.phase, Phase::Run, "{asked}");
    }
    assert_eq!(commands(&stopped("the readiness probe fails with: ")), ["kubectl describe pod POD"]);
    let sandbox =
        "Failed to create pod sandbox: container 70b25a2888a4 encountered an error during CreateProcess: (0xc0370105)";
    assert_eq!(answer(sandbox)[0].diagnosis.phase, Phase::Sandbox);
}

#[test]
fn the_first_error_of_a_pod_is_in_its_events() {
    let gone = "(0xc0370110) The container with the given id is not running";
    assert_eq!(commands(&format!("kubelet: {gone}")), ["kubectl describe pod POD"]);
    assert_eq!(commands(&format!("docker: {gone}")), ["docker ps --all"]);
}

/// <https://github.com/kubernetes-sigs/sig-windows-tools/issues/88>, <https://github.com/aws/containers-roadmap/issues/227>.
#[test]
fn a_pod_with_its_hosts_network() {
    let failed = |pod: &str, network: &str| {
        format!(
            "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod \"{pod}\": Error \
             response from daemon: network {network} not found"
        )
    };
    assert_eq!(commands(&failed("aws-node-8mrzp", "host")), ["nodeSelector:\n  kubernetes.io/os: linux"]);
    let windows = failed("kube-flannel-ds-windows-amd64-wc22r", "host");
    assert_eq!(commands(&windows), ["docker network create --driver nat host"]);
    assert_eq!(commands(&failed("aws-node-8mrzp", "webnet")), ["docker network ls"]);
}

/// <https://github.com/aws/containers-roadmap/issues/1347>.
#[test]
fn a_pod_that_eks_gives_no_address() {
    let failed = |why: &str| {
        format!(
            "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container network for pod \"web\": \
             networkPlugin cni failed to set up pod \"web_default\" network: {why}"
        )
    };
    let eks = failed("failed to parse Kubernetes args: pod does not have label vpc.amazonaws.com/PrivateIPv4Address");
    assert_eq!(commands(&eks)[0], "nodeSelector:\n  kubernetes.io/os: windows");
    assert!(commands(&eks)[1].contains("amazon-vpc-cni"), "{:?}", commands(&eks));
    assert!(commands(&failed("unexpected end of JSON input"))[0].starts_with("kubectl get pods"));
}
