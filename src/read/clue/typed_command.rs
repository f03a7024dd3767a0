//! A command that somebody typed, and the lines that it printed.

use super::doc::Doc;
use super::prompt::{is_prompt, is_refusal, leaves};

/// A command and what its output is about.
pub(crate) struct TypedCommand {
    pub(crate) line: usize,
    /// The images it names.
    pub(crate) references: Vec<String>,
    /// A container prints the output.
    pub(crate) inside: bool,
    /// The output describes the images.
    pub(crate) about_images: bool,
    /// A shell inside a container, until it is left.
    pub(crate) interactive: bool,
    /// How many bare versions were printed so far.
    pub(crate) printed: usize,
    /// Lines up to this one were searched for the end of the output.
    pub(crate) checked: usize,
    /// The line where the output ends, once it is known.
    pub(crate) ended: Option<usize>,
    /// What `kubectl get` was asked for.
    pub(crate) lists: Lists,
}

/// What a command lists, where no heading says it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Lists {
    /// Nothing that is known.
    Nothing,
    /// Nodes, with whatever was asked for.
    Nodes,
    /// Images, and maybe names beside them.
    Images,
    /// Fields of the engine's description of itself.
    Engine,
}

impl TypedCommand {
    /// A command that names no image and lists something.
    pub(super) fn listing(line: usize, lists: Lists) -> Self {
        Self {
            line,
            references: Vec::new(),
            inside: false,
            about_images: false,
            interactive: false,
            printed: 0,
            checked: line,
            ended: None,
            lists,
        }
    }
    /// Its image, for a version that its output shows: the next one, where it names several.
    pub(super) fn printed_for(&mut self) -> Option<String> {
        let index = self.printed.min(self.references.len().saturating_sub(1));
        self.printed += 1;
        self.references.get(index).cloned()
    }

    /// Whether its output goes on at this line, the lines up to which are known to the paste.
    pub(super) fn goes_on_at(&mut self, line: usize, doc: &Doc<'_>) -> bool {
        while self.checked < line && self.ended.is_none() {
            self.checked += 1;
            let text = doc.line(self.checked);
            let ends = is_refusal(text) || if self.interactive { leaves(text) } else { is_prompt(text) };
            self.ended = ends.then_some(self.checked);
        }
        self.ended.is_none_or(|end| line < end)
    }
}
