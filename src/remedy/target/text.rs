//! A text in the making: quoted for its language, with the places to edit remembered.

use core::ops::Range;
use std::borrow::Cow;

use super::{Language, Snippet, Target, quote};
use crate::rules::{catalogue::RULES_AS_OF, rule::Rule};

/// A value to put into a text: given, or to be edited before use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Slot {
    pub text: String,
    pub edit: bool,
}

impl Slot {
    pub fn known(text: impl Into<String>) -> Self {
        Self { text: text.into(), edit: false }
    }

    pub fn edit(text: impl Into<String>) -> Self {
        Self { text: text.into(), edit: true }
    }
}

/// The mark of a slot that is one argument or scalar.
const ARGUMENT: char = '§';
/// The mark of a slot that has to be a string literal.
const STRING: char = '¶';

pub(super) struct Text {
    language: Language,
    compose: bool,
    text: String,
    edits: Vec<Range<usize>>,
}

impl Text {
    /// An empty text; only JSON has to start like this, as it has no comments.
    pub fn bare(language: Language) -> Self {
        Self { language, compose: false, text: String::new(), edits: Vec::new() }
    }

    /// A text that names its rule and the date of the rules first.
    pub fn new(language: Language, rule: Rule) -> Self {
        let mut text = Self::bare(language);
        text.add("# wincompat ").add(rule.id()).add(", rules as of ").add(&RULES_AS_OF.to_string()).add("\n");
        text
    }

    /// A compose or stack file, in which `$` is doubled.
    pub fn compose(rule: Rule) -> Self {
        Self { compose: true, ..Self::new(Language::Yaml, rule) }
    }

    pub fn add(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a template: each § is the next slot as an argument, each ¶ the next slot as a string literal.
    pub fn fill(&mut self, template: &str, slots: &[&Slot]) -> &mut Self {
        let mut slots = slots.iter();
        let mut rest = template;
        while let Some(at) = rest.find([ARGUMENT, STRING]) {
            self.text.push_str(&rest[..at]);
            let mark = rest[at..].chars().next().unwrap_or(ARGUMENT);
            if let Some(slot) = slots.next() {
                self.slot(slot, mark == STRING);
            }
            rest = &rest[at + mark.len_utf8()..];
        }
        self.add(rest)
    }

    fn slot(&mut self, slot: &Slot, literal: bool) {
        let quoted: Cow<'_, str> = match self.language {
            Language::PowerShell if literal => quote::powershell_string(&slot.text).into(),
            Language::PowerShell => quote::powershell(&slot.text),
            Language::Shell => quote::shell(&slot.text),
            Language::Yaml if self.compose => quote::compose(&slot.text),
            Language::Yaml => quote::yaml(&slot.text),
            Language::Json => quote::json(&slot.text).into(),
            Language::Dockerfile => quote::dockerfile(&slot.text),
        };
        let start = self.text.len() + quoted.find(&slot.text).unwrap_or(0);
        self.text.push_str(&quoted);
        if slot.edit {
            self.edits.push(start..start + slot.text.len());
        }
    }

    pub fn snippet(self, target: Target, title: &'static str, place: &'static str) -> Snippet {
        Snippet { target, language: self.language, title, place, text: self.text, edits: self.edits }
    }
}

/// The parts of a list, each put into the text by `one`, with a separator between them.
pub(super) fn joined<T>(text: &mut Text, list: &[T], between: &str, mut one: impl FnMut(&mut Text, &T)) {
    for (index, item) in list.iter().enumerate() {
        if index > 0 {
            text.add(between);
        }
        one(text, item);
    }
}
