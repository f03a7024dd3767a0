//! The answer: a sentence with its subject, what to do first, and the numbers. What stands below is behind a door.

mod numbers;

use yew::prelude::*;

use super::asked::{Asked, Details, Half, Pastes};
use super::parts::{Until, headline, place, source};
use crate::diagnose::reading::Content;
use crate::rules::headline as words;
use crate::rules::lifecycle::of_image;
use crate::rules::matrix::MatrixFilter;
use crate::rules::name::visible;
use crate::rules::question::{Choice, Question};
use crate::rules::verdict::Verdict;

/// What is behind the doors, where they are open.
pub(super) struct Opened {
    pub(super) details: Option<&'static Details>,
    pub(super) half: Option<&'static Half>,
    pub(super) pastes: Option<&'static Pastes>,
}

pub(super) fn answer(asked: &Asked, behind: &Opened) -> Html {
    let Opened { details, half, pastes } = *behind;
    let diagnosis = pastes.filter(|_| asked.failed.is_some()).map(|pastes| (pastes.diagnosis)(asked));
    let Question { host, image, .. } = &asked.question;
    let unset = *host == Choice::Unset && *image == Choice::Unset;
    let several =
        pastes.filter(|_| unset && diagnosis.is_none() && is_read(asked)).map(|pastes| (pastes.several)(asked));
    let onward = place("onward", pastes.map(|pastes| (pastes.onward)(asked)).unwrap_or_default());
    let nothing = unset && diagnosis.is_none() && several.is_none();
    let turned = nothing && MatrixFilter::of(&asked.question) != MatrixFilter::default();
    let matrix = half.filter(|_| turned).map(|half| (half.matrix)(asked));
    html! {
        <section class={if nothing && matrix.is_none() { "answer" } else { "card answer" }} id="answer" tabindex="-1" aria-label="Answer">
            { place("diagnosis", diagnosis.unwrap_or_default()) }
            { match &asked.verdict {
                Some(verdict) => shown(asked, verdict, details, onward),
                None if nothing => html! { <div key="nothing" class={matrix.is_some().then_some("block")} data-matrix={matrix.is_some().then_some("")}>{ for matrix }</div> },
                None if several.is_some() => html! {
                    <div key="several">{ for several }{ onward }{ for half.map(|half| (half.halves)(asked)) }</div>
                },
                None => open(asked, half, onward),
            } }
        </section>
    }
}

/// Whether anything is known of a question: a text in which nothing was found leaves the first page as it is.
pub(super) fn has_something(asked: &Asked) -> bool {
    let Question { host, image, .. } = &asked.question;
    *host != Choice::Unset || *image != Choice::Unset || asked.failed.is_some() || is_read(asked)
}

/// Whether something was found in a paste.
fn is_read(asked: &Asked) -> bool {
    asked.pasted.as_ref().is_some_and(|pasted| matches!(pasted.reading.found, Content::Clues(_)))
}

fn shown(asked: &Asked, verdict: &Verdict, details: Option<&'static Details>, onward: Html) -> Html {
    let outcome = verdict.outcome;
    let failed = asked.failed();
    html! {
        <div key="verdict" data-verdict="" data-outcome={outcome.slug()} data-process={verdict.process.support.slug()}
            data-hyperv={verdict.hyperv.support.slug()}>
            if !failed.is_some_and(|failed| failed.is_about(verdict)) {
                { headline(outcome.slug(), outcome.symbol(), &words::own_line(&asked.question, verdict),
                    html! { <p>{ words::sentence(&asked.question, verdict) }</p> }) }
                { place("first", details.map(|details| (details.first)(asked)).unwrap_or_default()) }
            }
            { onward }
            if !failed.is_some_and(|failed| failed.belies(verdict)) {
                { numbers::numbers(asked, verdict) }
            }
            { for details.map(|details| (details.beside)(asked)) }
        </div>
    }
}

/// Half a question.
fn open(asked: &Asked, half: Option<&'static Half>, onward: Html) -> Html {
    let Question { host, image, .. } = &asked.question;
    // Names are read behind the door: while that is shut, none was misunderstood.
    let read = half.is_some();
    let (title, text) = match (host, image) {
        (Choice::Set(host), Choice::Bad(bad)) if read => (
            format!("Which image should run on {}?", host.name()),
            format!("“{}” isn’t the name of an image.", visible(&bad.text)),
        ),
        (Choice::Bad(bad), Choice::Set(image)) if read => (
            format!("Which host should run {}?", words::own_word(image)),
            format!("“{}” isn’t a Windows release we know.", visible(&bad.text)),
        ),
        (Choice::Set(host), _) => (format!("Which image should run on {}?", host.name()), String::new()),
        (_, Choice::Set(image)) => (format!("Which host should run {}?", words::own_word(image)), String::new()),
        _ => ("Which image, on which host?".to_owned(), "We can’t read either field.".to_owned()),
    };
    html! {
        <div key="none">
            if asked.failed.is_none() {
                { headline("open", "?", &title, beneath(asked, text)) }
            }
            { onward }
            <div key="halves">{ for half.map(|half| (half.halves)(asked)) }</div>
        </div>
    }
}

/// What goes with the title of half a question: until when the host gets updates, or what the image is built on.
fn beneath(asked: &Asked, text: String) -> Html {
    let release = asked.question.host.get().and_then(|host| host.release);
    match release.filter(|_| asked.question.image == Choice::Unset) {
        Some(release) => {
            html! { <Until {release} day={asked.today} engine={asked.question.engine.get().copied()}>{ ". " }{ source(release.dates_source, None) }</Until> }
        }
        None => {
            let built = asked.question.image.get().and_then(|image| of_image(image, asked.today));
            let text = match built {
                Some(built) if text.is_empty() => built + ".",
                _ => text,
            };
            if text.is_empty() {
                Html::default()
            } else {
                html! { <p>{ text }</p> }
            }
        }
    }
}
