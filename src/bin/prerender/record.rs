//! What passes from the program that writes pages ahead to the step that finishes the site: one file, compiled into both.

use serde::{Deserialize, Serialize};

/// The parts of the site that are written ahead, as HTML.
#[derive(Serialize, Deserialize)]
pub struct Parts {
    /// What the first module will render into `#app`, to the letter, before it has read the address.
    pub app: String,
    /// What stands below it for readers without scripts, or before the first question.
    pub sheet: String,
    /// The pages of errors.
    pub pages: Vec<ErrorRecord>,
    /// The pages of questions.
    pub questions: Vec<QuestionRecord>,
    /// The day of the rules.
    pub as_of: String,
}

/// The page of an error.
#[derive(Serialize, Deserialize)]
pub struct ErrorRecord {
    /// Its folder below the site.
    pub path: String,
    /// The title of the window.
    pub title: String,
    /// What it says, for those who show links.
    pub description: String,
    /// What stands above the calculator.
    pub lead: String,
    /// The question that the calculator begins with, as a query; empty where it has none.
    pub question: String,
}

/// The page of a question: what `#app` shows there at first is its answer.
#[derive(Serialize, Deserialize)]
pub struct QuestionRecord {
    /// Its folder below the site, with a slash at its end.
    pub path: String,
    /// The way back.
    pub root: String,
    /// The question, as a query.
    pub question: String,
    /// The title of the window.
    pub title: String,
    /// The title for those who show the link.
    pub heading: String,
    /// What it says, for those who show links.
    pub description: String,
    /// Whether search engines may list it.
    pub listed: bool,
    /// What `#app` holds.
    pub app: String,
    /// The answer as a picture; nothing for a host alone.
    pub card: Option<String>,
}
