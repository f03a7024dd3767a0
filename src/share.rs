//! Texts to hand on: the page's title and description, a line and a block of Markdown for a ticket, a frame for a wiki.
//!
//! They are made of public names and numbers only, as links are: no private image name and nothing pasted.

use crate::{Outcome, Question, RULES_AS_OF, Verdict, Versions, link, notice};

/// The height of an embedded answer, enough for the headline, the sentence and the two versions.
pub const EMBED_HEIGHT: u16 = 420;

/// What a question is about, in a few words: `ltsc2019 on Windows Server 2022`.
pub fn subject(question: &Question, verdict: &Verdict) -> String {
    let host = match verdict.host.version.revision {
        Some(_) => format!("{} ({})", verdict.host.name(), verdict.host.version),
        None => verdict.host.name(),
    };
    let mut text = format!("{} on {host}", image(question, verdict));
    if let Some(engine) = question.engine.get() {
        text.push_str(", ");
        text.push_str(engine.title());
    }
    if let Some(isolation) = question.isolation.get() {
        text.push_str(", ");
        text.push_str(isolation.title());
    }
    text
}

/// The image by its public word or its version.
fn image(question: &Question, verdict: &Verdict) -> String {
    match (verdict.image, question.image.get().map(|image| &image.versions)) {
        (Some(version), _) if version.revision.is_some() => format!("Image {version}"),
        (Some(version), _) => match notice::image_word(version.build) {
            Some(word) => word.to_owned(),
            None => format!("Image {version}"),
        },
        (None, Some(Versions::Linux)) => "A Linux image".to_owned(),
        _ => "An image of unknown version".to_owned(),
    }
}

/// The page's title: `Runs only with Hyper-V isolation: ltsc2019 on Windows Server 2022`.
pub fn title(question: &Question, verdict: &Verdict) -> String {
    format!("{}: {}", verdict.outcome.title(), subject(question, verdict))
}

/// The page's description: the subject, the answer and the first reason, without line breaks.
pub fn description(question: &Question, verdict: &Verdict) -> String {
    format!("{}. {}", title(question, verdict), because(verdict))
}

/// The sentence behind the outcome: of the kind of isolation that decides it.
pub fn because(verdict: &Verdict) -> String {
    let finding = match verdict.outcome {
        Outcome::Hyperv => &verdict.hyperv,
        _ => &verdict.process,
    };
    finding.reasons.last().map(|reason| reason.text(verdict)).unwrap_or_default()
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
    format!("[{symbol} {}]({})", escape_markdown(&title), url(page, question))
}

/// A block of Markdown for a ticket: the answer, both kinds of isolation with their reasons, rules, date and link.
pub fn markdown(question: &Question, verdict: &Verdict, page: &str) -> String {
    let mut out = format!(
        "**{} {}** — {}\n\n",
        verdict.outcome.symbol(),
        verdict.outcome.title(),
        escape_markdown(&subject(question, verdict))
    );
    for (name, finding) in [("Process isolation", &verdict.process), ("Hyper-V isolation", &verdict.hyperv)] {
        out.push_str(&format!("- {name}: {} {}", finding.support.symbol(), finding.support.title()));
        for reason in &finding.reasons {
            out.push_str(&format!(
                ". {} ([{}]({}))",
                escape_markdown(reason.text(verdict).trim_end_matches('.')),
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
        escape_html(&[&url, joint, "embed=1"].concat()),
        escape_html(&title(question, verdict))
    )
}

/// Characters that would begin a link, emphasis or code.
fn escape_markdown(text: &str) -> String {
    escape(text, |c| match c {
        '\\' => Some("\\\\"),
        '*' => Some("\\*"),
        '_' => Some("\\_"),
        '`' => Some("\\`"),
        '[' => Some("\\["),
        ']' => Some("\\]"),
        '<' => Some("\\<"),
        '|' => Some("\\|"),
        _ => None,
    })
}

/// Characters that would end an attribute or begin a tag.
fn escape_html(text: &str) -> String {
    escape(text, |c| match c {
        '&' => Some("&amp;"),
        '"' => Some("&quot;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    })
}

fn escape(text: &str, replacement: impl Fn(char) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match replacement(c) {
            Some(text) => out.push_str(text),
            None => out.push(c),
        }
    }
    out
}
