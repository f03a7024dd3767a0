//! Many nodes and many images: what runs where, and what moving the hosts to another release takes.
//!
//! A [`Fleet`] is read from what people paste ([`Fleet::read`]) or from a link ([`link`]). A [`Grid`] judges it: once for each
//! distinct version of a host and each distinct version of an image, however many nodes there are. [`Grid::placement`] says
//! for an image which nodes can run it and which selector says so, [`Grid::load`] for a node what must move, [`cover`] which
//! base images serve every node, and [`plan`] what an upgrade takes and in which order. a [`Report`] prints all of it as Markdown, CSV or text.

use words::{Show as _, concat};

use crate::rules::{
    host::Host,
    image::{Image, Versions},
    question::{Choice, Engine, Question},
    release,
    version::Version,
};

pub mod aks;
mod commands;
mod context;
mod cover;
mod described;
mod directory;
mod ending;
mod entry;
mod export;
mod fields;
mod free_text;
mod grid;
mod group;
mod kubernetes;
pub mod link;
mod list;
mod machine;
mod migration;
mod missing;
mod named;
mod plan;
mod pools;
mod quantity;
mod read;
mod reader;
mod removal;
mod report;
mod rollout;
mod runs;
mod scheduling;
mod steps;
mod system;
mod table;
mod targets;
mod upgrade;
pub(crate) mod words;
mod workload;

pub use context::StepKind;
pub use cover::{BuildVariant, Cover, cover};
pub use ending::Ending;
pub use export::{Block, Table, Todo};
pub use grid::{Grid, GridCell, GridFilter};
pub use group::{BuildBand, HostGroup, ImageGroup};
pub use kubernetes::Kubernetes;
pub use migration::{Fate, Move, NewName, Rebuild};
pub use missing::Ask;
pub use plan::{Plan, plan};
pub use read::FleetText;
pub use reader::{FleetReading, Topic, Unread};
pub use report::Report;
pub use runs::Runs;
pub use scheduling::{Load, Placement, Selector};
pub use steps::{Order, PlanStep};
pub use targets::targets;
pub use workload::{Controller, Workload};

/// A Windows machine, or several that have no names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// Its name, where one was given.
    pub name: Option<String>,
    /// Its Windows.
    pub host: Host,
    /// How many there are; 1 for a node with a name.
    pub count: u32,
}

/// An image that the fleet runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FleetImage {
    /// Its reference as it was given, or another name; `None` for a bare version.
    pub name: Option<String>,
    /// Its Windows version or versions.
    pub image: Image,
    /// How often it is used: containers, replicas or lines.
    pub count: u32,
    /// How many different images that is; 1 for an image with a name.
    pub different: u32,
    /// What uses it, as far as it was named; no link carries that.
    pub used_by: Vec<Workload>,
}

/// What is to be judged: nodes, images, and how containers are started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fleet {
    /// The Windows nodes.
    pub nodes: Vec<Node>,
    /// How many Linux nodes there are: counted and left alone.
    pub linux_nodes: u32,
    /// The images, Linux ones among them.
    pub images: Vec<FleetImage>,
    /// How many images of HostProcess containers there are that have no Windows of their own: counted, and they fit every node.
    pub host_process: u32,
    /// How many different images of the cluster’s own parts there are without a name.
    pub system: u32,
    /// What starts the containers; `None` where nothing says so.
    pub engine: Option<Engine>,
    /// The oldest version of Kubernetes that a node reports.
    pub kubernetes: Option<Kubernetes>,
    /// Its nodes are those of Amazon’s service, EKS.
    pub eks: bool,
    /// Whether Hyper-V isolation is available.
    pub hyperv: bool,
}

impl Default for Fleet {
    fn default() -> Self {
        let (nodes, images) = (Vec::new(), Vec::new());
        Self {
            nodes,
            linux_nodes: 0,
            images,
            host_process: 0,
            system: 0,
            engine: None,
            kubernetes: None,
            eks: false,
            hyperv: true,
        }
    }
}

impl Fleet {
    /// The question that one cell of the grid answers.
    pub fn question(&self, host: Host, image: Image) -> Question {
        Question {
            engine: self.engine.into(),
            hyperv: if self.hyperv { Choice::Unset } else { Choice::Set(false) },
            ..Question::new(host, image)
        }
    }

    /// How many Windows nodes there are.
    pub fn windows_nodes(&self) -> u32 {
        total(self.nodes.iter().map(|node| node.count))
    }

    /// How many different images of the cluster's own parts there are: counted and left alone.
    pub fn system_images(&self) -> u32 {
        total(self.images.iter().filter(|image| image.is_system()).map(|image| image.different))
            .saturating_add(self.system)
    }

    /// How many different Linux images there are: counted and left alone.
    pub fn linux_images(&self) -> u32 {
        total(self.images.iter().filter(|image| image.is_linux()).map(|image| image.different))
    }

    /// Whether there is nothing in it at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
            && self.linux_nodes == 0
            && self.images.is_empty()
            && self.host_process == 0
            && self.system == 0
    }

    /// Tags that do not exist, and what to write instead.
    pub fn no_such_tags(&self) -> Vec<String> {
        let text = |image: &FleetImage| {
            let problem = image.image.no_such_tag().filter(|_| image.name.is_some())?;
            let instead = problem.instead.as_ref().map(|instead| concat(&[" Write ", &instead.show(), "."]));
            Some(concat(&[&image.title(), ": ", problem.why.sentence(), &instead.unwrap_or_default()]))
        };
        self.images.iter().filter_map(text).collect()
    }

    /// Whether the containers are started by Kubernetes or AKS.
    pub fn is_kubernetes(&self) -> bool {
        self.engine.is_some_and(Engine::is_kubernetes)
    }
}

impl FleetImage {
    /// Whether it is a Linux image.
    pub fn is_linux(&self) -> bool {
        self.image.versions == Versions::Linux
    }

    /// Whether it is a part of the cluster, which whoever runs the cluster updates: the pause image, kube-proxy, the network and what
    /// AKS puts on each node.
    pub fn is_system(&self) -> bool {
        let reference = self.image.reference.as_ref();
        !self.is_linux() && reference.is_some_and(system::is_of_cluster)
    }

    /// Its name, or what is known about its version.
    pub fn title(&self) -> String {
        self.name.clone().unwrap_or_else(|| image_title(&self.image))
    }
}

/// The sum of counts, at most the largest number there is.
fn total(counts: impl Iterator<Item = u32>) -> u32 {
    counts.fold(0, u32::saturating_add)
}

/// What is known about the version of an image: `ltsc2022`, `10.0.17763.973`, `multi-version (ltsc2022, ltsc2019)`, …
pub fn image_title(image: &Image) -> String {
    match &image.versions {
        Versions::One(version) => version_word(*version),
        Versions::Several(builds) => {
            let words: Vec<String> = builds.iter().map(|build| version_word(Version::of_build(*build))).collect();
            // Not to be taken for several images.
            concat(&["multi-version (", &words.join(", "), ")"])
        }
        Versions::Linux => "Linux".to_owned(),
        Versions::Unknown if image.no_such_tag().is_some() => "no such tag".to_owned(),
        Versions::Unknown => "version not known".to_owned(),
    }
}

/// The word for a release's images, or the version where it has none or the revision is given.
fn version_word(version: Version) -> String {
    match release::images_of(version.build).and_then(|release| release.image_slug) {
        Some(slug) if version.revision.is_none() => slug.to_owned(),
        _ => version.show(),
    }
}
