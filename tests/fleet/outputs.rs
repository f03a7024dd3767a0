//! What commands print, and manifests.

use std::path::Path;

use wincompat::Fleet;

use crate::reads;

macro_rules! cases {
    ($($name:ident: $text:expr => $expected:expr;)*) => {
        $(#[test] fn $name() { assert_eq!(reads($text), $expected); })*
    };
}

cases! {
    kubectl_get_nodes_wide: "\
$ kubectl get nodes -o wide
NAME    STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION      CONTAINER-RUNTIME
lin-1   Ready    <none>   88d   v1.33.1   10.0.20.4     <none>        Ubuntu 22.04.2 LTS               5.15.0-1042-azure   containerd://1.7.1
win-1   Ready    <none>   61d   v1.33.1   10.0.26.100   <none>        Windows Server 2019 Datacenter   10.0.17763.4499     containerd://1.7.1
win-2   Ready    <none>   2d    v1.33.1   10.0.26.101   <none>        Windows 10 Pro                   10.0.26100.4061     containerd://1.7.1
win-3   Ready    <none>   2d    v1.33.1   10.0.26.102   <none>        Windows Server 2022 Datacenter   <unknown>           containerd://1.7.1
" => "win-1=10.0.17763.4499 win-2=10.0.26100.4061-client linux ?6 on kubernetes";
    kubectl_get_nodes_and_pods: "\
NAME         STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE              KERNEL-VERSION      CONTAINER-RUNTIME
node/lin-1   Ready    <none>   88d   v1.33.1   10.0.20.4     <none>        Ubuntu 22.04.2 LTS    5.15.0-1042-azure   containerd://1.7.1
node/win-1   Ready    <none>   61d   v1.33.1   10.0.26.100   <none>        Windows Server 2019   10.0.17763.4499     containerd://1.7.1
node/win-9   Ready    <none>   1d    v1.33.1   10.0.26.101   <none>        Windows Server next   10.0.30010.100      containerd://1.7.1
" => "win-1=10.0.17763.4499 win-9=10.0.30010.100 linux on kubernetes";
    kubectl_columns_without_a_heading: "\
$ kubectl get nodes -o custom-columns=N:.metadata.name,K:.status.nodeInfo.kernelVersion --no-headers
win-1   10.0.17763.4499
win-2   10.0.20348.2700
" => "win-1=10.0.17763.4499 win-2=10.0.20348.2700";
    json_that_was_cut: "\
$ kubectl get node win-1 -o json
{\"kind\": \"Node\", \"metadata\": {\"name\": \"win-1\"}, \"status\": {\"nodeInfo\": {
  \"kernelVersion\": \"10.0.17763.4499\", \"operatingSystem\": \"windows\",
$ docker images
REPOSITORY             TAG        IMAGE ID
r.example.com/worker   ltsc2019   11b0f4cd9e62
" => "win-1=10.0.17763.4499 [r.example.com/worker:ltsc2019=ltsc2019] on kubernetes";
    kubectl_get_nodes_with_labels: "\
NAME    STATUS   ROLES    AGE   VERSION   LABELS
lin-1   Ready    <none>   88d   v1.33.1   kubernetes.io/arch=amd64,kubernetes.io/os=linux
win-1   Ready    <none>   61d   v1.33.1   kubernetes.io/os=windows,node.kubernetes.io/windows-build=10.0.20348
" => "win-1=ws2022 linux on kubernetes";
    kubectl_get_nodes_says_nothing: "\
NAME    STATUS   ROLES    AGE   VERSION
win-1   Ready    <none>   61d   v1.33.1
win-2   Ready    <none>   61d   v1.33.1
" => "?2-3 on kubernetes";
    docker_node_ls_says_nothing: "\
ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS   ENGINE VERSION
7ln70fl22uw2dvjn2ft53m3q5 *   mgr-1      Ready     Active         Leader           27.3.1
dkp8vy1dq1kxleu9g4u78tlag     win-1      Ready     Active                          27.3.1
" => "?2-3 on swarm";
    docker_service_ls: "\
ID             NAME      MODE         REPLICAS   IMAGE                              PORTS
a1b2c3d4e5f6   web       replicated   2/3        r.example.com/web:1-ltsc2022       *:80->80/tcp
b1b2c3d4e5f6   worker    global       4/4        r.example.com/worker:ltsc2019
c1b2c3d4e5f6   batch     replicated   0/0        r.example.com/batch:ltsc2019
" => "[r.example.com/web:1-ltsc2022=ltsc2022*3] [r.example.com/worker:ltsc2019=ltsc2019*4] [r.example.com/batch:ltsc2019=ltsc2019] on swarm";
    docker_service_ps: "\
ID             NAME        IMAGE                           NODE    DESIRED STATE   CURRENT STATE          ERROR   PORTS
a1b2c3d4e5f6   web.1       r.example.com/web:1-ltsc2022    win-1   Running         Running 2 hours ago
b1b2c3d4e5f6    \\_ web.1   r.example.com/web:0-ltsc2022    win-1   Shutdown        Shutdown 2 hours ago
" => "[r.example.com/web:1-ltsc2022=ltsc2022] [r.example.com/web:0-ltsc2022=ltsc2022] on swarm";
    docker_images: "\
REPOSITORY                             TAG        IMAGE ID       CREATED       SIZE
r.example.com/worker                   2024.2     11b0f4cd9e62   2 days ago    5.81GB
<none>                                 <none>     e0c2d5a7719f   2 days ago    5.81GB
mcr.microsoft.com/windows/servercore   ltsc2019   8f1c0d2b7a3e   5 weeks ago   5.36GB
" => "[r.example.com/worker:2024.2=version not known] [mcr.microsoft.com/windows/servercore:ltsc2019=ltsc2019] ?3";
    docker_ps: "\
CONTAINER ID   IMAGE                          COMMAND   CREATED       STATUS       PORTS     NAMES
4b4f4795500b   r.example.com/web:1-ltsc2022   \"cmd\"     2 hours ago   Up 2 hours             web
5b4f4795500b   r.example.com/web:1-ltsc2022   \"cmd\"     2 hours ago   Up 2 hours             web2
" => "[r.example.com/web:1-ltsc2022=ltsc2022*2]";
    kubectl_get_deployments_wide: "\
NAMESPACE   NAME   READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES                                                SELECTOR
shop        web    2/2     2            2           4d    web,proxy    r.example.com/web:ltsc2022,r.example.com/proxy:1-ltsc2019   app=web
" => "[r.example.com/web:ltsc2022=ltsc2022*2] [r.example.com/proxy:1-ltsc2019=ltsc2019*2] on kubernetes";
    nodes_as_json: r#"{"apiVersion": "v1", "items": [
  {"apiVersion": "v1", "kind": "Node", "metadata": {"labels": {"kubernetes.azure.com/os-sku": "Windows2022"}, "name": "win-1",
    "ownerReferences": [{"kind": "X", "name": "no"}]},
   "status": {"addresses": [{"address": "10.0.26.100"}], "images": [{"names": ["r.example.com/a:1"]}],
     "nodeInfo": {"kernelVersion": "10.0.20348.2113", "operatingSystem": "windows", "osImage": "Windows Server 2022 Datacenter"}}},
  {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "lin-1"},
   "status": {"nodeInfo": {"kernelVersion": "5.15.0-1042-azure", "operatingSystem": "linux", "osImage": "Ubuntu"}}}],
 "kind": "List"}"# => "win-1=10.0.20348.2113 linux on aks";
    nodes_as_yaml: "\
apiVersion: v1
items:
- apiVersion: v1
  kind: Node
  metadata:
    name: lin-1
  status:
    nodeInfo:
      kernelVersion: 5.15.0-1042-azure
      operatingSystem: linux
- apiVersion: v1
  kind: Node
  metadata:
    name: \"win-1\"
  status:
    nodeInfo:
      kernelVersion: 10.0.26100.32995
      operatingSystem: windows
kind: List
" => "win-1=10.0.26100.32995 linux on kubernetes";
    docker_node_inspect: r#"[
    {"ID": "x1", "Version": {"Index": 9}, "Spec": {"Labels": {"windows.build": "20348"}, "Role": "worker"},
     "Description": {"Hostname": "win-1", "Platform": {"Architecture": "x86_64", "OS": "windows"}, "Engine": {"EngineVersion": "27.3.1"}},
     "Status": {"State": "ready", "Addr": "10.0.26.100"}},
    {"ID": "x2", "Spec": {"Labels": {"OsVersion": "10.0.17763"}},
     "Description": {"Hostname": "win-2", "Platform": {"OS": "windows"}}},
    {"ID": "x3", "Spec": {"Labels": {}}, "Description": {"Hostname": "mgr-1", "Platform": {"OS": "linux"}}}
]"# => "win-1=ws2022 win-2=ws2019 linux on swarm";
    docker_node_inspect_without_labels: r#"[{"ID": "x1", "Spec": {"Labels": {}},
     "Description": {"Hostname": "win-1", "Platform": {"OS": "windows"}}}]"# => "?1-2 on swarm";
    a_deployment: "\
# comment
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/windows-build: \"10.0.17763\"
      initContainers:
      - image: r.example.com/init:nanoserver-1809
      containers:
      - name: web
        image: \"r.example.com/web:1-ltsc2022\" # pinned

---
kind: Pod
spec:
  containers:
  - image: r.example.com/web:1-ltsc2022
" => "[r.example.com/init:nanoserver-1809=ltsc2019*3] [r.example.com/web:1-ltsc2022=ltsc2022*4]";
    pods_as_json: r#"{"items": [{"kind": "Pod", "spec": {"containers": [{"image": "r.example.com/web:ltsc2022", "name": "web"}]},
      "status": {"containerStatuses": [{"image": "r.example.com/web:ltsc2022", "imageID": "r.example.com/web@sha256:00"}]}}]}"#
        => "[r.example.com/web:ltsc2022=ltsc2022]";
    a_list_of_references_as_json: r#"["r.example.com/web:ltsc2022", "r.example.com/web:ltsc2019"]"#
        => "[r.example.com/web:ltsc2022=ltsc2022] [r.example.com/web:ltsc2019=ltsc2019]";
    a_cut_document: "  - image: r.example.com/web:ltsc2022\n    name: web" => "[r.example.com/web:ltsc2022=ltsc2022]";
    several_outputs: "\
PS C:\\> kubectl get nodes -o wide
NAME    STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION      CONTAINER-RUNTIME
win-1   Ready    <none>   61d   v1.33.1   10.0.26.100   <none>        Windows Server 2019 Datacenter   10.0.17763.4499     containerd://1.7.1
PS C:\\> kubectl get pods -A -o jsonpath=\"{.items[*].spec.containers[*].image}\"
r.example.com/web:ltsc2022 r.example.com/web:ltsc2022
PS C:\\> docker images
REPOSITORY         TAG        IMAGE ID       CREATED       SIZE
r.example.com/db   ltsc2019   11b0f4cd9e62   2 days ago    5.81GB
" => "win-1=10.0.17763.4499 [r.example.com/web:ltsc2022=ltsc2022*2] [r.example.com/db:ltsc2019=ltsc2019] on kubernetes";
}

/// With something in front of every line it is no table any more, and clues are all there is.
#[test]
fn a_quoted_table() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/17-kubectl-get-nodes-wide.txt"),
    )
    .expect("a sample");
    let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
    assert_eq!(reads(&quoted), "aksold000002=10.0.17763.4499 aksnew000000=10.0.20348.1850 linux*2 on aks");
}

/// The samples of single pastes hold a fleet of one: the same hosts and images as the reader of pastes finds.
#[test]
fn the_samples_of_pastes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("samples");
    let samples: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    for (name, expected) in samples {
        let text = std::fs::read_to_string(folder.join(&name)).expect("a sample");
        let fleet = Fleet::read_text(&text).fleet;
        let mut hosts: Vec<_> =
            fleet.nodes.iter().map(|node| (node.host.version.to_string(), node.name.clone())).collect();
        let string = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let rows = |key: &str| expected[key].as_array().cloned().unwrap_or_default();
        let mut wanted: Vec<_> =
            rows("hosts").iter().filter_map(|host| Some((string(&host["version"])?, string(&host["name"])))).collect();
        hosts.sort();
        wanted.sort();
        assert_eq!(hosts, wanted, "{name}");
        let mut images: Vec<_> = fleet.images.iter().map(|image| image.name.clone()).collect();
        let mut wanted: Vec<_> = rows("images").iter().map(|image| string(&image["ref"])).collect();
        images.sort();
        wanted.sort();
        // A manifest list is one image with several versions here.
        wanted.dedup();
        assert_eq!(images, wanted, "{name}");
    }
}
