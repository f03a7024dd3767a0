//! What to do, best first, with texts to paste under a row of tabs, one for each engine.
//!
//! After the [tabs pattern](https://www.w3.org/WAI/ARIA/apg/patterns/tabs/).

use super::Html;
use crate::advice::Advice;
use crate::{Engine, Snippet, Target};

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
    html.raw("</div>");
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
    html.element("small", snippet.place).raw(r#"</div><pre data-target=""#).raw(snippet.target.slug());
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
