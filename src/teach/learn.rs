//! A short guided path: ten lessons, each with a question that the page answers live.
//!
//! The words are data, the answers are not: what a lesson shows comes from [`judge`](crate::rules::judge::judge) on its question, and a test
//! holds each lesson to what it promises.

use crate::rules::{link, question::Question, rule::Rule};

pub mod glossary;
mod path;

pub use path::PATH;

/// One lesson.
#[derive(Debug)]
pub struct Lesson {
    /// The stable name in links. Never changes meaning.
    pub slug: &'static str,
    /// The heading.
    pub title: &'static str,
    /// Short paragraphs, at most 120 words each.
    pub body: &'static [&'static str],
    /// The question it shows live, as the query of a link.
    pub question: &'static str,
    /// What to look at in the answer.
    pub look_at: &'static str,
    /// Other questions to try from here.
    pub tries: &'static [Try],
    /// The rules it teaches.
    pub rules: &'static [Rule],
    /// Where to read more.
    pub source: &'static str,
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

/// The lesson with this [`slug`](Lesson::slug).
pub fn lesson(slug: &str) -> Option<&'static Lesson> {
    PATH.iter().find(|lesson| lesson.slug == slug)
}

/// The first lesson about each of these rules, in the order of the path, each once.
pub fn about(rules: &[Rule]) -> Vec<&'static Lesson> {
    let first = |rule: &Rule| PATH.iter().find(|lesson| lesson.rules.contains(rule));
    let mut lessons: Vec<&'static Lesson> = rules.iter().filter_map(first).collect();
    lessons.sort_by_key(|lesson| lesson.number());
    lessons.dedup_by_key(|lesson| lesson.number());
    lessons
}
