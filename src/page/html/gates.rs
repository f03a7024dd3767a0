//! Who decides in practice: three gates, side by side, because they differ.

use super::Html;
use crate::rules::product::{self, BEFORE_VARIANTS};
use crate::rules::{
    rule::{self, Rule},
    verdict::{Documented, Gates, Support},
};

/// The three gates; nothing while the image's version is not known.
pub fn gates(gates: Option<&Gates>) -> String {
    let Some(gates) = gates else { return String::new() };
    let mut html = Html::default();
    html.raw(r#"<details class="block gates"><summary><h3>Who decides</h3><span class="glance">"#);
    glance(&mut html, gates);
    html.raw(r#"</span></summary><div class="three">"#);
    table(&mut html, gates.documented.as_ref());
    html.raw("<section><h4>Docker’s pull</h4><p>");
    answer(&mut html, "pull", Some(gates.docker_pull));
    html.raw("</p><p>Refuses an image that is newer than the host. Looks at nothing else.</p>");
    html.source(Rule::R20.source(), "R20").raw("</section><section><h4>containerd’s match</h4><ul>");
    for (variant, yes) in gates.containerd.answers() {
        html.raw("<li>");
        answer(&mut html, variant.letter, Some(yes));
        html.raw("<small>").text(variant.accepts).raw(": ").text(&variant.products());
        html.source(variant.source, "").raw("</small></li>");
    }
    html.raw("</ul>").element("small", BEFORE_VARIANTS);
    html.raw(r#"</section></div><p class="remark"><a href="?learn=who-decides">What each of them looks at</a></p></details>"#);
    html.finish()
}

/// The answers alone.
fn glance(html: &mut Html, gates: &Gates) {
    html.raw("<span>table ");
    sign(html, gates.documented.and_then(|row| row.process));
    html.raw("</span><span>pull ");
    sign(html, Some(gates.docker_pull));
    html.raw("</span><span>containerd ");
    for (variant, yes) in gates.containerd.answers() {
        html.raw(r#"<span class="letter">"#).raw(variant.letter);
        sign(html, Some(yes));
        html.raw("</span>");
    }
    html.raw("</span>");
}

fn table(html: &mut Html, row: Option<&Documented>) {
    html.raw("<section><h4>Microsoft’s table</h4>");
    match row {
        None => {
            html.raw("<p>No edition lists this pair.</p>");
        }
        Some(row) => {
            html.raw("<p>");
            answer(html, "process", row.process);
            html.raw("</p><p>");
            answer(html, "Hyper-V", row.hyperv);
            html.raw("</p><p>Edition of <time>")
                .raw(&row.edition.to_string())
                .raw("</time>, ")
                .text(row.place())
                .raw(".</p>");
        }
    }
    html.source(rule::VERSION_COMPATIBILITY, "").raw("</section>");
}

fn answer(html: &mut Html, name: &str, yes: Option<bool>) {
    html.raw(r#"<span class="verdict">"#).text(name);
    sign(html, yes);
    html.text(product::word(yes)).raw("</span>");
}

/// A shape in the colour of a support.
fn sign(html: &mut Html, yes: Option<bool>) {
    let support = match yes {
        Some(true) => Support::Supported,
        Some(false) => Support::Unsupported,
        None => Support::Unknown,
    };
    html.raw(r#"<span class="sign" data-tone=""#).raw(support.slug()).raw(r#"">"#).shape(support.symbol());
    html.element(r#"span class="unseen""#, product::word(yes)).raw("</span>");
}
