//! Writes parts of the site ahead of time, as JSON for the step that finishes the site (`cargo xtask build`): the first view as
//! Yew renders it without a question, the sheet below it, and a page for each error, each host, and each host with each image.

mod record;

use std::process::ExitCode;

use record::{ErrorRecord, Parts, QuestionRecord};
use wincompat::page::asked::FirstView;
use wincompat::page::details::DETAILS;
use wincompat::page::half::HALF;
use wincompat::page::learn::{ErrorArticle, ErrorArticleProps, Sheet, SheetProps};
use wincompat::page::{Page as Shown, PageProps, View};
use wincompat::rules::link;
use wincompat::teach::{card, error_page::ERROR_PAGES, question_page::QuestionPage, share};
use wincompat::{Catalogue, RULES_AS_OF, judge};
use yew::{BaseComponent, LocalServerRenderer};

/// From `error/<slug>/` to the first page.
const ROOT: &str = "../../";

fn rendered<View: BaseComponent>(props: View::Properties) -> String {
    futures_executor::block_on(LocalServerRenderer::<View>::with_props(props).hydratable(false).render())
}

fn answered(page: QuestionPage) -> QuestionRecord {
    let question = page.question();
    let verdict = judge(&question);
    let first =
        FirstView { question: question.clone(), today: RULES_AS_OF, details: Some(&DETAILS), half: Some(&HALF) };
    QuestionRecord {
        path: page.path(),
        root: page.root().to_owned(),
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
    let pages = ERROR_PAGES.iter().map(|page| ErrorRecord {
        path: page.path(),
        title: page.title.to_owned(),
        description: page.description.to_owned(),
        lead: rendered::<ErrorArticle>(ErrorArticleProps { slug: page.slug, root: ROOT }),
        question: page.question.to_owned(),
    });
    Parts {
        app: rendered::<Shown>(PageProps::default()),
        sheet: rendered::<Sheet>(SheetProps { errors: "error/", end: "/", today: RULES_AS_OF, short: true }),
        pages: pages.collect(),
        questions: QuestionPage::all(&Catalogue::builtin()).map(answered).collect(),
        as_of: RULES_AS_OF.to_string(),
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
