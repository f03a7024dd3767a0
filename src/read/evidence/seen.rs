//! An error where it stands, and when it happened.

use crate::read::clue::{ErrorCode, Span};

/// When in a container's life something failed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Phase {
    /// The engine did not start.
    Daemon,
    /// No node was found.
    Schedule,
    /// The image was not there.
    Pull,
    /// An image was being built.
    Build,
    /// The pod's sandbox was made, before any container.
    Sandbox,
    /// Windows was asked for the container.
    Create,
    /// The container's own system started.
    Start,
    /// A program ran in it.
    Run,
}

impl Phase {
    /// The word of the contract; a program that ran has none.
    pub const fn slug(self) -> Option<&'static str> {
        Some(match self {
            Self::Daemon => "daemon",
            Self::Schedule => "schedule",
            Self::Pull => "pull",
            Self::Build => "build",
            Self::Sandbox => "sandbox",
            Self::Create => "create",
            Self::Start => "start",
            Self::Run => return None,
        })
    }
}

/// An error of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorSeen {
    /// Which one.
    pub code: ErrorCode,
    /// When it happened.
    pub phase: Phase,
    /// Where it stands.
    pub span: Span,
    /// Its line as it stands, without what a tool wrote in front.
    pub line: String,
    /// The number of that line.
    pub at: usize,
}

impl ErrorSeen {
    /// Whether GitLab's runner was preparing a job with Docker: it does that in a container of its helper image, before it starts the
    /// job's (`getPredefinedEnv` in <https://gitlab.com/gitlab-org/gitlab-runner/-/blob/main/common/build.go>). In a cluster both are
    /// containers of one pod.
    pub(crate) fn is_of_runner_helper(&self) -> bool {
        self.line.contains("prepare environment:") && !self.line.contains("pod")
    }
}
