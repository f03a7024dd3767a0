//! The views that teach: the matrix, lessons, incident drills, words, errors, sources, and a sheet to print.
//!
//! Behind a door of its own. What stands around it is the frame's; words, sentences, orders and drawings come from the library.

mod drills;
mod error;
mod errors;
mod frame;
mod glossary;
mod lesson;
mod matrix;
mod path;
mod picture;
mod prose;
mod sheet;
mod sources;
mod timeline;

pub use error::{ErrorArticle, ErrorArticleProps};
pub use sheet::{Sheet, SheetProps};

use yew::prelude::*;

use crate::page::view::View;

/// One of these views.
pub(super) fn view(view: View) -> Html {
    match view {
        View::Matrix => html! { <matrix::Matrix /> },
        View::Lesson => html! { <lesson::LessonView /> },
        View::Drills => html! { <drills::Session /> },
        View::Coach => html! { <drills::Coach /> },
        View::Glossary => html! { <glossary::GlossaryView /> },
        View::Errors => html! { <errors::ErrorsView /> },
        View::Sources => html! { <sources::SourcesView /> },
        View::Sheet => html! { <sheet::SheetView /> },
        _ => html! { <path::PathView /> },
    }
}
