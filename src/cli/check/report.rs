//! The object of `check --json`.

use serde::Serialize;

use crate::remedy::advice::{BaseImage, Context, Recommendation, Step, applicable};
use crate::remedy::advise::advise_in;
use crate::rules::notice::image_word;
use crate::rules::notices;
use crate::rules::{
    host::Host,
    image::Image,
    release::Kind,
    rule::Rule,
    verdict::{Containerd, Documented, Finding, Outcome, Support},
    version::Version,
};

/// The object of `check --json`.
#[derive(Serialize)]
pub(in crate::cli) struct CheckReport {
    host: HostReport,
    image: ImageReport,
    outcome: Outcome,
    title: String,
    process: FindingReport,
    hyperv: FindingReport,
    gates: GatesReport,
    reasons: Vec<ReasonReport>,
    from: Vec<FromReport>,
    advice: Vec<AdviceReport>,
    notices: Vec<NoticeReport>,
}

#[derive(Serialize)]
pub(in crate::cli) struct HostReport {
    version: Version,
    release: Option<&'static str>,
    kind: Kind,
}

#[derive(Serialize)]
pub(in crate::cli) struct ImageReport {
    reference: Option<String>,
    version: Option<Version>,
    release: Option<&'static str>,
}

#[derive(Serialize)]
struct FindingReport {
    support: Support,
    reasons: Vec<Rule>,
}

#[derive(Serialize)]
struct GatesReport {
    documented: Option<Documented>,
    docker_pull: Option<bool>,
    containerd: Option<Containerd>,
}

#[derive(Serialize)]
struct ReasonReport {
    id: Rule,
    text: String,
    source: &'static str,
}

#[derive(Serialize)]
pub(super) struct FromReport {
    repository: &'static str,
    tag: &'static str,
    pinned: Vec<String>,
}

#[derive(Serialize)]
struct AdviceReport {
    id: &'static str,
    title: String,
    text: String,
    snippets: Vec<SnippetReport>,
}

#[derive(Serialize)]
struct SnippetReport {
    target: &'static str,
    language: &'static str,
    title: &'static str,
    place: &'static str,
    rule: Rule,
    notes: Vec<String>,
    text: String,
}

#[derive(Serialize)]
struct NoticeReport {
    id: &'static str,
    side: Option<&'static str>,
    text: String,
    source: &'static str,
}

impl HostReport {
    pub(in crate::cli) const fn version(&self) -> Version {
        self.version
    }

    pub(in crate::cli) fn new(host: &Host) -> Self {
        Self { version: host.version, release: host.release.map(|release| release.slug), kind: host.kind }
    }
}

impl ImageReport {
    /// Its name, else its version.
    pub(in crate::cli) fn label(&self) -> String {
        let version = self.version.map(|version| version.to_string());
        self.reference.clone().or(version).unwrap_or_else(|| "an image".to_owned())
    }

    /// An image, and the version that it was judged by.
    pub(in crate::cli) fn new(image: Option<&Image>, version: Option<Version>) -> Self {
        Self {
            reference: image.and_then(Image::reference_text),
            version,
            release: version.and_then(|version| image_word(version.build)),
        }
    }
}

impl CheckReport {
    pub(in crate::cli) fn new(context: &Context<'_>) -> Self {
        let verdict = context.verdict;
        Self {
            host: HostReport::new(&verdict.host),
            image: ImageReport::new(context.question.image.get(), verdict.image),
            outcome: verdict.outcome,
            title: verdict.outcome.title().to_owned(),
            process: finding(&verdict.process),
            hyperv: finding(&verdict.hyperv),
            gates: GatesReport {
                documented: verdict.gates.and_then(|gates| gates.documented),
                docker_pull: verdict.gates.map(|gates| gates.docker_pull),
                containerd: verdict.gates.map(|gates| gates.containerd),
            },
            reasons: verdict
                .reasons()
                .into_iter()
                .map(|reason| ReasonReport { id: reason.rule(), text: reason.text(verdict), source: reason.source() })
                .collect(),
            from: from(context),
            advice: advice(context),
            notices: notices(context),
        }
    }
}

impl CheckReport {
    /// The same for something that failed: its headline, and of the advice for the pair what the cause leaves.
    pub(in crate::cli) fn of_failure(
        context: &Context<'_>,
        title: String,
        outcome: Outcome,
        helps: impl Fn(Step) -> bool,
    ) -> Self {
        let mut report = Self { title, outcome, ..Self::new(context) };
        let kept: Vec<&str> = applicable(context).iter().map(|a| a.step).filter(|s| helps(*s)).map(Step::id).collect();
        report.advice.retain(|advice| kept.contains(&advice.id));
        report
    }
}

fn finding(finding: &Finding) -> FindingReport {
    let mut reasons: Vec<Rule> = Vec::new();
    for reason in &finding.reasons {
        if !reasons.contains(&reason.rule()) {
            reasons.push(reason.rule());
        }
    }
    FindingReport { support: finding.support, reasons }
}

fn from(context: &Context<'_>) -> Vec<FromReport> {
    context.recommendation.as_ref().map(FromReport::all).unwrap_or_default()
}

impl FromReport {
    /// The base images that are recommended.
    pub(super) fn all(recommendation: &Recommendation) -> Vec<Self> {
        let report = |from: &BaseImage| Self {
            repository: from.family.repository(),
            tag: from.tag,
            pinned: from.pinned.clone(),
        };
        recommendation.from.iter().map(report).collect()
    }
}

fn advice(context: &Context<'_>) -> Vec<AdviceReport> {
    advise_in(context)
        .into_iter()
        .map(|advice| AdviceReport {
            id: advice.step.id(),
            title: advice.title,
            text: advice.text,
            snippets: advice
                .snippets
                .into_iter()
                .map(|snippet| SnippetReport {
                    target: snippet.target.slug(),
                    language: snippet.language.slug(),
                    title: snippet.title,
                    place: snippet.place,
                    rule: snippet.rule,
                    notes: snippet.remarks(),
                    text: snippet.text,
                })
                .collect(),
        })
        .collect()
}

fn notices(context: &Context<'_>) -> Vec<NoticeReport> {
    let verdict = context.verdict;
    let Some(image) = context.question.image.get() else { return Vec::new() };
    notices::of(context.question, verdict, context.catalogue, context.today)
        .iter()
        .map(|notice| NoticeReport {
            id: notice.id(),
            side: notice.side().map(|side| side.word()),
            text: notice.text(verdict, image),
            source: notice.source(),
        })
        .collect()
}
