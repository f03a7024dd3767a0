//! What the rules say about one question.

use arrayvec::ArrayVec;

use crate::rules::{
    host::Host,
    question::Isolation,
    reason::{Reason, Rule},
    version::Version,
};

/// What one kind of isolation can expect.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// Microsoft documents it and the runtimes accept it.
    Supported,
    /// Works, for development and testing only (R8).
    DevTest,
    /// Not supported, or the runtimes disagree; it may start.
    MayFail,
    /// Decided by revisions that the question does not give (R9).
    NeedsRevision,
    /// It will be refused.
    Unsupported,
    /// The catalogue does not know one of the builds, or nobody documents it.
    Unknown,
}

impl Support {
    /// The stable word used on the command line and in page hooks.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::DevTest => "dev-test",
            Self::MayFail => "may-fail",
            Self::NeedsRevision => "needs-revision",
            Self::Unsupported => "unsupported",
            Self::Unknown => "unknown",
        }
    }

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::DevTest => "dev/test only",
            Self::MayFail => "may fail",
            Self::NeedsRevision => "depends on the revision",
            Self::Unsupported => "not supported",
            Self::Unknown => "not known",
        }
    }

    /// The same in a word or two, behind the name of an isolation.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supported => "yes",
            Self::DevTest => "dev/test",
            Self::MayFail => "may fail",
            Self::NeedsRevision => "depends",
            Self::Unsupported => "no",
            Self::Unknown => "not known",
        }
    }

    /// A shape that goes with the word, so that colour is never alone.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Supported => "✔",
            Self::DevTest => "◐",
            Self::MayFail | Self::NeedsRevision => "▲",
            Self::Unsupported => "✖",
            Self::Unknown => "?",
        }
    }
}

/// The answer over both kinds of isolation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Runs as it is, with process isolation.
    Process,
    /// Depends on revisions or on the runtime's version.
    Depends,
    /// Runs only with Hyper-V isolation.
    Hyperv,
    /// Does not run.
    None,
    /// Not known.
    Unknown,
}

impl Outcome {
    /// All outcomes, best first.
    pub const ALL: [Self; 5] = [Self::Process, Self::Depends, Self::Hyperv, Self::None, Self::Unknown];

    /// The stable word used on the command line and in page hooks.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Depends => "depends",
            Self::Hyperv => "hyperv",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }

    /// The headline.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Process => "Runs with process isolation",
            Self::Depends => "It depends",
            Self::Hyperv => "Runs only with Hyper-V isolation",
            Self::None => "Won’t run",
            Self::Unknown => "Not known",
        }
    }

    /// One or two words, for a table cell.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Depends => "depends",
            Self::Hyperv => "Hyper-V",
            Self::None => "no",
            Self::Unknown => "unknown",
        }
    }

    /// A shape that goes with the word, so that colour is never alone.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Process => "✔",
            Self::Depends => "▲",
            Self::Hyperv => "◆",
            Self::None => "✖",
            Self::Unknown => "?",
        }
    }

    /// The exit status of the command line: 0 runs with process isolation, 1 only with Hyper-V isolation or depends,
    /// 2 does not run, 3 unknown.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Process => 0,
            Self::Depends | Self::Hyperv => 1,
            Self::None => 2,
            Self::Unknown => 3,
        }
    }
}

/// One kind of isolation: how well it is supported, and the rules that say so, in the order in which they fired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How well it is supported.
    pub support: Support,
    /// Why.
    pub reasons: ArrayVec<Reason, 6>,
}

impl Finding {
    pub(crate) fn new(support: Support, reason: Reason) -> Self {
        let mut reasons = ArrayVec::new();
        reasons.push(reason);
        Self { support, reasons }
    }

    pub(crate) fn because(mut self, reason: Reason) -> Self {
        // Six is more than any chain of rules yields; a test runs all of them.
        let _ = self.reasons.try_push(reason);
        self
    }
}

/// What Microsoft's pages say about a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Documented {
    /// Process isolation, `None` where the page does not say.
    pub process: Option<bool>,
    /// Hyper-V isolation, `None` where the page does not say.
    pub hyperv: Option<bool>,
    /// The day of the newest edition that lists the pair.
    pub edition: crate::rules::date::Date,
    /// How the page lists it.
    pub basis: Basis,
}

/// How a page lists a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A cell of the compatibility table.
    Table,
    /// Covered by a label such as "Windows 11" or its footnote; the build itself is not named.
    Label,
    /// The page on portability, for Windows Server 23H2.
    Portability,
}

/// What containerd's platform match answers, in its three published variants (rules R5 and R21).
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Containerd {
    /// The floor is always 20348.
    pub a: bool,
    /// The floor is the newest LTSC strictly below the host.
    pub b: bool,
    /// The floor is the LTSC before the newest one not above the host.
    pub c: bool,
}

impl Containerd {
    /// Whether the three variants answer alike.
    pub const fn agree(self) -> bool {
        self.a == self.b && self.b == self.c
    }
}

/// The three gates that decide in practice; they can differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Gates {
    /// Microsoft's pages; `None` where no edition lists the pair.
    pub documented: Option<Documented>,
    /// Whether Docker's classic image store lets the image be pulled (R20). It does not look at isolation.
    pub docker_pull: bool,
    /// Whether containerd's image match accepts it (R21).
    pub containerd: Containerd,
}

/// The answer to one question.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// The host judged.
    pub host: Host,
    /// The image version judged: of a tag with several Windows versions, the one this host would use. `None` where the
    /// reference does not say.
    pub image: Option<Version>,
    /// Over both kinds of isolation.
    pub outcome: Outcome,
    /// Process isolation.
    pub process: Finding,
    /// Hyper-V isolation.
    pub hyperv: Finding,
    /// Table, pull check and match; `None` where the image's version is not known.
    pub gates: Option<Gates>,
}

impl Verdict {
    /// The shape and the word for a table cell: those of the outcome, but development-only is told apart.
    pub const fn cell(&self) -> (&'static str, &'static str) {
        match (self.outcome, self.process.support) {
            (Outcome::Process, Support::DevTest) => (Support::DevTest.symbol(), "dev/test"),
            (outcome, _) => (outcome.symbol(), outcome.word()),
        }
    }

    /// Whether there is an image for Windows to be isolated: for one of Linux, and for none, neither kind says anything.
    pub fn is_about_isolation(&self) -> bool {
        let reasons = &self.process.reasons;
        !reasons.contains(&Reason::LinuxImage) && !reasons.contains(&Reason::NoSuchTag)
    }

    /// One kind of isolation.
    pub const fn finding(&self, isolation: Isolation) -> &Finding {
        match isolation {
            Isolation::Process => &self.process,
            Isolation::Hyperv => &self.hyperv,
        }
    }

    /// The rules behind all reasons, in their order, each once.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        for rule in self.reasons().iter().map(|reason| reason.rule()) {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        rules
    }

    /// All reasons, process isolation first, each once.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut all: Vec<Reason> = self.process.reasons.to_vec();
        for reason in &self.hyperv.reasons {
            if !all.contains(reason) {
                all.push(*reason);
            }
        }
        all
    }
}
