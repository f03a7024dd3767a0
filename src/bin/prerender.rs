//! Writes parts of the site ahead of time, as JSON for the step that finishes the site (`cargo xtask build`): the first view as
//! Yew renders it without a question, the sheet below it, and a page for each error.

use std::process::ExitCode;

use serde::Serialize;
use wincompat::page::learn::{ErrorArticle, ErrorArticleProps, Sheet, SheetProps};
use wincompat::page::{Page as Shown, PageProps};
use wincompat::rules::catalogue::RULES_AS_OF;
use wincompat::teach::error_page::ERROR_PAGES;
use yew::{BaseComponent, LocalServerRenderer};

/// The parts, as HTML.
#[derive(Serialize)]
struct Parts {
    /// What the first module will render into `#app`, to the letter, before it has read the address.
    app: String,
    /// What stands below it for readers without scripts, or before the first question.
    sheet: String,
    /// The pages of errors.
    pages: Vec<Page>,
}

/// A page of its own.
#[derive(Serialize)]
struct Page {
    /// Its folder below the site.
    path: String,
    title: &'static str,
    description: &'static str,
    /// What stands above the calculator.
    lead: String,
    /// The question that the calculator begins with, as a query; empty where it has none.
    question: &'static str,
}

/// From `error/<slug>/` to the first page.
const ROOT: &str = "../../";

fn rendered<View: BaseComponent>(props: View::Properties) -> String {
    futures_executor::block_on(LocalServerRenderer::<View>::with_props(props).hydratable(false).render())
}

fn parts() -> Parts {
    let pages = ERROR_PAGES.iter().map(|page| Page {
        path: page.path(),
        title: page.title,
        description: page.description,
        lead: rendered::<ErrorArticle>(ErrorArticleProps { slug: page.slug, root: ROOT }),
        question: page.question,
    });
    Parts {
        app: rendered::<Shown>(PageProps::default()),
        sheet: rendered::<Sheet>(SheetProps { errors: "error/", end: "/", today: RULES_AS_OF, short: true }),
        pages: pages.collect(),
    }
}

fn main() -> ExitCode {
    match serde_json::to_string(&parts()) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
