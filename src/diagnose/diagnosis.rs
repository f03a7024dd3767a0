//! What page and command line show of something that failed.

use super::cause::{Cause, Confidence};
use super::missing::Missing;
use crate::read::clue::{ErrorCode, Span};
use crate::read::evidence::{Phase, Pod};
use crate::rules::host::Host;
use crate::rules::image::Image;
use crate::rules::question::{Engine, Isolation, Question};
use crate::rules::verdict::{Outcome, Verdict};
use crate::rules::version::Version;

/// The title where a 32-bit engine asks: another build of it runs the image.
pub(super) const ASKED_FOR_X86: &str = "The engine asked for a 32-bit image";

/// Why something failed, with every sentence to be shown.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// The cause.
    pub cause: Cause,
    /// How certain it is.
    pub confidence: Confidence,
    /// The error.
    pub code: ErrorCode,
    /// When it happened.
    pub phase: Phase,
    /// The headline: with a subject, without a hedge.
    pub title: String,
    /// The cause in one or two sentences, hedged where it is not certain.
    pub text: String,
    /// What else follows from the text: the other errors, what contradicts.
    pub notes: Vec<String>,
    /// The wrong guesses that a reader would make first.
    pub ruled_out: String,
    /// What is missing, each with the command that decides.
    pub open: Vec<Missing>,
    /// The rules behind it.
    pub rules: Vec<&'static str>,
    /// The page and the source of the cause.
    pub source: &'static str,
    /// The error's line.
    pub line: String,
    /// Where the error stands in the text.
    pub span: Span,
    /// The image as the text calls it, or its version.
    pub image: Option<String>,
    /// The machine.
    pub host: Option<HostNamed>,
    /// The container.
    pub container: Option<String>,
    /// The pod.
    pub pod: Option<Pod>,
    /// The isolation that was asked for or used.
    pub isolation: Option<Isolation>,
    /// The engine.
    pub engine: Option<Engine>,
    /// The question about the pair, where both sides are known.
    pub question: Option<Question>,
    /// What the rules say of the pair.
    pub verdict: Option<Verdict>,
    /// The image, as the rules know it.
    pub judged: Option<Image>,
    /// The machine, as the rules know it.
    pub machine: Option<Host>,
    /// The machine runs Windows Home.
    pub on_home: bool,
}

/// A machine as a text names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostNamed {
    /// Its name.
    pub name: Option<String>,
    /// Its version.
    pub version: Option<Version>,
}

impl Diagnosis {
    /// What the error says, in one short line: of a row of a table its cell, and without what Docker appends for its own developers.
    pub fn message(&self) -> String {
        message(&self.line)
    }

    /// Whether a fact is missing that has to be known before anything is changed.
    pub fn asks_first(&self) -> bool {
        let holds_what = self.cause == Cause::NoEntry && self.machine.is_none() && !self.open.is_empty();
        self.confidence == Confidence::Possible || self.cause == Cause::Unknown || holds_what
    }

    /// The wrong guesses in a sentence; nothing where there are none.
    pub fn ruled_out(&self) -> Option<String> {
        let guesses = self.ruled_out.trim_end_matches('.');
        (!guesses.is_empty()).then(|| ["Ruled out: ", guesses, "."].concat())
    }

    /// The exit status of the command line: 1 where it runs there after a change, 2 where this image can't run on this
    /// host, 3 where the cause is no version or not known. Never 0: something failed.
    pub fn exit_code(&self) -> u8 {
        use Cause::*;
        let with_hyperv = self.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Hyperv);
        match self.cause {
            ImageOlder | NoImageForHost | IsolationNotAllowed if with_hyperv => 1,
            ImageOlder | NoImageForHost if self.verdict.is_none() && !self.is_cluster() => 1,
            IsolationNotAllowed if self.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Process) => {
                1
            }
            ImageOlder | NoImageForHost | IsolationNotAllowed => 2,
            Architecture if self.title == ASKED_FOR_X86 => 1,
            ImageNewer | NoEntry | NoSuchTag | Architecture | LinuxImage | ServiceLimit => 2,
            ContainersFeatureMissing | LinuxEngine | HypervMissing if self.on_home => 2,
            Revision | EngineRefuses | EntryWithoutOsVersion | SandboxImage | LinuxEngine | HypervMissing => 1,
            ContainersFeatureMissing | EngineTooNewForHost | Scheduling => 1,
            FilterDriver | BrokenLayer | HostprocessBase | Resources | NotCompatibility | None | Unknown => 3,
        }
    }

    /// Whether the error itself proves that image and host don't fit, whatever else is missing.
    pub fn is_misfit(&self) -> bool {
        self.code == ErrorCode::OsMismatch0101 && self.cause == Cause::Unknown && self.verdict.is_none()
    }

    /// Whether it is about this very pair: then it is the headline, and nothing is told twice.
    pub fn is_about(&self, verdict: &Verdict) -> bool {
        let same = |about: &Verdict| (about.host.version, about.image) == (verdict.host.version, verdict.image);
        self.verdict.as_ref().is_none_or(same)
    }

    /// Whether the numbers of the pair would look like good news beside it: that the builds fit is none where something failed.
    pub fn belies(&self, verdict: &Verdict) -> bool {
        verdict.outcome == Outcome::Process && self.is_about(verdict)
    }

    /// The shape that goes with the headline: never that of success.
    pub fn symbol(&self) -> &'static str {
        match self.exit_code() {
            _ if self.is_misfit() && self.is_cluster() => "✖",
            // Hyper-V isolation may still help.
            _ if self.is_misfit() => "▲",
            1 => "▲",
            2 => "✖",
            _ => "?",
        }
    }

    /// Whether it runs in Kubernetes.
    pub fn is_cluster(&self) -> bool {
        matches!(self.engine, Some(Engine::Kubernetes | Engine::Aks))
    }

    /// The outcome of the pair; unknown where a side is missing. Windows Home runs no Windows container, whatever the rules
    /// of versions say (R35).
    pub fn outcome(&self) -> Outcome {
        if self.on_home {
            return Outcome::None;
        }
        self.verdict.as_ref().map_or(Outcome::Unknown, |verdict| verdict.outcome)
    }
}

fn message(line: &str) -> String {
    const LONGEST: usize = 320;
    let line = line.trim();
    let is_said = |cell: &&str| cell.split_whitespace().count() > 2;
    let cells = || line.split("   ").map(str::trim);
    let said = match cells().filter(|cell| !cell.is_empty()).count() {
        0..=2 => line,
        _ => cells().filter(is_said).max_by_key(|cell| cell.len()).unwrap_or(line),
    };
    let said = said.split(" extra info: {").next().unwrap_or(said).trim_start_matches('"');
    let words: Vec<&str> = said.split_whitespace().collect();
    let mut text = words.join(" ");
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        let end = text[..end].rfind(' ').unwrap_or(end);
        text.truncate(end);
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_is_what_the_line_says() {
        let row = "y5blbdum70zo    \\_ web.1   microsoft/iis:10.0.14393.1715@sha256:868bca7e89e1743792e15f78edb5a73070ef44eae6807dc3f05f9b94c23943d5   \
            WIN-1     Shutdown            Failed 39 seconds ago             \"starting container failed: the systems do not \
            match. (0xc0370101) extra info: {\"SystemType\":\"Container\"}\"";
        for (line, expected) in [
            (row, "starting container failed: the systems do not match. (0xc0370101)"),
            ("  docker: no matching   manifest \t for it ", "docker: no matching manifest for it"),
            ("hcsshim: The operating system does not match.", "hcsshim: The operating system does not match."),
            ("", ""),
        ] {
            assert_eq!(message(line), expected);
        }
        let long = message(&"word ".repeat(200));
        assert!(long.len() < 330 && long.ends_with("word …"), "{long}");
        assert!(message(&"ü".repeat(900)).chars().count() < 330);
    }
}
