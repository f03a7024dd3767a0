//! From single sightings to clues: one host for each machine, one entry for each image.

use super::command::Command;
use super::reference::{canonical, parts};
use super::{Caveat, Evidence, HostClue, ImageClue};
use crate::{Engine, Isolation, Version};

/// A machine seen once.
pub(crate) struct HostSighting {
    pub(crate) version: Option<Version>,
    pub(crate) name: Option<String>,
    /// The build of the kernel's branch, which is one too low for releases made by an enablement package.
    pub(crate) weak: bool,
    pub(crate) evidence: Evidence,
}

/// An image seen once.
pub(crate) struct ImageSighting {
    pub(crate) reference: Option<String>,
    pub(crate) version: Option<Version>,
    /// The version was read inside a running container.
    pub(crate) inside: bool,
    /// Only worth something if nothing better was seen.
    pub(crate) guess: bool,
    pub(crate) evidence: Evidence,
}

/// A value with a rank: an explicit one beats a default, and then the first one wins.
pub(crate) struct Ranked<T> {
    best: Option<(u8, T, Evidence)>,
}

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self { best: None }
    }
}

impl<T> Ranked<T> {
    /// Lower ranks win.
    pub(crate) fn offer(&mut self, rank: u8, value: T, evidence: Evidence) {
        if self.best.as_ref().is_none_or(|best| rank < best.0) {
            self.best = Some((rank, value, evidence));
        }
    }

    pub(crate) fn take(self) -> Option<(T, Evidence)> {
        self.best.map(|(_, value, evidence)| (value, evidence))
    }
}

/// Everything the readers saw.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) hosts: Vec<HostSighting>,
    pub(crate) images: Vec<ImageSighting>,
    pub(crate) isolation: Ranked<Isolation>,
    pub(crate) engine: Ranked<Engine>,
    pub(crate) container: Ranked<String>,
    pub(crate) owner: Ranked<String>,
    pub(crate) linux_nodes: Vec<String>,
    /// Names of images that are being made rather than run.
    outputs: Vec<String>,
}

/// More machines or images than anybody compares; beyond it, merging would no longer be linear.
const MOST: usize = 2000;

impl Findings {
    /// Notes the name of something that is being built or pushed.
    pub(crate) fn output(&mut self, reference: &str) {
        if self.outputs.len() < MOST {
            self.outputs.push(canonical(reference));
        }
    }

    /// Whether this names something that is being built or pushed.
    pub(crate) fn is_output(&self, reference: &str) -> bool {
        let canonical = canonical(reference);
        self.outputs.contains(&canonical)
    }

    /// One host for each machine, with its fullest trustworthy version.
    pub(crate) fn hosts(&mut self) -> Vec<HostClue> {
        let mut hosts: Vec<Host> = Vec::new();
        let (named, unnamed): (Vec<HostSighting>, Vec<HostSighting>) =
            core::mem::take(&mut self.hosts).into_iter().partition(|host| host.name.is_some());
        for sighting in named {
            add_named(&mut hosts, sighting);
        }
        hosts.retain(|host| host.version.is_some() || !self.linux_nodes.iter().any(|node| host.is_called(node)));
        let (weak, strong): (Vec<HostSighting>, Vec<HostSighting>) = unnamed.into_iter().partition(|host| host.weak);
        let (exact, coarse): (Vec<HostSighting>, Vec<HostSighting>) =
            strong.into_iter().partition(|host| host.version.is_some_and(|version| version.revision.is_some()));
        for sighting in exact.into_iter().chain(coarse).chain(weak) {
            add_unnamed(&mut hosts, sighting);
        }
        one_machine_in_two_halves(&mut hosts);
        hosts.sort_by_key(|host| host.evidence.first().map_or(0, |evidence| evidence.span.start));
        hosts
            .into_iter()
            .map(|host| HostClue { version: host.version, name: host.name, evidence: host.evidence })
            .collect()
    }

    /// One entry for each image and version.
    pub(crate) fn images(&mut self) -> Vec<ImageClue> {
        let mut sightings = core::mem::take(&mut self.images);
        sightings.retain(|image| image.reference.as_ref().is_none_or(|reference| !self.is_output(reference)));
        if sightings.iter().any(|image| !image.guess && image.reference.is_some()) {
            let names = distinct_names(&sightings, false);
            sightings.retain(|image| !image.guess || image.version.is_some() || !repeats(&names, image));
        }
        if sightings.iter().any(|image| !image.guess && image.version.is_some()) {
            sightings.retain(|image| !image.guess || image.version.is_none());
        }
        let names = distinct_names(&sightings, true);
        let mut images: Vec<Image> = Vec::new();
        let (stated, named): (Vec<ImageSighting>, Vec<ImageSighting>) =
            sightings.into_iter().partition(|image| image.version.is_some());
        let (exact, coarse): (Vec<ImageSighting>, Vec<ImageSighting>) =
            stated.into_iter().partition(|image| image.version.is_some_and(|version| version.revision.is_some()));
        for mut sighting in exact.into_iter().chain(coarse) {
            if let (None, [only]) = (&sighting.reference, names.as_slice()) {
                sighting.reference = Some(only.clone());
            }
            add_stated(&mut images, sighting);
        }
        for sighting in named {
            add_image(&mut images, sighting);
        }
        for image in &mut images {
            image.name_as(&names);
        }
        images.sort_by_key(|image| image.evidence.first().map_or(0, |evidence| evidence.span.start));
        images.into_iter().map(Image::clue).collect()
    }
}

struct Host {
    version: Option<Version>,
    name: Option<String>,
    weak: bool,
    evidence: Vec<Evidence>,
}

impl Host {
    fn is_called(&self, name: &str) -> bool {
        self.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    /// Takes over the evidence and, where it says more, the version of another sighting of the same machine.
    fn absorb(&mut self, sighting: HostSighting) {
        let fuller = match (self.version, sighting.version) {
            (None, _) => true,
            (Some(own), Some(other)) if own.build == other.build => other.revision > own.revision && !sighting.weak,
            (Some(_), Some(_)) => self.weak && !sighting.weak,
            (Some(_), None) => false,
        };
        if fuller && sighting.version.is_some() {
            (self.version, self.weak) = (sighting.version, sighting.weak);
        }
        add_evidence(&mut self.evidence, sighting.evidence);
    }
}

fn add_evidence(all: &mut Vec<Evidence>, evidence: Evidence) {
    const ENOUGH: usize = 16;
    if all.len() < ENOUGH && !all.contains(&evidence) {
        all.push(evidence);
    }
}

fn add_named(hosts: &mut Vec<Host>, sighting: HostSighting) {
    let name = sighting.name.as_deref().unwrap_or_default();
    match hosts.iter().position(|host| host.is_called(name)) {
        Some(host) => hosts[host].absorb(sighting),
        None if hosts.len() < MOST => hosts.push(Host {
            version: sighting.version,
            name: sighting.name,
            weak: sighting.weak,
            evidence: vec![sighting.evidence],
        }),
        None => {}
    }
}

/// A version without a name belongs to a machine that was already seen if it doesn't contradict it.
fn add_unnamed(hosts: &mut Vec<Host>, sighting: HostSighting) {
    let Some(version) = sighting.version else { return };
    let same_build = |host: &Host| host.version.is_some_and(|own| own.build == version.build);
    let same = |host: &Host| host.version == Some(version);
    let found = if sighting.weak {
        hosts.iter().position(|host| host.version.is_some_and(|own| is_kernel_of(version.build, own.build)))
    } else {
        let mut candidates = (0..hosts.len()).filter(|&host| same_build(&hosts[host]) && open(&hosts[host], version));
        hosts.iter().position(same).or(match (candidates.next(), candidates.next()) {
            (Some(only), None) => Some(only),
            (Some(first), Some(_)) if version.revision.is_none() => Some(first),
            _ => None,
        })
    };
    match found {
        Some(found) => hosts[found].absorb(sighting),
        None if hosts.len() < MOST => {
            hosts.push(Host {
                version: Some(version),
                name: None,
                weak: sighting.weak,
                evidence: vec![sighting.evidence],
            });
        }
        None => {}
    }
}

/// Whether this version could be a fuller or a shorter spelling of the host's.
fn open(host: &Host, version: Version) -> bool {
    version.revision.is_none() || host.version.is_none_or(|own| own.revision.is_none() || host.weak)
}

/// Whether a kernel branch of this build is what BuildLabEx shows on a release of that build.
///
/// Enablement packages change the build without changing the branch: 19042 to 19045 show 19041.
fn is_kernel_of(branch: u16, build: u16) -> bool {
    branch == build
        || matches!((branch, build), (18362, 18363) | (19041, 19042..=19045) | (22621, 22631) | (26100, 26200))
}

/// A node without a version and one version without a name are the same machine.
fn one_machine_in_two_halves(hosts: &mut Vec<Host>) {
    if let [first, second] = hosts.as_slice()
        && (first.name.is_some(), first.version.is_none()) != (second.name.is_some(), second.version.is_none())
        && (first.version.is_none() || second.version.is_none())
        && (first.name.is_none() || second.name.is_none())
        && let Some(second) = hosts.pop()
        && let Some(first) = hosts.first_mut()
    {
        first.version = first.version.or(second.version);
        first.name = first.name.take().or(second.name);
        second.evidence.into_iter().for_each(|evidence| add_evidence(&mut first.evidence, evidence));
    }
}

struct Image {
    reference: Option<String>,
    canonical: String,
    version: Option<Version>,
    inside: bool,
    evidence: Vec<Evidence>,
}

impl Image {
    fn new(sighting: ImageSighting) -> Self {
        let canonical = sighting.reference.as_deref().map(canonical).unwrap_or_default();
        Self {
            reference: sighting.reference,
            canonical,
            version: sighting.version,
            inside: sighting.inside,
            evidence: vec![sighting.evidence],
        }
    }

    /// Uses the first spelling of the reference.
    fn name_as(&mut self, names: &[String]) {
        if let Some(first) = names.iter().find(|name| canonical(name) == self.canonical) {
            self.reference = Some(first.clone());
        }
    }

    fn clue(self) -> ImageClue {
        let version = self.version.or_else(|| self.reference.as_deref().and_then(version_in_tag));
        let caveat = self.inside.then_some(Caveat::ReadInsideContainer);
        ImageClue { reference: self.reference, version, evidence: self.evidence, caveat }
    }
}

fn add_stated(images: &mut Vec<Image>, sighting: ImageSighting) {
    let canonical = sighting.reference.as_deref().map(canonical).unwrap_or_default();
    let agrees = |image: &Image| {
        image.canonical == canonical
            && (image.version == sighting.version
                || sighting.version.is_some_and(|version| {
                    version.revision.is_none() && image.version.is_some_and(|own| own.build == version.build)
                }))
    };
    match images.iter().position(agrees) {
        Some(found) => {
            let image = &mut images[found];
            image.inside &= sighting.inside;
            add_evidence(&mut image.evidence, sighting.evidence);
        }
        None if images.len() < MOST => images.push(Image::new(sighting)),
        None => {}
    }
}

fn add_image(images: &mut Vec<Image>, sighting: ImageSighting) {
    let reference = sighting.reference.as_deref().unwrap_or_default();
    let own = canonical(reference);
    let (name, tag, digest) = parts(reference);
    let only_digest = tag.is_none() && digest.is_some();
    let same = |image: &Image| {
        image.canonical == own || only_digest && image.reference.as_deref().is_some_and(|other| parts(other).0 == name)
    };
    match images.iter().position(same) {
        Some(found) => add_evidence(&mut images[found].evidence, sighting.evidence),
        None if images.len() < MOST => images.push(Image::new(sighting)),
        None => {}
    }
}

/// The first spelling of each image; a digest is no name of its own beside a tag.
fn distinct_names(sightings: &[ImageSighting], with_guesses: bool) -> Vec<String> {
    let mut names: Vec<(String, &str)> = Vec::new();
    let given = sightings.iter().filter(|image| with_guesses || !image.guess);
    for reference in given.filter_map(|image| image.reference.as_deref()) {
        let own = canonical(reference);
        let (name, tag, digest) = parts(reference);
        let only_digest = tag.is_none() && digest.is_some();
        let known = names.iter().any(|(other, spelling)| *other == own || only_digest && parts(spelling).0 == name);
        if !known && names.len() < MOST {
            if !only_digest {
                names.retain(|(_, spelling)| {
                    parts(spelling).0 != name || parts(spelling).1.is_some() || parts(spelling).2.is_none()
                });
            }
            names.push((own, reference));
        }
    }
    names.into_iter().map(|(_, spelling)| spelling.to_string()).collect()
}

/// Whether a guess such as `windows/nanoserver:2004` only repeats the end of a known reference.
fn repeats(names: &[String], guess: &ImageSighting) -> bool {
    let guess = canonical(guess.reference.as_deref().unwrap_or_default());
    names.iter().map(|name| canonical(name)).any(|name| {
        name == guess || name.strip_suffix(guess.as_str()).is_some_and(|before| before.ends_with('/')) || {
            // `repository@digest` was asked for, and the engine names the digest's tag.
            guess.strip_suffix(":latest").is_some_and(|path| parts(&name).0.ends_with(path))
        }
    })
}

/// A full dotted version in a tag, as in `10.0.17763.2114-amd64`.
fn version_in_tag(reference: &str) -> Option<Version> {
    let tag = parts(reference).1?.as_bytes();
    (0..tag.len()).find_map(|at| super::doc::version(tag, at)).map(|found| found.version)
}

/// The command's images, for a version that its output shows.
pub(crate) fn printed_for(command: &mut Command) -> Option<String> {
    let index = command.printed.min(command.references.len().saturating_sub(1));
    command.printed += 1;
    command.references.get(index).cloned()
}
