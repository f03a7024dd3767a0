//! What the host lacks: a file, an account, a feature, a node that is open; each with a neighbour that is something else.

use wincompat::diagnose::{Cause, Confidence};
use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{commands, means, titles};
use crate::laws::answer;

fn title(text: &str) -> String {
    answer(text)[0].diagnosis.title.clone()
}

/// <https://github.com/moby/moby/issues/52611>, <https://github.com/microsoft/hcsshim/issues/2380>.
#[test]
fn access_to_a_layer_is_denied_in_any_language() {
    let base = |root: &str, why: &str| {
        format!(
            "docker: failed to register layer: re-exec error: exit status 1: output: hcsshim::ProcessBaseLayer \\\\?\\{root}\\windowsfilter\\9b5cf5f88cf836f751a8464ac6d5: {why}"
        )
    };
    for why in
        ["Accès refusé.", "Zugriff verweigert", "Acceso denegado.", "Отказано в доступе.", "アクセスが拒否されました。"]
    {
        let text = base("D:\\docker", why);
        means(LayerLocked, &text, &base("D:\\docker", "The system cannot find the path specified."));
        assert_eq!(commands(&text)[0], "Add-MpPreference -ExclusionPath 'D:\\docker'");
    }
    assert_eq!(
        commands(&base("D:\\my data", "Accès refusé."))[0],
        "Add-MpPreference -ExclusionPath 'C:\\ProgramData\\docker'"
    );
}

#[test]
fn a_credential_spec_that_is_not_there() {
    let run = |why: &str| format!("docker: Error response from daemon: {why}");
    let old = run(
        "credential spec 'D:\\docker\\CredentialSpecs\\web.json' for container f049055f4b3c as the file could not be read: \"open D:\\\\docker\\\\CredentialSpecs\\\\web.json: The system cannot find the file specified.\".",
    );
    let new = run(
        "credential spec for container f049055f4b3c could not be read from file \"C:\\\\ProgramData\\\\docker\\\\CredentialSpecs\\\\web.json\": open: Das System kann die angegebene Datei nicht finden.",
    );
    assert_eq!(commands(&old)[0], "Get-ChildItem 'D:\\docker\\CredentialSpecs'");
    assert_eq!(commands(&new)[0], "Get-ChildItem 'C:\\ProgramData\\docker\\CredentialSpecs'");
    let domain = "Logon failure: the user name or password is incorrect. (0x52e)";
    assert!(title(&old).contains("credential spec") && !title(&run(domain)).contains("credential spec"));
}

/// <https://github.com/microsoft/Windows-Containers/issues/221>.
#[test]
fn an_account_that_the_host_s_guard_does_not_get() {
    let run = "PS C:\\> docker run --security-opt \"credentialspec=file://web.json\" mcr.microsoft.com/windows/servercore:ltsc2019\ndocker: Error response from daemon: hcsshim::CreateComputeSystem a7d2856c1305: winapi error #3489792023.";
    let event = "Message      : Failed to setup the external credentials for Container\n               'a7d2856c1305': The RPC server is unavailable.\n               (0xC0020017).";
    means(DomainAccount, &format!("{run}\n{event}"), run);
    assert!(commands(&format!("{run}\n{event}"))[0].contains("Containers-CCG"));
}

/// <https://github.com/microsoft/IIS.ServiceMonitor/issues/4>, <https://github.com/microsoft/iis-docker/issues/42>.
#[test]
fn service_monitor_could_not_set_up_iis() {
    let log = |code: &str| {
        format!(
            "ERROR ( message:Cannot find requested collection element. )\n\n Service 'w3svc' has been stopped\n\nAPPCMD failed with error code {code}\n\nFailed to update IIS configuration"
        )
    };
    means(ServiceMonitor, &log("4312"), "ERROR ( message:Cannot find requested collection element. )");
    means(ServiceMonitor, "Failed to update IIS configuration", "Failed to update the configuration");
    assert!(commands(&log("4312"))[0].ends_with("list apppool"));
    assert!(titles(&log("183")).starts_with("Start a new container"), "{}", titles(&log("183")));
}

/// <https://github.com/docker/for-win/issues/1251>.
#[test]
fn the_source_of_a_bind_mount_is_named() {
    let mount = |path: &str| {
        format!(
            "docker: Error response from daemon: invalid mount config for type \"bind\": bind source path does not exist: {path}."
        )
    };
    assert_eq!(commands(&mount("C:\\data\\web")), ["New-Item -ItemType Directory -Path 'C:\\data\\web'"]);
    assert_eq!(commands(&mount("C:\\My data")), ["New-Item -ItemType Directory -Path FOLDER"]);
    assert!(commands(&mount("/home/me/data")).is_empty());
    let spec = "ERROR: for web  Cannot create container for service web: invalid bind mount spec \"C:\\\\Users\\\\me\\\\packages:C:\\\\packages:ro\": invalid mount config for type \"bind\": bind source path does not exist";
    assert_eq!(commands(spec), ["New-Item -ItemType Directory -Path 'C:\\Users\\me\\packages'"]);
    let target = "invalid mount config for type \"bind\": invalid mount path: 'data' mount path must be absolute";
    assert!(!title(target).contains("engine’s machine"), "{}", title(target));
}

/// <https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/1145>.
#[test]
fn a_device_of_windows_for_a_linux_engine() {
    let device = |name: &str| format!("docker: {name} is not an absolute path.");
    let class = device("class/86E0D1E0-8089-11D0-9CE4-08003E301F73");
    means(LinuxEngine, &class, &device("class/web"));
    let diagnosis = &answer(&class)[0].diagnosis;
    assert_eq!((diagnosis.cause, diagnosis.confidence), (Cause::LinuxEngine, Confidence::Likely));
}

/// <https://github.com/docker/for-win/issues/14437>, <https://github.com/microsoft/WSL/issues/12519>.
#[test]
fn the_virtual_machine_of_wsl_needs_a_feature() {
    let import = |words: &str, code: &str| {
        format!(
            "importing WSL distro \"{words} \\r\\nCódigo de error: Wsl/Service/RegisterDistro/CreateVm/{code}\\r\\n\" output=\"docker-desktop\": exit code: 4294967295: running WSL command wsl.exe --import docker-desktop: {words}\nCódigo de error: Wsl/Service/RegisterDistro/CreateVm/{code}\n: exit status 0xffffffff"
        )
    };
    let spanish = "No se pudo iniciar la operación porque no se instaló una característica requerida.";
    for code in ["HCS/HCS_E_SERVICE_NOT_AVAILABLE", "HCS/HCS_E_HYPERV_NOT_INSTALLED"] {
        assert_eq!(commands(&import(spanish, code))[0], "wsl.exe --install --no-distribution", "{code}");
    }
    assert_eq!(commands(&import("La operación agotó el tiempo de espera.", "HCS_TIMEOUT"))[0], "wsl --update");
}

/// <https://github.com/docker/for-win/issues/4008>.
#[test]
fn the_machine_of_docker_desktop_has_a_folder() {
    let new = |why: &str| format!("Unable to create: {why}\nat New-MobyLinuxVM, <No file>: line 191");
    let store = "MobyLinuxVM: Fehler beim Erstellen.\nFehler beim Zugriff auf den Konfigurationsspeicher: Das System kann den angegebenen Pfad nicht finden. (0x80070003)..";
    assert!(commands(&new(store))[0].starts_with("Get-VMHost"));
    assert!(commands(&new("The operation failed."))[0].starts_with("Get-WinEvent"));
    means(DesktopMachine, &new(store), "Der Pfad wurde nicht gefunden. (0x80070003)");
}

#[test]
fn windows_nodes_have_a_taint_for_linux_pods() {
    let event = |reasons: &str| {
        format!(
            "18m  Warning  FailedScheduling  pod/web-648577fbd8-8nt99  0/13 nodes are available: {reasons}. preemption: 0/13 nodes are available: 13 Preemption is not helpful for scheduling."
        )
    };
    let tainted = event("3 node(s) were unschedulable, 7 node(s) had untolerated taint {kubernetes.io/os: windows}");
    let all = titles(&tainted);
    assert!(all.starts_with("See which nodes are closed") && !all.contains("has Windows nodes"), "{all}");
    assert!(commands(&tainted)[1].contains("key: kubernetes.io/os"), "{:?}", commands(&tainted));
    let old = event("2 node(s) had taint {os: windows}, that the pod didn't tolerate");
    assert!(commands(&old)[0].contains("key: os\n"), "{:?}", commands(&old));
    let other =
        event("2 node(s) had untolerated taint {app: web}, 4 node(s) didn't match Pod's node affinity/selector");
    assert!(titles(&other).contains("has Windows nodes") && !titles(&other).contains("tolerate"), "{}", titles(&other));
    let linux = answer(&tainted)[0].diagnosis.notes.concat();
    assert!(linux.contains("no toleration") && answer(&other)[0].diagnosis.notes.is_empty(), "{linux}");
}

/// <https://github.com/kubernetes-csi/csi-driver-smb/issues/541>.
#[test]
fn a_windows_pod_isn_t_sent_to_linux_nodes() {
    let failed = |pod: &str| {
        format!(
            "Normal   Scheduled  3m18s  default-scheduler  Successfully assigned kube-system/{pod} to win0001\n  Warning  Failed     3m17s  kubelet            Failed to pull image \"mirror.example/sig-storage/smbplugin:v1.9.0\": rpc error: code = Unknown desc = image operating system \"linux\" cannot be used on this platform"
        )
    };
    let windows = failed("csi-smb-node-win-6g88b");
    assert!(
        !titles(&windows).contains("Linux nodes")
            && commands(&windows)[1].starts_with("crane copy SOURCE mirror.example/")
    );
    assert!(titles(&failed("winery-6g88b")).starts_with("Schedule"));
}

/// <https://github.com/microsoft/navcontainerhelper/issues/1960>.
#[test]
fn a_reason_that_was_cut_off_beside_builds_that_do_not_fit() {
    let log = |image: &str, host: &str, mode: &str, reason: &str| {
        format!(
            "BcContainerHelper is version 2.0.12\nUsing image mcr.microsoft.com/businesscentral:{image}\nContainer OS Version: {image}\nHost OS Version: {host}\nUsing {mode} isolation\nDockerDo : docker: Error response from daemon: hcsshim::CreateComputeSystem 46e4974173b2e{reason}"
        )
    };
    let cause = |text: &str| answer(text)[0].diagnosis.cause;
    let (image, host) = ("10.0.17763.1999", "10.0.20348.643");
    let cut = log(image, host, "Process", "");
    assert_eq!((cause(&cut), answer(&cut)[0].diagnosis.confidence), (Cause::ImageOlder, Confidence::Likely));
    assert_eq!(commands(&cut)[0], "-isolation hyperv");
    assert_ne!(cause(&log(image, "10.0.17763.1999", "Process", "")), Cause::ImageOlder);
    assert_ne!(cause(&log(image, host, "Hyperv", "")), Cause::ImageOlder);
    assert_ne!(cause(&log(image, host, "Process", ": The request is not supported.")), Cause::ImageOlder);
}

/// <https://github.com/EOS-Solutions/Gordon/issues/211>.
#[test]
fn bc_container_helper_has_a_switch_for_the_isolation() {
    let started = |command: &str| {
        format!("The container operating system does not match the host operating system.\n{command} @parameters")
    };
    assert!(commands(&started("New-BCContainer")).contains(&"-isolation hyperv".to_owned()));
    assert!(!commands(&started("New-Container")).contains(&"-isolation hyperv".to_owned()));
}

/// <https://github.com/rancher/rke2/issues/3915>.
#[test]
fn a_pause_image_that_client_nodes_do_not_get() {
    let nodes = |os: &str, build: &str| {
        format!(
            "kubelet fails to pull docker.io/rancher/pause:3.6 on a node\n> kubectl get nodes -o=custom-columns='NAME:metadata.name,KERNEL VERSION:status.nodeInfo.kernelVersion'\nNAME        OS IMAGE             ARCH    KERNEL VERSION\nnode-a      {os}       amd64   {build}\n"
        )
    };
    let client = &answer(&nodes("Windows 10 Pro", "10.0.22000.1574"))[0].diagnosis;
    assert_eq!((client.cause, client.confidence), (Cause::SandboxImage, Confidence::Possible));
    assert!(client.notes.concat().contains("Windows Server only"), "{:?}", client.notes);
    let app = "kubelet fails to pull docker.io/contoso/web:3.6 on a node";
    assert_eq!(answer(app)[0].diagnosis.cause, Cause::Unknown);
}

/// <https://github.com/rancher/rancher/issues/31275>: that engine had no node with Windows Server 2025, and this release has a last
/// pause image.
#[test]
fn the_node_s_release_in_words_chooses_the_pause_image() {
    let sandbox = |told: &str| {
        format!(
            "{told}\nFailed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod \"web-1\": Error response from daemon: hcsshim::CreateComputeSystem b5dae7fba2e1: The container operating system does not match the host operating system."
        )
    };
    let ami = sandbox("3 windows worker nodes `Windows_Server-2004-English-Core-Base-2020.11.11`");
    assert!(
        commands(&ami)[1].ends_with("pause:3.6") && answer(&ami)[0].diagnosis.notes.is_empty(),
        "{:?}",
        commands(&ami)
    );
    assert!(!commands(&sandbox("3 windows worker nodes"))[1].ends_with("pause:3.6"));
}

/// <https://github.com/dotnet/dotnet-docker/issues/2450>.
#[test]
fn a_tag_of_dotnet_is_for_linux_as_well() {
    let build = |image: &str| {
        format!(
            "Step 1/30 : FROM mcr.microsoft.com/{image} AS base\nno matching manifest for windows/amd64 10.0.14393 in the manifest list entries"
        )
    };
    assert!(titles(&build("dotnet/aspnet:8.0")).contains("Linux image"));
    assert!(!titles(&build("dotnet/aspnet:8.0-nanoserver-1809")).contains("Linux image"));
    assert!(!titles(&build("dotnet/framework/aspnet:4.8")).contains("Linux image"));
}

/// <https://github.com/docker/for-win/issues/2105>, <https://github.com/docker/for-win/issues/6915>.
#[test]
fn hyperv_may_not_log_on_its_machines() {
    let create = |why: &str| {
        format!(
            "docker: Error response from daemon: container 25f620523b72 encountered an error during CreateContainer: failure in a Windows system call: {why}"
        )
    };
    let english = "Logon failure: the user has not been granted the requested logon type at this computer. (0x569)";
    let german =
        "Anmeldung fehlgeschlagen: Der Benutzer besitzt nicht den benötigten Anmeldetyp auf diesem Computer. (0x569)";
    for why in [english, german] {
        assert_eq!(commands(&create(why)), ["gpupdate /force"], "{why}");
    }
    assert!(
        !commands(&create("Logon failure: the user name or password is incorrect. (0x52e)"))
            .contains(&"gpupdate /force".to_owned())
    );
}

/// <https://github.com/hashicorp/nomad/issues/24333>, <https://github.com/yannbertrand/apple-watch-workouts-year-review/issues/1>.
#[test]
fn other_words_for_the_wrong_kind_of_containers() {
    let nomad = |kind: &str| {
        format!(
            "[WARN]  client.driver_mgr.docker: Docker is configured with {kind} containers; switch to Windows Containers: driver=docker"
        )
    };
    means(LinuxEngine, &nomad("Linux"), &nomad("other"));
    means(
        NoManifest,
        "Pulling influxdb (influxdb:1.7)...\nERROR: no supported platform found in manifest list",
        "ERROR: no supported platform found",
    );
}
