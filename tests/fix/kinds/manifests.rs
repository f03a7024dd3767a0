//! Kubernetes manifests.

use super::*;

const OLD: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";

#[test]
fn tolerations() {
    let fixed = |spec: &str| value(&Case::new("--host ws2022", &pod(spec)).fixed().text)["spec"].clone();
    let one: serde_norway::Value =
        serde_norway::from_str("{key: os, operator: Equal, value: windows, effect: NoSchedule}").expect("YAML");
    for spec in ["", "  nodeSelector: {x: y}\n", "  nodeSelector:\n    x: y\n"] {
        assert_eq!(fixed(spec)["tolerations"][0], one, "{spec}");
    }
    for spec in [
        "  tolerations:\n  - {key: a, operator: Exists}\n",
        "  tolerations: [{key: a, operator: Exists}]\n",
        "  tolerations:\n    - key: a\n      operator: Exists\n",
    ] {
        let spec = fixed(spec);
        assert_eq!((&spec["tolerations"][0], spec["tolerations"][1]["key"].as_str()), (&one, Some("a")));
    }
    // What covers it, and a pod that selected Windows already, stay as they are.
    for spec in ["  tolerations:\n  - operator: Exists\n", "  tolerations:\n  - key: os\n    value: windows\n"] {
        assert_eq!(fixed(spec)["tolerations"].as_sequence().map(Vec::len), Some(1), "{spec}");
    }
    assert!(fixed("  nodeSelector: {kubernetes.io/os: windows}\n")["tolerations"].is_null());
}

#[test]
fn pods_whose_images_say_nothing() {
    let image = |image: &str| pod("").replace(OLD, image);
    open("--host ws2022", &image("[a]"), "Nothing in this pod says");
    open("--host ws2022", &image("a b"), "Nothing in this pod says");
    let fixed = Case::new("--host ws2022", &image("[a]")).fixed();
    assert!(!fixed.notes.iter().any(|note| note.text.contains("Linux")));
    stays("--host ws2022", &image("postgres:16"));
}

#[test]
fn patches_without_containers() {
    let patch = |spec: &str| {
        format!("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n{spec}")
    };
    let text = patch("      nodeSelector:\n        node.kubernetes.io/windows-build: \"10.0.17763\"\n");
    word("--host ws2022", &text, "17763", "20348");
    stays("--host ws2019", &text);
    stays("--host ws2022", &patch("      nodeSelector:\n        kubernetes.io/os: linux\n"));
    let fixed = Case::new("--host ws2022", &patch("      containers:\n      - name: a\n        env: []\n")).fixed();
    assert_eq!(fixed.edits, []);
}

#[test]
fn host_process_containers_on_a_normal_base() {
    let host = "  securityContext: {windowsOptions: {hostProcess: true}}\n  hostNetwork: true\n  nodeSelector: {kubernetes.io/os: windows}\n";
    let fixed = Case::new("--host ws2022", &pod(host)).fixed();
    assert!(fixed.text.contains("servercore:ltsc2022"), "{:#?}", fixed.notes);
    // The base that is made for them runs everywhere.
    let text =
        pod(host).replace(OLD, "mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0");
    stays("--host ws2022", &text);
    let text = pod(host).replace(OLD, "registry.example.com/agent:1");
    stays("--host ws2022", &text);
}

#[test]
fn what_a_pod_says_of_its_operating_system() {
    let pod = |images: &[&str]| {
        let list: String = images.iter().map(|image| format!("  - image: {image}\n")).collect();
        format!("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n{list}")
    };
    // All containers run on one node.
    stays("--host ws2022", &pod(&["ghcr.io/a/b:1", "alpine:3"]));
    open("--host ws2022", &pod(&["ghcr.io/a/b:1"]), "Nothing in this pod says");
    for image in ["microsoft/iis:1803", "a/b:1-windows", "a/nanoserver-b:1"] {
        open("--host ws2022", &pod(&[image]), "doesn’t say which Windows");
    }
    // Microsoft’s old names never were for Linux.
    let fixed = Case::new("--host ws2022", &pod(&["microsoft/iis"])).fixed();
    assert!(fixed.text.contains("image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022\n"));
    assert!(fixed.is_complete() && fixed.text.contains("10.0.20348"), "{}", fixed.text);
}

#[test]
fn a_sandbox_has_no_entry_for_every_windows() {
    let pod = "apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    kubernetes.io/os: windows\n    node.kubernetes.io/windows-build: \"10.0.26100\"\n  containers:\n  - image: registry.k8s.io/pause:3.6-windows-1809-amd64\n";
    let fixed = Case::new("--host ws2025", pod).fixed();
    assert!(fixed.text.contains("pause:3.6-windows-ltsc2022-amd64"), "{}", fixed.text);
    let newer = Case::new("--host ws2025", &pod.replace("3.6", "3.10.2")).fixed();
    assert!(newer.text.contains("pause:3.10.2-windows-ltsc2025-amd64"), "{}", newer.text);
}

#[test]
fn options_for_windows_say_windows() {
    let text = |options: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nspec:\n  {options}\n  containers:\n  - name: a\n    image: '{{{{ .Image }}}}'\n    securityContext: {{}}\n"
        )
    };
    let host_process = text("securityContext: {windowsOptions: {hostProcess: true}}");
    for pod in [host_process.clone(), text("").replace("{}", "{windowsOptions: {runAsUserName: a}}")] {
        open("--host ws2022", &pod, "Another tool fills in");
        let notes = Case::new("--host ws2022", &pod).fixed().notes;
        assert!(!notes.iter().any(|note| note.text.contains("Nothing in this pod says")), "{notes:#?}");
    }
    open("--host ws2022", &text("securityContext: {runAsUser: 1}"), "Nothing in this pod says");
}
