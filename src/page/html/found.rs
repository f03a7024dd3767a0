//! What was found in a paste: chips, the text with marks, the error in plain words, and what to ask next.

use super::Html;
use crate::diagnose::explain::{self, Ask};
use crate::page::reading;
use crate::read::apply;
use crate::read::clue::{Clues, HostClue, ImageClue};
use crate::read::words::Meant;
use crate::rules::notice::image_word;
use crate::rules::{
    host::Host,
    image::{Image, Versions},
};
use crate::teach::error_page;

/// The whole area under the paste box.
pub fn found(text: &str, clues: &Clues, hosts: &[Host], images: &[Image]) -> String {
    let mut html = Html::default();
    html.raw(r#"<ul class="chips found" aria-label="Found in the text">"#);
    for clue in &clues.hosts {
        host(&mut html, clue, text);
    }
    for found in images {
        image(&mut html, found);
    }
    others(&mut html, clues);
    html.raw("</ul>");
    choose(&mut html, hosts.len(), images.len());
    marked(&mut html, text, clues);
    for caveat in clues.images.iter().filter_map(|image: &ImageClue| image.caveat) {
        html.element(r#"p class="remark""#, caveat.sentence());
    }
    error(&mut html, clues, hosts, images);
    html.finish()
}

/// What a few words mean, to choose from; what is looked for, where they mean nothing.
pub fn meant(meant: &Meant) -> String {
    let mut html = Html::default();
    if meant.is_empty() {
        nothing(&mut html);
        return html.finish();
    }
    if let Some(question) = meant.question() {
        html.element(r#"p class="note""#, question);
    }
    html.raw(r#"<ul class="chips found" aria-label="What it may mean">"#);
    for host in &meant.hosts {
        host_chip(&mut html, host, "");
    }
    for meant in &meant.images {
        image(&mut html, meant);
    }
    html.raw("</ul>");
    html.finish()
}

fn nothing(html: &mut Html) {
    html.raw(r#"<p class="note" data-nothing>Nothing recognised. Looked for:</p><ul class="looked">"#);
    for looked_for in explain::LOOKED_FOR {
        html.element("li", looked_for);
    }
    html.raw("</ul>");
}

/// A host: a button that puts it into the question, or a name without a version.
fn host(html: &mut Html, clue: &HostClue, text: &str) {
    let name = clue.name.as_deref().unwrap_or_default();
    let Some(host) = apply::host(clue, text, None) else {
        html.raw(r#"<li><span class="chip" data-what="host"><b>Host</b> "#)
            .text(name)
            .raw(" <small>version not given</small></span></li>");
        return;
    };
    host_chip(html, &host, name);
}

fn host_chip(html: &mut Html, host: &Host, name: &str) {
    html.raw(r#"<li><button type="button" class="chip" data-what="host" aria-pressed="false" data-set-host=""#);
    html.text(&host_key(host)).raw(r#""><b>Host</b> "#);
    html.text(&host.version.to_string()).raw(" <small>").text(&host.name());
    html.raw(if name.is_empty() { "" } else { ", " }).text(name).raw("</small></button></li>");
}

/// What the button of a host says, and what the page compares its question with.
pub fn host_key(host: &Host) -> String {
    format!("{} {}", host.version, host.kind)
}

/// An image: a button that puts it into the question.
fn image(html: &mut Html, image: &Image) {
    let name = image.reference_text();
    let detail = match &image.versions {
        Versions::One(version) => {
            image_word(version.build).map_or_else(|| version.to_string(), |word| format!("{version}, {word}"))
        }
        Versions::Several(builds) => {
            let words: Vec<_> = builds.iter().filter_map(|build| image_word(*build)).collect();
            words.join(", ")
        }
        Versions::Linux => "a Linux image".to_owned(),
        Versions::Unknown => "its name does not say which Windows".to_owned(),
    };
    let mut written = crate::page::wire::Writer::default();
    image.write(&mut written);
    html.raw(r#"<li><button type="button" class="chip" data-what="image" aria-pressed="false" data-set-image=""#);
    html.text(&written.finish()).raw(r#""><b>Image</b> "#).text(name.as_deref().unwrap_or_default());
    html.raw(" <small>").text(&detail).raw("</small></button></li>");
}

/// Error, isolation, engine and what is left alone.
fn others(html: &mut Html, clues: &Clues) {
    if let Some(error) = &clues.error {
        html.raw(r#"<li><a class="chip" data-what="error" href="#).raw(r##""#explained"><b>Error</b> "##);
        html.text(explain::explain(error).title).raw("</a></li>");
    }
    if let Some((isolation, _)) = &clues.isolation {
        html.raw(
            r#"<li><button type="button" class="chip" data-what="isolation" aria-pressed="false" data-set-isolation=""#,
        );
        html.raw(isolation.slug()).raw(r#""><b>Isolation</b> "#).text(isolation.title()).raw("</button></li>");
    }
    if let Some((engine, _)) = &clues.engine {
        html.raw(r#"<li><button type="button" class="chip" data-what="engine" aria-pressed="false" data-set-engine=""#);
        html.raw(engine.slug()).raw(r#""><b>Engine</b> "#).text(engine.title()).raw("</button></li>");
    }
    if clues.linux_nodes > 0 {
        html.raw(r#"<li><span class="chip" data-what="linux">"#).text(&clues.linux_nodes.to_string());
        html.raw(if clues.linux_nodes == 1 { " Linux node" } else { " Linux nodes" }).raw(", left alone</span></li>");
    }
}

fn choose(html: &mut Html, hosts: usize, images: usize) {
    let sentence = match (hosts > 1, images > 1) {
        (true, true) => "Several hosts and images: choose one of each.",
        (true, false) => "Several hosts: choose one.",
        (false, true) => "Several images: choose one.",
        _ => return,
    };
    html.element(r#"p class="note""#, sentence);
}

/// Lines around a mark that are shown, and how many lines at most.
const MOST_LINES: usize = 12;
/// The most of a line that is shown before and after its marks.
const AROUND: usize = 48;

/// The lines with something in them, marked.
fn marked(html: &mut Html, text: &str, clues: &Clues) {
    let marks = reading::marks(clues);
    let mut shown = 0;
    let mut at = 0;
    html.raw(r#"<details class="excerpt"><summary>Where it says so</summary><pre><code>"#);
    while at < marks.len() && shown < MOST_LINES {
        let line_end = text[marks[at].0.start..].find('\n').map_or(text.len(), |end| marks[at].0.start + end);
        let last = marks[at..].iter().take_while(|(span, _)| span.start <= line_end).count();
        line(html, text, &marks[at..at + last.max(1)]);
        at += last.max(1);
        shown += 1;
    }
    if at < marks.len() {
        html.raw("…\n");
    }
    html.raw("</code></pre></details>");
}

/// One line, or several where a mark goes over the end.
fn line(html: &mut Html, text: &str, marks: &[reading::Mark]) {
    let Some(((first, _), (last, _))) = marks.first().zip(marks.last()) else { return };
    let line_start = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    let mut at = floor(text, line_start.max(first.start.saturating_sub(AROUND)));
    html.raw(if at > line_start { "…" } else { "" });
    for (span, what) in marks {
        html.text(text.get(at..span.start).unwrap_or_default());
        html.raw(r#"<mark data-what=""#)
            .raw(what)
            .raw("\">")
            .text(text.get(span.start..span.end).unwrap_or_default())
            .raw("</mark>");
        at = span.end;
    }
    let line_end = text[last.end..].find('\n').map_or(text.len(), |end| last.end + end);
    let end = floor(text, line_end.min(last.end + AROUND));
    html.text(text.get(at..end).unwrap_or_default()).raw(if end < line_end { "…\n" } else { "\n" });
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The error in plain words, and what is missing for an answer.
fn error(html: &mut Html, clues: &Clues, hosts: &[Host], images: &[Image]) {
    let missing = explain::missing_with(clues, images);
    let Some(error) = &clues.error else {
        if let Some(missing) = missing {
            html.raw(r#"<div class="explained" data-missing>"#);
            ask(html, &missing);
            html.raw("</div>");
        }
        return;
    };
    let explained = explain::explain(error);
    html.raw(r#"<div class="explained" id="explained" tabindex="-1">"#).element("h3", explained.title);
    html.element("p", explained.means);
    let known = (only(hosts).map(|host| host.version), only(images).and_then(|image| image.version_on(hosts.first()?)));
    if let (Some(host), Some(image)) = known
        && let Some(cause) = explain::likely_cause(error.code, host, image)
    {
        html.raw("<p><b>Likely cause:</b> ").text(cause).raw("</p>");
    }
    html.raw("<p>")
        .text(explained.silent)
        .source(explained.source, explained.rules.first().copied().unwrap_or(""))
        .raw("</p>");
    if hosts.len() == 1 && images.len() == 1 {
        html.raw(r##"<p><a class="to-answer" href="#answer">To the answer</a></p>"##);
    }
    if let Some(page) = error_page::of(error.code) {
        html.raw(r##"<p><a href="?view=errors#"##).raw(page.slug).raw("\">All about this error</a></p>");
    }
    // With both versions at hand the answer is on the page already.
    if let Some(next) = missing.or_else(|| known.1.is_none().then_some(explained.next())) {
        ask(html, &next);
    }
    html.raw("</div>");
}

fn only<T>(items: &[T]) -> Option<&T> {
    match items {
        [one] => Some(one),
        _ => None,
    }
}

/// What to run next, and paste back.
fn ask(html: &mut Html, ask: &Ask) {
    html.raw(r#"<p class="next-ask">"#)
        .text(ask.sentence)
        .raw(r#"</p><div class="offer" data-block><code>"#)
        .text(ask.command);
    html.raw("</code>").copy(ask.command, ask.command).raw("<small>run this, and paste what it prints</small></div>");
}
