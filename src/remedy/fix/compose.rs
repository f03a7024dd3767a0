//! Compose and stack files: the images of the services, how they are built, their isolation and their place in a swarm.

use super::edits::Changes;
use super::hosts::{BuildSet, StartWay};
use super::missing::{in_tag, without_value, without_value_of};
use super::retag::{FleetHosts, Retag};
use super::says::{PlaceWords, is_linux, is_windows, speaks_of_windows};
use super::siblings::{self, Twin};
use super::variables::{expanded, written};
use super::yaml_edit::{Insert, set};
use super::{compose_build, mounts, swarm};
use crate::read::syntax::traced::Traced;
use crate::read::syntax::yaml::Yaml;
use crate::read::syntax::{ByteRange, Problem};
use crate::rules::{
    image::{Image, Versions},
    question::{Engine, Isolation},
    reference::{Reference, ReferenceError},
    rule::Rule,
};

pub(super) fn fix(yaml: &Yaml<'_>, fleet: &FleetHosts<'_>) -> Result<Changes, Problem> {
    let mut changes = Changes::default();
    for services in yaml.documents.iter().filter_map(|document| yaml.own(*document, "services")) {
        check(yaml, services)?;
        let all: Vec<ComposeService<'_, '_>> =
            yaml.children(services).map(|node| ComposeService::read(yaml, node)).collect();
        let file = ComposeFile {
            windows: all.iter().any(ComposeService::is_windows),
            linux: all.iter().any(|service| service.is_linux() && !service.is_windows()),
        };
        let mut seen = vec![false; yaml.nodes.len()];
        let named: Vec<Twin> = all.iter().map(|service| service.sibling(fleet)).collect();
        for (service, twin) in all.iter().zip(siblings::for_hosts(&named)) {
            // Two aliases can stand for one service.
            if !core::mem::replace(&mut seen[service.node], true) {
                match twin {
                    Some(twin) => changes.note(service.position(), siblings::stays(twin)),
                    None => service.fix(file, fleet, &mut changes),
                }
            }
        }
    }
    Ok(changes)
}

/// Whether a document is a compose file: one with services, or one that only adds networks and the like to another.
pub(super) fn is_compose(yaml: &Yaml<'_>, document: usize) -> bool {
    const OTHERS: [&str; 5] = ["networks", "volumes", "secrets", "configs", "include"];
    const BESIDE: [&str; 2] = ["version", "name"];
    if let Some(services) = yaml.own(document, "services") {
        // A pipeline of GitLab has a list of services, and says `image` or `stages` beside it.
        let pipeline = ["image", "stages", "script", "default"].iter().any(|key| yaml.own(document, key).is_some());
        return !(pipeline && yaml.is_seq(services));
    }
    let known = |key: &str| OTHERS.contains(&key) || BESIDE.contains(&key) || key.starts_with("x-");
    yaml.is_map(document)
        && yaml.children(document).all(|entry| known(yaml.key(entry)))
        && OTHERS.iter().any(|key| yaml.own(document, key).is_some_and(|entry| !yaml.is_null(entry)))
}

fn check(yaml: &Yaml<'_>, services: usize) -> Result<(), Problem> {
    if !yaml.is_map(services) {
        let position = yaml.nodes[services].start;
        return Err(Problem { position, reason: "services must map names to services" });
    }
    match yaml.children(services).find(|service| !yaml.is_map(*service)) {
        Some(service) => Err(Problem { position: yaml.nodes[service].start, reason: "this service isn’t a mapping" }),
        None => Ok(()),
    }
}

const ODD_ISOLATION: &str = "This isolation value isn’t valid.";
const LEFT_ALONE: &str = "Nothing here says that this service is for Windows: not changed.";
const NOTHING_SAID: &str = "Nothing here says whether this image is a Windows one. This does:";

/// What the services of a file are, as far as one of them says it.
#[derive(Clone, Copy)]
struct ComposeFile {
    windows: bool,
    linux: bool,
}

/// A service and what it says.
struct ComposeService<'y, 'a> {
    yaml: &'y Yaml<'a>,
    /// Where its name stands.
    entry: usize,
    node: usize,
    image: Option<ServiceImage>,
    built: bool,
    platform: &'y str,
    isolation: Wish,
}

/// What an entry `image` names.
enum ServiceImage {
    Image(usize, Traced, Box<Image>),
    Bad(usize, String),
    /// A variable without a value.
    Missing(usize, String, ByteRange),
}

/// What an entry `isolation` asks for.
enum Wish {
    None,
    Isolation(usize, Traced, Isolation),
    /// The engine's own choice.
    Default(usize),
    /// A variable without a value, by name.
    Missing(usize, String),
    Unknown(usize),
}

impl<'y, 'a> ComposeService<'y, 'a> {
    fn read(yaml: &'y Yaml<'a>, entry: usize) -> Self {
        let node = yaml.resolve(entry);
        let image = yaml.get(node, "image").and_then(|entry| named(yaml, entry));
        let isolation = yaml.get(node, "isolation").map_or(Wish::None, |entry| wish(yaml, entry));
        let platform = yaml.str_at(node, &["platform"]).unwrap_or_default();
        let built = yaml.get(node, "build").is_some_and(|build| !yaml.is_null(build));
        Self { yaml, entry, node, image, built, platform, isolation }
    }

    /// What it is among the others: its image, or else what it is built on, runs on a host or not.
    fn sibling(&self, fleet: &FleetHosts<'_>) -> Twin {
        let way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen() };
        let name = self.yaml.key(self.entry).to_owned();
        let own = match &self.image {
            Some(ServiceImage::Image(.., image)) if is_windows(image) => image.reference.clone(),
            _ => None,
        };
        let base = || compose_build::base_of(self.yaml, self.node);
        let runs = own.or_else(base).map(|reference| siblings::runs(&reference, way, fleet));
        Twin { name, runs, ..Twin::default() }
    }

    /// Whether it is for Windows, or says nothing among services that are.
    fn may_be_windows(&self, file: ComposeFile) -> bool {
        self.is_windows() || file.windows && !file.linux && !self.is_linux()
    }

    /// Whether something in it says that it is for Windows.
    fn is_windows(&self) -> bool {
        !self.platform.starts_with("linux")
            && (self.names_windows()
                || self.platform.starts_with("windows")
                || !matches!(self.isolation, Wish::None)
                || swarm::constrains_to(self.yaml, self.node, "windows")
                || compose_build::says_windows(self.yaml, self.node)
                || mounts::of_windows(self.yaml, self.node))
    }

    fn names_windows(&self) -> bool {
        match &self.image {
            Some(ServiceImage::Image(_, name, image)) => {
                is_windows(image) || image.versions == Versions::Unknown && speaks_of_windows(&name.text)
            }
            Some(ServiceImage::Missing(_, text, _)) => speaks_of_windows(text),
            Some(ServiceImage::Bad(..)) | None => false,
        }
    }

    fn image_is_unknown(&self) -> bool {
        !matches!(&self.image, Some(ServiceImage::Image(.., image)) if image.versions != Versions::Unknown)
    }

    fn is_linux(&self) -> bool {
        let runs_linux = swarm::constrains_to(self.yaml, self.node, "linux") || mounts::of_linux(self.yaml, self.node);
        self.platform.starts_with("linux")
            || runs_linux && !self.names_windows()
            || !self.built && matches!(&self.image, Some(ServiceImage::Image(.., image)) if is_linux(image))
    }

    fn position(&self) -> usize {
        match &self.image {
            Some(ServiceImage::Image(entry, ..) | ServiceImage::Bad(entry, _) | ServiceImage::Missing(entry, ..)) => {
                self.yaml.nodes[*entry].value.start
            }
            None => self.yaml.nodes[self.node].start,
        }
    }

    fn fix(&self, file: ComposeFile, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        if self.platform.starts_with("linux") || self.is_linux() && self.image_is_unknown() {
            return changes.note(self.position(), "A Linux service: not changed.");
        }
        let own = match &self.isolation {
            Wish::Isolation(.., isolation) => Some(*isolation),
            _ => None,
        };
        let mut way = StartWay { kubernetes: false, isolation: fleet.hosts.chosen().or(own) };
        if fleet.hosts.chosen().is_none() && self.needs_hyperv(way, fleet) {
            way.isolation = Some(Isolation::Hyperv);
            self.ask_for_hyperv(changes);
        }
        let windows = self.may_be_windows(file);
        self.fix_image(file, way, fleet, changes);
        compose_build::fix(self.yaml, self.node, windows, way, fleet, changes);
        if !self.is_linux() {
            self.fix_isolation(windows, fleet, changes);
            if windows {
                swarm::look_at_own_labels(self.yaml, self.node, fleet, changes);
            }
            if fleet.hosts.engine() == Some(Engine::Swarm) && windows {
                let builds = (way.isolation != Some(Isolation::Hyperv)).then(|| self.builds(way, fleet));
                swarm::ServicePlacement { yaml: self.yaml, service: self.node, certain: self.is_windows() }
                    .fix(builds, fleet, changes);
            }
        }
    }

    fn fix_image(&self, file: ComposeFile, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let windows = self.may_be_windows(file);
        // Beside Linux services, one that says nothing is another of them.
        let left_alone = !windows && (self.is_linux() || file.linux && !file.windows);
        if self.built {
            return changes.note(self.position(), "This image is built from a Dockerfile. Fix that file too.");
        }
        match &self.image {
            None => changes.note(
                self.position(),
                "This service has no image: it changes a service of another file. Fix the image there.",
            ),
            Some(ServiceImage::Bad(..) | ServiceImage::Missing(..)) if left_alone => {
                changes.note(self.position(), LEFT_ALONE)
            }
            Some(ServiceImage::Bad(_, problem)) => changes.open(self.position(), problem.as_str()),
            Some(ServiceImage::Missing(_, text, missing)) => {
                // Of several, the one in the tag is told: the Windows is there.
                let missing = in_tag(text).unwrap_or(missing.clone());
                changes.open(self.position(), without_value(text, missing, fleet));
            }
            Some(ServiceImage::Image(entry, name, image)) => {
                let Some(reference) = &image.reference else { return };
                let retag = fleet.retag(reference, fleet.hosts.all(), way).for_windows(windows, reference);
                let unknown = image.versions == Versions::Unknown && matches!(retag, Retag::Note { open: true, .. });
                let retag = match retag {
                    _ if unknown && left_alone => Retag::Note { text: LEFT_ALONE.into(), open: false },
                    _ if unknown && !windows => {
                        let command = "docker image inspect --format \"{{.Os}} {{.OsVersion}}\" §";
                        Retag::Note { text: PlaceWords::asking(NOTHING_SAID, command, reference), open: true }
                    }
                    retag => retag,
                };
                match self.yaml.scalar(*entry) {
                    Some((_, site)) => changes.image(site, name.clone(), reference.clone(), retag),
                    None => changes.image_at(self.yaml, *entry, reference, retag),
                }
            }
        }
    }

    /// Whether process isolation, which the service asks for, has no image for these hosts, and Hyper-V isolation has one.
    fn needs_hyperv(&self, way: StartWay, fleet: &FleetHosts<'_>) -> bool {
        if way.isolation != Some(Isolation::Process) || !fleet.hosts.has_hyperv() {
            return false;
        }
        let hyperv = StartWay { isolation: Some(Isolation::Hyperv), ..way };
        if self.built {
            return !fleet.hosts.has_base(way) && fleet.hosts.has_base(hyperv);
        }
        let Some(ServiceImage::Image(.., image)) = &self.image else { return false };
        let Some(reference) = &image.reference else { return false };
        let runs = |way| fleet.runs_somehow(image, reference, way);
        is_windows(image) && !runs(way) && runs(hyperv)
    }

    fn ask_for_hyperv(&self, changes: &mut Changes) {
        const WHY: &str =
            "No image runs there with process isolation, which this service sets. With Hyper-V isolation, one does.";
        let Wish::Isolation(entry, name, _) = &self.isolation else { return };
        let place = name.source(0..name.text.len()).map(|source| (source.span, Isolation::Hyperv.slug().to_owned()));
        match place.or_else(|| set(self.yaml, *entry, Isolation::Hyperv.slug())) {
            Some((span, text)) => changes.edit(span, text, WHY, Rule::R18, true),
            None => changes.open(self.yaml.nodes[*entry].start, WHY),
        }
    }

    /// The builds on which the image runs, as it is or with another tag.
    fn builds(&self, way: StartWay, fleet: &FleetHosts<'_>) -> BuildSet {
        match &self.image {
            Some(ServiceImage::Image(.., image)) if !self.built => {
                let fits = fleet.hosts.fits(image, way).yes;
                if fits == 0 { fleet.hosts.all() } else { fits }
            }
            _ => fleet.hosts.all(),
        }
    }

    /// Sets the isolation that was chosen; process isolation only where Docker would not use it by itself.
    fn fix_isolation(&self, windows: bool, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let Some(chosen) =
            fleet.hosts.chosen().filter(|chosen| *chosen != Isolation::Hyperv || fleet.hosts.has_hyperv())
        else {
            match &self.isolation {
                Wish::Unknown(entry) => changes.open(self.yaml.nodes[*entry].start, ODD_ISOLATION),
                Wish::Missing(entry, name) if windows => {
                    changes.open(self.yaml.nodes[*entry].start, without_value_of("isolation", name));
                }
                _ => {}
            }
            return;
        };
        let why = match chosen {
            Isolation::Hyperv => "Hyper-V isolation was chosen.",
            Isolation::Process => {
                "Process isolation was chosen. Docker on Windows 10 and 11 defaults to Hyper-V isolation."
            }
        };
        match &self.isolation {
            Wish::Isolation(.., isolation) if *isolation == chosen => {}
            Wish::Default(_) if chosen == Isolation::Process && !fleet.hosts.has_clients() => {}
            Wish::Isolation(entry, ..) | Wish::Unknown(entry) | Wish::Default(entry) | Wish::Missing(entry, _) => {
                match set(self.yaml, *entry, chosen.slug()) {
                    Some((span, text)) => changes.edit(span, text, why, Rule::R18, true),
                    None => changes.open(self.yaml.nodes[*entry].start, ODD_ISOLATION),
                }
            }
            Wish::None if chosen == Isolation::Process && !fleet.hosts.has_clients() => {}
            Wish::None if !windows => {
                let text = "Nothing here says that this service is for Windows, so no isolation was written.";
                changes.open(self.position(), text);
            }
            Wish::None => self.add_isolation(chosen, why, fleet, changes),
        }
    }

    fn add_isolation(&self, chosen: Isolation, why: &str, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let insert = Insert::after(self.yaml, self.node, "image").or(Insert::first(self.yaml, self.node));
        let Some(insert) = insert else {
            return changes.open(self.position(), "We found no place to add isolation here. Add it by hand.");
        };
        let text = insert.entries(&[("isolation", chosen.slug())]);
        changes.edit(insert.place(), text, why, Rule::R18, self.is_windows());
        self.note_format(fleet, changes);
    }

    /// A stack file knows isolation from format 3.5 on.
    fn note_format(&self, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let version = self.yaml.documents.iter().find_map(|document| self.yaml.own(*document, "version"));
        let Some((text, span)) = version.and_then(|version| self.yaml.scalar(version)) else { return };
        let old = matches!(text, "3.0" | "3.1" | "3.2" | "3.3" | "3.4");
        if old && fleet.hosts.engine() != Some(Engine::Docker) {
            let why = "docker stack deploy supports isolation from file format 3.5 on.";
            changes.edit(span, "3.5", why, Rule::R23, true);
        }
    }
}

/// The image of an entry, with the defaults of its variables; `None` for an empty one.
fn named(yaml: &Yaml<'_>, entry: usize) -> Option<ServiceImage> {
    const ODD: &str = "We can’t read this image name as it is written.";
    if yaml.is_null(entry) {
        return None;
    }
    let Some(name) = written(yaml, entry) else { return Some(ServiceImage::Bad(entry, ODD.to_owned())) };
    Some(match expanded(&name) {
        Ok(name) => match name.text.parse() {
            Ok(reference) => {
                let reference: Reference = reference;
                ServiceImage::Image(entry, name, Box::new(Image::of_reference(reference)))
            }
            Err(error) => {
                let error: ReferenceError = error;
                ServiceImage::Bad(entry, error.to_string())
            }
        },
        Err(missing) => ServiceImage::Missing(entry, name.text, missing),
    })
}

fn wish(yaml: &Yaml<'_>, entry: usize) -> Wish {
    if yaml.is_null(entry) {
        return Wish::Default(entry);
    }
    let Some(name) = written(yaml, entry) else { return Wish::Unknown(entry) };
    let name = match expanded(&name) {
        Ok(name) => name,
        Err(missing) => return Wish::Missing(entry, name.text.get(missing).unwrap_or_default().to_owned()),
    };
    match Isolation::from_slug(&name.text.to_ascii_lowercase()) {
        Some(isolation) => Wish::Isolation(entry, name, isolation),
        None if name.text.eq_ignore_ascii_case("default") || name.text.is_empty() => Wish::Default(entry),
        None => Wish::Unknown(entry),
    }
}
