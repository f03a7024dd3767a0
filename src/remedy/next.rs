//! What to do about a diagnosis: what works now first, then what is better, in the names of the text and with the engine's
//! own command; never what just failed.

mod command;
mod situation;
mod steps;
mod tool;

pub use command::Next;

use situation::Situation;

use crate::diagnose::{ChosenByHand, Diagnosis, diagnose};
use crate::read::evidence::Evidence;
use crate::rules::catalogue::Catalogue;
use crate::rules::date::Date;
use crate::rules::order;

/// What to do, ordered by effort.
pub fn next(diagnosis: &Diagnosis, evidence: &Evidence, catalogue: &Catalogue, today: Date) -> Vec<Next> {
    let situation = Situation::new(diagnosis, evidence, catalogue, today);
    let mut steps = steps::of(&situation);
    let asks = diagnosis.open.iter().map(|open| Next {
        title: open.sentence.to_string(),
        command: Some(open.command.to_string()),
        language: Some(command::language_of(&open.command)),
    });
    // Where a fact is missing it comes first; where the cause is likely, it is what to look at if the steps don't help.
    let first_asks = diagnosis.asks_first();
    if first_asks {
        steps.splice(0..0, asks);
    } else {
        steps.extend(asks);
    }
    let speech = tool::Speech::of(diagnosis, evidence);
    let mut kept: Vec<Next> = Vec::new();
    for step in steps {
        let step = match &speech {
            Some(speech) => speech.say(step),
            None => step,
        };
        if !situation.has_failed(&step)
            && !kept
                .iter()
                .any(|other| other.title == step.title || step.command.is_some() && other.command == step.command)
        {
            kept.push(step);
        }
    }
    // What only finds out stands together, wherever a cause put it.
    order::by_key(&mut kept, |step| finds_out(diagnosis, step) != first_asks);
    kept.truncate(MOST);
    if let Some(rest) = kept.first().and_then(Next::alternative) {
        let mut letters = rest.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        kept[0].title = first.into_iter().chain(letters).collect();
    }
    kept
}

/// More steps than this are not read.
const MOST: usize = 6;

/// A diagnosis with what to do about it: all that page and command line show of something that failed.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Why it failed.
    pub diagnosis: Diagnosis,
    /// What to do, ordered by effort.
    pub next: Vec<Next>,
}

impl Answered {
    /// Whether a step only finds out what the text doesn’t say.
    pub fn asks(&self, step: &Next) -> bool {
        finds_out(&self.diagnosis, step)
    }
}

/// Whether a step asks for what the diagnosis leaves open.
fn finds_out(diagnosis: &Diagnosis, step: &Next) -> bool {
    let command = step.command.as_deref();
    diagnosis.open.iter().any(|open| open.sentence == step.title || Some(&*open.command) == command)
}

/// The answers to a text, the one to what failed last first; empty where nothing failed.
///
/// ```
/// use wincompat::{Catalogue, Date, diagnose::ChosenByHand, read::evidence, remedy::next::answers};
/// let text = "docker pull a.io/web:ltsc2022\na Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host";
/// let answers = answers(&evidence::read(text), text, &ChosenByHand::default(), &Catalogue::builtin(), Date::new(2026, 11, 26));
/// assert_eq!(answers[0].diagnosis.cause.slug(), "image-newer");
/// ```
pub fn answers(
    evidence: &Evidence,
    text: &str,
    asked: &ChosenByHand,
    catalogue: &Catalogue,
    today: Date,
) -> Vec<Answered> {
    let diagnoses = diagnose(evidence, text, asked).into_iter();
    diagnoses.map(|diagnosis| Answered { next: next(&diagnosis, evidence, catalogue, today), diagnosis }).collect()
}

/// What stands for a name that nobody has given, in commands.
const BLANKS: [&str; 16] = [
    "PROGRAM",
    "ROLE",
    "ADDRESS",
    "IMAGE",
    "CONTAINER",
    "SERVICE",
    "NODE",
    "POD",
    "NAMESPACE",
    "NAME",
    "TAG",
    "HOST",
    "STACK",
    "DEPLOYMENT",
    "DOMAIN",
    "REGISTRY",
];

/// Where a command has to be edited before it works.
pub fn blanks(command: &str) -> Vec<core::ops::Range<usize>> {
    let mut at = 0;
    let mut blanks = Vec::new();
    const ENDS: [char; 7] = [' ', '\n', '/', '=', '"', ':', '\\'];
    for word in command.split_inclusive(ENDS) {
        let bare = word.trim_end_matches(ENDS);
        if BLANKS.contains(&bare) {
            blanks.push(at..at + bare.len());
        }
        at += word.len();
    }
    blanks
}

#[cfg(test)]
mod tests {
    use super::blanks;

    #[test]
    fn what_has_to_be_edited_is_found() {
        let of = |command: &str| blanks(command).into_iter().map(|at| command[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("docker image inspect --format \"{{.OsVersion}}\" IMAGE"), ["IMAGE"]);
        assert_eq!(of("docker service update --image=IMAGE SERVICE"), ["IMAGE", "SERVICE"]);
        assert_eq!(of("nltest /dsgetdc:DOMAIN"), ["DOMAIN"]);
        assert_eq!(of("Copy-Item CA.crt C:\\certs.d\\REGISTRY\\ca.crt"), ["REGISTRY"]);
        for whole in ["FROM mcr.microsoft.com/windows/servercore:ltsc2022", "docker run IMAGES:1", "echo %NAME%"] {
            assert!(blanks(whole).is_empty(), "{whole}");
        }
    }
}
