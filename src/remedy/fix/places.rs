//! Where images and selectors stand in YAML that is no pod: Helm values, kustomizations, patches, and objects of other kinds.
//!
//! Nothing is known of such a file but the names of its keys, so only what can mean nothing else is looked at: an `image`, a
//! `repository` with its `tag`, kustomize’s `newTag`, a `nodeSelector`, and mappings that are pods. An image of Windows
//! somewhere else is named, and left to be decided.

mod commands;
mod development;
mod left;
mod place;

use super::compose_build;
use super::edits::Changes;
use super::hosts::StartWay;
use super::inside::Inside;
use super::labels::BUILD;
use super::machines::Machines;
use super::named::MACHINE;
use super::pod::{PodSpec, is_pod};
use super::retag::FleetHosts;
use super::says::{is_linux, is_windows, named_in, speaks_of_windows, unreadable};
use super::script::values;
use super::selector::Selection;
use super::switches;
use crate::read::syntax::Problem;
use crate::read::syntax::yaml::{Yaml, YamlKind};
use crate::rules::{image::Image, reference::Reference};
use commands::Commands;
use development::Development;
use place::{ImagePlace, NamePart};

/// Files in files: Argo CD’s values for a chart, kustomize’s patches.
const TEXTS: [&str; 2] = ["values", "patch"];
/// Keys under which `image` is no container image: a disk of Ceph, a machine of CircleCI.
const DISKS: [&str; 3] = ["rbd", "disk", "machine"];

/// The places of a file.
pub(super) struct Places<'y, 'a> {
    yaml: &'y Yaml<'a>,
    /// What has been looked at, by node.
    seen: Vec<bool>,
    pods: Vec<usize>,
    selectors: Vec<usize>,
    images: Vec<ImagePlace>,
    texts: Vec<usize>,
    machines: Machines,
    /// Lists of builds that nodes are to have.
    requirements: Vec<usize>,
    /// The file asks for Linux in so many words.
    is_linux: bool,
    /// The file says Windows in so many words.
    says_windows: bool,
    /// What is left to be decided if the file is about Windows, and why.
    open: Vec<(usize, &'static str)>,
    /// Images of Windows under keys that say nothing of images.
    elsewhere: Vec<(usize, Reference)>,
    /// The entries of images for several Windows versions, with their platforms.
    entries: Vec<usize>,
    /// How images are built.
    builds: Vec<usize>,
    /// Commands of Docker, and arguments of builds.
    commands: Commands,
}

const NO_TAG: &str = "The tag comes from the chart, so which Windows this image is built on isn’t said here.";
const PARAMETER: &str = "This value names another Windows. Change it by hand.";

impl<'y, 'a> Places<'y, 'a> {
    pub fn new(yaml: &'y Yaml<'a>) -> Self {
        Self {
            yaml,
            seen: vec![false; yaml.nodes.len()],
            pods: Vec::new(),
            selectors: Vec::new(),
            images: Vec::new(),
            texts: Vec::new(),
            machines: Machines::default(),
            requirements: Vec::new(),
            is_linux: false,
            says_windows: false,
            open: Vec::new(),
            elsewhere: Vec::new(),
            entries: Vec::new(),
            builds: Vec::new(),
            commands: Commands::default(),
        }
    }

    /// Whether a node has not been looked at so far. It has now.
    pub fn is_new(&mut self, node: usize) -> bool {
        !core::mem::replace(&mut self.seen[node], true)
    }

    /// Looks at everything below a node.
    pub fn look(&mut self, root: usize) {
        let mut at = root;
        while at < self.yaml.nodes[root].end {
            let skip = self.yaml.key(at) == "status" || self.yaml.key(at) == "managedFields" || !self.is_new(at);
            let done = skip || self.node(at);
            at = if done { self.yaml.nodes[at].end } else { at + 1 };
        }
    }

    /// Looks at one node; whether all below it is done as well.
    fn node(&mut self, node: usize) -> bool {
        let yaml = self.yaml;
        if yaml.is_map(node) && yaml.resolve(node) == node {
            if is_pod(yaml, node) {
                self.pods.push(node);
                return true;
            }
            self.mapping(node);
        }
        self.machines.look(yaml, node);
        let key = yaml.key(node);
        let text = yaml.str(node).map(str::trim_end).filter(|_| key != "image" && !TEXTS.contains(&key));
        if text.is_some_and(|text| self.commands.look(yaml, node, text)) {
            return false;
        }
        if yaml.nodes[node].kind == YamlKind::Block
            && (TEXTS.contains(&key) || yaml.str(node).is_some_and(super::quoted::is_one))
        {
            self.texts.push(node);
        } else if let Some(text) = yaml.str(node) {
            self.scalar(node, key, text.trim_end());
        }
        // The services of a job of GitLab.
        if key == "services" && yaml.is_seq(node) {
            for entry in yaml.children(node) {
                let name = yaml.own(entry, "name").unwrap_or(entry);
                self.add(name, yaml.str(name).unwrap_or_default(), NamePart::Whole);
            }
        }
        if key == "images" && yaml.is_seq(node) {
            for entry in yaml.children(node) {
                let text = yaml.str(entry).unwrap_or_default();
                let name = text.split_once('=').map_or(text, |(_, name)| name);
                self.add(entry, name, if name.len() < text.len() { NamePart::Named } else { NamePart::Whole });
            }
        }
        false
    }

    /// A text under a key that says what it is, or an image of Windows under any other key.
    fn scalar(&mut self, node: usize, key: &str, text: &str) {
        self.says_windows |= key.eq_ignore_ascii_case("ostype") && text.eq_ignore_ascii_case("windows");
        if key == "image" {
            return;
        }
        if text.contains([' ', '\n']) {
            let images = named_in(text).map(|reference| (node, reference));
            return self.elsewhere.extend(images);
        }
        if !text.contains(':') {
            return;
        }
        // `container` of a job, `BASE_IMAGE`, and the default of a parameter.
        let lower = key.to_ascii_lowercase();
        let for_images = lower.ends_with("image") || matches!(lower.as_str(), "container" | "defaultvalue");
        let Ok(reference) = text.parse::<Reference>() else {
            if for_images && speaks_of_windows(text) {
                self.says_windows = true;
                self.open.push((node, unreadable(text)));
            }
            return;
        };
        let windows = is_windows(&Image::of_reference(reference.clone()));
        if for_images && (windows || speaks_of_windows(text)) {
            self.images.push(ImagePlace { entry: node, reference, part: NamePart::Whole });
        } else if windows && reference.is_public() {
            self.elsewhere.push((node, reference));
        }
    }

    fn mapping(&mut self, map: usize) {
        let yaml = self.yaml;
        let text = |key: &str| yaml.own(map, key).and_then(|entry| yaml.str(entry)).map(str::trim_end);
        if let Some(platform) = yaml.own(map, "platform").filter(|_| yaml.own(map, "image").is_some())
            && yaml.is_map(platform)
        {
            self.says_windows |= yaml.str_at(platform, &["os"]) == Some("windows");
            return self.entries.push(map);
        }
        // A target of docker buildx bake, an artifact of [Skaffold](https://skaffold.dev/docs/builders/builder-types/docker/), or the
        // settings of [Drone’s plugin](https://plugins.drone.io/plugins/docker).
        let bake = || yaml.own(map, "args").filter(|_| yaml.own(map, "dockerfile").is_some());
        if let Some(arguments) = ["buildArgs", "build_args"].iter().find_map(|key| yaml.own(map, key)).or_else(bake) {
            self.says_windows |= compose_build::build_says_windows(yaml, map);
            self.builds.push(map);
            self.seen[arguments..yaml.nodes[arguments].end].fill(true);
        }
        let chart = yaml.key(map).to_ascii_lowercase().ends_with("image");
        // A parameter of CloudFormation.
        if let (true, Some(entry)) = (chart, yaml.own(map, "Default"))
            && let Some(text) = yaml.str(entry).filter(|text| speaks_of_windows(text))
        {
            self.add(entry, text, NamePart::Whole);
        }
        if let Some(repository) = yaml.own(map, "repository").filter(|_| chart && text("tag").is_none_or(str::is_empty))
        {
            self.open.push((repository, NO_TAG));
        }
        if let (Some(name), Some(value), Some(entry)) = (text("name"), text("value"), yaml.own(map, "value"))
            && name.ends_with("tag")
            && ["example.com/image:", value].concat().parse().is_ok_and(|one| is_windows(&Image::of_reference(one)))
        {
            self.says_windows = true;
            self.open.push((entry, PARAMETER));
        }
        // The agents of Buildkite are machines of a cloud.
        let machine = DISKS.contains(&yaml.key(map)) || yaml.own(map, "provider").is_some();
        if let Some(entry) = yaml.own(map, "image").filter(|_| !machine) {
            self.add(entry, yaml.str(entry).unwrap_or_default().trim_end(), NamePart::Whole);
        }
        if let (Some(repository), Some(tag), Some(entry)) = (text("repository"), text("tag"), yaml.own(map, "tag")) {
            let registry = text("registry").filter(|registry| !registry.is_empty());
            let parts: Vec<&str> = registry.into_iter().flat_map(|registry| [registry, "/"]).collect();
            self.add(entry, &[&parts.concat(), repository, ":", tag].concat(), NamePart::Tag);
        }
        if let (Some(name), Some(tag), Some(entry)) = (text("name"), text("newTag"), yaml.own(map, "newTag")) {
            self.add(entry, &[text("newName").unwrap_or(name), ":", tag].concat(), NamePart::Tag);
        }
        let affinity = yaml.own(map, "affinity").filter(|affinity| yaml.is_map(*affinity));
        if affinity.is_some() || yaml.own(map, "nodeSelector").is_some_and(|selector| yaml.is_map(selector)) {
            self.selectors.push(map);
        }
        if let Some(affinity) = affinity {
            self.seen[affinity..yaml.nodes[affinity].end].fill(true);
        }
        // What a pool of nodes is made with: Karpenter’s requirements.
        if text("key") == Some(BUILD)
            && let Some(values) = yaml.own(map, "values").filter(|values| yaml.is_seq(*values))
        {
            self.says_windows = true;
            self.requirements.push(values);
        }
        if let (Some(path), Some(entry), Some(_)) = (text("path"), yaml.own(map, "value"), text("op")) {
            if path.ends_with("/image") {
                self.add(entry, yaml.str(entry).unwrap_or_default(), NamePart::Whole);
            } else if path.ends_with("/nodeSelector") && yaml.is_map(entry) || path.ends_with("~1windows-build") {
                self.selectors.push(entry);
            }
        }
    }

    fn add(&mut self, entry: usize, name: &str, part: NamePart) {
        if let Ok(reference) = name.parse() {
            self.images.push(ImagePlace { entry, reference, part });
        } else if speaks_of_windows(name) {
            self.says_windows = true;
            self.open.push((entry, unreadable(name)));
        }
    }

    /// How what it names is started.
    pub fn way(&mut self, fleet: &FleetHosts<'_>, changes: &mut Changes) -> StartWay {
        let Some(development) = Development::read(self.yaml) else { return super::pod::WAY };
        if let Some(place) = self.images.first().filter(|_| development.linux) {
            changes.note(self.yaml.nodes[place.entry].value.start, "A Linux container is asked for: not changed.");
            self.images.clear();
            self.elsewhere.clear();
            self.is_linux = true;
        }
        development.way(self.yaml, fleet, changes)
    }

    /// Whether something in it is for Windows for sure.
    pub fn names_windows(&self) -> bool {
        let says = |map: &usize| Selection::read(self.yaml, *map).says_windows();
        self.says_windows
            || self.machines.says_windows()
            || self.images.iter().any(ImagePlace::names_windows)
            || !self.elsewhere.is_empty()
            || !self.commands.is_empty()
            || self.selectors.iter().any(says)
    }

    /// Fixes what was found; whether anything was.
    pub fn fix(mut self, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) -> Result<bool, Problem> {
        let yaml = self.yaml;
        let image = |place: &ImagePlace| Image::of_reference(place.reference.clone());
        let windows = self.names_windows();
        // What goes with a machine that is to be removed stays as it is.
        let gone = self.machines.gone(yaml, fleet);
        let stays = |node: usize| !gone.iter().any(|item| item.contains(&node));
        self.images.retain(|place| stays(place.entry));
        self.elsewhere.retain(|(node, _)| stays(*node));
        // A variable that becomes an argument of a build is an image that something is built on.
        let goes_on = |node: usize| self.commands.variables.iter().any(|one| one.is_called(yaml.key(node)));
        let (used, elsewhere) = self.elsewhere.into_iter().partition(|(node, _)| goes_on(*node));
        self.elsewhere = elsewhere;
        let used: Vec<(usize, Reference)> = used;
        let place = |(entry, reference)| ImagePlace { entry, reference, part: NamePart::Whole };
        self.images.extend(used.into_iter().map(place));
        let mut found = self.is_linux || !self.pods.is_empty() || !self.images.is_empty() || !self.texts.is_empty();
        found |= self.leave_siblings(way, fleet, changes);
        for pod in &self.pods {
            PodSpec::read(yaml, *pod, changes)?.fix(fleet, changes);
        }
        for selector in &self.selectors {
            self.selector(*selector, way, fleet, changes);
        }
        for text in &self.texts {
            inner(yaml, *text, way, false, fleet, changes);
        }
        found |= !self.commands.is_empty();
        self.commands.fix(yaml, fleet, changes);
        let built_for_hosts = |build: &usize| compose_build::built_for_hosts(yaml, *build, way, fleet);
        let built: values::BuiltArguments = self.builds.iter().flat_map(built_for_hosts).collect();
        for build in &self.builds {
            compose_build::fix_arguments(yaml, *build, &built, way, fleet, changes);
        }
        found |= !self.builds.is_empty() && windows;
        self.machines.name_words(yaml, &self.commands.variables);
        found |= self.machines.fix(yaml, windows, fleet, changes) || !self.requirements.is_empty();
        for values in &self.requirements {
            let labels: Vec<String> = fleet.hosts.of(fleet.hosts.all()).map(super::hosts::label).collect();
            let fits = |value| yaml.str(value).is_some_and(|value| labels.iter().any(|label| label == value));
            if !yaml.children(*values).any(fits) {
                changes.open(yaml.nodes[*values].value.start, MACHINE);
            }
        }
        if windows {
            found |= self.left_to_decide(way, fleet, changes);
            switches::fix(yaml, fleet, changes);
        }
        if let Some(first) = self.images.first().filter(|_| !windows) {
            let position = yaml.nodes[first.entry].start;
            if self.images.iter().all(|place| is_linux(&image(place))) {
                changes.note(position, "Linux images: not changed.");
            } else {
                changes.open(position, "Nothing here says that these images are for Windows: not changed.");
            }
            return Ok(found);
        }
        for place in &self.images {
            place.fix(yaml, way, fleet, changes);
        }
        Ok(found || !self.selectors.is_empty() && windows)
    }
}

/// YAML, or another file, in a block scalar; whether there is anything. `sure`: only what is for Windows for sure.
pub(super) fn inner(
    yaml: &Yaml<'_>,
    entry: usize,
    way: StartWay,
    sure: bool,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) -> bool {
    let Some(inside) = Inside::new(yaml, entry) else { return false };
    if super::quoted::is_one(&inside.text) {
        let found = super::quoted::fix(&inside.text, fleet);
        return found.map(|found| inside.take(found, changes)).is_some();
    }
    let Ok(read) = Yaml::read(&inside.text) else { return false };
    let mut places = Places::new(&read);
    for document in &read.documents {
        places.look(*document);
    }
    // What is no file in the file says nothing.
    places.texts.clear();
    let mut found = Changes::default();
    if sure && !places.names_windows() || !places.fix(way, fleet, &mut found).is_ok_and(|found| found) {
        return false;
    }
    inside.take(found, changes);
    true
}
