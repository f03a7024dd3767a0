//! Azure Kubernetes Service: one Windows version for each node pool, chosen by its OS SKU.

use super::kubernetes;
use super::manifest::{self, PodPlacement};
use super::task::Task;
use super::text::{Slot, Text};
use super::value::Value;
use super::{Language, Snippet, Target};
use crate::remedy::advice::Step;
use crate::rules::{
    question::Isolation,
    release::{self, AksNodes, Release},
    rule::Rule,
};

/// Two statements of AKS that do not agree. Both are shown; nothing here decides between them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// What they are about.
    pub about: &'static str,
    /// What one page says, and where.
    pub one: (&'static str, &'static str),
    /// What another says, and where.
    pub other: (&'static str, &'static str),
    /// How they relate, where that is known.
    pub note: &'static str,
}

/// Where the pages on AKS contradict each other.
pub const CONTRADICTIONS: &[Contradiction] = &[
    Contradiction {
        about: "Since which Kubernetes version is Windows Server 2025 the default?",
        one: (
            "From 1.36 on.",
            "https://github.com/MicrosoftDocs/azure-aks-docs/blob/d91258bab/articles/aks/upgrade-os-version.md",
        ),
        other: ("From 1.37 on, October 2026.", "https://github.com/Azure/AKS/blob/8d1c890900/CHANGELOG.md"),
        note: "The changelog entry is from 17 July 2026. With --os-sku it doesn’t matter.",
    },
    Contradiction {
        about: "Must the image have the node’s Windows release?",
        one: (
            "Images of other versions of Windows Server are not supported.",
            "https://github.com/MicrosoftDocs/azure-aks-docs/blob/fb060abe6a/articles/aks/windows-best-practices.md",
        ),
        other: (
            "Images of Windows Server 2022 run on nodes of 2022 and of 2025.",
            "https://github.com/MicrosoftDocs/azure-aks-docs/blob/46eb06d8f/articles/aks/windows-annual-channel.md",
        ),
        note: "Microsoft’s compatibility table and containerd agree with the second.",
    },
    Contradiction {
        about: "When does Windows Server 2022 retire?",
        one: ("On 30 June 2028.", "https://github.com/MicrosoftDocs/azure-aks-docs/commit/ffe279355"),
        other: ("On 15 March 2027.", "https://github.com/Azure/AKS/issues/4168"),
        note: "The second is the earlier announcement; the first replaced it.",
    },
];

/// Where the commands for pools are run.
pub(crate) const AZURE: &str = "A POSIX shell with the Azure CLI, such as Azure Cloud Shell";
const POOL_LABEL: &str = "kubernetes.azure.com/agentpool";

pub(super) fn checks(_: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = Text::new(Language::AnyShell, Rule::R24);
    text.note("Lists every node with its pool, OS SKU and Windows build.")
        .add("kubectl get nodes --selector kubernetes.io/os=windows --output wide --label-columns \"")
        .add(POOL_LABEL)
        .add(",kubernetes.azure.com/os-sku,")
        .add(manifest::WINDOWS_BUILD)
        .add("\"\n");
    out.push(text.snippet(Target::Aks, "Windows versions of the node pools", "Any shell with kubectl"));
}

pub(super) fn verify(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let Some((_, nodes)) = pool_for(task) else { return };
    let mut text = Text::new(Language::AnyShell, Rule::R24);
    text.add("kubectl get nodes --selector kubernetes.azure.com/os-sku=").add(nodes.sku);
    text.add("\nkubectl get pods --output wide\n");
    out.push(text.snippet(Target::Aks, "Are the pods on the right pool?", "Any shell with kubectl"));
}

pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let places = matches!(task.step, Step::Run | Step::Rebuild | Step::MoveHost) || task.changes_image();
    if !places || task.isolation == Some(Isolation::Hyperv) {
        return;
    }
    let Some((release, nodes)) = pool_for(task) else { return };
    // Pods that stay on the pool they are on need no other one, and nobody is to delete that.
    let moves = task.step == Step::MoveHost || release.build != task.context.verdict.host.version.build;
    if moves {
        pool(task, release, nodes, out);
    }
    if task.changes_image() {
        kubernetes::set_image(Target::Aks, task, out);
    }
    let mut text = task.text(Language::Yaml);
    manifest::deployment(task, &mut text, &PodPlacement::Sku(nodes.sku));
    let place = "deployment.yaml; then kubectl apply --filename deployment.yaml";
    out.push(text.snippet(Target::Aks, "A deployment for pools of one OS SKU", place));
    if moves {
        retire_pool(task, out);
    }
}

/// A release and its node pools.
type Pool = (&'static Release, &'static AksNodes);

/// The pool to run on: the host's own where it can still be had, else the image's, else the newest that runs it.
fn pool_for(task: &Task<'_>) -> Option<Pool> {
    let usable = |(release, nodes): &Pool| task.builds.contains(&release.build) && !nodes.retired(task.context.today);
    let of = |build: u16| release::aks_pools().filter(usable).find(|(release, _)| release.build == build);
    let host = task.context.verdict.host.version.build;
    of(host).or_else(|| of(task.build?)).or_else(|| release::aks_pools().rfind(usable))
}

fn group_and_cluster(task: &Task<'_>) -> [Slot; 2] {
    let names = &task.context.names;
    [
        Slot::given(names.resource_group.as_ref(), Value::own("my-group")),
        Slot::given(names.cluster.as_ref(), Value::own("my-cluster")),
    ]
}

/// A new pool, which every change of the OS SKU has as a way.
fn pool(task: &Task<'_>, release: &Release, nodes: &AksNodes, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::Shell);
    add_pool(&mut text, release, nodes, group_and_cluster(task), &Slot::edit(Value::own("1")));
    let old = task.context.verdict.host.release.and_then(|release| release.aks.as_ref());
    if old.is_some_and(|old| nodes.in_place_from == Some(old.sku)) {
        let pool = Slot::given(task.context.names.pool.as_ref(), Value::own("npwin"));
        change_pool(&mut text, nodes, &pool, group_and_cluster(task));
    }
    out.push(text.snippet(Target::Aks, "Add a node pool", AZURE));
}

/// The command that adds a pool, with what it needs.
pub(crate) fn add_pool(
    text: &mut Text,
    release: &Release,
    nodes: &AksNodes,
    [group, cluster]: [Slot; 2],
    count: &Slot,
) {
    text.add("# ").add(nodes.sku).add(": Kubernetes ");
    for word in nodes.kubernetes_words() {
        text.add(word);
    }
    if let Some(day) = nodes.retires {
        text.add(", retires ").number(day);
    }
    text.add(".\n");
    if let Some(needs) = nodes.needs {
        text.add("# Needs Azure CLI ").add(needs.cli).add(" or later.\n");
    }
    text.fill("az aks nodepool add \\\n  --resource-group § \\\n  --cluster-name § \\\n", &[&group, &cluster]);
    text.fill("  --name § \\\n  --os-type Windows \\\n", &[&new_pool(release)]);
    text.add("  --os-sku ").add(nodes.sku);
    let fips = nodes.needs.is_some_and(|needs| needs.fips);
    text.add(if fips { " \\\n  --enable-fips-image" } else { "" }).fill(" \\\n  --node-count §\n", &[count]);
}

/// The other way to new nodes, as a comment: an old pool changes in place, which is a preview.
pub(crate) fn change_pool(text: &mut Text, nodes: &AksNodes, pool: &Slot, [group, cluster]: [Slot; 2]) {
    text.add("# Instead, as a preview, the old pool changes in place: https://learn.microsoft.com/azure/aks/upgrade-windows-os\n");
    text.fill(
        "# az aks nodepool update --resource-group § --cluster-name § --name § --os-sku ",
        &[&group, &cluster, pool],
    );
    let fips = nodes.needs.is_some_and(|needs| needs.fips);
    text.add(nodes.sku).add(if fips { " --enable-fips-image\n" } else { "\n" });
}

/// The command for more nodes in a pool that is there.
pub(crate) fn scale_pool(text: &mut Text, pool: &Slot, [group, cluster]: [Slot; 2], count: &Slot) {
    text.add("# Where the cluster autoscaler is on, raise its maximum instead: az aks nodepool update --update-cluster-autoscaler\n");
    text.fill(
        "az aks nodepool scale --resource-group § --cluster-name § --name § --node-count §\n",
        &[&group, &cluster, pool, count],
    );
}

/// Windows pools have names of at most six letters and digits: `win22`.
pub(crate) fn new_pool(release: &Release) -> Slot {
    let year = release.image_slug.and_then(|slug| slug.strip_prefix("ltsc20")).unwrap_or_default();
    Slot::edit(Value::name(&["win", year].concat()).unwrap_or(Value::own("win")))
}

fn retire_pool(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let old = Slot::given(task.context.names.pool.as_ref(), Value::own("npwin"));
    let mut text = task.text(Language::Shell);
    delete_pool(&mut text, &old, group_and_cluster(task));
    out.push(text.snippet(Target::Aks, "Empty and delete the old pool", AZURE));
}

/// The commands that empty and delete a pool.
pub(crate) fn delete_pool(text: &mut Text, old: &Slot, [group, cluster]: [Slot; 2]) {
    text.add("# Once the pods run on the new pool.\n").fill("pool=§\n", &[old]);
    text.add("kubectl cordon --selector ").add(POOL_LABEL).add("=\"$pool\"\n");
    text.add("kubectl drain --selector ")
        .add(POOL_LABEL)
        .add("=\"$pool\" --ignore-daemonsets --delete-emptydir-data\n");
    text.fill("az aks nodepool delete --resource-group § --cluster-name § --name \"$pool\"\n", &[&group, &cluster]);
}
