//! One vector for each cause, with a neighbour that must not be taken for it; the families of faults; generated pairs.

use wincompat::diagnose::cause::{CAUSES, Cause};
use wincompat::diagnose::errors;
use wincompat::read::clue::ErrorCode;
use wincompat::rules::release::{Kind, RELEASES};

use crate::laws::answer;

/// The causes of a text, the one that failed last first.
fn causes(text: &str) -> Vec<&'static str> {
    answer(text).iter().map(|answered| answered.diagnosis.cause.slug()).collect()
}

const MISMATCH: &str = "docker: Error response from daemon: hcs::CreateComputeSystem 0123456789ab: The container operating system does not match the host operating system.";
const NODES: &str = "NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME";

fn ver(version: &str) -> String {
    format!("C:\\>ver\n\nMicrosoft Windows [Version {version}]\n")
}

/// `docker run` of an image on a host, and what it printed.
fn run(version: &str, command: &str, error: &str) -> String {
    format!("{}\nC:\\>{command}\n{error}\n", ver(version))
}

/// A node with its runtime, and a pod's event on it.
fn pod(version: &str, runtime: &str, event: &str) -> String {
    format!(
        "NAME     STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION    CONTAINER-RUNTIME\n\
         win-7    Ready    <none>   9d    v1.31.3   10.0.4.7      <none>        Windows Server Datacenter        {version}   {runtime}\n\
         Normal   Scheduled  default-scheduler  Successfully assigned shop/cart-0 to win-7\n\
         Warning  Failed     kubelet  {event}\n"
    )
}

const NO_MATCH: &str = "rpc error: code = NotFound desc = failed to pull and unpack image \"IMAGE\": no match for platform in manifest: not found";

fn no_match(image: &str) -> String {
    format!("Failed to pull image \"{image}\": {}", NO_MATCH.replace("IMAGE", image))
}

/// A cause, a text that has it, and a neighbour that must not be taken for it.
fn vectors() -> Vec<(&'static str, String, String)> {
    let core = |tag: &str| format!("mcr.microsoft.com/windows/servercore:{tag}");
    let docker = |tag: &str| format!("docker run {}", core(tag));
    let platform = |build: &str| {
        format!(
            "docker: Error response from daemon: no matching manifest for windows/amd64 10.0.{build} in the manifest list entries."
        )
    };
    let store = |build: &str| {
        format!(
            "docker: Error response from daemon: no matching manifest for windows(10.0.{build})/amd64 in the manifest list entries: no match for platform in manifest: not found"
        )
    };
    let exited = "docker: Error response from daemon: container 0123456789ab encountered an error during hcs::System::Start: failure in a Windows system call: The virtual machine or container exited unexpectedly. (0xc0370106).";
    let list = |version: &str| {
        format!(
            "> docker buildx imagetools inspect a.io/x:2\nName:      a.io/x:2\n\nManifests:\n  Name:      a.io/x:2@sha256:aa\n  Platform:  windows/amd64\n{version}\n  Name:      a.io/x:2@sha256:bb\n  Platform:  windows/amd64\n{version}\n"
        )
    };
    let shim = "Error: failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem x: The container operating system does not match the host operating system.: unknown";
    vec![
        ("image-older", run("10.0.20348.2340", &docker("ltsc2019"), MISMATCH), run("10.0.20348.2340", &docker("ltsc2022"), MISMATCH)),
        ("image-older", pod("10.0.20348.2340", "containerd://1.7.23", &no_match("a.io/x:1-ltsc2019")), pod("10.0.20348.2340", "containerd://1.7.23", &no_match("a.io/x:1-ltsc2022"))),
        ("image-newer", run("10.0.17763.5458", &docker("ltsc2022"), &platform("17763")), run("10.0.17763.5458", &docker("ltsc2019"), &platform("17763"))),
        ("image-newer", "docker pull a.io/x:1\na Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host".into(), "chart-1.2-based plugin is incompatible with a 10.0.17763 host, error: failed".into()),
        ("revision", format!("{}PS C:\\> docker image inspect --format \"{{{{.OsVersion}}}}\" {}\n10.0.26100.4061\n", run("10.0.26100.3000", &docker("ltsc2025"), exited), core("ltsc2025")), format!("{}PS C:\\> docker image inspect --format \"{{{{.OsVersion}}}}\" {}\n10.0.26100.4061\n", run("10.0.26100.4061", &docker("ltsc2025"), exited), core("ltsc2025"))),
        ("no-image-for-host", run("10.0.19045.4046", &docker("20H2").replace("run", "run --isolation=process"), MISMATCH), run("10.0.19042.4046", &docker("20H2").replace("run", "run --isolation=process"), MISMATCH)),
        ("engine-refuses", format!("{} Server Version: 29.6.2\n", run("10.0.26200.8875", &docker("ltsc2022"), &store("26200"))), format!("{} Server Version: 29.8.0\n", run("10.0.26200.8875", &docker("ltsc2022"), &store("26200")))),
        ("engine-refuses", pod("10.0.26100.4061", "containerd://1.7.3", &no_match("a.io/x:1-ltsc2022")), pod("10.0.26100.4061", "containerd://1.7.6", &no_match("a.io/x:1-ltsc2022"))),
        ("no-entry", pod("10.0.20348.2340", "containerd://1.7.23", &no_match("a.io/windows/agent:4")), pod("10.0.20348.2340", "containerd://1.7.23", "Failed to pull image \"a.io/windows/agent:4\": failed to resolve reference \"a.io/windows/agent:4\": 401 Unauthorized")),
        ("entry-without-os-version", format!("{}{}", pod("10.0.20348.2340", "containerd://1.7.23", shim), list("")), format!("{}{}", pod("10.0.20348.2340", "containerd://1.7.23", shim), list("  OSVersion: 10.0.17763.5458"))),
        ("sandbox-image", pod("10.0.26100.4061", "containerd://2.0.4", "FailedCreatePodSandBox Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox: hcs::CreateComputeSystem abc: The container operating system does not match the host operating system."), pod("10.0.26100.4061", "containerd://2.0.4", "FailedCreatePodSandBox Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type=\"azure-vnet\" failed: hns: timed out")),
        ("no-such-tag", "docker pull mcr.microsoft.com/windows/servercore:ltsc2220\nError response from daemon: manifest for mcr.microsoft.com/windows/servercore:ltsc2220 not found: manifest unknown".into(), "docker pull mcr.microsoft.com/windows/servercore:ltsc2022\nError response from daemon: Get \"https://mcr.microsoft.com/v2/\": dial tcp: lookup mcr.microsoft.com: no such host".into()),
        ("architecture", format!("System Type:               ARM64-based PC\n{}", run("10.0.26100.4061", &docker("ltsc2025"), exited)), format!("System Type:               x64-based PC\n{}", run("10.0.26100.4061", &docker("ltsc2025"), exited))),
        ("linux-engine", format!("docker pull {}\nno matching manifest for linux/amd64 in the manifest list entries", core("ltsc2022")), run("10.0.17763.5458", &docker("ltsc2022"), &platform("17763"))),
        ("linux-engine", "docker run --isolation=process a.io/x:1\ninvalid isolation (process): linux only supports 'default'".into(), "docker run --isolation=proces a.io/x:1\ninvalid isolation (proces): Windows supports 'default', 'process', or 'hyperv'".into()),
        ("linux-image", run("10.0.20348.2340", "docker run mcr.microsoft.com/dotnet/sdk:8.0", &platform("20348")), run("10.0.17763.2340", "docker run mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022", &platform("17763"))),
        ("hyperv-missing", run("10.0.20348.2340", &docker("ltsc2019").replace("run", "run --isolation=hyperv"), "hcs::CreateComputeSystem 0123456789ab: No hypervisor is present on this system."), run("10.0.20348.2340", &docker("ltsc2019").replace("run", "run --isolation=process"), MISMATCH)),
        ("containers-feature-missing", "[WARN] DD0023: is the Containers Windows Feature enabled? required Windows Feature not installed: Containers".into(), "[PASS] DD0023: is the Containers Windows Feature enabled?\n[FAIL] DD0004: is the Docker engine running? no such host".into()),
        ("isolation-not-allowed", "docker: Error response from daemon: Windows client operating systems only support Hyper-V containers.".into(), MISMATCH.into()),
        ("engine-too-new-for-host", format!("{}failed to start daemon: this version of Windows does not support the docker daemon (Windows build 17763 or higher is required)", ver("10.0.14393")), format!("{}failed to start daemon: Error initializing network controller: hnsCall failed in Win32", ver("10.0.14393"))),
        ("filter-driver", "docker: Error response from daemon: hcsshim::PrepareLayer - failed failed in Win32: Incorrect function. (0x1).".into(), "docker: Error response from daemon: hcsshim::PrepareLayer failed in Win32: There is not enough space on the disk. (0x70)".into()),
        ("broken-layer", run("10.0.26100.7171", &docker("ltsc2025"), "hcs::CreateComputeSystem 0123456789ab: The container image contains a layer with an unrecognized format."), run("10.0.26100.7171", &docker("ltsc2019"), MISMATCH)),
        ("hostprocess-base", "re-exec error: exit status 1: output: hcsshim::ImportLayer failed in Win32: The configuration registry database is corrupt. (0x3f1)".into(), "re-exec error: exit status 1: output: hcsshim::ImportLayer failed in Win32: Access is denied. (0x5)".into()),
        ("resources", "    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137".into(), "\"State\": {\"OOMKilled\": false, \"ExitCode\": 1, \"Error\": \"no such host\"}".into()),
        ("scheduling", format!("{NODES}\nWarning  FailedScheduling  default-scheduler  0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."), pod("10.0.20348.2340", "containerd://1.7.23", shim)),
        ("service-limit", "UnsupportedWindowsVersion: Unsupported windows image version. Supported versions are 'Windows Server 2019 - After 2B'".into(), "a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host".into()),
        ("not-compatibility", "Error response from daemon: Get \"https://registry.example.com/v2/\": x509: certificate signed by unknown authority".into(), MISMATCH.into()),
        ("unknown", MISMATCH.into(), run("10.0.20348.2340", &docker("ltsc2019"), MISMATCH)),
    ]
}

#[test]
fn each_cause_is_found_and_its_neighbour_is_not() {
    for (cause, text, neighbour) in vectors() {
        assert_eq!(causes(&text).first().copied(), Some(cause), "{text}");
        assert_ne!(causes(&neighbour).first().copied(), Some(cause), "{neighbour}");
    }
}

#[test]
fn every_cause_has_a_page_a_source_and_a_vector() {
    let vectors = vectors();
    for entry in CAUSES.iter().filter(|entry| entry.cause != Cause::None) {
        assert!(vectors.iter().any(|(cause, ..)| *cause == entry.slug), "{}", entry.slug);
        assert!(entry.source.starts_with("https://"), "{}", entry.slug);
        let exists = match entry.page.split_once('/') {
            Some(("error", name)) => wincompat::teach::error_page::by_name(name).is_some(),
            Some(("learn", slug)) => wincompat::teach::learn::PATH.iter().any(|lesson| lesson.slug == slug),
            _ => false,
        };
        assert!(exists, "{}: {}", entry.slug, entry.page);
    }
    assert_eq!(causes("Microsoft Windows [Version 10.0.17763.1]"), [] as [&str; 0]);
}

#[test]
fn every_page_of_an_error_exists() {
    for entry in errors::all().filter(|entry| !entry.page.is_empty()) {
        assert!(wincompat::teach::error_page::by_name(entry.page).is_some(), "{:?}: {}", entry.code, entry.page);
    }
}

/// Failures of other kinds: the words, and the cause.
const FAILURES: &[(&str, ErrorCode)] = &[
    ("toomanyrequests: You have reached your pull rate limit.", ErrorCode::RateLimited),
    (
        "Error response from daemon: pull access denied for web, repository does not exist or may require 'docker login'",
        ErrorCode::RepositoryMissing,
    ),
    ("invalid reference format: repository name must be lowercase", ErrorCode::InvalidReference),
    ("curl: (6) Could not resolve host: dl.example.com", ErrorCode::NameResolution),
    ("http: server gave HTTP response to HTTPS client", ErrorCode::Proxy),
    ("dial tcp 10.1.2.3:443: connect: connection refused", ErrorCode::Unreachable),
    ("net/http: TLS handshake timeout", ErrorCode::TimedOut),
    ("write /x: no space left on device", ErrorCode::NoSpace),
    ("System.OutOfMemoryException: Exception of type was thrown", ErrorCode::OutOfMemory),
    (
        "Cannot connect to the Docker daemon at tcp://localhost:2375. Is the docker daemon running?",
        ErrorCode::EngineDown,
    ),
    ("Bind for 0.0.0.0:80 failed: port is already allocated", ErrorCode::PortInUse),
    (
        "failed to create endpoint web on network nat: hnsCall failed in Win32: Element not found. (0x490)",
        ErrorCode::NetworkSetup,
    ),
    (
        "hcs::CreateComputeSystem web: The specified domain either does not exist or could not be contacted. (0x54b)",
        ErrorCode::LogonFailed,
    ),
    ("Conflict. The container name \"/web\" is already in use by container", ErrorCode::NameInUse),
    ("standard_init_linux.go:228: exec user process caused: no such file or directory", ErrorCode::LineEndings),
    (
        "COPY failed: file not found in build context or excluded by .dockerignore: stat x: file does not exist",
        ErrorCode::BuildContext,
    ),
    ("dockerfile parse error line 3: unknown instruction: RUNN", ErrorCode::FileSyntax),
    ("unknown flag: --isolaton", ErrorCode::BadFlag),
    ("pods \"x\" is forbidden: exceeded quota", ErrorCode::ClusterRefused),
    (
        "Warning  Unhealthy  kubelet  Readiness probe failed: HTTP probe failed with statuscode: 503",
        ErrorCode::ProbeFailed,
    ),
    (
        "Liveness probe failed: Get \"http://10.244.3.7:80/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
        ErrorCode::ProbeFailed,
    ),
    (
        "failed to create endpoint web on network nat: hnsCall failed in Win32: The parameter is incorrect. (0x57).",
        ErrorCode::NetworkSetup,
    ),
    ("hcs::CreateComputeSystem web: The parameter is incorrect. (0x57)", ErrorCode::BadParameter57),
    ("error: Microsoft Visual C++ 14.0 or greater is required.", ErrorCode::BuildTool),
    ("Unable to find version '6.0.36' of package 'Microsoft.WindowsDesktop.App.Ref'.", ErrorCode::PackageManager),
    ("curl: (35) schannel: next InitializeSecurityContext failed: SEC_E_UNSUPPORTED_FUNCTION", ErrorCode::Certificate),
    ("An unexpected error occurred while executing a WSL command.", ErrorCode::LinuxSubsystem),
    ("System.DllNotFoundException: Unable to load DLL 'gdiplus.dll'", ErrorCode::LibraryMissing),
    ("exec format error", ErrorCode::ExecFormat),
    // https://github.com/containerd/containerd/issues/10347, https://github.com/Azure/AKS/issues/3627
    ("hcs::CreateComputeSystem win: The directory name is invalid.: unknown", ErrorCode::WorkingDirectory),
    (
        "hcs::CreateComputeSystem : The requested operation for attach namespace failed.: unknown",
        ErrorCode::NetworkSetup,
    ),
    // https://github.com/docker/for-win/issues/9885, https://github.com/docker/for-win/issues/4663
    ("el contenedor con el identificador especificado no se está ejecutando. (0xc0370110)", ErrorCode::Follows),
    ("failed to start because one of the Hyper-V components is not running", ErrorCode::HypervMissing),
    // https://github.com/kubernetes/kubernetes/issues/69165
    (
        "FailedCreatePodSandBox kubelet NetworkPlugin cni failed to set up pod: unexpected end of JSON input",
        ErrorCode::NetworkSetup,
    ),
    ("'powershell' is not recognized as an internal or external command", ErrorCode::ProgramMissing),
    ("npm ERR! code ELIFECYCLE", ErrorCode::BuildTool),
    ("E: Unable to locate package foo", ErrorCode::PackageManager),
    ("WslRegisterDistribution failed with error: 0x80370114", ErrorCode::LinuxSubsystem),
    ("The process cannot access the file because it is being used by another process.", ErrorCode::FileInUse),
    ("Something exploded with an error: E_FLUX", ErrorCode::OtherLine),
];

#[test]
fn other_failures_are_named_for_what_they_are() {
    let host = ver("10.0.20348.2340");
    for (line, code) in FAILURES {
        let text = format!(
            "{host}C:\\>docker build -t web .\nStep 1/3 : FROM mcr.microsoft.com/windows/servercore:ltsc2022\n{line}\n"
        );
        let answers = answer(&text);
        let first = answers.first().unwrap_or_else(|| panic!("nothing failed: {line}"));
        assert_eq!(first.diagnosis.code, *code, "{line}");
        let about_versions = ["image-older", "image-newer", "revision", "no-entry", "engine-refuses"];
        assert!(!about_versions.contains(&first.diagnosis.cause.slug()), "{line}: {}", first.diagnosis.cause.slug());
        assert!(first.diagnosis.exit_code() != 0, "{line}");
    }
}

#[test]
fn a_program_for_another_processor_is_not_always_an_arm_machine() {
    let first = |text: &str| answer(text)[0].next[0].title.clone();
    assert_eq!(
        first("exec /usr/local/bin/app: exec format error"),
        "Build or pull the image for the machine’s processor"
    );
    assert!(first("Architecture: ARM64\nexec /app: exec format error").starts_with("Use an ARM64 image"));
}

#[test]
fn a_warning_about_the_platform_is_not_what_failed() {
    const WARNING: &str = "WARNING: The requested image's platform (linux/amd64) does not match the detected host platform (linux/arm64/v8) and no specific platform was requested";
    let denied =
        "failed to create shim task: OCI runtime create failed: exec: \"/entrypoint.sh\": permission denied: unknown";
    let code = |text: &str| answer(text)[0].diagnosis.code;
    assert_eq!(code(&format!("{WARNING}\n{denied}")), code(denied));
    assert_eq!(code(&format!("{WARNING}\nexec /app: exec format error")), ErrorCode::ExecFormat);
    assert_eq!(code(WARNING), ErrorCode::OtherPlatform);
    // Docker Desktop 2.4.2: https://github.com/docker/for-win/issues/9166
    let older = "image with reference a.io/web:1 was found but does not match the specified OS platform: wanted: windows, actual: linux";
    assert_eq!(code(older), ErrorCode::OtherPlatform);
}

#[test]
fn healthy_output_is_no_failure() {
    for text in [
        "Build succeeded.\n    0 Warning(s)\n    0 Error(s)",
        "docker run --restart=on-failure:3 a.io/x:1",
        "Tests Passed: 29, Failed: 0, Skipped: 0",
        "\"State\": {\"Status\": \"running\", \"OOMKilled\": false, \"Error\": \"\"}",
        "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS       PORTS   NAMES\n0123456789ab   a.io/x:1  \"cmd\"     1h ago    Up 1 hour            web",
        "Microsoft Windows [Version 10.0.17763.1]\ndocker pull mcr.microsoft.com/windows/servercore:ltsc2022\nStatus: Downloaded newer image",
    ] {
        assert_eq!(causes(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn generated_pairs_are_never_a_success_and_never_the_wrong_direction() {
    let images = || RELEASES.iter().filter(|release| release.has_images());
    for host in RELEASES.iter() {
        for image in images() {
            let word = image.image_slug.expect("images have a word");
            let command = format!("docker run registry.example.com/team/app:1-servercore-{word}");
            let product = if host.kind == Kind::Server { "Windows Server" } else { "Windows 11" };
            let text = format!("{product}\n{}", run(&format!("10.0.{}.5000", host.build), &command, MISMATCH));
            let answers = answer(&text);
            let [only] = answers.as_slice() else { panic!("{text}") };
            let cause = only.diagnosis.cause;
            assert_ne!(only.diagnosis.exit_code(), 0, "{text}");
            assert!(!only.diagnosis.title.contains('✔'), "{text}");
            if image.build > host.build {
                assert_eq!(cause, Cause::ImageNewer, "{text}");
                assert_eq!(only.diagnosis.exit_code(), 2, "{text}");
                assert!(
                    !only
                        .next
                        .iter()
                        .any(|next| next.command.as_deref().is_some_and(|c| c.contains("hyperv") && c.contains(word))),
                    "{text}"
                );
            } else {
                assert_ne!(cause, Cause::ImageNewer, "{text}");
            }
        }
    }
}

#[test]
fn the_family_of_a_fault() {
    // A: the failing image, not the first.
    let text = "FROM mcr.microsoft.com/windows/servercore:ltsc2019\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nno matching manifest for windows/amd64 10.0.17763 in the manifest list entries";
    let answers = answer(text);
    assert_eq!(answers[0].diagnosis.image.as_deref(), Some("mcr.microsoft.com/windows/nanoserver:ltsc2022"));
    // B: containerd refuses what is too old.
    let text = format!(
        "{}docker pull mcr.microsoft.com/windows/servercore:ltsc2019\nno match for platform in manifest: not found",
        ver("10.0.20348.2340")
    );
    let first = &answer(&text)[0];
    assert_eq!(first.diagnosis.cause, Cause::ImageOlder);
    assert!(!first.next.iter().any(|next| next.command.as_deref().is_some_and(|c| c.contains("hyperv"))));
    // C: a log of the kubelet says above the error that it was the sandbox.
    let text = "E0530 11:42:13.374889  204644 pod_workers.go:186] Error syncing pod, skipping: failed to \"CreatePodSandbox\" with CreatePodSandboxError:\n\
        Error response from daemon: container 0238a43119b6 encountered an error during CreateContainer: failure in a Windows system call:\n\
        The operating system of the container does not match the operating system of the host. (0xc0370101)";
    assert_eq!(answer(text)[0].diagnosis.cause, Cause::SandboxImage);
    // An engine this old also started what is too new: nothing follows from the pull.
    let text = "docker run a.io/x:1-ltsc2019\nencountered an error during CreateContainer: The operating system of the container does not match the operating system of the host. (0xc0370101)";
    assert_eq!(answer(text)[0].diagnosis.cause, Cause::Unknown);
    // J: the known half says something.
    let text = format!("kubelet {}", no_match("mcr.microsoft.com/windows/servercore:ltsc2022"));
    assert!(answer(&text)[0].diagnosis.text.contains("Windows Server 2022"), "{}", answer(&text)[0].diagnosis.text);
}
