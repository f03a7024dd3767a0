//! The engine: which product, which version, and for which operating system it runs containers.

use crate::rules::engine::Engine;
use crate::rules::product::Product;

/// The operating system of the containers that an engine runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum System {
    /// Linux containers.
    Linux,
    /// Windows containers.
    Windows,
}

/// A command line of containerd.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tool {
    /// containerd's own.
    Ctr,
    /// That of a node of Kubernetes.
    Crictl,
    /// The one that is like Docker's.
    Nerdctl,
}

/// Whose hosted build agent it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hosted {
    /// A runner of GitHub Actions.
    GitHub,
    /// An agent of Azure Pipelines.
    AzurePipelines,
    /// Another service, whose machines nobody chooses: ACR Tasks.
    Other,
}

/// What a text says of the engine.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EngineSeen {
    /// Products with their versions, in the order of the text.
    pub versions: Vec<(Product, [u16; 3])>,
    /// The runtime of each node that names one.
    pub nodes: Vec<(String, Product, [u16; 3])>,
    /// The version of Docker Desktop.
    pub desktop: Option<[u16; 3]>,
    /// Docker keeps its images in containerd.
    pub containerd_store: bool,
    /// For which system it runs containers, and the words that say so.
    pub system: Option<(System, String)>,
    /// The command line of containerd that was used, the last one of the text.
    pub tool: Option<Tool>,
    /// The namespace of containerd that it was told.
    pub namespace: Option<String>,
    /// A hosted build agent.
    pub hosted: Option<Hosted>,
    /// A tool that knows Linux containers only: Podman, Buildah, Kaniko.
    pub linux_only: Option<&'static str>,
    /// Docker was called in a shell of Linux.
    pub linux_shell: bool,
    /// It happened on a machine with Linux or macOS, says the text.
    pub linux_host: bool,
    /// The system that a command asked for: `--platform windows/amd64`; none where several were.
    pub asked_platform: Option<System>,
    /// A web app of Azure App Service was to run the image.
    pub app_service: bool,
    /// Somebody says that the container works without its volumes and mounts.
    pub works_without_mounts: bool,
    /// The way out goes through a proxy, says the text.
    pub behind_proxy: bool,
    /// BuildKit's own command line built, without Docker.
    pub buildctl: bool,
    /// Windows was asked for the process of a Linux container.
    pub linux_process: bool,
    /// `docker.exe` is the one that Docker Desktop installs, so the machine is no server.
    pub is_desktop: bool,
    /// `docker.exe` is the engine's own, which no Docker Desktop installs.
    pub is_standalone: bool,
    /// The text names a credential spec, or what reads it: a container gets a domain account (gMSA).
    pub domain_account: bool,
    /// A container gets the engine's named pipe.
    pub mounts_pipe: bool,
    /// The form of an issue of Kubernetes is filled in: it names the cluster's version.
    pub kubernetes_form: bool,
    /// Somebody tells that it happens in Kubernetes: "when we deploy a container from Kubernetes".
    pub told_kubernetes: bool,
    /// Somebody says that it happens on AKS: "on our AKS cluster".
    pub told_aks: bool,
    /// The version it names.
    pub kubernetes: Option<[u16; 3]>,
    /// What started the container, where nobody typed `docker run`.
    pub starter: Option<Starter>,
    /// The node that `kubectl debug` was to look into.
    pub debugged_node: Option<String>,
    /// BuildKit built. Docker's engine for Windows containers has its own builder, which prints `Step 1/5`.
    pub buildkit: bool,
    /// Somebody tells that it fails on Windows nodes and works on Linux nodes.
    pub works_on_linux_nodes: bool,
    /// Somebody asks how to get a pod onto the Linux nodes of a cluster.
    pub wants_linux_nodes: bool,
    /// The command line that Windows was asked to start in a container, where there is one only.
    pub started: Option<String>,
    /// A container that was there already was to be started.
    pub restarted: Option<Restarted>,
    /// The port of the host that a command publishes, where there is one only.
    pub published_port: Option<u16>,
    /// A question says that there is no Hyper-V.
    pub without_hyperv: bool,
}

/// A container that was made some time before somebody started it: `docker start`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restarted {
    /// What it is called, where the text says it.
    pub name: Option<String>,
    /// Windows on the host was upgraded meanwhile, says the text.
    pub upgraded: bool,
}

/// A tool that starts containers with settings of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Starter {
    /// BcContainerHelper, by the command that was typed.
    NavContainer(&'static str),
    /// The runner of GitLab.
    GitlabRunner,
    /// Service Fabric.
    ServiceFabric,
}

impl EngineSeen {
    /// Whether there is no Hyper-V: a question says so, or it is a hosted build agent, a virtual machine without nested virtualization.
    /// Of a cluster that says nothing: an agent only talks to it.
    pub fn lacks_hyperv(&self, engine: Option<Engine>) -> bool {
        self.without_hyperv || self.hosted.is_some() && !engine.is_some_and(Engine::is_kubernetes)
    }

    /// The version of a product: that of a node, else the last one stated.
    pub fn version(&self, product: Product, node: Option<&str>) -> Option<[u16; 3]> {
        let of_node = |name: &str| self.nodes.iter().find(|(node, kind, _)| node == name && *kind == product);
        node.and_then(of_node)
            .map(|(_, _, version)| *version)
            .or_else(|| self.versions.iter().rev().find(|(kind, _)| *kind == product).map(|(_, version)| *version))
    }

    /// Whether containerd is known to choose the image: on this node, or at all.
    pub fn is_containerd(&self, node: Option<&str>) -> bool {
        let of_node = node.and_then(|name| self.nodes.iter().find(|(node, ..)| node == name));
        match of_node {
            Some((_, product, _)) => *product == Product::Containerd,
            None => {
                self.containerd_store
                    || self.tool.is_some()
                    || self.versions.iter().any(|(product, _)| *product == Product::Containerd)
            }
        }
    }
}
