//! Writes parts of the site ahead of time, as JSON for the step that finishes the site (`cargo xtask build`): the first view as
//! Yew renders it without a question, the sheet below it, and a page for each error, each host, and each host with each image.

use std::process::ExitCode;

use serde::Serialize;
use wincompat::page::asked::First;
use wincompat::page::details::DETAILS;
use wincompat::page::learn::{ErrorArticle, ErrorArticleProps, Sheet, SheetProps};
use wincompat::page::{Page as Shown, PageProps, View};
use wincompat::rules::link;
use wincompat::teach::{card, error_page::ERROR_PAGES, question_page::QuestionPage, share};
use wincompat::{Catalogue, Date, RULES_AS_OF, judge};
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
    /// The pages of questions.
    questions: Vec<Answered>,
    /// The day of the rules.
    as_of: Date,
}

/// The page of a question: what `#app` shows there at first is its answer.
#[derive(Serialize)]
struct Answered {
    /// Its folder below the site, with a slash at its end.
    path: String,
    /// The way back.
    root: &'static str,
    /// The question, as a query.
    question: String,
    /// The title of the window.
    title: String,
    /// The title for those who show the link.
    heading: String,
    description: String,
    /// Whether search engines may list it.
    listed: bool,
    app: String,
    /// The answer as a picture; nothing for a host alone.
    card: Option<String>,
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

fn answered(page: QuestionPage) -> Answered {
    let question = page.question();
    let verdict = judge(&question);
    let first = First { question: question.clone(), today: RULES_AS_OF, details: Some(&DETAILS) };
    Answered {
        path: page.path(),
        root: page.root(),
        question: link::encode(&question),
        title: share::window_title("", &question, verdict.as_ref()),
        heading: share::page_title(&question, verdict.as_ref()),
        description: share::page_description(&question, verdict.as_ref(), RULES_AS_OF),
        listed: !page.has_ended(RULES_AS_OF),
        app: rendered::<Shown>(PageProps { view: View::Answer, first: Some(first) }),
        card: verdict.map(|verdict| card::svg(&question, &verdict)),
    }
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
        questions: QuestionPage::all(&Catalogue::builtin()).map(answered).collect(),
        as_of: RULES_AS_OF,
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
