//! From single sightings to clues: one host for each machine, one entry for each image.

use super::image_names::ImageNames;
use super::index::{Index, MOST};
use super::reference::{canonical, parts};
use super::{Caveat, FormatId, FoundAt, HostClue, ImageClue};
use crate::rules::{
    image::{Image, Versions},
    name::is_plain,
    question::{Engine, Isolation},
    release,
    version::Version,
};

/// A machine seen once.
pub(crate) struct HostSighting {
    pub(crate) version: Option<Version>,
    pub(crate) name: Option<String>,
    /// The build of the kernel's branch, which is one too low for releases made by an enablement package.
    pub(crate) weak: bool,
    pub(crate) evidence: FoundAt,
}

/// An image seen once.
pub(crate) struct ImageSighting {
    pub(crate) reference: Option<String>,
    pub(crate) version: Option<Version>,
    /// The version was read inside a running container.
    pub(crate) inside: bool,
    /// Only worth something if nothing better was seen.
    pub(crate) guess: bool,
    pub(crate) evidence: FoundAt,
}

impl ImageSighting {
    fn name(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    /// A number in a sentence that seems to speak of an image: `Cannot find an image for Windows 10.0.19045`.
    fn is_prose(&self) -> bool {
        self.reference.is_none() && self.version.is_some() && self.evidence.format == FormatId::Winver
    }

    /// The build that the tag of its name says.
    fn tagged_build(&self) -> Option<u16> {
        match Image::of_reference(self.name()?.parse().ok()?).versions {
            Versions::One(version) => Some(version.build),
            _ => None,
        }
    }
}

/// Where every image says its Windows by its tag, a number in a sentence is of none of them: it may be the host’s.
fn drop_prose(sightings: &mut Vec<ImageSighting>) {
    if !sightings.iter().any(ImageSighting::is_prose) {
        return;
    }
    let named = || sightings.iter().filter(|image| image.name().is_some());
    let tagged: Option<Vec<u16>> = named().map(ImageSighting::tagged_build).collect();
    let Some(tagged) = tagged.filter(|tagged| !tagged.is_empty()) else { return };
    let is_tagged = |image: &ImageSighting| image.version.is_some_and(|version| tagged.contains(&version.build));
    sightings.retain(|image| !image.is_prose() || is_tagged(image));
}

/// A value with a rank: an explicit one beats a default, and then the first one wins.
pub(crate) struct Ranked<T> {
    best: Option<(u8, T, FoundAt)>,
}

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self { best: None }
    }
}

impl<T> Ranked<T> {
    /// Lower ranks win.
    pub(crate) fn offer(&mut self, rank: u8, value: T, evidence: FoundAt) {
        if self.best.as_ref().is_none_or(|best| rank < best.0) {
            self.best = Some((rank, value, evidence));
        }
    }

    pub(crate) fn take(self) -> Option<(T, FoundAt)> {
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
    pub(crate) refused: Vec<String>,
    /// Names of images that are being made rather than run.
    outputs: Vec<String>,
}

impl Findings {
    /// The name of a machine, where it is a plain one; what isn't is noted as refused.
    pub(crate) fn name(&mut self, name: Option<String>) -> Option<String> {
        const ENOUGH: usize = 8;
        let name = name.filter(|name| !name.is_empty())?;
        if is_plain(&name) {
            return Some(name);
        }
        if self.refused.len() < ENOUGH && !self.refused.contains(&name) {
            self.refused.push(name);
        }
        None
    }

    /// Notes the name of something that is being built or pushed.
    pub(crate) fn output(&mut self, reference: &str) {
        const ENOUGH: usize = 64;
        if self.outputs.len() < ENOUGH {
            self.outputs.push(canonical(reference));
        }
    }

    /// Whether this names something that is being built or pushed.
    fn is_output(&self, reference: &str) -> bool {
        !self.outputs.is_empty() && self.outputs.contains(&canonical(reference))
    }

    /// One host for each machine, with its fullest trustworthy version.
    pub(crate) fn hosts(&mut self) -> Vec<HostClue> {
        let mut hosts: Vec<HostFinding> = Vec::new();
        let mut unnamed: Vec<HostFinding> = Vec::new();
        let (mut names, mut versions) = (Index::new(), Index::new());
        for sighting in core::mem::take(&mut self.hosts) {
            let known = match &sighting.name {
                Some(name) => {
                    names.find(name.to_ascii_lowercase().as_bytes(), hosts.len(), |at| hosts[at].is_called(name))
                }
                None => {
                    let version = sighting.version;
                    let hash = version.map_or([0; 6], hash_of);
                    versions.find(&hash, unnamed.len(), |at| {
                        unnamed[at].version == version && unnamed[at].weak == sighting.weak
                    })
                }
            };
            let list = if sighting.name.is_some() { &mut hosts } else { &mut unnamed };
            match known {
                Some(known) => list[known].absorb(&sighting.into()),
                None if list.len() < MOST => list.push(sighting.into()),
                None => {}
            }
        }
        hosts.retain(|host| host.version.is_some() || !self.linux_nodes.iter().any(|node| host.is_called(node)));
        // Exact versions first, so that shorter and doubtful ones find them.
        for stage in 0..3 {
            for host in unnamed.iter_mut().filter(|host| host.stage() == stage) {
                add_unnamed(&mut hosts, host);
            }
        }
        one_machine_in_two_halves(&mut hosts);
        in_order(hosts.iter().map(|host| &host.evidence))
            .into_iter()
            .map(|at| {
                let HostFinding { version, name, evidence, .. } = core::mem::take(&mut hosts[at]);
                HostClue { version, name, evidence }
            })
            .collect()
    }

    /// One entry for each image and version.
    pub(crate) fn images(&mut self) -> Vec<ImageClue> {
        let mut sightings = core::mem::take(&mut self.images);
        sightings.retain(|image| image.reference.as_ref().is_none_or(|reference| !self.is_output(reference)));
        drop_prose(&mut sightings);
        if sightings.iter().any(|image| !image.guess && image.version.is_some()) {
            sightings.retain(|image| !image.guess || image.version.is_none());
        }
        let known = ImageNames::of(sightings.iter().filter(|image| !image.guess).filter_map(ImageSighting::name));
        let mut guesses = 0;
        sightings.retain(|image| {
            guesses += usize::from(image.guess);
            !image.guess
                || image.version.is_some()
                || guesses < 200 && !image.name().is_some_and(|name| known.repeats(name))
        });
        let mut names = ImageNames::of(sightings.iter().filter_map(ImageSighting::name));
        let only = names.only();
        let mut images: Vec<ImageFinding> = Vec::new();
        let (mut entries, mut firsts) = (Index::new(), Index::new());
        // What is stated comes first, so that mere names find it; exact versions before shorter ones.
        for stage in 0..3 {
            for sighting in sightings.iter().filter(|image| stage_of(image.version) == stage) {
                let only = only.filter(|_| sighting.reference.is_none() && sighting.version.is_some());
                let name = sighting.name().and_then(|name| names.number(name)).or(only);
                let build = sighting.version.map_or(0, |version| version.build);
                let same = |image: &ImageFinding| image.name == name && image.agrees(sighting.version);
                let key =
                    |build: u16| [name.map_or(u16::MAX, |name| name as u16), build].map(u16::to_le_bytes).concat();
                let index = if stage < 2 { &mut entries } else { &mut firsts };
                if let Some(found) = index.find(&key(build), images.len(), |at| images.get(at).is_some_and(same)) {
                    images[found].absorb(sighting);
                } else if images.len() < MOST {
                    if stage < 2 {
                        firsts.find(&key(0), images.len(), |at| images.get(at).is_some_and(|image| image.name == name));
                    }
                    images.push(ImageFinding {
                        name,
                        version: sighting.version,
                        inside: sighting.inside,
                        evidence: vec![sighting.evidence],
                    });
                }
            }
        }
        in_order(images.iter().map(|image| &image.evidence)).into_iter().map(|at| images[at].clue(&names)).collect()
    }
}

/// The order in which versions are taken: exact ones, shorter ones, none.
fn stage_of(version: Option<Version>) -> u8 {
    match version {
        Some(Version { revision: Some(_), .. }) => 0,
        Some(_) => 1,
        None => 2,
    }
}

/// The numbers of these entries in the order of the text.
fn in_order<'e>(evidence: impl Iterator<Item = &'e Vec<FoundAt>>) -> Vec<usize> {
    let start = |all: &Vec<FoundAt>| all.first().map_or(0, |evidence| evidence.span.start as u64);
    let mut places: Vec<u64> = evidence.enumerate().map(|(at, all)| start(all) << 32 | at as u64).collect();
    places.sort_unstable();
    places.into_iter().map(|place| place as u32 as usize).collect()
}

fn hash_of(version: Version) -> [u8; 6] {
    let ([a, b], [c, d, e, f]) = (version.build.to_le_bytes(), version.revision.unwrap_or(0).to_le_bytes());
    [a, b, c, d, e, f]
}

#[derive(Default)]
struct HostFinding {
    version: Option<Version>,
    name: Option<String>,
    weak: bool,
    evidence: Vec<FoundAt>,
}

impl From<HostSighting> for HostFinding {
    fn from(sighting: HostSighting) -> Self {
        Self { version: sighting.version, name: sighting.name, weak: sighting.weak, evidence: vec![sighting.evidence] }
    }
}

impl HostFinding {
    /// The order in which machines without a name are taken.
    fn stage(&self) -> u8 {
        if self.weak { 2 } else { stage_of(self.version) }
    }

    fn is_called(&self, name: &str) -> bool {
        self.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    /// Takes over the evidence and, where it says more, the version of another sighting of the same machine.
    fn absorb(&mut self, other: &HostFinding) {
        let fuller = match (self.version, other.version) {
            (None, _) => true,
            // The revision in BuildLabEx is the real one on 14393 only.
            (Some(own), Some(version)) if own.build == version.build => {
                version.revision > own.revision && (!other.weak || version.build == 14393)
            }
            (Some(_), Some(_)) => self.weak && !other.weak,
            (Some(_), None) => false,
        };
        if fuller && other.version.is_some() {
            (self.version, self.weak) = (other.version, other.weak);
        }
        other.evidence.iter().for_each(|evidence| add_evidence(&mut self.evidence, *evidence));
    }
}

fn add_evidence(all: &mut Vec<FoundAt>, evidence: FoundAt) {
    const ENOUGH: usize = 16;
    if all.len() < ENOUGH && !all.contains(&evidence) {
        all.push(evidence);
    }
}

/// A version without a name belongs to a machine that was already seen if it doesn't contradict it.
fn add_unnamed(hosts: &mut Vec<HostFinding>, host: &mut HostFinding) {
    let Some(version) = host.version else { return };
    let same_build = |host: &HostFinding| host.version.is_some_and(|own| own.build == version.build);
    let same = |host: &HostFinding| host.version == Some(version);
    let found = if host.weak {
        hosts.iter().position(|host| host.version.is_some_and(|own| release::is_branch_of(version.build, own.build)))
    } else {
        let mut candidates = (0..hosts.len()).filter(|&host| same_build(&hosts[host]) && open(&hosts[host], version));
        hosts.iter().position(same).or(match (candidates.next(), candidates.next()) {
            (Some(only), None) => Some(only),
            (Some(first), Some(_)) if version.revision.is_none() => Some(first),
            _ => None,
        })
    };
    match found {
        Some(found) => hosts[found].absorb(host),
        None => hosts.push(core::mem::take(host)),
    }
}

/// Whether this version could be a fuller or a shorter spelling of the host's.
fn open(host: &HostFinding, version: Version) -> bool {
    version.revision.is_none() || host.version.is_none_or(|own| own.revision.is_none() || host.weak)
}

/// A node without a version and one version without a name are the same machine.
fn one_machine_in_two_halves(hosts: &mut Vec<HostFinding>) {
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

struct ImageFinding {
    /// Which of the names it has.
    name: Option<usize>,
    version: Option<Version>,
    inside: bool,
    evidence: Vec<FoundAt>,
}

impl ImageFinding {
    /// Whether a stated version is this one's, or a shorter spelling of it.
    fn agrees(&self, version: Option<Version>) -> bool {
        let shorter =
            |version: Version| version.revision.is_none() && self.version.is_some_and(|own| own.build == version.build);
        version.is_none_or(|version| self.version == Some(version) || shorter(version))
    }

    fn absorb(&mut self, sighting: &ImageSighting) {
        self.inside &= sighting.inside || sighting.version.is_none();
        add_evidence(&mut self.evidence, sighting.evidence);
    }

    fn clue(&mut self, names: &ImageNames) -> ImageClue {
        let reference = self.name.and_then(|name| names.spelling(name)).map(str::to_string);
        let version = self.version.or_else(|| reference.as_deref().and_then(version_in_tag));
        let caveat = self.inside.then_some(Caveat::ReadInsideContainer);
        ImageClue { reference, version, linux: false, evidence: core::mem::take(&mut self.evidence), caveat }
    }
}

/// A full dotted version in a tag, as in `10.0.17763.2114-amd64`.
fn version_in_tag(reference: &str) -> Option<Version> {
    let tag = parts(reference).1?.as_bytes();
    (0..tag.len()).find_map(|at| super::written_version::version(tag, at)).map(|found| found.version)
}
