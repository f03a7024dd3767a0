//! What there is to say of a host alone: what each base image does there.

use yew::prelude::*;

use crate::page::asked::Asked;
use crate::page::browser;
use crate::page::parts::{jump, shape};
use crate::remedy::advice;
use crate::rules::{
    catalogue::Catalogue,
    host::Host,
    judge::judge,
    link, matrix, order,
    question::{Choice, Question},
    release::Release,
    verdict::Outcome,
};
use crate::teach::{question_page::QuestionPage, share};

/// What runs on the host of a question: first what runs best, and apart what gets no more updates. Nothing where an image is asked
/// about or no release is known.
pub(super) fn runs(asked: &Asked) -> Html {
    let Some(release) = asked.question.host.get().and_then(|host| host.release) else { return Html::default() };
    if asked.question.image.get().is_some() {
        return Html::default();
    }
    let catalogue = Catalogue::releases_only();
    let (ended, supported): (Vec<ImageOnHost>, Vec<ImageOnHost>) = matrix::images(&catalogue)
        .filter_map(|image| way(asked, release, image))
        .partition(|way| way.image.end().is_some_and(|end| end < asked.today));
    html! {
        <div class="block runs">
            <h3>{ "What runs on " }{ release.name }</h3>
            { chips(asked, supported) }
            <details class="more" hidden={ended.is_empty()}>
                <summary>{ "Images that get no more updates" }</summary>
                { chips(asked, ended) }
            </details>
        </div>
    }
}

/// That a build is shared by a server and a client, and the way to the other one. With an image it is a notice.
pub(super) fn twin(asked: &Asked) -> Html {
    let host = asked.question.host.get().filter(|_| asked.question.image.get().is_none());
    let Some((host, other)) = host.and_then(|host| Some((host, host.open_twin()?))) else { return Html::default() };
    let question = Question { host: Choice::Set(Host::new(host.version, Some(other.kind))), ..asked.question.clone() };
    let way = jump(&asked.jump, link::encode(&question), &["It is ", other.name].concat());
    html! { <p class="block twin" data-notice="shared-build">{ host.assumed(other) }{ " " }{ way }</p> }
}

/// Where to go from a host whose updates end soon; nothing where an image is asked about.
pub(super) fn successor(asked: &Asked) -> Html {
    let Question { host, image, engine, .. } = &asked.question;
    let host = host.get().filter(|_| image.get().is_none());
    let said =
        host.and_then(|host| advice::successor(host, engine.get().copied(), &Catalogue::releases_only(), asked.today));
    let Some(said) = said else { return Html::default() };
    html! { <p class="block successor">{ said }{ " " }<a href="?view=fleet">{ "Plan it for your fleet" }</a></p> }
}

/// An image on the host, and what becomes of it.
struct ImageOnHost {
    image: &'static Release,
    page: QuestionPage,
    question: Question,
    outcome: Outcome,
}

fn way(asked: &Asked, host: &'static Release, image: &'static Release) -> Option<ImageOnHost> {
    let page = QuestionPage { host, image: Some(image) };
    let question = Question { image: page.question().image, ..asked.question.clone() };
    let outcome = judge(&question)?.outcome;
    Some(ImageOnHost { image, page, question, outcome })
}

fn chips(asked: &Asked, mut ways: Vec<ImageOnHost>) -> Html {
    order::by_key(&mut ways, |way| Outcome::ALL.iter().position(|outcome| *outcome == way.outcome));
    html! { <ul class="chips">{ for ways.iter().map(|way| html! { <li key={way.image.slug}>{ chip(asked, way) }</li> }) }</ul> }
}

/// The way to the answer for an image: to its own page, where there are pages, and within this one with a plain click.
fn chip(asked: &Asked, way: &ImageOnHost) -> Html {
    let ImageOnHost { image, page, question, outcome } = way;
    let (jump, query) = (asked.jump.clone(), link::encode(question));
    let onclick = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            jump.emit(query.clone());
        }
    };
    html! {
        <a class="chip" href={address(page, question)} data-jump="" data-tone={outcome.slug()} {onclick}>
            { shape(outcome.symbol()) }{ image.tag_word() }{ " " }<small>{ outcome.word() }</small>
        </a>
    }
}

/// Written ahead, it stands on the page of the host, and those of the images are in folders of that one.
fn address(page: &QuestionPage, question: &Question) -> String {
    match cfg!(target_arch = "wasm32") {
        true => share::url(&browser::home(), question),
        false => page.path().trim_start_matches(page.host.slug).trim_start_matches('/').to_owned(),
    }
}
