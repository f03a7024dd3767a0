//! The steps for each cause.

mod account;
mod callers;
mod certificate;
mod cluster;
mod features;
mod files;
mod libraries;
mod machine;
mod network;
mod platform;
mod ports;
mod program;
mod pull;
mod runner;
mod sandbox;
mod versions;

use super::command::{self, Next};
use super::situation::Situation;
use crate::diagnose::particular::{Particular, is_buildkit};
use crate::diagnose::{Cause, Diagnosis, errors};
use crate::read::clue::ErrorCode;
use crate::read::evidence::Starter;
use crate::remedy::target::value::Value;
use crate::rules::question::{Engine, Isolation};
use versions::with_hyperv;

/// What to do, the least effort first.
pub(super) fn of(situation: &Situation<'_>) -> Vec<Next> {
    let of_runner = runner::helper(situation);
    let steps: Vec<Option<Next>> = match situation.diagnosis.cause {
        _ if of_runner.is_some() => of_runner.unwrap_or_default(),
        Cause::LinuxImage | Cause::NotCompatibility if is_buildkit(situation.diagnosis.judged_name()) => {
            machine::plain_builder()
        }
        Cause::ImageNewer => versions::image_newer(situation),
        Cause::ImageOlder | Cause::NoImageForHost => versions::image_older(situation),
        Cause::Revision => versions::revision(situation),
        Cause::EngineRefuses => pull::engine_refuses(situation),
        Cause::NoEntry => pull::no_entry(situation),
        Cause::EntryWithoutOsVersion => pull::without_os_version(situation),
        Cause::SandboxImage => sandbox::image(situation),
        Cause::NoSuchTag => pull::no_such_tag(situation),
        Cause::Architecture => pull::architecture(situation),
        Cause::LinuxEngine => pull::linux_engine(situation),
        Cause::LinuxImage => pull::linux_image(situation),
        Cause::HypervMissing => features::hyperv(situation),
        Cause::ContainersFeatureMissing if is_not_switched(situation) => features::not_switched(situation),
        Cause::ContainersFeatureMissing => features::containers(situation),
        Cause::IsolationNotAllowed => machine::isolation(situation),
        Cause::EngineTooNewForHost => machine::engine_too_new(),
        Cause::FilterDriver => machine::filter_driver(situation),
        Cause::BrokenLayer => machine::broken_layer(situation),
        Cause::HostprocessBase => machine::hostprocess(),
        Cause::Resources => machine::resources(situation),
        Cause::Scheduling => cluster::scheduling(situation),
        Cause::ServiceLimit => cluster::service(situation),
        Cause::NotCompatibility | Cause::Unknown => first(situation),
        Cause::None => Vec::new(),
    };
    let mut steps: Vec<Next> = steps.into_iter().flatten().collect();
    // What the text says to work comes first, whatever the cause.
    if situation.evidence.works_with == Some(Isolation::Hyperv) {
        let works = with_hyperv(situation).filter(|works| !steps.iter().any(|step| step.command == works.command));
        steps.splice(0..0, works);
    }
    steps
}

/// Whether Docker Desktop didn't switch, on an edition that may.
fn is_not_switched(situation: &Situation<'_>) -> bool {
    situation.diagnosis.code == ErrorCode::NotSwitched && !situation.diagnosis.on_home
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

/// Errors whose first step depends on more than their code.
fn special(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    match Particular::of(diagnosis.code, &diagnosis.line) {
        Some(Particular::PauseOfEks) => return Some(sandbox::lost_on_eks()),
        Some(Particular::PauseName) => return Some(sandbox::unnamed(situation)),
        Some(Particular::PausePull) => return Some(sandbox::lost(situation)),
        Some(Particular::SandboxReserved) => return Some(sandbox::reserved(situation)),
        Some(Particular::TaskRole) => return Some(callers::task_role()),
        Some(Particular::BadSignature) => return Some(libraries::bad_signature(situation)),
        Some(Particular::BadImage) => return Some(libraries::bad_image()),
        Some(Particular::Unstarted) => return Some(libraries::missing_library(situation)),
        Some(Particular::Share) => return Some(cluster::share(situation)),
        Some(Particular::HostProcessLogon) => return Some(machine::containerd_account()),
        Some(Particular::HostProcessProgram) => return Some(cluster::hostprocess_program()),
        Some(Particular::RancherPath) => return Some(machine::rancher_path()),
        Some(Particular::EcsEngine) => return Some(machine::ecs_engine()),
        Some(Particular::CredentialSpec) => return Some(files::credential_spec(situation)),
        Some(Particular::CredentialGuard) => return Some(files::credential_guard()),
        Some(Particular::IisTwice) => return Some(files::iis_twice()),
        Some(Particular::BindSource) => return Some(files::bind_source(situation)),
        Some(Particular::SubsystemFeature) => return Some(files::subsystem_feature()),
        Some(Particular::MachineFolder) => return Some(files::machine_folder()),
        Some(Particular::LogonRight) => return Some(files::logon_right()),
        Some(Particular::NoLogonServer) => return Some(machine::domain_controller(situation)),
        Some(kind) => {
            if let Some(steps) = certificate::of(situation, kind) {
                return Some(steps);
            }
        }
        None => {}
    }
    match diagnosis.code {
        ErrorCode::Unauthorized if diagnosis.is_cluster() && diagnosis.line.contains(".dkr.ecr.") => Some(pull::ecr()),
        ErrorCode::NetworkSetup if diagnosis.is_cluster() => network::in_cluster(situation),
        ErrorCode::NetworkSetup => Some(network::setup(situation)),
        ErrorCode::NetworkMissing if diagnosis.is_cluster() => network::of_host(situation),
        ErrorCode::NetworkMissing => network::of_driver(situation),
        ErrorCode::NameResolution if network::is_in_step(situation) => {
            Some(network::names_in_step(situation, named_in(diagnosis.code, &diagnosis.line)))
        }
        ErrorCode::NameResolution if network::is_in_container(situation) => {
            Some(network::names(named_in(diagnosis.code, &diagnosis.line)))
        }
        ErrorCode::EngineDown => Some(machine::engine_down(situation)),
        ErrorCode::ServiceMonitor => Some(files::service_monitor(situation)),
        ErrorCode::PortInUse => ports::of(situation),
        ErrorCode::Unauthorized if situation.evidence.engine.app_service => Some(callers::app_service()),
        ErrorCode::CreateDenied if situation.evidence.engine.works_without_mounts => {
            Some(files::other_mount(situation))
        }
        ErrorCode::CreateDenied if diagnosis.is_cluster() => Some(files::denied_in_cluster(situation)),
        ErrorCode::TimedOut | ErrorCode::Unreachable
            if situation.evidence.engine.behind_proxy && diagnosis.line.contains("/v2/") =>
        {
            Some(callers::proxy(situation))
        }
        ErrorCode::ClientTooOld => Some(callers::client_too_old(situation)),
        ErrorCode::GuestSilent => machine::without_limit(situation),
        ErrorCode::LogonFailed => account::logon(situation),
        ErrorCode::ProgramMissing => program::missing(situation),
        ErrorCode::ImageFeatureMissing => program::feature(situation),
        _ => None,
    }
}

/// The first thing to do by the table of errors, with the names of the text.
fn first(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let entry = errors::entry(diagnosis.code);
    // A question of the diagnosis' own asks more than the entry of an error that is not known.
    if diagnosis.code == ErrorCode::Unknown && diagnosis.cause != Cause::Unknown && !diagnosis.open.is_empty() {
        return Vec::new();
    }
    if diagnosis.code == ErrorCode::TaskImageMissing {
        return pull::task_image(situation);
    }
    if let Some(steps) = special(situation) {
        return steps;
    }
    // What the diagnosis suspects where image and host fit.
    let unanswered =
        matches!(diagnosis.code, ErrorCode::StartTimedOut | ErrorCode::GuestSilent | ErrorCode::FileNotFoundAtCreate);
    if unanswered && diagnosis.cause == Cause::Unknown && diagnosis.open.is_empty() {
        return machine::fits_and_fails(situation);
    }
    let asks = diagnosis.cause == Cause::Unknown && !diagnosis.open.is_empty();
    if asks {
        // BcContainerHelper pulls its images, and a pull refuses newer ones: what is there is older, or of the same build.
        let pulled = matches!(situation.evidence.engine.starter, Some(Starter::NavContainer(_)))
            && diagnosis.code == ErrorCode::OsMismatch0101;
        let ruled_out = diagnosis.ruled_out.starts_with("isolation");
        return vec![with_hyperv(situation).filter(|_| !ruled_out && (diagnosis.verdict.is_some() || pulled))];
    }
    let title = entry.first.trim_end_matches('.').to_owned();
    if entry.command.is_empty() {
        return vec![Some(Next::say(title))];
    }
    let registry = || {
        let (host, _) = diagnosis.judged_name()?.split_once('/')?;
        Value::argument(host).filter(|host| host.as_str().contains(['.', ':']))
    };
    let pod = || diagnosis.pod.as_ref().and_then(|pod| Value::name(&pod.name));
    let value = |word: &str| match word {
        "IMAGE" => Some(situation.image()),
        "CONTAINER" => Some(situation.container()),
        "SERVICE" => Some(situation.service()),
        "REGISTRY" => registry(),
        "POD" => pod(),
        "NAME" => named_in(diagnosis.code, &diagnosis.line)
            .or_else(|| registry().filter(|_| is_unreached_registry(diagnosis))),
        // The port of the table is that of a registry.
        "443" => port_in(&diagnosis.line),
        _ => None,
    };
    let (other_title, command) = on_engine(entry.command, diagnosis.engine);
    let title = if other_title.is_empty() { title } else { other_title.to_owned() };
    vec![Some(Next::write(title, command::of_table(command, value)))]
}

/// The machine or the container that an error's line names.
fn named_in(code: ErrorCode, line: &str) -> Option<Value> {
    let between = |start: &str, ends: &[char]| line.split_once(start)?.1.split(ends).find(|piece| !piece.is_empty());
    let name = match code {
        // Of a registry the number alone would be one of many; any other address is all there is.
        ErrorCode::Unreachable | ErrorCode::TimedOut if line.contains("https://") => {
            between("https://", &['/', ':', '"', '\\', ' ', '?'])?
        }
        ErrorCode::Unreachable | ErrorCode::TimedOut if !line.contains("pull") => {
            between("dial tcp ", &[':', ' ']).filter(|address| address.parse::<core::net::Ipv4Addr>().is_ok())?
        }
        ErrorCode::NameResolution => between("lookup ", &[' ', ':', '"'])
            .or(between("not find host ", &[' ']))
            .or(between("could not be resolved: ", &['\'', '"', ')', ' ']))
            .or(between("esolve host: ", &[' ', ';', ')']))
            .or(between("getaddrinfo ENOTFOUND ", &[' ', ':']))
            .map(|name| name.trim_end_matches('.'))?,
        ErrorCode::NameInUse => {
            between("container name \"/", &['"', ' ']).or(between("container name \\\"/", &['\\', '"']))?
        }
        _ => return None,
    };
    Value::name(name)
}

/// The port of the address that an error's line names: `https://10.0.0.5:6443/api`, or `dial tcp 10.0.0.5:6443:` alone.
fn port_in(line: &str) -> Option<Value> {
    let address = line.split_once("https://").or_else(|| line.split_once("dial tcp "))?.1;
    let address = address.split(['/', '"', '\\', ' ', '?']).next()?.trim_end_matches(':');
    let port: u16 = address.rsplit_once(':')?.1.parse().ok()?;
    Value::argument(&port.to_string())
}

/// Whether it was the image's registry that didn't answer; the address itself may have been cut off.
fn is_unreached_registry(diagnosis: &Diagnosis) -> bool {
    let asked = ["failed to pull", "failed to resolve reference", "Error pulling"];
    matches!(diagnosis.code, ErrorCode::Unreachable | ErrorCode::TimedOut)
        && asked.iter().any(|words| diagnosis.line.contains(words))
}

/// A command of Docker, or what does the same where Kubernetes runs the container, for its nodes have no `docker`; with another
/// title where it does something else.
fn on_engine(command: &'static str, engine: Option<Engine>) -> (&'static str, &'static str) {
    if !matches!(engine, Some(Engine::Kubernetes | Engine::Aks)) {
        return ("", command);
    }
    const INSTEAD: [(&str, &str, &str); 13] = [
        (
            "docker login",
            "See which pull secret the pod has. It needs a login for this registry",
            "kubectl get pod POD --output \"jsonpath={.spec.imagePullSecrets}\"",
        ),
        (
            "docker run --rm -it --entrypoint",
            "See which command, user and directory the pod asks for",
            "kubectl get pod POD --output yaml",
        ),
        (
            "Restart-Service hns",
            "Find the network plugin’s pod on that node, then read its log with kubectl logs",
            "kubectl get pods --namespace kube-system --output wide",
        ),
        ("docker run -v", "", "kubectl describe pod POD"),
        (
            "docker run --rm IMAGE",
            "See what the pod mounts. On the node, exclude the engine’s folder from the scanner",
            "kubectl describe pod POD",
        ),
        ("docker logs", "", "kubectl logs POD --previous"),
        ("docker ps --all", "Look for the first error in the pod’s events", "kubectl describe pod POD"),
        ("docker ps", "", "kubectl get pods --output wide"),
        ("docker stats", "", "kubectl describe pod POD"),
        ("docker system prune", "Remove the images that no container on the node uses", "crictl rmi --prune"),
        ("docker image inspect", "", "crictl inspecti IMAGE"),
        ("docker events", "", "kubectl get events --sort-by .lastTimestamp"),
        ("docker info", "", "kubectl get events --sort-by .lastTimestamp"),
    ];
    let instead = INSTEAD.iter().find(|(docker, ..)| command.starts_with(docker));
    instead.map_or(("", command), |(_, title, instead)| (title, instead))
}
