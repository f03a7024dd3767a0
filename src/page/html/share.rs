//! Ways to hand an answer on: the link, Markdown for a ticket, a frame for a wiki.

use super::Html;
use crate::rules::{question::Question, verdict::Verdict};
use crate::teach::share;

/// The section. `page` is the address of the page without its query.
pub fn share(question: &Question, verdict: &Verdict, page: &str) -> String {
    let mut html = Html::default();
    html.raw(r#"<details class="block share"><summary><h3>Hand it on</h3></summary>"#);
    let texts = [
        ("Link", "link", share::url(page, question)),
        ("A line of Markdown", "badge", share::badge(question, verdict, page)),
        ("Markdown for a ticket", "markdown", share::markdown(question, verdict, page)),
        ("A frame for a wiki", "embed", share::embed(question, verdict, page)),
    ];
    for (title, target, text) in &texts {
        html.raw(r#"<div class="snippet" data-block><div class="bar">"#).element("h4", title).copy("", title);
        html.raw(r#"</div><pre data-share=""#)
            .raw(target)
            .raw(r#"" tabindex="0"><code>"#)
            .text(text)
            .raw("</code></pre></div>");
    }
    html.raw("</details>");
    html.finish()
}
