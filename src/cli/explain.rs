//! `wincompat explain`: what failed in a text and why, what to do first, and the verdict of the pair.

mod failed;
mod report;

use clap::Args;

use failed::failed;
use report::{Other, explained};

use super::check::{self, HostReport, ImageReport};
use super::{BadInput, Options, Printed, json, line, read, today};
use crate::diagnose::reading::{Content, Reading};
use crate::diagnose::{ChosenByHand, Diagnosis, errors, explain};
use crate::read::apply;
use crate::read::clue::{Caveat, Clues};
use crate::read::evidence::{self, Evidence};
use crate::read::job;
use crate::read::names::Names;
use crate::read::words::meant;
use crate::remedy::advice::{Context, what_runs_on, where_it_runs};
use crate::remedy::next::{Answered, answers};
use crate::rules::{
    catalogue::Catalogue,
    host::Host,
    image::Image,
    judge::judge,
    question::{Choice, Question},
    verdict::{Outcome, Verdict},
};

const EXAMPLES: &str = "Examples:
  wincompat explain error.txt
  docker run mcr.microsoft.com/windows/servercore:ltsc2019 2>&1 | wincompat explain
  kubectl describe pod web-0 | wincompat explain --engine aks
  wincompat explain error.txt --verbose

Exit status: where something failed, 1 it runs there after a change, 2 this image can’t run on this host, 3 the cause isn’t a version \
or isn’t known; where nothing did, that of check. 64 bad usage or input.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// A text in any form. Without it: standard input
    #[arg(value_name = "FILE|-", default_value = "-")]
    file: String,
    /// Print all that is known: every step, what was read, the reasons of the verdict
    #[arg(long, short)]
    verbose: bool,
    #[command(flatten)]
    options: Options,
}

/// What was found in a text.
struct ReadText {
    evidence: Evidence,
    hosts: Vec<(Option<String>, Host)>,
    images: Vec<Image>,
    answers: Vec<Answered>,
}

impl ReadText {
    fn new(text: &str, options: &Options, catalogue: &Catalogue) -> Self {
        let evidence = evidence::read(text);
        let hosts = apply::named_hosts(&evidence.clues, text, options.kind);
        let hosts = hosts.into_iter().filter_map(|(clue, host)| Some((clue.name.clone(), host?))).collect();
        let images = apply::images(&evidence.clues);
        let asked = ChosenByHand {
            kind: options.kind,
            engine: options.engine,
            isolation: options.isolation,
            hyperv: !options.no_hyperv,
        };
        let answers = answers(&evidence, text, &asked, catalogue, today(options.today));
        Self { evidence, hosts, images, answers }
    }

    fn clues(&self) -> &Clues {
        &self.evidence.clues
    }

    /// The one that is answered: what failed last.
    fn first(&self) -> Option<&Answered> {
        self.answers.first()
    }

    fn caveats(&self) -> Vec<&'static str> {
        let mut caveats: Vec<_> =
            self.clues().images.iter().filter_map(|image| image.caveat).map(Caveat::sentence).collect();
        caveats.dedup();
        caveats
    }

    /// What nothing failed means for this text, in a sentence.
    fn nothing_failed(&self) -> String {
        match (self.evidence.running, self.hosts.len(), self.images.len()) {
            (1.., ..) => "Nothing failed here: the containers in this text are running.".to_owned(),
            (_, 0, 0) => "We found no error, no host and no image in this text.".to_owned(),
            (_, _, 0) => "We found no error. Which image is this about?".to_owned(),
            (_, 0, _) => "We found no error. Which host is this about?".to_owned(),
            _ => "We found no error. This is what the rules say about image and host.".to_owned(),
        }
    }
}

impl Explain {
    /// Whether it prints JSON.
    pub(super) fn is_json(&self) -> bool {
        self.options.output.json
    }

    pub(super) fn print(&self, catalogue: &Catalogue) -> Result<Printed, BadInput> {
        let text = read::input(&self.file)?;
        let found = ReadText::new(&text, &self.options, catalogue);
        let question = match found.first() {
            Some(answered) => answered.diagnosis.question.clone(),
            None => found
                .hosts
                .first()
                .zip(found.images.first())
                .map(|((_, host), image)| self.question(*host, image.clone(), &found.evidence))
                .or_else(|| self.asked_pair(&found, &text)),
        };
        let verdict = question.as_ref().and_then(judge);
        let context = question.as_ref().zip(verdict.as_ref()).map(|(question, verdict)| {
            let names = apply::names(found.clues(), question.engine.get().copied());
            let names = Names { service: found.evidence.swarm.service.clone(), ..names };
            Context::new(question, verdict, catalogue, today(self.options.today)).with_names(names)
        });
        let status = match found.first() {
            Some(answered) => answered.diagnosis.exit_code(),
            None => verdict.as_ref().map_or(Outcome::Unknown, |verdict| verdict.outcome).exit_code(),
        };
        let others = self.others(&found, question.as_ref());
        let text = match self.options.output.json {
            true => json(&explained(&found, context.as_ref(), others)),
            false => self.words(&found, &text, context.as_ref(), &others),
        };
        Ok(Printed { text, status })
    }

    /// The question with what the paste says of the engine, and what it asks about.
    fn question(&self, host: Host, image: Image, evidence: &Evidence) -> Question {
        let clues = &evidence.clues;
        let engine = self.options.engine.or_else(|| clues.engine.map(|(engine, _)| engine));
        let isolation = self.options.isolation.or(clues.asked_isolation());
        let chosen = self.options.question(host, image);
        let hyperv = if evidence.engine.lacks_hyperv(engine) { Choice::Set(false) } else { chosen.hyperv };
        Question { engine: engine.into(), isolation: isolation.into(), hyperv, ..chosen }
    }

    /// Half a question that a person typed: `is server 2016 still supported?`, `does nanoserver:1809 get updates?`.
    fn asked_half(&self, found: &ReadText, text: &str) -> Option<Question> {
        let reading = Reading::of(text);
        let asked = match &reading.found {
            Content::Words(meant) => meant.without_containers.is_none(),
            Content::Clues(_) => found.clues().is_a_name(),
        };
        let question = Question { host: reading.host.into(), image: reading.image.into(), ..self.options.asked() };
        let engine = self.options.engine.or(reading.engine);
        let half = question.host.get().is_some() != question.image.get().is_some();
        (asked && half).then_some(Question { engine: engine.into(), ..question })
    }

    /// Both halves that the words of a person name, each of them once, where nothing else is read.
    fn asked_pair(&self, found: &ReadText, text: &str) -> Option<Question> {
        let reading = Reading::of(text);
        let words = found.clues().is_empty() && matches!(reading.found, Content::Words(_));
        // A version alone may be that of anything.
        let (host, image) = reading.host.zip(reading.image).filter(|(_, image)| words && image.reference.is_some())?;
        Some(self.question(host, image, &found.evidence))
    }

    /// The verdicts for all pairs but the one that is answered.
    fn others<'a>(&self, found: &'a ReadText, answered: Option<&Question>) -> Vec<Other<'a>> {
        let pairs = found.hosts.iter().flat_map(|host| found.images.iter().map(move |image| (host, image)));
        let is_answered = |host: &Host, image: &Image| {
            answered.is_some_and(|question| {
                question.host.get() == Some(host)
                    && question.image.get().and_then(Image::reference_text) == image.reference_text()
            })
        };
        let other = |((name, host), image): (&'a (Option<String>, Host), &Image)| {
            let verdict = judge(&self.question(*host, image.clone(), &found.evidence))?;
            Some(Other {
                outcome: verdict.outcome,
                name: name.as_deref(),
                host: HostReport::new(&verdict.host),
                image: ImageReport::new(Some(image), verdict.image),
            })
        };
        pairs.filter(|((_, host), image)| !is_answered(host, image)).filter_map(other).collect()
    }

    fn words(&self, found: &ReadText, text: &str, context: Option<&Context<'_>>, others: &[Other<'_>]) -> String {
        let mut out = String::new();
        match found.first() {
            Some(answered) => failed(&mut out, answered, self.verbose),
            None => self.nothing_failed(&mut out, found, text, context),
        }
        let more = found
            .answers
            .iter()
            .skip(1)
            .filter(|other| found.first().is_none_or(|first| first.diagnosis.title != other.diagnosis.title));
        for (at, other) in more.take(if self.verbose { 12 } else { 3 }).enumerate() {
            if at == 0 {
                line(&mut out, "\nAlso in this text");
            }
            line(&mut out, format_args!("  {} {}", other.diagnosis.symbol(), other.diagnosis.title));
        }
        // Where a sentence tells what the text is, a list of what else is read says nothing more.
        let told = found.clues().is_empty() && !job::is_one(text) && explain::says_no_versions(text).is_some();
        if self.verbose || found.first().is_none() && !told {
            line(&mut out, "\nRead from the text");
            out += &indented(&read::words(found.clues(), text, today(self.options.today)));
        }
        if self.verbose {
            self.all(&mut out, found, context, others);
        } else if found.first().is_some() {
            line(&mut out, "\nFor every step, the reasons and the sources, add --verbose.");
        }
        out
    }

    fn nothing_failed(&self, out: &mut String, found: &ReadText, text: &str, context: Option<&Context<'_>>) {
        match context {
            Some(context)
                if found.hosts.len() * found.images.len() == 1 || found.clues().is_empty() || self.verbose =>
            {
                out.push_str(&check::text(context, self.verbose));
                match found.clues().is_empty() {
                    true => line(
                        out,
                        "We found no error. This is what the rules say of the Windows and the image that the text names.",
                    ),
                    false => line(out, found.nothing_failed()),
                }
            }
            _ => {
                if let Some(half) = self.asked_half(found, text) {
                    let catalogue = Catalogue::builtin();
                    out.push_str(
                        &check::SideReport::new(&half, &catalogue, today(self.options.today)).text(self.verbose),
                    );
                    return;
                }
                if let Some(sentence) = explain::only_linux(&found.images, &found.evidence.listed)
                    && found.hosts.is_empty()
                {
                    return line(out, format_args!("We found no error. {sentence}"));
                }
                match found.clues().is_empty() && !meant(text).is_empty() {
                    true => line(out, "We found no error. This seems to ask about a release of Windows."),
                    false => line(out, found.nothing_failed()),
                }
                if let Some(sentence) = explain::says_no_versions(text) {
                    line(out, sentence);
                }
                if let Some(sentence) = self.half(found) {
                    line(out, sentence);
                }
                let pairs = found.hosts.iter().flat_map(|host| found.images.iter().map(move |image| (host, image)));
                for ((name, host), image) in pairs.take(40) {
                    let Some(verdict) = judge(&self.question(*host, image.clone(), &found.evidence)) else { continue };
                    let other = Other {
                        outcome: verdict.outcome,
                        name: name.as_deref(),
                        host: HostReport::new(&verdict.host),
                        image: ImageReport::new(Some(image), verdict.image),
                    };
                    line(out, format_args!("  {} {}", verdict.outcome.symbol(), other.label()));
                    if verdict.outcome == Outcome::Unknown || verdict.outcome == Outcome::Depends {
                        line(out, format_args!("      {} {}", host.name(), why_not(&verdict)));
                    }
                }
                if let Some(missing) = explain::missing_with(found.clues(), &found.images) {
                    line(
                        out,
                        format_args!(
                            "\nRun this and paste the output\n  {}\n    {}",
                            missing.sentence, missing.command
                        ),
                    );
                }
            }
        }
    }

    /// What is known of one side alone: of hosts with one version, or of one image.
    fn half(&self, found: &ReadText) -> Option<String> {
        let catalogue = Catalogue::builtin();
        match (found.hosts.as_slice(), found.images.as_slice()) {
            ([(_, host), others @ ..], []) => {
                let same = others.iter().all(|(_, other)| other.version.build == host.version.build);
                what_runs_on(host, &catalogue).filter(|_| same)
            }
            ([], [image]) => where_it_runs(image, &catalogue, today(self.options.today)),
            _ => None,
        }
    }

    /// What `--verbose` adds.
    fn all(&self, out: &mut String, found: &ReadText, context: Option<&Context<'_>>, others: &[Other<'_>]) {
        if let Some(answered) = found.first() {
            let diagnosis = &answered.diagnosis;
            let entry = errors::entry(diagnosis.code);
            line(
                out,
                format_args!(
                    "\nThe error\n  {}\n  {}\n  {}\n  {}",
                    diagnosis.line, entry.title, entry.silent, entry.source
                ),
            );
            line(
                out,
                format_args!(
                    "\nThe cause\n  {} ({})\n  Rules: {}\n  {}",
                    diagnosis.cause.slug(),
                    diagnosis.confidence.slug(),
                    diagnosis.rules.join(", "),
                    diagnosis.source
                ),
            );
            if let Some(context) = context.filter(|_| is_about_the_pair(diagnosis)) {
                line(out, "\nThe pair by the rules");
                check::reasons(out, context);
            }
            return;
        }
        if context.is_some() && !others.is_empty() {
            line(out, "\nThe others in the same text");
            for other in others {
                line(out, format_args!("  {} {}", other.outcome.symbol(), other.label()));
            }
        }
    }
}

/// Why a pair has no plain answer.
fn why_not(verdict: &Verdict) -> String {
    verdict.reasons().first().map(|reason| format!("· {}", reason.text(verdict))).unwrap_or_default()
}

/// Whether what the rules say of the pair has a part in the cause.
fn is_about_the_pair(diagnosis: &Diagnosis) -> bool {
    use crate::diagnose::Cause::*;
    matches!(diagnosis.cause, ImageOlder | ImageNewer | Revision | NoImageForHost | EngineRefuses | IsolationNotAllowed)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
