//! What there is to say about one error.

use super::Html;
use super::sheet::commands;
use crate::error_page::ErrorPage;

/// Everything but the heading: what it means, what it does not say, what to run, the ways out.
pub fn error_body(page: &ErrorPage) -> String {
    let mut html = Html::default();
    html.raw(r#"<div class="pair"><div><h3>The message</h3>"#);
    for message in page.message {
        html.raw(r#"<pre class="message"><code>"#).text(message).raw("</code></pre>");
    }
    html.raw("<h3>What it means</h3>");
    for paragraph in page.means {
        html.element("p", paragraph);
    }
    html.element("h3", "What it does not say").raw("<p>").text(page.not_said);
    html.source(page.source, page.rule.id()).raw("</p></div><div><h3>Ways out, best first</h3>");
    html.raw(r#"<ol class="ways-out">"#);
    for fix in page.fixes {
        html.element("li", fix);
    }
    html.raw("</ol>").element("h3", "What to run next");
    commands(&mut html, page.run);
    html.raw("</div></div>");
    html.finish()
}

/// The page of an error: the heading, the body, and the ways on. `root` leads from the page to the site's first page.
pub fn error_page(page: &ErrorPage, root: &str) -> String {
    let mut html = Html::default();
    html.raw(r#"<article class="card error" aria-labelledby="error-title">"#);
    html.element(r#"h1 id="error-title""#, page.title).raw(&error_body(page)).raw(r#"<p class="after">"#);
    if !page.question.is_empty() {
        html.raw(r#"<a class="chip" href=""#)
            .text(root)
            .raw("?")
            .text(page.question)
            .raw(r#"">See such a case answered</a>"#);
    }
    html.raw(r#"<a class="chip" href=""#).text(root).raw("?learn=").text(page.lesson);
    html.raw(r#"">The lesson about it</a><a class="chip" href=""#).text(root);
    html.raw(r#"?view=errors">Other errors</a></p></article>"#);
    html.finish()
}
