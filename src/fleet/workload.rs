//! What an image is used by: the names that a manifest, a list of deployments or a service gives, for the commands of a plan.

/// A container of an object in a cluster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Workload {
    /// What runs it.
    pub kind: Controller,
    /// The namespace, where one is named.
    pub namespace: Option<String>,
    /// The name of the object.
    pub name: String,
    /// The name of the container; none has one in Swarm.
    pub container: Option<String>,
    /// It is an init container.
    pub init: bool,
}

/// The kinds of objects that a plan has commands for: each keeps its containers running, and replaces them when its template changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Controller {
    /// A Deployment of Kubernetes.
    Deployment,
    /// A StatefulSet of Kubernetes.
    StatefulSet,
    /// A DaemonSet of Kubernetes.
    DaemonSet,
    /// A CronJob of Kubernetes: its next run has the new template.
    CronJob,
    /// A service of Swarm.
    Service,
}

impl Controller {
    /// The one with this `kind` in a manifest.
    pub(super) fn of_kind(kind: &str) -> Option<Self> {
        Some(match kind {
            "Deployment" => Self::Deployment,
            "StatefulSet" => Self::StatefulSet,
            "DaemonSet" => Self::DaemonSet,
            "CronJob" => Self::CronJob,
            _ => return None,
        })
    }

    /// The one with this word in front of its name, as `kubectl get all` writes it: `deployment.apps/web`.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        let word = word.split('.').next().unwrap_or_default();
        [Self::Deployment, Self::StatefulSet, Self::DaemonSet, Self::CronJob]
            .into_iter()
            .find(|kind| kind.word() == word)
    }

    /// What `kubectl` calls it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Deployment => "deployment",
            Self::StatefulSet => "statefulset",
            Self::DaemonSet => "daemonset",
            Self::CronJob => "cronjob",
            Self::Service => "service",
        }
    }
}

/// An object that is being read, key by key.
#[derive(Default)]
pub(super) struct PartialObject {
    kind: Option<Controller>,
    namespace: Option<String>,
    name: Option<String>,
}

impl PartialObject {
    /// Takes a field, with the keys above it.
    pub(super) fn field(&mut self, path: &[Option<&str>], key: &str, value: &str) {
        let mut above = path.iter().flatten().copied().peekable();
        above.next_if_eq(&"items");
        match (above.next(), above.next(), key) {
            (None, _, "apiVersion" | "ID") => *self = Self::default(),
            (None, _, "kind") => {
                // One without an `apiVersion` in front.
                if self.kind.is_some() {
                    *self = Self::default();
                }
                self.kind = Controller::of_kind(value);
            }
            (Some("metadata"), None, "namespace") => self.namespace = Some(value.to_owned()),
            (Some("metadata"), None, "name") if self.name.is_some() => *self = Self::default(),
            (Some("metadata"), None, "name") => self.name = Some(value.to_owned()),
            (Some("Spec"), None, "Name") => {
                (self.kind, self.name) = (Some(Controller::Service), Some(value.to_owned()))
            }
            _ => {}
        }
    }

    /// What one of its containers is a part of; `None` for objects of another kind, or without a name.
    pub(super) fn workload(&self, container: Option<&PartialContainer>) -> Option<Workload> {
        let kind = self.kind.filter(|kind| container.is_some() || *kind == Controller::Service)?;
        let named = |container: &PartialContainer| container.name.clone();
        Some(Workload {
            kind,
            namespace: self.namespace.clone(),
            name: self.name.clone()?,
            container: container.and_then(named),
            init: container.is_some_and(|container| container.init),
        })
    }
}

/// A container that is being read, key by key.
#[derive(Default)]
pub(super) struct PartialContainer {
    /// Its name.
    pub name: Option<String>,
    /// Its image, and how often it is used.
    pub image: Option<(String, u32)>,
    /// It is an init container.
    pub init: bool,
}
