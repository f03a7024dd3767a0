//! What has to be known before an answer can be given, and how to find it out.

use std::borrow::Cow;

use crate::rules::side::Side;

/// A missing fact: one question, and the command whose output answers it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// Whose Windows version the output tells; `None` where it tells something else.
    pub side: Option<Side>,
    /// What is asked.
    pub sentence: Cow<'static, str>,
    /// What to run.
    pub command: Cow<'static, str>,
}

impl Missing {
    /// Asks for the version of the machine.
    pub(super) fn host(sentence: impl Into<Cow<'static, str>>, command: impl Into<Cow<'static, str>>) -> Self {
        Self { side: Some(Side::Host), ..Self::other(sentence, command) }
    }

    /// Asks for the version of the image.
    pub(super) fn image(sentence: impl Into<Cow<'static, str>>, command: impl Into<Cow<'static, str>>) -> Self {
        Self { side: Some(Side::Image), ..Self::other(sentence, command) }
    }

    /// Asks for anything else.
    pub(super) fn other(sentence: impl Into<Cow<'static, str>>, command: impl Into<Cow<'static, str>>) -> Self {
        Self { side: None, sentence: sentence.into(), command: command.into() }
    }
}
