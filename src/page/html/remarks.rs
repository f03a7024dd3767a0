//! The first thing to do, the reasons, and what else to know.

use super::Html;
use crate::diagnose::explain;
use crate::read::clue::ErrorClue;
use crate::remedy::advice::Advice;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    headline,
    host::Host,
    link,
    notice::{self, Notice},
    question::{Choice, Question},
    reason::Reason,
    verdict::{Outcome, Verdict},
};
use crate::teach::learn;

/// The headline, and the way to the answer, for screens on which it is below.
pub fn cue(verdict: &Verdict) -> String {
    let mut html = Html::default();
    html.raw(r##"<a class="cue" href="#answer" data-tone=""##).raw(verdict.outcome.slug()).raw("\">");
    html.shape(verdict.outcome.symbol()).raw("<span>").text(headline::heading(verdict)).raw("</span>");
    html.shape("↓").raw("</a>");
    html.finish()
}

/// The way to the first thing to do, which stands below; and what else an error comes from that was pasted and does not fit the
/// verdict.
pub fn next(verdict: &Verdict, pasted: Option<&ErrorClue>, advice: &[Advice]) -> String {
    let mut html = Html::default();
    let runs = matches!(verdict.outcome, Outcome::Process | Outcome::Depends);
    if let Some((error, image)) = pasted.zip(verdict.image).filter(|_| runs)
        && let Some(cause) = explain::likely_cause(error.code, verdict.host.version, image)
    {
        html.raw(r#"<p class="pasted"><b>But you pasted an error.</b> "#).text(cause).raw("</p>");
    }
    if let Some(first) = advice.first() {
        html.raw(r##"<a class="next" href="#fix">"##).text(&first.title).shape("↓").raw("</a>");
    }
    html.finish()
}

/// What an error that was pasted means, while there is no verdict yet.
pub fn pasted(error: &ErrorClue) -> String {
    let explained = explain::explain(error);
    let mut html = Html::default();
    html.raw(r#"<p class="pasted"><b>"#).text(explained.title).raw(".</b> ").text(explained.means);
    html.raw(r##" <a href="#explained">What to run next</a></p>"##);
    html.finish()
}

/// What there is to say of a Linux image, whatever the host.
pub fn linux() -> String {
    let mut html = Html::default();
    html.raw(r#"<p class="pasted"><b>This is a Linux image.</b> No Windows host runs it as a Windows container: use the Linux engine"#);
    html.raw(", or look for a Windows tag of it.").source(Reason::LinuxImage.source(), Reason::LinuxImage.rule().id());
    html.raw("</p>");
    html.finish()
}

/// The reasons, in the order in which the rules fired.
pub fn why(verdict: &Verdict) -> String {
    let mut html = Html::default();
    html.raw(r#"<details class="block why" open><summary><h3>Why</h3></summary><ol>"#);
    for reason in verdict.reasons() {
        html.raw("<li>").text(&reason.text(verdict)).source(reason.source(), reason.rule().id()).raw("</li>");
    }
    html.raw("</ol>");
    lessons(&mut html, verdict);
    html.raw("</details>");
    html.finish()
}

/// The lessons about the rules that fired.
fn lessons(html: &mut Html, verdict: &Verdict) {
    let lessons = learn::about(&verdict.rules());
    if lessons.is_empty() {
        return;
    }
    html.raw(r#"<p class="remark">Learn more: "#);
    for (at, lesson) in lessons.iter().enumerate() {
        html.raw(if at == 0 { "" } else { " · " }).raw(r#"<a href="?learn="#).raw(lesson.slug).raw(r#"">"#);
        html.text(lesson.title).raw("</a>");
    }
    html.raw("</p>");
}

/// What else to know, most important first; nothing where there is nothing.
pub fn notices(question: &Question, verdict: &Verdict, catalogue: &Catalogue, today: Date) -> String {
    let Some(image) = question.image.get() else { return String::new() };
    let notices = notice::notices(question, verdict, catalogue, today);
    if notices.is_empty() {
        return String::new();
    }
    let mut html = Html::default();
    html.raw(r#"<div class="block notices"><h3>Also worth knowing</h3><ul>"#);
    for notice in &notices {
        html.raw(r#"<li data-notice=""#).raw(notice.id()).raw(r#"">"#).text(&notice.text(verdict, image));
        html.source(notice.source(), "");
        if let Notice::SharedBuild(other) = notice {
            other_kind(&mut html, question, Host::new(verdict.host.version, Some(other.kind)), other.name);
        }
        html.raw("</li>");
    }
    html.raw("</ul></div>");
    html.finish()
}

/// One click to the other release that shares the host's build.
fn other_kind(html: &mut Html, question: &Question, host: Host, name: &str) {
    let other = Question { host: Choice::Set(host), ..question.clone() };
    html.raw(r#" <a class="chip" data-jump href="?"#)
        .text(&link::encode(&other))
        .raw(r#"">It is "#)
        .text(name)
        .raw("</a>");
}
