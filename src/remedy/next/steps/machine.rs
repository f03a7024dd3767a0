//! Steps on the machine: its features, its isolation, its layers, its memory.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use super::files::data_root;
use super::versions::{fitting_nodes, same_release_host, with_hyperv};
use super::{first, workload};
use crate::diagnose::case::{is_client_without_process, is_first_layer, names_windows};
use crate::diagnose::features;
use crate::diagnose::particular::Particular;
use crate::read::clue::ErrorCode;
use crate::read::evidence::Phase;
use crate::remedy::target::docker::TO_LINUX;
use crate::remedy::target::value::Value;
use crate::rules::question::Isolation;
use crate::rules::reference::Reference;

/// Starts the engine, or finds out why it doesn't start.
pub(super) fn engine_down(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let engine = &situation.evidence.engine;
    let line = situation.diagnosis.line.to_ascii_lowercase();
    let desktop =
        engine.is_desktop || engine.desktop.is_some() || line.contains("desktop") || line.contains("docker_engine_");
    if ["start daemon", "starting daemon", "load listeners"].iter().any(|words| line.contains(words)) {
        let log = command::powershell("Get-EventLog -LogName Application -Source docker -Newest 30", &[]);
        return vec![Some(Next::write("Read why the engine doesn’t start: the last lines of its log say it", log))];
    }
    let particular = Particular::of(situation.diagnosis.code, &line);
    if particular == Some(Particular::ContainerdDown) {
        // RKE2 runs containerd itself, and waits for it: https://github.com/rancher/rke2/issues/9276.
        if line.contains("waiting for containerd startup") {
            let log = command::powershell("Get-EventLog -LogName Application -Source rke2 -Newest 50", &[]);
            let title = "If it goes on for more than a minute: on the node, read why rke2 doesn’t start containerd";
            return vec![Some(Next::write(title, log))];
        }
        let title = "On the node, see whether containerd runs, and start it";
        return vec![Some(Next::write(
            title,
            command::powershell("Get-Service containerd | Start-Service -PassThru", &[]),
        ))];
    }
    // https://docs.docker.com/desktop/troubleshoot-and-support/troubleshoot/
    if particular == Some(Particular::DesktopEngine) {
        let logs = "Get-ChildItem \"$Env:LOCALAPPDATA\\Docker\\log\" -Recurse -Filter *.log | Sort-Object LastWriteTime | Select-Object -Last 4 FullName";
        return vec![
            Some(Next::write(
                "See whether both Windows features are on. Both have to say Enabled",
                command::powershell(features::BOTH, &[]),
            )),
            Some(Next::write(
                "Read the engine’s own log: the last lines say why it ended",
                command::powershell("Get-EventLog -LogName Application -Source docker -Newest 30", &[]),
            )),
            Some(Next::write("Find the newest logs of Docker Desktop", command::powershell(logs, &[]))),
            Some(Next::say("If it came with an update of Docker Desktop, install the release before it")),
        ];
    }
    if particular == Some(Particular::ShutOut) {
        let who = match desktop {
            true => "Add the account to the group docker-users, then sign out and in again",
            false => {
                "Run it as administrator. For other accounts, name a group of theirs as “group” in daemon.json, and restart the engine"
            }
        };
        return vec![Some(Next::say(who))];
    }
    // https://github.com/actions/runner-images/issues/13729
    if situation.hosted().is_some() {
        let title =
            "Start the engine in a step before Docker is used: hosted Windows agents sometimes come without it running";
        return vec![Some(Next::write(title, command::powershell("Start-Service docker", &[])))];
    }
    let start = match (desktop, situation.is_server()) {
        (true, _) => Next::say("Start Docker Desktop, and wait until it says that the engine is running"),
        (false, true) => Next::write("Start the engine’s service", command::powershell("Start-Service docker", &[])),
        (false, false) => Next::write(
            "Start the engine: Docker Desktop from the Start menu, or its service on Windows Server",
            command::powershell("Start-Service docker", &[]),
        ),
    };
    let context = Next::write(
        "If it runs, see which engine the command line talks to (the one with the star), and choose another with docker context use",
        command::any_shell("docker context ls", &[]),
    );
    vec![Some(start), Some(context)]
}

/// Builds a Windows image without BuildKit's own container.
pub(super) fn plain_builder() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "Build without it: docker build builds Windows images, and needs no setup-buildx-action",
            command::any_shell("docker build -t IMAGE .", &[]),
        )),
        Some(Next::write(
            "Or keep buildx and use the engine’s own builder: in the step of setup-buildx-action",
            command::yaml("with:\n  driver: docker", &[]),
        )),
    ]
}

/// Runs containerd as the account that may log others on.
pub(super) fn containerd_account() -> Vec<Option<Next>> {
    let look = "(Get-CimInstance Win32_Service -Filter \"Name='containerd'\").StartName";
    vec![
        Some(Next::write("On the node, see as which account containerd runs", command::powershell(look, &[]))),
        Some(Next::write(
            "If it isn’t LocalSystem, let it run as that, then restart the service",
            command::powershell("sc.exe config containerd obj= LocalSystem", &[]),
        )),
    ]
}

/// Puts the folders of RKE2 on the path: <https://docs.rke2.io/install/quickstart>.
pub(super) fn rancher_path() -> Vec<Option<Next>> {
    let add = "[Environment]::SetEnvironmentVariable('Path', [Environment]::GetEnvironmentVariable('Path', 'Machine') + \
               ';C:\\var\\lib\\rancher\\rke2\\bin;C:\\usr\\local\\bin', 'Machine')";
    let title = "On the node, add RKE2’s folders to the path of the machine, then restart the service rke2";
    vec![Some(Next::write(title, command::powershell(add, &[])))]
}

/// Brings Docker back on an instance of ECS.
pub(super) fn ecs_engine() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "On the container instance, restart Docker and the ECS agent",
            command::powershell("Restart-Service docker, AmazonECS -Force", &[]),
        )),
        Some(Next::say("If it comes back, give the instance more memory, or replace it")),
    ]
}

pub(super) fn isolation(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    if diagnosis.is_cluster() {
        return vec![fitting_nodes(situation), situation.other_tag(), same_release_host(situation)];
    }
    match diagnosis.code {
        ErrorCode::DaemonRefusesProcessOnClient
            if is_client_without_process(&diagnosis.line, diagnosis.machine.map(|host| host.version.build)) =>
        {
            vec![
                with_hyperv(situation),
                Some(Next::say("Or upgrade Windows to 1809 or later, and use an image with its build")),
            ]
        }
        ErrorCode::DaemonRefusesProcessOnClient => {
            vec![with_hyperv(situation), Some(Next::say("Or update Docker to 23 or later"))]
        }
        _ => vec![Some(Next::say("Set the isolation to default, process or hyperv"))],
    }
}

pub(super) fn engine_too_new() -> Vec<Option<Next>> {
    vec![
        Some(Next::say(
            "Install Docker 20.10 (the last one for this Windows, no longer fixed) or the Mirantis Container Runtime",
        )),
        Some(Next::say("Better: use Windows Server 2019 or later. Windows Server 2016 ends on 2027-01-12")),
    ]
}

pub(super) fn filter_driver(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let containerd = situation.diagnosis.is_cluster() || situation.evidence.engine.tool.is_some();
    let usual = match containerd {
        true => Value::own("C:\\ProgramData\\containerd"),
        false => Value::own("C:\\ProgramData\\docker"),
    };
    let folder = data_root(&situation.diagnosis.line).unwrap_or(usual);
    if Particular::of(situation.diagnosis.code, &situation.diagnosis.line) == Some(Particular::FilterRefused) {
        return vec![
            Some(loaded_filters()),
            Some(Next::say(
                "Update or remove the software that the driver belongs to, and restart: first those that Microsoft doesn’t make",
            )),
        ];
    }
    let exclude = command::powershell("Add-MpPreference -ExclusionPath §", &[&folder]);
    vec![Some(Next::write("Exclude the engine’s folder from the scanner", exclude)), Some(loaded_filters())]
}

fn loaded_filters() -> Next {
    Next::write(
        "See which filter drivers are loaded (antivirus, backup, encryption)",
        command::any_shell("fltmc filters", &[]),
    )
}

/// What to look for where the versions fit and the container doesn't start all the same.
pub(super) fn fits_and_fails(situation: &Situation<'_>) -> Vec<Option<Next>> {
    vec![
        Some(loaded_filters()),
        with_hyperv(situation),
        Some(Next::say("If that doesn’t tell, install the current updates of Windows and of the engine")),
    ]
}

pub(super) fn broken_layer(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let (image, container) = (situation.image(), situation.container());
    let particular = Particular::of(situation.diagnosis.code, &situation.diagnosis.line);
    if particular == Some(Particular::FeatureLibrary) {
        let look = "Get-WindowsOptionalFeature -Online -FeatureName Containers";
        return vec![
            Some(Next::write("See whether the Windows feature is on", command::powershell(look, &[]))),
            super::features::containers(situation).into_iter().flatten().next(),
        ];
    }
    if particular == Some(Particular::DiskNotReady) {
        return vec![
            Some(Next::say("Try again, with fewer containers starting at once on this machine")),
            Some(Next::say(
                "If that doesn’t help, update Windows and the engine, and look for filter drivers (antivirus)",
            )),
        ];
    }
    if situation.diagnosis.is_cluster() {
        return vec![Some(Next::write(
            "Remove the image on the node, so that it is pulled again",
            command::any_shell("crictl rmi §", &[&image]),
        ))];
    }
    // Nothing is there yet to be removed.
    let line = &situation.diagnosis.line;
    if situation.diagnosis.phase == Phase::Pull || line.to_ascii_lowercase().contains("failed to register layer") {
        let perhaps = is_first_layer(line) && !situation.diagnosis.judged_name().is_some_and(names_windows);
        let title = "If it is a Linux image, switch Docker Desktop to Linux containers";
        return vec![
            Some(Next::write(title, command::powershell(TO_LINUX, &[]))).filter(|_| perhaps && !situation.is_server()),
            Some(Next::say("Update Docker and Windows, and look for filter drivers (antivirus)")),
        ];
    }
    let named = situation.diagnosis.judged.as_ref().and_then(|image| image.reference.as_ref());
    let local = named.is_some_and(Reference::is_local);
    vec![
        Some(match local {
            // A registry doesn't have what was built here.
            true => Next::write(
                "Remove the container and the image, then build the image and create the container again",
                command::any_shell("docker rm §\ndocker rmi §", &[&container, &image]),
            ),
            false => Next::write(
                "Remove the container and the image, then pull and create it again",
                command::any_shell("docker rm §\ndocker rmi §\ndocker pull §", &[&container, &image, &image]),
            ),
        }),
        Some(Next::say("If that doesn’t help, update Docker and Windows, and look for filter drivers (antivirus)")),
    ]
}

pub(super) fn hostprocess() -> Vec<Option<Next>> {
    vec![Some(Next::write(
        "Build it with BuildKit (buildx), best on Linux: it only copies files",
        command::any_shell("docker buildx build --platform windows/amd64 --output type=registry -t IMAGE .", &[]),
    ))]
}

/// Makes room on the disk, or in the container: its C: has 20 GB unless the engine is told otherwise, however large the disk is
/// (<https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-storage#storage-limits>).
fn space(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let line = &situation.diagnosis.line;
    // A write into a container or into a step of a build. Installers print the number of Windows:
    // https://github.com/moby/moby/issues/34947. The layers of a pull, and those that the engine has in the machine's temporary folder
    // while it makes them, go onto the machine's own disk: https://github.com/docker/for-win/issues/14425.
    let inside = ["\\\\?\\", "failed to copy", "0x80070070"].iter().any(|words| line.contains(words));
    let inside = inside
        && !["register layer", "\\hcs", "\\SystemTemp\\", "UtilityVM", "BackupWrite"]
            .iter()
            .any(|words| line.contains(words));
    let is_windows = !line.contains("no space left on device");
    let larger = is_windows.then(|| {
        Next::write(
            "If the disk has room: a container’s C: ends at 20 GB by default. Raise that in daemon.json, then restart the engine",
            command::file("\"storage-opts\": [\"size=50GB\"]", &[]),
        )
    });
    let prune = Next::write(
        "Free space: this removes stopped containers, unused networks, dangling images and the build cache",
        command::any_shell("docker system prune", &[]),
    );
    let look = Next::write("See what uses the space", command::any_shell("docker system df", &[]));
    let mut steps = vec![Some(prune), Some(look), larger];
    if inside && is_windows {
        steps.rotate_right(1);
    }
    steps.push(Some(Next::say(
        "If that isn’t enough, move the engine’s data to a larger disk (“data-root” in daemon.json)",
    )));
    steps
}

/// Finds the controller that a container looks for: <https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/gmsa-troubleshooting>.
pub(super) fn domain_controller(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let container = situation.container();
    let pod = situation.diagnosis.pod.as_ref().and_then(|pod| Value::name(&pod.name)).unwrap_or(Value::own("POD"));
    let find = match situation.diagnosis.is_cluster() {
        true => command::any_shell("kubectl exec § -- nltest /dsgetdc:DOMAIN", &[&pod]),
        false => command::any_shell("docker exec § nltest /dsgetdc:DOMAIN", &[&container]),
    };
    vec![
        Some(Next::write("In the container, see whether it finds a controller of the domain", find)),
        Some(Next::write(
            "On the host, do the same. If only the container finds none, give it the domain’s DNS server (docker run --dns)",
            command::any_shell("nltest /dsgetdc:DOMAIN", &[]),
        )),
        Some(Next::write("Then test the account on the host", command::powershell("Test-ADServiceAccount NAME", &[]))),
    ]
}

/// The virtual machine of a container that Windows didn't reach, where the command limits its memory:
/// <https://github.com/docker/for-win/issues/767>.
pub(super) fn without_limit(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let command =
        |text: &str| text.contains(" run ") && [" -m ", " --memory", " -m="].iter().any(|flag| text.contains(flag));
    let limited = situation.evidence.mentions.iter().filter_map(|mention| mention.command.as_deref()).any(command);
    limited.then(|| vec![Some(Next::say("Try it without the memory limit (-m, --memory), or with another one"))])
}

pub(super) fn resources(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    if diagnosis.code == ErrorCode::NoSpace {
        return if diagnosis.is_cluster() { first(situation) } else { space(situation) };
    }
    if diagnosis.line.contains("'DockerDesktopVM'") {
        return vec![Some(Next::say(
            "Free memory on the machine, or give Docker Desktop’s virtual machine less: Settings, Resources",
        ))];
    }
    // The host can't set aside what the container asks for: more for the container would make it worse
    // (<https://github.com/microsoft/navcontainerhelper/issues/3490>).
    let line = diagnosis.line.to_ascii_lowercase();
    if line.contains("paging file is too small") || line.contains("insufficient system resources") {
        return vec![
            Some(Next::say("Free memory on the host, or make its page file larger")),
            Some(Next::say("If the container has a memory limit, lower it: the host has to set that much aside")),
        ];
    }
    let verdict = diagnosis.verdict.as_ref();
    let versions = verdict.and_then(|verdict| Some((verdict.host.version, verdict.image?)));
    let hyperv = diagnosis.tried(Isolation::Hyperv);
    let behind = versions.filter(|(host, image)| hyperv && host.build == image.build && host.revision < image.revision);
    let update = behind.map(|(_, image)| {
        Next::say(format!("Update the host to {image} or later, so that process isolation is used again"))
    });
    let process = versions.filter(|(host, image)| hyperv && host.build == image.build).map(|_| {
        Next::write("Or use process isolation, which uses the host’s memory", situation.run_with(Isolation::Process))
    });
    let more = match diagnosis.is_cluster() {
        true => Next::write(
            format!("Raise the memory limit of {}", workload(diagnosis)),
            command::yaml("resources:\n  limits:\n    memory: 2Gi", &[]),
        ),
        false => Next::write(
            "Give the container more memory",
            command::any_shell("docker run --memory 4g §", &[&situation.image()]),
        ),
    };
    vec![update, process, Some(more)]
}
