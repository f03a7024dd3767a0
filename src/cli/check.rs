//! `wincompat check`: one verdict as JSON or as text.

use serde::Serialize;

use super::line;
use crate::remedy::advice::{Context, Step, applicable};
use crate::remedy::advise::advise_in;
use crate::rules::notice::{self, image_word};
use crate::rules::{
    headline,
    host::Host,
    image::Image,
    release::Kind,
    rule::Rule,
    verdict::{Containerd, Documented, Finding, Outcome, Support, Verdict},
    version::Version,
};

/// The object of `check --json`.
#[derive(Serialize)]
pub(super) struct CheckReport {
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
pub(super) struct HostReport {
    version: Version,
    release: Option<&'static str>,
    kind: Kind,
}

#[derive(Serialize)]
pub(super) struct ImageReport {
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
struct FromReport {
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
    pub(super) const fn version(&self) -> Version {
        self.version
    }

    pub(super) fn new(host: &Host) -> Self {
        Self { version: host.version, release: host.release.map(|release| release.slug), kind: host.kind }
    }
}

impl ImageReport {
    /// Its name, else its version.
    pub(super) fn label(&self) -> String {
        let version = self.version.map(|version| version.to_string());
        self.reference.clone().or(version).unwrap_or_else(|| "an image".to_owned())
    }

    /// An image, and the version that it was judged by.
    pub(super) fn new(image: Option<&Image>, version: Option<Version>) -> Self {
        Self {
            reference: image.and_then(Image::reference_text),
            version,
            release: version.and_then(|version| image_word(version.build)),
        }
    }
}

impl CheckReport {
    pub(super) fn new(context: &Context<'_>) -> Self {
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
    pub(super) fn of_failure(
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
    let recommended = context.recommendation.iter().flat_map(|recommendation| &recommendation.from);
    recommended
        .map(|from| FromReport { repository: from.family.repository(), tag: from.tag, pinned: from.pinned.clone() })
        .collect()
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
    notice::notices(context.question, verdict, context.catalogue, context.today)
        .iter()
        .map(|notice| NoticeReport {
            id: notice.id(),
            side: notice.side().map(|side| side.word()),
            text: notice.text(verdict, image),
            source: notice.source(),
        })
        .collect()
}

/// The verdict as text for a terminal.
pub(super) fn text(context: &Context<'_>) -> String {
    let mut out = String::new();
    let symbol = context.verdict.outcome.symbol();
    line(&mut out, format_args!("{symbol} {}\n", headline::heading(context.verdict)));
    details(&mut out, context);
    out
}

/// All that is below the outcome.
pub(super) fn details(out: &mut String, context: &Context<'_>) {
    let verdict = context.verdict;
    let known = context.question.image.get();
    let image = match (verdict.image, known.map(notice::did_you_mean).unwrap_or_default()) {
        (Some(version), _) => version.to_string(),
        (None, meant) if meant.is_empty() => "version not known".to_owned(),
        (None, meant) => format!("not known. {meant}"),
    };
    let word = verdict.image.and_then(|version| image_word(version.build)).map(|word| format!(" ({word})"));
    line(out, format_args!("host      {} ({})", verdict.host.version, verdict.host.name()));
    line(out, format_args!("image     {image}{}", word.unwrap_or_default()));
    let kinds = [("process", &verdict.process), ("Hyper-V", &verdict.hyperv)];
    for (name, finding) in kinds.into_iter().filter(|_| verdict.is_about_isolation()) {
        line(out, format_args!("{name:<9} {} {}", finding.support.symbol(), finding.support.title()));
    }
    reasons(out, context);
    if let Some(recommendation) = &context.recommendation {
        line(out, "\nBase images for this host");
        for from in &recommendation.from {
            line(out, format_args!("  FROM {}", from.reference()));
            for pinned in &from.pinned {
                line(out, format_args!("    pinned: {}:{pinned}", from.family.repository()));
            }
        }
        for note in [&recommendation.substitute, &recommendation.unpinned].into_iter().flatten() {
            line(out, format_args!("  {note}"));
        }
    }
    what_to_do(out, context);
    let notices = notices(context);
    if !notices.is_empty() {
        line(out, "\nAlso");
        for notice in notices {
            line(out, format_args!("  - {}", notice.text));
        }
    }
    line(
        out,
        format_args!(
            "\nRules as of {}; updates as of {}.",
            crate::rules::catalogue::RULES_AS_OF,
            crate::rules::update::UPDATES_AS_OF
        ),
    );
    if let Some(warning) = crate::rules::age::warning(context.today) {
        line(out, warning);
    }
}

/// Why, and who decides.
pub(super) fn reasons(out: &mut String, context: &Context<'_>) {
    let verdict = context.verdict;
    line(out, "\nWhy");
    for reason in verdict.reasons() {
        line(out, format_args!("  {} {}\n     {}", reason.rule(), reason.text(verdict), reason.source()));
    }
    who_decides(out, verdict);
}

fn who_decides(out: &mut String, verdict: &Verdict) {
    let Some(gates) = verdict.gates else { return };
    let word = |yes: Option<bool>| match yes {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not said",
    };
    line(out, "\nWho decides");
    match gates.documented {
        Some(row) => line(
            out,
            format_args!(
                "  Microsoft’s table ({}): process {}, Hyper-V {}",
                row.edition,
                word(row.process),
                word(row.hyperv)
            ),
        ),
        None => line(out, "  Microsoft’s table: does not list this pair"),
    }
    line(out, format_args!("  Docker’s pull check: {}", word(Some(gates.docker_pull))));
    let containerd = gates.containerd;
    let [a, b, c] = [containerd.a, containerd.b, containerd.c].map(|yes| word(Some(yes)));
    line(out, format_args!("  containerd’s match: variant A {a}, B {b}, C {c}"));
}

fn what_to_do(out: &mut String, context: &Context<'_>) {
    let advice = advise_in(context);
    if advice.is_empty() {
        return;
    }
    line(out, "\nWhat to do");
    for (number, advice) in advice.iter().enumerate() {
        line(out, format_args!("  {}. {}. {}", number + 1, advice.title, advice.text));
    }
}
