//! Steps where no image was taken: the list, the engine, the system, the sandbox.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use super::versions::runner;
use super::{cluster, platform, workload};
use crate::diagnose::case::names_windows;
use crate::diagnose::former;
use crate::diagnose::matcher;
use crate::read::clue::ErrorCode;
use crate::read::evidence::{Edition, System};
use crate::read::names::aks_pool;
use crate::remedy::target::docker::{TO_LINUX, TO_WINDOWS};
use crate::remedy::target::value::Value;
use crate::rules::probe;
use crate::rules::product::{Match, Product, corrected, match_of};
use crate::rules::question::Engine;
use crate::rules::reference::{Reference, WhyNot};
use crate::rules::version::Version;

pub(super) fn engine_refuses(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    // containerd's own tools print neither.
    let words =
        ["no matching manifest", "Error response from daemon"].iter().any(|words| diagnosis.line.contains(words));
    let docker = !diagnosis.is_cluster()
        && situation.evidence.engine.version(Product::Containerd, None).is_none()
        && (words || diagnosis.code != ErrorCode::NoPlatformMatch);
    let product = if docker { Product::Docker } else { Product::Containerd };
    let whose = match (docker, diagnosis.is_cluster()) {
        (true, _) => "the engine",
        (false, true) => "the node’s engine",
        (false, false) => "containerd",
    };
    let node = diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
    let version = situation.evidence.engine.version(product, node);
    let found = version.and_then(|[major, minor, patch]| match_of(product, &format!("{major}.{minor}.{patch}")));
    // A pair that every range of builds takes is refused only by engines that want equal builds.
    let by_all =
        diagnosis.verdict.as_ref().and_then(|verdict| verdict.gates).is_some_and(|gates| gates.containerd.agree());
    let found = found.or(by_all.then_some(Match::EqualBuilds));
    let mended = found.map_or_else(|| corrected().of(product), |found| matcher::mended_in(product, found));
    let update = Next::say(format!("Update {whose}: {mended} accept the pair"));
    let store = docker.then(|| {
        Next::write(
            "Or go back to the classic image store in daemon.json, then restart the engine",
            command::file("{ \"features\": { \"containerd-snapshotter\": false } }", &[]),
        )
    });
    vec![Some(update), store, situation.other_tag()]
}

pub(super) fn no_entry(situation: &Situation<'_>) -> Vec<Option<Next>> {
    if let Some(steps) = platform::other_platform(situation) {
        return steps;
    }
    let hinted = situation.evidence.machine.hint.as_ref().map(|hint| hint.build);
    let build = situation.diagnosis.machine.map(|host| host.version.build).or(hinted);
    let wanted = build.map_or_else(|| "this host".to_owned(), |build| format!("10.0.{build}"));
    let sibling = situation
        .best_build()
        .and_then(|build| situation.sibling(build))
        .map(|sibling| replaced(situation, "Name the Windows version in the tag".to_owned(), &sibling))
        .or_else(|| situation.older_tag());
    let other = Next::say(format!(
        "Use another release or tag that has an entry for {wanted}. If there is none, ask the publisher for one"
    ));
    // BuildKit has its own frontend, and no other is published for Windows: <https://github.com/moby/buildkit/issues/5173>.
    if situation.diagnosis.judged_name().is_some_and(|name| name.contains("docker/dockerfile:")) {
        return vec![Some(Next::say(
            "Remove the “# syntax=” line from the Dockerfile: that frontend has no Windows image, and BuildKit brings its own",
        ))];
    }
    if situation.is_of_own_registry() {
        let mut steps = own_image(situation);
        steps.extend([sibling, linux_only(situation)]);
        return steps;
    }
    if build.is_some_and(|build| former::BETWEEN.contains(&build)) {
        let newer = "Update Windows on this host, or use a newer one: only images for Windows Server 2016 are old enough for it";
        return vec![Some(Next::say(newer)), sibling];
    }
    // Who names the Windows of the node has meant the image for it.
    match hinted {
        Some(_) => vec![sibling, Some(other), linux_only(situation)],
        None => vec![sibling, linux_only(situation), Some(other)],
    }
}

/// An image of the reader's own: what it was built on was the Windows of other machines, such as those of an old node pool.
fn own_image(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let hinted = situation.evidence.machine.hint.as_ref().map(|hint| hint.build);
    let cluster = situation.diagnosis.is_cluster();
    let machine = if cluster { "node" } else { "host" };
    let rebuild = situation.best_build().or(hinted).and_then(|build| situation.tag_for(build));
    let rebuild = rebuild
        .unwrap_or_else(|| Next::say(format!("Rebuild the image on the Windows release that the {machine} runs")));
    let pin = cluster.then(|| {
        Next::write(
            "Or keep the pod on nodes of the release that the image was built for: select their build",
            command::any_shell("kubectl get nodes -L node.kubernetes.io/windows-build", &[]),
        )
    });
    vec![Some(rebuild), pin]
}

/// What to do if the tag turns out to hold Linux images only; nothing where its name says that it is for Windows.
fn linux_only(situation: &Situation<'_>) -> Option<Next> {
    let diagnosis = situation.diagnosis;
    let windows = |name: &str| name.parse().is_ok_and(|name: Reference| name.is_former());
    let name = diagnosis.judged_name().filter(|name| !names_windows(name) && !windows(name))?;
    let pod = diagnosis.pod.as_ref().and_then(|pod| pod.selectors.as_ref());
    let for_windows = situation.evidence.selects_windows
        || pod.is_some_and(|all| all.iter().any(|one| one.to_ascii_lowercase().contains("windows")));
    if for_windows {
        return None;
    }
    let asked_for_linux = diagnosis.line.contains("linux/") || situation.evidence.engine.linux_shell;
    if asked_for_linux || situation.judged_build().is_some() || name.is_empty() {
        return None;
    }
    if diagnosis.is_cluster() {
        let title = format!("If it holds Linux images only, schedule {} on Linux nodes", workload(diagnosis));
        return Some(Next::write(title, command::yaml("nodeSelector:\n  kubernetes.io/os: linux", &[])));
    }
    match situation.hosted() {
        Some(hosted) => runner(hosted, "ubuntu-latest", "If it holds Linux images only, run the job on a Linux agent"),
        None if situation.evidence.engine.tool.is_some() => {
            Some(Next::say("If it holds Linux images only, run it on a Linux machine or in WSL"))
        }
        None if situation.is_server() => Some(Next::say(
            "If it holds Linux images only, run it on a Linux machine: Docker on Windows Server has no Linux containers",
        )),
        None => Some(Next::write(
            "If it holds Linux images only, switch Docker Desktop to Linux containers",
            command::powershell(TO_LINUX, &[]),
        )),
    }
}

pub(super) fn without_os_version(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let build = situation.diagnosis.machine.map(|host| host.version.build);
    let other = situation.evidence.clues.images.iter().find(|image| {
        image.version.map(|version| version.build) == build && image.reference != situation.diagnosis.image
    });
    let other = other.and_then(|image| image.reference.as_deref()?.parse::<Reference>().ok());
    let pin = match other {
        Some(other) => Next::write(
            "Pin the release whose manifest list still has os.version",
            command::yaml("image: §", &[&Value::image(&other)]),
        ),
        None => Next::write(
            "Pin the digest of the entry for this build",
            command::any_shell("docker buildx imagetools inspect §", &[&situation.image()]),
        ),
    };
    let version = build.map_or_else(|| Value::own("10.0.BUILD"), |build| Version::of_build(build).into());
    let publish = Next::write(
        "Ask the publisher for os.version in each Windows entry",
        command::any_shell(
            "docker manifest annotate --os windows --os-version § § IMAGE-OF-THIS-BUILD",
            &[&version, &situation.image()],
        ),
    );
    vec![Some(pin), Some(publish)]
}

pub(super) fn no_such_tag(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let problem = situation.diagnosis.judged.as_ref().and_then(|image| image.no_such_tag());
    // Of a name without a tag that exists, the one that this host runs is meant.
    let for_host = situation.recommendation.as_ref().and_then(|recommendation| recommendation.from.first());
    let for_host = for_host.filter(|_| problem.is_some_and(|problem| problem.why == WhyNot::Latest));
    let for_host = for_host.and_then(|base| base.reference().parse::<Reference>().ok());
    let meant = for_host.as_ref().or(problem.and_then(|problem| problem.instead.as_ref())).map(Value::image);
    let named = situation.diagnosis.judged_name().and_then(|name| name.parse::<Reference>().ok());
    let now = named.as_ref().and_then(Reference::published_now);
    let meant = meant.or_else(|| now.and(situation.best_build()).and_then(|build| situation.sibling(build)));
    let title = match (situation.diagnosis.machine, now) {
        (Some(host), _) => format!("Use the tag for {}", host.name()),
        (None, Some(_)) => "Use it under its name of today, with the tag for your host’s Windows".to_owned(),
        (None, None) => "Use a tag that exists, such as this one".to_owned(),
    };
    let instead = meant.map(|instead| replaced(situation, title, &instead));
    if let Some(now) = now {
        let list = command::any_shell("crane ls §", &[&Value::own(now)]);
        return vec![instead, Some(Next::write("See which tags it has under its name of today", list))];
    }
    let repository = situation.diagnosis.judged_name().and_then(|name| {
        let name = name.split('@').next()?;
        let path = name.rfind('/').map_or(0, |slash| slash + 1);
        name[path..].find(':').map_or(name, |colon| &name[..path + colon]).parse::<Reference>().ok()
    });
    let repository = repository.map_or_else(|| Value::own("REPOSITORY"), |repository| Value::image(&repository));
    let list =
        Next::write("Compare the tag with the repository’s tag list", command::any_shell("crane ls §", &[&repository]));
    vec![instead, Some(list)]
}

/// Another image in the place of the one that failed: in the Dockerfile where it was the base of a build.
fn replaced(situation: &Situation<'_>, title: String, image: &Value) -> Next {
    let written = match situation.is_base_of_build() {
        true => command::dockerfile("FROM §", &[image]),
        false => situation.use_image(image),
    };
    Next::write(title, written)
}

/// What to do where no entry is for the machine's processor.
pub(super) fn architecture(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let image = situation.image();
    let linux = situation.diagnosis.line.contains("linux/");
    if linux {
        return vec![
            Some(Next::write(
                "Run the amd64 image, emulated",
                command::any_shell("docker run --platform linux/amd64 §", &[&image]),
            )),
            Some(Next::write("See which platforms the tag holds", situation.manifest())),
        ];
    }
    if situation.evidence.machine.asks_arm64 {
        let amd64 = command::any_shell("docker buildx build --platform windows/amd64 .", &[]);
        return vec![
            Some(Next::write("Leave windows/arm64 out of --platform", amd64)),
            Some(Next::write("See which platforms the tag holds", situation.manifest())),
        ];
    }
    if situation.evidence.machine.asks_x86 {
        return vec![Some(Next::say("Install the 64-bit (amd64) build of the engine and its client"))];
    }
    let other = match situation.evidence.machine.arm64 {
        Some(_) => "Use an ARM64 image (nanoserver:ltsc2025-arm64, servercore:ltsc2025-arm64), or an amd64 machine",
        None => "Build or pull the image for the machine’s processor",
    };
    vec![Some(Next::say(other)), Some(Next::write("See which platforms the tag holds", situation.manifest()))]
}

pub(super) fn linux_engine(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let unasked = platform::without_platform(situation);
    if let Some(tool) = situation.evidence.engine.linux_only {
        return vec![
            unasked,
            Some(Next::say(format!(
                "{tool} has no Windows containers: use Docker or containerd on a Windows machine that the image fits"
            ))),
            Some(Next::write("See what the tag holds", situation.manifest())),
        ];
    }
    let engine = &situation.evidence.engine;
    if engine.linux_host && engine.asked_platform == Some(System::Windows) {
        // https://github.com/microsoft/Windows-Containers/issues/493
        let apart = command::any_shell("docker buildx create --driver docker-container --use", &[]);
        return vec![
            Some(Next::say("Run or build it on a Windows host that the image fits")),
            Some(Next::write("Or, for a build without RUN, use a builder of its own, then build again", apart))
                .filter(|_| situation.is_base_of_build()),
            unasked,
        ];
    }
    if engine.linux_shell {
        return vec![
            Some(Next::say("Run it on a Windows host that the image fits: the shell here is on Linux")),
            Some(engine_system()),
        ];
    }
    let home = situation.evidence.machine.edition == Some(Edition::Home);
    if let Some(hosted) = situation.hosted() {
        return vec![runner(hosted, "windows-2025", "Run the job on a Windows agent"), Some(engine_system())];
    }
    let switch = Next::write("Switch Docker Desktop to Windows containers", command::powershell(TO_WINDOWS, &[]));
    let pro = home
        .then(|| Next::say("Windows Home can’t run Windows containers: use Windows Pro, Enterprise or Windows Server"));
    vec![pro, Some(switch), Some(engine_system())]
}

fn engine_system() -> Next {
    Next::write("See which engine answers", command::any_shell(probe::ENGINE_SYSTEM, &[]))
}

/// Who may pull from a registry of ECR: nodes by their IAM role, and none by a secret of the pod
/// (<https://docs.aws.amazon.com/AmazonECR/latest/userguide/ECR_on_EKS.html>).
pub(super) fn ecr() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "See whether the IAM role of the nodes may pull: it needs AmazonEC2ContainerRegistryReadOnly",
            command::any_shell("aws iam list-attached-role-policies --role-name ROLE", &[]),
        )),
        Some(Next::say("If the repository is in another account, its policy has to allow that role, too")),
        Some(Next::say("If all Windows nodes of one AMI fail and others don’t, use another release of the EKS AMI")),
    ]
}

/// What to do once the pull on the node has said why it fails.
pub(super) fn task_image(situation: &Situation<'_>) -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "If it asks for a login, log in on a manager and hand the login to the nodes",
            command::any_shell("docker service update --with-registry-auth §", &[&situation.service()]),
        )),
        Some(Next::write(
            "If it finds no matching entry, see which Windows versions the tag holds",
            situation.manifest(),
        )),
        Some(Next::say("If the image was only built on another node, push it to a registry that all nodes reach")),
    ]
}

pub(super) fn linux_image(situation: &Situation<'_>) -> Vec<Option<Next>> {
    // What the text shows already needs no look.
    let inspect = situation.evidence.listed.is_empty() && situation.diagnosis.judged_name().is_some();
    let inspect = inspect.then(|| Next::write("See whether the tag has any Windows entry", situation.manifest()));
    if is_windows_pod(situation) {
        return vec![inspect, Some(copy_whole(situation))];
    }
    if situation.diagnosis.is_cluster() {
        if let Some(node) = &situation.evidence.engine.debugged_node {
            return cluster::debug_windows_node(node);
        }
        let schedule = Next::write(
            format!("Schedule {} on Linux nodes", workload(situation.diagnosis)),
            command::yaml("nodeSelector:\n  kubernetes.io/os: linux", &[]),
        );
        return vec![Some(schedule), Some(keep_off(situation)), inspect];
    }
    if situation.diagnosis.engine == Some(Engine::Swarm) {
        let keep = Next::write(
            "Keep the service on Linux nodes",
            command::any_shell(
                "docker service update --constraint-rm node.platform.os==windows --constraint-add node.platform.os==linux §",
                &[&situation.service()],
            ),
        );
        return vec![Some(keep), inspect];
    }
    let sibling = situation.best_build().and_then(|build| situation.sibling(build));
    let sibling =
        sibling.map(|sibling| replaced(situation, "Name the Windows version in the tag".to_owned(), &sibling));
    let linux = match situation.hosted() {
        Some(hosted) => runner(hosted, "ubuntu-latest", "Or run the job on a Linux agent"),
        None if situation.evidence.engine.buildctl => Some(Next::say(
            "Build it with a BuildKit on Linux (in WSL, for instance): on Windows it builds Windows images only",
        )),
        None if situation.evidence.engine.tool.is_some() => Some(Next::say("Or run it on a Linux machine")),
        None if situation.is_server() => Some(Next::say(
            "Or run it on a Linux machine: Docker on Windows Server has no Linux containers. For this host it takes a Windows \
             image of the same program",
        )),
        None => Some(Next::write(
            "Or run the Linux image on a Linux engine: switch Docker Desktop to Linux containers",
            command::powershell(TO_LINUX, &[]),
        )),
    };
    vec![sibling, linux, inspect]
}

/// Whether the pod's own name says that it belongs on Windows nodes: `csi-smb-node-win-6g88b`.
fn is_windows_pod(situation: &Situation<'_>) -> bool {
    let pod = situation.diagnosis.pod.as_ref();
    pod.is_some_and(|pod| pod.name.split(['-', '.', '_']).any(|word| matches!(word, "win" | "windows")))
}

/// The tag with all its platforms: a pull and a push copy that of one machine only
/// (<https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_copy.md>).
fn copy_whole(situation: &Situation<'_>) -> Next {
    Next::write(
        "If this registry holds a copy, copy the tag again with all its platforms: a pull and a push take only one",
        command::any_shell("crane copy SOURCE §", &[&situation.image()]),
    )
}

/// A taint on the Windows nodes. In AKS it belongs to the pool, or the next node has none:
/// <https://learn.microsoft.com/azure/aks/use-node-taints>.
fn keep_off(situation: &Situation<'_>) -> Next {
    const TITLE: &str =
        "Keep pods without a selector off the Windows nodes (pods that belong there need a toleration then)";
    let node = situation.diagnosis.host.as_ref().and_then(|host| host.name.as_deref());
    if let Some(pool) = node.and_then(aks_pool).and_then(Value::name) {
        let taint = command::any_shell(
            "az aks nodepool update --resource-group GROUP --cluster-name CLUSTER --name § --node-taints os=windows:NoSchedule",
            &[&pool],
        );
        return Next::write(TITLE, taint);
    }
    let node = node.and_then(Value::name).unwrap_or(Value::own("NODE"));
    Next::write(TITLE, command::any_shell("kubectl taint nodes § os=windows:NoSchedule", &[&node]))
}
