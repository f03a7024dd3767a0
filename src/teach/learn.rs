//! A short guided path: ten lessons, each with a question that the reader answers first and the page then.
//!
//! The words are data, the answers are not: what a lesson shows comes from [`judge`] on its question, and a test
//! holds each lesson to what it promises.

use crate::rules::order;
use crate::rules::question::{Choice, Isolation, Question};
use crate::rules::{judge::judge, link, rule::Rule, verdict::Outcome};
use crate::teach::share;

pub mod glossary;
mod index;
mod path;
mod picture;

pub use index::{INDEX, LessonEntry};
pub use path::PATH;
pub use picture::{BuildsPicture, Gate, HostByDefault, Kernels, Picture, Revisions, Tag};

/// One lesson.
#[derive(Debug)]
pub struct Lesson {
    /// What others need to know of it.
    pub entry: &'static LessonEntry,
    /// Short paragraphs, at most 120 words each.
    pub body: &'static [&'static str],
    /// The question it shows live, as the query of a link.
    pub question: &'static str,
    /// What to look at in the answer.
    pub look_at: &'static str,
    /// Other questions to try from here.
    pub tries: &'static [Try],
    /// Where to read more.
    pub source: &'static str,
}

impl core::ops::Deref for Lesson {
    type Target = LessonEntry;

    fn deref(&self) -> &LessonEntry {
        self.entry
    }
}

/// Another question to try.
#[derive(Debug)]
pub struct Try {
    /// What is different about it, in a few words.
    pub label: &'static str,
    /// The question, as the query of a link.
    pub question: &'static str,
}

impl Lesson {
    /// The question it shows live.
    pub fn asks(&self) -> Question {
        link::decode(self.question)
    }

    /// What the reader is asked before anything is told: `ltsc2019 on Windows Server 2025: what happens?`
    pub fn riddle(&self) -> Option<String> {
        let question = self.asks();
        let verdict = judge(&question)?;
        let isolation = match question.isolation.get() {
            Some(Isolation::Process) => " with process isolation",
            Some(Isolation::Hyperv) => " with Hyper-V isolation",
            None => "",
        };
        let engine = question.engine.get().map(|engine| [" (", engine.title(), ")"].concat());
        let plain = Question { engine: Choice::Unset, isolation: Choice::Unset, ..question };
        let pair = share::subject(&plain, &verdict);
        // A course doesn’t begin with a bare number.
        let image = if pair.starts_with(|first: char| first.is_ascii_digit()) { "An image " } else { "" };
        let parts = [image, &pair, isolation, &engine.unwrap_or_default()];
        Some(parts.concat() + ": what happens?")
    }

    /// What there is to choose from, in the order shown.
    pub const CHOICES: [Outcome; 4] = [Outcome::Process, Outcome::Depends, Outcome::Hyperv, Outcome::None];

    /// What happens: what the rules say.
    pub fn outcome(&self) -> Option<Outcome> {
        judge(&self.asks()).map(|verdict| verdict.outcome)
    }

    /// Its own link, as a query: `learn=build`.
    pub fn query(&self) -> String {
        ["learn=", self.slug].concat()
    }

    /// Its place in the path, from 1.
    pub fn number(&self) -> usize {
        PATH.iter().position(|lesson| lesson.slug == self.slug).map_or(0, |index| index + 1)
    }

    /// The lesson after this one; `None` after the last.
    pub fn next(&self) -> Option<&'static Lesson> {
        PATH.get(self.number())
    }

    /// The lesson before this one; `None` before the first.
    pub fn previous(&self) -> Option<&'static Lesson> {
        PATH.get(self.number().checked_sub(2)?)
    }
}

/// Names that lessons had as views of their own.
const FORMER: [(&str, &str); 1] = [("anatomy", "build")];

/// The lesson with this [`slug`](LessonEntry::slug), or with a name that led to what it now is about.
pub fn lesson(slug: &str) -> Option<&'static Lesson> {
    let slug = FORMER.iter().find(|(former, _)| *former == slug).map_or(slug, |(_, now)| now);
    PATH.iter().find(|lesson| lesson.slug == slug)
}

/// The first lesson about each of these rules, in the order of the path, each once.
pub fn about(rules: &[Rule]) -> Vec<&'static LessonEntry> {
    let first = |rule: &Rule| INDEX.iter().position(|lesson| lesson.rules.contains(rule));
    order::each_once(rules.iter().filter_map(first)).into_iter().map(|at| INDEX[at]).collect()
}
