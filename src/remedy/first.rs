//! The first things to do about a verdict, in a line each: what works now, what is better, and where else it would run.

use core::ops::Range;

use crate::remedy::advice::{Advice, Context, Step, applicable, hosts_for, rebuilt_for_aks, recommend};
use crate::remedy::target::{Snippet, Target, first_snippets};
use crate::rules::headline;
use crate::rules::host::Host;
use crate::rules::probe;
use crate::rules::question::{Choice, Engine, Question};
use crate::rules::reason::Reason;
use crate::rules::reference::{Reference, Sibling};
use crate::rules::release::{self, Family};

/// One thing to do.
#[derive(Clone, PartialEq, Debug)]
pub struct FirstAction {
    /// What it is, against the others: `Works now`, `Better`, `Or`.
    pub label: &'static str,
    /// What to do, in a few words.
    pub title: String,
    /// Why, or what to look out for.
    pub text: String,
    /// What to copy, where there is something.
    pub line: Option<CopyLine>,
    /// What changes with it besides the Windows.
    pub note: Option<&'static str>,
}

/// A short text to copy, without its comments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyLine {
    /// Where it is for.
    pub target: Target,
    /// The text.
    pub text: String,
    /// The bytes of it that have to be edited before use.
    pub edits: Vec<Range<usize>>,
}

/// Which snippet of a step is the one to begin with, by target and title. For Kubernetes there is the selector.
const CHOSEN: [(Step, Target, &str); 12] = [
    (Step::Run, Target::Docker, "Run it"),
    (Step::Run, Target::Swarm, "Keep the service on nodes that can run it"),
    (Step::FindOut, Target::Docker, "Switch Docker Desktop to Linux containers"),
    (Step::Hyperv, Target::Docker, "Run it with Hyper-V isolation"),
    (Step::Hyperv, Target::Swarm, "Hyper-V isolation for one service"),
    (Step::Rebuild, Target::Dockerfile, "Base image"),
    (Step::Rebuild, Target::Dockerfile, "Base image, pinned to one update"),
    (Step::MatchRevision, Target::Dockerfile, "Base image, pinned to one update"),
    (Step::MatchRevision, Target::Docker, "Compare the revisions"),
    (Step::Update, Target::Dockerfile, "Base image, pinned to one update"),
    (Step::MoveHost, Target::Swarm, "Keep the service on nodes that can run it"),
    (Step::MoveHost, Target::Aks, "Add a node pool"),
];

/// More than these belong below.
const MOST: usize = 3;

/// The first things to do, the least effort first.
pub fn first(context: &Context<'_>) -> Vec<FirstAction> {
    let mut advice = applicable(context);
    // What works now comes first; the order of the rest is that of the advice.
    if let Some(at) = advice.iter().position(|advice| advice.step == Step::Hyperv) {
        advice[..=at].rotate_right(1);
    }
    let works = advice.first().is_some_and(|advice| matches!(advice.step, Step::Run | Step::Hyperv));
    let mut firsts: Vec<FirstAction> = Vec::new();
    for advice in &advice {
        let title = title(advice, context);
        let line = line(advice, context);
        let told = |other: &FirstAction| line.is_some() && other.line == line;
        if !firsts.iter().any(told) {
            let compares = advice.step == Step::MatchRevision
                && line.as_ref().is_some_and(|line| line.target != Target::Dockerfile);
            // What runs on a node that is to be left has a next step, not a choice.
            let leaves = advice.step == Step::MoveHost && works && context.host_retired().is_some();
            firsts.push(FirstAction {
                label: match () {
                    () if compares => "Compare",
                    () if leaves => "Next",
                    () => label(advice.step, works, firsts.is_empty()),
                },
                title: if compares { "The revisions of host and image".to_owned() } else { title },
                text: advice.text.clone(),
                line,
                note: context
                    .published_here()
                    .filter(|sibling| advice.step == Step::Rebuild && sibling.other_version)
                    .map(|_| Sibling::VERSION_CHANGES),
            });
        }
    }
    if let Some(twin) = windows_twin(context) {
        firsts.iter_mut().for_each(|first| first.label = "Or");
        firsts.insert(0, twin);
    }
    firsts.truncate(MOST);
    let says = |line: &CopyLine| line.target == Target::Dockerfile || line.text.starts_with("image: ");
    let builds = |first: &FirstAction| first.line.as_ref().is_some_and(says);
    if let Some(base) = base(context).filter(|_| !firsts.iter().any(builds)) {
        // What to do first and then stay together.
        let at = if context.is_known_to_fail() { firsts.len() } else { firsts.len().min(1) };
        firsts.insert(at, base);
        firsts.truncate(MOST);
    }
    firsts
}

/// The tag of a Linux image that holds the same for Windows, where one is on record: `dotnet/sdk:9.0-nanoserver-ltsc2022`.
fn windows_twin(context: &Context<'_>) -> Option<FirstAction> {
    context.has(Reason::LinuxImage).then_some(())?;
    let host = Question { image: Choice::Unset, ..context.question.clone() };
    let twin = context.published_for(recommend(&host, context.catalogue)?.build)?;
    let line = CopyLine::plain(Target::Dockerfile, format!("FROM {}", twin.reference));
    Some(FirstAction {
        label: "Do this",
        title: "Use its tag for Windows".to_owned(),
        text: "The plain tag holds Linux images only.".to_owned(),
        line: Some(for_cluster(line, context)),
        note: None,
    })
}

/// The base image to build on, where nothing else says it.
fn base(context: &Context<'_>) -> Option<FirstAction> {
    // Nobody builds for a node that doesn’t exist, or is to be left.
    let left = context.question.has_no_such_node() || context.host_retired().is_some();
    // What others publish is used as it is: it stays, or another tag of it takes its place.
    let keeps = context.published().is_some();
    let from = context.recommendation.as_ref().filter(|_| !left && !keeps)?.from.first()?;
    Some(FirstAction {
        label: "Build on",
        title: format!("The base image for {}", context.verdict.host.name()),
        text: String::new(),
        line: Some(CopyLine::plain(Target::Dockerfile, format!("FROM {}", from.reference()))),
        note: None,
    })
}

const fn label(step: Step, works: bool, first: bool) -> &'static str {
    match step {
        Step::Run if !first => "Then",
        Step::Run | Step::Hyperv => "Works now",
        Step::MoveHost | Step::ChangeEngine if !first => "Or",
        _ if works => "Better",
        _ if first => "Do this",
        _ => "Or",
    }
}

fn title(advice: &Advice, context: &Context<'_>) -> String {
    if advice.step == Step::Hyperv && headline::is_default_of_client(context.question, context.verdict) {
        return "Run it with Hyper-V isolation, Docker’s default here".to_owned();
    }
    if advice.step == Step::Run && context.host_retired().is_some() {
        return "Run it for now, and plan to move: AKS has retired these nodes".to_owned();
    }
    advice.title.clone()
}

/// The text to copy for a step. A file for a cluster names a public image itself: it has an `image:`, and no `FROM`.
fn line(advice: &Advice, context: &Context<'_>) -> Option<CopyLine> {
    Some(for_cluster(line_of(advice, context)?, context))
}

fn for_cluster(line: CopyLine, context: &Context<'_>) -> CopyLine {
    let named = || Some(context.question.image.get()?.reference_text()?.parse::<Reference>().ok()?.is_public());
    match (line.text.strip_prefix("FROM "), cluster(context.question)) {
        (Some(name), Some(target)) if line.edits.is_empty() && !name.contains('\n') && named() == Some(true) => {
            CopyLine::plain(target, format!("image: {name}"))
        }
        _ => line,
    }
}

/// Where a line for a cluster belongs, where the question is about one.
fn cluster(question: &Question) -> Option<Target> {
    match question.engine.get()? {
        Engine::Kubernetes => Some(Target::Kubernetes),
        Engine::Aks => Some(Target::Aks),
        Engine::Docker | Engine::Swarm => None,
    }
}

/// The same for the engine that was chosen; for Docker where none was.
fn line_of(advice: &Advice, context: &Context<'_>) -> Option<CopyLine> {
    let engine = context.question.engine.get().copied();
    match advice.step {
        Step::Rebuild => {
            if let Some(sibling) = context.published_here() {
                return Some(CopyLine::plain(Target::Dockerfile, format!("FROM {}", sibling.reference)));
            }
            if let Some(image) = context.published() {
                let name = image.moved_to().unwrap_or(image.name());
                return Some(CopyLine::plain(Target::Docker, format!("crane ls {name}")));
            }
        }
        Step::FindOut if context.has(Reason::LinuxImage) => {
            if let Some(target) = cluster(context.question) {
                return Some(CopyLine::plain(target, "nodeSelector:\n  kubernetes.io/os: linux".to_owned()));
            }
        }
        Step::FindOut => {
            if let Some(name) = advice.title.strip_prefix("Use ") {
                let tag_alone = !name.contains([':', '/']);
                let name = if tag_alone { sibling_of_word(name)? } else { name.to_owned() };
                return Some(CopyLine::plain(Target::Dockerfile, format!("FROM {name}")));
            }
            if let Some(line) = version_of(context.question) {
                return Some(line);
            }
        }
        Step::Run if engine.is_some_and(Engine::is_kubernetes) => {
            return selector(context, context.verdict.host.version.build);
        }
        Step::MoveHost if let Some(to) = rebuilt_for_aks(context) => {
            let name = match context.published_for(to.build) {
                Some(sibling) => sibling.reference.to_string(),
                None => {
                    let there = Question { host: Choice::Set(Host::of(to)), ..context.question.clone() };
                    recommend(&there, context.catalogue)?.from.first()?.reference()
                }
            };
            return Some(CopyLine::plain(Target::Dockerfile, format!("FROM {name}")));
        }
        Step::MoveHost if engine == Some(Engine::Kubernetes) => {
            let to = hosts_for(context.verdict.image?, context.catalogue, context.today);
            return selector(context, to.first()?.build);
        }
        _ => {}
    }
    let here = match engine {
        None | Some(Engine::Docker) => Target::Docker,
        Some(Engine::Swarm) => Target::Swarm,
        Some(Engine::Kubernetes) => Target::Kubernetes,
        Some(Engine::Aks) => Target::Aks,
    };
    let own = match advice.step {
        Step::Rebuild | Step::MatchRevision | Step::Update => [Target::Dockerfile, here],
        _ => [here, Target::Dockerfile],
    };
    let is_chosen = |snippet: &Snippet| CHOSEN.contains(&(advice.step, snippet.target, snippet.title));
    let snippets = first_snippets(advice.step, context);
    let of = |target: Target| {
        snippets.iter().find(|snippet| snippet.target == target && is_chosen(snippet)).map(CopyLine::of)
    };
    own.into_iter().find_map(of)
}

/// The base image of a tag word, for a `FROM` line.
fn sibling_of_word(word: &str) -> Option<String> {
    let release = release::by_image_slug(word)?;
    Some(format!("{}:{}", Family::ServerCore.repository(), release.image_slug?))
}

/// What asks an image for the Windows that it is built on, where its name doesn't say.
pub fn version_of(question: &Question) -> Option<CopyLine> {
    let image = question.image.get()?;
    let reference = image.reference.as_ref()?;
    // Of the tag of an older version of an image, the list says what it holds.
    if image.several().is_some_and(|several| !several.on_record) {
        return Some(CopyLine::plain(Target::Docker, probe::about(probe::MANIFEST, &reference.to_string())));
    }
    if !image.version_is_missing() {
        return None;
    }
    let text = match question.engine.get() {
        // Its nodes have no docker, and the registry tells as much.
        Some(engine) if engine.is_kubernetes() => format!("docker manifest inspect --verbose {reference}"),
        _ => probe::about(probe::IMAGE_VERSION, &reference.to_string()),
    };
    Some(CopyLine::plain(Target::Docker, text))
}

/// The lines of a pod’s spec that keep it on nodes of a build.
fn selector(context: &Context<'_>, build: u16) -> Option<CopyLine> {
    let target = cluster(context.question)?;
    let text =
        format!("nodeSelector:\n  kubernetes.io/os: windows\n  node.kubernetes.io/windows-build: \"10.0.{build}\"");
    Some(CopyLine::plain(target, text))
}

impl CopyLine {
    const fn plain(target: Target, text: String) -> Self {
        Self { target, text, edits: Vec::new() }
    }

    /// A snippet without its comments, which stand in the text beside it.
    fn of(snippet: &Snippet) -> Self {
        let (mut text, mut edits, mut at) = (String::new(), Vec::new(), 0);
        for line in snippet.text.split_inclusive('\n') {
            let comment = snippet.language.has_comments() && line.starts_with('#');
            if !comment {
                let inside = |edit: &&Range<usize>| edit.start >= at && edit.end <= at + line.len();
                let moved = |edit: &Range<usize>| edit.start - at + text.len()..edit.end - at + text.len();
                edits.extend(snippet.edits.iter().filter(inside).map(moved));
                text.push_str(line);
            }
            at += line.len();
        }
        text.truncate(text.trim_end().len());
        Self { target: snippet.target, text, edits }
    }
}

#[cfg(test)]
mod tests;
