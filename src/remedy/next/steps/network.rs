//! Steps where the network of a container could not be set up.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use super::workload;
use crate::diagnose::network::{self, FIRST_WITH_MESH};
use crate::diagnose::program::{self, Base};
use crate::read::evidence::{MeshPort, Phase};
use crate::remedy::target::value::Value;
use crate::rules::question::Engine;

/// What the words of the host network service ask for; what cuts the network of every container comes last.
pub(super) fn setup(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let swarm = diagnosis.engine == Some(Engine::Swarm);
    let reason = network::reason(&diagnosis.line, diagnosis.engine);
    let look = reason.map(|reason| Next::write(reason.first, command::of_table(reason.command, |_| None)));
    let service = command::powershell("Restart-Service hns", &[]);
    let restart = match (swarm || reason.is_some(), swarm) {
        (true, true) => {
            "If that doesn’t tell, restart the host network service on that node. All its running containers lose \
                         their network until it is up again"
        }
        (true, false) => {
            "If that doesn’t help, restart the host network service. All running containers lose their network \
                          until it is up again"
        }
        (false, _) => {
            "Restart the host network service. All running containers lose their network until it is up again"
        }
    };
    let events = swarm.then(|| {
        Next::write(
            "On that node, read what the engine logged when the task was rejected",
            command::powershell("Get-EventLog -LogName Application -Source docker -Newest 50", &[]),
        )
    });
    vec![host_mode(situation), old_mapping(situation), look, events, Some(Next::write(restart, service))]
}

/// A network of a driver that Windows doesn't have: <https://github.com/docker/for-win/issues/1960>.
pub(super) fn of_driver(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    situation.diagnosis.line.contains("plugin bridge").then(|| {
        vec![
            Some(Next::write(
                "Create the network with the driver that Windows has",
                command::any_shell("docker network create --driver nat NAME", &[]),
            )),
            Some(Next::write(
                "In a compose file, name that driver",
                command::yaml("networks:\n  default:\n    driver: nat", &[]),
            )),
        ]
    })
}

/// A port that HNS can't map because an earlier container's mapping is still there:
/// <https://github.com/microsoft/service-fabric/issues/389>.
fn old_mapping(situation: &Situation<'_>) -> Option<Next> {
    let line = &situation.diagnosis.line;
    let port = situation.evidence.engine.published_port.filter(|_| line.contains("network nat"))?;
    line.contains("Unspecified error").then(|| {
        let look = command::powershell("Get-NetNatStaticMapping | Where-Object ExternalPort -eq §", &[&port.into()]);
        let title = format!(
            "See whether a mapping of an earlier container still holds port {port}. If so, remove it with Remove-NetNatStaticMapping"
        );
        Next::write(title, look)
    })
}

/// Whether a name was asked for in a container of this machine.
pub(super) fn is_in_container(situation: &Situation<'_>) -> bool {
    let diagnosis = situation.diagnosis;
    let looked_up = ["could not find host", "DNS request timed out"].iter().any(|words| diagnosis.line.contains(words));
    looked_up && !diagnosis.is_cluster() && diagnosis.phase == Phase::Run
}

/// What helps where containers don't resolve names: <https://github.com/microsoft/Windows-Containers/issues/420>.
pub(super) fn names(name: Option<Value>) -> Vec<Option<Next>> {
    let name = name.unwrap_or(Value::own("NAME"));
    let own = "If the machine does and its containers don’t, give them a network with a DNS server that you choose, and run them with \
               --network containers";
    vec![
        Some(Next::write(
            "See whether the machine itself resolves the name",
            command::any_shell("nslookup §", &[&name]),
        )),
        Some(Next::write(
            own,
            command::any_shell(
                "docker network create --driver nat --opt com.docker.network.windowsshim.dnsservers=ADDRESS containers",
                &[],
            ),
        )),
    ]
}

/// Whether a step of a build asked for a name.
pub(super) fn is_in_step(situation: &Situation<'_>) -> bool {
    situation.diagnosis.phase == Phase::Build && !situation.diagnosis.is_cluster()
}

/// What helps where the steps of a build don't resolve names: <https://github.com/docker/for-win/issues/12753>,
/// <https://github.com/docker/for-win/issues/2760>.
pub(super) fn names_in_step(situation: &Situation<'_>, name: Option<Value>) -> Vec<Option<Next>> {
    let name = name.unwrap_or(Value::own("NAME"));
    let image = situation.image();
    let look = match program::base(Some(image.as_str())) {
        // Nano Server has no nslookup.
        Some(Base::Nano) => command::any_shell("docker run --rm § ping -n 1 §", &[&image, &name]),
        _ => command::any_shell("docker run --rm § nslookup §", &[&image, &name]),
    };
    let restart = "If only the machine does, name a DNS server that containers reach in daemon.json (“dns”), and restart the engine";
    let metric = "Or give the adapter with the right DNS the lowest metric (Set-NetIPInterface): HNS takes that one’s, and a VPN may stand \
                  before it";
    vec![
        Some(Next::write("See whether a container resolves the name", look)),
        Some(Next::write("See whether the machine itself does", command::any_shell("nslookup §", &[&name]))),
        Some(Next::write(restart, command::file("\"dns\": [\"ADDRESS\"]", &[]))),
        Some(Next::write(
            metric,
            command::powershell("Get-NetIPInterface -AddressFamily IPv4 | Sort-Object InterfaceMetric", &[]),
        )),
    ]
}

/// What a pod without a network needs.
pub(super) fn in_cluster(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    let reason = network::reason(&diagnosis.line, diagnosis.engine);
    if reason.is_none() && diagnosis.engine == Some(Engine::Aks) {
        return Some(vec![Some(log_of_azure("On the node, read what the network plugin logged"))]);
    }
    if reason.is_none() && diagnosis.line.to_ascii_lowercase().contains("hns") {
        return Some(of_node());
    }
    let reason = reason?;
    let select = reason.selects.then(|| {
        Next::write(
            format!("Let {} select Windows nodes, if it doesn’t", workload(diagnosis)),
            command::yaml("nodeSelector:\n  kubernetes.io/os: windows", &[]),
        )
    });
    let pod = |word: &str| diagnosis.pod.as_ref().filter(|_| word == "POD").and_then(|pod| Value::name(&pod.name));
    let log = (diagnosis.engine == Some(Engine::Aks) && !reason.selects)
        .then(|| log_of_azure("If it fails again on that node, read there what the network plugin logged"));
    Some(vec![select, Some(Next::write(reason.first, command::of_table(reason.command, pod))), log])
}

/// What mends the network of one node: <https://github.com/Azure/acs-engine/issues/4046>.
fn of_node() -> Vec<Option<Next>> {
    let service = command::powershell("Restart-Service hns", &[]);
    vec![
        Some(Next::write(
            "Find the network plugin’s pod on that node, then read its log with kubectl logs",
            command::any_shell("kubectl get pods --namespace kube-system --output wide", &[]),
        )),
        Some(Next::write(
            "If only one node fails so, restart the host network service there. Its pods lose their network until it is up again",
            service,
        )),
        Some(Next::write(
            "If it fails again, drain that node, then restart or replace it",
            command::any_shell("kubectl drain NODE --ignore-daemonsets --delete-emptydir-data", &[]),
        )),
    ]
}

/// On Windows nodes of AKS the plugin is a program that kubelet’s engine calls, and no pod:
/// <https://github.com/Azure/azure-container-networking/blob/master/docs/cni.md>.
fn log_of_azure(title: &'static str) -> Next {
    Next::write(title, command::powershell("Get-Content C:\\k\\azure-vnet.log -Tail 100", &[]))
}

/// What a pod needs that asks for its node's network where Docker has none of that name.
pub(super) fn of_host(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    if !diagnosis.line.contains("network host not found") {
        return None;
    }
    let step = match network::is_linux_pod_on_host(&diagnosis.line) {
        true => Next::write(
            format!("Keep {} on Linux nodes", workload(diagnosis)),
            command::yaml("nodeSelector:\n  kubernetes.io/os: linux", &[]),
        ),
        // https://github.com/kubernetes-sigs/sig-windows-tools/issues/88
        false => Next::write(
            "On the node, create the network that pods with hostNetwork ask for",
            command::any_shell("docker network create --driver nat host", &[]),
        ),
    };
    Some(vec![Some(step)])
}

/// Publishes the port on the nodes themselves, where they have no mesh:
/// <https://docs.docker.com/engine/swarm/services/#publish-a-services-ports-directly-on-the-swarm-node>.
fn host_mode(situation: &Situation<'_>) -> Option<Next> {
    let MeshPort { published, target, in_file } = situation.evidence.swarm.mesh_port?;
    let hinted = situation.evidence.machine.hint.as_ref().map(|hint| hint.build);
    let build = situation.diagnosis.machine.map(|host| host.version.build).or(hinted);
    if build.is_some_and(|build| build >= FIRST_WITH_MESH) {
        return None;
    }
    let title = match build {
        Some(_) => "Publish the port on the nodes that run the service’s tasks, one task a node",
        None => "If the node runs Windows Server 2016, publish the port on the nodes that run the service’s tasks",
    };
    if in_file {
        let ports = command::yaml_of_numbers(
            "ports:\n- target: §\n  published: §\n  mode: host",
            &[&target.into(), &published.into()],
        );
        return Some(Next::write(title, ports));
    }
    let ports = command::any_shell(
        "docker service update --publish-rm § --publish-add \"mode=host,target=§,published=§\" §",
        &[&target.into(), &target.into(), &published.into(), &situation.service()],
    );
    Some(Next::write(title, ports))
}
