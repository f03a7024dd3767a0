//! What there is to say about one error.

use super::Html;
use super::sheet::{commands, links};
use crate::teach::error_page::ErrorPage;

/// Everything but the heading: what it means, what it does not say, what to run, the ways out. It stands under a heading of the
/// second level.
pub fn error_body(page: &ErrorPage) -> String {
    body(page, "h3")
}

/// The same under a heading of any level; `part` is the element for the headings in it.
fn body(page: &ErrorPage, part: &str) -> String {
    let mut html = Html::default();
    html.raw(r#"<div class="pair"><div>"#).element(part, "The message");
    for message in page.message {
        html.raw(r#"<pre class="message"><code>"#).text(message).raw("</code></pre>");
    }
    html.element(part, "What it means");
    for paragraph in page.means {
        html.element("p", paragraph);
    }
    html.element(part, "What it does not say").raw("<p>").text(page.not_said);
    html.source(page.source, page.rule.id()).raw("</p></div><div>").element(part, "Ways out, best first");
    html.raw(r#"<ol class="ways-out">"#);
    for fix in page.fixes {
        html.element("li", fix);
    }
    html.raw("</ol>").element(part, "What to run next");
    commands(&mut html, page.run);
    html.raw("</div></div>");
    html.finish()
}

/// The page of an error: the heading, the body, and the ways on. `root` leads from the page to the site's first page.
pub fn error_page(page: &ErrorPage, root: &str) -> String {
    let mut html = Html::default();
    html.raw(r#"<article class="card error" aria-labelledby="error-title">"#);
    html.element(r#"h1 id="error-title""#, page.title).raw(&body(page, "h2")).raw(r#"<p class="onward">"#);
    html.raw(r#"<a class="chip" href=""#).text(root).raw("?learn=").text(page.lesson);
    html.raw(r#"">The lesson about it</a></p><p class="remark">Other errors: "#);
    links(&mut html, ["../", "/"], Some(page.slug));
    html.raw("</p></article>");
    html.finish()
}
