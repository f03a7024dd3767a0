//! The first things to do about a verdict, in a line each: what works now, what is better, and where else it would run.

use core::ops::Range;

use crate::remedy::advice::{Advice, Context, Step, applicable, hosts_for};
use crate::remedy::target::{Snippet, Target, first_snippets};
use crate::rules::headline;
use crate::rules::probe;
use crate::rules::question::{Engine, Question};
use crate::rules::reason::Reason;
use crate::rules::reference::{Reference, Sibling, short_name, sibling_tag};
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
            firsts.push(FirstAction {
                label: if compares { "Compare" } else { label(advice.step, works, firsts.is_empty()) },
                title: if compares { "The revisions of host and image".to_owned() } else { title },
                text: advice.text.clone(),
                line,
                note: (advice.step == Step::Rebuild && other_version(context)).then_some(Sibling::VERSION_CHANGES),
            });
        }
    }
    firsts.truncate(MOST);
    let says = |line: &CopyLine| line.target == Target::Dockerfile || line.text.starts_with("image: ");
    let builds = |first: &FirstAction| first.line.as_ref().is_some_and(says);
    if let Some(base) = base(context).filter(|_| !firsts.iter().any(builds)) {
        firsts.insert(firsts.len().min(1), base);
        firsts.truncate(MOST);
    }
    firsts
}

/// The base image to build on, where nothing else says it.
fn base(context: &Context<'_>) -> Option<FirstAction> {
    // Nobody builds for a node that doesn’t exist.
    let recommended = context.recommendation.as_ref().filter(|_| !context.question.has_no_such_node());
    let from = recommended?.from.first()?;
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
    // What stands beside it keeps the reader’s image, not its base.
    let sibling = sibling(context).filter(|_| advice.step == Step::Rebuild);
    match sibling.as_ref().and_then(|line| line.text.strip_prefix("FROM ")) {
        Some(name) => format!("Rebuild on {}", short_name(name)),
        None => advice.title.clone(),
    }
}

/// The text to copy for a step. A file for a cluster names a public image itself: it has an `image:`, and no `FROM`.
fn line(advice: &Advice, context: &Context<'_>) -> Option<CopyLine> {
    let line = line_of(advice, context)?;
    let named = || Some(context.question.image.get()?.reference_text()?.parse::<Reference>().ok()?.is_public());
    match (line.text.strip_prefix("FROM "), cluster(context.question)) {
        (Some(name), Some(target)) if line.edits.is_empty() && !name.contains('\n') && named() == Some(true) => {
            Some(CopyLine::plain(target, format!("image: {name}")))
        }
        _ => Some(line),
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
            if let Some(line) = sibling(context) {
                return Some(line);
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

/// The same public image on the Windows that the host runs, where its tag is on record.
fn sibling(context: &Context<'_>) -> Option<CopyLine> {
    let sibling = public_sibling(context)?;
    Some(CopyLine::plain(Target::Dockerfile, format!("FROM {}", sibling.reference)))
}

/// Whether that has another version of .NET Framework.
fn other_version(context: &Context<'_>) -> bool {
    public_sibling(context).is_some_and(|sibling| sibling.other_version)
}

fn public_sibling(context: &Context<'_>) -> Option<Sibling> {
    let reference: Reference = context.question.image.get()?.reference_text()?.parse().ok()?;
    let release = release::images_of(context.recommendation.as_ref()?.build)?;
    let sibling = sibling_tag(&reference, release, context.today)?;
    let public = reference.is_public() && reference.base_family().is_none() && sibling.known();
    public.then_some(sibling)
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
