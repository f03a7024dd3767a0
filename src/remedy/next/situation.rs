//! A diagnosis and what can be used about it: names, other tags, other nodes.

use super::command::{self, Next, Replacing, Written};
use crate::diagnose::case::is_plain;
use crate::diagnose::{Cause, Diagnosis};
use crate::read::evidence::{Evidence, Hosted, Phase, Starter};
use crate::remedy::advice::{Recommendation, recommend};
use crate::remedy::target::value::Value;
use crate::rules::catalogue::Catalogue;
use crate::rules::date::Date;
use crate::rules::host::Host;
use crate::rules::image::{Image, Versions};
use crate::rules::judge::judge;
use crate::rules::question::{Choice, Engine, Isolation, Question};
use crate::rules::reference::{Listing, Reference, Sibling, sibling_tag};
use crate::rules::release::{self, Family, Kind, Release};
use crate::rules::verdict::Support;
use crate::rules::version::Version;

/// What is said of a release that has ended.
pub(super) const NO_UPDATES: &str = "no updates since";

/// A diagnosis and what can be used about it.
pub(super) struct Situation<'d> {
    pub(super) diagnosis: &'d Diagnosis,
    pub(super) evidence: &'d Evidence,
    pub(super) recommendation: Option<Recommendation>,
    pub(super) today: Date,
}

impl<'d> Situation<'d> {
    pub(super) fn new(diagnosis: &'d Diagnosis, evidence: &'d Evidence, catalogue: &'d Catalogue, today: Date) -> Self {
        let recommendation = diagnosis.machine.and_then(|host| {
            let question = Question {
                engine: diagnosis.engine.into(),
                image: diagnosis.judged.clone().filter(|image| image.versions != Versions::Linux).into(),
                hyperv: if diagnosis.cause == Cause::HypervMissing { Choice::Set(false) } else { Choice::Unset },
                ..Question { host: Choice::Set(host), ..Question::default() }
            };
            recommend(&question, catalogue)
        });
        Self { diagnosis, evidence, recommendation, today }
    }

    /// Whether the text shows that this very command failed.
    pub(super) fn has_failed(&self, step: &Next) -> bool {
        let Some(command) = &step.command else { return false };
        let same = |tried: &str| tried == command || tried.starts_with(&format!("{command} "));
        self.evidence.mentions.iter().filter_map(|mention| mention.command.as_deref()).any(same)
    }

    /// The image as it can stand in a command.
    pub(super) fn image(&self) -> Value {
        let reference = self.diagnosis.judged_name().and_then(|name| name.parse::<Reference>().ok());
        reference.map_or_else(|| Value::own("IMAGE"), |reference| Value::image(&in_full(reference)))
    }

    /// The hosted build agent that it ran on; the nodes of a cluster are none.
    pub(super) fn hosted(&self) -> Option<Hosted> {
        self.evidence.engine.hosted.filter(|_| !self.diagnosis.is_cluster())
    }

    /// The container as it can stand in a command.
    pub(super) fn container(&self) -> Value {
        let name = self.diagnosis.container.as_deref();
        let short = name.map(|name| if name.len() == 64 { name.get(..12).unwrap_or(name) } else { name });
        short.and_then(Value::name).unwrap_or(Value::own("CONTAINER"))
    }

    /// The service of Docker Swarm as it can stand in a command.
    pub(super) fn service(&self) -> Value {
        self.evidence.swarm.service.as_deref().and_then(Value::name).unwrap_or(Value::own("SERVICE"))
    }

    /// Whether it runs on Windows Server, which has no Docker Desktop.
    pub(super) fn is_server(&self) -> bool {
        let only_server =
            |host: &Host| release::with_build(host.version.build).all(|release| release.kind == Kind::Server);
        let known = self.diagnosis.machine.filter(|host| host.kind_settled || only_server(host)).map(|host| host.kind);
        !self.evidence.engine.is_desktop
            && self.evidence.engine.desktop.is_none()
            && (self.evidence.engine.is_standalone || known.or(self.evidence.machine.kind) == Some(Kind::Server))
    }

    /// Whether the image is the reader's own, by its registry.
    pub(super) fn is_of_own_registry(&self) -> bool {
        let name = self.diagnosis.judged_name().and_then(|name| name.parse::<Reference>().ok());
        name.is_some_and(|name| name.is_of_own_registry())
    }

    /// Whether Amazon ECS says so: nobody starts its containers by hand.
    pub(super) fn is_ecs(&self) -> bool {
        ["CannotPullContainerError", "CannotStartContainerError", "CannotCreateContainerError"]
            .iter()
            .any(|word| self.diagnosis.line.contains(word))
    }

    /// Shows what the image's tag holds.
    pub(super) fn manifest(&self) -> Written {
        command::any_shell("docker manifest inspect §", &[&self.image()])
    }

    /// The command that failed, with another isolation; a plain one where the text has none.
    pub(super) fn run_with(&self, isolation: Isolation) -> Written {
        let image = self.diagnosis.image.as_deref().unwrap_or_default();
        command::again(self.evidence, image, Replacing::Isolation(isolation), self.was_created()).unwrap_or_else(|| {
            match isolation {
                Isolation::Hyperv if self.is_base_of_build() => {
                    command::any_shell("docker build --isolation=hyperv .", &[])
                }
                Isolation::Hyperv => command::any_shell("docker run --isolation=hyperv §", &[&self.image()]),
                Isolation::Process => command::any_shell("docker run --isolation=process §", &[&self.image()]),
            }
        })
    }

    /// Whether the failure left a container behind.
    fn was_created(&self) -> bool {
        matches!(self.diagnosis.phase, Phase::Create | Phase::Start)
    }

    /// Uses another image: in a pod's spec, or in the command that failed.
    pub(super) fn use_image(&self, image: &Value) -> Written {
        // A runner's job names its image as a pod does.
        if self.diagnosis.is_cluster() || self.evidence.engine.starter == Some(Starter::GitlabRunner) {
            return command::yaml("image: §", &[image]);
        }
        if self.is_ecs() {
            return command::file("\"image\": \"§\"", &[image]);
        }
        if self.evidence.engine.starter == Some(Starter::ServiceFabric) {
            return command::file("<ImageName>§</ImageName>", &[image]);
        }
        if self.diagnosis.engine == Some(Engine::Swarm) {
            return command::any_shell("docker service update --image § §", &[image, &self.service()]);
        }
        let own = self.diagnosis.image.as_deref().unwrap_or_default();
        command::again(self.evidence, own, Replacing::Image(image), self.was_created())
            .unwrap_or_else(|| command::any_shell("docker pull §", &[image]))
    }

    /// Whether the image is the base of a build.
    pub(super) fn is_base_of_build(&self) -> bool {
        let Some(image) = &self.diagnosis.image else { return false };
        self.evidence.mentions.iter().any(|mention| mention.reference == *image && mention.step)
    }

    /// The same image for a build, as its tags are named; for a base image another tag of it.
    pub(super) fn sibling(&self, build: u16) -> Option<Value> {
        let reference = self.diagnosis.judged.as_ref()?.reference.as_ref()?;
        let sibling = sibling_tag(reference, release::images_of(build)?, self.today)?;
        Some(Value::image(&sibling.reference)).filter(|image| Some(image.as_str()) != self.diagnosis.image.as_deref())
    }

    /// A remark for a tag that changes more than the Windows.
    fn version_changes(&self, build: u16) -> String {
        let reference = self.diagnosis.judged.as_ref().and_then(|image| image.reference.as_ref());
        let both = reference.zip(release::images_of(build));
        let Some((reference, sibling)) = both.and_then(|(name, of)| Some((name, sibling_tag(name, of, self.today)?)))
        else {
            return String::new();
        };
        match sibling.reference.name() == reference.name() {
            _ if sibling.other_version => format!(". {}", Sibling::VERSION_CHANGES.trim_end_matches('.')),
            true => String::new(),
            false => format!(". That image is called {}", sibling.reference.name()),
        }
    }

    /// The builds to offer for the machine: its own, or the one that it runs best.
    pub(super) fn best_build(&self) -> Option<u16> {
        self.recommendation.as_ref().map(|recommendation| recommendation.build)
    }

    /// A tag of the same image that the machine runs, or a base image to rebuild it on.
    pub(super) fn other_tag(&self) -> Option<Next> {
        let build = self.best_build()?;
        self.tag_for(build)
    }

    /// A tag on record of a public image for a release before the machine's, which only Hyper-V isolation runs there.
    pub(super) fn older_tag(&self) -> Option<Next> {
        let hyperv = !self.diagnosis.is_cluster() && self.hosted().is_none() && !self.is_ecs();
        let build = self.diagnosis.machine?.version.build;
        let reference = self.diagnosis.judged.as_ref()?.reference.as_ref()?;
        let on_record = |older: &u16| {
            let sibling = sibling_tag(reference, release::images_of(*older)?, self.today)?;
            (sibling.listing != Listing::ByName).then_some(sibling)
        };
        let older = [17763, 14393].into_iter().filter(|older| hyperv && *older < build);
        let (older, sibling) = older.filter_map(|older| Some((older, on_record(&older)?))).next()?;
        let sibling = Value::image(&sibling.reference);
        let word = crate::rules::notice::image_word(older)?;
        let written = command::any_shell("docker run --isolation=hyperv §", &[&sibling]);
        Some(Next::write(format!("Use its tag for {word}, with Hyper-V isolation"), written))
    }

    /// Whether nobody but its publisher builds the image, and it is known for which Windows.
    fn is_published(&self) -> bool {
        let reference = self.diagnosis.judged.as_ref().and_then(|image| image.reference.as_ref());
        reference.is_some_and(|reference| reference.is_public() && reference.has_tags_on_record())
    }

    /// The repository of an image that somebody else publishes, most likely: nobody but they can rebuild it.
    fn made_by_others(&self) -> Option<Value> {
        let reference = self.diagnosis.judged.as_ref()?.reference.as_ref()?;
        let others = reference.is_made_by_others() && reference.base_family().is_none() && !self.is_base_of_build();
        if others && self.lacks_registry(reference) {
            return Value::argument(&format!("REGISTRY/{}", reference.path()));
        }
        others.then(|| reference.name().parse::<Reference>().ok()).flatten().map(|name| Value::image(&name))
    }

    /// Whether the text names the image only as an engine does that pulls it: `tag: Pulling from path`, of whatever registry.
    fn lacks_registry(&self, reference: &Reference) -> bool {
        let name = self.diagnosis.image.as_deref();
        let mut mentions = self.evidence.mentions.iter().filter(|mention| Some(&*mention.reference) == name).peekable();
        reference.registry() == "docker.io"
            && !reference.is_public()
            && mentions.peek().is_some()
            && mentions.all(|mention| mention.without_registry)
    }

    /// The same for a build.
    pub(super) fn tag_for(&self, build: u16) -> Option<Next> {
        let word = crate::rules::notice::image_word(build)?;
        let end = release::images_of(build).and_then(Release::end).filter(|end| *end < self.today);
        let ended = end.map(|end| format!(" ({NO_UPDATES} {end})")).unwrap_or_default();
        if let Some(sibling) = self.sibling(build) {
            let ended = [ended, self.version_changes(build)].concat();
            return Some(match self.is_base_of_build() {
                true => Next::write(
                    format!("Build on the tag for {word}{ended}"),
                    command::dockerfile("FROM §", &[&sibling]),
                ),
                false => Next::write(format!("Use the tag for {word}{ended}"), self.use_image(&sibling)),
            });
        }
        if self.judged_build() == Some(build) || self.is_published() {
            return None;
        }
        if let Some(others) = self.made_by_others() {
            let tags = command::any_shell("crane ls §", &[&others]);
            let page = "Its page in the registry lists them, as does crane";
            return Some(Next::write(
                format!("Use a tag of it for {word}, if its publisher has one{ended}. {page}"),
                tags,
            ));
        }
        let from = self.recommendation.as_ref().filter(|recommendation| recommendation.build == build);
        let from = from.and_then(|recommendation| recommendation.from.first());
        let from = from.and_then(|from| from.reference().parse::<Reference>().ok());
        let from = from
            .map_or_else(|| Value::tagged(Family::ServerCore.repository(), word), |reference| Value::image(&reference));
        Some(Next::write(
            format!("Rebuild the image on {word}, or use its tag for {word} if there is one{ended}"),
            command::dockerfile("FROM §", &[&from]),
        ))
    }

    /// Another tag, where the machine runs it with process isolation: one that needs Hyper-V isolation as well changes nothing.
    pub(super) fn better_tag(&self) -> Option<Next> {
        let build = self.best_build()?;
        let image = Image::of_version(Version::of_build(build));
        let process = judge(&Question::new(self.diagnosis.machine?, image)).map(|verdict| verdict.process.support);
        self.other_tag().filter(|_| !matches!(process, Some(Support::Unsupported)))
    }

    /// The image's build: the one its machine takes, or its only one.
    pub(super) fn judged_build(&self) -> Option<u16> {
        let verdict = self.diagnosis.verdict.as_ref().and_then(|verdict| verdict.image).map(|version| version.build);
        verdict.or_else(|| match &self.diagnosis.judged.as_ref()?.versions {
            Versions::One(version) => Some(version.build),
            _ => None,
        })
    }

    /// Other machines of the text that run the image with process isolation.
    pub(super) fn nodes_that_fit(&self) -> Vec<(Option<&'d str>, Host)> {
        let Some(image) = &self.diagnosis.judged else { return Vec::new() };
        let hosts = self.evidence.clues.hosts.iter().filter_map(|clue| Some((clue.name.as_deref(), clue.version?)));
        hosts
            .map(|(name, version)| (name, Host::new(version, Some(Kind::Server))))
            .filter(|(_, host)| Some(host.version) != self.diagnosis.machine.map(|machine| machine.version))
            .filter(|(_, host)| runs(host, image))
            .collect()
    }
}

/// A name that people shorten, as it can be pulled; Docker Hub never had `nanoserver` or `servercore`.
fn in_full(reference: Reference) -> Reference {
    let short = reference.moved_to().filter(|_| !reference.path().starts_with("microsoft/"));
    let tag = reference.tag().unwrap_or("latest");
    let full =
        short.filter(|_| !reference.to_string().contains('@')).and_then(|name| format!("{name}:{tag}").parse().ok());
    full.unwrap_or(reference)
}

/// Whether a machine runs an image with process isolation.
fn runs(host: &Host, image: &Image) -> bool {
    let verdict = judge(&Question::new(*host, image.clone()));
    verdict.is_some_and(|verdict| verdict.process.support == Support::Supported)
}

impl Diagnosis {
    /// The image's reference, where it can stand in a command.
    pub(crate) fn judged_name(&self) -> Option<&str> {
        self.image.as_deref().filter(|name| is_plain(name) && !name.starts_with("10.0."))
    }

    /// Whether Hyper-V isolation failed or was asked for in vain.
    pub(super) fn tried(&self, isolation: Isolation) -> bool {
        self.isolation == Some(isolation)
    }
}
