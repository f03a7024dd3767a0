//! What there is to say of a host alone: until when it gets updates, and what each base image does there.

use yew::prelude::*;

use crate::page::asked::Asked;
use crate::page::browser;
use crate::page::parts::{shape, source};
use crate::rules::{
    catalogue::Catalogue, date::Date, judge::judge, lifecycle::Row, link, matrix, question::Question, release::Release,
};
use crate::teach::{question_page::QuestionPage, share};

/// Until when the host of a question gets updates and what runs on it; nothing where an image is asked about or no release is known.
pub(super) fn runs(asked: &Asked) -> Html {
    let Some(release) = asked.question.host.get().and_then(|host| host.release) else { return Html::default() };
    if asked.question.image.get().is_some() {
        return Html::default();
    }
    html! {
        <div class="block runs">
            <h3>{ "What runs on " }{ release.name }</h3>
            <Until {release} day={asked.today} />
            <ul class="chips">
                { for matrix::images(&Catalogue::releases_only()).map(|image| html! {
                    <li key={image.slug}>{ way(asked, release, image) }</li>
                }) }
            </ul>
        </div>
    }
}

/// The way to the answer for an image: to its own page, where there are pages, and within this one with a plain click.
fn way(asked: &Asked, host: &'static Release, image: &'static Release) -> Html {
    let page = QuestionPage { host, image: Some(image) };
    let question = Question { image: page.question().image, ..asked.question.clone() };
    let Some(verdict) = judge(&question) else { return Html::default() };
    let (jump, query) = (asked.jump.clone(), link::encode(&question));
    let onclick = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            jump.emit(query.clone());
        }
    };
    html! {
        <a class="chip" href={address(&page, &question)} data-jump="" data-tone={verdict.outcome.slug()} {onclick}>
            { shape(verdict.outcome.symbol()) }{ image.image_slug.unwrap_or_default() }{ " " }<small>{ verdict.outcome.word() }</small>
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

#[derive(Clone, PartialEq, Properties)]
struct UntilProps {
    release: &'static Release,
    day: Date,
}

/// The last day with updates. How many days are left is said only where somebody reads it today: what was written ahead says the day.
#[component]
fn Until(props: &UntilProps) -> Html {
    let UntilProps { release, day } = *props;
    let now = use_state_eq(|| None::<Date>);
    use_effect_with((), {
        let now = now.clone();
        move |()| now.set(Some(browser::today()))
    });
    let row = Row::of(release);
    let until = now.map_or_else(|| row.until_day(day), |today| row.until(today));
    html! {
        <p>
            { "Updates: " }{ until }{ ". " }
            { source(release.dates_source, None) }
        </p>
    }
}
