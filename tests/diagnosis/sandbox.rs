//! The pause image, which every pod of a node starts with, is nobody's workload.

use wincompat::diagnose::Cause::*;

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
