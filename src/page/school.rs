//! The views that teach: the whole matrix, the releases in time, lessons, quiz, words, errors, sources, and a sheet to print.
//!
//! A module of its own, loaded where the address asks for one of them. What stands around it belongs to the first module; words,
//! sentences, orders and drawings come from the library.

mod errors;
mod frame;
mod glossary;
mod lesson;
mod matrix;
mod path;
mod prose;
mod quiz;
mod sheet;
mod sources;
mod timeline;

use yew::{BaseComponent, Renderer};

use crate::page::{browser, frame::attach_blocks};

/// Mounts the view that the address asks for, where it is one of these.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::fail(&panic.to_string())));
    attach_blocks();
    mount(browser::view().as_deref());
}

/// Mounts a view by its name.
pub fn mount(view: Option<&str>) {
    match view {
        Some("matrix") => show::<matrix::Matrix>(),
        Some("timeline") => show::<timeline::TimelineView>(),
        Some("learn") if browser::asked("learn").is_some() => show::<lesson::LessonView>(),
        Some("learn") => show::<path::PathView>(),
        Some("quiz") => show::<quiz::QuizView>(),
        Some("glossary") => show::<glossary::GlossaryView>(),
        Some("errors") => show::<errors::ErrorsView>(),
        Some("sources") => show::<sources::SourcesView>(),
        Some("sheet") => show::<sheet::SheetView>(),
        _ => {}
    }
}

fn show<View: BaseComponent<Properties: Default>>() {
    drop(Renderer::<View>::with_root(browser::root()).render());
}
