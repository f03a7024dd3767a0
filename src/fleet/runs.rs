//! Where in a fleet an image runs, in a word.

/// Where in a fleet an image runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runs {
    /// On every Windows node, with process isolation.
    Everywhere,
    /// On some of them, with process isolation.
    Somewhere,
    /// On none for certain: revisions or the version of the runtime decide.
    Depends,
    /// Only with Hyper-V isolation.
    Hyperv,
    /// On none.
    Nowhere,
    /// Not known.
    Unknown,
}

impl Runs {
    /// All of them, best first.
    pub const ALL: [Self; 6] =
        [Self::Everywhere, Self::Somewhere, Self::Depends, Self::Hyperv, Self::Nowhere, Self::Unknown];

    /// The stable word used on the command line and in page hooks.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Somewhere => "somewhere",
            Self::Depends => "depends",
            Self::Hyperv => "hyperv",
            Self::Nowhere => "nowhere",
            Self::Unknown => "unknown",
        }
    }

    /// What is shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "on every node",
            Self::Somewhere => "on some nodes",
            Self::Depends => "it depends",
            Self::Hyperv => "only with Hyper-V isolation",
            Self::Nowhere => "on no node",
            Self::Unknown => "not known",
        }
    }

    /// What is said of a number of images.
    pub(super) const fn in_sentence(self) -> &'static str {
        match self {
            Self::Everywhere => "on every node",
            Self::Somewhere => "on some nodes",
            Self::Depends => "depending on revisions or the runtime",
            Self::Hyperv => "only with Hyper-V isolation",
            Self::Nowhere => "on none",
            Self::Unknown => "unknown",
        }
    }

    /// A shape that goes with the words, so that colour is never alone.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Everywhere => "✔",
            Self::Somewhere => "◐",
            Self::Depends => "▲",
            Self::Hyperv => "◆",
            Self::Nowhere => "✖",
            Self::Unknown => "?",
        }
    }

    /// The exit status of the command line.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Everywhere | Self::Somewhere => 0,
            Self::Depends | Self::Hyperv => 1,
            Self::Nowhere => 2,
            Self::Unknown => 3,
        }
    }
}
