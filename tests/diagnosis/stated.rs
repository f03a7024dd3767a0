//! Words that say something only where they stand whole, undenied and about what failed. Each with a neighbour that says it.

use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{code, commands};
use crate::laws::answer;

fn title(text: &str) -> String {
    answer(text)[0].diagnosis.title.clone()
}

/// A path and the ends of lines have a system as well as an image.
#[test]
fn two_systems_that_are_none_of_an_image() {
    for line in [
        "docker: Error: invalid mount: container path: expected windows path, got linux path /data",
        "lint failed: /app/run.sh in container: error: expected linux line endings, got windows",
    ] {
        assert!(!matches!(code(line), Some(LinuxImage | LinuxEngine)), "{line}");
    }
    assert_eq!(code("docker: Error: the image has the wrong OS: expected windows, got linux"), Some(LinuxImage));
}

#[test]
fn another_cluster_than_the_one_on_aks() {
    let failed = |told: &str| {
        let line = "Error: failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem web: The requested \
                    operation for attach namespace failed.: unknown";
        commands(&format!("{told}\n{line}")).concat().contains("azure-vnet.log")
    };
    for told in ["It happens on AKS:", "Our pods don't start on AKS, on EKS they do:", "The shop runs on AKS:"] {
        assert!(failed(told), "{told}");
    }
    for told in [
        "The same deployment runs on AKS, not on our EKS cluster:",
        "It works on AKS, but on our RKE2 cluster:",
        "We are not on AKS:",
    ] {
        assert!(!failed(told), "{told}");
    }
}

#[test]
fn a_workload_is_no_word_for_what_works() {
    let told = |linux: &str| {
        format!(
            "{linux}; on a Windows node kubelet says\n Warning Failed kubelet Error: ImagePullBackOff\n Normal Pulling kubelet Pulling image \
             \"registry.example.com/app:1\""
        )
    };
    let only_there = |linux: &str| title(&told(linux)).contains("may have no image for Windows");
    assert!(only_there("On Linux nodes it works"), "{}", title(&told("On Linux nodes it works")));
    assert!(!only_there("Linux nodes run the ingress workload"));
}

/// A registry may have a port.
#[test]
fn the_helper_image_of_a_runner_in_a_registry_of_one_s_own() {
    let pull = |image: &str| {
        title(&format!(
            "Failed to pull image \"registry.example.com:5000/{image}:x86_64-b72e108d\": no match for platform in manifest: not found"
        ))
    };
    assert_eq!(pull("gitlab-runner-helper"), "The runner took its helper image for Linux");
    assert_ne!(pull("app"), "The runner took its helper image for Linux");
}
