//! What a text says beside versions: which nodes are servers, which containers need no match, what is no container image.

use wincompat::{Fleet, Kind};

use crate::reads;

/// The kinds of the nodes of a text, where they are settled.
fn kinds(text: &str) -> Vec<Option<Kind>> {
    let kind = |node: &wincompat::fleet::Node| node.host.kind_settled.then_some(node.host.kind);
    Fleet::read_text(text).fleet.nodes.iter().map(kind).collect()
}

#[test]
fn a_node_of_kubernetes_is_a_server() {
    let wide = "NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME\n";
    let yaml =
        "apiVersion: v1\nkind: Node\nstatus: {nodeInfo: {kernelVersion: 10.0.26100.4061, operatingSystem: windows}}\n";
    for text in [
        &format!(
            "{wide}win-1 Ready <none> 1d v1.36 10.0.0.1 <none> Windows Server next 10.0.26100.4061 containerd://2.1\n"
        ),
        yaml,
        "{\"kind\": \"Node\", \"status\": {\"nodeInfo\": {\"kernelVersion\": \"10.0.26100.4061\", \"operatingSystem\": \"windows\"}}}",
        "NAME    KERNEL            IMAGE\nwin1    10.0.26100.4061   Windows Server 2025 Datacenter\n",
        "Name:  win-1\nRoles:  agent\nSystem Info:\n  Kernel Version:  10.0.26100.4061\n  OS Image:  Windows Server 2025 Datacenter\n  Operating System:  windows\n  Kubelet Version:  v1.36.0\n",
    ] {
        assert_eq!(kinds(text), [Some(Kind::Server)], "{text}");
    }
    let client = wide.to_owned()
        + "win-1 Ready <none> 1d v1.36 10.0.0.1 <none> Windows 11 Pro 10.0.26100.4061 containerd://2.1\n";
    assert_eq!(kinds(&client), [Some(Kind::Client)]);
    assert_eq!(kinds("10.0.26100.4061\n"), [None], "nothing says what starts its containers");
}

#[test]
fn host_process_containers_need_no_match() {
    let pod = |says: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: r.example.com/csi:1-windows-hp\n  - image: mcr.microsoft.com/windows/nanoserver:1809\n  securityContext: {{windowsOptions: {{{says}}}}}\n"
        )
    };
    let base = "[mcr.microsoft.com/windows/nanoserver:1809=ltsc2019]";
    assert_eq!(reads(&pod("hostProcess: true")), format!("{base} host-process"));
    assert_eq!(reads(&pod("runAsUserName: a")), format!("[r.example.com/csi:1-windows-hp=version not known] {base}"));
    let json = "{\"kind\": \"Pod\", \"spec\": {\"containers\": [{\"image\": \"r.example.com/csi:1\"}], \"securityContext\": {\"windowsOptions\": {\"hostProcess\": true}}}}";
    assert_eq!(reads(json), "host-process");
    let next =
        format!("{}---\nkind: Pod\nspec: {{containers: [{{image: 'r.example.com/a:1'}}]}}\n", pod("hostProcess: true"));
    assert_eq!(reads(&next), format!("{base} [r.example.com/a:1=version not known] host-process"));
}

#[test]
fn a_disk_is_no_container_image() {
    for disk in ["rbd: {image: foo, pool: kube}", "rbd:\n      image: foo\n      pool: kube"] {
        let text = format!(
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: r.example.com/a:ltsc2022\n  volumes:\n  - name: d\n    {disk}\n"
        );
        assert_eq!(reads(&text), "[r.example.com/a:ltsc2022=ltsc2022]");
    }
}

#[test]
fn yaml_in_every_style_and_broken() {
    for text in [
        "apiVersion: v1\nitems: [{kind: Pod, spec: {containers: [{image: 'r.example.com/a:ltsc2022'}]}}]\n",
        "kind: Pod\nspec:\n  containers:\n  - image: >-\n      r.example.com/a:ltsc2022\n",
        "kind: Pod\nspec:\n  containers:\n  - \"image\" : r.example.com/a:ltsc2022 # a\n",
        // A line in the middle that is no YAML, as a pager leaves it.
        "kind: Pod\nspec:\n  containers:\n  - name: a: b: c\n    image: r.example.com/a:ltsc2022\n",
        "kind: Pod\nspec:\n  containers:\n  - image: r.example.com/a:ltsc2022\n    command: [\"cut\n",
    ] {
        assert_eq!(reads(text), "[r.example.com/a:ltsc2022=ltsc2022]", "{text}");
    }
}
