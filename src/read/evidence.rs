//! Evidence: everything a text states about what happened, each with its place.
//!
//! [`Clues`] are the hosts and images of a text, merged. Here stands what ties them together: the lines with their errors,
//! commands and steps, the pods with their containers and nodes, the engine with its version. [`incident`](super::incident)
//! joins them.

mod asides;
mod clash;
mod commands;
mod engine;
mod engine_lines;
mod features;
mod labels;
pub(crate) mod lines;
mod machine;
mod message;
mod nodes;
mod phases;
mod pods;
mod restarted;
mod running;
mod said;
mod seen;
mod services;
mod stages;
mod stated;
mod works;

pub use crate::read::clue::entries::Listed;
pub use engine::{EngineSeen, Hosted, Restarted, Starter, System, Tool};
pub use features::FeaturesSeen;
pub use lines::Mention;
pub use machine::{Edition, MachineSeen};
pub use pods::{Container, Pod};
pub use said::Hint;
pub use seen::{ErrorSeen, Phase};
pub use services::{MeshPort, SwarmSeen};

use crate::read::clue::doc::Doc;
use crate::read::clue::entries;
use crate::read::clue::errors::{self, Sighting};
use crate::read::clue::prompt::is_prompt;
use crate::read::clue::{self, Clues, ErrorCode, Span, prefilter};
use crate::read::words::says_without_hyperv;
use crate::rules::order;
use crate::rules::question::{Engine, Isolation};
use crate::rules::release::Kind;
use crate::rules::version::Version;
use message::{quote, whole_message, with_reason};
use phases::{is_exec, phase};

/// What a text states.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Hosts, images, isolation, engine.
    pub clues: Clues,
    /// Every error, in the order of the text.
    pub errors: Vec<ErrorSeen>,
    /// The lines that name an image.
    pub mentions: Vec<Mention>,
    /// Pods, with what they hold and where they were put.
    pub pods: Vec<Pod>,
    /// The swarm, and its service that it is about.
    pub swarm: SwarmSeen,
    /// The engine.
    pub engine: EngineSeen,
    /// The machine.
    pub machine: MachineSeen,
    /// Windows builds that a selector asks for.
    pub wanted_builds: Vec<Version>,
    /// A selector asks for Windows, of any build.
    pub selects_windows: bool,
    /// What the lists hold that the text shows.
    pub listed: Vec<Listed>,
    /// Images whose Windows entries carry no `os.version`.
    pub bare_entries: Vec<String>,
    /// Lines with errors, and the base of the stage of a build that failed there.
    pub(crate) stages: Vec<(usize, String)>,
    /// Containers that run, says the text.
    pub running: usize,
    /// An isolation that the text shows to work: the container printed something.
    pub works_with: Option<Isolation>,
    /// Where each line stands in the text.
    pub(crate) line_spans: Vec<Span>,
}

impl Evidence {
    /// The lines' text that a span covers belongs to this line.
    pub(crate) fn line_of(&self, span: Span) -> usize {
        self.line_spans.partition_point(|line| line.start <= span.start).saturating_sub(1)
    }
}

/// Whether what an engine says of itself (`docker version`, `docker info`) is that it runs Linux containers.
pub fn has_linux_engine(text: &str) -> bool {
    let says = ["Server:", ".Server.Os", "OSType:", "ostype"].iter().any(|words| text.contains(words));
    says && matches!(engine_lines::read(&text.lines().collect::<Vec<_>>()).system, Some((System::Linux, _)))
}

/// Whether a text only expects errors (“you may see …”), and tells of none that happened.
pub fn only_expects_errors(text: &str) -> bool {
    /// A longer text is a log.
    const LONGEST: usize = 20_000;
    text.len() < LONGEST && errors::are_only_expected(&Doc::new(text, &prefilter::regions(text)))
}

/// Whether the machine that a text is from is a server or a client, as its own fields say: none of its prose.
pub fn stated_kind(text: &str) -> Option<Kind> {
    machine::stated_kind(&text.lines().collect::<Vec<_>>())
}

/// Reads everything a text states.
///
/// ```
/// let text = "docker run a.io/web:1\nno space left on device";
/// let evidence = wincompat::read::evidence::read(text);
/// assert_eq!(evidence.errors.len(), 1);
/// assert_eq!(evidence.mentions[0].reference, "a.io/web:1");
/// ```
pub fn read(text: &str) -> Evidence {
    let clues = clue::read(text);
    let without_hyperv = says_without_hyperv(text);
    let regions = prefilter::regions(text);
    if regions.is_empty() {
        let engine = EngineSeen { without_hyperv, ..EngineSeen::default() };
        return Evidence { clues, engine, ..Evidence::default() };
    }
    let doc = Doc::new(text, &regions);
    let lines: Vec<&str> = (0..doc.lines()).map(|line| whole_characters(doc.line(line))).collect();
    let line_spans = (0..doc.lines())
        .map(|line| {
            let (start, end) = doc.range(line);
            doc.evidence(start, end.max(start), clue::FormatId::VerBanner).span
        })
        .collect();
    let mut evidence = Evidence {
        pods: pods::read(&lines),
        engine: EngineSeen { without_hyperv, ..engine_lines::read(&lines) },
        machine: machine::read(&lines),
        running: running::count(&lines),
        bare_entries: entries::bare(&lines),
        listed: entries::platforms(&lines),
        line_spans,
        clues,
        ..Evidence::default()
    };
    (evidence.wanted_builds, evidence.selects_windows) = machine::selectors(&lines);
    // A manifest whose selector asks for Windows is for Kubernetes, whatever else it leaves open.
    let selector = lines.iter().position(|line| line.contains("kubernetes.io/os")).filter(|_| evidence.selects_windows);
    if let Some(line) = selector.filter(|_| evidence.clues.engine.is_none()) {
        let (start, end) = doc.range(line);
        let seen = doc.evidence(start, end.max(start), clue::FormatId::KubernetesManifest);
        evidence.clues.engine = Some((Engine::Kubernetes, seen));
    }
    evidence.mentions = lines::mentions(&lines, &evidence.clues);
    let apart = written_apart(&evidence);
    evidence.mentions.extend(apart);
    order::by_key(&mut evidence.mentions, |mention| mention.at);
    let of_task = of_task(&evidence, &lines);
    evidence.errors = errors_of(&doc, &lines, of_task);
    // The same codes stand for a user of the image: only a credential spec makes it a domain's account.
    for error in evidence.errors.iter_mut().filter(|error| error.code == ErrorCode::LogonFailed) {
        error.code = if evidence.engine.domain_account { ErrorCode::DomainAccount } else { error.code };
    }
    let base = |error: &ErrorSeen| Some((error.at, stages::base_of(&lines, &evidence.mentions, error.at)?));
    evidence.stages = evidence.errors.iter().filter_map(base).collect();
    let failed: Vec<usize> = evidence.errors.iter().map(|error| error.at).collect();
    evidence.swarm = services::read(&lines, &failed);
    evidence.works_with = works::works_with(&lines, &evidence.errors);
    evidence
}

/// Images that no line names whole: repository and tag stand in two lines, or a variable holds a part.
fn written_apart(evidence: &Evidence) -> Vec<Mention> {
    let named = |name: &str| evidence.mentions.iter().any(|mention| mention.reference == name);
    let apart = evidence.clues.images.iter().filter_map(|image| Some((image.reference.as_deref()?, &image.evidence)));
    apart
        .filter(|(name, _)| !named(name))
        .take(64)
        .flat_map(|(name, seen)| {
            seen.iter().map(|seen| Mention {
                reference: name.to_owned(),
                at: evidence.line_of(seen.span),
                used: lines::ImageUse::Doing,
                isolation: None,
                step: false,
                without_registry: false,
                command: None,
            })
        })
        .collect()
}

/// What a table says of a task that failed: a reason that it was too narrow for, or one that nobody knows.
fn of_task(evidence: &Evidence, lines: &[&str]) -> Option<ErrorSeen> {
    let error = evidence.clues.error.as_ref()?;
    let first = error.evidence.first()?;
    let code = match error.code {
        ErrorCode::Truncated => ErrorCode::Truncated,
        ErrorCode::Unknown if first.format == clue::FormatId::ServicePs => ErrorCode::OtherLine,
        _ => return None,
    };
    let at = evidence.line_of(first.span);
    let line = quote(lines.get(at).copied().unwrap_or_default());
    Some(ErrorSeen { code, phase: Phase::Start, span: first.span, line, at })
}

/// A line whose end may have been cut inside a character.
fn whole_characters(line: &[u8]) -> &str {
    match core::str::from_utf8(line) {
        Ok(line) => line,
        Err(error) => core::str::from_utf8(&line[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// Every error, the same one of a line once; where nothing is known, lines that say they are errors.
fn errors_of(doc: &Doc<'_>, lines: &[&str], of_task: Option<ErrorSeen>) -> Vec<ErrorSeen> {
    let mut errors: Vec<ErrorSeen> = Vec::new();
    for sighting in errors::all(doc) {
        let at = doc.line_at(sighting.at.0);
        let line = lines.get(at).copied().unwrap_or_default();
        // Who types such a path has it from nobody.
        let typed = sighting.code == ErrorCode::GitBashPath && is_prompt(line.as_bytes());
        if typed
            || lines::is_advice(line, sighting.code)
            || errors.iter().rev().take(8).any(|e| (e.at, e.code) == (at, sighting.code))
        {
            continue;
        }
        errors.push(ErrorSeen {
            code: by_context(&sighting, line),
            phase: match phase(&sighting, &with_context(lines, at)) {
                Phase::Run if is_of_network(sighting.code) && stages::is_in_step(lines, at) => Phase::Build,
                other => other,
            },
            span: doc.evidence(sighting.at.0, sighting.at.1, clue::FormatId::VerBanner).span,
            line: quote(&whole_message(lines, at, sighting.at.0.saturating_sub(doc.range(at).0))),
            at,
        });
    }
    errors.dedup_by(|a, b| (a.at, a.code) == (b.at, b.code));
    // A line that ends before its reason says nothing that the next one doesn't; nor do words beside a reason.
    let reasons: Vec<usize> = errors.iter().map(|error| error.at).collect();
    errors.retain(|error| {
        let ends = lines.get(error.at).is_some_and(|line| line.trim_end().ends_with("system call:"));
        let said_there = reasons.iter().filter(|at| **at == error.at).count() > 1;
        !(error.code == ErrorCode::Unknown && (said_there || ends && reasons.contains(&(error.at + 1))))
    });
    // Docker only warns that the image will be emulated; what failed then is the other error.
    if errors.iter().any(|error| !is_platform_warning(error) && error.code.weight() >= 2) {
        errors.retain(|error| !is_platform_warning(error));
    }
    asides::leave_out(lines, &mut errors);
    // Of a log that repeats itself the first and the newest lines tell everything.
    const FIRST: usize = 60;
    const NEWEST: usize = 140;
    if errors.len() > FIRST + NEWEST {
        errors.drain(FIRST..errors.len() - NEWEST);
    }
    if let Some(cut) = of_task.filter(|_| errors.iter().all(|error| error.code.weight() < 2)) {
        errors.push(cut);
    }
    if errors.iter().all(|error| error.code.weight() < 2) {
        let fails = |line: &str| {
            lines::says_error(line) && !errors::supposed::is_told(line)
                || clash::of(&line.to_ascii_lowercase()).is_some()
        };
        for (at, line) in lines.iter().enumerate().filter(|(at, line)| !reasons.contains(at) && fails(line)) {
            let (start, end) = doc.range(at);
            let span = doc.evidence(start, end, clue::FormatId::VerBanner).span;
            let phase = if lines::is_build_line(line) { Phase::Build } else { Phase::Run };
            let ended = lines::is_bad_exit(&line.to_ascii_lowercase());
            let code = match () {
                () if ended => ErrorCode::ProgramFailed,
                () if lines::is_state(line) => ErrorCode::Unknown,
                () => clash::of(&line.to_ascii_lowercase()).unwrap_or(ErrorCode::OtherLine),
            };
            errors.push(ErrorSeen { code, phase, span, line: quote(&with_reason(lines, at)), at });
            if errors.len() > 200 {
                break;
            }
        }
        order::by_key(&mut errors, |error| error.at);
        // What a tool printed says more than what somebody writes about it.
        let told = |error: &ErrorSeen| lines.get(error.at).is_some_and(|line| lines::is_told(line));
        if errors.iter().any(|error| !told(error)) {
            errors.retain(|error| !told(error));
        }
    }
    errors
}

/// Whether a program of a step of a build may fail so, and the engine as well.
const fn is_of_network(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::NameResolution | ErrorCode::Certificate | ErrorCode::Unreachable | ErrorCode::TimedOut)
}

/// `WARNING: The requested image's platform (linux/amd64) does not match the detected host platform …`
fn is_platform_warning(error: &ErrorSeen) -> bool {
    error.code == ErrorCode::OtherPlatform && error.line.contains("no specific platform was requested")
}

/// A line with those above it that it goes on from: they end with a colon, or in the middle of a sentence of a log.
fn with_context(lines: &[&str], at: usize) -> String {
    let goes_on = |line: &&&str| line.trim_end().ends_with([':', ',']) || line.trim_end().ends_with(" to");
    let above = lines[..at].iter().rev().take(4).take_while(goes_on).count();
    lines[at - above..=at.min(lines.len() - 1)].join(" ")
}

/// What the rest of the line makes of an error.
fn by_context(sighting: &Sighting, line: &str) -> ErrorCode {
    let lower = line.to_ascii_lowercase();
    let network = lower.contains("hns") || lower.contains("network");
    if sighting.code == ErrorCode::Unknown
        && let Some(code) = clash::of(&lower)
    {
        return code;
    }
    match sighting.code {
        // It is no file: the port is taken (<https://github.com/docker/for-win/issues/1745>).
        // Windows says it in its own language, and numbers it.
        ErrorCode::NetworkSetup if lower.contains("used by another process") || lower.contains("(0x20)") => {
            ErrorCode::PortInUse
        }
        // Old engines say no more than that.
        ErrorCode::Unknown if lower.contains("manifest for ") && lower.contains(" not found") => ErrorCode::TagMissing,
        // The program that unpacks a layer ended so, not one in a container.
        ErrorCode::DllInit if lower.contains("failed to register layer") => ErrorCode::LayerNotRegistered,
        // A program of the node's, which maps the share of a volume.
        ErrorCode::DllInit if lower.contains("smbglobalmapping") => ErrorCode::VolumeMount,
        // The engine took too long to start it: https://github.com/microsoft/service-fabric/issues/545.
        ErrorCode::TimedOut if lower.contains("docker_engine/containers/") => ErrorCode::StartTimedOut,
        // The node took too long, not a registry.
        ErrorCode::TimedOut if lower.contains("create pod sandbox") => ErrorCode::SandboxFailed,
        ErrorCode::ElementNotFound490 | ErrorCode::BadParameter57 if network => ErrorCode::NetworkSetup,
        // Whose system the sentence names decides: what follows it is the same for both
        // (<https://github.com/docker/for-win/issues/13921>).
        ErrorCode::LinuxImage if lower.contains("operating system \"windows\"") => ErrorCode::LinuxEngine,
        ErrorCode::LinuxEngine if lower.contains("operating system \"linux\"") => ErrorCode::LinuxImage,
        ErrorCode::Unknown if lower.contains("daemon: network ") && lower.contains(" not found") => {
            ErrorCode::NetworkMissing
        }
        ErrorCode::ProgramMissing if is_tool(&lower) => ErrorCode::ToolMissing,
        // PowerShell's second line about the same.
        ErrorCode::ProgramMissing if lower.contains("commandnotfoundexception") => ErrorCode::Follows,
        // Swarm passes on that the image isn't there, and not why it couldn't be pulled: https://github.com/moby/moby/issues/33521.
        ErrorCode::Follows if lower.contains("no such image") && is_task(line, &lower) => ErrorCode::TaskImageMissing,
        ErrorCode::Unschedulable if lower.contains("persistentvolumeclaim") => ErrorCode::VolumeClaim,
        ErrorCode::BuildContext if lower.contains("too long") => ErrorCode::PathTooLong,
        ErrorCode::HypervMissing
            if lower.contains("wslregister") || lower.contains("wsl ") || lower.contains("wsl/") =>
        {
            ErrorCode::LinuxSubsystem
        }
        ErrorCode::AccessDenied if lower.contains("layer") => ErrorCode::LayerLocked,
        ErrorCode::FileInUse | ErrorCode::LayerNotRegistered
            if lower.contains("used by another process")
                && ["layer failed in win32", "register layer", "windowsfilter"]
                    .iter()
                    .any(|word| lower.contains(word)) =>
        {
            ErrorCode::LayerLocked
        }
        ErrorCode::UnexpectedExit0106 | ErrorCode::HypervMissing | ErrorCode::GuestSilent
            if lower.contains("windows sandbox") || lower.contains(".wsb") =>
        {
            ErrorCode::WindowsSandbox
        }
        // Azure Container Instances writes the same as one word, beside which stand the versions that it offers.
        ErrorCode::RunnerUnsupported if !lower.contains("unsupported windows version") => {
            ErrorCode::OsVersionNotSupported
        }
        ErrorCode::TimedOut | ErrorCode::Unreachable if lower.contains("probe failed") => ErrorCode::ProbeFailed,
        ErrorCode::Follows | ErrorCode::UnexpectedExit0106 if is_exec(&lower) => ErrorCode::ExecInStopped,
        ErrorCode::TimedOut if lower.contains("system::start") => ErrorCode::StartTimedOut,
        ErrorCode::FileMissing if lower.contains("docker_engine") || lower.contains("dockerdesktop") => {
            ErrorCode::EngineDown
        }
        ErrorCode::ProgramMissing | ErrorCode::AccessDenied if lower.contains("docker_engine") => ErrorCode::EngineDown,
        ErrorCode::ProgramMissing if lower.contains("layer failed in win32") => ErrorCode::LayerStorage,
        code => code,
    }
}

/// Whether a line is about a task of a swarm: a row of `docker service ps`, or the state of `docker inspect`.
fn is_task(line: &str, lower: &str) -> bool {
    services::message(line).is_some() || lower.contains("rejected") || lower.trim_start().starts_with("\"err\":")
}

/// Whether a shell misses the command line of an engine or of a cluster itself: `'docker' is not recognized`.
fn is_tool(lower: &str) -> bool {
    const TOOLS: [&str; 8] = ["docker", "docker-compose", "kubectl", "nerdctl", "ctr", "crictl", "helm", "az"];
    let ends = [" is not recognized", ": command not found", ": not found"].iter().find_map(|words| lower.find(words));
    let name = ends.map(|end| lower[..end].trim_end_matches(['\'', '"', '’', '`']));
    let name = name.and_then(|before| before.rsplit([' ', '\'', '"', '‘', '`', ':']).next());
    name.is_some_and(|name| TOOLS.contains(&name.trim_end_matches(".exe")))
}
