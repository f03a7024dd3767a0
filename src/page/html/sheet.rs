//! The sheet to print, which is also what the first view shows without scripts: what the error means, the table, rules, commands.

use super::Html;
use crate::rules::{catalogue::Catalogue, link, matrix, verdict::Outcome};
use crate::teach::cheatsheet::{self, Command, Table};
use crate::teach::error_page::ERROR_PAGES;

/// The sheet without its rules. Links to errors begin with `errors` and end with `end`: they lead to pages, or into a view.
pub fn short_sheet(errors: &str, end: &str) -> String {
    of_parts([errors, end], |_| ())
}

/// The whole sheet.
pub fn sheet(errors: &str, end: &str) -> String {
    of_parts([errors, end], rules)
}

fn of_parts(errors: [&str; 2], rules: impl Fn(&mut Html)) -> String {
    let catalogue = Catalogue::releases_only();
    let mut html = Html::default();
    error(&mut html, errors);
    table(&mut html, &[cheatsheet::table(&catalogue), cheatsheet::clients(&catalogue)]);
    rules(&mut html);
    html.raw(r#"<section class="card block" aria-labelledby="sheet-commands"><h2 id="sheet-commands">Commands</h2>"#);
    commands(&mut html, &cheatsheet::COMMANDS);
    html.raw("</section>");
    html.finish()
}

fn error(html: &mut Html, [errors, end]: [&str; 2]) {
    let [page, ..] = &ERROR_PAGES;
    html.raw(
        r#"<section class="card block" aria-labelledby="sheet-error"><h2 id="sheet-error">What 0xc0370101 means</h2>"#,
    );
    html.element("p", page.means[0]).element("p", page.not_said).raw(r#"<ol class="ways-out">"#);
    for fix in page.fixes {
        html.element("li", fix);
    }
    html.raw("</ol><p>More about ");
    links(html, [errors, end], None);
    html.raw("</p></section>");
}

/// Links to every error but one, each by its name.
pub(super) fn links(html: &mut Html, [errors, end]: [&str; 2], but: Option<&str>) {
    let others = ERROR_PAGES.iter().filter(|page| Some(page.slug) != but);
    for (at, page) in others.enumerate() {
        html.raw(if at == 0 { "" } else { " · " }).raw(r#"<a href=""#).text(errors).raw(page.slug).text(end);
        html.raw(r#"">"#).text(page.slug).raw("</a>");
    }
}

fn table(html: &mut Html, tables: &[Table]) {
    html.raw(r#"<section class="card block" aria-labelledby="sheet-table"><h2 id="sheet-table">What runs where</h2>"#);
    html.raw(r#"<div class="scroll"><table class="small-matrix"><thead><tr><th scope="col">Host, image</th>"#);
    for image in tables.iter().take(1).flat_map(|table| &table.images) {
        html.element(r#"th scope="col""#, image.image_slug.unwrap_or_default());
    }
    html.raw("</tr></thead><tbody>");
    for table in tables {
        for (host, outcomes) in &table.rows {
            html.raw("<tr>").element(r#"th scope="row""#, host.name);
            for (image, outcome) in table.images.iter().zip(outcomes) {
                let question = matrix::question(host, image);
                html.raw(r#"<td data-tone=""#)
                    .raw(outcome.slug())
                    .raw(r#""><a href="?"#)
                    .text(&link::encode(&question));
                html.raw(r#"">"#).text(outcome.symbol()).raw(" ").text(outcome.word()).raw("</a></td>");
            }
            html.raw("</tr>");
        }
    }
    html.raw("</tbody></table></div>").raw(r#"<p class="remark">"#);
    for (at, outcome) in Outcome::ALL.iter().enumerate() {
        html.raw(if at == 0 { "" } else { " · " }).text(outcome.symbol()).raw(" ").text(outcome.word()).raw(": ");
        html.text(outcome.title());
    }
    html.raw("</p></section>");
}

fn rules(html: &mut Html) {
    html.raw(r#"<section class="card block" aria-labelledby="sheet-rules"><h2 id="sheet-rules">Rules</h2><ul class="rules">"#);
    for (rule, line) in cheatsheet::RULES {
        html.raw("<li>").text(line).source(rule.source(), rule.id()).raw("</li>");
    }
    html.raw("</ul></section>");
}

/// Commands to copy, each with what it is for and where it is typed.
pub(super) fn commands(html: &mut Html, commands: &[Command]) {
    html.raw(r#"<ul class="lines">"#);
    for command in commands {
        html.raw(r#"<li><div class="offer" data-block><code>"#).text(command.text).raw("</code>");
        html.copy("", command.what).raw("<small>").text(command.what).raw(", ").text(command.place.title());
        html.raw("</small></div></li>");
    }
    html.raw("</ul>");
}
