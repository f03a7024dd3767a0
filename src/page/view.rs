//! The views of the page, by the names that addresses have for them.

use super::browser;
use crate::rules::query;

/// A view of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum View {
    /// The answer to one question.
    #[default]
    Answer,
    /// A file with its fix.
    Fix,
    /// Many nodes and many images.
    Fleet,
    /// Every host against every image.
    Matrix,
    /// All lessons.
    Path,
    /// One lesson.
    Lesson,
    /// Logs to be diagnosed by the reader.
    Drills,
    /// All of them with their answers, for whoever leads the session.
    Coach,
    /// The words of the field.
    Glossary,
    /// The errors.
    Errors,
    /// What the rules are made from.
    Sources,
    /// A sheet to print.
    Sheet,
}

impl View {
    /// The view that the address asks for.
    pub fn asked() -> Self {
        Self::of_way(&browser::query())
    }

    /// The view that a query asks for.
    pub fn of_way(way: &str) -> Self {
        let way = way.split('#').next().unwrap_or_default();
        let asked = |key| query::value(way, key);
        match asked("learn").map(|name| Self::named(&name)) {
            _ if asked("drill").is_some() || asked("quiz").is_some() => Self::Drills,
            Some(Self::Drills) if asked("coach").is_some() => Self::Coach,
            // A lesson, or another view of that name.
            Some(Self::Answer | Self::Path | Self::Lesson | Self::Fix | Self::Fleet) => Self::Lesson,
            Some(view) => view,
            None => asked("view").map_or(Self::Answer, |name| Self::named(&name)),
        }
    }

    /// The view with this name; the answer where there is none of that name.
    pub fn named(name: &str) -> Self {
        let name = match name {
            "timeline" => "matrix",
            "quiz" => "drills",
            name => name,
        };
        Self::NAMED.iter().find(|(_, one)| *one == name).map_or(Self::Answer, |(view, _)| *view)
    }

    const NAMED: [(Self, &str); 11] = [
        (Self::Fix, "fix"),
        (Self::Fleet, "fleet"),
        (Self::Matrix, "matrix"),
        (Self::Path, "learn"),
        (Self::Lesson, "learn"),
        (Self::Drills, "drills"),
        (Self::Coach, "drills"),
        (Self::Glossary, "glossary"),
        (Self::Errors, "errors"),
        (Self::Sources, "sources"),
        (Self::Sheet, "sheet"),
    ];

    /// Its name in addresses and style sheets; the answer has none.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(view, _)| *view == self).map_or("", |(_, name)| name)
    }

    /// Whether the address asks for the layout for a projector, which lessons, drills and answers have.
    pub fn is_presented(self) -> bool {
        let answers = || ["host", "image"].iter().all(|side| browser::asked(side).is_some());
        let has_slides = matches!(self, Self::Lesson | Self::Drills) || self == Self::Answer && answers();
        browser::asked("present").is_some() && has_slides
    }

    /// The way to it in the frame: those that teach have one in common.
    pub fn way(self) -> &'static str {
        match self {
            Self::Answer | Self::Fix | Self::Fleet | Self::Matrix => self.name(),
            _ => "learn",
        }
    }
}
