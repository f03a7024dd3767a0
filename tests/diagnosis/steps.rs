//! What is advised for kinds of texts from public threads: the direction of a refusal, the names and commands of the steps, and
//! a neighbour for which they would be wrong.

use wincompat::diagnose::Cause::*;
use wincompat::diagnose::Confidence;
use wincompat::remedy::next::Answered;
use wincompat::rules::question::Engine;

use crate::laws::answer;

fn first(text: &str) -> Answered {
    answer(text).into_iter().next().unwrap_or_else(|| panic!("nothing failed in {text}"))
}

fn titles(text: &str) -> String {
    first(text).next.iter().map(|step| step.title.clone()).collect::<Vec<_>>().join("\n")
}

fn commands(text: &str) -> Vec<String> {
    first(text).next.into_iter().filter_map(|step| step.command).collect()
}

#[track_caller]
fn has(text: &str, wanted: &str) {
    let (titles, commands) = (titles(text), commands(text));
    assert!(titles.contains(wanted) || commands.iter().any(|command| command == wanted), "{titles}\n{commands:?}");
}

#[track_caller]
fn lacks(text: &str, unwanted: &str) {
    let (titles, commands) = (titles(text), commands(text).join("\n"));
    assert!(!titles.contains(unwanted) && !commands.contains(unwanted), "{titles}\n{commands}");
}

const MISMATCH: &str = "The container operating system does not match the host operating system.";

/// <https://github.com/MicrosoftDocs/azure-devops-docs/issues/4564>: dockerd's own store refuses only what is newer (R20).
#[test]
fn docker_refuses_at_the_pull_only_what_is_newer() {
    let text = |image: &str, words: &str| {
        format!("FROM mcr.microsoft.com/windows/servercore:{image}\nis failing with '{words}'.")
    };
    let found = |image: &str, words: &str| {
        let diagnosis = first(&text(image, words)).diagnosis;
        (diagnosis.cause, diagnosis.confidence)
    };
    let unknown = "no matching manifest for unknown in the manifest list entries";
    let windows = "no matching manifest for windows/amd64 in the manifest list entries";
    let containerd = "no match for platform in manifest: not found";
    assert_eq!(found("ltsc2019", unknown), (ImageNewer, Confidence::Possible));
    assert_eq!(found("ltsc2019", windows), (ImageNewer, Confidence::Likely));
    assert_eq!(found("ltsc2019", containerd), (ImageOlder, Confidence::Likely));
    assert_eq!(found("ltsc2016", windows).0, NoEntry, "no host of containers is older");
    let linux = "no matching manifest for linux/amd64 in the manifest list entries";
    assert_eq!(found("ltsc2019", linux).0, LinuxEngine);
    has(&text("ltsc2019", unknown), "docker version --format \"{{.Server.Os}}\"");
    lacks(&text("ltsc2019", unknown), "ltsc2022");
    has(&text("ltsc2022", windows), "If the host runs Windows Server 2019: build on the tag for ltsc2019");
    has(&text("ltsc2022", windows), "FROM mcr.microsoft.com/windows/servercore:ltsc2019");
}

/// The same words behind a kubelet whose node runs Docker.
#[test]
fn a_kubelet_passes_dockers_words_on() {
    let event = |words: &str| {
        format!(
            "Failed to pull image \"mcr.microsoft.com/windows/servercore:ltsc2019\": rpc error: code = Unknown desc = {words}"
        )
    };
    let cause = |words: &str| first(&event(words)).diagnosis.cause;
    assert_eq!(cause("no matching manifest for windows/amd64 in the manifest list entries"), ImageNewer);
    assert_eq!(cause("no match for platform in manifest: not found"), ImageOlder);
}

/// <https://github.com/actions/runner-images/issues/3422>.
#[test]
fn no_image_is_made_of_two_lines() {
    let text = "If you base a container on a base image other than the cached on, for example mcr.microsoft.com/windows/servercore:20H2.\n\
                docker fails with the following error:\n\n\
                > no matching manifest for windows/amd64 10.0.17763 in the manifest list entries";
    let diagnosis = first(text).diagnosis;
    assert_eq!(diagnosis.image.as_deref(), Some("mcr.microsoft.com/windows/servercore:20H2"));
    assert_eq!(diagnosis.cause, ImageNewer);
    // An ended release is nothing to move to, and newer servers run its images with Hyper-V isolation only.
    has(text, "run it on Windows Server 2022 or newer, with Hyper-V isolation");
    lacks(text, "version 20H2");
}

fn task(image: &str, host: &str) -> String {
    format!(
        "C:\\>docker service ps --no-trunc angry_liskov\nID   NAME   IMAGE   NODE   DESIRED STATE   CURRENT STATE   ERROR\n\
         y5blbdum70zoh1f6uhx5nxsfv    \\_ angry_liskov.1   {image}   WIN-1     Shutdown            Failed 39 seconds ago             \
         \"starting container failed: container e7b5d3adba7e encountered an error during CreateContainer: failure in a Windows system call: {MISMATCH} (0xc0370101)\"{host}"
    )
}

#[test]
fn a_service_gets_the_image_under_its_name_of_today() {
    let host = "\n\nMicrosoft Windows [Version 10.0.17763.5458]";
    let of = |image: &str| task(image, host);
    has(
        &of("microsoft/iis:windowsservercore-10.0.14393.1715"),
        "docker service update --image mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019 angry_liskov",
    );
    has(&of("registry.example.com/web:1.0"), "docker service update --isolation hyperv angry_liskov");
    lacks(&of("registry.example.com/web:1.0"), "servercore/iis");
}

#[test]
fn a_node_is_asked_by_its_name() {
    let text = "Which Windows does WIN-1 run? Run this there, not in a container.";
    has(&task("registry.example.com/web:1.0", ""), text);
    lacks(&task("registry.example.com/web:1.0", "").replace("WIN-1", "     "), "WIN-1");
}

#[test]
fn a_row_of_tasks_shows_its_error() {
    let line = first(&task("registry.example.com/web:1.0", "")).diagnosis.line;
    assert!(line.starts_with("starting container failed"), "{line}");
}

#[test]
fn a_tag_for_a_host_that_nobody_named_is_an_if() {
    let run = |image: &str| {
        format!(
            "docker run mcr.microsoft.com/windows/{image}\ndocker: Error response from daemon: hcs::CreateComputeSystem 0a1b2c3d4e5f: {MISMATCH}"
        )
    };
    has(&run("nanoserver:1809"), "If the host runs Windows Server 2022: use the tag for ltsc2022");
    let known = format!("Microsoft Windows [Version 10.0.20348.2700]\n{}", run("nanoserver:1809"));
    has(&known, "Use the tag for ltsc2022");
    lacks(&known, "If the host");
    lacks(&known, "That image is called");
}

/// The full image was `windows` until Windows Server 2019 and is `windows/server` since 2022.
#[test]
fn an_image_that_had_another_name_is_named() {
    let pull = |name: &str| {
        format!(
            "docker pull mcr.microsoft.com/{name}:ltsc2022\nno matching manifest for windows/amd64 10.0.19044 in the manifest list entries"
        )
    };
    has(&pull("windows/server"), "Use the tag for ltsc2019. That image is called mcr.microsoft.com/windows");
    lacks(&pull("windows/servercore"), "That image is called");
}

#[test]
fn a_cluster_is_not_offered_hyperv_isolation() {
    let text = |words: &str| first(&format!("{words}hcs::CreateComputeSystem web: {MISMATCH}: unknown")).diagnosis.text;
    let pod = text("Warning  Failed  kubelet  Error: failed to create containerd task: failed to create shim task: ");
    assert!(!pod.contains("Hyper-V") && pod.contains("node’s Windows"), "{pod}");
    assert!(text("docker: Error response from daemon: ").contains("Hyper-V isolation helps"));
}

/// <https://github.com/kubernetes/kubernetes/issues/74019>.
#[test]
fn on_kubernetes_equal_builds_point_at_the_pause_image() {
    let text = |form: &str| {
        format!(
            "Running nanoserver:1809 gives \"{MISMATCH}\"\n{form}\n- OS: Windows Server 2019\n- Kernel: 10.0.17763.316"
        )
    };
    let form = text("- Kubernetes version (use `kubectl version`): v1.13.1");
    let found = first(&form).diagnosis;
    assert_eq!(
        (found.cause, found.confidence, found.engine),
        (SandboxImage, Confidence::Likely, Some(Engine::Kubernetes))
    );
    assert_eq!(first(&text("- Docker version: 18.09")).diagnosis.cause, Unknown);
    // Kubernetes knows containerd on Windows since 1.18.
    has(&form, "docker images");
    has(&text("- Kubernetes version (use `kubectl version`): v1.17.17"), "docker images");
    has(&text("- Kubernetes version (use `kubectl version`): v1.28.3"), "crictl images");
    has(&text("- Kubernetes version (use `kubectl version`):"), "crictl images");
    has(
        &text("- Kubernetes version (use `kubectl version`): v1.21.1\n- Docker version 18.09.2, build 62479626f2"),
        "docker images",
    );
}

/// <https://github.com/docker-library/golang/issues/393>: the list of 2021 held 17763 and 20348, today's holds 26100 and 20348.
#[test]
fn what_the_tag_of_an_older_version_holds_is_not_claimed() {
    let pull = |image: &str| {
        format!(
            "PS C:\\> docker pull {image}\nno matching manifest for windows/amd64 10.0.19041 in the manifest list entries"
        )
    };
    let old = first(&pull("golang:1.17"));
    assert_eq!(
        (old.diagnosis.cause, old.diagnosis.verdict.is_some_and(|verdict| verdict.image.is_some())),
        (NoEntry, false)
    );
    has(&pull("golang:1.17"), "docker run --isolation=hyperv golang:1.17-windowsservercore-1809");
    let current = first(&pull("golang:1.25"));
    assert_eq!(current.diagnosis.cause, ImageNewer, "what a maintained version holds is on record");

    let note = |query: &str| {
        let question = wincompat::rules::link::decode(query);
        let verdict = wincompat::judge(&question).expect("a whole question");
        let image = question.image.get().expect("an image");
        wincompat::rules::notice::Notice::SeveralVersions.text(&verdict, image)
    };
    let old = note("host=ws2022&image=golang:1.17");
    assert!(old.contains("last built for: ltsc2022 is assumed") && !old.contains("This tag holds"), "{old}");
    let none = note("host=ws2019&image=golang:1.17");
    assert!(none.contains("isn’t known") && !none.contains("assumed") && !none.contains("nothing to pull"), "{none}");
    let current = note("host=ws2022&image=golang:1.25");
    assert!(current.contains("This tag holds several") && current.contains("means ltsc2022"), "{current}");
}

#[test]
fn an_address_that_is_out_of_reach_is_tried_by_its_name_and_port() {
    const REFUSED: &str = "connectex: No connection could be made because the target machine actively refused it.";
    let asked = |address: &str| {
        format!("Error response from daemon: Get \"https://{address}\": dial tcp 10.0.0.5:443: {REFUSED}")
    };
    has(&asked("registry-1.docker.io/v2/"), "Test-NetConnection registry-1.docker.io -Port 443");
    has(&asked("registry.corp.local:5000/v2/"), "Test-NetConnection registry.corp.local -Port 5000");
    has(&asked("10.0.0.5:99999/v2/"), "Test-NetConnection 10.0.0.5 -Port 443");
    has(
        &format!("Unable to connect to the server: dial tcp 10.0.0.5:6443: {REFUSED}"),
        "Test-NetConnection 10.0.0.5 -Port 6443",
    );
    has(&format!("docker: Error response from daemon: dial tcp: {REFUSED}"), "Test-NetConnection NAME -Port 443");
    let long = "a.io/eks/pause-windows:latest";
    let pull = format!(
        "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image \"{long}\": failed to pull image \
         \"{long}\": failed to pull and unpack image \"{long}\": failed to resolve reference \"{long}\": dial tcp 10.0.0.5:443: {REFUSED}"
    );
    has(&pull, "Test-NetConnection a.io -Port 443");
    // Nothing says that the program asked the registry of its image.
    lacks(
        &format!("docker run a.io/web:1\nError response from daemon: dial tcp 10.0.0.5:443: {REFUSED}"),
        "Test-NetConnection a.io",
    );
}

/// Docker and containerd have their own words for a list without a fitting entry.
#[test]
fn the_words_for_a_missing_entry_tell_the_engine_of_a_node() {
    let text = |words: &str| {
        format!(
            "Failed create pod sandbox: rpc error: code = Unknown desc = failed pulling image \"k8s.gcr.io/pause:3.1\": {words}"
        )
    };
    let docker = text("no matching manifest for windows/amd64 10.0.18362 in the manifest list entries");
    has(&docker, "docker images");
    lacks(&docker, "crictl");
    has(&docker, "--pod-infra-container-image=registry.k8s.io/pause:3.6");
    let without = text("no matching manifest for windows/amd64 10.0.17134 in the manifest list entries");
    has(&without, "No pause image has an entry for build 17134");
    lacks(&without, "registry.k8s.io/pause:");
    let containerd = text(
        "no match for platform in manifest sha256:4a1c4b21597c1b4415bdbecb28a3296c6b5e23ca4f9feeb599860a1dac6a0108: not found",
    );
    has(&containerd, "crictl images");
    lacks(&containerd, "docker images");
    let later = text("no matching manifest for windows/amd64 10.0.20348 in the manifest list entries");
    has(&later, "--pod-infra-container-image=mcr.microsoft.com/oss/kubernetes/pause:3.9");
    lacks(&later, "No pause image");
}

#[test]
fn hyperv_is_looked_for_before_it_is_installed() {
    let words = "CreateComputeSystem 3ec5266f1558: The virtual machine could not be started because a required feature is not installed.";
    let of =
        |docker: &str| format!("PS C:\\> docker run -it a.io/web:1\n{docker}: Error response from daemon: {words}");
    let desktop = of("C:\\Program Files\\Docker\\Docker\\Resources\\bin\\docker.exe");
    let server = of("C:\\Program Files\\Docker\\docker.exe");
    assert!(commands(&desktop)[0].contains("HypervisorPresent"));
    has(&desktop, "Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All");
    has(&server, "Install-WindowsFeature Hyper-V -IncludeManagementTools");
    lacks(&server, "-Restart");
    has(&desktop, "docker run --isolation=process -it a.io/web:1");
    lacks(&desktop.replace("docker run -it a.io/web:1", "docker compose up"), "docker run");
}

#[test]
fn where_else_it_runs_or_builds() {
    let build = |host: &str, image: &str| {
        format!(
            "Microsoft Windows [Version {host}]\nStep 1/17 : FROM mcr.microsoft.com/windows/servercore:{image}\nno matching manifest for windows/amd64 in the manifest list entries"
        )
    };
    has(&build("10.0.19045.3448", "ltsc2022"), "Or build it on Windows 11 or Windows Server 2022");
    has(
        &build("10.0.17763.3448", "ltsc2022"),
        "Or build it on Windows Server 2022 or newer: upgrade this host, or use another one",
    );
    lacks(&build("10.0.17763.3448", "ltsc2022"), "Windows 11");
}

#[test]
fn a_release_that_has_ended_is_no_silent_first_step() {
    let pull = |host: &str| {
        format!(
            "docker pull mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022\na Windows version 10.0.20348-based image is incompatible with a {host} host"
        )
    };
    has(&pull("10.0.17134"), "(no updates since ");
    assert!(
        titles(&pull("10.0.17134")).starts_with("Run it on Windows Server 2022"),
        "{}",
        titles(&pull("10.0.17134"))
    );
    lacks(&pull("10.0.17763"), "no updates");
}

/// <https://github.com/docker-library/golang>: nobody but its publisher rebuilds an official image.
#[test]
fn an_official_image_is_not_rebuilt() {
    let pull = |image: &str| {
        format!(
            "docker pull {image}\nno matching manifest for windows/amd64 10.0.19041 in the manifest list entries\n$ docker manifest inspect {image}\n{{\"manifests\": [{{\"platform\": {{\"architecture\": \"amd64\", \"os\": \"windows\", \"os.version\": \"10.0.20348.230\"}}}}]}}"
        )
    };
    lacks(&pull("golang"), "Rebuild");
    has(&pull("golang"), "docker run --isolation=hyperv golang:windowsservercore-1809");
    has(&pull("a.io/web:1"), "Rebuild the image");
    lacks(&pull("a.io/web:1"), "a.io/web:windowsservercore");
}

#[test]
fn tools_that_start_containers_are_told_in_their_own_words() {
    let helper = |command: &str| {
        format!(
            "PS C:\\> {command} -containerName demo -isolation process\nContainer OS Version: 10.0.17763.437 (ltsc2019)\n\
             Host OS Version: 10.0.18362.116 (1903)\nDockerDo : docker.exe: Error response from daemon: CreateComputeSystem 6efc89ab5aaf: {MISMATCH}"
        )
    };
    has(&helper("New-NavContainer"), "Run New-NavContainer again with Hyper-V isolation");
    lacks(&helper("New-NavContainer"), "docker run");
    lacks(&helper("Get-NavContainer"), "NavContainer again");
    let runner = |words: &str| {
        format!(
            "{words}: Error response from daemon: hcs::CreateComputeSystem 495d65b4034d: {MISMATCH} (exec.go:78:0s)"
        )
    };
    assert!(titles(&runner("ERROR: Job failed (system failure)")).contains("GitLab runner"));
    lacks(&runner("docker"), "GitLab");
    let job = |words: &str| {
        format!(
            "Using Docker executor with image mcr.microsoft.com/windows/servercore:ltsc2019 ...\n{}\nMicrosoft Windows [Version 10.0.20348.2700]",
            runner(words)
        )
    };
    has(&job("ERROR: Job failed (system failure)"), "[runners.docker]\n  isolation = \"hyperv\"");
    has(&job("ERROR: Job failed (system failure)"), "image: mcr.microsoft.com/windows/servercore:ltsc2022");
    lacks(&job("docker"), "runners.docker");
    let stopped = format!(
        "CannotStartContainerError: Error response from daemon: hcs::CreateComputeSystem 12ab: {MISMATCH}\nMicrosoft Windows [Version 10.0.20348.2700]\nimage: mcr.microsoft.com/windows/servercore:ltsc2019"
    );
    has(&stopped, "\"image\": \"mcr.microsoft.com/windows/servercore:ltsc2022\"");
    lacks(&stopped, "isolation");
    let ecs =
        "CannotPullContainerError: a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host";
    has(ecs, "use the ECS-optimized AMI for it");
    lacks(&ecs.replace("CannotPullContainerError", "docker: Error response from daemon"), "AMI");
}

#[test]
fn a_name_alone_is_all_that_is_known_of_a_state() {
    for (text, command) in [
        ("ImagePullBackOff", "kubectl get events -A --sort-by=.lastTimestamp"),
        (
            "Name:         web-1\nNamespace:    shop\nNode:         win-1/10.240.0.6\nEvents:\n  Warning  Failed  5m  kubelet  Error: ImagePullBackOff",
            "kubectl describe pod web-1",
        ),
    ] {
        assert_eq!(commands(text), [command], "{text}");
    }
    let unknown = first("ERROR: the flux capacitor failed to start: 17").diagnosis;
    assert!(!unknown.text.starts_with("Most likely"), "{}", unknown.text);
}

#[test]
fn an_image_is_not_told_its_own_tag() {
    let text = |image: &str| {
        let ran = format!(
            "docker run {image}\na Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host"
        );
        first(&ran).diagnosis.text
    };
    assert!(
        text("mcr.microsoft.com/windows/servercore:ltsc2022").starts_with("servercore:ltsc2022 (build 20348) is newer")
    );
    assert!(text("a.io/web:1").starts_with("web:1 (ltsc2022, 20348) is newer"));
}
