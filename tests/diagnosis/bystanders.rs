//! What fails beside an image and is taken for it: the runner's helper, a container of old, a name server, the cluster's own
//! certificate, an error that was only expected. Each with a neighbour that means the image after all.

use wincompat::diagnose::Cause;
use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{CORE, MISMATCH, ON_2022, code, commands, means, titles};
use crate::laws::answer;

fn first(text: &str) -> (Cause, String) {
    let diagnosis = answer(text).swap_remove(0).diagnosis;
    (diagnosis.cause, format!("{}. {} {}", diagnosis.title, diagnosis.text, diagnosis.notes.join(" ")))
}

#[track_caller]
fn says(text: &str, words: &str, neighbour: &str) {
    assert!(first(text).1.contains(words), "{}", first(text).1);
    assert!(!first(neighbour).1.contains(words), "{}", first(neighbour).1);
}

/// <https://docs.gitlab.com/runner/configuration/advanced-configuration/#helper-image>
#[test]
fn the_helper_image_of_a_runner_is_not_the_job_s() {
    let helper = "gitlab/gitlab-runner-helper:x86_64-f761588f-servercore1809";
    let job = |line: &str, image: &str| {
        format!(
            "{ON_2022}\nRunning with gitlab-runner 14.10.1 (f761588f)\nUsing Docker executor with image a.io/win:ltsc2022 ...\n\
             Using helper image:  {image}\nERROR: Job failed (system failure): {line}: Error response from daemon: \
             hcs::CreateComputeSystem 0a1b2c: {MISMATCH}"
        )
    };
    let prepared = job("prepare environment", helper);
    let diagnosis = answer(&prepared).swap_remove(0).diagnosis;
    assert_eq!((diagnosis.cause, diagnosis.image.as_deref()), (Cause::ImageOlder, Some(helper)));
    assert_eq!(
        commands(&prepared)[0],
        "[runners.docker]\n  helper_image = \"gitlab/gitlab-runner-helper:x86_64-f761588f-servercore21H2\""
    );
    let own =
        prepared.replace("prepare environment: ", "").replace("win:ltsc2022", "win:ltsc2019").replace(helper, "none");
    says(&prepared, "the runner’s own image", &own);
    assert_eq!(answer(&own)[0].diagnosis.image.as_deref(), Some("a.io/win:ltsc2019"));
    // The step tells whose container it was, even where its image isn't named.
    let unnamed = prepared.replace(&format!("Using helper image:  {helper}\n"), "");
    says(&unnamed, "its own helper image", &own);
    assert_eq!(answer(&unnamed)[0].diagnosis.image, None);
}

/// <https://gitlab.com/gitlab-org/gitlab-runner/-/issues/4014>
#[test]
fn a_helper_image_for_linux_on_a_windows_node() {
    let pull = |tag: &str| {
        let image = format!("registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:{tag}");
        format!(
            "Failed to pull image \"{image}\": rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": no match for \
             platform in manifest: not found"
        )
    };
    let linux = pull("x86_64-b72e108d");
    says(&linux, "helper image for Linux", &pull("x86_64-b72e108d-servercore1809"));
    assert!(commands(&linux)[0].contains("node.kubernetes.io/windows-build"));
    let other = linux.replace("gitlab-runner-helper", "other");
    assert!(!first(&other).1.contains("helper image"));
}

/// <https://gitlab.com/gitlab-org/gitlab-runner/-/issues/29201>
#[test]
fn a_runner_that_is_not_told_the_windows_of_its_nodes() {
    let failed = |version: &str| {
        format!(
            "ERROR: Preparation failed: prepare helper image: detecting base image: unsupported Windows Version: {version}"
        )
    };
    says(&failed(""), "doesn’t know which Windows its nodes run", &failed("10.0.22000"));
    assert!(commands(&failed(""))[0].contains("windows-build"));
    assert!(!commands(&failed("10.0.22000"))[0].contains("windows-build"));
}

/// <https://github.com/moby/moby/issues/35668>
#[test]
fn an_error_that_is_only_expected_has_not_happened() {
    let layer = "you get this:\n```\ndocker: failed to register layer: re-exec error: exit status 1: output: ProcessUtilityVMImage \
                 C:\\x\\UtilityVM: The system cannot find the path specified.\n```";
    let told = |before: &str| {
        format!("{before}\n`docker: Error response from daemon: CreateContainer: {MISMATCH} (0xc0370101)`\n{layer}")
    };
    means(
        LayerNotRegistered,
        &told("On a host of 1607, you should receive this error:"),
        &told("On a host of 1607, I receive this error:"),
    );
    let alone = |before: &str| format!("{before}\n```\n{MISMATCH}\n```");
    assert_eq!(code(&alone("If the versions differ, you may see the following error:")), None);
    assert_eq!(code(&alone("I should be able to run it, but I see the following error:")), Some(OsMismatch0101));
    assert_eq!(code(&format!("You should see hello. Instead it says: {MISMATCH}")), Some(OsMismatch0101));
}

/// A sentence that names both systems says which of them was there.
#[test]
fn a_system_that_was_wanted_and_another_one_that_was_there() {
    means(
        LinuxImage,
        "Error response from daemon: operating system mismatch: wanted: windows, actual: linux",
        "Error response from daemon: operating system mismatch: wanted: linux, actual: windows",
    );
    means(
        LinuxEngine,
        "failed to pull image a.io/b:1: expected linux, got windows",
        "error: this step expected linux, got windows",
    );
}

/// <https://github.com/docker/for-win/issues/12651>, <https://github.com/microsoft/navcontainerhelper/issues/1179>
#[test]
fn a_container_that_was_made_on_another_windows() {
    let start =
        format!("PS> docker start shop\nError response from daemon: hcsshim::CreateComputeSystem 7d0c: {MISMATCH}");
    let upgraded = format!("After the update from Win 10 to Win 11 nothing starts.\n{start}");
    says(&upgraded, "made on another Windows", &start);
    assert_eq!(first(&upgraded).0, Cause::ImageOlder);
    assert_eq!(commands(&upgraded)[0], "docker rm shop");
    let run = upgraded.replace("docker start shop", &format!("docker run {CORE}"));
    says(&upgraded, "made on another Windows", &run);
    assert!(!commands(&run).iter().any(|command| command.starts_with("docker rm")));
    let known = format!("{start}\n{ON_2022}");
    says(&known, "keeps the image and the isolation", &known.replace("docker start shop", "docker ps"));
}

/// R8: no engine gives Windows 10 before 1809 process isolation.
#[test]
fn a_client_before_1809_is_told_as_one() {
    let refused = |ver: &str| {
        format!(
            "Microsoft Windows [Version {ver}]\ndocker: Error response from daemon: invalid isolation: Windows client operating systems only support Hyper-V containers."
        )
    };
    says(&refused("10.0.17134.1"), "before version 1809", &refused("10.0.19045.2006"));
    assert!(!titles(&refused("10.0.17134.1")).contains("Docker to 23"));
    assert!(titles(&refused("10.0.19045.2006")).contains("Docker to 23"));
    let words = "Windows client operating systems earlier than version 1809 can only run Hyper-V containers.";
    assert!(first(words).1.contains("before version 1809"));
}

/// <https://github.com/moby/moby/issues/43685>
#[test]
fn an_exit_code_in_any_spelling() {
    let layer = |code: &str| format!("failed to register layer: re-exec error: exit status {code}: output:");
    says(&layer("3221225794"), "is 0xC0000142", &layer("1"));
    let ended = |code: &str| format!("The command 'cmd /S /C setup.exe' returned a non-zero code: {code}");
    for code in ["3221225595", "-1073741701", "0xc000007b"] {
        means(LibraryMissing, &ended(code), &ended("13221225595"));
        assert!(first(&ended(code)).1.contains("another processor"), "{code}");
    }
    says(&ended("3221225725"), "3221225725 is 0xC00000FD", &ended("3221225472"));
}

#[test]
fn a_node_that_finds_no_registry_for_its_pause_image() {
    let sandbox = |reason: &str| {
        format!(
            "Failed to create pod sandbox: failed to get sandbox image \"registry.k8s.io/pause:3.9\": failed to pull image: Head \"https://registry.k8s.io/v2/pause/manifests/3.9\": dial tcp: {reason}"
        )
    };
    let unnamed = sandbox("lookup registry.k8s.io: no such host");
    assert_eq!(commands(&unnamed)[0], "Resolve-DnsName registry.k8s.io");
    says(&unnamed, "can’t resolve the registry", &sandbox("connection refused"));
}

/// <https://github.com/Azure/AKS/issues/3627>: the network plugin of AKS is no pod on a Windows node.
#[test]
fn a_network_that_could_not_be_attached_asks_for_no_pod_of_a_plugin() {
    let line = "Error: failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem web: The requested operation \
                for attach namespace failed.: unknown";
    let aks = format!("On a windows node in aks the pods crash\n{line}");
    assert_eq!(commands(&aks)[0], "kubectl delete pod POD");
    assert!(commands(&aks).iter().any(|command| command.contains("azure-vnet.log")));
    assert!(!commands(line).iter().any(|command| command.contains("azure")));
    assert!(!commands(&aks).iter().any(|command| command.contains("kube-system")));
}

#[test]
fn a_message_that_is_cut_in_its_opening_asks_for_the_rest() {
    for cut in ["docker: Error response from d", "docker: Error response from daemon: hcsshim::CreateComp"] {
        let diagnosis = answer(&format!("docker run {CORE}\n{cut}")).swap_remove(0).diagnosis;
        assert_eq!(
            (diagnosis.cause, diagnosis.open[0].sentence.starts_with("What does the whole line")),
            (Cause::Unknown, true)
        );
    }
    says("docker: Error response from daemon:", "is cut off", "docker: Error response from daemon: it burns.");
}

/// <https://github.com/microsoft/service-fabric-issues/issues/1059>
#[test]
fn service_fabric_has_settings_of_its_own() {
    let history = "Container image download failed for ImageName=a.io/shop:1.2-ltsc2019 with unexpected error. Exception=System.Exception: \
                   Container image history check failed after successful download";
    means(HistoryCheck, history, "Container image history is empty");
    let both = format!("{history}\n{ON_2022}");
    assert_eq!(first(&both).0, Cause::ImageOlder);
    assert!(
        commands(&both).contains(&"<ImageName>a.io/shop:1.2-ltsc2022</ImageName>".to_owned()),
        "{:?}",
        commands(&both)
    );
    let isolation = "<ContainerHostPolicies CodePackageRef=\"Code\" Isolation=\"hyperv\" />";
    let refused = |whose: &str| {
        format!("{ON_2022}\n{whose} ResponseBody={{\"message\":\"hcsshim::CreateComputeSystem 62: {MISMATCH}\"}}")
    };
    assert_eq!(commands(&refused("CodePackage activation.System.Fabric.FabricException"))[0], isolation);
    assert_ne!(commands(&refused("Docker"))[0], isolation);
}

/// <https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/#tls-certificate-errors>
#[test]
fn the_certificate_of_a_cluster_is_no_registry_s() {
    let kubectl = "Unable to connect to the server: x509: certificate signed by unknown authority";
    let docker =
        "Error response from daemon: Get \"https://harbor.a.io/v2/\": x509: certificate signed by unknown authority";
    says(kubectl, "API server", docker);
    assert_eq!(commands(kubectl)[0], "kubectl config view --minify");
}

/// "Access is denied" of a Windows that speaks another language, whatever its letters.
#[test]
fn denied_in_other_languages() {
    let call =
        |reason: &str| format!("docker: Error response from daemon: hcsshim::CreateComputeSystem 0a1b: {reason}");
    for reason in
        ["Отказано в доступе.", "ОТКАЗАНО В ДОСТУПЕ", "Zugriff verweigert", "Accès refusé.", "Acceso denegado"]
    {
        means(CreateDenied, &call(reason), &call("Доступ есть"));
    }
    assert_eq!(
        code(&call("ОПЕРАЦИОННАЯ СИСТЕМА КОНТЕЙНЕРА НЕ СООТВЕТСТВУЕТ ОПЕРАЦИОННОЙ СИСТЕМЕ УЗЛА.")),
        Some(OsMismatch0101)
    );
}

#[test]
fn an_image_in_the_text_of_a_link_is_one() {
    let pull = |image: &str| {
        format!("I run {image} here.\ndocker: no matching manifest for windows/amd64 10.0.17763 in the manifest list")
    };
    let name = "mcr.microsoft.com/windows/servercore:ltsc2022";
    let of = |text: &str| answer(text)[0].diagnosis.image.clone();
    for written in [format!("[{name}](https://hub.docker.com/_/a)"), format!("[`{name}`](https://hub.docker.com/_/a)")]
    {
        assert_eq!(of(&pull(&written)).as_deref(), Some(name), "{written}");
    }
    assert_eq!(of(&pull("[the image](https://hub.docker.com/_/a)")), None);
}

/// A label of a machine names its Windows, where nothing else does.
#[test]
fn a_label_of_a_machine_is_a_hint() {
    let on = |label: &str| {
        format!(
            "job 66 (windows.amd64.{label}.open) using docker image a.io/b:1-ltsc2019 on a001\nCreateComputeSystem 90: {MISMATCH}"
        )
    };
    says(&on("server2022"), "According to “windows.amd64.server2022.open”", &on("client"));
}

/// <https://github.com/docker/for-win/issues/14869>
#[test]
fn docker_desktop_that_runs_without_its_windows_engine() {
    let desktop =
        "running engine: waiting for the VM setup to be ready: starting windows containers: An error has occurred";
    says(
        desktop,
        "Docker Desktop itself runs",
        "error during connect: open //./pipe/docker_engine: The system cannot find the file specified.",
    );
    assert!(!commands(desktop).iter().any(|command| command.starts_with("Start-Service")));
}

/// <https://github.com/microsoft/navcontainerhelper/issues/1152>
#[test]
fn a_filter_driver_is_not_a_file_that_is_held() {
    let layer = |reason: &str| format!("hcsshim::PrepareLayer failed in Win32: {reason}");
    let held = layer("The process cannot access the file because it is being used by another process. (0x20)");
    says(&layer("Incorrect function. (0x1)"), "filter driver on the host", &held);
    assert_eq!(commands(&layer("Incorrect function. (0x1)")), ["fltmc filters"]);
    assert!(commands(&held)[0].starts_with("Add-MpPreference"));
}

/// R28: all tags of this base image are for Windows Server 2022 or later.
#[test]
fn the_base_image_of_servers_is_newer_than_any_windows_10() {
    let pull = |image: &str| {
        format!(
            "docker pull mcr.microsoft.com/windows{image}\nno matching manifest for windows/amd64 10.0.19044 in the manifest list"
        )
    };
    says(&pull("/server:core"), "exists for Windows Server 2022 and 2025 only", &pull("/servercore:core"));
    assert_eq!(first(&pull("/server:core")).0, Cause::ImageNewer);
}

/// An engine doesn't print the registry that it pulls from.
#[test]
fn a_registry_that_is_not_known_is_a_blank() {
    let refused = "a Windows version 10.0.20348-based image is incompatible with a 10.0.19045 host";
    let pulling = format!("15.0-windows-latest: Pulling from somebody/nukedocker\n{refused}");
    assert_eq!(commands(&pulling)[0], "crane ls REGISTRY/somebody/nukedocker");
    let known = format!("docker pull ghcr.io/somebody/nukedocker:15.0-windows-latest\n{pulling}");
    assert_eq!(commands(&known)[0], "crane ls ghcr.io/somebody/nukedocker");
}

#[test]
fn the_images_of_powershell_call_it_pwsh() {
    let ran = |image: &str| {
        format!(
            "docker run -it {image} powershell\ndocker: Error response from daemon: container 21 encountered an error during hcsshim::System::CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2) extra info: {{\"CommandLine\":\"powershell\"}}"
        )
    };
    let own = ran("mcr.microsoft.com/powershell:nanoserver-1909");
    says(&own, "called pwsh", &ran("mcr.microsoft.com/windows/nanoserver:1909"));
    assert_eq!(commands(&own), ["docker run -it mcr.microsoft.com/powershell:nanoserver-1909 pwsh"]);
}

/// <https://github.com/Azure/acs-engine/issues/4046>
#[test]
fn a_node_whose_network_service_fails_is_restarted() {
    let sandbox = |reason: &str| {
        format!(
            "Failed create pod sandbox: rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod \"web_default\" network: {reason}"
        )
    };
    let drained = |text: &str| commands(text).iter().any(|command| command.starts_with("kubectl drain"));
    assert!(drained(&sandbox("Failed to create endpoint: HNS failed with error : Element not found.")));
    assert!(!drained(&sandbox("no network config found in C:\\etc\\cni")));
}

/// What a pair that fits and fails all the same is looked at for; one that isn't known is asked for.
#[test]
fn a_pair_that_fits_is_not_asked_for_again() {
    let late = |image: &str| {
        format!(
            "{ON_2022}\ndocker run {image}\ndocker: Error response from daemon: container 08a8 encountered an error during hcs::System::Start: context deadline exceeded."
        )
    };
    let known = late("mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(commands(&known)[0], "fltmc filters");
    assert!(!commands(&late("a.io/b:1")).contains(&"fltmc filters".to_owned()));
}

/// The client that BcContainerHelper names stands far above the versions.
#[test]
fn the_host_that_a_tool_names_is_a_client() {
    let log = |host: &str| {
        format!(
            "Host is Microsoft Windows {host}\n{}Host OS Version: 10.0.18362.116 (1903)\nDockerDo : CreateComputeSystem 6e: {MISMATCH}",
            "step\n".repeat(120)
        )
    };
    let kind = |text: &str| wincompat::diagnose::reading::Reading::of(text).host.map(|host| host.kind);
    assert_eq!(kind(&log("10 Pro - 1903")), Some(wincompat::rules::release::Kind::Client));
    assert_eq!(kind(&log("Server, version 1903")), Some(wincompat::rules::release::Kind::Server));
}

/// A list of images is one, whichever of their registries are known.
#[test]
fn every_image_of_a_list_is_read() {
    let names = |text: &str| {
        let clues = wincompat::read::clue::read(text);
        clues.images.into_iter().filter_map(|image| image.reference).collect::<Vec<_>>()
    };
    let list = "mcr.microsoft.com/windows/servercore:ltsc2022\ndaprio/daprd:1.9.5\nredis:7";
    assert_eq!(names(list), ["mcr.microsoft.com/windows/servercore:ltsc2022", "daprio/daprd:1.9.5", "redis:7"]);
    assert_eq!(names(&list.replace("daprio/daprd:1.9.5", "see main.go:120")).len(), 1);
    assert_eq!(names("detecting base image: unsupported Windows Version"), Vec::<String>::new());
}

/// <https://github.com/rancher/rancher/issues/45912>
#[test]
fn an_image_that_only_linux_nodes_run() {
    let told = |linux: &str| {
        format!(
            "The pod fails with ImagePullBackOff (Back-off pulling image \"a.io/upgrade:1\") on the windows node.\n{linux}"
        )
    };
    says(
        &told("On the linux nodes it works."),
        "may have no image for Windows",
        &told("On the linux nodes it doesn't work."),
    );
    assert!(
        commands(&told("On the linux nodes it works."))
            .contains(&"nodeSelector:\n  kubernetes.io/os: linux".to_owned())
    );
}
