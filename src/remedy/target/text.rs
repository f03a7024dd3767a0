//! A text in the making: values quoted for its language, with the places to edit remembered.

use core::ops::Range;
use std::borrow::Cow;

use super::value::Value;
use super::{Language, Snippet, Target, quote};
use crate::rules::{catalogue::RULES_AS_OF, name::visible, reference::Reference, rule::Rule};

/// A value to put into a text: given, or to be edited before use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Slot {
    pub value: Value,
    pub edit: bool,
    /// What to know about the registry it is pulled from.
    doubt: Option<String>,
    /// What was given for it and isn't fit for a text to copy.
    refused: Vec<String>,
}

impl Slot {
    pub fn known(value: impl Into<Value>) -> Self {
        Self { value: value.into(), edit: false, doubt: None, refused: Vec::new() }
    }

    pub fn edit(value: impl Into<Value>) -> Self {
        Self { edit: true, ..Self::known(value) }
    }

    /// An image, and what to know about the registry it is on.
    pub fn image(reference: &Reference) -> Self {
        let doubt = reference.doubt().map(|doubt| doubt.sentence(reference));
        Self { doubt, ..Self::known(Value::image(reference)) }
    }

    /// The same, to be edited before use.
    pub fn marked(self) -> Self {
        Self { edit: true, ..self }
    }

    /// A name from outside, or where there is none or it is refused, a placeholder.
    pub fn given(name: Option<&String>, placeholder: impl Into<Value>) -> Self {
        match name {
            None => Self::edit(placeholder),
            Some(name) => match Value::name(name) {
                Some(value) => Self::known(value),
                None => Self::edit(placeholder).refusing(name),
            },
        }
    }

    /// The same in place of something that was given and is refused.
    pub fn refusing(mut self, given: &str) -> Self {
        self.refused.extend((!given.is_empty()).then(|| visible(given).into_owned()));
        self
    }

    /// The same where nothing has to be edited, as it is marked elsewhere in the text.
    pub fn unmarked(&self) -> Self {
        Self { edit: false, ..self.clone() }
    }
}

/// The mark of a slot that is one argument or scalar.
const ARGUMENT: char = '§';
/// The mark of a slot that has to be a string literal.
const STRING: char = '¶';

pub(crate) struct Text {
    language: Language,
    compose: bool,
    rule: Rule,
    text: String,
    edits: Vec<Range<usize>>,
    note: String,
    doubt: Option<String>,
    refused: Vec<String>,
}

impl Text {
    /// A text that says nothing of itself.
    fn bare(language: Language, rule: Rule) -> Self {
        Self {
            language,
            compose: false,
            rule,
            text: String::new(),
            edits: Vec::new(),
            note: String::new(),
            doubt: None,
            refused: Vec::new(),
        }
    }

    /// A command or a few lines, of a template and its values alone.
    pub fn line(language: Language, template: &'static str, values: &[&Value]) -> String {
        let slots: Vec<Slot> = values.iter().map(|value| Slot::known((*value).clone())).collect();
        let mut text = Self::bare(language, Rule::R27);
        text.fill(template, &slots.iter().collect::<Vec<_>>());
        text.text
    }

    /// A text that names its rule and the date of the rules first, in a comment where every program that reads it takes that
    /// for one: JSON has none, and cmd would run it.
    pub fn new(language: Language, rule: Rule) -> Self {
        let mut text = Self::bare(language, rule);
        if language.has_comments() {
            text.add("# wincompat ").add(rule.id()).add(", rules as of ");
            text.text.push_str(&RULES_AS_OF.to_string());
            text.add("\n");
        }
        text
    }

    /// A compose or stack file, in which `$` is doubled.
    pub fn compose(rule: Rule) -> Self {
        Self { compose: true, ..Self::new(Language::Yaml, rule) }
    }

    /// Adds a part of the template.
    pub fn add(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a comment of one line, for a language that has them: whatever it says, nothing reads it as anything else.
    pub fn comment(&mut self, text: &str) -> &mut Self {
        if self.language.has_comments() {
            let line: String =
                visible(text).chars().map(|c| if c.is_control() || c == '`' { ' ' } else { c }).collect();
            self.text.extend(["# ", &line, "\n"]);
        }
        self
    }

    /// Adds an empty line between two parts, where there is a part before it already.
    pub fn blank(&mut self) -> &mut Self {
        if self.text.lines().last().is_some_and(|last| !last.is_empty() && !last.starts_with("# wincompat ")) {
            self.text.push('\n');
        }
        self
    }

    /// Adds a number or a version, which need no quotes anywhere.
    pub fn number(&mut self, number: impl Into<Value>) -> &mut Self {
        self.text.push_str(number.into().as_str());
        self
    }

    /// Adds a template: each § is the next slot as an argument, each ¶ the next slot as a string literal.
    pub fn fill(&mut self, template: &'static str, slots: &[&Slot]) -> &mut Self {
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

    /// Adds a name or an image as it is, inside a string whose quotes the template has: neither can hold what ends one.
    pub fn raw(&mut self, slot: &Slot) -> &mut Self {
        self.put(slot, slot.value.as_str().into());
        self
    }

    fn slot(&mut self, slot: &Slot, literal: bool) {
        let value = slot.value.as_str();
        let quoted: Cow<'_, str> = match self.language {
            Language::PowerShell if literal => quote::powershell_string(value).into(),
            Language::PowerShell => quote::powershell(value),
            Language::Shell => quote::shell(value),
            Language::AnyShell => quote::any_shell(value),
            Language::Yaml if self.compose => quote::compose(value),
            Language::Yaml => quote::yaml(value),
            Language::Json => quote::json(value).into(),
            Language::Dockerfile => quote::dockerfile(value),
        };
        self.put(slot, quoted);
    }

    /// Adds a value as the language wants it, and notes what there is to know about it.
    fn put(&mut self, slot: &Slot, quoted: Cow<'_, str>) {
        let value = slot.value.as_str();
        let start = self.text.len() + quoted.find(value).unwrap_or(0);
        self.text.push_str(&quoted);
        if slot.edit {
            self.edits.push(start..start + value.len());
        }
        self.doubt = self.doubt.take().or_else(|| slot.doubt.clone());
        self.refuse(slot);
    }

    /// Notes what was refused for a slot.
    pub fn refuse(&mut self, slot: &Slot) -> &mut Self {
        for refused in &slot.refused {
            if !self.refused.contains(refused) {
                self.refused.push(refused.clone());
            }
        }
        self
    }

    /// What to know about a text that can't have comments.
    pub fn note(&mut self, note: impl Into<String>) -> &mut Self {
        self.note = note.into();
        self
    }

    pub fn snippet(self, target: Target, title: &'static str, place: &'static str) -> Snippet {
        Snippet {
            target,
            language: self.language,
            title,
            place,
            rule: self.rule,
            note: self.note,
            doubt: self.doubt,
            text: self.text,
            edits: self.edits,
            refused: self.refused,
        }
    }
}

/// The parts of a list, each put into the text by `one`, with a separator between them.
pub(super) fn joined<T>(text: &mut Text, list: &[T], between: &'static str, mut one: impl FnMut(&mut Text, &T)) {
    for (index, item) in list.iter().enumerate() {
        if index > 0 {
            text.add(between);
        }
        one(text, item);
    }
}
