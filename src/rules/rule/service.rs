//! R36: the ceilings of services. Their machines by name are in [`place`](crate::rules::place).

use super::about::About;
use crate::rules::date::Date;
use crate::rules::host::Host;
use crate::rules::reason::Reason;
use crate::rules::release::Release;
use crate::rules::verdict::{Finding, Support, Verdict};

pub(super) const ABOUT: About =
    About::new("Services have ceilings of their own", "https://github.com/actions/runner-images");

/// The day the lists below were read.
pub const AS_OF: Date = Date::new(2026, 9, 24);

/// A service that runs Windows containers on machines one does not choose freely.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Service {
    /// The stable id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The newest build whose images it takes, or whose nodes it has.
    pub newest: u16,
    /// The oldest one, where that is on record.
    pub oldest: Option<u16>,
    /// The whole of it, in a sentence.
    pub text: &'static str,
    /// Where it is written.
    pub source: &'static str,
}

/// The services, by name.
pub static SERVICES: [Service; 6] = [
    Service {
        id: "aks",
        name: "Azure Kubernetes Service",
        newest: 26100,
        oldest: None,
        text: "AKS has Windows Server 2025 nodes from Kubernetes 1.32 on, with containerd 2.0. Upgrading a pool \
             from 2022 to 2025 in place is in preview.",
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/cfccec226/articles/aks/upgrade-windows-os.md",
    },
    Service {
        id: "eks",
        name: "Amazon EKS",
        newest: 26100,
        oldest: None,
        text: "EKS has Windows Server 2025 nodes from Kubernetes 1.35 on.",
        source: "https://github.com/eksctl-io/eksctl/issues/8648",
    },
    Service {
        id: "ecs",
        name: "Amazon ECS",
        newest: 20348,
        oldest: None,
        text: "ECS doesn’t offer Windows Server 2025.",
        source: "https://github.com/aws/containers-roadmap/issues/2504",
    },
    Service {
        id: "gke",
        name: "Google Kubernetes Engine",
        newest: 20348,
        oldest: None,
        text: "GKE has Windows Server 2022 and 2019 nodes (LTSC2022, LTSC2019).",
        source: "https://cloud.google.com/kubernetes-engine/docs/how-to/creating-a-cluster-windows",
    },
    Service {
        id: "app-service",
        name: "Azure App Service",
        newest: 20348,
        oldest: None,
        text: "App Service doesn’t run images built on Windows Server 2025.",
        source: "https://learn.microsoft.com/azure/app-service/configure-custom-container",
    },
    Service {
        id: "aci",
        name: "Azure Container Instances",
        newest: 20348,
        oldest: Some(17763),
        text: "Container Instances runs amd64 images built on Windows Server 2022 or 2019; others are refused with \
             UnsupportedWindowsVersion.",
        source: "https://github.com/MicrosoftDocs/azure-compute-docs/issues/478",
    },
];

/// The service with this id.
pub fn service(id: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.id == id)
}

impl Service {
    /// Why it does not take images, or has no nodes, of a build; `None` where it does.
    pub fn limit(&self, build: u16) -> Option<&'static str> {
        (build > self.newest || self.oldest.is_some_and(|oldest| build < oldest)).then_some(self.text)
    }
}

/// Which Kubernetes services have nodes of a build only under conditions, or none; empty where that is no matter.
pub fn limits(build: u16) -> String {
    let newest = SERVICES.iter().map(|service| service.newest).max().unwrap_or_default();
    if build < newest {
        return String::new();
    }
    let kubernetes = ["eks", "gke"].into_iter().filter_map(service);
    kubernetes.map(|service| service.text).collect::<Vec<_>>().join(" ")
}

/// Why nobody should count on AKS nodes of a server release; `None` where one can.
pub fn aks_pool(release: &Release, today: Date) -> Option<String> {
    match release.aks {
        Some(nodes) => Some(format!("{}.", nodes.retirement(today)?)),
        None => Some(format!("AKS has no nodes with {}.", release.name)),
    }
}

/// Where it is written which nodes AKS has.
pub(in crate::rules) fn aks_source(release: &Release) -> &'static str {
    release.aks.as_ref().map_or_else(|| service("aks").map_or(ABOUT.source, |aks| aks.source), |nodes| nodes.source)
}

/// The finding where this machine has no Hyper-V isolation.
pub(in crate::rules) fn hyperv(host: &Host) -> Option<Finding> {
    let place = host.place?;
    (!place.hyperv).then(|| Finding::new(Support::Unsupported, Reason::ServiceWithoutHyperv))
}

pub(super) fn without_hyperv(verdict: &Verdict) -> String {
    let name = verdict.host.place.map_or("this machine", |place| place.name);
    format!("The hosted runner {name} has no Hyper-V isolation.")
}
