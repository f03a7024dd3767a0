//! Incident drills: logs as they come in, details replaced. The reader says what failed before the page does.
//!
//! No answer is written here: the cause, the lines that prove it and what it is not come from the product's own
//! [diagnosis](crate::diagnose) of the log.

mod logs;
mod round;

pub use logs::DRILLS;
pub use round::{ROUND, Round};

use crate::diagnose::cause::{CAUSES, CauseEntry};
use crate::diagnose::{Cause, ChosenByHand, Diagnosis};
use crate::read::clue::Span;
use crate::read::evidence::{self, Evidence};
use crate::remedy::next::{Answered, answers};
use crate::rules::order;
use crate::rules::{catalogue::Catalogue, date::Date};

/// One log.
#[derive(Debug)]
pub struct Drill {
    /// The stable name in links. Never changes meaning.
    pub id: &'static str,
    /// The situation, in one sentence that gives nothing away.
    pub title: &'static str,
    /// The log.
    pub text: &'static str,
    /// Causes that it is not, to choose from beside the one that it is.
    pub wrong: [Cause; 3],
}

/// A log with its answer.
#[derive(Debug)]
pub struct Solved {
    /// Why it failed and what to do.
    pub answer: Answered,
    /// The log, line by line.
    pub lines: Vec<LogLine>,
}

/// A line of a log.
#[derive(Debug)]
pub struct LogLine {
    /// Its number, from 1.
    pub number: usize,
    /// Its pieces, with what they prove where they prove something: `host`, `image` or `error`.
    pub pieces: Vec<(&'static str, Option<&'static str>)>,
}

impl Drill {
    /// Its own link, as a query: `drill=second-node`.
    pub fn query(&self) -> String {
        ["drill=", self.id].concat()
    }

    /// What the product says about it.
    pub fn solve(&self, today: Date) -> Option<Solved> {
        let evidence = evidence::read(self.text);
        let answers = answers(&evidence, self.text, &ChosenByHand::default(), &Catalogue::builtin(), today);
        let answer = answers.into_iter().next()?;
        let marks = proofs(&evidence, &answer.diagnosis);
        Some(Solved { lines: lines(self.text, &marks), answer })
    }

    /// The causes to choose from, in the order of the table.
    pub fn choices(&self, right: Cause) -> Vec<&'static CauseEntry> {
        CAUSES.iter().filter(|entry| entry.cause == right || self.wrong.contains(&entry.cause)).collect()
    }
}

impl Solved {
    /// What it is.
    pub fn cause(&self) -> Cause {
        self.answer.diagnosis.cause
    }

    /// The lines that prove it.
    pub fn proof(&self) -> impl Iterator<Item = &LogLine> {
        self.lines.iter().filter(|line| line.proves())
    }
}

impl LogLine {
    /// Whether something in it proves the cause.
    pub fn proves(&self) -> bool {
        self.pieces.iter().any(|(_, what)| what.is_some())
    }

    /// The whole line.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| *text).collect()
    }
}

/// The drill with this [`id`](Drill::id).
pub fn by_id(id: &str) -> Option<&'static Drill> {
    DRILLS.iter().find(|drill| drill.id == id)
}

/// What a wrong choice would have needed: `For that, the log would have to show an image build above the host’s.`
pub fn why_not(entry: &CauseEntry) -> String {
    format!("For that, the log would have to show {}.", entry.proof)
}

/// What a piece of a log proves, and where it stands.
type Proof = (Span, &'static str);

/// Where the log says what the diagnosis rests on: the error, the image and the host that it names.
fn proofs(evidence: &Evidence, diagnosis: &Diagnosis) -> Vec<Proof> {
    let image = diagnosis.image.as_deref();
    let named = |name: Option<&str>| image.is_some() && name == image;
    let images = evidence.clues.images.iter().filter(|clue| named(clue.reference.as_deref()));
    let hosts = evidence.clues.hosts.iter().filter(|clue| {
        diagnosis.host.as_ref().is_some_and(|host| match &host.name {
            Some(name) => clue.name.as_ref() == Some(name),
            None => clue.version == host.version,
        })
    });
    let images = images.flat_map(|clue| clue.evidence.iter().map(|seen| (seen.span, "image")));
    let hosts = hosts.flat_map(|clue| clue.evidence.iter().map(|seen| (seen.span, "host")));
    let mut proofs: Vec<Proof> = core::iter::once((diagnosis.span, "error")).chain(images).chain(hosts).collect();
    order::by_key(&mut proofs, |(span, _)| (span.start, core::cmp::Reverse(span.end)));
    let mut end = 0;
    proofs.retain(|(span, _)| {
        let apart = span.start >= end && span.start < span.end;
        if apart {
            end = span.end;
        }
        apart
    });
    proofs
}

/// The text, line by line, cut where a proof begins or ends.
fn lines(text: &'static str, proofs: &[Proof]) -> Vec<LogLine> {
    let mut start = 0;
    let numbered = text.split_inclusive('\n').zip(1..);
    numbered
        .map(|(whole, number)| {
            let end = start + whole.trim_end_matches(['\n', '\r']).len();
            let mut pieces = Vec::new();
            let mut at = start;
            for (span, what) in proofs.iter().filter(|(span, _)| span.start < end && span.end > start) {
                let (from, to) = (span.start.max(at), span.end.min(end));
                pieces.push((text.get(at..from).unwrap_or_default(), None));
                pieces.push((text.get(from..to).unwrap_or_default(), Some(*what)));
                at = to;
            }
            pieces.push((text.get(at..end).unwrap_or_default(), None));
            pieces.retain(|(text, _)| !text.is_empty());
            start += whole.len();
            LogLine { number, pieces }
        })
        .collect()
}
