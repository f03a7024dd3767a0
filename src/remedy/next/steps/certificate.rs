//! Steps where a TLS connection failed: whose certificate wasn't trusted, and by which program.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::diagnose::particular::Particular;
use crate::remedy::target::value::Value;
use crate::rules::question::Engine;
use crate::rules::release::Kind;

/// What a failed connection asks for, where its line tells more than its code.
pub(super) fn of(situation: &Situation<'_>, kind: Particular) -> Option<Vec<Option<Next>>> {
    match kind {
        Particular::CertificateAuthority if is_containerd(situation) => Some(in_hosts_file(situation)),
        Particular::CertificateAuthority => Some(in_docker(situation)),
        Particular::CertificateOfCluster => Some(of_cluster(situation)),
        Particular::CertificateTime => Some(time()),
        Particular::CertificateName => Some(vec![Some(Next::say(
            "Call the registry by a name that its certificate has, or give it a certificate with this one (a DNS or IP subject \
             alternative name)",
        ))]),
        Particular::OldTls => Some(vec![Some(Next::write(
            "In Windows PowerShell, turn on TLS 1.2 before the download",
            command::powershell("[Net.ServicePointManager]::SecurityProtocol = 'Tls12'", &[]),
        ))]),
        _ => None,
    }
}

/// Whether containerd pulled, and not Docker.
fn is_containerd(situation: &Situation<'_>) -> bool {
    situation.diagnosis.is_cluster() || situation.evidence.engine.tool.is_some()
}

/// The registry as an image names it: of the address in the line, else of the image.
fn registry<'d>(situation: &Situation<'d>) -> Option<&'d str> {
    let diagnosis = situation.diagnosis;
    let asked = diagnosis.line.split_once("https://").and_then(|(_, rest)| {
        let host = rest.split(['/', '"', '\\', ' ', '?']).next()?.trim_end_matches(':');
        (rest.contains("/v2/") || rest.contains("/v1/")).then_some(host)
    });
    let of_image = || Some(diagnosis.judged_name()?.split_once('/')?.0).filter(|host| host.contains(['.', ':']));
    asked.or_else(of_image).filter(|host| !host.is_empty())
}

/// Docker's folder for the certificates of a registry, whose name has no colon on Windows; Windows' own store counts where there is no
/// such folder: <https://docs.docker.com/engine/security/certificates/>, <https://github.com/moby/moby/issues/21189>. Docker Desktop
/// takes Windows' store: <https://docs.docker.com/desktop/troubleshoot-and-support/faqs/windowsfaqs/>.
fn in_docker(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let folder = registry(situation).and_then(|host| Value::name(&host.replace(':', "")));
    let folder = folder.unwrap_or(Value::own("REGISTRY"));
    let copy = command::powershell(
        "New-Item -ItemType Directory -Force C:\\ProgramData\\docker\\certs.d\\§\n\
         Copy-Item CA.crt C:\\ProgramData\\docker\\certs.d\\§\\ca.crt",
        &[&folder, &folder],
    );
    let named = match registry(situation).is_some_and(|host| host.contains(':')) {
        true => " (named without the colon of its port)",
        false => "",
    };
    let engine = &situation.evidence.engine;
    let client = situation.diagnosis.machine.map(|host| host.kind).or(situation.evidence.machine.kind);
    let desktop = engine.is_desktop || engine.desktop.is_some() || client == Some(Kind::Client);
    if desktop {
        return vec![Some(in_store("Docker Desktop", ""))];
    }
    // A public registry's certificate is known everywhere: a proxy signs with its own.
    let public = ["docker.io", "registry-1.docker.io", "auth.docker.io", "index.docker.io", "mcr.microsoft.com"];
    if registry(situation).is_none_or(|host| public.contains(&host)) {
        return vec![
            Some(in_store("the engine", "")),
            Some(Next::say("Or let the proxy leave the registry’s traffic alone")),
        ];
    }
    let title = format!("On the engine’s machine, put the CA certificate (CA.crt) into the registry’s folder{named}");
    vec![Some(Next::write(title, copy)), Some(in_store("the engine", "Or "))]
}

fn in_store(what: &str, or: &str) -> Next {
    let verb = if or.is_empty() { "Import" } else { "import" };
    Next::write(
        format!("{or}{verb} the CA certificate (CA.crt) into Windows’ root store, then restart {what}"),
        command::powershell("Import-Certificate -FilePath CA.crt -CertStoreLocation Cert:\\LocalMachine\\Root", &[]),
    )
}

/// containerd's file for a registry: <https://github.com/containerd/containerd/blob/main/docs/hosts.md>.
fn in_hosts_file(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let host = registry(situation).and_then(Value::argument).unwrap_or(Value::own("REGISTRY"));
    let file =
        command::file("server = \"https://§\"\n\n[host.\"https://§\"]\n  ca = \"C:/certs/ca.crt\"", &[&host, &host]);
    vec![
        Some(Next::write(
            format!(
                "On each node, name the CA certificate in {}\\hosts.toml, below the folder that containerd’s \
                 config.toml gives as config_path",
                host.as_str()
            ),
            file,
        )),
        Some(in_store("containerd", "Or on each node, ")),
    ]
}

fn time() -> Vec<Option<Next>> {
    vec![
        Some(Next::say(
            "Compare the two times of the message. If the first one is right, the certificate has to be renewed",
        )),
        Some(Next::write(
            "If the first one is wrong, set the machine’s clock",
            command::any_shell("w32tm /resync", &[]),
        )),
    ]
}

/// What kubectl knows of the cluster, and how it gets to know it anew:
/// <https://learn.microsoft.com/azure/aks/learn/quick-kubernetes-deploy-cli#connect-to-the-cluster>.
fn of_cluster(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let aks = situation.diagnosis.engine == Some(Engine::Aks) || situation.diagnosis.line.contains(".azmk8s.io");
    let renew = match aks {
        true => Next::write(
            "Fetch the settings of the cluster again",
            command::any_shell(
                "az aks get-credentials --resource-group GROUP --name CLUSTER --overwrite-existing",
                &[],
            ),
        ),
        false => Next::say(
            "Fetch the kubeconfig of the cluster again: after it was made anew, an old one has another authority",
        ),
    };
    vec![
        Some(Next::write(
            "See which cluster and which server kubectl talks to",
            command::any_shell("kubectl config view --minify", &[]),
        )),
        Some(renew),
        Some(Next::say(
            "If the message says “expired”, renew the certificates of the control plane (kubeadm certs renew all), or set the clock",
        )),
    ]
}
