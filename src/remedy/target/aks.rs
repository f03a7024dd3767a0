//! Azure Kubernetes Service: one Windows version for each node pool, chosen by its OS SKU.

use super::kubernetes;
use super::manifest::{self, Place};
use super::task::Task;
use super::text::{Slot, Text};
use super::{Language, Snippet, Target};
use crate::remedy::advice::Step;
use crate::rules::{date::Date, question::Isolation, rule::Rule};

/// What AKS says about one OS SKU of Windows node pools.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sku {
    /// The value of `--os-sku` and of the label `kubernetes.azure.com/os-sku`.
    pub name: &'static str,
    /// The build of its nodes.
    pub build: u16,
    /// The Kubernetes versions it can be chosen for.
    pub kubernetes: &'static str,
    /// The day from which it gets no new images or patches; `None` where none is announced.
    pub retires: Option<Date>,
    /// The day its node images are removed, after which such a pool can no longer grow.
    pub removed: Option<Date>,
    /// Where this is written.
    pub source: &'static str,
}

impl Sku {
    /// Whether it is already retired.
    pub fn retired(&self, today: Date) -> bool {
        self.retires.is_some_and(|day| day <= today)
    }
}

/// The OS SKUs of Windows node pools, oldest build first.
pub const SKUS: &[Sku] = &[
    Sku {
        name: "Windows2019",
        build: 17763,
        kubernetes: "up to 1.32",
        retires: Some(Date::new(2026, 3, 1)),
        removed: Some(Date::new(2027, 4, 1)),
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/commit/61b373f26",
    },
    Sku {
        name: "Windows2022",
        build: 20348,
        kubernetes: "1.23 to 1.36",
        retires: Some(Date::new(2028, 6, 30)),
        removed: Some(Date::new(2029, 6, 30)),
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/commit/ffe279355",
    },
    Sku {
        name: "WindowsAnnual",
        build: 25398,
        kubernetes: "from 1.28 on",
        retires: Some(Date::new(2026, 5, 15)),
        removed: Some(Date::new(2027, 5, 15)),
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/46eb06d8f/articles/aks/windows-annual-channel.md",
    },
    Sku {
        name: "Windows2025",
        build: 26100,
        kubernetes: "from 1.32 on",
        retires: None,
        removed: None,
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/cfccec226/articles/aks/upgrade-windows-os.md",
    },
];

/// That AKS has retired the nodes of a build, in a sentence that follows another one; `None` where it has not.
pub fn retired(build: u16, today: Date) -> Option<String> {
    let sku = SKUS.iter().find(|sku| sku.build == build && sku.retired(today))?;
    let since = sku.retires.map(|day| format!(" on {day}")).unwrap_or_default();
    Some(format!(" But AKS retired {}{since}: such nodes get no new images and no patches.", sku.name))
}

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
        about: "From which Kubernetes version Windows Server 2025 is the default",
        one: (
            "From 1.36 on.",
            "https://github.com/MicrosoftDocs/azure-aks-docs/blob/d91258bab/articles/aks/upgrade-os-version.md",
        ),
        other: ("From 1.37 on, October 2026.", "https://github.com/Azure/AKS/blob/8d1c890900/CHANGELOG.md"),
        note: "The changelog’s entry is of 17 July 2026. Say --os-sku and it does not matter.",
    },
    Contradiction {
        about: "Whether the image’s Windows must be the node’s",
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
        about: "When Windows Server 2022 retires",
        one: ("On 30 June 2028.", "https://github.com/MicrosoftDocs/azure-aks-docs/commit/ffe279355"),
        other: ("On 15 March 2027.", "https://github.com/Azure/AKS/issues/4168"),
        note: "The second is the earlier announcement; the first replaced it.",
    },
];

const AZURE: &str = "A POSIX shell with the Azure CLI, such as Azure Cloud Shell";
const POOL_LABEL: &str = "kubernetes.azure.com/agentpool";

pub(super) fn checks(_: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = Text::new(Language::Shell, Rule::R24);
    text.add("# Every node with its pool, the pool's OS SKU and the Windows build.\n")
        .add("kubectl get nodes --selector kubernetes.io/os=windows --output wide --label-columns ")
        .add(POOL_LABEL)
        .add(",kubernetes.azure.com/os-sku,")
        .add(manifest::WINDOWS_BUILD)
        .add("\n");
    out.push(text.snippet(Target::Aks, "Windows versions of the node pools", "Any shell with kubectl"));
}

pub(super) fn verify(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let Some(sku) = sku(task) else { return };
    let mut text = Text::new(Language::Shell, Rule::R24);
    text.add("kubectl get nodes --selector kubernetes.azure.com/os-sku=").add(sku.name);
    text.add("\nkubectl get pods --output wide\n");
    out.push(text.snippet(Target::Aks, "Are the pods on the right pool?", "Any shell with kubectl"));
}

pub(super) fn fixes(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let places = matches!(task.step, Step::Run | Step::Rebuild | Step::MoveHost) || task.changes_image();
    if !places || task.isolation == Some(Isolation::Hyperv) {
        return;
    }
    let Some(sku) = sku(task) else { return };
    // Pods that stay on the pool they are on need no other one, and nobody is to delete that.
    let moves = task.step == Step::MoveHost || sku.build != task.context.verdict.host.version.build;
    if moves {
        pool(task, sku, out);
    }
    if task.changes_image() {
        kubernetes::set_image(Target::Aks, task, out);
    }
    let mut text = task.text(Language::Yaml);
    manifest::deployment(task, &mut text, &Place::Sku(sku.name));
    let place = "deployment.yaml; then kubectl apply --filename deployment.yaml";
    out.push(text.snippet(Target::Aks, "A deployment for pools of one OS SKU", place));
    if moves {
        retire_pool(task, out);
    }
}

/// The OS SKU to run on: the host's own where it can still be had, else the image's, else the newest that runs it.
fn sku(task: &Task<'_>) -> Option<&'static Sku> {
    let usable = |sku: &&Sku| task.builds.contains(&sku.build) && !sku.retired(task.context.today);
    let of = |build: u16| SKUS.iter().filter(usable).find(|sku| sku.build == build);
    let host = task.context.verdict.host.version.build;
    of(host).or_else(|| of(task.build?)).or_else(|| SKUS.iter().rfind(usable))
}

fn group_and_cluster(task: &Task<'_>) -> [Slot; 2] {
    let names = &task.context.names;
    [task.given(names.resource_group.as_ref(), "my-group"), task.given(names.cluster.as_ref(), "my-cluster")]
}

/// A new pool: a pool never changes its OS SKU.
fn pool(task: &Task<'_>, sku: &Sku, out: &mut Vec<Snippet>) {
    let [group, cluster] = group_and_cluster(task);
    let mut text = task.text(Language::Shell);
    text.add("# ").add(sku.name).add(": Kubernetes ").add(sku.kubernetes);
    if let Some(day) = sku.retires {
        text.add(", retires ").add(&day.to_string());
    }
    text.add(".\n");
    let fips = sku.build == 26100;
    if fips {
        text.add("# Needs Azure CLI 2.87.0 or later and machines of generation 2.\n");
    }
    text.fill("az aks nodepool add \\\n  --resource-group § \\\n  --cluster-name § \\\n", &[&group, &cluster]);
    text.fill("  --name § \\\n  --os-type Windows \\\n", &[&new_pool(sku)]);
    text.add("  --os-sku ").add(sku.name);
    text.add(if fips { " \\\n  --enable-fips-image" } else { "" }).add(" \\\n  --node-count 1\n");
    out.push(text.snippet(Target::Aks, "Add a node pool", AZURE));
}

/// Windows pools have names of at most six letters and digits.
fn new_pool(sku: &Sku) -> Slot {
    Slot::edit(if sku.build == 26100 { "win25" } else { "win22" })
}

fn retire_pool(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let [group, cluster] = group_and_cluster(task);
    let old = task.given(task.context.names.pool.as_ref(), "npwin");
    let mut text = task.text(Language::Shell);
    text.add("# Once the pods run on the new pool.\n").fill("pool=§\n", &[&old]);
    text.add("kubectl cordon --selector ").add(POOL_LABEL).add("=\"$pool\"\n");
    text.add("kubectl drain --selector ")
        .add(POOL_LABEL)
        .add("=\"$pool\" --ignore-daemonsets --delete-emptydir-data\n");
    text.fill("az aks nodepool delete --resource-group § --cluster-name § --name \"$pool\"\n", &[&group, &cluster]);
    out.push(text.snippet(Target::Aks, "Empty and delete the old pool", AZURE));
}
