//! What to do about a verdict, best first.

mod base;
mod hosts;
mod published;

pub(crate) use hosts::rebuilt_for_aks;
pub use hosts::{hosts_for, successor, where_it_runs};
use hosts::{move_host, other_node};

pub use base::{BaseImage, Recommendation, recommend, what_runs_on};

use crate::read::names::Names;
use crate::remedy::snippet::Snippet;
use crate::rules::notices;
use crate::rules::side::Side;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    image::Image,
    judge,
    notice::{self, Notice, image_word},
    product::{self, Product},
    question::{Engine, Isolation, Question},
    reason::Reason,
    reference::{WhyNot, short_name},
    release::{self, Family, Kind},
    rule::single_manifest,
    verdict::{Outcome, Support, Verdict},
};

/// One thing to do, with the texts to paste.
#[derive(Clone, PartialEq, Debug)]
pub struct Advice {
    /// Which advice it is.
    pub step: Step,
    /// What to do, in a few words.
    pub title: String,
    /// Why, or what to look out for.
    pub text: String,
    /// Texts to paste, for each engine it can be done with.
    pub snippets: Vec<Snippet>,
}

/// The kinds of advice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// Nothing to change.
    Run,
    /// Rebuild the image on another base.
    Rebuild,
    /// Run it with Hyper-V isolation.
    Hyperv,
    /// Run it on another host.
    MoveHost,
    /// Install updates on the side that lags behind.
    Update,
    /// Bring host and image of Server 2016 to the same revision.
    MatchRevision,
    /// Use a version of the engine that accepts the pair.
    ChangeEngine,
    /// Find out what is missing.
    FindOut,
}

impl Step {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Rebuild => "rebuild",
            Self::Hyperv => "hyperv",
            Self::MoveHost => "move-host",
            Self::Update => "update",
            Self::MatchRevision => "match-revision",
            Self::ChangeEngine => "change-engine",
            Self::FindOut => "find-out",
        }
    }
}

/// The advice that applies, best first, its snippets not yet written.
pub(crate) fn applicable(context: &Context<'_>) -> Vec<Advice> {
    let steps = [find_out, other_node, run, match_revision, update, change_engine, rebuild, hyperv, move_host];
    // Nodes that get no patches any more are no place to build for, where there is another one.
    let leave = [find_out, run, other_node, match_revision, update, change_engine, move_host, rebuild, hyperv];
    // What is known to fail isn't tried first.
    let update_first = [find_out, other_node, update, run, match_revision, change_engine, rebuild, hyperv, move_host];
    let steps = match () {
        () if context.host_retired().is_some() => leave,
        () if context.is_known_to_fail() => update_first,
        () => steps,
    };
    steps.iter().filter_map(|step| step(context)).collect()
}

/// What advice and snippets are made from.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// What was asked.
    pub question: &'a Question,
    /// What the rules say.
    pub verdict: &'a Verdict,
    /// Which base images to use on this host.
    pub recommendation: Option<Recommendation>,
    /// Where things are looked up.
    pub catalogue: &'a Catalogue,
    /// Today, for what is still in support.
    pub today: Date,
    /// The names to fill in.
    pub names: Names,
}

impl<'a> Context<'a> {
    /// The context of a question, without names.
    pub fn new(question: &'a Question, verdict: &'a Verdict, catalogue: &'a Catalogue, today: Date) -> Self {
        let recommendation = recommend(question, catalogue);
        Self { question, verdict, recommendation, catalogue, today, names: Names::default() }
    }

    /// The same with names, such as those that a paste gave.
    #[must_use]
    pub fn with_names(self, names: Names) -> Self {
        Self { names, ..self }
    }
}

impl Context<'_> {
    /// The side whose updates lag behind, where that is the problem.
    pub(crate) fn lagging(&self) -> Option<Side> {
        let host = self.verdict.host.version;
        if self.has(Reason::BaselineSuperseded) {
            return Some(Side::Image);
        }
        if self.has(Reason::BaselineCrossed) {
            let (_, host_line, _) = baseline_of(host.build)?;
            let host_lags = host.revision.is_some_and(|revision| revision < host_line);
            return Some(if host_lags { Side::Host } else { Side::Image });
        }
        self.gap().map(|_| Side::Host)
    }

    /// Whether containers are known to fail because the host lacks updates that the image has (R12).
    pub(crate) fn is_known_to_fail(&self) -> bool {
        self.gap() == Some(true)
    }

    /// Whether the host lacks updates that the image has, and if so whether that is known to fail.
    fn gap(&self) -> Option<bool> {
        let notices = notices::of(self.question, self.verdict, self.catalogue, self.today);
        notices.into_iter().find_map(|notice| match notice {
            Notice::RevisionGap { known_boundary } => Some(known_boundary),
            _ => None,
        })
    }

    pub(crate) fn has(&self, reason: Reason) -> bool {
        self.verdict.process.reasons.contains(&reason) || self.verdict.hyperv.reasons.contains(&reason)
    }

    /// That AKS has retired nodes of this build, in a sentence that follows another one, where the question is about AKS.
    fn retired(&self, build: u16) -> Option<String> {
        let mut pools = release::aks_pools().filter(|_| self.question.engine.get() == Some(&Engine::Aks));
        let (_, nodes) = pools.find(|(release, _)| release.build == build)?;
        Some(format!(" But {}.", nodes.retirement(self.today)?))
    }

    pub(crate) fn host_retired(&self) -> Option<String> {
        self.retired(self.verdict.host.version.build)
    }

    fn image_build(&self) -> Option<u16> {
        self.verdict.image.map(|version| version.build)
    }

    /// Whether Hyper-V isolation runs this image here and may be advised.
    pub fn hyperv_works(&self) -> bool {
        self.verdict.hyperv.support == Support::Supported && self.question.isolation.get() != Some(&Isolation::Process)
    }
}

fn advice(step: Step, title: impl Into<String>, text: impl Into<String>) -> Option<Advice> {
    Some(Advice { step, title: title.into(), text: text.into(), snippets: Vec::new() })
}

fn find_out(context: &Context<'_>) -> Option<Advice> {
    if context.has(Reason::LinuxImage) {
        return match context.verdict.host.kind {
            _ if context.question.is_kubernetes() => advice(
                Step::FindOut,
                "Schedule it on Linux nodes",
                "This is a Linux image. No Windows node can run it.",
            ),
            Kind::Client => advice(
                Step::FindOut,
                "Switch Docker Desktop to Linux containers",
                "This is a Linux image. Docker Desktop runs it with the Linux engine.",
            ),
            Kind::Server => advice(
                Step::FindOut,
                "Run it on a Linux host",
                "This is a Linux image. Docker on Windows Server runs no Linux containers.",
            ),
        };
    }
    if let Some(problem) = context.question.image.get().and_then(Image::no_such_tag) {
        // Of a name without a tag that exists, the one that this host runs is meant.
        let for_host = context.recommendation.as_ref().and_then(|recommendation| recommendation.from.first());
        let for_host = for_host.filter(|_| problem.why == WhyNot::Latest).map(BaseImage::reference);
        let instead = for_host.or_else(|| Some(problem.instead.as_ref()?.to_string()))?;
        return advice(Step::FindOut, format!("Use {instead}"), problem.why.sentence());
    }
    context.has(Reason::ImageVersionUnknown).then_some(())?;
    if let Some(meant) = context.question.image.get().and_then(Image::did_you_mean) {
        return advice(
            Step::FindOut,
            format!("Use {meant}"),
            "The image’s name is close to this one, and isn’t known itself.",
        );
    }
    let near = context.question.image.get().filter(|image| !image.near_misses().is_empty());
    if let Some(image) = near {
        return advice(Step::FindOut, "Use a tag that exists", notice::did_you_mean(image));
    }
    advice(
        Step::FindOut,
        "Find out which Windows the image is built on",
        "Its name doesn’t say. Ask the image itself, and paste the answer here.",
    )
}

fn run(context: &Context<'_>) -> Option<Advice> {
    (context.verdict.outcome == Outcome::Process && !context.question.has_no_such_node()).then_some(())?;
    match context.verdict.process.support {
        Support::DevTest => advice(
            Step::Run,
            "Run it for development and testing",
            "Docker defaults to Hyper-V isolation on Windows 10, so ask for process isolation explicitly.",
        ),
        _ if context.verdict.host.kind == Kind::Client => advice(
            Step::Run,
            "Run it with process isolation",
            "Docker defaults to Hyper-V isolation on Windows 10 and 11, so ask for process isolation explicitly.",
        ),
        _ => {
            let retired = context.host_retired().unwrap_or_default();
            let text = ["Nothing to change. Schedule it only on hosts that can run it.", &retired].concat();
            advice(Step::Run, "Run it as it is", text)
        }
    }
}

fn match_revision(context: &Context<'_>) -> Option<Advice> {
    if context.question.has_no_such_node()
        || !context.has(Reason::RevisionsDiffer) && !context.has(Reason::RevisionsNeeded)
    {
        return None;
    }
    let host = context.verdict.host.version;
    let pin =
        context.recommendation.as_ref().and_then(|recommendation| recommendation.from.first()?.pinned.first().cloned());
    match (host.revision, pin) {
        (None, _) => advice(
            Step::MatchRevision,
            "Compare the revisions",
            "On Server 2016 all four numbers must be equal. See the host’s with ver, and the image’s os.version.",
        ),
        (Some(_), Some(pin)) => advice(
            Step::MatchRevision,
            format!("Build on the host’s revision: {pin}"),
            format!("The host is at {host}, and this tag has the same revision. From now on, update both together."),
        ),
        (Some(_), None) => advice(
            Step::MatchRevision,
            "Update the host to a monthly release",
            format!(
                "No image with revision {host} is known: images follow the monthly releases. Update the host to one."
            ),
        ),
    }
}

fn update(context: &Context<'_>) -> Option<Advice> {
    let side = context.lagging()?;
    let baseline = context.has(Reason::BaselineCrossed) || context.has(Reason::BaselineSuperseded);
    match (baseline_of(context.verdict.host.version.build), side) {
        (Some((_, host_line, _)), Side::Host) if baseline => advice(
            Step::Update,
            "Update the host",
            format!("Install the update of 11 February 2020 or later: revision {host_line} or above."),
        ),
        (Some((_, _, image_line)), Side::Image) if baseline => advice(
            Step::Update,
            "Rebuild on an updated base image",
            format!("Use the image of 18 February 2020 or later: revision {image_line} or above."),
        ),
        _ => {
            let release = context.verdict.host.release;
            let newest = release.and_then(|release| context.catalogue.updates.newest_for_host(release));
            let newest =
                newest.map(|update| format!(" The newest known one is {}.", update.version())).unwrap_or_default();
            let title = match context.is_known_to_fail() {
                true => "Update the host first: this gap is known to fail with 0xc0370106",
                false => "Update the host",
            };
            advice(Step::Update, title, format!("Update it at least to the image’s revision.{newest}"))
        }
    }
}

/// The line of February 2020 on a build (R11): build, the host's revision, the image's.
pub(crate) fn baseline_of(build: u16) -> Option<(u16, u32, u32)> {
    judge::BASELINE.into_iter().find(|(line, ..)| *line == build)
}

fn change_engine(context: &Context<'_>) -> Option<Advice> {
    (context.has(Reason::VariantsDisagree) && !context.question.is_kubernetes()).then_some(())?;
    let reference = context.question.image.get().and_then(|image| image.reference.as_ref());
    let single = reference.and_then(single_manifest::single);
    let single = single
        .map(|tag| format!(" The quickest way out is {tag}: a single image isn’t filtered as a list is."))
        .unwrap_or_default();
    let [stricter, corrected] = [product::stricter(), product::corrected()];
    let first = |product: Product| Some(format!("{} {}", product.title(), corrected.first(product)?));
    // Who asked about Docker has no other engine to update.
    let products = if context.question.engine.get().is_some() {
        &[Product::Docker][..]
    } else {
        &[Product::Docker, Product::Containerd]
    };
    let first: Vec<String> = products.iter().copied().filter_map(first).collect();
    advice(
        Step::ChangeEngine,
        format!("Update to {} or later, if the pull is refused", first.join(" or ")),
        format!(
            "{} with the containerd image store refuses this image on this host, whatever the isolation, and so \
                 does {}. {}, {} and Docker’s classic image store accept it.{single}",
            stricter.of(Product::Docker),
            stricter.of(Product::Containerd),
            corrected.of(Product::Docker),
            corrected.of(Product::Containerd),
        ),
    )
}

fn rebuild(context: &Context<'_>) -> Option<Advice> {
    let recommendation = context.recommendation.as_ref()?;
    let useless =
        [Outcome::Process, Outcome::Unknown].contains(&context.verdict.outcome) && !context.has(Reason::NoSuchTag);
    if useless || context.image_build() == Some(recommendation.build) || context.has(Reason::LinuxImage) {
        return None;
    }
    let from = recommendation.from.first()?;
    let how = match recommendation.isolation {
        Isolation::Process => "It then runs with process isolation.",
        Isolation::Hyperv => "It then runs with Hyper-V isolation.",
    };
    let why = recommendation.substitute.as_deref().unwrap_or_default();
    let retired = context.host_retired().unwrap_or_default();
    let text = [format!("{how} {why}").trim_end(), &retired].concat();
    let title = match (context.published_here(), context.published()) {
        // What stands beside it keeps the reader’s image, not its base.
        (Some(sibling), _) => format!("Rebuild on {}", short_name(&sibling.reference.to_string())),
        (None, Some(image)) => {
            let word = image_word(recommendation.build).unwrap_or(from.tag);
            format!("Use a tag of {} for {word}, if there is one", short_name(image.name()))
        }
        (None, None) => format!("Rebuild on {}:{}", short(from.family), from.tag),
    };
    advice(Step::Rebuild, title, text)
}

/// A repository without its registry, for a title.
fn short(family: Family) -> &'static str {
    family.repository().trim_start_matches("mcr.microsoft.com/windows/").trim_start_matches("mcr.microsoft.com/")
}

fn hyperv(context: &Context<'_>) -> Option<Advice> {
    let needed = matches!(context.verdict.outcome, Outcome::Hyperv | Outcome::Depends);
    if !needed || !context.hyperv_works() {
        return None;
    }
    // Docker’s classic image store, which the Windows daemon has unless told otherwise, takes such an image (R20). Others look at
    // it before any isolation does.
    let classic = context.question.engine.get().is_none_or(|engine| *engine == Engine::Docker);
    if context.has(Reason::VariantsDisagree) && !classic {
        return None;
    }
    advice(
        Step::Hyperv,
        "Run it with Hyper-V isolation",
        "The container gets its own kernel, so the versions may differ. It starts slower, needs more memory, and \
             can’t use GPUs or other devices.",
    )
}
