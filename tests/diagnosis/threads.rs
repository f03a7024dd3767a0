//! Kinds of texts from public threads, names and numbers replaced: a cause, the words that have it, and a neighbour that
//! must not be taken for it.

use wincompat::diagnose::Cause::{self, *};
use wincompat::diagnose::Confidence;
use wincompat::rules::question::Engine;

use crate::laws::answer;

fn cause(text: &str) -> Option<Cause> {
    answer(text).first().map(|answered| answered.diagnosis.cause)
}

#[track_caller]
fn is(expected: Cause, text: &str, neighbour: &str) {
    assert_eq!(cause(text), Some(expected), "{text}");
    assert_ne!(cause(neighbour), Some(expected), "{neighbour}");
}

const CORE: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

fn refused(reason: &str) -> String {
    format!("docker run {CORE}\ndocker: Error response from daemon: hcs::CreateComputeSystem 0a1b2c3d4e5f: {reason}")
}

#[test]
fn tools_for_linux_containers() {
    is(
        LinuxEngine,
        &format!(
            "podman pull {CORE}\nError: choosing an image from manifest list docker://{CORE}: no image found in manifest list for architecture amd64, variant \"\", OS linux"
        ),
        &format!(
            "podman pull {CORE}\nError: initializing source docker://{CORE}: unauthorized: authentication required"
        ),
    );
    is(
        LinuxEngine,
        &format!(
            "INFO[0000] Retrieving image manifest {CORE}\nerror building image: no child with platform linux/amd64 in index {CORE}"
        ),
        "error building image: no child with platform windows/amd64:10.0.20348.2700 in index a.io/win/b:1",
    );
    let steps = answer(&format!(
        "podman pull {CORE}\nno image found in manifest list for architecture amd64, variant \"\", OS linux"
    ))[0]
        .next
        .clone();
    assert!(steps.iter().all(|step| !step.title.contains("Docker Desktop")), "{steps:?}");
}

#[test]
fn builders_that_build_for_linux() {
    let build = |image: &str, line: &str| format!(" => ERROR [internal] load metadata for {image}    0.5s\n{line}");
    let missing = "failed to solve: x: no match for platform in manifest: not found";
    is(LinuxEngine, &build(CORE, missing), &build("nginx:alpine", missing));
    is(
        LinuxEngine,
        &build(
            CORE,
            "failed to solve with frontend dockerfile.v0: failed to create LLB definition: no match for platform in manifest sha256:00: not found",
        ),
        &format!("Microsoft Windows Server 2019\nMicrosoft Windows [Version 10.0.17763.1]\n{}", build(CORE, missing)),
    );
    is(
        LinuxEngine,
        &build(CORE, "failed to build LLB: runtime execution on platform windows/amd64 not supported"),
        &build(CORE, "failed to solve: failed to fetch oauth token: 401 Unauthorized"),
    );
    is(
        LinuxEngine,
        "FROM mcr.microsoft.com/dotnet/framework/sdk:4.8\nERROR: failed to register layer: rename /var/lib/docker/image/overlay2/x: file exists\nimage operating system \"windows\" cannot be used on this platform",
        "ERROR: failed to register layer: rename C:\\ProgramData\\docker\\windowsfilter\\x: Access is denied.",
    );
}

#[test]
fn a_linux_image_needs_a_windows_engine_to_be_one_too_many() {
    let no_match = "error: failed to solve: nginx:alpine: no match for platform in manifest sha256:00: not found";
    is(LinuxImage, &format!("Microsoft Windows [Version 10.0.20348.1]\ndocker run nginx:alpine\n{no_match}"), no_match);
    let list = "$ docker manifest inspect a.io/x:1\n{\"manifests\":[{\"platform\":{\n\"architecture\":\"arm64\",\n\"os\":\"linux\"}}]}";
    let pull = "Failed to pull image \"a.io/x:1\": no match for platform in manifest: not found";
    let answers = answer(&format!("{list}\n{pull}"));
    let first = &answers[0].diagnosis;
    assert_eq!((first.cause, first.confidence), (NoEntry, Confidence::Certain));
    assert!(first.text.contains("only linux/arm64"), "{}", first.text);
    assert_ne!(answer(pull)[0].diagnosis.confidence, Confidence::Certain);
}

#[test]
fn features_that_are_off() {
    for words in [
        "Docker tells me that \"Container feature is not enabled\".",
        "Error starting daemon: Failed to load vmcompute.dll. Ensure that the Containers role is installed.",
        "failed to start daemon: a required service is not installed, ensure the Containers feature is installed: Access is denied.",
        "[Installer ][Error  ] Feature(s) not available: Hyper-V, Containers",
        "Hyper-V and Containers features are not enabled.",
    ] {
        is(
            ContainersFeatureMissing,
            words,
            "failed to start daemon: Error initializing network controller: hnsCall failed in Win32",
        );
    }
}

#[test]
fn the_mismatch_in_other_languages() {
    let on_2022 = |reason: &str| {
        format!(
            "Microsoft Windows [Version 10.0.20348.2700]\nC:\\>docker run mcr.microsoft.com/windows/servercore:ltsc2019\ndocker: Error response from daemon: hcs::CreateComputeSystem 0a1b2c3d4e5f: {reason}"
        )
    };
    for reason in [
        "Das Betriebssystem des Containers stimmt nicht mit dem Betriebssystem des Hosts überein.",
        "Das Containerbetriebssystem entspricht nicht dem Hostbetriebssystem.",
        "Le système d’exploitation du conteneur ne correspond pas au système d’exploitation de l’hôte.",
        "El sistema operativo del contenedor no coincide con el sistema operativo del host.",
        "コンテナーのオペレーティング システムがホストのオペレーティング システムと一致しません。",
        "容器操作系统与主机操作系统不匹配。",
    ] {
        is(ImageOlder, &on_2022(reason), &refused("Der Container konnte den Host nicht erreichen."));
    }
}

#[test]
fn what_windows_gives_another_reason_for() {
    for reason in [
        "The request is not supported.",
        "The system could not find the environment option that was entered.",
        "Access is denied.",
    ] {
        is(
            NotCompatibility,
            &refused(reason),
            &refused("The container operating system does not match the host operating system."),
        );
    }
    // Where the builds don't fit, another reason is not enough to say that they have nothing to do with it.
    let misfit = "Microsoft Windows [Version 10.0.20348.2700]\nC:\\>docker run mcr.microsoft.com/windows/servercore:ltsc2019\nhcs::CreateComputeSystem 0a1b2c3d4e5f: The request is not supported.";
    assert_eq!(cause(misfit), Some(Unknown));
}

#[test]
fn programs_in_a_container_that_runs() {
    for line in [
        "hcs::System::CreateProcess 0a1b2c3d4e5f: The system cannot find the file specified.: unknown",
        "container 0a1b2c3d4e5f encountered an error during hcs::System::CreateProcess: failure in a Windows system call: The user name or password is incorrect. (0x52e).",
        "Exited (3221225786) 2 seconds ago",
        "      Reason:       CrashLoopBackOff",
        "      Exit Code:    3762504530",
    ] {
        is(NotCompatibility, &format!("docker run {CORE}\n{line}"), "      Exit Code:    0");
    }
    is(
        BrokenLayer,
        "failed to register layer: hcsshim::ImportLayer failed in Win32: The system cannot find the file specified. (0x2)",
        "hcsshim::System::CreateProcess web: The system cannot find the file specified. (0x2)",
    );
}

#[test]
fn services_that_offer_containers_on_linux_only() {
    is(
        NotCompatibility,
        "Error: Container operations are only supported on Linux runners",
        "docker run a.io/x:1\nhello",
    );
}

#[test]
fn exit_codes_of_february_2020_without_the_host() {
    let run = |tag: &str| {
        format!(
            "docker run --isolation=process mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-{tag} cmd\n-1073741502"
        )
    };
    is(Revision, &run("1903"), &run("ltsc2022"));
}

#[test]
fn a_release_in_a_sentence_is_a_hint() {
    let text = |host: &str| {
        format!(
            "The worker node is Windows Server {host}\nkubelet Failed: hcs::CreateComputeSystem web: The container operating system does not match the host operating system.\nimage: mcr.microsoft.com/windows/nanoserver:1809"
        )
    };
    is(ImageOlder, &text("2022"), &text("2019"));
}

#[test]
fn hypervisor_classes_of_kubernetes() {
    let pod = |class: &str| {
        format!(
            "kubelet Failed: hcs::CreateComputeSystem web: The container operating system does not match the host operating system.\nspec:\n  runtimeClassName: {class}\n  containers:\n  - image: mcr.microsoft.com/windows/servercore:ltsc2019"
        )
    };
    is(IsolationNotAllowed, &pod("runhcs-wcow-hypervisor"), &pod("runhcs-wcow-process"));
}

#[test]
fn a_pair_that_sources_disagree_about_is_not_told_two_things() {
    let text = "Windows 11 Pro\nMicrosoft Windows [Version 10.0.26200.6899]\nC:\\>docker run --isolation=process mcr.microsoft.com/windows/servercore:ltsc2022\nhcs::CreateComputeSystem 0a1b2c3d4e5f: The container operating system does not match the host operating system.";
    let first = &answer(text)[0].diagnosis;
    assert_eq!((first.cause, first.confidence), (ImageOlder, Confidence::Likely));
    assert!(!first.text.contains("runs images from build"), "{}", first.text);
}

#[test]
fn events_as_objects_name_their_node() {
    let event = "- involvedObject:\n    fieldPath: spec.containers{api}\n    kind: Pod\n    name: api-1\n    namespace: shop\n  message: 'Failed to pull image \"a.io/api:ltsc2019\": no match for platform in manifest: not found'\n  source:\n    component: kubelet\n    host: win-7\n";
    let first = &answer(event)[0].diagnosis;
    let host = first.host.as_ref().and_then(|host| host.name.as_deref());
    assert_eq!((host, first.container.as_deref(), first.cause), (Some("win-7"), Some("api"), ImageOlder));
}

#[test]
fn swarm_has_steps_of_its_own() {
    let text = "ID   NAME   IMAGE   NODE   DESIRED STATE   CURRENT STATE   ERROR   PORTS\nx1y2z3a4b5c6   shop_web.1   mcr.microsoft.com/windows/servercore/iis:latest             Running         Pending 3 minutes ago   \"no suitable node (unsupported platform on 3 nodes)\"";
    let answers = answer(text);
    let first = &answers[0];
    assert_eq!((first.diagnosis.cause, first.diagnosis.host.is_none()), (Scheduling, true));
    assert!(first.next.iter().all(|step| !step.command.as_deref().unwrap_or_default().contains("kubectl")));
}

#[test]
fn the_version_of_the_line_belongs_to_the_node_of_the_line() {
    let text = "Warning  Failed  22s  kubelet, win-node-3  Failed to pull image \"a.io/api:5\": rpc error: code = Unknown desc = a Windows version 10.0.17763-based image is incompatible with a 10.0.17134 host\nwin-node-1   Ready   <none>   3d   v1.14.8   10.1.0.11   <none>   Windows Server 2019 Datacenter   10.0.17763.864   docker://19.3.2";
    let host = answer(text)[0].diagnosis.host.clone().expect("a host");
    assert_eq!((host.name.as_deref(), host.version.map(|v| v.build)), (Some("win-node-3"), Some(17134)));
}

#[test]
fn windows_home_is_not_told_to_install_hyperv() {
    let text = "Edition: Core\nhcs::CreateComputeSystem 0a1b2c3d4e5f: The virtual machine could not be started because a required feature is not installed.";
    let first = &answer(text)[0];
    assert!(first.next.iter().all(|step| step.command.is_none()), "{:?}", first.next);
    is(HypervMissing, text, "Wsl/Service/CreateInstance/CreateVm/HCS/0x80370102");
}

#[test]
fn a_log_in_one_text_of_json_keeps_its_registry() {
    let log = "[2026-03-23T10:02:11.120Z] Step 1/14 : FROM mcr.microsoft.com/windows/servercore:ltsc2022\n[2026-03-23T10:02:11.860Z] ltsc2022: Pulling from windows/servercore\n[2026-03-23T10:02:12.120Z] no matching manifest for windows/amd64 10.0.17763 in the manifest list entries";
    let json = serde_json::to_string(log).expect("a text is JSON");
    let event = format!("<Event><EventData><Data>{log}</Data></EventData></Event>");
    for text in [log, json.as_str(), event.as_str()] {
        let image = answer(text)[0].diagnosis.image.clone();
        assert_eq!(image.as_deref(), Some("mcr.microsoft.com/windows/servercore:ltsc2022"), "{text}");
    }
}

#[test]
fn a_sentence_that_ends_at_the_edge_is_no_registry() {
    let text = "error NETSDK1083: The specified RuntimeIdentifier 'win10-x64' is not recognized.\nmcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022";
    let images = wincompat::read::clue::read(text).images;
    assert_eq!(images[0].reference.as_deref(), Some("mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022"));
}

/// What an agent says of its own machine below a command is no output of the container.
#[test]
fn a_banner_with_the_machine_before_it_is_the_hosts() {
    let text = |label: &str| {
        format!(
            "docker run --rm contoso.azurecr.io/web:1.0-ltsc2019 cmd /c ver\n{label}Microsoft Windows [Version 10.0.20348.2402]\n\
             docker: hcsshim::CreateComputeSystem a: The container operating system does not match the host operating system."
        )
    };
    let host = |label: &str| wincompat::read::clue::read(&text(label)).hosts.first().and_then(|host| host.version);
    assert!(host("agent OS: ").is_some_and(|version| version.build == 20348));
    assert!(host("").is_none());
}

#[test]
fn the_tag_of_an_image_called_windows_is_no_host() {
    let text = "Microsoft Windows [Version 10.0.19044.3448]\nctr run --rm mcr.microsoft.com/windows:10.0.19042.1889-amd64 test cmd\n\
                ctr: failed to create shim task: hcs::CreateComputeSystem test: The container operating system does not match the host operating system.: unknown";
    let clues = wincompat::read::clue::read(text);
    let hosts: Vec<_> = clues.hosts.iter().filter_map(|host| host.version.map(|version| version.build)).collect();
    assert_eq!(hosts, [19044]);
    is(ImageOlder, text, "Windows: 10.0.19042.1889");
}

/// docker/for-win 1362: engines before the check unpack a newer image and fail on its files.
#[test]
fn an_old_engine_fails_on_the_files_of_a_newer_image() {
    let text = |host: &str, image: &str| {
        format!(
            "Microsoft Windows [Version {host}]\ndocker pull {image}\nhcsshim::ImportLayer failed in Win32: The system cannot find the file specified. (0x2)"
        )
    };
    let cause = |host: &str, image: &str| answer(&text(host, image))[0].diagnosis.cause;
    assert_eq!(cause("10.0.14393.1884", "microsoft/nanoserver:1709"), ImageNewer);
    assert_eq!(cause("10.0.14393.1884", "microsoft/nanoserver:sac2016"), BrokenLayer);
    assert_eq!(cause("10.0.17763.1", "mcr.microsoft.com/windows/nanoserver:ltsc2022"), BrokenLayer);
    let unknown = &answer(&text("10.0.14393.1884", "contoso/web:1"))[0].diagnosis;
    assert!(unknown.ruled_out.is_empty() && unknown.notes.iter().any(|note| note.contains("newer")), "{unknown:?}");
}

#[test]
fn an_image_without_a_name_begins_its_sentence() {
    let text = "Container OS Version: 10.0.17763.5576 (ltsc2019)\nHost OS Version: 10.0.19045.4170 (22H2)\n\
                hcs::CreateComputeSystem 82225614aff6: The container operating system does not match the host operating system.";
    let found = &answer(text)[0].diagnosis;
    assert!(found.title.starts_with("The image"), "{}", found.title);
    assert!(found.text.starts_with("The image (ltsc2019, 10.0.17763.5576)"), "{}", found.text);
}

/// rancher/rancher 31275: the kubelet of that node starts its sandboxes with Docker.
#[test]
fn a_sandbox_of_docker_is_set_at_the_kubelet() {
    let text = |words: &str| {
        format!(
            "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod \"agent-mrhhq\": {words}hcsshim::CreateComputeSystem b5dae7fba2e1: The container operating system does not match the host operating system."
        )
    };
    let commands = |words: &str| {
        answer(&text(words))[0].next.iter().filter_map(|next| next.command.clone()).collect::<Vec<_>>().join("\n")
    };
    assert!(commands("Error response from daemon: ").contains("pod-infra-container-image"));
    assert!(commands("").contains("sandbox_image"));
}

/// <https://github.com/containerd/containerd/issues/7439>: every match that knows ranges takes the pair.
#[test]
fn a_base_image_that_fits_is_refused_by_an_old_containerd() {
    let pull = |host: &str, image: &str| {
        format!(
            "Windows 11 Version {host}\n> crictl pull {image}\nlevel=fatal msg=\"pulling image: rpc error: code = NotFound desc = failed to pull and unpack image \\\"{image}\\\": no match for platform in manifest: not found\""
        )
    };
    let text = pull("10.0.22000.978", "mcr.microsoft.com/windows/nanoserver:ltsc2022");
    is(Cause::EngineRefuses, &text, &pull("10.0.22000.978", "a.io/app:ltsc2022"));
    let next = &answer(&text)[0].next[0];
    assert!(next.title.starts_with("Update containerd: containerd 1.6.23"), "{}", next.title);
}

/// <https://github.com/containerd/nerdctl/issues/3381>.
#[test]
fn a_32_bit_client_asks_for_what_no_windows_image_has() {
    let log = |arch: &str| {
        format!(
            "msg=\"The image will be unpacked for platform {{\\\"{arch}\\\" \\\"windows\\\" \\\"10.0.22631\\\" [] \\\"\\\"}}, snapshotter \\\"windows\\\".\"\nmsg=fetching image=\"mcr.microsoft.com/windows/nanoserver:ltsc2022\"\nlevel=fatal msg=\"no match for platform in manifest: not found\""
        )
    };
    is(Cause::Architecture, &log("386"), &log("amd64"));
}

/// <https://github.com/moby/moby/issues/35668>: engines before the check unpacked any image.
#[test]
fn a_layer_that_cannot_be_unpacked_rules_no_version_out() {
    let text = "docker: failed to register layer: re-exec error: exit status 1: output: ProcessUtilityVMImage C:\\x\\UtilityVM: The system cannot find the path specified.";
    let answer = &answer(text)[0];
    assert_eq!(answer.diagnosis.ruled_out, "");
    assert_eq!(answer.next[0].command.as_deref(), Some("cmd /c ver"));
    assert!(answer.next.iter().all(|next| !next.command.as_deref().unwrap_or_default().contains("docker rm ")));
}

/// <https://github.com/Azure/AKS/issues/1100>: the sentence is dockerd's, so it is about the machine that builds.
#[test]
fn the_daemons_sentence_is_about_the_daemons_machine() {
    let sentence = "Windows version 10.0.17763-based image is incompatible with a 10.0.17134 host";
    let build = format!(
        "Our AKS nodes run 10.0.17763.557.\nI build mcr.microsoft.com/windows/servercore:ltsc2019 and get\n{sentence}"
    );
    assert_eq!(answer(&build)[0].diagnosis.engine, Some(Engine::Docker));
    let event = format!("Warning  Failed  kubelet  Failed to pull image \"a.io/x:1\": rpc error: {sentence}");
    assert_eq!(answer(&event)[0].diagnosis.engine, Some(Engine::Kubernetes));
}

/// <https://github.com/Azure/AKS/issues/2886>.
#[test]
fn a_pull_that_is_backed_off_is_a_failure_without_its_reason() {
    let text = "Normal  BackOff  85s (x1341 over 5h6m)  kubelet  Back-off pulling image \"myacr.azurecr.io/so99:860\"";
    let answers = answer(text);
    assert_eq!(answers[0].diagnosis.title, "The text doesn’t give the reason");
    assert_eq!(answers[0].diagnosis.engine, Some(Engine::Kubernetes));
}

#[test]
fn a_service_of_swarm_is_called_by_its_name() {
    let table = "C:\\>docker service ps site\nID            NAME        IMAGE             NODE   DESIRED STATE  CURRENT STATE          ERROR\nl90rlq7yz6c0   \\_ site.1  webserver:latest  WIN-1  Shutdown       Failed 53 seconds ago  \"starting container failed: co…\"";
    let command = |text: &str| answer(text)[0].next[0].command.clone().unwrap_or_default();
    assert_eq!(command(table), "docker service ps --no-trunc site");
    assert_eq!(command(&table.replace("site", "$(calc)")), "docker service ps --no-trunc SERVICE");
}
