//! Half a question: of a host alone, what to build on and what runs there; of an image alone, where it runs.

use serde::Serialize;

use super::report::{FromReport, HostReport, ImageReport};
use crate::cli::line;
use crate::remedy::advice::{Recommendation, recommend, successor};
use crate::remedy::first::version_of;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    headline,
    host::Host,
    image::{Image, Versions},
    judge::judge,
    lifecycle::{Row, SupportPhase, of_image},
    matrix, notice,
    question::{Choice, Question},
    release::Release,
    verdict::{Outcome, Verdict},
};

/// What there is to say of one side of a question.
pub(in crate::cli) struct SideReport<'a> {
    question: &'a Question,
    recommendation: Option<Recommendation>,
    successor: Option<String>,
    pairs: Vec<Pair>,
    today: Date,
}

/// One of the releases that the other side may be.
struct Pair {
    release: &'static Release,
    question: Question,
    verdict: Verdict,
    ended: bool,
}

/// The object of `check --json` for half a question.
#[derive(Serialize)]
pub(super) struct HalfReport {
    outcome: Outcome,
    title: String,
    host: Option<HostReport>,
    image: Option<ImageReport>,
    from: Vec<FromReport>,
    pairs: Vec<PairReport>,
}

#[derive(Serialize)]
struct PairReport {
    host: Option<&'static str>,
    image: Option<&'static str>,
    outcome: Outcome,
}

impl<'a> SideReport<'a> {
    /// What the rules say of a host alone, or of an image alone.
    pub(in crate::cli) fn new(question: &'a Question, catalogue: &Catalogue, today: Date) -> Self {
        let others: Vec<&'static Release> = match question.host.get() {
            Some(_) => matrix::images(catalogue).collect(),
            None => matrix::hosts(catalogue).collect(),
        };
        let pair = |release: &'static Release| {
            let question = match question.host.get() {
                Some(_) => Question { image: Choice::Set(Image::of_release(release)), ..question.clone() },
                None => Question { host: Choice::Set(Host::of(release)), ..question.clone() },
            };
            let verdict = judge(&question)?;
            let ended = Row::of(release).phase(today) == SupportPhase::Ended;
            Some(Pair { release, question, verdict, ended })
        };
        let pairs = others.into_iter().filter_map(pair).collect();
        let engine = question.engine.get().copied();
        let successor = question.host.get().and_then(|host| successor(host, engine, catalogue, today));
        Self { question, recommendation: recommend(question, catalogue), successor, pairs, today }
    }

    /// What is asked for.
    fn title(&self) -> String {
        match (self.question.host.get(), self.question.image.get()) {
            (Some(host), _) => format!("Which image should run on {}?", host.name()),
            (_, Some(image)) => format!("Which host should run {}?", headline::own_word(image)),
            _ => "Which image, on which host?".to_owned(),
        }
    }

    pub(super) fn report(&self) -> HalfReport {
        let of_host = self.question.host.get().is_some();
        let pair = |pair: &Pair| PairReport {
            host: (!of_host).then_some(pair.release.slug),
            image: pair.release.image_slug.filter(|_| of_host),
            outcome: pair.verdict.outcome,
        };
        let image = self.question.image.get();
        let version = image.and_then(|image| match image.versions {
            Versions::One(version) => Some(version),
            _ => None,
        });
        HalfReport {
            outcome: Outcome::Unknown,
            title: self.title(),
            host: self.question.host.get().map(HostReport::new),
            image: image.map(|image| ImageReport::new(Some(image), version)),
            from: self.recommendation.as_ref().map(FromReport::all).unwrap_or_default(),
            pairs: self.pairs.iter().map(pair).collect(),
        }
    }

    /// The same for a terminal; with `verbose` also what gets no more updates.
    pub(in crate::cli) fn text(&self, verbose: bool) -> String {
        let mut out = String::new();
        let image = self.question.image.get();
        if let Some(image) = image.filter(|image| !image.near_misses().is_empty()) {
            let name = image.reference_text().unwrap_or_default();
            line(&mut out, format_args!("? We don’t know “{name}”. {}", notice::did_you_mean(image)));
            return out;
        }
        line(&mut out, format_args!("{} {}", Outcome::Unknown.symbol(), self.title()));
        if let Some(release) = self.question.host.get().and_then(|host| host.release) {
            line(
                &mut out,
                format_args!("  {}.", Row::of(release).sentence_on(self.question.engine.get().copied(), self.today)),
            );
        }
        if let Some(next) = self.successor.as_ref().filter(|_| image.is_none()) {
            line(&mut out, format_args!("  {next}"));
        }
        if let Some(built) = image.and_then(|image| of_image(image, self.today)) {
            line(&mut out, format_args!("  {built}."));
        }
        if let Some(asked) = version_of(self.question) {
            line(&mut out, "  Its name doesn’t say which Windows it is built on. To find out, run");
            line(&mut out, format_args!("       {}", asked.text));
            return out;
        }
        if let Some(same) = self.same_everywhere() {
            line(&mut out, format_args!("  {}", headline::sentence(&same.question, &same.verdict)));
            return out;
        }
        self.build_on(&mut out, verbose);
        self.list(&mut out, verbose);
        if image.is_some() {
            line(&mut out, "\nFor one host, add --host: ws2022, a version, or “this” on the machine itself.");
        } else {
            line(&mut out, "\nFor one image, add --image: a tag word such as ltsc2022, a name or a version.");
        }
        out
    }

    /// The pair that stands for all: where a Linux image or a tag that doesn’t exist is asked about, the host doesn’t matter.
    fn same_everywhere(&self) -> Option<&Pair> {
        self.pairs.first().filter(|pair| {
            self.pairs.iter().all(|other| other.verdict.outcome == Outcome::Unknown)
                && !pair.verdict.is_about_isolation()
        })
    }

    fn build_on(&self, out: &mut String, verbose: bool) {
        let Some(recommendation) = &self.recommendation else { return };
        line(out, "\nBuild on");
        for from in &recommendation.from {
            line(out, format_args!("       FROM {}", from.reference()));
            for pinned in from.pinned.iter().filter(|_| verbose) {
                line(out, format_args!("       FROM {}:{pinned}", from.family.repository()));
            }
        }
        let caution = self.question.host.get().and_then(|host| recommendation.caution(host));
        for note in recommendation.substitute.as_deref().into_iter().chain(caution) {
            line(out, format_args!("  - {note}"));
        }
    }

    fn list(&self, out: &mut String, verbose: bool) {
        line(out, if self.question.host.get().is_some() { "\nWhat runs there" } else { "\nWhere it runs" });
        let shown = || self.pairs.iter().filter(|pair| verbose || !pair.ended);
        let name = |pair: &Pair| match self.question.host.get() {
            Some(_) => pair.release.image_slug.unwrap_or_default(),
            None => pair.release.name,
        };
        let width = shown().map(|pair| name(pair).len()).max().unwrap_or_default();
        for pair in shown() {
            let (symbol, says) = (pair.verdict.outcome.symbol(), headline::says(&pair.question, &pair.verdict));
            let ended = if pair.ended { " (gets no more updates)" } else { "" };
            line(out, format_args!("  {symbol} {:<width$}  {says}{ended}", name(pair)));
        }
        if !verbose && self.pairs.iter().any(|pair| pair.ended) {
            line(out, "  Those that get no more updates: --verbose.");
        }
    }
}
