//! The views of the page, by the names that addresses have for them.

use super::browser;

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
        match browser::view().as_deref().map(Self::named) {
            Some(Self::Path) if browser::asked("learn").is_some() => Self::Lesson,
            view => view.unwrap_or(Self::Answer),
        }
    }

    /// The view with this name; the answer where there is none of that name.
    pub fn named(name: &str) -> Self {
        match name {
            "fix" => Self::Fix,
            "fleet" => Self::Fleet,
            "matrix" | "timeline" => Self::Matrix,
            "learn" => Self::Path,
            "drills" | "quiz" => Self::Drills,
            "glossary" => Self::Glossary,
            "errors" => Self::Errors,
            "sources" => Self::Sources,
            "sheet" => Self::Sheet,
            _ => Self::Answer,
        }
    }
}
