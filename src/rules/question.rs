//! The state of the page without a page: what is asked, and how an action changes it.

use core::fmt;

pub use crate::rules::engine::Engine;
use crate::rules::{
    host::Host,
    image::Image,
    name::visible,
    release::{Family, Kind},
    slug::words,
};

/// How a container is separated from its host.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Isolation {
    /// Shares the host's kernel.
    Process,
    /// Runs in a small virtual machine with a kernel of its own.
    Hyperv,
}

words!(Isolation: Process "process" "Process isolation", Hyperv "hyperv" "Hyper-V isolation");

impl Isolation {
    /// What it means for the kernel, in a few words.
    pub const fn kernel(self) -> &'static str {
        match self {
            Self::Process => "shares the host’s kernel",
            Self::Hyperv => "brings its own kernel",
        }
    }
}

/// One field of the question.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Choice<T> {
    /// Left at its default.
    #[default]
    Unset,
    /// Chosen.
    Set(T),
    /// Something was given that is not understood: it is kept and shown back, never dropped.
    Bad(Bad),
}

/// A value that is not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bad {
    /// What was given.
    pub text: String,
    /// What is wrong with it and what was expected.
    pub message: String,
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.contains(&self.text) {
            return f.write_str(&visible(&self.message));
        }
        write!(f, "“{}”: {}", visible(&self.text), self.message)
    }
}

impl<T> Choice<T> {
    /// The value, if one is chosen and understood.
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            _ => None,
        }
    }

    /// What is not understood.
    pub const fn bad(&self) -> Option<&Bad> {
        match self {
            Self::Bad(bad) => Some(bad),
            _ => None,
        }
    }
}

impl<T> From<Option<T>> for Choice<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unset, Self::Set)
    }
}

/// What is asked: everything a link carries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Question {
    /// The machine.
    pub host: Choice<Host>,
    /// The image.
    pub image: Choice<Image>,
    /// Only this kind of isolation is wanted.
    pub isolation: Choice<Isolation>,
    /// What starts the container.
    pub engine: Choice<Engine>,
    /// Whether Hyper-V isolation is available; it is unless said otherwise.
    pub hyperv: Choice<bool>,
    /// The family of base images to recommend first.
    pub family: Choice<Family>,
}

impl Question {
    /// A question about a host and an image.
    pub fn new(host: Host, image: Image) -> Self {
        Self { host: Choice::Set(host), image: Choice::Set(image), ..Self::default() }
    }

    /// Whether Hyper-V isolation may be advised.
    pub fn hyperv_available(&self) -> bool {
        self.hyperv.get() != Some(&false)
    }

    /// Whether the engine is Kubernetes or AKS.
    pub fn is_kubernetes(&self) -> bool {
        self.engine.get().is_some_and(|engine| engine.is_kubernetes())
    }

    /// Whether it is about a cluster that has no such nodes: no Kubernetes has clients (R24), and AKS not every server (R36).
    pub fn has_no_such_node(&self) -> bool {
        let Some(host) = self.host.get().filter(|_| self.is_kubernetes()) else { return false };
        let never_on_aks = host.release.is_some_and(|release| release.aks.is_none());
        host.release.is_some() && host.kind == Kind::Client || self.engine.get() == Some(&Engine::Aks) && never_on_aks
    }

    /// The question after an action.
    #[must_use]
    pub fn reduce(mut self, action: Action) -> Self {
        match action {
            Action::Host(host) => self.host = host,
            Action::Image(image) => self.image = image,
            Action::Isolation(isolation) => self.isolation = isolation.into(),
            Action::Engine(engine) => self.engine = engine.into(),
            Action::Hyperv(available) => self.hyperv = if available { Choice::Unset } else { Choice::Set(false) },
            Action::Family(family) => self.family = family.into(),
            Action::Replace(question) => self = *question,
        }
        self
    }
}

/// What a control, a paste or a link does to the question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// Choose, clear or mistype the host.
    Host(Choice<Host>),
    /// Choose, clear or mistype the image.
    Image(Choice<Image>),
    /// Ask about one isolation only, or about both.
    Isolation(Option<Isolation>),
    /// Say what starts the container.
    Engine(Option<Engine>),
    /// Say whether Hyper-V isolation is available.
    Hyperv(bool),
    /// Say which family of base images is wanted.
    Family(Option<Family>),
    /// Another question altogether: a link, the back button, an example.
    Replace(Box<Question>),
}
