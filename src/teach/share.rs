//! Texts to hand on: the page's title and description, a line and a block of Markdown for a ticket, a frame for a wiki.
//!
//! They are made of public names and numbers only, as links are: no private image name and nothing pasted.

use crate::diagnose::Diagnosis;
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    date::Date,
    escape, headline,
    judge::judge,
    lifecycle::Row,
    link, matrix,
    question::Question,
    release::{Channel, Release},
    verdict::{Outcome, Verdict},
};
use crate::teach::question_page::QuestionPage;

/// The height of an embedded answer, enough for the headline, the sentence and the two versions.
pub const EMBED_HEIGHT: u16 = 620;

/// What texts about a pair don’t hold, where something failed.
pub const VERSIONS_ALONE: &str =
    "These texts are about the two versions. To hand on what failed, use “Copy for a ticket” above.";

/// What the link of the page doesn't hold, where something failed.
pub const LINK_ALONE: &str =
    "The link carries the versions, not your text. To pass on what failed, use “Copy for a ticket” in the answer.";

/// The same where the link leads to the page of the error, as the text names no versions.
pub const LINK_TO_ERROR: &str = "The link leads to the page about this error, not to your text. To pass on what failed, use “Copy for a \
                                 ticket” in the answer.";

/// What a question is about: `ltsc2019 on Windows Server 2022, Kubernetes`, with exact versions where they are given.
pub fn subject(question: &Question, verdict: &Verdict) -> String {
    let mut text = exact(headline::title(question), verdict);
    let engine = question.engine.get().map(|engine| engine.title());
    let isolation = question.isolation.get().map(|isolation| isolation.title());
    for word in [engine, isolation].into_iter().flatten() {
        text.push_str(", ");
        text.push_str(word);
    }
    text
}

/// A subject with the host's exact version, where that was given.
fn exact(subject: Option<String>, verdict: &Verdict) -> String {
    let version = verdict.host.version;
    subject.unwrap_or_default() + &version.revision.map(|_| format!(" ({version})")).unwrap_or_default()
}

/// The page's title: `ltsc2019 on Windows Server 2022: only with Hyper-V isolation`.
pub fn title(question: &Question, verdict: &Verdict) -> String {
    format!("{}: {}", exact(headline::subject(question), verdict), headline::says(question, verdict))
}

/// The page's description: the answer, the subject, and why in one sentence.
pub fn description(question: &Question, verdict: &Verdict) -> String {
    format!("{}. {}", title(question, verdict), headline::sentence(question, verdict))
}

/// The title and the description of `index.html`.
const UNASKED: [&str; 2] = [
    "wincompat: will this Windows container run here?",
    "Will this Windows container image run on this Windows host, and if not, what exactly has to change?",
];

/// What a page is called: by its answer, by its host, or by what it does.
pub fn page_title(question: &Question, verdict: Option<&Verdict>) -> String {
    match (verdict, QuestionPage::of(question)) {
        (Some(verdict), _) => title(question, verdict),
        (None, Some(page)) => format!("{}: which Windows container images run on it", page.host.name),
        (None, None) => UNASKED[0].to_owned(),
    }
}

/// The title of the window: the name of a lesson where there is one, as it doesn’t give the answer away, and else what the page is
/// called where it asks something.
pub fn window_title(name: &str, question: &Question, verdict: Option<&Verdict>) -> String {
    let title = if name.is_empty() { page_title(question, verdict) } else { name.to_owned() };
    if title == UNASKED[0] { title } else { title + " · wincompat" }
}

/// The title of the window and the description of the page. A text about a failure is called by what failed: the versions may fit
/// all the same.
pub fn window(
    name: &str,
    failed: Option<&Diagnosis>,
    question: &Question,
    verdict: Option<&Verdict>,
    today: Date,
) -> [String; 2] {
    match failed {
        Some(Diagnosis { title, text, .. }) => [window_title(title, question, None), text.clone()],
        None => [window_title(name, question, verdict), page_description(question, verdict, today)],
    }
}

/// The description of the page: that of its answer, of its host, or of the page.
pub fn page_description(question: &Question, verdict: Option<&Verdict>, today: Date) -> String {
    match (verdict, QuestionPage::of(question)) {
        (Some(verdict), _) => description(question, verdict),
        (None, Some(page)) => of_host(page.host, today),
        (None, None) => UNASKED[1].to_owned(),
    }
}

/// Until when a host gets updates, and what the long-term images do there: `… Process isolation: ltsc2022. Hyper-V: ltsc2019, ltsc2016.`
fn of_host(host: &'static Release, today: Date) -> String {
    let catalogue = Catalogue::releases_only();
    let images = matrix::images(&catalogue).filter(|image| image.channel == Channel::Ltsc);
    let outcome = |image| judge(&matrix::question(host, image)).map_or(Outcome::Unknown, |verdict| verdict.outcome);
    let cells: Vec<_> = images.map(|image| (outcome(image), image.image_slug.unwrap_or_default())).collect();
    let mut text = format!("{}. {}.", host.name, Row::of(host).sentence_day(today));
    for one in Outcome::ALL {
        let words: Vec<&str> = cells.iter().filter(|(outcome, _)| *outcome == one).map(|(_, word)| *word).collect();
        if !words.is_empty() {
            text.push_str(&format!(" {}: {}.", one.title(), words.join(", ")));
        }
    }
    text
}

/// Where links to questions lead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Home {
    /// A site, by its address with a slash at the end. Some questions have a page of their own there.
    Site(String),
    /// A page alone, by its address.
    Page(String),
}

/// The link of a question: to its own page where it has one, otherwise to the page with the question in the query.
pub fn url(home: &Home, question: &Question) -> String {
    match (home, QuestionPage::of(question)) {
        (Home::Site(site), Some(page)) => [site, page.path().as_str()].concat(),
        _ => asked_of(home, &link::encode(question)),
    }
}

/// What to share of an address that is not of this form: the same, where it asks no more than a page of its own answers.
pub fn url_of_query(home: &Home, query: &str) -> Option<String> {
    let Home::Site(site) = home else { return None };
    Some([site, QuestionPage::of_query(query.trim_start_matches('?'))?.path().as_str()].concat())
}

/// The link of an error by the [path](crate::teach::error_page::ErrorPage::path) of its page; in one file, to its place in the view of
/// all of them.
pub fn url_of_error(home: &Home, path: &str) -> String {
    match home {
        Home::Site(site) => [site, path, "/"].concat(),
        Home::Page(_) => [&asked_of(home, "view=errors"), "#", path.trim_start_matches("error/")].concat(),
    }
}

fn asked_of(home: &Home, query: &str) -> String {
    let (Home::Site(page) | Home::Page(page)) = home;
    let page = page.split(['?', '#']).next().unwrap_or_default();
    if query.is_empty() { page.to_owned() } else { [page, "?", query].concat() }
}

/// One line of Markdown, for a ticket or a table: shape, answer and link.
pub fn badge(question: &Question, verdict: &Verdict, home: &Home) -> String {
    let (symbol, title) = (verdict.outcome.symbol(), title(question, verdict));
    format!("[{symbol} {}]({})", escape::markdown(&title), url(home, question))
}

/// A block of Markdown for a ticket: the answer, both kinds of isolation with their reasons, rules, date and link.
pub fn markdown(question: &Question, verdict: &Verdict, home: &Home) -> String {
    let mut out = format!(
        "**{} {}**: {}\n\n{}\n\n",
        verdict.outcome.symbol(),
        headline::heading(verdict),
        escape::markdown(&subject(question, verdict)),
        headline::sentence(question, verdict)
    );
    for (name, finding) in [("Process isolation", &verdict.process), ("Hyper-V isolation", &verdict.hyperv)] {
        out.push_str(&format!("- {name}: {} {}", finding.support.symbol(), finding.support.title()));
        for reason in &finding.reasons {
            out.push_str(&format!(
                ". {} ([{}]({}))",
                escape::markdown(reason.text(verdict).trim_end_matches('.')),
                reason.rule().id(),
                reason.source()
            ));
        }
        out.push('\n');
    }
    out.push_str(&format!("\nRules as of {RULES_AS_OF}: {}\n", url(home, question)));
    out
}

/// A frame with the answer for a wiki. The page shows itself without chrome for `embed=1`.
pub fn embed(question: &Question, verdict: &Verdict, home: &Home) -> String {
    let query = link::encode(question);
    let joint = if query.is_empty() { "" } else { "&" };
    let url = asked_of(home, &[&query, joint, "embed=1"].concat());
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{EMBED_HEIGHT}\" loading=\"lazy\" style=\"border:0\"></iframe>",
        escape::html(&url),
        escape::html(&title(question, verdict))
    )
}
