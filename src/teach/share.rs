//! Texts to hand on: the page's title and description, a line and a block of Markdown for a ticket, a frame for a wiki.
//!
//! They are made of public names and numbers only, as links are: no private image name and nothing pasted.

use crate::rules::{catalogue::RULES_AS_OF, escape, headline, link, question::Question, verdict::Verdict};

/// The height of an embedded answer, enough for the headline, the sentence and the two versions.
pub const EMBED_HEIGHT: u16 = 620;

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

/// The title of the window: the name of a lesson where there is one, and the answer where there is one.
pub fn window_title(name: &str, answer: Option<(&Question, &Verdict)>) -> String {
    let answer = answer.map(|(question, verdict)| title(question, verdict));
    let named: Vec<String> = Some(name.to_owned()).filter(|name| !name.is_empty()).into_iter().chain(answer).collect();
    if named.is_empty() { UNASKED[0].to_owned() } else { named.join(" · ") + " · wincompat" }
}

/// The description of the page: that of its answer, or of the page.
pub fn page_description(answer: Option<(&Question, &Verdict)>) -> String {
    answer.map_or_else(|| UNASKED[1].to_owned(), |(question, verdict)| description(question, verdict))
}

/// The link of a question: the page's address without its query, and the question.
pub fn url(page: &str, question: &Question) -> String {
    let page = page.split(['?', '#']).next().unwrap_or_default();
    match link::encode(question) {
        query if query.is_empty() => page.to_owned(),
        query => [page, "?", &query].concat(),
    }
}

/// One line of Markdown, for a ticket or a table: shape, answer and link.
pub fn badge(question: &Question, verdict: &Verdict, page: &str) -> String {
    let (symbol, title) = (verdict.outcome.symbol(), title(question, verdict));
    format!("[{symbol} {}]({})", escape::markdown(&title), url(page, question))
}

/// A block of Markdown for a ticket: the answer, both kinds of isolation with their reasons, rules, date and link.
pub fn markdown(question: &Question, verdict: &Verdict, page: &str) -> String {
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
    out.push_str(&format!("\nRules as of {RULES_AS_OF}: {}\n", url(page, question)));
    out
}

/// A frame with the answer for a wiki. The page shows itself without chrome for `embed=1`.
pub fn embed(question: &Question, verdict: &Verdict, page: &str) -> String {
    let url = url(page, question);
    let joint = if url.contains('?') { "&" } else { "?" };
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{EMBED_HEIGHT}\" loading=\"lazy\" style=\"border:0\"></iframe>",
        escape::html(&[&url, joint, "embed=1"].concat()),
        escape::html(&title(question, verdict))
    )
}
