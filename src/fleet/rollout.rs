//! Commands that change what a workload runs and where: with the names that the fleet gives, else with blanks, each of which is
//! filled in once.

use super::words::{concat, listed_shortly};
use super::{Controller, FleetImage, Selector, Workload};
use crate::remedy::target::text::{Slot, Text};
use crate::remedy::target::value::Value;
use crate::rules::{question::Engine, version::Version};

/// An object of Kubernetes or a service of Swarm, with those of its containers whose image is at hand.
pub(super) struct User {
    kind: Controller,
    namespace: Option<Slot>,
    name: Slot,
    containers: Vec<NewImage>,
}

/// A container, and the image that it is to run from now on.
struct NewImage {
    name: Slot,
    init: bool,
    image: Option<Slot>,
    /// The image that it runs now.
    old: String,
    /// The nodes that an earlier step keeps it on.
    kept: Option<Selector>,
}

/// What happens to an image.
pub(super) struct ImageChange<'a> {
    /// The image as it is.
    pub image: &'a FleetImage,
    /// What takes its place.
    pub new: Option<Slot>,
    /// The nodes that an earlier step keeps it on.
    pub kept: Option<Selector>,
}

impl ImageChange<'_> {
    fn container(&self, name: Slot, init: bool) -> NewImage {
        NewImage { name, init, image: self.new.clone(), old: self.image.title(), kept: self.kept.clone() }
    }
}

/// What uses these images, an object each. Where nothing is named, it is one to be filled in: for each new image, or for all that
/// stay as they are.
pub(super) fn users(engine: Option<Engine>, images: &[ImageChange<'_>]) -> Vec<User> {
    let swarm = engine == Some(Engine::Swarm);
    let fits = |one: &&Workload| (one.kind == Controller::Service) == swarm;
    let mut all: Vec<User> = Vec::new();
    let mut blank = false;
    for change in images {
        let used_by = &change.image.used_by;
        for user in used_by.iter().filter(fits).map(|workload| User::of(workload, change)) {
            match all.iter_mut().find(|other| other.is(&user)) {
                Some(other) => other.containers.extend(user.containers),
                None => all.push(user),
            }
        }
        if !used_by.iter().any(|one| fits(&one)) && (change.new.is_some() || !blank) {
            all.push(User::blank(swarm, change));
            blank = true;
        }
    }
    all
}

impl User {
    fn of(workload: &Workload, change: &ImageChange<'_>) -> Self {
        Self {
            kind: workload.kind,
            namespace: workload.namespace.as_ref().map(|name| Slot::given(Some(name), Value::own("my-namespace"))),
            name: Slot::given(Some(&workload.name), Value::own("my-app")),
            containers: vec![
                change.container(Slot::given(workload.container.as_ref(), Value::own("my-container")), workload.init),
            ],
        }
    }

    fn blank(swarm: bool, change: &ImageChange<'_>) -> Self {
        let kind = if swarm { Controller::Service } else { Controller::Deployment };
        let container = change.container(Slot::edit(Value::own("my-container")), false);
        Self { kind, namespace: None, name: Slot::edit(Value::own("my-app")), containers: vec![container] }
    }

    /// Whether both are the same object. No two that have to be filled in are.
    fn is(&self, other: &Self) -> bool {
        let blank = self.name.edit || self.namespace.as_ref().is_some_and(|slot| slot.edit);
        !blank && (self.kind, &self.namespace, &self.name) == (other.kind, &other.namespace, &other.name)
    }

    /// What it is, and which images it runs now; of one that nothing names, what to put in.
    pub(super) fn heading(&self) -> String {
        let mut images: Vec<&str> = self.containers.iter().map(|one| one.old.as_str()).collect();
        images.dedup();
        let images = listed_shortly(&images, 3);
        let word = self.kind.word();
        if !self.name.edit {
            return concat(&[word, " ", self.name.value.as_str(), ": ", &images]);
        }
        let blanks = match self.kind {
            Controller::Service => "replace my-app with its name",
            _ => "replace my-app and my-container with its names",
        };
        concat(&["The ", word, " that runs ", &images, ": ", blanks])
    }

    /// Lets it run on certain nodes, on all where none are given, and its containers their new images: in one rollout.
    pub(super) fn roll_out(&self, place: Option<&Selector>, text: &mut Text) {
        match (self.kind, place) {
            (Controller::Service, _) => self.update_service(place, text),
            (_, None) => self.set_images(text, false),
            (Controller::Deployment, Some(place)) => {
                self.variables(text);
                self.rollout(text, "pause");
                self.patch(text, place, [true, false]);
                self.set_images(text, true);
                self.rollout(text, "resume");
            }
            // Nothing else can pause.
            (_, Some(place)) => self.patch(text, place, [false, true]),
        }
    }

    /// Puts it on certain nodes, with the images that it has.
    pub(super) fn place(&self, place: &Selector, text: &mut Text) {
        match self.kind {
            Controller::Service => self.update_service(Some(place), text),
            _ => self.patch(text, place, [false, false]),
        }
    }

    /// What keeps its containers where they are, and would keep them from the place they go to: both have to hold.
    fn kept(&self, place: Option<&Selector>) -> Vec<&Selector> {
        let mut all: Vec<&Selector> = Vec::new();
        for kept in self.containers.iter().filter_map(|one| one.kept.as_ref()) {
            let same = |other: &Selector| other.swarm() == kept.swarm();
            if !place.is_some_and(same) && !all.iter().any(|other| same(other)) {
                all.push(kept);
            }
        }
        all
    }

    /// What has to be filled in and stands in several lines below, as variables.
    fn variables(&self, text: &mut Text) {
        if let Some(namespace) = self.namespace.as_ref().filter(|slot| slot.edit) {
            text.fill("namespace=§\n", &[namespace]);
        }
        if self.name.edit {
            text.fill("app=§\n", &[&self.name]);
        }
    }

    /// `kubectl` in its namespace, with a verb.
    fn kubectl(&self, text: &mut Text, verb: &'static str, variables: bool) {
        match &self.namespace {
            None => text.add("kubectl "),
            Some(namespace) if namespace.edit && variables => text.add("kubectl --namespace \"$namespace\" "),
            Some(namespace) => text.fill("kubectl --namespace § ", &[namespace]),
        };
        text.add(verb).add(" ");
    }

    /// `deployment/web`.
    fn object(&self, text: &mut Text, variables: bool) {
        match self.name.edit && variables {
            true => text.add("\"").add(self.kind.word()).add("/$app\""),
            false => text.add(self.kind.word()).fill("/§", &[&self.name]),
        };
    }

    fn rollout(&self, text: &mut Text, verb: &'static str) {
        self.kubectl(text, "rollout", true);
        text.add(verb).add(" ");
        self.object(text, true);
        text.add("\n");
    }

    fn set_images(&self, text: &mut Text, variables: bool) {
        self.kubectl(text, "set image", variables);
        self.object(text, variables);
        for NewImage { name, image, .. } in &self.containers {
            if let Some(image) = image {
                text.fill(" §=§", &[name, image]);
            }
        }
        text.add("\n");
    }

    /// A strategic merge patch of its pods: on which nodes they are to be, and where it is one command, what they are to run.
    fn patch(&self, text: &mut Text, place: &Selector, [variables, images]: [bool; 2]) {
        self.kubectl(text, "patch", variables);
        self.object(text, variables);
        let (start, end) = match self.kind {
            Controller::CronJob => (r#"{"jobTemplate":{"spec":"#, "}}"),
            _ => ("", ""),
        };
        text.add(r#" --patch '{"spec":"#).add(start);
        text.add(r#"{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"windows""#);
        wish(place, &self.kept(Some(place)), text);
        for (list, init) in [(r#","containers":["#, false), (r#","initContainers":["#, true)] {
            let images = self.containers.iter().filter(|one| images && one.init == init);
            let images: Vec<_> = images.filter_map(|one| Some((&one.name, one.image.as_ref()?))).collect();
            for (at, (name, image)) in images.iter().enumerate() {
                text.add(if at > 0 { "," } else { list });
                text.add(r#"{"name":""#).raw(name).add(r#"","image":""#).raw(image).add(r#""}"#);
            }
            text.add(if images.is_empty() { "" } else { "]" });
        }
        text.add("}}}}").add(end).add("'\n");
    }

    /// Swarm joins constraints with “and”: one for the old nodes goes with the command that adds one for the new.
    fn update_service(&self, place: Option<&Selector>, text: &mut Text) {
        text.add("docker service update ");
        for kept in self.kept(place) {
            constraint(text, "--constraint-rm ", kept);
        }
        if let Some(place) = place {
            constraint(text, "--constraint-add ", place);
        }
        if let Some(image) = self.containers.first().and_then(|one| one.image.as_ref()) {
            text.fill("--image § ", &[image]);
        }
        text.fill("§\n", &[&self.name]);
    }
}

/// The option that adds or removes the constraint to certain nodes.
fn constraint(text: &mut Text, option: &'static str, place: &Selector) {
    let [label, value] = place.swarm_label();
    text.add(option).fill("node.labels.§==§ ", &[&label, &value]);
}

impl Selector {
    /// The label of Swarm nodes that makes the set, and its value.
    pub(super) fn swarm_label(&self) -> [Slot; 2] {
        let (label, value) = match self.build() {
            Some(build) => (Value::own("windows.build"), Value::from(build)),
            None => (self.label_value(), Value::own("true")),
        };
        [Slot::known(label), Slot::known(value)]
    }

    /// Its label; a word of ours where it is not plain.
    pub(super) fn label_value(&self) -> Value {
        Value::name(&self.label).unwrap_or(Value::own("windows-runs"))
    }

    /// The one build that makes the set.
    fn build(&self) -> Option<u16> {
        self.builds.first().copied().filter(|_| self.builds.len() == 1 && !self.splits)
    }
}

/// The rest of a pod's wish for certain nodes, without what an earlier step wished for: an affinity takes the place of a selector for
/// one build, and a patch leaves alone what it doesn't name.
fn wish(place: &Selector, kept: &[&Selector], text: &mut Text) {
    const BUILD: &str = r#","node.kubernetes.io/windows-build":"#;
    const AFFINITY: &str = r#","affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":"#;
    for label in kept.iter().filter(|one| one.splits).map(|one| one.label_value()) {
        text.add(",\"").number(label).add("\":null");
    }
    let affinity = kept.iter().any(|one| !one.splits && one.builds.len() > 1);
    match place.build() {
        _ if place.splits => drop(text.add(",\"").number(place.label_value()).add(r#"":"true"}"#)),
        Some(build) => drop(text.add(BUILD).add("\"").number(Version::of_build(build)).add("\"}")),
        None => {
            text.add(BUILD).add("null}").add(AFFINITY).add(r#"{"nodeSelectorTerms":[{"matchExpressions":["#);
            text.add(r#"{"key":"node.kubernetes.io/windows-build","operator":"In","values":["#);
            for (at, build) in place.builds.iter().enumerate() {
                text.add(if at > 0 { ",\"" } else { "\"" }).number(Version::of_build(*build)).add("\"");
            }
            text.add("]}]}]}}}");
            return;
        }
    }
    if affinity {
        text.add(AFFINITY).add("null}}");
    }
}
