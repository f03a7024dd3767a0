//! The steps for each cause.

use super::situation::{Next, Situation};
use crate::diagnose::{Cause, Diagnosis};
use crate::diagnose::{errors, matcher};
use crate::read::clue::ErrorCode;
use crate::read::evidence::Edition;
use crate::rules::notice::image_word;
use crate::rules::product::{Product, corrected, match_of};
use crate::rules::question::{Engine, Isolation};
use crate::rules::release::{self, Kind};
use crate::rules::rule::sandbox;
use crate::rules::verdict::Support;

/// What to do, the least effort first.
pub(super) fn of(situation: &Situation<'_>) -> Vec<Next> {
    let steps: Vec<Option<Next>> = match situation.diagnosis.cause {
        Cause::ImageNewer => image_newer(situation),
        Cause::ImageOlder | Cause::NoImageForHost => image_older(situation),
        Cause::Revision => revision(situation),
        Cause::EngineRefuses => engine_refuses(situation),
        Cause::NoEntry => no_entry(situation),
        Cause::EntryWithoutOsVersion => without_os_version(situation),
        Cause::SandboxImage => sandbox(situation),
        Cause::NoSuchTag => no_such_tag(situation),
        Cause::Architecture => architecture(situation),
        Cause::LinuxEngine => linux_engine(situation),
        Cause::LinuxImage => linux_image(situation),
        Cause::HypervMissing => hyperv_missing(situation),
        Cause::ContainersFeatureMissing => containers_feature(situation),
        Cause::IsolationNotAllowed => isolation(situation),
        Cause::EngineTooNewForHost => engine_too_new(),
        Cause::FilterDriver => filter_driver(),
        Cause::BrokenLayer => broken_layer(situation),
        Cause::HostprocessBase => hostprocess(),
        Cause::Resources => resources(situation),
        Cause::Scheduling => scheduling(situation),
        Cause::ServiceLimit => service(situation),
        Cause::NotCompatibility | Cause::Unknown => first(situation),
        Cause::None => Vec::new(),
    };
    steps.into_iter().flatten().collect()
}

/// A selector for nodes of a build, to write into the pod's spec.
fn selector(build: u16) -> String {
    format!("nodeSelector:\n  kubernetes.io/os: windows\n  node.kubernetes.io/windows-build: \"10.0.{build}\"")
}

/// The pod's workload in words.
fn workload(diagnosis: &Diagnosis) -> String {
    let pod = diagnosis.pod.as_ref();
    match (pod.and_then(|pod| pod.deployment()), pod) {
        (Some(name), _) => format!("the deployment {name}"),
        (None, Some(pod)) => format!("the pod {}", pod.name),
        (None, None) => "the pod".to_owned(),
    }
}

/// Nodes of the text that run the image already.
fn fitting_nodes(situation: &Situation<'_>) -> Option<Next> {
    let nodes = situation.nodes_that_fit();
    let (_, host) = nodes.first()?;
    let names: Vec<&str> = nodes.iter().filter_map(|(name, _)| *name).take(4).collect();
    if situation.diagnosis.is_cluster() {
        let title =
            format!("Schedule {} on the nodes that can run it ({})", workload(situation.diagnosis), names.join(", "));
        return Some(Next::new(title, selector(host.version.build)));
    }
    (!names.is_empty()).then(|| Next::say(format!("Run it on {}, which can run it", names.join(" or "))))
}

/// Where the image would run, in words.
fn newer_host(situation: &Situation<'_>) -> Option<Next> {
    let build = situation.judged_build()?;
    let hosts: Vec<&str> =
        release::with_build(build).filter(|release| release.kind == Kind::Server).map(|release| release.name).collect();
    let name = hosts.first()?;
    Some(match situation.diagnosis.is_cluster() {
        true => Next::new(format!("Or give the cluster nodes of {name}, and select them"), selector(build)),
        false => Next::say(format!("Or run it on {name} or newer: update the host, or use another machine or agent")),
    })
}

fn image_newer(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let hinted = situation.evidence.machine.hint.as_ref().map(|hint| hint.build);
    let for_hint = hinted.filter(|_| situation.diagnosis.machine.is_none()).and_then(|build| situation.tag_for(build));
    let older = situation
        .diagnosis
        .machine
        .is_none()
        .then(|| Next::say("Use an older tag (ltsc2019, 1809), or nodes with the image’s release"));
    vec![fitting_nodes(situation), situation.other_tag(), for_hint, older, newer_host(situation)]
}

/// Hyper-V isolation, where it can help and was not what failed.
fn with_hyperv(situation: &Situation<'_>) -> Option<Next> {
    let diagnosis = situation.diagnosis;
    let possible = diagnosis.verdict.as_ref().is_none_or(|verdict| verdict.hyperv.support == Support::Supported);
    if diagnosis.is_cluster() || diagnosis.tried(Isolation::Hyperv) || !possible || situation.evidence.engine.hosted {
        return None;
    }
    let image = situation.image();
    let command = match diagnosis.engine {
        Some(Engine::Swarm) => "docker service update --isolation hyperv SERVICE".to_owned(),
        _ if situation.is_base_of_build() => "docker build --isolation=hyperv .".to_owned(),
        _ => format!("docker run --isolation=hyperv {image}"),
    };
    Some(Next::new("Run it with Hyper-V isolation", command))
}

fn image_older(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let refused_at_pull = matches!(situation.diagnosis.code, ErrorCode::NoManifest | ErrorCode::NoPlatformMatch);
    let hyperv = with_hyperv(situation).filter(|_| !refused_at_pull);
    let unknown = situation.diagnosis.machine.is_none();
    let newer = unknown.then(|| situation.tag_for(20348)).flatten();
    vec![fitting_nodes(situation), hyperv, situation.other_tag(), newer, same_release_host(situation)]
}

/// A host of the image's own release.
fn same_release_host(situation: &Situation<'_>) -> Option<Next> {
    let build = situation.judged_build()?;
    let release = release::with_build(build).find(|release| release.kind == Kind::Server)?;
    let ended = release.end().is_some_and(|end| end < situation.today);
    if ended {
        return None;
    }
    Some(match situation.diagnosis.is_cluster() {
        true => Next::new(format!("Or run it on nodes of {}", release.name), selector(build)),
        false => Next::say(format!("Or run it on {}", release.name)),
    })
}

fn revision(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let verdict = diagnosis.verdict.as_ref();
    let versions = verdict.and_then(|verdict| Some((verdict.host.version, verdict.image?)));
    let image_lags = versions.is_some_and(|(host, image)| image.revision < host.revision);
    let update = match (diagnosis.engine, image_lags) {
        (_, true) => Next::say("Rebuild the image on a current base image, so that it has the host’s updates"),
        (Some(Engine::Aks), _) => Next::new(
            "Update the node to a current node image",
            "az aks nodepool upgrade --resource-group GROUP --cluster-name CLUSTER --name POOL --node-image-only",
        ),
        (Some(Engine::Kubernetes), _) => {
            Next::say("Update the node: install the current cumulative update, or replace it with a current node image")
        }
        _ => Next::new("Update the host: install the current cumulative update", "sconfig"),
    };
    let pinned = situation.recommendation.as_ref().and_then(|recommendation| {
        let from = recommendation.from.first()?;
        Some(format!("FROM {}:{}", from.family.repository(), from.pinned.first()?))
    });
    let pin = pinned
        .filter(|_| !image_lags)
        .map(|from| Next::new("Until then, pin an older base image whose updates the host has", from));
    vec![Some(update), pin, with_hyperv(situation)]
}

fn engine_refuses(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let docker =
        !situation.diagnosis.is_cluster() && situation.evidence.engine.version(Product::Containerd, None).is_none();
    let product = if docker { Product::Docker } else { Product::Containerd };
    let whose = if docker { "the engine" } else { "the node’s engine" };
    let node = situation.diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
    let version = situation.evidence.engine.version(product, node);
    let found = version.and_then(|[major, minor, patch]| match_of(product, &format!("{major}.{minor}.{patch}")));
    let mended = found.map_or_else(|| corrected().of(product), |found| matcher::mended_in(product, found));
    let update = Next::say(format!("Update {whose}: {mended} accepts the pair"));
    let store = docker.then(|| {
        Next::new(
            "Or go back to the classic image store in daemon.json, then restart the engine",
            "{ \"features\": { \"containerd-snapshotter\": false } }",
        )
    });
    vec![Some(update), store, situation.other_tag()]
}

fn no_entry(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let image = situation.image();
    let inspect = Next::new(
        "See what the tag holds: os and os.version in each entry",
        format!("docker manifest inspect {image}"),
    );
    let build = situation.diagnosis.machine.map(|host| host.version.build);
    let wanted = build.map_or_else(|| "this host".to_owned(), |build| format!("10.0.{build}"));
    let sibling = situation.best_build().and_then(|build| situation.sibling(build)).map(|sibling| {
        let command = if situation.diagnosis.is_cluster() {
            format!("image: {sibling}")
        } else {
            format!("docker pull {sibling}")
        };
        Next::new("Name the Windows version in the tag", command)
    });
    let other = Next::say(format!(
        "Use another release or tag that has an entry for {wanted}. If there is none, ask the publisher for one"
    ));
    vec![sibling, Some(inspect), Some(other)]
}

fn without_os_version(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let build = situation.diagnosis.machine.map(|host| host.version.build);
    let other = situation.evidence.clues.images.iter().find(|image| {
        image.version.map(|version| version.build) == build && image.reference != situation.diagnosis.image
    });
    let other = other.and_then(|image| image.reference.as_deref()).filter(|name| crate::diagnose::case::is_plain(name));
    let pin = match other {
        Some(other) => Next::new("Pin the release whose manifest list still has os.version", format!("image: {other}")),
        None => Next::new(
            "Pin the digest of the entry for this build",
            format!("docker buildx imagetools inspect {}", situation.image()),
        ),
    };
    let version = build.map_or_else(|| "10.0.BUILD".to_owned(), |build| format!("10.0.{build}"));
    let publish = Next::new(
        "Ask the publisher for os.version in each Windows entry",
        format!(
            "docker manifest annotate --os windows --os-version {version} {} IMAGE-OF-THIS-BUILD",
            situation.image()
        ),
    );
    vec![Some(pin), Some(publish)]
}

fn sandbox(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let node = situation.diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
    let docker = node.is_some_and(|node| {
        situation.evidence.engine.nodes.iter().any(|(name, product, _)| name == node && *product == Product::Docker)
    });
    let set = if docker {
        Next::new(
            "Set the kubelet’s pause image to one with an entry for the node’s build",
            format!("{}=mcr.microsoft.com/oss/kubernetes/pause:3.9", sandbox::SETTINGS[1]),
        )
    } else {
        Next::new(
            "In containerd’s config.toml, set a pause image that has an entry for the node’s build. Then restart \
                 containerd",
            format!("{} = \"registry.k8s.io/pause:{}\"", sandbox::SETTINGS[0], sandbox::FIRST_FOR_2025),
        )
    };
    let look = if docker { "docker images" } else { "crictl images" };
    vec![Some(Next::new("On the node, see which pause images it has", look)), Some(set)]
}

fn no_such_tag(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let image = situation.diagnosis.judged.as_ref();
    let instead = image
        .and_then(|image| image.no_such_tag())
        .and_then(|problem| problem.instead.as_ref())
        .map(ToString::to_string);
    let instead = instead.map(|instead| Next::new("Use the tag that exists", format!("docker pull {instead}")));
    let repository = situation.diagnosis.judged_name().and_then(|name| {
        let name = name.split('@').next()?;
        let path = name.rfind('/').map_or(0, |slash| slash + 1);
        Some(name[path..].find(':').map_or(name, |colon| &name[..path + colon]))
    });
    let list = Next::new(
        "Compare the tag with the repository’s tag list",
        format!("crane ls {}", repository.unwrap_or("REPOSITORY")),
    );
    vec![instead, Some(list)]
}

fn architecture(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let image = situation.image();
    let linux = situation.diagnosis.line.contains("linux/");
    if linux {
        return vec![
            Some(Next::new("Run the amd64 image, emulated", format!("docker run --platform linux/amd64 {image}"))),
            Some(Next::new("See which platforms the tag holds", format!("docker manifest inspect {image}"))),
        ];
    }
    let other = match situation.evidence.machine.arm64 {
        Some(_) => "Use an ARM64 image (nanoserver:ltsc2025-arm64, servercore:ltsc2025-arm64), or an amd64 machine",
        None => "Build or pull the image for the machine’s processor",
    };
    vec![
        Some(Next::say(other)),
        Some(Next::new("See which platforms the tag holds", format!("docker manifest inspect {image}"))),
    ]
}

fn linux_engine(situation: &Situation<'_>) -> Vec<Option<Next>> {
    if let Some(tool) = situation.evidence.engine.linux_only {
        let image = situation.image();
        return vec![
            Some(Next::say(format!(
                "{tool} has no Windows containers: use Docker or containerd on a Windows machine that the image fits"
            ))),
            Some(Next::new("See what the tag holds", format!("docker manifest inspect {image}"))),
        ];
    }
    let home = situation.evidence.machine.edition == Some(Edition::Home);
    let switch = Next::new(
        "Switch Docker Desktop to Windows containers",
        "& \"$Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe\" -SwitchDaemon",
    );
    let pro = home
        .then(|| Next::say("Windows Home can’t run Windows containers: use Windows Pro, Enterprise or Windows Server"));
    let context = Next::new("See which engine answers", "docker version --format \"{{.Server.Os}}\"");
    vec![pro, Some(switch), Some(context)]
}

fn linux_image(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let image = situation.image();
    let inspect = Next::new("See whether the tag has any Windows entry", format!("docker manifest inspect {image}"));
    if situation.diagnosis.is_cluster() {
        let node = situation.diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
        let node = node.filter(|node| crate::diagnose::case::is_plain(node)).unwrap_or("NODE");
        return vec![
            Some(Next::new(
                format!("Schedule {} on Linux nodes", workload(situation.diagnosis)),
                "nodeSelector:\n  kubernetes.io/os: linux",
            )),
            Some(Next::new(
                "Keep pods without a selector off the Windows nodes",
                format!("kubectl taint nodes {node} os=windows:NoSchedule"),
            )),
            Some(inspect),
        ];
    }
    let sibling = situation.best_build().and_then(|build| situation.sibling(build));
    let sibling =
        sibling.map(|sibling| Next::new("Name the Windows version in the tag", format!("docker pull {sibling}")));
    let switch = Next::new(
        "Or run the Linux image on a Linux engine",
        "& \"$Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe\" -SwitchDaemon",
    );
    vec![sibling, Some(switch), Some(inspect)]
}

fn hyperv_missing(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let fits = diagnosis
        .verdict
        .as_ref()
        .is_some_and(|verdict| matches!(verdict.process.support, Support::Supported | Support::DevTest));
    let process = (fits && !diagnosis.tried(Isolation::Process)).then(|| {
        Next::new(
            "Run it with process isolation, which needs no Hyper-V",
            format!("docker run --isolation=process {}", situation.image()),
        )
    });
    let tag = if fits { None } else { situation.other_tag() };
    if diagnosis.code == ErrorCode::FirmwareVirtualization {
        return vec![
            Some(Next::say("Turn on virtualization (Intel VT-x, AMD-V or SVM) in the firmware")),
            Some(Next::new("See whether it is on", "systeminfo")),
        ];
    }
    let client = diagnosis.machine.is_some_and(|host| host.kind == Kind::Client)
        || situation.evidence.machine.kind == Some(Kind::Client);
    let enable = match client {
        true => Next::new(
            "Enable the Hyper-V feature",
            "Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All",
        ),
        false => {
            Next::new("Install the Hyper-V role", "Install-WindowsFeature Hyper-V -IncludeManagementTools -Restart")
        }
    };
    let nested = situation.evidence.machine.virtual_machine || !client;
    let nested = nested.then(|| {
        Next::new(
            "If this is a virtual machine, shut it down and turn on nested \
         virtualization on its own host (VMware: “Virtualize Intel VT-x/EPT”)",
            "Set-VMProcessor -VMName NAME -ExposeVirtualizationExtensions $true",
        )
    });
    vec![process, tag, Some(enable), nested]
}

fn containers_feature(situation: &Situation<'_>) -> Vec<Option<Next>> {
    if situation.evidence.machine.edition == Some(Edition::Home) {
        return vec![Some(Next::say(
            "Windows Home has no Containers feature: use Windows Pro, Enterprise or Windows Server",
        ))];
    }
    let server = situation.evidence.machine.kind == Some(Kind::Server);
    let command = if server {
        "Install-WindowsFeature Containers -Restart"
    } else {
        "Enable-WindowsOptionalFeature -Online -FeatureName Containers -All"
    };
    vec![Some(Next::new("Install the Containers feature, then restart", command))]
}

fn isolation(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    if diagnosis.is_cluster() {
        return vec![fitting_nodes(situation), situation.other_tag(), same_release_host(situation)];
    }
    match diagnosis.code {
        ErrorCode::DaemonRefusesProcessOnClient => {
            vec![with_hyperv(situation), Some(Next::say("Or update Docker to 23 or later"))]
        }
        _ => vec![Some(Next::say("Set the isolation to default, process or hyperv"))],
    }
}

fn engine_too_new() -> Vec<Option<Next>> {
    vec![
        Some(Next::say(
            "Install Docker 20.10 (the last one for this Windows, no longer fixed) or the Mirantis Container Runtime",
        )),
        Some(Next::say("Better: use Windows Server 2019 or later. Windows Server 2016 ends on 2027-01-12")),
    ]
}

fn filter_driver() -> Vec<Option<Next>> {
    vec![
        Some(Next::new(
            "Exclude the engine’s folder from the scanner",
            "Add-MpPreference -ExclusionPath C:\\ProgramData\\docker",
        )),
        Some(Next::new("See which filter drivers are loaded (antivirus, backup, encryption)", "fltmc filters")),
    ]
}

fn broken_layer(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let (image, container) = (situation.image(), situation.container());
    if situation.diagnosis.is_cluster() {
        return vec![Some(Next::new(
            "Remove the image on the node, so that it is pulled again",
            format!("crictl rmi {image}"),
        ))];
    }
    vec![
        Some(Next::new(
            "Remove the container and the image, then pull and create it again",
            format!("docker rm {container}\ndocker rmi {image}\ndocker pull {image}"),
        )),
        Some(Next::say("If that doesn’t help, update Docker and Windows, and look for filter drivers (antivirus)")),
    ]
}

fn hostprocess() -> Vec<Option<Next>> {
    vec![Some(Next::new(
        "Build it with BuildKit (buildx), best on Linux: it only copies files",
        "docker buildx build --platform windows/amd64 --output type=registry -t IMAGE .",
    ))]
}

fn resources(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    if diagnosis.code == ErrorCode::NoSpace {
        return first(situation);
    }
    let verdict = diagnosis.verdict.as_ref();
    let versions = verdict.and_then(|verdict| Some((verdict.host.version, verdict.image?)));
    let hyperv = diagnosis.tried(Isolation::Hyperv);
    let behind = versions.filter(|(host, image)| hyperv && host.build == image.build && host.revision < image.revision);
    let update = behind.map(|(_, image)| {
        Next::say(format!("Update the host to {image} or later, so that process isolation is used again"))
    });
    let process = versions.filter(|(host, image)| hyperv && host.build == image.build).map(|_| {
        Next::new(
            "Or use process isolation, which uses the host’s memory",
            format!("docker run --isolation=process {}", situation.image()),
        )
    });
    let more = match diagnosis.is_cluster() {
        true => Next::new(
            format!("Raise the memory limit of {}", workload(diagnosis)),
            "resources:\n  limits:\n    memory: 2Gi",
        ),
        false => Next::new("Give the container more memory", format!("docker run --memory 4g {}", situation.image())),
    };
    vec![update, process, Some(more)]
}

fn scheduling(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let mut builds: Vec<u16> = situation.evidence.wanted_builds.iter().map(|version| version.build).collect();
    builds.extend(situation.evidence.clues.hosts.iter().filter_map(|host| host.version).map(|version| version.build));
    builds.sort_unstable();
    builds.dedup();
    let look = Next::new(
        "Compare the selectors with the nodes’ labels",
        "kubectl get nodes -L node.kubernetes.io/windows-build",
    );
    let line = situation.diagnosis.line.to_ascii_lowercase();
    let tainted = line.contains("taint {os: windows}") || line.contains("taint {os=windows");
    let tolerate = tainted.then(|| {
        Next::new(
            "Let the pod tolerate the taint of the Windows nodes",
            "tolerations:\n- key: os\n  operator: Equal\n  value: windows\n  effect: NoSchedule",
        )
    });
    if situation.evidence.wanted_builds.is_empty() || builds.len() < 2 {
        return vec![tolerate, Some(look), first(situation).into_iter().flatten().next()];
    }
    let values: Vec<String> = builds.iter().map(|build| format!("\"10.0.{build}\"")).collect();
    let affinity = format!(
        "affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n      - matchExpressions:\n        - key: node.kubernetes.io/windows-build\n          operator: In\n          values: [{}]",
        values.join(", ")
    );
    vec![
        Some(Next::new(
            "Select the nodes’ builds instead: replace the nodeSelector with an affinity for all builds that run it",
            affinity,
        )),
        Some(look),
    ]
}

fn service(situation: &Situation<'_>) -> Vec<Option<Next>> {
    if situation.diagnosis.code == ErrorCode::RunnerUnsupported
        || situation.diagnosis.code == ErrorCode::ServiceOtherSystem
    {
        return first(situation);
    }
    let app_service = situation.diagnosis.code == ErrorCode::AppServiceCeiling;
    let build = if app_service { 20348 } else { 17763 };
    let word = image_word(build).unwrap_or_default();
    let tag =
        situation.sibling(build).map(|sibling| Next::new(format!("Use the tag for {word}"), format!("FROM {sibling}")));
    let rebuild = tag.is_none().then(|| {
        Next::new(
            format!("Rebuild the image on a release that the service offers ({word})"),
            format!("FROM mcr.microsoft.com/windows/servercore:{word}"),
        )
    });
    vec![tag, rebuild]
}

/// The first thing to do by the table of errors, with the names of the text.
fn first(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let entry = errors::entry(diagnosis.code);
    // A question of the diagnosis' own asks more than the entry of an error that is not known.
    if diagnosis.code == ErrorCode::Unknown && diagnosis.cause != Cause::Unknown && !diagnosis.open.is_empty() {
        return Vec::new();
    }
    let asks = diagnosis.cause == Cause::Unknown && !diagnosis.open.is_empty();
    if asks {
        return vec![with_hyperv(situation).filter(|_| diagnosis.verdict.is_some())];
    }
    let title = entry.first.trim_end_matches('.').to_owned();
    if entry.command.is_empty() {
        return vec![Some(Next::say(title))];
    }
    let registry = diagnosis.judged_name().and_then(|name| name.split_once('/')).map(|(host, _)| host);
    let registry = registry.filter(|host| host.contains('.') || host.contains(':')).unwrap_or("REGISTRY");
    let pod = diagnosis
        .pod
        .as_ref()
        .map(|pod| pod.name.as_str())
        .filter(|pod| crate::diagnose::case::is_plain(pod))
        .unwrap_or("POD");
    let words: Vec<String> = on_engine(entry.command, diagnosis.engine)
        .split(' ')
        .map(|word| match word {
            "IMAGE" => situation.image().to_owned(),
            "CONTAINER" | "CONTAINER;" => word.replace("CONTAINER", situation.container()),
            "IMAGE;" => format!("{};", situation.image()),
            "REGISTRY" => registry.to_owned(),
            "POD" => pod.to_owned(),
            word => word.to_owned(),
        })
        .collect();
    vec![Some(Next::new(title, words.join(" ")))]
}

/// A command of Docker, or what does the same where Kubernetes runs the container: its nodes have no `docker`.
fn on_engine(command: &'static str, engine: Option<Engine>) -> &'static str {
    if !matches!(engine, Some(Engine::Kubernetes | Engine::Aks)) {
        return command;
    }
    const INSTEAD: [(&str, &str); 10] = [
        ("docker login", "kubectl get pod POD --output \"jsonpath={.spec.imagePullSecrets}\""),
        ("docker run --rm -it --entrypoint", "kubectl describe pod POD"),
        ("docker run -v", "kubectl describe pod POD"),
        ("docker logs", "kubectl logs POD --previous"),
        ("docker ps", "kubectl get pods --output wide"),
        ("docker stats", "kubectl describe pod POD"),
        ("docker system prune", "crictl rmi --prune"),
        ("docker image inspect", "crictl inspecti IMAGE"),
        ("docker events", "kubectl get events --sort-by .lastTimestamp"),
        ("docker info", "kubectl get events --sort-by .lastTimestamp"),
    ];
    INSTEAD.iter().find(|(docker, _)| command.starts_with(docker)).map_or(command, |(_, instead)| instead)
}
