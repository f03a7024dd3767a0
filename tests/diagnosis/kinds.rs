//! Kinds of failures, one line each, with a neighbour that must not be taken for it; and the words of who asks: their engine's
//! commands, their service's settings.

use wincompat::diagnose::Cause;
use wincompat::read::clue::ErrorCode::{self, *};
use wincompat::read::evidence::Phase;
use wincompat::rules::question::Engine;

use crate::laws::answer;

pub fn code(text: &str) -> Option<ErrorCode> {
    answer(text).first().map(|answered| answered.diagnosis.code)
}

#[track_caller]
pub fn means(expected: ErrorCode, text: &str, neighbour: &str) {
    assert_eq!(code(text), Some(expected), "{text}");
    assert_ne!(code(neighbour), Some(expected), "{neighbour}");
}

pub fn commands(text: &str) -> Vec<String> {
    answer(text)[0].next.iter().filter_map(|step| step.command.clone()).collect()
}

pub fn titles(text: &str) -> String {
    answer(text)[0].next.iter().map(|step| step.title.clone()).collect::<Vec<_>>().join("\n")
}

pub const MISMATCH: &str = "The container operating system does not match the host operating system.";
pub const CORE: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";
pub const ON_2022: &str = "Microsoft Windows [Version 10.0.20348.2700]";

#[test]
fn failures_that_are_not_about_versions() {
    let daemon = |words: &str| format!("docker: Error response from daemon: {words}");
    means(NetworkMissing, &daemon("network webnet not found."), &daemon("container webnet not found."));
    means(
        ToolMissing,
        "docker : The term 'docker' is not recognized as the name of a cmdlet.\n    + CategoryInfo : ObjectNotFound: (docker:String) [], CommandNotFoundException",
        "'npm' is not recognized as an internal or external command,",
    );
    means(ToolMissing, "bash: docker: command not found", "/bin/sh: dockerize: command not found");
    means(
        PathTooLong,
        "COPY failed: The filename or extension is too long.",
        "COPY failed: file not found in build context: stat app",
    );
    let scheduler = "FailedScheduling default-scheduler 0/5 nodes are available: ";
    means(
        VolumeClaim,
        &format!("{scheduler}pod has unbound immediate PersistentVolumeClaims."),
        &format!("{scheduler}5 node(s) didn't match Pod's node affinity/selector."),
    );
    means(VolumeClaim, &format!("{scheduler}persistentvolumeclaim \"data\" not found"), "kind: PersistentVolumeClaim");
    means(
        PortInUse,
        "failed to create endpoint web on network nat: hnsCall failed in Win32: The specified port already exists. (0x803b0013).",
        "failed to create endpoint web on network nat: hnsCall failed in Win32: The object already exists. (0x1392)",
    );
    let event = "Warning  Failed  kubelet  Error: ";
    means(
        ClusterRefused,
        &format!("{event}container has runAsNonRoot and image will run as root"),
        &format!("{event}configmap \"web\" not found"),
    );
}

#[test]
fn what_an_error_comes_from_stands_before_it() {
    let pull =
        "Docker API responded with status code=NotFound, manifest unknown: manifest tagged by \"0.1\" is not found";
    means(
        TagMissing,
        &format!("{pull}\nunauthorized: authentication required"),
        "unauthorized: authentication required",
    );
    means(
        Proxy,
        "Get \"https://mcr.microsoft.com/v2/\": proxyconnect tcp: dial tcp: lookup http: no such host",
        "Get \"https://mcr.microsoft.com/v2/\": dial tcp: lookup mcr.microsoft.com: no such host",
    );
    means(
        ProbeFailed,
        "Readiness probe failed: Get \"http://10.0.0.1/\": context deadline exceeded (Client.Timeout exceeded)",
        "Get \"http://10.0.0.1/\": context deadline exceeded (Client.Timeout exceeded)",
    );
}

/// 0xc0370101 in each of the ways that tools print an exit code.
#[test]
fn exit_codes_in_every_base() {
    let ended = |code: &str| format!("docker run {CORE}\nThe container exited with code {code}");
    for number in ["0xc0370101", "0xC0370101", "3224830209", "-1070137087", "0x80370101", "2151088385", "-2143878911"] {
        means(OsMismatch0101, &ended(number), &ended(&format!("{number}7")));
    }
    for number in ["0xc0370106", "3224830214", "-1070137082", "2151088390", "-2143878906"] {
        means(UnexpectedExit0106, &ended(number), &ended(&format!("{number}7")));
    }
    // Numbers beside it are others: <https://github.com/moby/moby/issues/40328>.
    means(DllInit, "event-info={0ab init 840 3221226505 2020-02-03 00:22:10} event=exit", "code=8403221226505");
    for number in ["0xC0000142", "-1073741502", "3221225794", "0xc0000409", "-1073740791", "3221226505"] {
        means(DllInit, &ended(number), &ended(&format!("{number}7")));
    }
    means(OsMismatch0101, &format!("{CORE}   \"cmd\"   Exited (3224830209) 2 minutes ago"), "id 132248302092");
    means(LibraryMissing, "Exit code 0xC0000135 from a.io/app:1", "sha 0xC0000135ab");
}

/// Where neither side is known, the updates of February 2020 are neither named nor ruled out: both are asked for. On builds that
/// had none of them they are ruled out.
#[test]
fn a_program_that_ended_at_once_rules_out_what_is_known() {
    let of = |text: &str| answer(text).swap_remove(0).diagnosis;
    let alone = of("what does exitCode=3221226505 mean when a container dies?");
    assert!(alone.ruled_out.is_empty() && alone.open.len() == 2, "{alone:?}");
    let text = "The container exited with code 3221226505\nMicrosoft Windows [Version 10.0.20348.2113]\nimage: ";
    let modern = of(&[text, "mcr.microsoft.com/windows/servercore:ltsc2022"].concat());
    assert!(modern.ruled_out.contains("version") && modern.open.is_empty(), "{modern:?}");
}

/// A name without a word of Windows in it, on a node of a known version.
#[test]
fn a_node_with_a_version_does_not_make_an_image_one_for_windows() {
    let pull = |name: &str| {
        format!(
            "Microsoft Windows [Version 10.0.20348.2527]\n> crictl pull {name}\nfailed to pull and unpack image \
             \"docker.io/{name}\": no match for platform in manifest: not found"
        )
    };
    assert_eq!(cause(&pull("rancher/rke2-upgrade:v1.27.12-rke2r1")), Some(Cause::LinuxImage));
    for windows in ["rancher/fluentd:v1-windows", "contoso.azurecr.io/shop/web:1"] {
        assert_ne!(cause(&pull(windows)), Some(Cause::LinuxImage), "{windows}");
    }
}

/// Of tags that exist, the one that the host runs is meant.
#[test]
fn a_missing_latest_is_replaced_by_what_the_host_runs() {
    let missing = "manifest for mcr.microsoft.com/windows/servercore:latest not found: manifest unknown";
    let pull = |tag: &str| format!("docker pull mcr.microsoft.com/windows/servercore:{tag}");
    assert_eq!(commands(&format!("{missing}\n{ON_2022}"))[0], pull("ltsc2022"));
    assert_eq!(commands(missing)[0], pull("ltsc2025"));
}

#[test]
fn docker_desktop_passes_on_to_an_engine_that_is_down() {
    for engine in ["windows", "linux"] {
        means(
            EngineDown,
            &format!(
                "Error response from daemon: open \\\\.\\pipe\\docker_engine_{engine}: The system cannot find the file specified."
            ),
            "Error response from daemon: open C:\\ProgramData\\docker\\config.json: The system cannot find the file specified.",
        );
    }
}

/// More memory for the container is no help where the host has none left.
#[test]
fn a_host_without_memory_is_not_asked_for_more() {
    let steps = |text: &str| answer(text)[0].next.iter().map(|step| step.title.clone()).collect::<Vec<_>>().join(" ");
    let host = "docker run a.io/web:1\nhcsshim::CreateComputeSystem 9bc2: The paging file is too small for this operation to complete.";
    assert!(steps(host).contains("page file") && !steps(host).contains("more memory"), "{}", steps(host));
    let container = "docker run a.io/web:1\nThe container was killed: out of memory";
    assert!(steps(container).contains("Give the container more memory"), "{}", steps(container));
}

#[test]
fn a_swarm_is_one_in_whatever_letters() {
    let engine = |text: &str| answer(text)[0].diagnosis.engine;
    assert_eq!(
        engine("docker stack deploy -c docker-compose.yml vote\nMessage: `No suitable node(...`"),
        Some(Engine::Swarm)
    );
    assert_eq!(
        engine("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."),
        Some(Engine::Kubernetes)
    );
}

#[test]
fn phases() {
    let phase = |text: &str| answer(text)[0].diagnosis.phase;
    let refused =
        "image operating system \"windows\" cannot be used on this platform: operating system is not supported";
    assert_eq!(phase(refused), Phase::Pull);
    assert_eq!(phase("invalid isolation (process): linux only supports 'default'"), Phase::Create);
    assert_eq!(phase(&format!("hcs::CreateComputeSystem web: {MISMATCH}")), Phase::Create);
    assert_eq!(
        phase("hcs::System::Start: The virtual machine or container exited unexpectedly. (0xc0370106)"),
        Phase::Start
    );
}

#[test]
fn who_uses_containerd_gets_its_commands() {
    let ran = |command: &str| {
        format!(
            "{ON_2022}\nPS C:\\> {command}\nfailed to create shim task: hcs::CreateComputeSystem t1: {MISMATCH}: unknown"
        )
    };
    assert_eq!(
        commands(&ran(&format!("ctr -n k8s.io run --rm {CORE} t1 cmd")))[0],
        format!("ctr -n k8s.io run --isolated --rm {CORE} t1 cmd")
    );
    assert_eq!(
        commands(&ran(&format!("nerdctl run --rm {CORE} cmd")))[0],
        format!("nerdctl run --isolation=hyperv --rm {CORE} cmd")
    );
    assert_eq!(
        commands(&ran(&format!("docker run --rm {CORE} cmd")))[0],
        format!("docker run --isolation=hyperv --rm {CORE} cmd")
    );
    let refused = |tool: &str| {
        format!("{tool} pull a.io/web:1\nlevel=fatal msg=\"no match for platform in manifest: not found\"")
    };
    assert!(
        commands(&refused("nerdctl --namespace k8s.io"))
            .contains(&"nerdctl --namespace k8s.io manifest inspect a.io/web:1".to_owned())
    );
    assert!(commands(&refused("ctr images")).contains(&"crane manifest a.io/web:1".to_owned()));
    assert!(commands(&refused("docker")).contains(&"docker manifest inspect a.io/web:1".to_owned()));
    for tool in ["nerdctl", "ctr images"] {
        assert!(commands(&refused(tool)).iter().all(|command| !command.starts_with("docker ")), "{tool}");
    }
    assert!(commands(&refused("crictl")).contains(&"crane manifest a.io/web:1".to_owned()));
}

#[test]
fn a_hosted_agent_is_chosen_and_never_updated() {
    let newer = "Step 1/4 : FROM mcr.microsoft.com/windows/servercore:ltsc2025\na Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host";
    let github = format!("Runner Image\n  Image: windows-2022\n{newer}");
    let azure = format!("Agent name: 'Azure Pipelines 7'\n{newer}");
    let own = format!("Agent name: 'BUILD-07'\n##[section]Starting: Build\n{newer}");
    assert!(commands(&github).contains(&"runs-on: windows-2025".to_owned()), "{:?}", commands(&github));
    assert!(commands(&azure).contains(&"pool:\n  vmImage: windows-2025".to_owned()), "{:?}", commands(&azure));
    for text in [&github, &azure] {
        assert!(!titles(text).contains("upgrade this host"), "{}", titles(text));
    }
    assert!(titles(&own).contains("upgrade this host"), "{}", titles(&own));
    let linux =
        "Step 1/5 : FROM node:20\nno matching manifest for windows/amd64 10.0.20348 in the manifest list entries";
    assert!(commands(&format!("Runner Image\n{linux}")).contains(&"runs-on: ubuntu-latest".to_owned()));
    assert!(titles(linux).contains("Docker on Windows Server has no Linux containers"), "no client has this build");
    assert!(titles(&linux.replace("20348", "19045")).contains("Linux engine"));
    // What Docker pulls is no label of a runner.
    let pulled =
        |line: &str| format!("{line}\na Windows version 10.0.20348-based image is incompatible with a 10.0.19045 host");
    assert!(!titles(&pulled("windows-latest: Pulling from contoso/web")).contains("agent"));
    assert!(!titles(&pulled("docker pull contoso/web:15.0-windows-latest")).contains("agent"));
    assert!(titles(&pulled("runs-on: windows-latest")).contains("agent"));
    let behind = "Runner Image\nMicrosoft Windows [Version 10.0.26100.2894]\ndocker run mcr.microsoft.com/windows/servercore:10.0.26100.3194\nhcs::System::Start: The virtual machine or container exited unexpectedly. (0xc0370106)";
    assert!(!titles(behind).contains("Update the host"), "{}", titles(behind));
}

pub fn cause(text: &str) -> Option<Cause> {
    answer(text).first().map(|answered| answered.diagnosis.cause)
}

/// Below build 20348 a client runs images of other builds with Hyper-V isolation only, whichever tag it is.
#[test]
fn another_tag_is_offered_where_it_changes_something() {
    let run = |host: &str| {
        format!(
            "Microsoft Windows [Version {host}]\ndocker run --isolation=process {CORE}\nhcs::CreateComputeSystem web: {MISMATCH}"
        )
    };
    assert!(!titles(&run("10.0.19045.3803")).contains("Use the tag"), "{}", titles(&run("10.0.19045.3803")));
    assert!(titles(&run("10.0.20348.2700")).contains("Use the tag for ltsc2022"));
}

#[test]
fn a_linux_container_of_an_old_engine() {
    let process = |form: &str| {
        format!(
            "docker: Error response from daemon: container 0a1b encountered an error during CreateProcess: failure in a Windows system call: The virtual machine or container exited unexpectedly. (0xc0370106) extra info: {{{form}}}"
        )
    };
    assert_eq!(cause(&process("\"CommandArgs\":[\"-v\"],\"WorkingDirectory\":\"/tmp\"")), Some(Cause::LinuxImage));
    assert_ne!(cause(&process("\"CommandLine\":\"cmd\",\"WorkingDirectory\":\"C:\\\\\"")), Some(Cause::LinuxImage));
}

#[test]
fn the_pause_image_of_a_node_with_docker() {
    let failed = |words: &str| {
        format!(
            "E1001 remote_runtime.go:105] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed pulling image \"k8s.gcr.io/pause:3.1\": {words}"
        )
    };
    let docker = failed("no matching manifest for windows/amd64 10.0.18362 in the manifest list entries");
    assert!(commands(&docker).contains(&"docker images".to_owned()), "{:?}", commands(&docker));
    assert!(!commands(&failed("no match for platform in manifest: not found")).contains(&"docker images".to_owned()));
}

#[test]
fn drivers_options_and_mounts() {
    let daemon = |words: &str| format!("Error response from daemon: {words}");
    let plugin = |name: &str| daemon(&format!("could not find plugin {name} in v1 plugin registry: plugin not found"));
    means(NetworkMissing, &plugin("bridge"), &plugin("rexray"));
    means(
        BadFlag,
        "docker: conflicting options: cannot attach both user-defined and non-user-defined network-modes.",
        &daemon("conflicting policies: cannot attach the network"),
    );
    let mounted = |hint: &str| {
        daemon(&format!(
            "OCI runtime create failed: runc create failed: error during container init: not a directory: unknown{hint}"
        ))
    };
    means(VolumeMount, &mounted(": Are you trying to mount a directory onto a file (or vice-versa)?"), &mounted(""));
}

#[test]
fn a_pod_that_was_denied_is_looked_at_in_its_cluster() {
    let denied = "hcs::CreateComputeSystem web: Access is denied.";
    let status =
        format!("\"message\": \"failed to create containerd task: failed to create shim task: {denied}: unknown\",");
    assert_eq!(commands(&status)[0], "kubectl describe pod POD");
    assert!(commands(&format!("docker: Error response from daemon: {denied}"))[0].starts_with("docker run"));
}
