//! What is said of a lesson elsewhere: apart from what is in it, so that an answer which names one doesn’t bring them all.

use crate::rules::rule::Rule::{self, *};

/// What others need to know of a lesson.
#[derive(Debug)]
pub struct LessonEntry {
    /// The stable name in links. Never changes meaning.
    pub slug: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The rules it teaches.
    pub rules: &'static [Rule],
}

const fn entry(slug: &'static str, title: &'static str, rules: &'static [Rule]) -> LessonEntry {
    LessonEntry { slug, title, rules }
}

pub(super) static BUILD: LessonEntry = entry("build", "What a build is", &[R1, R2, R10]);
pub(super) static NOT_LINUX: LessonEntry = entry("not-linux", "Why Windows is not Linux here", &[R22, R29]);
pub(super) static ISOLATION: LessonEntry =
    entry("isolation", "Process isolation and Hyper-V isolation", &[R3, R17, R24]);
pub(super) static BUILD_RULE: LessonEntry = entry("build-rule", "The build rule", &[R2, R3, R4, R8, R16]);
pub(super) static SERVER_2016: LessonEntry = entry("server-2016", "Server 2016 and the revision", &[R9, R10, R12]);
pub(super) static FEBRUARY_2020: LessonEntry = entry("february-2020", "The February 2020 boundary", &[R11]);
pub(super) static STABLE_ABI: LessonEntry = entry("stable-abi", "The stable interface since 2022", &[R5, R6, R7]);
pub(super) static WHO_DECIDES: LessonEntry = entry("who-decides", "What the runtimes enforce", &[R5, R20, R21, R22]);
pub(super) static TAGS: LessonEntry = entry("tags", "Reading a tag", &[R13, R27, R28]);
pub(super) static LAPTOP_AND_SERVER: LessonEntry = entry("laptop-and-server", "It works on my laptop", &[R18]);

/// The lessons in order.
pub static INDEX: [&LessonEntry; 10] = [
    &BUILD,
    &NOT_LINUX,
    &ISOLATION,
    &BUILD_RULE,
    &SERVER_2016,
    &FEBRUARY_2020,
    &STABLE_ABI,
    &WHO_DECIDES,
    &TAGS,
    &LAPTOP_AND_SERVER,
];
