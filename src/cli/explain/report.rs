//! The object of `explain --json`.

use serde::Serialize;

use super::super::check::{CheckReport, HostReport, ImageReport};
use super::{ReadText, is_about_the_pair};
use crate::diagnose::{Diagnosis, errors, explain};
use crate::read::clue::Clues;
use crate::read::evidence::Phase;
use crate::remedy::advice::{Context, Step};
use crate::remedy::next::{Answered, Next};
use crate::rules::{
    image::{Image, Versions},
    question::Isolation,
    verdict::Outcome,
    version::Version,
};

/// The object of `explain --json`.
#[derive(Serialize)]
pub(super) struct Explained<'a> {
    #[serde(flatten)]
    answer: Answer,
    diagnosis: DiagnosisReport,
    incidents: Vec<DiagnosisReport>,
    clues: &'a Clues,
    explanation: Option<ExplanationReport>,
    missing: Option<AskReport>,
    caveats: Vec<&'static str>,
    others: Vec<Other<'a>>,
}

/// The object of `check`, or what is known of the question.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    Whole(Box<CheckReport>),
    Part { outcome: Outcome, host: Option<HostReport>, image: Option<ImageReport> },
}

#[derive(Serialize)]
pub(super) struct DiagnosisReport {
    title: String,
    image: Option<String>,
    host: Option<NamedHost>,
    container: Option<String>,
    phase: Option<&'static str>,
    cause: &'static str,
    confidence: &'static str,
    text: String,
    not_this: String,
    notes: Vec<String>,
    error: Option<String>,
    rules: Vec<&'static str>,
    source: Option<&'static str>,
    next: Vec<NextReport>,
}

#[derive(Serialize)]
pub(super) struct NamedHost {
    name: Option<String>,
    version: Option<Version>,
}

#[derive(Serialize)]
pub(super) struct NextReport {
    title: String,
    command: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ExplanationReport {
    title: String,
    means: String,
    does_not_say: &'static str,
    likely_cause: Option<String>,
    next: AskReport,
    rules: Vec<&'static str>,
    source: &'static str,
}

#[derive(Serialize)]
pub(super) struct AskReport {
    sentence: String,
    command: String,
}

/// A further pair of host and image in the same text.
#[derive(Serialize)]
pub(super) struct Other<'a> {
    pub(super) outcome: Outcome,
    pub(super) name: Option<&'a str>,
    pub(super) host: HostReport,
    pub(super) image: ImageReport,
}

pub(super) fn explained<'a>(
    found: &'a ReadText,
    context: Option<&Context<'_>>,
    others: Vec<Other<'a>>,
) -> Explained<'a> {
    let diagnosis = found.first().map(|answered| &answered.diagnosis);
    let answer = match context {
        Some(context) => Answer::Whole(Box::new(match diagnosis {
            Some(diagnosis) => {
                let helps = |step| advice_helps(diagnosis, step);
                CheckReport::of_failure(context, diagnosis.title.clone(), diagnosis.outcome(), helps)
            }
            None => CheckReport::new(context),
        })),
        None => part(found, diagnosis),
    };
    let missing = match diagnosis {
        Some(diagnosis) => diagnosis.open.first().cloned(),
        None => explain::missing_with(found.clues(), &found.images),
    };
    Explained {
        answer,
        diagnosis: found.first().map_or_else(|| nothing(found), report),
        incidents: if found.answers.len() > 1 { found.answers.iter().map(report).collect() } else { Vec::new() },
        clues: found.clues(),
        explanation: found.first().map(explanation),
        missing: missing.map(|missing| AskReport {
            sentence: missing.sentence.into_owned(),
            command: missing.command.into_owned(),
        }),
        caveats: found.caveats(),
        others,
    }
}

/// Whether a step for the pair helps against what failed. Where the versions are not the cause no step for them does; isolation
/// doesn't where the image was refused before it counts, or where it is what failed.
fn advice_helps(diagnosis: &Diagnosis, step: Step) -> bool {
    let at_pull = matches!(diagnosis.phase, Phase::Pull) || diagnosis.isolation == Some(Isolation::Hyperv);
    match step {
        Step::Run => false,
        Step::Hyperv => is_about_the_pair(diagnosis) && !at_pull && !diagnosis.is_cluster(),
        _ => is_about_the_pair(diagnosis),
    }
}

fn part(found: &ReadText, diagnosis: Option<&Diagnosis>) -> Answer {
    let (host, image) = match diagnosis {
        Some(diagnosis) => (diagnosis.machine, diagnosis.judged.clone()),
        None => (found.hosts.first().map(|(_, host)| *host), found.images.first().cloned()),
    };
    Answer::Part {
        outcome: Outcome::Unknown,
        host: host.map(|host| HostReport::new(&host)),
        image: image.map(|image| ImageReport::new(Some(&image), one(&image))),
    }
}

fn report(answered: &Answered) -> DiagnosisReport {
    let diagnosis = &answered.diagnosis;
    DiagnosisReport {
        title: diagnosis.title.clone(),
        image: diagnosis.image.clone(),
        host: diagnosis.host.as_ref().map(|host| NamedHost { name: host.name.clone(), version: host.version }),
        container: diagnosis.container.clone(),
        phase: diagnosis.phase.slug(),
        cause: diagnosis.cause.slug(),
        confidence: diagnosis.confidence.slug(),
        text: diagnosis.text.clone(),
        not_this: diagnosis.ruled_out.clone(),
        notes: diagnosis.notes.clone(),
        error: Some(diagnosis.line.clone()),
        rules: diagnosis.rules.clone(),
        source: Some(diagnosis.source),
        next: answered.next.iter().map(step).collect(),
    }
}

fn step(next: &Next) -> NextReport {
    NextReport { title: next.title.clone(), command: next.command.clone() }
}

/// The diagnosis of a text in which nothing failed.
fn nothing(found: &ReadText) -> DiagnosisReport {
    let host = match found.clues().hosts.as_slice() {
        [only] => Some(NamedHost { name: only.name.clone(), version: only.version }),
        _ => None,
    };
    let image = match found.images.as_slice() {
        [only] => only.reference_text(),
        _ => None,
    };
    DiagnosisReport {
        title: "Nothing failed here".to_owned(),
        image,
        host,
        container: None,
        phase: None,
        cause: "none",
        confidence: "certain",
        text: found.nothing_failed(),
        not_this: String::new(),
        notes: Vec::new(),
        error: None,
        rules: Vec::new(),
        source: None,
        next: Vec::new(),
    }
}

/// What the error means, in the words of the diagnosis.
fn explanation(answered: &Answered) -> ExplanationReport {
    let diagnosis = &answered.diagnosis;
    let entry = errors::entry(diagnosis.code);
    let first = answered.next.first();
    ExplanationReport {
        title: diagnosis.title.clone(),
        means: diagnosis.text.clone(),
        does_not_say: entry.silent,
        likely_cause: Some(diagnosis.text.clone()),
        next: AskReport {
            sentence: first.map(|next| next.title.clone()).unwrap_or_default(),
            command: first.and_then(|next| next.command.clone()).unwrap_or_default(),
        },
        rules: diagnosis.rules.clone(),
        source: diagnosis.source,
    }
}

const fn one(image: &Image) -> Option<Version> {
    match image.versions {
        Versions::One(version) => Some(version),
        _ => None,
    }
}

impl Other<'_> {
    pub(super) fn label(&self) -> String {
        let name = self.name.map(|name| format!("{name} ")).unwrap_or_default();
        format!("{} on {name}{}: {}", self.image.label(), self.host.version(), self.outcome.title())
    }
}
