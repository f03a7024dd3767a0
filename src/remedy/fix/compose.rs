//! Compose and stack files: `image:` and `isolation:` of the services.

use super::dockerfile::without_value;
use super::edits::Changes;
use super::retag::{Fleet, Way, is_linux, is_windows};
use super::traced::{Syntax, Traced, expand};
use super::yaml::{Kind, Problem, Span, Yaml};
use super::yaml_edit::Insert;
use crate::rules::{
    image::Image,
    question::{Engine, Isolation},
    reference::{Reference, ReferenceError},
    rule::Rule,
};

pub(super) fn fix(yaml: &Yaml<'_>, fleet: &Fleet<'_>) -> Result<Changes, Problem> {
    let mut changes = Changes::default();
    for services in yaml.documents.iter().filter_map(|document| yaml.own(*document, "services")) {
        if !yaml.is_map(services) {
            let position = yaml.nodes[services].start;
            return Err(Problem { position, reason: "services has to be a mapping of names to services" });
        }
        for service in yaml.children(services) {
            if !yaml.is_map(service) {
                let position = yaml.nodes[service].start;
                return Err(Problem { position, reason: "this service is not a mapping" });
            }
        }
        let windows = yaml.children(services).any(|service| Service::read(yaml, service).is_windows());
        if fleet.engine() == Some(Engine::Swarm) && !yaml.text.contains("node.labels.") {
            let text = "Swarm does not look at Windows versions: label the nodes and constrain the services, such as to node.labels.windows.build == 20348.";
            changes.note(yaml.nodes[services].start, text);
        }
        let mut seen: Vec<usize> = Vec::new();
        for service in yaml.children(services).map(|service| yaml.resolve(service)) {
            // Two aliases can stand for one service.
            if !seen.contains(&service) {
                Service::read(yaml, service).fix(windows, fleet, &mut changes);
                seen.push(service);
            }
        }
    }
    Ok(changes)
}

/// A service and what it says.
struct Service<'y, 'a> {
    yaml: &'y Yaml<'a>,
    node: usize,
    /// The entry `image`, its own or merged.
    entry: Option<usize>,
    image: Named,
    platform: &'a str,
    isolation: Option<usize>,
}

/// What `image` names.
enum Named {
    Image(Traced, Box<Image>),
    Bad(String),
    /// A variable without a value.
    Missing(String, Span),
    /// The image that `build` makes, or none.
    Built,
}

impl<'y, 'a> Service<'y, 'a> {
    fn read(yaml: &'y Yaml<'a>, node: usize) -> Self {
        let entry = yaml.get(node, "image");
        let built = yaml.get(node, "build").is_some() || entry.is_none();
        let image = if built { Named::Built } else { entry.map_or(Named::Built, |entry| named(yaml, entry)) };
        let platform = yaml.str_at(node, &["platform"]).unwrap_or_default();
        Self { yaml, node, entry, image, platform, isolation: yaml.get(node, "isolation") }
    }

    fn is_windows(&self) -> bool {
        let image = matches!(&self.image, Named::Image(_, image) if is_windows(image));
        image || self.platform.starts_with("windows") || self.isolation().is_some()
    }

    fn isolation(&self) -> Option<Isolation> {
        Isolation::from_slug(self.yaml.str(self.isolation?)?)
    }

    fn position(&self) -> usize {
        let node = &self.yaml.nodes[self.entry.unwrap_or(self.node)];
        if self.entry.is_some() { node.value.start } else { node.start }
    }

    fn fix(self, windows: bool, fleet: &Fleet<'_>, changes: &mut Changes) {
        let linux =
            self.platform.starts_with("linux") || matches!(&self.image, Named::Image(_, image) if is_linux(image));
        let way = Way { kubernetes: false, isolation: fleet.chosen().or(self.isolation()) };
        match &self.image {
            _ if self.platform.starts_with("linux") => changes.note(self.position(), "A Linux service, left alone."),
            Named::Built => changes.note(self.position(), "This image is built from a Dockerfile; fix that one too."),
            Named::Bad(problem) => changes.open(self.position(), problem.as_str()),
            Named::Missing(text, missing) => {
                changes.open(self.position(), without_value(text, missing.clone(), fleet));
            }
            Named::Image(name, image) => {
                if let (Some(reference), Some(site)) = (&image.reference, self.site()) {
                    let retag = fleet.retag(reference, fleet.all(), way).for_windows(windows, reference);
                    changes.image(site, name.clone(), reference.clone(), retag);
                }
            }
        }
        if !linux {
            self.fix_isolation(fleet, changes);
        }
    }

    fn site(&self) -> Option<Span> {
        self.yaml.scalar(self.entry?).map(|(_, span)| span)
    }

    /// Sets the isolation that was chosen; process isolation only where Docker would not use it by itself.
    fn fix_isolation(&self, fleet: &Fleet<'_>, changes: &mut Changes) {
        let Some(chosen) = fleet.chosen().filter(|chosen| *chosen != Isolation::Hyperv || fleet.has_hyperv()) else {
            return;
        };
        let certain = self.is_windows();
        let why = match chosen {
            Isolation::Hyperv => "Hyper-V isolation was chosen.",
            Isolation::Process => {
                "Process isolation was chosen; Docker on Windows 10 and 11 uses Hyper-V isolation by itself."
            }
        };
        match self.isolation.map(|entry| (entry, self.yaml.scalar(entry))) {
            Some((_, Some((text, span)))) => {
                if !text.eq_ignore_ascii_case(chosen.slug()) {
                    changes.edit(span, chosen.slug(), why, Rule::R18, true);
                }
            }
            Some((entry, None)) => {
                changes.open(self.yaml.nodes[entry].start, "This isolation is not understood.");
            }
            None if chosen == Isolation::Process && !fleet.has_clients() => {}
            None => {
                let insert = Insert::after(self.yaml, self.node, "image").or(Insert::first(self.yaml, self.node));
                let Some(insert) = insert else {
                    changes.open(self.position(), "There is no place for isolation here; add it by hand.");
                    return;
                };
                let text = insert.entries(&[("isolation", chosen.slug())]);
                changes.edit(insert.place(), text, why, Rule::R18, certain);
                self.note_format(fleet, changes);
            }
        }
    }

    /// A stack file knows isolation from format 3.5 on.
    fn note_format(&self, fleet: &Fleet<'_>, changes: &mut Changes) {
        let version = self.yaml.documents.iter().find_map(|document| self.yaml.own(*document, "version"));
        let Some((text, span)) = version.and_then(|version| self.yaml.scalar(version)) else { return };
        let old = matches!(text, "3.0" | "3.1" | "3.2" | "3.3" | "3.4");
        if old && fleet.engine() != Some(Engine::Docker) {
            let why = "docker stack deploy knows isolation from file format 3.5 on.";
            changes.edit(span, "3.5", why, Rule::R23, true);
        }
    }
}

/// The image of an entry, with the defaults of its variables.
fn named(yaml: &Yaml<'_>, entry: usize) -> Named {
    let Some((_, span)) = yaml.scalar(entry) else {
        return match yaml.nodes[entry].kind {
            Kind::Null => Named::Built,
            _ => Named::Bad("This image is written in a way that is not understood.".to_owned()),
        };
    };
    let written = Traced::of(yaml.text, span);
    match expand(&written, Syntax::Compose, |_| None) {
        Ok(name) => match name.text.parse() {
            Ok(reference) => {
                let reference: Reference = reference;
                Named::Image(name, Box::new(Image::of_reference(reference)))
            }
            Err(error) => {
                let error: ReferenceError = error;
                Named::Bad(error.to_string())
            }
        },
        Err(missing) => Named::Missing(written.text, missing),
    }
}
