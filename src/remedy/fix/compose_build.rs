//! Images of a service that do not stand at `image`: how it is built, what runs before it, what is mounted.

use super::dockerfile;
use super::edits::Changes;
use super::hosts::StartWay;
use super::inside::Inside;
use super::missing::without_value_of;
use super::retag::{FleetHosts, Retag};
use super::says::is_windows;
use super::script::values::{self, BuiltArguments};
use super::variables::{expanded, written};
use crate::read::syntax::traced::Traced;
use crate::read::syntax::yaml::Yaml;
use crate::rules::{image::Image, reference::Reference};

/// What a build context that is an image begins with.
const CONTEXT: &str = "docker-image://";

/// Repositories whose tags are the bare words for a Windows version.
const BASES: [&str; 2] = ["mcr.microsoft.com/windows/servercore", "mcr.microsoft.com/windows/nanoserver"];

/// Whether the way it is built says that a service is for Windows.
pub(super) fn says_windows(yaml: &Yaml<'_>, service: usize) -> bool {
    yaml.get(service, "build").is_some_and(|build| build_says_windows(yaml, build))
}

/// The same of the mapping that says it.
pub(super) fn build_says_windows(yaml: &Yaml<'_>, build: usize) -> bool {
    let platforms = yaml.get(build, "platforms").into_iter().flat_map(|list| yaml.children(list));
    let inline = yaml.str_at(build, &["dockerfile_inline"]).unwrap_or_default();
    platforms.filter_map(|platform| yaml.str(platform)).any(|platform| platform.starts_with("windows"))
        || inline.lines().filter_map(image_of_from).any(|image| is_windows(&image))
        || arguments(yaml, build).iter().any(|argument| argument.image().is_some_and(|image| is_windows(&image)))
}

/// An image of Windows that a service is built on, by the arguments of its build.
pub(super) fn base_of(yaml: &Yaml<'_>, service: usize) -> Option<Reference> {
    let build = yaml.get(service, "build").filter(|build| yaml.is_map(*build))?;
    arguments(yaml, build).iter().find_map(|argument| argument.reference()).map(|(_, reference)| reference)
}

fn image_of_from(line: &str) -> Option<Image> {
    let mut words = line.split_whitespace();
    let from = words.next()?.eq_ignore_ascii_case("FROM");
    let reference: Reference = words.find(|word| !word.starts_with("--"))?.parse().ok()?;
    from.then(|| Image::of_reference(reference))
}

pub(super) fn fix(
    yaml: &Yaml<'_>,
    service: usize,
    windows: bool,
    way: StartWay,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) {
    if let Some(build) = yaml.get(service, "build").filter(|build| yaml.is_map(*build)) {
        fix_arguments(yaml, build, &BuiltArguments::new(), way, fleet, changes);
        for argument in arguments(yaml, build).iter().filter(|_| windows) {
            argument.note_missing(changes);
        }
        for context in yaml.get(build, "additional_contexts").into_iter().flat_map(|list| yaml.children(list)) {
            let Some(text) = written(yaml, context) else { continue };
            if let Some(at) = text.text.find(CONTEXT).map(|at| at + CONTEXT.len()) {
                fix_named(&text.slice(at..text.text.len()), windows, way, fleet, changes);
            }
        }
        if let Some(inline) = yaml.get(build, "dockerfile_inline") {
            fix_inline(yaml, inline, fleet, changes);
        }
    }
    for list in ["pre_start", "post_start", "pre_stop"] {
        let hooks = yaml.get(service, list).into_iter().flat_map(|hooks| yaml.children(hooks));
        for image in hooks.filter_map(|hook| yaml.get(hook, "image")).filter_map(|entry| written(yaml, entry)) {
            fix_named(&image, windows, way, fleet, changes);
        }
    }
    for volume in yaml.get(service, "volumes").into_iter().flat_map(|list| yaml.children(list)) {
        if yaml.str_at(volume, &["type"]) == Some("image")
            && let Some(image) = yaml.get(volume, "source").and_then(|source| written(yaml, source))
        {
            fix_named(&image, windows, way, fleet, changes);
        }
    }
}

/// The arguments with which a build is one for the hosts.
pub(super) fn built_for_hosts(yaml: &Yaml<'_>, build: usize, way: StartWay, fleet: &FleetHosts<'_>) -> Vec<String> {
    let fits = |one: &Argument| {
        let reference = one.reference().map(|(_, reference)| reference);
        reference.is_some_and(|one| matches!(fleet.retag(&one, fleet.hosts.all(), way), Retag::Fits))
    };
    arguments(yaml, build).into_iter().filter(fits).map(|one| one.name).collect()
}

/// The arguments that name images, or their tags, unless there is a build for the hosts with the same one.
pub(super) fn fix_arguments(
    yaml: &Yaml<'_>,
    build: usize,
    built: &BuiltArguments,
    way: StartWay,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) {
    // The names that a target of bake gets. A service of compose has its name at `image`, which changes as well.
    let tags = yaml.own(build, "tags").into_iter().flat_map(|list| yaml.children(list));
    let names: Vec<String> = tags.filter_map(|tag| yaml.str(tag)).map(str::to_ascii_lowercase).collect();
    for argument in arguments(yaml, build) {
        let Some((_, reference)) = argument.reference() else { continue };
        if !values::names_windows(&names, reference.tag().unwrap_or_default()) {
            argument.fix(way, fleet, changes);
        } else if let Retag::Replace { reference: new, .. } = fleet.retag(&reference, fleet.hosts.all(), way)
            && !built.contains(&argument.name)
        {
            let whole = argument.value.text.contains(['/', ':']);
            let new = if whole { new.to_string() } else { new.tag().unwrap_or_default().to_owned() };
            changes.open(argument.value.site().start, values::named_for_windows(&new));
        }
    }
}

/// An image that stands somewhere else than at `image`. What is no name of an image is none of ours.
fn fix_named(name: &Traced, windows: bool, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) {
    let Ok(name) = expanded(name) else { return };
    let Ok(reference) = name.text.parse::<Reference>() else { return };
    let retag = fleet.retag(&reference, fleet.hosts.all(), way).for_windows(windows, &reference);
    changes.image(name.site(), name, reference, retag);
}

/// A build argument: its name, and its value as it stands in the file.
struct Argument {
    name: String,
    value: Traced,
}

fn arguments(yaml: &Yaml<'_>, build: usize) -> Vec<Argument> {
    // The other names are those of Skaffold and of Drone’s plugin.
    let Some(list) = ["args", "buildArgs", "build_args"].iter().find_map(|key| yaml.get(build, key)) else {
        return Vec::new();
    };
    let pair = |entry| {
        let text = written(yaml, entry)?;
        if yaml.is_map(list) {
            return Some(Argument { name: yaml.key(entry).to_owned(), value: text });
        }
        let equals = text.text.find('=')?;
        Some(Argument { name: text.text[..equals].to_owned(), value: text.slice(equals + 1..text.text.len()) })
    };
    yaml.children(list).filter_map(pair).collect()
}

impl Argument {
    /// The image that the value names, or whose tag it looks like.
    fn image(&self) -> Option<Image> {
        let (_, reference) = self.reference()?;
        Some(Image::of_reference(reference))
    }

    /// The value with the defaults of its variables and the image it stands for: named whole, or by its tag alone.
    fn reference(&self) -> Option<(Traced, Reference)> {
        let value = expanded(&self.value).ok()?;
        let text = value.text.as_str();
        if text.contains(['/', ':']) {
            let reference = text.parse().ok()?;
            return is_windows(&Image::of_reference(Reference::clone(&reference))).then_some((value, reference));
        }
        let name = self.name.to_ascii_lowercase();
        let bare = text.starts_with("ltsc") || ["win", "nano", "core", "os"].iter().any(|word| name.contains(word));
        let tag = |base: &str| [base, ":", text].concat().parse::<Reference>().ok();
        let of_tag = |base: &&str| tag(base).is_some_and(|one| is_windows(&Image::of_reference(one)));
        let base = if bare { BASES.iter().copied().find(of_tag) } else { None };
        let word = text.contains("nanoserver") || text.contains("windowsservercore");
        let reference = match base {
            Some(base) => tag(base)?,
            None if word => tag("example.com/image")?,
            None => return None,
        };
        is_windows(&Image::of_reference(reference.clone())).then_some((value, reference))
    }

    /// Says of an argument for Windows or for an image that its value is not here.
    fn note_missing(&self, changes: &mut Changes) {
        let name = self.name.to_ascii_lowercase();
        let image = ["win", "nano", "core", "base", "image"].iter().any(|word| name.contains(word));
        if let (true, Err(missing)) = (image, expanded(&self.value)) {
            let variable = self.value.text.get(missing).unwrap_or_default();
            changes.open(self.value.site().start, without_value_of(&["argument ", &self.name].concat(), variable));
        }
    }

    fn fix(&self, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let Some((value, reference)) = self.reference() else { return };
        let whole = value.text.contains(['/', ':']);
        match fleet.retag(&reference, fleet.hosts.all(), way) {
            retag if whole => changes.image(value.site(), value, reference, retag),
            Retag::Fits => {}
            Retag::Note { text, open } if open => changes.open(value.site().start, text),
            Retag::Note { text, .. } => changes.note(value.site().start, text),
            // What the tag is one of stands in the Dockerfile.
            Retag::Replace { reference: new, why, rule, .. } => match value.source(0..value.text.len()) {
                Some(source) => {
                    changes.edit(source.span, new.tag().unwrap_or_default(), why, rule, false);
                }
                None => changes.open(value.site().start, why),
            },
        }
    }
}

/// A Dockerfile in a block scalar.
fn fix_inline(yaml: &Yaml<'_>, entry: usize, fleet: &FleetHosts<'_>, changes: &mut Changes) {
    let Some(inside) = Inside::new(yaml, entry) else { return };
    let inside = inside.with_single_dollars();
    match dockerfile::fix(&inside.text, fleet) {
        Ok(found) => inside.take(found, changes),
        Err(problem) => changes.open(inside.place(problem.position), problem.reason),
    }
}
