//! The causes: what each means, what proves it, what would disprove it, what decides, and where to read on.

mod table;

pub use table::CAUSES;

/// Why something failed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Cause {
    ImageOlder,
    ImageNewer,
    Revision,
    NoImageForHost,
    EngineRefuses,
    NoEntry,
    EntryWithoutOsVersion,
    SandboxImage,
    NoSuchTag,
    Architecture,
    LinuxEngine,
    LinuxImage,
    HypervMissing,
    ContainersFeatureMissing,
    IsolationNotAllowed,
    EngineTooNewForHost,
    FilterDriver,
    BrokenLayer,
    HostprocessBase,
    Resources,
    Scheduling,
    ServiceLimit,
    NotCompatibility,
    None,
    Unknown,
}

/// What is known of a cause.
#[derive(Debug)]
pub struct CauseEntry {
    /// Which one.
    pub cause: Cause,
    /// The stable id.
    pub slug: &'static str,
    /// A few words.
    pub title: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What proves it.
    pub proof: &'static str,
    /// What would disprove it.
    pub disproof: &'static str,
    /// The command that decides; capitals stand for what has to be filled in.
    pub decides: &'static str,
    /// The page that tells more: an error's, or a lesson's.
    pub page: &'static str,
    /// The rules behind it.
    pub rules: &'static [&'static str],
    /// Where it is written.
    pub source: &'static str,
}

impl Cause {
    /// What is known of it.
    pub fn entry(self) -> &'static CauseEntry {
        // A test holds the order of the table and of the names together.
        CAUSES.iter().find(|entry| entry.cause == self).unwrap_or(&CAUSES[CAUSES.len() - 1])
    }

    /// The stable id.
    pub fn slug(self) -> &'static str {
        self.entry().slug
    }
}

/// How certain a cause is: computed, never a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// The error says it, or both versions do, and nothing else is left.
    Certain,
    /// It fits, and what else is left needs something rarer.
    Likely,
    /// A fact is missing.
    Possible,
}

impl Confidence {
    /// The word of the contract.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }

    /// What stands before a sentence that is less than certain.
    pub const fn hedge(self) -> &'static str {
        match self {
            Self::Certain => "",
            Self::Likely => "Most likely: ",
            Self::Possible => "Possibly: ",
        }
    }
}

#[cfg(test)]
mod tests;
