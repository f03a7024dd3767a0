//! For people who come from Microsoft's page of 2017: what it advises, and what is done today.

use crate::rules::rule::Rule;

/// One piece of advice of 2017 and what has taken its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ThenNow {
    /// What the page says.
    pub then: &'static str,
    /// What to do today, and why.
    pub now: &'static str,
    /// Where today's way is written.
    pub source: &'static str,
}

const fn row(then: &'static str, now: &'static str, source: &'static str) -> ThenNow {
    ThenNow { then, now, source }
}

const LABELS: &str = "https://kubernetes.io/docs/reference/labels-annotations-taints/";
const WINDOWS_NODES: &str = "https://kubernetes.io/docs/concepts/windows/intro/";
const USER_GUIDE: &str = "https://kubernetes.io/docs/concepts/windows/user-guide/";
const SERVICE_CREATE: &str =
    "https://github.com/docker/cli/blob/28f756087e/docs/reference/commandline/service_create.md";
const CONSTRAINT: &str = "https://github.com/moby/swarmkit/blob/3e72cb64/manager/constraint/constraint.go";

/// The advice of 2017 that is outdated, in the order of the page.
pub const TWENTY_SEVENTEEN: &[ThenNow] = &[
    row(
        "image: windows/servercore:1709, or a base image without a tag",
        "mcr.microsoft.com/windows/servercore with a tag such as ltsc2022; there is no latest since 2019-04-16",
        Rule::R28.source(),
    ),
    row(
        "Hyper-V isolation in Swarm: change daemon.json on every host",
        "docker service update --isolation=hyperv, for one service, since Docker 17.12",
        SERVICE_CREATE,
    ),
    row(
        "docker inspect --format='{{json .HostConfig.Isolation}}'",
        "Still right; docker info --format '{{.Isolation}}' shows the machine’s default",
        Rule::R18.source(),
    ),
    row(
        "Node labels OS and OsVersion, constraints on both",
        "node.platform.os is built in; one label of your own for the build, such as windows.build=20348",
        CONSTRAINT,
    ),
    row(
        "One constraint for the one version that fits",
        "Constraints are ANDed and know only == and !=: nodes of several builds share one label",
        CONSTRAINT,
    ),
    row(
        "Deployments in extensions/v1beta1",
        "apps/v1; the old group was removed in Kubernetes 1.16",
        "https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
    ),
    row(
        "beta.kubernetes.io/os: windows",
        "kubernetes.io/os: windows; the kubelet stopped setting the beta label in 1.19",
        LABELS,
    ),
    row(
        "kubectl label node NAME beta.kubernetes.io/osbuild=16299, by hand",
        "node.kubernetes.io/windows-build: \"10.0.20348\", set by the kubelet since 1.17; the old label was never built in",
        LABELS,
    ),
    row(
        "beta.kubernetes.io/osbuild=14393.1715: build and revision of Server 2016",
        "No built-in label has the revision: KERNEL-VERSION of kubectl get nodes -o wide does. Nodes are 1809 or later, where \
         revisions need not match",
        WINDOWS_NODES,
    ),
    row(
        "Kernel Version from kubectl describe node, one node at a time",
        "kubectl get nodes -o wide -L node.kubernetes.io/windows-build, all at once",
        LABELS,
    ),
    row(
        "No taints",
        "Taint os=windows:NoSchedule and a toleration, or a RuntimeClass that brings both selector and toleration",
        USER_GUIDE,
    ),
    row(
        "Nothing in the pod says Windows",
        "spec.os.name: windows since 1.25, beside the node selector: it is checked, but does not schedule",
        USER_GUIDE,
    ),
    row(
        "Docker as the runtime of the nodes",
        "containerd; its Windows runtime handler is runhcs-wcow-process",
        USER_GUIDE,
    ),
    row(
        "Annotation experimental.windows.kubernetes.io/isolation-type: hyperv (2018)",
        "No effect any more: Kubernetes has process isolation only",
        Rule::R24.source(),
    ),
];
