//! What the first step finds out or starts, where the error itself doesn't say enough.

use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{commands, means, titles};
use crate::laws::answer;

/// STATUS_DLL_NOT_FOUND and STATUS_ENTRYPOINT_NOT_FOUND name no library; an exception of .NET does.
#[test]
fn a_program_that_windows_did_not_start() {
    let exited = |code: &str| format!("The container just exits with exit code {code}");
    for code in ["-1073741515", "3221225781", "0xC0000135", "-1073741511"] {
        assert_eq!(commands(&exited(code)), ["dumpbin /dependents PROGRAM"], "{code}");
        assert!(!answer(&exited(code))[0].diagnosis.text.contains("program started"), "{code}");
    }
    assert!(commands("System.DllNotFoundException: Unable to load DLL 'gdiplus.dll'").is_empty());
}

#[test]
fn an_engine_that_does_not_run_is_started() {
    const SERVICE: &str = "Start-Service docker";
    let down = |words: &str| {
        format!(
            "{words}\nerror during connect: in the default daemon configuration on Windows, the docker client must be run with elevated privileges"
        )
    };
    assert_eq!(commands(&down("OS Name: Microsoft Windows Server 2022 Datacenter"))[0], SERVICE);
    let desktop = down("C:\\Program Files\\Docker\\Docker\\resources\\bin\\docker.exe");
    assert!(titles(&desktop).starts_with("Start Docker Desktop") && !commands(&desktop).contains(&SERVICE.to_owned()));
    let pipe = "E1125 remote_runtime.go:391] err=\"rpc error: code = Unavailable desc = connection error: desc = \\\"transport: Error while dialing open //./pipe/containerd-containerd: The system cannot find the file specified.\\\"\"";
    assert_eq!(commands(pipe), ["Get-Service containerd | Start-Service -PassThru"]);
    means(EngineDown, pipe, &pipe.replace("containerd-containerd", "my-service"));
    assert!(commands("failed to start daemon: invalid character in daemon.json")[0].starts_with("Get-EventLog"));
}

/// <https://github.com/moby/moby/issues/40720>.
#[test]
fn features_are_a_check_and_no_cause() {
    let refused = |reason: &str| {
        format!("docker: Error response from daemon: hcsshim::CreateComputeSystem 5eb7ad90bff5: {reason}")
    };
    let checks =
        |reason: &str| commands(&refused(reason)).iter().any(|command| command.contains("WindowsOptionalFeature"));
    assert!(checks("The request is not supported."));
    assert!(!checks("The locale specific resource for the desired message is not present."));
    assert!(!answer(&refused("The request is not supported."))[0].diagnosis.text.contains("feature"));
}

#[test]
fn a_pull_secret_is_looked_for_on_a_cluster() {
    let refused = "unauthorized: authentication required";
    assert!(
        titles(&format!("Failed to pull image \"a.io/web:1\": rpc error: {refused}"))
            .starts_with("See which pull secret")
    );
    assert!(titles(&format!("docker pull a.io/web:1\n{refused}")).starts_with("Log in"));
}

/// <https://github.com/aws/containers-roadmap/issues/2042>: ECR asks for the role of the node.
#[test]
fn nodes_pull_from_ecr_by_their_role() {
    let refused = |registry: &str| {
        format!(
            "Failed to pull image \"{registry}/web:1\": rpc error: code = Unknown desc = pulling from host {registry} failed with status code [manifests 1]: 401 Unauthorized"
        )
    };
    assert!(commands(&refused("602401143452.dkr.ecr.eu-west-1.amazonaws.com"))[0].starts_with("aws iam"));
    assert!(commands(&refused("contoso.azurecr.io"))[0].starts_with("kubectl get pod"));
}

/// <https://github.com/awslabs/amazon-eks-ami/issues/1632>.
#[test]
fn a_node_that_lost_its_pause_image() {
    let lost = |image: &str, registry: &str| {
        format!(
            "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image \"{image}\": failed to pull image \"{image}\": \
             failed to do request: Head \"https://{registry}/v2/\": dial tcp 207.171.166.22:443: connectex: No connection could be made because \
             the target machine actively refused it."
        )
    };
    assert!(titles(&lost("amazonaws.com/eks/pause-windows:latest", "amazonaws.com")).starts_with("Replace the node"));
    let own = commands(&lost("registry.k8s.io/pause:3.9", "registry.k8s.io"));
    assert_eq!(own[0], "Test-NetConnection registry.k8s.io -Port 443");
    assert!(own[1].starts_with("sandbox_image"), "{own:?}");
    let app = "Failed to pull image \"a.io/web:1\": rpc error: failed to do request: Head \"https://a.io/v2/\": dial tcp 10.0.0.1:443: connectex: No connection could be made because the target machine actively refused it.";
    assert!(!titles(app).contains("pause"), "{}", titles(app));
}

/// <https://github.com/rancher/rke2/issues/7771>.
#[test]
fn a_node_without_a_network_plugin() {
    let cni = |why: &str| {
        format!("level=error msg=\"failed to load cni during init\" error=\"{why}: cni plugin not initialized\"")
    };
    let folder = "cni config load failed: no network config found in C:\\Program Files\\containerd\\cni\\conf";
    assert!(commands(&cni(folder))[0].starts_with("Get-ChildItem"));
    assert!(commands(&cni("unexpected end of JSON input"))[0].starts_with("Restart-Service"));
}

/// <https://github.com/moby/moby/issues/39577>.
#[test]
fn a_named_pipe_beside_other_volumes() {
    let stack = |kind: &str| {
        format!(
            "    volumes:\n      - type: {kind}\n        source: \\\\.\\pipe\\docker_engine\nstarting container failed: hcsshim::CreateComputeSystem \
             4818f892a98a: The request is not supported"
        )
    };
    let notes = |text: &str| answer(text)[0].diagnosis.notes.concat();
    assert!(notes(&stack("npipe")).contains("named pipe") && !notes(&stack("bind")).contains("named pipe"));
}

#[test]
fn what_kubernetes_calls_a_crash_loop_and_is_none() {
    let state = |message: &str| {
        format!(
            "    State:  Waiting\n      Reason:  CrashLoopBackOff\n    Last State:  Terminated\n      Message:  {message}"
        )
    };
    let hostprocess = "failed to start containerd task \"9bfe2196b366\": failed to get application name from commandline \"pwsh.exe -command\"";
    means(ProgramMissing, &state(hostprocess), &state(""));
    means(
        VolumeMount,
        "error=\"invalid mount target, must be an absolute path: \\\\.\\pipe\\docker_engine\"",
        "error=\"mount target is busy\"",
    );
}

/// Docker's own engine on a server, which no Docker Desktop brings.
#[test]
fn the_engines_own_command_line_switches_to_no_linux_containers() {
    let ran = |folder: &str| {
        format!(
            "C:\\Program Files\\Docker\\{folder}docker.exe: image operating system \"linux\" cannot be used on this platform.\ndocker run ubuntu"
        )
    };
    assert!(!titles(&ran("")).contains("Docker Desktop to"), "{}", titles(&ran("")));
    assert!(titles(&ran("Docker\\Resources\\bin\\")).contains("Docker Desktop to"));
}

/// <https://github.com/actions/runner-images/issues/13729>, <https://github.com/actions/runner-images/issues/3565>.
#[test]
fn an_engine_of_an_agent_and_one_that_lets_nobody_in() {
    let down = |where_: &str, why: &str| {
        format!(
            "{where_}\nERROR: failed to connect to the docker API at npipe:////./pipe/docker_engine: open //./pipe/docker_engine: {why}"
        )
    };
    let missing = "The system cannot find the file specified.";
    assert!(titles(&down("Runner Image", missing)).starts_with("Start the engine in a step"));
    assert!(!titles(&down("", missing)).contains("in a step"));
    let denied = down("", "Access is denied.");
    assert!(
        titles(&denied).starts_with("Run it as administrator")
            && !commands(&denied).contains(&"Start-Service docker".to_owned())
    );
    means(EngineDown, &denied, "COPY failed: open C:\\ProgramData\\x: Access is denied.");
}

/// <https://github.com/docker/setup-buildx-action/issues/228>, <https://github.com/docker/setup-buildx-action/issues/597>.
#[test]
fn the_builder_of_buildx_is_a_linux_container() {
    let boot = |why: &str| {
        format!("#1 [internal] booting buildkit\n#1 pulling image moby/buildkit:buildx-stable-1\nERROR: {why}")
    };
    for why in [
        "Error response from daemon: Windows does not support privileged mode",
        "no matching manifest for windows(10.0.26100)/amd64 in the manifest list entries",
    ] {
        assert_eq!(commands(&boot(why)), ["docker build -t IMAGE .", "with:\n  driver: docker"], "{why}");
    }
    let own =
        "docker run --privileged a.io/web:1\nError response from daemon: Windows does not support privileged mode";
    means(BadFlag, own, "Error response from daemon: Windows does not support this");
    assert!(!titles(own).contains("buildx"), "{}", titles(own));
}

/// <https://github.com/docker/for-win/issues/598>, <https://github.com/microsoft/service-fabric/issues/389>.
#[test]
fn what_is_in_the_way_of_nat() {
    let start = |network: &str| {
        format!(
            "Error starting daemon: Error initializing network controller: Error creating {network} network: HNS failed with error : The parameter is incorrect."
        )
    };
    assert_eq!(commands(&start("default"))[0], "Get-NetNat");
    assert!(!commands(&start("ingress")).contains(&"Get-NetNat".to_owned()));
    let endpoint = |ports: &str| {
        format!(
            "docker run -d {ports} a.io/sql:1\nError response from daemon: failed to create endpoint web on network nat: HNS failed with error : Unspecified error."
        )
    };
    assert_eq!(commands(&endpoint("-p 1433:1433"))[0], "Get-NetNatStaticMapping | Where-Object ExternalPort -eq 1433");
    assert!(commands(&endpoint(""))[0].starts_with("Restart-Service"));
}

/// <https://github.com/microsoft/Windows-Containers/issues/109>.
#[test]
fn a_disk_that_is_not_ready_is_no_damaged_image() {
    let prepare =
        |why: &str| format!("Error response from daemon: hcsshim::PrepareLayer - failed failed in Win32: {why}");
    let late = prepare("The device is not ready. (0x15)");
    assert!(titles(&late).starts_with("Try again") && commands(&late).is_empty(), "{}", titles(&late));
    assert!(!titles(&prepare("The data is invalid. (0xd)")).starts_with("Try again"));
}

/// <https://github.com/kubernetes/kubernetes/pull/59540>, <https://github.com/kubernetes-sigs/azuredisk-csi-driver/issues/2082>.
#[test]
fn a_share_that_the_node_cannot_map() {
    let mount = |why: &str| {
        format!(
            "MountVolume.SetUp failed for volume \"logs\" : mount \\\\shop.file.core.windows.net\\logs failed with {why}"
        )
    };
    for why in [
        "NewSmbGlobalMapping failed. output: \"\", err: exit status 0xc0000142",
        "New-SmbGlobalMapping : Generic failure",
    ] {
        assert_eq!(commands(&mount(why)), ["Test-NetConnection shop.file.core.windows.net -Port 445"], "{why}");
        means(VolumeMount, &mount(why), "docker run a.io/web:1\nexit status 0xc0000142");
    }
    assert_eq!(commands(&mount("permission denied")), ["kubectl describe pod POD"]);
}

/// <https://github.com/microsoft/Windows-Containers/issues/420>.
#[test]
fn names_that_only_containers_do_not_resolve() {
    let asked = |line: &str| {
        format!("docker run mcr.microsoft.com/windows/servercore:ltsc2019 cmd /c ping www.example.com\n{line}")
    };
    let ping =
        commands(&asked("Ping request could not find host www.example.com. Please check the name and try again."));
    assert_eq!(ping[0], "nslookup www.example.com");
    assert!(ping[1].contains("dnsservers=ADDRESS"), "{ping:?}");
    let pull = asked(
        "Error response from daemon: Get \"https://mcr.microsoft.com/v2/\": dial tcp: lookup mcr.microsoft.com: no such host",
    );
    assert!(commands(&pull).iter().all(|command| !command.contains("dnsservers")), "{:?}", commands(&pull));
}

/// <https://github.com/kubernetes/website/pull/33838>, <https://github.com/kubernetes/website/issues/29924>.
#[test]
fn hostprocess_containers_are_processes_of_the_node() {
    let event = |why: &str| {
        format!(
            "Warning  Failed  kubelet  Error: failed to create containerd task: failed to create shim task: {why}: unknown"
        )
    };
    let token =
        event("hcs::CreateProcess: failed to create user process token: failed to logon user: Access is denied.");
    assert!(commands(&token)[0].contains("StartName"), "{:?}", commands(&token));
    assert!(!commands(&event("hcs::CreateComputeSystem web: Access is denied."))[0].contains("StartName"));
    let program = "Warning  Failed  kubelet  Error: failed to start containerd task \"win\": failed to get application name from commandline \"/usr/local/bin/cns.exe\"";
    assert!(titles(program).contains("CONTAINER_SANDBOX_MOUNT_POINT"), "{}", titles(program));
    assert!(!titles("exec: \"cns.exe\": executable file not found in %PATH%").contains("SANDBOX"));
}

/// <https://github.com/aws/amazon-ecs-agent/issues/3165>, <https://github.com/MicrosoftDocs/azure-devops-docs/issues/3815>.
#[test]
fn agents_that_do_not_reach_their_engine() {
    let connect = "error during connect: In the default daemon configuration on Windows, the docker client must be run with elevated privileges";
    assert_eq!(commands(&format!("CannotPullContainerError: {connect}")), ["Restart-Service docker, AmazonECS -Force"]);
    assert!(!commands(connect).concat().contains("AmazonECS"));
    let asked = |arguments: &str| {
        format!(
            "Exit code 1 returned from process: file name 'C:\\Program Files\\Docker\\docker.EXE', arguments '{arguments}'."
        )
    };
    means(EngineDown, &asked("version --format '{{.Server.APIVersion}}'"), &asked("exec -i web cmd"));
}

/// <https://github.com/microsoft/hcsshim/issues/1445>, <https://github.com/microsoft/azure-pipelines-agent/issues/3780>.
#[test]
fn a_library_of_a_feature_and_a_container_that_hangs() {
    let layer = |why: &str| {
        format!(
            "ctr: failed to extract layer sha256:fe8c39bf: hcsshim::ProcessBaseLayer C:\\ProgramData\\containerd\\1: {why}: unknown"
        )
    };
    let module = commands(&layer("The specified module could not be found."));
    assert_eq!(module[0], "Get-WindowsOptionalFeature -Online -FeatureName Containers");
    assert!(!commands(&layer("The data is invalid.")).concat().contains("FeatureName"));
    let exec = |why: &str| {
        format!(
            "container d259484f5768 encountered an error during hcs::System::CreateProcess: node.exe app.js: failure in a Windows system call: {why}"
        )
    };
    means(
        GuestSilent,
        &exec("The RPC server is unavailable. (0x6ba)"),
        &exec("The directory name is invalid. (0x10b)"),
    );
}

/// <https://github.com/containerd/nerdctl/pull/2112>, <https://github.com/docker/for-win/issues/1960>.
#[test]
fn plugins_and_drivers_that_are_not_there() {
    let nerdctl = "nerdctl run a.io/web:1\nlevel=fatal msg=\"failed to create default network: needs CNI plugin \\\"nat\\\" to be installed in CNI_PATH\"";
    assert!(commands(nerdctl)[0].starts_with("Get-ChildItem"), "{:?}", commands(nerdctl));
    let driver = |name: &str| {
        format!(
            "docker network create foo\nError response from daemon: could not find plugin {name} in v1 plugin registry: plugin not found"
        )
    };
    assert_eq!(commands(&driver("bridge"))[0], "docker network create --driver nat NAME");
    assert_eq!(commands(&driver("overlay"))[0], "docker network ls");
}

/// <https://github.com/rancher/rke2/issues/9276>.
#[test]
fn the_containerd_of_rke2() {
    let exited = "{containerd exited: exec: \"containerd\": executable file not found in %PATH%}";
    assert!(commands(exited)[0].contains("rke2"), "{:?}", commands(exited));
    assert!(!commands(&exited.replace("containerd exited", "web exited"))[0].contains("rke2"));
    let waits = "{Waiting for containerd startup: rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: open //./pipe/containerd-containerd: The system cannot find the file specified.\"}";
    assert!(commands(waits)[0].contains("-Source rke2"), "{:?}", commands(waits));
}
