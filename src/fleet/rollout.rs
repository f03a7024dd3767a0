//! Commands that change what a workload runs and where: with the names that the fleet gives, else with blanks, each of which is
//! filled in once.

use super::words::{concat, listed_shortly};
use super::{Controller, FleetImage, Workload};
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
}

/// What uses these images, an object each. Where nothing is named, it is one to be filled in: for each new image, or for all that
/// stay as they are.
pub(super) fn users(engine: Option<Engine>, images: &[(&FleetImage, Option<Slot>)]) -> Vec<User> {
    let swarm = engine == Some(Engine::Swarm);
    let fits = |one: &&Workload| (one.kind == Controller::Service) == swarm;
    let mut all: Vec<User> = Vec::new();
    let mut blank = false;
    for (image, new) in images {
        let named = image.used_by.iter().filter(fits);
        for user in named.map(|workload| User::of(workload, new.clone(), image.title())) {
            match all.iter_mut().find(|other| other.is(&user)) {
                Some(other) => other.containers.extend(user.containers),
                None => all.push(user),
            }
        }
        if !image.used_by.iter().any(|one| fits(&one)) && (new.is_some() || !blank) {
            all.push(User::blank(swarm, new.clone(), image.title()));
            blank = true;
        }
    }
    all
}

impl User {
    fn of(workload: &Workload, image: Option<Slot>, old: String) -> Self {
        Self {
            kind: workload.kind,
            namespace: workload.namespace.as_ref().map(|name| Slot::given(Some(name), Value::own("my-namespace"))),
            name: Slot::given(Some(&workload.name), Value::own("my-app")),
            containers: vec![NewImage {
                name: Slot::given(workload.container.as_ref(), Value::own("my-container")),
                init: workload.init,
                image,
                old,
            }],
        }
    }

    fn blank(swarm: bool, image: Option<Slot>, old: String) -> Self {
        let kind = if swarm { Controller::Service } else { Controller::Deployment };
        let container = NewImage { name: Slot::edit(Value::own("my-container")), init: false, image, old };
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
        let blanks = if self.kind == Controller::Service { "my-app" } else { "my-app and my-container" };
        concat(&["The ", word, " that runs ", &images, ": put its names in place of ", blanks])
    }

    /// Lets it run on nodes with these builds, on all where there are none, and its containers their new images: in one rollout.
    pub(super) fn roll_out(&self, builds: &[u16], text: &mut Text) {
        match (self.kind, builds) {
            (Controller::Service, _) => self.update_service(builds, text),
            (_, []) => self.set_images(text, false),
            (Controller::Deployment, _) => {
                self.variables(text);
                self.rollout(text, "pause");
                self.patch(text, |text| wish(builds, text), [true, false]);
                self.set_images(text, true);
                self.rollout(text, "resume");
            }
            // Nothing else can pause.
            _ => self.patch(text, |text| wish(builds, text), [false, true]),
        }
    }

    /// Patches its pods with a wish for certain nodes.
    pub(super) fn place(&self, text: &mut Text, wish: impl FnOnce(&mut Text)) {
        self.patch(text, wish, [false, false]);
    }

    /// Constrains a service to nodes with a label.
    pub(super) fn constrain(&self, text: &mut Text, [label, value]: [&Slot; 2]) {
        text.fill("docker service update --constraint-add node.labels.§==§ §\n", &[label, value, &self.name]);
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
    fn patch(&self, text: &mut Text, wish: impl FnOnce(&mut Text), [variables, images]: [bool; 2]) {
        self.kubectl(text, "patch", variables);
        self.object(text, variables);
        let (start, end) = match self.kind {
            Controller::CronJob => (r#"{"jobTemplate":{"spec":"#, "}}"),
            _ => ("", ""),
        };
        text.add(r#" --patch '{"spec":"#).add(start);
        text.add(r#"{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"windows""#);
        wish(text);
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

    fn update_service(&self, builds: &[u16], text: &mut Text) {
        let Some(image) = self.containers.first().and_then(|one| one.image.as_ref()) else { return };
        text.add("docker service update ");
        match builds {
            [] => {}
            [build] => drop(text.add("--constraint-add node.labels.windows.build==").number(*build).add(" ")),
            _ => drop(text.fill("--constraint-add node.labels.§==true ", &[&Slot::edit(Value::own("new-images"))])),
        }
        text.fill("--image § §\n", &[image, &self.name]);
    }
}

/// The rest of a pod's wish for nodes with these builds. An affinity takes the place of a selector for one build.
pub(super) fn wish(builds: &[u16], text: &mut Text) {
    if let [build] = builds {
        text.add(r#","node.kubernetes.io/windows-build":""#).number(Version::of_build(*build)).add(r#""}"#);
        return;
    }
    text.add(r#","node.kubernetes.io/windows-build":null},"#);
    text.add(r#""affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"#);
    text.add(r#""matchExpressions":[{"key":"node.kubernetes.io/windows-build","operator":"In","values":["#);
    for (at, build) in builds.iter().enumerate() {
        text.add(if at > 0 { ",\"" } else { "\"" }).number(Version::of_build(*build)).add("\"");
    }
    text.add("]}]}]}}}");
}

/// The same for nodes with a label.
pub(super) fn wish_for_label(label: Value, text: &mut Text) {
    text.add(",\"").number(label).add(r#"":"true"}"#);
}
