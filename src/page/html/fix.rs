//! What to do, best first, with texts to paste under a row of tabs, one for each engine.
//!
//! After the [tabs pattern](https://www.w3.org/WAI/ARIA/apg/patterns/tabs/).

use super::Html;
use crate::remedy::advice::Advice;
use crate::remedy::target::{Snippet, Target};
use crate::remedy::target::{aks, past};
use crate::rules::question::Engine;

/// The section; nothing where there is nothing to do. `checks` look first and verify afterwards.
pub fn fix(advice: &[Advice], checks: &[Snippet], engine: Option<Engine>) -> String {
    if advice.is_empty() && checks.is_empty() {
        return String::new();
    }
    let chosen = home(engine);
    let mut html = Html::default();
    html.raw(r#"<section class="card fix" id="fix" tabindex="-1" aria-labelledby="fix-title"><div class="title">"#);
    html.raw(
        r#"<h2 id="fix-title">Fix it</h2><div class="tabs" role="tablist" aria-labelledby="fix-title" data-engine=""#,
    );
    html.raw(engine.map_or("", Engine::slug)).raw(r#"">"#);
    for target in Target::ALL {
        tab(&mut html, target, target == chosen);
    }
    html.raw("</div></div>");
    for target in Target::ALL {
        panel(&mut html, target, target == chosen, advice, checks);
    }
    html.raw("</section>");
    html.finish()
}

/// The tab that fits an engine.
const fn home(engine: Option<Engine>) -> Target {
    match engine {
        None => Target::Dockerfile,
        Some(Engine::Docker) => Target::Docker,
        Some(Engine::Swarm) => Target::Swarm,
        Some(Engine::Kubernetes) => Target::Kubernetes,
        Some(Engine::Aks) => Target::Aks,
    }
}

fn tab(html: &mut Html, target: Target, selected: bool) {
    let (slug, yes) = (target.slug(), if selected { "true" } else { "false" });
    html.raw(r#"<button type="button" role="tab" id="tab-"#).raw(slug).raw(r#"" aria-controls="panel-"#).raw(slug);
    html.raw(r#"" aria-selected=""#).raw(yes).raw(if selected { r#"">"# } else { r#"" tabindex="-1">"# });
    html.text(target.title()).raw("</button>");
}

fn panel(html: &mut Html, target: Target, selected: bool, advice: &[Advice], checks: &[Snippet]) {
    let slug = target.slug();
    html.raw(r#"<div class="panel" role="tabpanel" tabindex="0" id="panel-"#)
        .raw(slug)
        .raw(r#"" aria-labelledby="tab-"#)
        .raw(slug);
    html.raw(if selected { r#""><ol class="steps">"# } else { r#"" hidden><ol class="steps">"# });
    for advice in advice {
        html.raw(r#"<li data-step=""#).raw(advice.step.id()).raw(r#"">"#);
        html.element("h3", &advice.title).element("p", &advice.text);
        blocks(html, &advice.snippets, target);
        html.raw("</li>");
    }
    html.raw("</ol>");
    if checks.iter().any(|check| check.target == target) {
        html.raw(r#"<div class="checks"><h3>Check it</h3>"#);
        blocks(html, checks, target);
        html.raw("</div>");
    }
    match target {
        Target::Kubernetes => then_and_now(html),
        Target::Aks => node_images(html),
        _ => {}
    }
    html.raw("</div>");
}

/// For people who come from Microsoft's page of 2017: what it advises, and what is done today.
fn then_and_now(html: &mut Html) {
    html.raw(r#"<details class="more"><summary>From the advice of 2017 to today</summary><div class="scroll"><table><thead><tr>"#);
    html.raw(r#"<th scope="col">2017</th><th scope="col">Today</th></tr></thead><tbody>"#);
    for row in past::TWENTY_SEVENTEEN {
        html.raw("<tr><td>").text(row.then).raw("</td><td>").text(row.now).source(row.source, "").raw("</td></tr>");
    }
    html.raw("</tbody></table></div></details>");
}

/// The Windows node images of AKS with their dates, and where its pages contradict each other.
fn node_images(html: &mut Html) {
    html.raw(r#"<details class="more"><summary>Windows versions on AKS, and when they end</summary><div class="scroll"><table>"#);
    html.raw(r#"<thead><tr><th scope="col">--os-sku</th><th scope="col">Build</th><th scope="col">Kubernetes</th>"#);
    html.raw(r#"<th scope="col">Retires</th><th scope="col">Images removed</th></tr></thead><tbody>"#);
    let day =
        |day: Option<crate::rules::date::Date>| day.map_or_else(|| "not announced".to_owned(), |day| day.to_string());
    for (release, nodes) in crate::rules::release::aks_pools() {
        html.raw("<tr><td><code>").text(nodes.sku).raw("</code>").source(nodes.source, "").raw("</td><td>");
        html.text(&release.build.to_string()).raw("</td><td>").text(&nodes.kubernetes()).raw("</td><td>");
        html.text(&day(nodes.retires)).raw("</td><td>").text(&day(nodes.images_removed)).raw("</td></tr>");
    }
    html.raw("</tbody></table></div>");
    for contradiction in aks::CONTRADICTIONS {
        html.raw(r#"<p class="remark"><b>"#).text(contradiction.about).raw(":</b> ");
        for (text, source) in [contradiction.one, contradiction.other] {
            html.text(text).source(source, "").raw(" ");
        }
        html.text(contradiction.note).raw("</p>");
    }
    html.raw("</details>");
}

/// The first block for a target, and the others on request.
fn blocks(html: &mut Html, snippets: &[Snippet], target: Target) {
    let wanted: Vec<&Snippet> = snippets.iter().filter(|snippet| snippet.target == target).collect();
    let Some((first, others)) = wanted.split_first() else { return };
    block(html, first);
    if others.is_empty() {
        return;
    }
    html.raw(r#"<details class="more"><summary>Also: "#);
    for (at, other) in others.iter().enumerate() {
        html.raw(if at == 0 { "" } else { " · " }).text(other.title);
    }
    html.raw("</summary>");
    for other in others {
        block(html, other);
    }
    html.raw("</details>");
}

fn block(html: &mut Html, snippet: &Snippet) {
    html.raw(r#"<div class="snippet" data-block><div class="bar">"#).element("h4", snippet.title);
    html.element(r#"span class="language""#, snippet.language.slug()).copy("", snippet.title);
    html.element("small", &snippet.place_and_rule()).raw("</div>");
    for remark in snippet.remarks() {
        html.element(r#"p class="remark""#, &remark);
    }
    html.raw(r#"<pre data-target=""#).raw(snippet.target.slug());
    html.raw(r#"" tabindex="0"><code>"#);
    marked(html, snippet);
    html.raw("</code></pre></div>");
}

/// The text, with what has to be edited marked.
fn marked(html: &mut Html, snippet: &Snippet) {
    let mut at = 0;
    for edit in &snippet.edits {
        let (before, edited) = (snippet.text.get(at..edit.start), snippet.text.get(edit.clone()));
        if let (Some(before), Some(edited)) = (before, edited) {
            html.text(before).element(r#"mark title="Edit this""#, edited);
            at = edit.end;
        }
    }
    html.text(snippet.text.get(at..).unwrap_or_default());
}
