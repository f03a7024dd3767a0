//! Steps where the builds or revisions of image and host decide.

use super::super::command::{self, Next, Written};
use super::super::situation::{NO_UPDATES, Situation};
use super::workload;
use crate::diagnose::Cause;
use crate::diagnose::case::names_windows;
use crate::read::clue::ErrorCode;
use crate::read::evidence::{Hosted, Starter};
use crate::remedy::target::value::Value;
use crate::rules::judge::{NEWEST_LTSC, STABLE_ABI};
use crate::rules::question::{Engine, Isolation};
use crate::rules::release::{self, Kind};
use crate::rules::verdict::Support;

/// Nodes of the text that run the image already.
pub(super) fn fitting_nodes(situation: &Situation<'_>) -> Option<Next> {
    let nodes = situation.nodes_that_fit();
    let (_, host) = nodes.first()?;
    let names: Vec<&str> = nodes.iter().filter_map(|(name, _)| *name).take(4).collect();
    if situation.diagnosis.is_cluster() {
        let named = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
        let title = format!("Schedule {} on the nodes that can run it{named}", workload(situation.diagnosis));
        return Some(Next::write(title, selector(host.version.build)));
    }
    (!names.is_empty()).then(|| Next::say(format!("Run it on {}, which can run it", names.join(" or "))))
}

/// The label of the hosted runners that have this build (R36): nobody updates such a machine.
fn runner_of(hosted: Hosted, build: u16, release: &str) -> Option<Next> {
    let label = match build {
        20348 => "windows-2022",
        26100 => "windows-2025",
        _ => return Some(Next::say(format!("Or run it on a machine of your own: no hosted agent has {release}"))),
    };
    runner(hosted, label, &format!("Or run the job on an agent with {release}"))
}

/// The line of a pipeline that asks for hosted agents of this label.
pub(super) fn runner(hosted: Hosted, label: &'static str, title: &str) -> Option<Next> {
    let template = match hosted {
        Hosted::GitHub => "runs-on: §",
        Hosted::AzurePipelines => "pool:\n  vmImage: §",
        Hosted::Other => return None,
    };
    Some(Next::write(title, command::yaml(template, &[&Value::own(label)])))
}

/// Where the image would run, in words.
pub(super) fn newer_host(situation: &Situation<'_>) -> Option<Next> {
    let build = situation.judged_build()?;
    let release = release::with_build(build).find(|release| release.kind == Kind::Server)?;
    let name = release.name;
    if let Some(hosted) = situation.hosted() {
        return runner_of(hosted, build, name);
    }
    let ended = release.end().is_some_and(|end| end < situation.today);
    let cluster = situation.diagnosis.is_cluster();
    if ended {
        // A newer server runs images of releases between the long-term ones with Hyper-V isolation only.
        let hyperv = !cluster && !situation.is_ecs();
        return hyperv.then(|| Next::say("Or run it on Windows Server 2022 or newer, with Hyper-V isolation"));
    }
    if cluster {
        return Some(Next::write(format!("Or give the cluster nodes of {name}, and select them"), selector(build)));
    }
    let verb = if situation.is_base_of_build() { "build" } else { "run" };
    let newer = if build >= STABLE_ABI { " or newer" } else { "" };
    let client = situation.diagnosis.machine.is_some_and(|host| host.kind == Kind::Client);
    let desktop = client.then(|| windows_11(build)).flatten();
    Some(Next::say(match desktop {
        Some(desktop) => format!("Or {verb} it on {desktop} or {name}"),
        None if client => format!("Or {verb} it on {name}{newer}"),
        None if situation.is_ecs() && build == STABLE_ABI => {
            format!("Or run it on {name}: use the ECS-optimized AMI for it")
        }
        None => format!("Or {verb} it on {name}{newer}: upgrade this host, or use another one"),
    }))
}

/// The first Windows 11 that runs images of this build.
fn windows_11(build: u16) -> Option<&'static str> {
    match build {
        STABLE_ABI => Some("Windows 11"),
        NEWEST_LTSC => Some("Windows 11 24H2"),
        _ => None,
    }
}

pub(super) fn image_newer(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let hinted = situation.evidence.machine.hint.as_ref().map(|hint| hint.build);
    let for_hint = hinted.filter(|_| situation.diagnosis.machine.is_none()).and_then(|build| situation.tag_for(build));
    let image = situation.judged_build().unwrap_or(NEWEST_LTSC);
    let older = situation.diagnosis.machine.is_none().then(|| {
        let build = if image > 17763 { 17763 } else { 14393 };
        if_on(situation, build).unwrap_or_else(|| Next::say("Use an older tag, or a host with the image’s release"))
    });
    let tag = situation.other_tag().or_else(|| situation.older_tag());
    let newer = newer_host(situation);
    if let Some(keep) = kept_for_others(situation) {
        return vec![Some(keep)];
    }
    // A tag that gets no updates any more is the second choice.
    match tag.as_ref().is_some_and(|tag| tag.title.contains(NO_UPDATES)) {
        true => vec![fitting_nodes(situation), newer, tag, for_hint, older, linux_half(situation)],
        false => vec![fitting_nodes(situation), tag, for_hint, older, newer, linux_half(situation)],
    }
}

/// The tags of .NET that name no system are for Linux as well, and who builds them on Windows may have meant that:
/// <https://github.com/dotnet/dotnet-docker/issues/2450>.
fn linux_half(situation: &Situation<'_>) -> Option<Next> {
    let name = situation.diagnosis.judged_name()?;
    let dotnet = name.contains("/dotnet/") && !name.contains("/dotnet/framework/") && !names_windows(name);
    (dotnet && situation.diagnosis.code == ErrorCode::NoManifest).then(|| {
        let what = if situation.is_base_of_build() { "build on a Linux machine or agent" } else { "run it on Linux" };
        Next::say(format!("Or {what}, if you want its Linux image: this tag is for both"))
    })
}

/// The machine that builds or pulls is too old, but those that the image is for run it: another tag would be wrong there.
fn kept_for_others(situation: &Situation<'_>) -> Option<Next> {
    if situation.diagnosis.is_cluster() {
        return None;
    }
    let (_, host) = *situation.nodes_that_fit().first()?;
    let build = situation.judged_build()?;
    let release = release::with_build(build).find(|release| release.kind == Kind::Server)?;
    let newer = if build >= STABLE_ABI { " or newer" } else { "" };
    Some(Next::say(format!(
        "Keep this tag: another machine of the text ({}) runs it. Build or pull it on {}{newer}, not on this host",
        host.version, release.name
    )))
}

/// Hyper-V isolation, where it can help and was not what failed.
pub(super) fn with_hyperv(situation: &Situation<'_>) -> Option<Next> {
    let diagnosis = situation.diagnosis;
    let older = diagnosis.cause == Cause::ImageOlder;
    let possible = diagnosis.verdict.as_ref().is_none_or(|verdict| match verdict.image {
        // That it is older is all that is known of it, and enough.
        None if older => true,
        _ => verdict.hyperv.support == Support::Supported,
    });
    // BuildKit knows no isolation: <https://github.com/moby/buildkit/issues/5682>.
    let by_buildkit = situation.evidence.engine.buildkit && situation.is_base_of_build();
    let offered = !diagnosis.is_cluster() && situation.hosted().is_none() && !situation.is_ecs() && !by_buildkit;
    if !offered || diagnosis.tried(Isolation::Hyperv) || !possible {
        return None;
    }
    let tool = situation.evidence.engine.starter;
    if let Some(Starter::NavContainer(command)) = tool {
        let title = format!("Run {command} again with Hyper-V isolation");
        return Some(Next::write(title, command::file("-isolation hyperv", &[])));
    }
    // https://gitlab.com/gitlab-org/gitlab-runner/-/issues/38014
    if tool == Some(Starter::GitlabRunner) {
        let written = command::file("[runners.docker]\n  isolation = \"hyperv\"", &[]);
        return Some(Next::write("Run jobs with Hyper-V isolation: in the runner’s config.toml", written));
    }
    // https://learn.microsoft.com/azure/service-fabric/service-fabric-get-started-containers
    if tool == Some(Starter::ServiceFabric) {
        let title =
            "Run it with Hyper-V isolation: in the application manifest, below Policies of the service’s import";
        let written = command::file("<ContainerHostPolicies CodePackageRef=\"Code\" Isolation=\"hyperv\" />", &[]);
        return Some(Next::write(title, written));
    }
    let written = match diagnosis.engine {
        Some(Engine::Swarm) => {
            command::any_shell("docker service update --isolation hyperv §", &[&situation.service()])
        }
        _ => situation.run_with(Isolation::Hyperv),
    };
    Some(Next::write("Run it with Hyper-V isolation", written))
}

pub(super) fn image_older(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let refused_at_pull = matches!(situation.diagnosis.code, ErrorCode::NoManifest | ErrorCode::NoPlatformMatch);
    let hyperv = with_hyperv(situation).filter(|_| !refused_at_pull);
    let unknown = situation.diagnosis.machine.is_none();
    let newer = unknown.then(|| if_on(situation, STABLE_ABI)).flatten();
    let tag = if hyperv.is_some() { situation.better_tag() } else { situation.other_tag() };
    vec![fitting_nodes(situation), made_anew(situation), hyperv, tag, newer, same_release_host(situation)]
}

/// Removes a container that was made on another Windows: it can be given no other image.
fn made_anew(situation: &Situation<'_>) -> Option<Next> {
    let restarted = situation.evidence.engine.restarted.as_ref().filter(|_| !situation.diagnosis.is_cluster())?;
    let named = restarted.name.as_deref().and_then(Value::name);
    // A command that makes its container has none of old: the id of the error is that of the new one.
    let makes = |command: &str| [" run ", " build ", " create "].iter().any(|verb| command.contains(verb));
    let commands = || situation.evidence.mentions.iter().filter_map(|mention| mention.command.as_deref());
    if named.is_none() && commands().any(makes) {
        return None;
    }
    let container = named.unwrap_or(Value::own("CONTAINER"));
    Some(Next::write(
        "Remove the container, then make it anew in one of the ways below. What it holds outside of its volumes is lost",
        command::any_shell("docker rm §", &[&container]),
    ))
}

/// The machine isn't known: a tag for what it may run.
fn if_on(situation: &Situation<'_>, build: u16) -> Option<Next> {
    let step = situation.tag_for(build)?;
    let server = release::with_build(build).find(|release| release.kind == Kind::Server)?.name;
    let client = situation.evidence.machine.kind == Some(Kind::Client);
    let release = windows_11(build).filter(|_| client).unwrap_or(server);
    let machine = if situation.diagnosis.is_cluster() { "node" } else { "host" };
    let mut title = step.title;
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    Some(Next { title: format!("If the {machine} runs {release}: {title}"), ..step })
}

/// A host of the image's own release.
pub(super) fn same_release_host(situation: &Situation<'_>) -> Option<Next> {
    let build = situation.judged_build()?;
    let release = release::with_build(build).find(|release| release.kind == Kind::Server)?;
    let ended = release.end().is_some_and(|end| end < situation.today);
    if ended {
        return None;
    }
    if let Some(hosted) = situation.hosted() {
        return runner_of(hosted, build, release.name);
    }
    Some(match situation.diagnosis.is_cluster() {
        true => Next::write(format!("Or run it on nodes of {}", release.name), selector(build)),
        false if situation.is_base_of_build() => Next::say(format!("Or build it on {}", release.name)),
        false => Next::say(format!("Or run it on {}", release.name)),
    })
}

pub(super) fn revision(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let verdict = diagnosis.verdict.as_ref();
    let versions = verdict.and_then(|verdict| Some((verdict.host.version, verdict.image?)));
    // A revision that nobody has said is no older one.
    let image_lags = versions
        .is_some_and(|(host, image)| image.revision.zip(host.revision).is_some_and(|(image, host)| image < host));
    let update = match (diagnosis.engine, image_lags) {
        (_, false) if situation.hosted().is_some() => {
            Next::say("Or wait until the service updates its agents, about once a week")
        }
        (_, true) => Next::say("Rebuild the image on a current base image, so that it has the host’s updates"),
        (Some(Engine::Aks), _) => Next::write(
            "Update the node to a current node image",
            command::any_shell(
                "az aks nodepool upgrade --resource-group GROUP --cluster-name CLUSTER --name POOL --node-image-only",
                &[],
            ),
        ),
        (Some(Engine::Kubernetes), _) => {
            Next::say("Update the node: install the current cumulative update, or replace it with a current node image")
        }
        _ if diagnosis.machine.is_some_and(|host| host.kind == Kind::Client) => {
            Next::say("Update the host: Settings, Windows Update")
        }
        _ => Next::write(
            "Update the host: install the current cumulative update (sconfig, option 6)",
            command::any_shell("sconfig", &[]),
        ),
    };
    let pinned = situation.recommendation.as_ref().and_then(|recommendation| {
        let from = recommendation.from.first()?;
        Some(Value::tagged(from.family.repository(), from.pinned.first()?))
    });
    let pin =
        pinned.filter(|_| !image_lags).map(|from| command::dockerfile("FROM §", &[&from])).map(|from| match situation
            .hosted()
        {
            Some(_) => Next::write("Pin an older base image whose updates the agent has", from),
            None => Next::write("Until then, pin an older base image whose updates the host has", from),
        });
    let mut steps = vec![Some(update), pin, with_hyperv(situation)];
    // Nobody updates a hosted agent: what works now is the other base image.
    if situation.hosted().is_some() && !image_lags {
        steps.swap(0, 1);
    }
    steps
}

/// A selector for nodes of a build, to write into the pod's spec.
pub(super) fn selector(build: u16) -> Written {
    command::yaml_of_numbers(
        "nodeSelector:\n  kubernetes.io/os: windows\n  node.kubernetes.io/windows-build: \"10.0.§\"",
        &[&build.into()],
    )
}
