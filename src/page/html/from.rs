//! The base image to build on, and the hosts that run an image.

use super::Html;
use crate::remedy::advice::{self, Recommendation};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    image::Versions,
    link,
    question::{Choice, Isolation, Question},
    release::Family,
    verdict::Outcome,
    version::Version,
};

/// The base image to build on, for each family; nothing without a host.
pub fn from(question: &Question, recommendation: Option<&Recommendation>) -> String {
    let (Some(host), Some(recommendation)) = (question.host.get(), recommendation) else { return String::new() };
    let Some(first) = recommendation.from.first() else { return String::new() };
    let mut html = Html::default();
    html.raw(r#"<div class="block from"><div class="title"><h3>Base image for "#).text(&host.name()).raw("</h3>");
    if recommendation.isolation == Isolation::Hyperv {
        html.raw(r#"<span class="tag" data-tone="hyperv">"#)
            .shape(Outcome::Hyperv.symbol())
            .raw("with Hyper-V isolation</span>");
    }
    mine(&mut html, host);
    families(&mut html, recommendation, first.family);
    html.raw(r#"</div><ul class="lines">"#);
    line(&mut html, &first.reference(), "moves with every month’s update");
    for (tag, kind) in first.pinned.iter().zip(["stays at one update", "the same one, by its version"]) {
        line(&mut html, &format!("{}:{tag}", first.family.repository()), kind);
    }
    html.raw("</ul>");
    let unpinned = recommendation.unpinned.as_ref().filter(|_| first.pinned.is_empty());
    for note in recommendation.substitute.iter().chain(unpinned) {
        html.element(r#"p class="remark""#, note);
    }
    // With an image of that release in the question it is a notice.
    if let Some(caution) = recommendation.caution(host).filter(|_| question.image.get().is_none()) {
        html.element(r#"p class="remark""#, caution);
    }
    html.raw("</div>");
    html.finish()
}

/// Keeps the host as the reader’s own, which the page then begins with.
fn mine(html: &mut Html, host: &Host) {
    let query = link::encode(&Question { host: Choice::Set(*host), ..Question::default() });
    html.raw(r#"<button type="button" class="tool" data-keep-host=""#).text(&query);
    html.raw(r#"" aria-pressed="false" title="The page then begins with this host">My host</button>"#);
}

/// The families on offer, in the order of the library, whichever comes first here.
fn families(html: &mut Html, recommendation: &Recommendation, chosen: Family) {
    html.raw(
        r#"<fieldset class="segments small"><legend class="unseen">Family of base images</legend><div class="row">"#,
    );
    for family in Family::ALL {
        if recommendation.from.iter().any(|from| from.family == family) {
            html.raw(r#"<label><input type="radio" name="family" value=""#).raw(family.slug()).raw("\"");
            html.raw(if family == chosen { " checked>" } else { ">" }).element("span", family.title()).raw("</label>");
        }
    }
    html.raw("</div></fieldset>");
}

fn line(html: &mut Html, reference: &str, kind: &str) {
    html.raw(r#"<li><div class="offer" data-block><code><span class="keyword">FROM</span> "#)
        .text(reference)
        .raw("</code>");
    let text = format!("FROM {reference}");
    html.copy(&text, &text).element("small", kind).raw("</div></li>");
}

/// Servers that run an image as it is; nothing while the image is not known or the host is.
pub fn homes(question: &Question, catalogue: &Catalogue, today: Date) -> String {
    let version: Option<Version> = match question.image.get().map(|image| &image.versions) {
        Some(Versions::One(version)) if question.host.get().is_none() => Some(*version),
        _ => None,
    };
    let hosts = version.map(|version| advice::hosts_for(version, catalogue, today)).unwrap_or_default();
    if hosts.is_empty() {
        return String::new();
    }
    let mut html = Html::default();
    html.raw(r#"<div class="block"><h3>Runs as it is on</h3><ul class="chips">"#);
    for release in hosts {
        let asked = Question { host: Choice::Set(Host::of(release)), ..question.clone() };
        html.raw(r#"<li><a class="chip" data-jump href="?"#).text(&link::encode(&asked)).raw("\">").text(release.name);
        html.raw("</a></li>");
    }
    html.raw("</ul></div>");
    html.finish()
}
