//! From a paste to the views that do more with it.

use yew::prelude::*;

use crate::diagnose::reading::Content;
use crate::page::asked::Asked;
use crate::page::parts::shape;
use crate::page::{browser, handed};
use crate::read::clue::FormatId;
use crate::read::job;
use crate::rules::link;
use crate::rules::question::{Choice, Question};

/// The way to the view that does more with such a text, which takes it along.
pub(super) fn onward(asked: &Asked) -> Html {
    let Some(pasted) = &asked.pasted else { return Html::default() };
    let evidence = match &pasted.reading.found {
        Content::Clues(evidence) => Some(evidence),
        Content::Words(_) => None,
    };
    let clues = evidence.map(|evidence| &evidence.clues);
    let of_images = clues.iter().flat_map(|clues| &clues.images).flat_map(|image| &image.evidence);
    let of_isolation = clues.iter().flat_map(|clues| &clues.isolation).map(|(_, evidence)| evidence);
    let formats: Vec<FormatId> = of_images.chain(of_isolation).map(|one| one.format).collect();
    let is = |of: &[FormatId]| formats.iter().any(|format| of.contains(format));
    let file = is(&[FormatId::Dockerfile, FormatId::ComposeFile, FormatId::KubernetesManifest, FormatId::HelmValues])
        || job::is_one(&pasted.text);
    let hosts = evidence.into_iter().flat_map(|evidence| &evidence.hosts);
    let nodes = hosts.filter(|(host, known)| host.name.is_some() && known.is_some()).count() > 1;
    let question = link::encode(&Question { image: Choice::Unset, ..asked.question.clone() });
    let way = |view: &str, title: &'static str, carried: &str| {
        let href = ["?view=", view, if carried.is_empty() { "" } else { "&" }, carried].concat();
        let (text, way) = (pasted.text.clone(), href.clone());
        let onclick = move |event: MouseEvent| {
            if browser::is_plain_click(&event) {
                handed::give(text.clone());
                browser::enter(&way);
            }
        };
        html! { <a key={view.to_owned()} class="tool primary" {href} {onclick}>{ title }{ shape("→") }</a> }
    };
    let file = (file && asked.failed.is_none()).then(|| way("fix", "Fix this file", &question));
    let fleet = nodes.then(|| way("fleet", "Look at all these nodes", ""));
    if file.is_none() && fleet.is_none() {
        return Html::default();
    }
    html! { <p class="block onward">{ for fleet }{ for file }</p> }
}
