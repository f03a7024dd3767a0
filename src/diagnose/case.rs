//! An incident with one image and one machine, and what the rules say of the two.

use super::called::called;
use super::cause::{Cause, Confidence};
use super::diagnosis::{Diagnosis, HostNamed};
use super::engine;
use super::missing::Missing;
use crate::read::apply;
use crate::read::clue::ErrorCode;
use crate::read::evidence::{Evidence, Phase};
use crate::read::incident::{Candidate, Incident};
use crate::rules::host::Host;
use crate::rules::image::{Image, Versions};
use crate::rules::judge::judge;
use crate::rules::name;
use crate::rules::product::{Match, Product, match_of};
use crate::rules::question::{Choice, Engine, Isolation, Question};
use crate::rules::reference::Reference;
use crate::rules::release::{self, Kind};
use crate::rules::side::Side;
use crate::rules::verdict::Verdict;

/// What a person chose by hand, against what the text says.
#[derive(Clone, Debug)]
pub struct ChosenByHand {
    /// Server or client.
    pub kind: Option<Kind>,
    /// The engine.
    pub engine: Option<Engine>,
    /// One kind of isolation only.
    pub isolation: Option<Isolation>,
    /// Whether Hyper-V isolation is available.
    pub hyperv: bool,
}

impl Default for ChosenByHand {
    fn default() -> Self {
        Self { kind: None, engine: None, isolation: None, hyperv: true }
    }
}

/// What a cause was found to be.
pub(super) struct Found {
    pub(super) cause: Cause,
    pub(super) confidence: Confidence,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) notes: Vec<String>,
    pub(super) ruled_out: String,
    pub(super) open: Vec<Missing>,
    /// The image and the host cannot fail in this way.
    pub(super) contradicts: bool,
}

impl Found {
    pub(super) fn new(cause: Cause, confidence: Confidence, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            cause,
            confidence,
            title: title.into(),
            text: text.into(),
            notes: Vec::new(),
            ruled_out: String::new(),
            open: Vec::new(),
            contradicts: false,
        }
    }

    pub(super) fn not(mut self, what: &str) -> Self {
        self.ruled_out = what.to_owned();
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(super) fn open(mut self, open: Missing) -> Self {
        self.open.push(open);
        self
    }

    pub(super) const fn contradicts(mut self) -> Self {
        self.contradicts = true;
        self
    }
}

/// An incident with one of its images.
pub(super) struct Case<'e> {
    pub(super) evidence: &'e Evidence,
    pub(super) incident: &'e Incident,
    pub(super) reference: Option<&'e str>,
    pub(super) image: Option<Image>,
    pub(super) host: Option<Host>,
    pub(super) engine: Option<Engine>,
    pub(super) question: Option<Question>,
    pub(super) verdict: Option<Verdict>,
}

impl<'e> Case<'e> {
    pub(super) fn new(
        evidence: &'e Evidence,
        incident: &'e Incident,
        candidate: Option<&'e Candidate>,
        text: &str,
        asked: &ChosenByHand,
    ) -> Self {
        let image = candidate.and_then(|image| apply::stated(image.reference.as_deref(), &image.versions, image.linux));
        // What a text says of machines in general is said of this one only where it has no other.
        let build_of = |host: &crate::read::clue::HostClue| host.version.map(|version| version.build);
        let mut builds = evidence.clues.hosts.iter().filter_map(build_of);
        let one = builds.next().is_none_or(|first| builds.all(|build| build == first));
        let kind = asked.kind.or(evidence.machine.kind.filter(|_| one));
        let alike =
            incident.hosts.first().filter(|first| incident.hosts.iter().all(|host| build_of(host) == build_of(first)));
        // Machines of one build are one case for the rules, whichever it was.
        let host = incident.host.as_ref().or(alike).and_then(|host| {
            let host = apply::host(host, text, asked.kind)?;
            Some(if host.kind_settled { host } else { Host::new(host.version, kind) })
        });
        let read = engine::engine_of(evidence, incident);
        // The machine where dockerd speaks is none of the cluster’s, whatever the rest of the text is about.
        let engine = match engine::is_dockerd(incident) && read == Some(Engine::Docker) {
            true => read,
            false => asked.engine.or(read),
        };
        let question = host.zip(image.clone()).map(|(host, image)| Question {
            engine: engine.into(),
            isolation: asked.isolation.into(),
            hyperv: match asked.hyperv && !evidence.engine.lacks_hyperv(engine) {
                true => Choice::Unset,
                false => Choice::Set(false),
            },
            ..Question::new(host, image)
        });
        let verdict = question.as_ref().and_then(judge);
        let outdated =
            verdict.as_ref().is_some_and(|verdict| is_outdated(verdict, image.as_ref(), incident.error.phase));
        let (question, verdict) = if outdated { (None, None) } else { (question, verdict) };
        let reference = candidate.and_then(|image| image.reference.as_deref());
        Self { evidence, incident, reference, image, host, engine, question, verdict }
    }

    pub(super) fn host_build(&self) -> Option<u16> {
        self.host.map(|host| host.version.build)
    }

    /// The image's build: the one this host would take, or the only one.
    pub(super) fn image_build(&self) -> Option<u16> {
        if let Some(version) = self.verdict.as_ref().and_then(|verdict| verdict.image) {
            return Some(version.build);
        }
        match &self.image.as_ref()?.versions {
            Versions::One(version) => Some(version.build),
            Versions::Several(builds) if builds.len() == 1 => builds.first().copied(),
            _ => None,
        }
    }

    pub(super) fn is_cluster(&self) -> bool {
        matches!(self.engine, Some(Engine::Kubernetes | Engine::Aks))
    }

    /// Whether the host is a Windows 10 before 1809: the first with process isolation (R8).
    pub(super) fn is_client_without_process(&self) -> bool {
        is_client_without_process(&self.incident.error.line, self.host_build())
    }

    /// Whether it is an image for Windows, as far as its name and what is stated of it say.
    pub(super) fn is_windows_image(&self) -> bool {
        self.image_build().is_some()
            || self.image.as_ref().is_some_and(|image| matches!(image.versions, Versions::Several(_)))
            || self.reference.is_some_and(names_windows)
    }

    /// Whether the engine looked in vain for the files of a base layer.
    pub(super) fn is_first_layer(&self) -> bool {
        is_first_layer(&self.incident.error.line)
    }

    /// Whether containerd chose the image: in a cluster always, in Docker where the text shows it.
    pub(super) fn is_containerd(&self) -> bool {
        let node = self.node();
        let docker_node = node.is_some_and(|node| {
            self.evidence.engine.nodes.iter().any(|(name, product, _)| name == node && *product == Product::Docker)
        });
        // Docker's own words, also behind a kubelet; where its store is containerd's, they go on in containerd's.
        let docker_words = self.incident.error.line.contains(" in the manifest list entries");
        !docker_node && (self.is_cluster() && !docker_words || self.evidence.engine.is_containerd(node))
            || self.has(ErrorCode::NoPlatformMatch)
    }

    /// Whether this error is the incident's, or one that belongs to it.
    pub(super) fn has(&self, code: ErrorCode) -> bool {
        self.incident.error.code == code || self.incident.others.iter().any(|other| other.code == code)
    }

    pub(super) fn node(&self) -> Option<&str> {
        self.incident.host.as_ref()?.name.as_deref()
    }

    /// The product that chose the image, its version and its match, where the text says them.
    pub(super) fn matcher(&self) -> Option<(Product, [u16; 3], Match)> {
        let engine = &self.evidence.engine;
        let of = |product| {
            let version = engine.version(product, self.node())?;
            let [major, minor, patch] = version;
            Some((product, version, match_of(product, &format!("{major}.{minor}.{patch}"))?))
        };
        if self.is_cluster() {
            return of(Product::Containerd);
        }
        of(Product::Containerd).or_else(|| of(Product::Docker)).filter(|_| self.is_containerd())
    }

    // Words.

    /// The image as a subject: its last part with the tag.
    pub(super) fn image_name(&self) -> String {
        match (self.reference, self.image_build()) {
            (Some(reference), _) => called(reference).to_owned(),
            (None, Some(build)) => format!("the image (build {build})"),
            (None, None) => "the image".to_owned(),
        }
    }

    /// The machine as a subject: the node by name, or "this host".
    pub(super) fn host_name(&self) -> String {
        let noun = if self.is_cluster() { "node" } else { "host" };
        match (self.node(), self.host) {
            (Some(name), _) => format!("{noun} {name}"),
            (None, Some(host)) if is_either(&host) => format!("the {noun} (build {})", host.version.build),
            (None, Some(host)) => host.name(),
            (None, None) => format!("the {noun}"),
        }
    }

    /// The machine with its release and build.
    pub(super) fn host_with_build(&self) -> String {
        match (self.node(), self.host) {
            (Some(name), Some(host)) => format!("{name} ({}, {})", host.name(), host.version),
            (None, Some(host)) if is_either(&host) => format!("the host ({})", host.version),
            (None, Some(host)) => format!("{} ({})", host.name(), host.version),
            _ => self.host_name(),
        }
    }

    /// The image with its build.
    pub(super) fn image_with_build(&self) -> String {
        let version = self.verdict.as_ref().and_then(|verdict| verdict.image);
        match (self.image_build(), version) {
            (Some(build), version) => {
                let shown = version.filter(|version| version.revision.is_some()).map(|version| version.to_string());
                let shown = shown.unwrap_or_else(|| build.to_string());
                let word = crate::rules::notice::image_word(build).map(|word| match word.starts_with("ltsc") {
                    true => format!("{word}, "),
                    false => format!("{}, ", word.to_ascii_uppercase()),
                });
                let word = word.unwrap_or_default();
                let subject = self.reference.map_or("the image", called);
                // What the tag says already needs no repetition.
                let says = |word: &str| subject.to_ascii_lowercase().contains(&word.to_ascii_lowercase());
                match crate::rules::notice::image_word(build).filter(|word| self.reference.is_some() && says(word)) {
                    Some(_) if shown == build.to_string() => format!("{subject} (build {shown})"),
                    Some(_) => format!("{subject} ({shown})"),
                    None => format!("{subject} ({word}{shown})"),
                }
            }
            _ => self.image_name(),
        }
    }

    /// The image to put into a command.
    pub(super) fn image_argument(&self) -> String {
        self.reference.filter(|reference| is_plain(reference)).unwrap_or("IMAGE").to_owned()
    }

    // What decides.

    /// The whole diagnosis.
    pub(super) fn diagnosis(self, found: Found) -> Diagnosis {
        let on_home = self.evidence.machine.edition == Some(crate::read::evidence::Edition::Home);
        let Case { incident, image, host, engine, question, verdict, reference, .. } = self;
        let version = verdict.as_ref().and_then(|verdict| verdict.image);
        let sandbox = found.cause == Cause::SandboxImage;
        let named = reference.map(str::to_owned).or_else(|| version.map(|version| version.to_string()));
        let entry = found.cause.entry();
        // A host of which all four numbers are known isn't asked for them.
        let whole = host.is_some_and(|host| host.version.revision.is_some());
        let hosts = incident.host.as_ref().map(|host| HostNamed { name: host.name.clone(), version: host.version });
        Diagnosis {
            cause: found.cause,
            confidence: found.confidence,
            code: incident.error.code,
            phase: incident.error.phase,
            title: capital(&found.title),
            // Where no cause is named, there is nothing to hedge.
            text: match (found.cause, incident.error.code) {
                (Cause::Unknown, _) | (_, ErrorCode::OtherLine) | (Cause::NotCompatibility, ErrorCode::Unknown) => {
                    capital(&found.text)
                }
                _ => [found.confidence.hedge(), &capital(&found.text)].concat(),
            },
            notes: found.notes,
            ruled_out: found.ruled_out,
            open: found
                .open
                .into_iter()
                .filter(|missing| !(whole && missing.side == Some(Side::Host)))
                .take(3)
                .collect(),
            rules: entry.rules.to_vec(),
            source: entry.source,
            line: incident.error.line.clone(),
            span: incident.error.span,
            image: named.filter(|_| !sandbox),
            host: hosts,
            container: incident.container.clone(),
            pod: incident.pod.clone(),
            isolation: incident.isolation,
            engine,
            question,
            verdict,
            judged: image,
            machine: host,
            on_home,
        }
    }
}

/// Whether an engine speaks of a Windows 10 before 1809, by its own words or by the host's build.
pub(crate) fn is_client_without_process(line: &str, build: Option<u16>) -> bool {
    build.map_or_else(|| line.contains("earlier than version 1809"), |build| build < 17763)
}

/// Whether the container was made, so that the tag had an entry for this host then, and has none among those of today.
fn is_outdated(verdict: &Verdict, image: Option<&Image>, phase: Phase) -> bool {
    let made = matches!(phase, Phase::Create | Phase::Start | Phase::Run);
    let several = image.is_some_and(|image| image.is_floating() && image.several().is_some());
    made && several && verdict.image.is_some_and(|image| image.build > verdict.host.version.build)
}

/// Whether the line of an error says that the files of a base layer aren't there.
pub(crate) fn is_first_layer(line: &str) -> bool {
    line.contains("ProcessBaseLayer") && line.contains("cannot find the path")
}

/// Whether the name of an image says that it is for Windows.
pub(crate) fn names_windows(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["windows", "nanoserver", "servercore", "ltsc20"].iter().any(|word| name.contains(word))
}

/// Whether nothing says if it is a server or a client, and the build is not that of a long-term server: more people have the
/// client then.
fn is_either(host: &Host) -> bool {
    let long_term = host.release.is_some_and(|release| release.image_slug.is_some_and(|slug| slug.starts_with("ltsc")));
    let kinds = || release::with_build(host.version.build).map(|release| release.kind);
    !host.kind_settled
        && !long_term
        && kinds().any(|kind| kind == Kind::Client)
        && kinds().any(|kind| kind == Kind::Server)
}

/// Whether every shell takes this as one word: a plain name, or a reference by its grammar.
pub(crate) fn is_plain(value: &str) -> bool {
    let is_reference = || value.parse::<Reference>().is_ok_and(|reference| !reference.name().starts_with('['));
    name::is_plain(value) || is_reference()
}

/// The pod as it can stand in a command.
pub(super) fn pod_argument(incident: &Incident) -> &str {
    incident.pod.as_ref().map(|pod| pod.name.as_str()).filter(|name| is_plain(name)).unwrap_or("POD")
}

/// The name of the release whose images have this build.
pub(super) fn release_name(build: u16) -> String {
    release::with_build(build)
        .find(|release| release.kind == Kind::Server)
        .or_else(|| release::with_build(build).next())
        .map_or_else(|| format!("build {build}"), |release| release.name.to_owned())
}

/// With a capital letter; a name of an image keeps its own.
pub(super) fn capital(text: &str) -> String {
    match text.strip_prefix("the ") {
        Some(rest) => ["The ", rest].concat(),
        None if text.starts_with("node ") || text.starts_with("host ") => {
            let (first, rest) = text.split_at(1);
            [&first.to_ascii_uppercase(), rest].concat()
        }
        None => text.to_owned(),
    }
}
