//! `wincompat explain`: what a paste says, what its error means, and the verdict for it.

use clap::Args;
use serde::Serialize;

use super::check::{self, HostReport, ImageReport, Report};
use super::{BadInput, Options, Printed, json, line, read, today};
use crate::diagnose::explain::{self, Ask, Explanation};
use crate::read::apply;
use crate::read::clue::{self, Caveat, Clues, HostClue};
use crate::remedy::advice::Context;
use crate::rules::{
    catalogue::Catalogue,
    headline,
    host::Host,
    image::{Image, Versions},
    judge::judge,
    verdict::{Outcome, Verdict},
    version::Version,
};

#[derive(Args)]
pub(super) struct Explain {
    /// A text in any form; standard input without one
    #[arg(value_name = "FILE|-", default_value = "-")]
    file: String,
    #[command(flatten)]
    options: Options,
}

/// The object of `explain --json`.
#[derive(Serialize)]
struct Explained<'a> {
    #[serde(flatten)]
    answer: Answer,
    clues: &'a Clues,
    explanation: Option<ExplanationReport>,
    missing: Option<AskReport>,
    caveats: Vec<&'static str>,
    others: Vec<Other<'a>>,
}

/// The object of `check`, or what is known of the question.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Whole(Box<Report>),
    Part { outcome: Outcome, host: Option<HostReport>, image: Option<ImageReport> },
}

#[derive(Serialize)]
struct ExplanationReport {
    title: &'static str,
    means: &'static str,
    does_not_say: &'static str,
    likely_cause: Option<&'static str>,
    next: AskReport,
    rules: &'static [&'static str],
    source: &'static str,
}

#[derive(Serialize)]
struct AskReport {
    sentence: &'static str,
    command: &'static str,
}

/// A further pair of host and image in the same text.
#[derive(Serialize)]
struct Other<'a> {
    outcome: Outcome,
    name: Option<&'a str>,
    host: HostReport,
    image: ImageReport,
}

/// What was found in a text.
struct Found<'t> {
    text: &'t str,
    clues: Clues,
    hosts: Vec<(Option<String>, Host)>,
    images: Vec<Image>,
}

impl<'t> Found<'t> {
    fn new(text: &'t str, options: &Options) -> Self {
        let clues = clue::read(text);
        let host = |clue: &HostClue| Some((clue.name.clone(), apply::host(clue, text, options.kind)?));
        let hosts = clues.hosts.iter().filter_map(host).collect();
        let images = apply::images(&clues);
        Self { text, clues, hosts, images }
    }

    fn explanation(&self) -> Option<&'static Explanation> {
        self.clues.error.as_ref().map(explain::explain)
    }

    fn likely_cause(&self, verdict: Option<&Verdict>) -> Option<&'static str> {
        let (error, verdict) = (self.clues.error.as_ref()?, verdict?);
        explain::likely_cause(error.code, verdict.host.version, verdict.image?)
    }

    fn caveats(&self) -> Vec<&'static str> {
        let mut caveats: Vec<_> =
            self.clues.images.iter().filter_map(|image| image.caveat).map(Caveat::sentence).collect();
        caveats.dedup();
        caveats
    }
}

impl Explain {
    /// Whether it prints JSON.
    pub(super) fn is_json(&self) -> bool {
        self.options.output.json
    }

    pub(super) fn print(&self, catalogue: &Catalogue) -> Result<Printed, BadInput> {
        let text = read::input(&self.file)?;
        let found = Found::new(&text, &self.options);
        let pair = found.hosts.first().zip(found.images.first());
        let question = pair.map(|((_, host), image)| self.question(*host, image.clone(), &found.clues));
        let verdict = question.as_ref().and_then(judge);
        let context = question.as_ref().zip(verdict.as_ref()).map(|(question, verdict)| {
            let names = apply::names(&found.clues, question.engine.get().copied());
            Context::new(question, verdict, catalogue, today(self.options.today)).with_names(names)
        });
        let status = verdict.as_ref().map_or(Outcome::Unknown, |verdict| verdict.outcome).exit_code();
        let others = self.others(&found);
        let text = match self.options.output.json {
            true => json(&explained(&found, context.as_ref(), others)),
            false => words(&found, context.as_ref(), &others),
        };
        Ok(Printed { text, status })
    }

    /// The question with the paste's engine. Its isolation is not asked for: who failed with one may well use the other.
    fn question(&self, host: Host, image: Image, clues: &Clues) -> crate::rules::question::Question {
        let engine = self.options.engine.or_else(|| clues.engine.map(|(engine, _)| engine));
        crate::rules::question::Question { engine: engine.into(), ..self.options.question(host, image) }
    }

    /// The verdicts for all pairs but the first.
    fn others<'a>(&self, found: &'a Found<'_>) -> Vec<Other<'a>> {
        let pairs = found.hosts.iter().flat_map(|host| found.images.iter().map(move |image| (host, image)));
        let other = |((name, host), image): (&'a (Option<String>, Host), &Image)| {
            let verdict = judge(&self.question(*host, image.clone(), &found.clues))?;
            Some(Other {
                outcome: verdict.outcome,
                name: name.as_deref(),
                host: HostReport::new(&verdict.host),
                image: ImageReport::new(Some(image), verdict.image),
            })
        };
        pairs.skip(1).filter_map(other).collect()
    }
}

fn explained<'a>(found: &'a Found<'_>, context: Option<&Context<'_>>, others: Vec<Other<'a>>) -> Explained<'a> {
    let report = |explanation: &Explanation| ExplanationReport {
        title: explanation.title,
        means: explanation.means,
        does_not_say: explanation.silent,
        likely_cause: found.likely_cause(context.map(|context| context.verdict)),
        next: ask(explanation.next),
        rules: explanation.rules,
        source: explanation.source,
    };
    let answer = match context {
        Some(context) => Answer::Whole(Box::new(Report::new(context))),
        None => Answer::Part {
            outcome: Outcome::Unknown,
            host: found.hosts.first().map(|(_, host)| HostReport::new(host)),
            image: found.images.first().map(|image| ImageReport::new(Some(image), one(image))),
        },
    };
    Explained {
        answer,
        clues: &found.clues,
        explanation: found.explanation().map(report),
        missing: explain::missing_with(&found.clues, &found.images).map(ask),
        caveats: found.caveats(),
        others,
    }
}

const fn one(image: &Image) -> Option<Version> {
    match image.versions {
        Versions::One(version) => Some(version),
        _ => None,
    }
}

const fn ask(ask: Ask) -> AskReport {
    AskReport { sentence: ask.sentence, command: ask.command }
}

fn words(found: &Found<'_>, context: Option<&Context<'_>>, others: &[Other<'_>]) -> String {
    let mut out = String::new();
    if let Some(context) = context {
        let outcome = context.verdict.outcome;
        line(&mut out, format_args!("{} {}", outcome.symbol(), outcome.title()));
        line(&mut out, format_args!("{}\n", headline::sentence(context.question, context.verdict)));
    }
    out += &read::words(&found.clues, found.text);
    let missing = explain::missing_with(&found.clues, &found.images);
    if let Some(explanation) = found.explanation() {
        line(&mut out, format_args!("\n{}", explanation.title));
        line(&mut out, format_args!("  {}\n  {}", explanation.means, explanation.silent));
        line(&mut out, format_args!("  {}", explanation.source));
        if let Some(cause) = found.likely_cause(context.map(|context| context.verdict)) {
            line(&mut out, format_args!("\nLikely cause\n  {cause}"));
        }
    }
    let next = found.explanation().map(|explanation| ("To be sure, run this", explanation.next));
    if let Some((title, next)) = missing.map(|missing| ("Run this and paste what it prints", missing)).or(next) {
        line(&mut out, format_args!("\n{title}\n  {}\n    {}", next.sentence, next.command));
    }
    if let Some(context) = context {
        line(&mut out, "");
        check::details(&mut out, context);
    }
    if !others.is_empty() {
        line(&mut out, "\nThe others in the same text");
    }
    for other in others {
        line(&mut out, format_args!("  {} {}", other.outcome.symbol(), other.label()));
    }
    out
}

impl Other<'_> {
    fn label(&self) -> String {
        let name = self.name.map(|name| format!("{name} ")).unwrap_or_default();
        format!("{} on {name}{}: {}", self.image.label(), self.host.version(), self.outcome.title())
    }
}
