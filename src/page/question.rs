//! What is asked: a paste, and the sentence of image and host with its knobs.

use yew::prelude::*;

mod knob;
mod large;
mod paste;
mod picker;

pub use picker::Picker;

use super::asked::{Asked, door};
use super::parts::{SegmentOption, engines, error, isolations, place, shape};
use crate::read::search;
use crate::rules::{
    headline,
    host::Host,
    image::Image,
    notice::Side,
    question::{Action, Bad, Choice, Engine, Isolation, Question},
    slug::Slug,
};
use knob::{ANY, Knob};
use paste::Paste;

/// What is done with the question beside answering it.
#[derive(Clone, PartialEq)]
pub(super) struct QuestionHandlers {
    /// The controls work.
    pub(super) ready: bool,
    /// On a narrow screen the question is a line that opens.
    pub(super) folded: bool,
    /// Opens and closes that line.
    pub(super) fold: Callback<bool>,
    /// Somebody is about to paste.
    pub(super) wanted: Callback<()>,
    /// Takes a paste, and whether it came at once.
    pub(super) pasted: Callback<(String, bool)>,
    /// How often the box was given another text than the one that was put into it.
    pub(super) box_given: usize,
    /// Takes the number of a paste to try.
    pub(super) tried: Callback<usize>,
    /// What was found in the last paste.
    pub(super) found: Html,
}

pub(super) fn question(asked: &Asked, given: QuestionHandlers) -> Html {
    let question = &asked.question;
    let today = asked.today;
    let host_text = match &question.host {
        Choice::Set(host) => search::host_text(host),
        other => other.bad().map(|bad| bad.text.clone()).unwrap_or_default(),
    };
    let image_text = match &question.image {
        Choice::Set(image) => search::image_text(image),
        other => other.bad().map(|bad| bad.text.clone()).unwrap_or_default(),
    };
    let host_hint = question.host.get().map(search::describe_host);
    let image_hint = question.image.get().map(search::describe);
    let process_only = question.is_kubernetes();
    let without = question.engine.get().and_then(|engine| engine.says_no_hyperv());
    let QuestionHandlers { ready, folded, fold, wanted, pasted, box_given, tried, found } = given;
    let hyperv = asked.act.reform(|event: Event| Action::Hyperv(super::browser::is_checked(&event)));
    let engine = asked.act.reform(|word: String| Action::Engine(Engine::of_word(&word)));
    let isolation = asked.act.reform(|word: String| Action::Isolation(Isolation::of_word(&word)));
    html! {
        <section class="ask" aria-label="The question" data-folded={folded.then_some("")}>
            <button type="button" class="fold" aria-expanded={if folded { "false" } else { "true" }}
                onclick={fold.reform(move |_: MouseEvent| !folded)}>
                <span>{ line(question) }</span>{ shape("▾") }
            </button>
            <fieldset class="plain unfolded" disabled={!ready}>
                <legend class="unseen">{ "The question" }</legend>
                <Paste {wanted} {pasted} {tried} read={asked.pasted.clone()} given={box_given} />
                <div class="sentence">
                  <div class="knobs">
                    <Picker side={Side::Image} label="image" text={image_text} bad={question.image.bad().cloned()} hint={image_hint.unwrap_or_default()}
                        {today} commit={commit(Side::Image, asked)} />
                    <Picker side={Side::Host} label="on host" text={host_text} bad={question.host.bad().cloned()} hint={host_hint.unwrap_or_default()}
                        {today} commit={commit(Side::Host, asked)} />
                </div>
                <div class="knobs">
                    <Knob name="engine" label="engine" options={positions(engines(ANY))}
                        value={knob::word(&question.engine)} bad={question.engine.bad().cloned()} pick={engine} />
                    <Knob name="isolation" label="isolation" options={positions(isolations(ANY))}
                        value={knob::word(&question.isolation)} bad={question.isolation.bad().cloned()} pick={isolation} />
                    <div class="check">
                        <label>
                            <input type="checkbox" name="hyperv" checked={question.hyperv_available() && !process_only}
                                disabled={process_only} aria-describedby="hyperv-note" onchange={hyperv} />
                            <span>{ without.unwrap_or_else(|| "Hyper-V available".to_owned()) }</span>
                        </label>
                        { error("hyperv", "hyperv-note".to_owned(), question.hyperv.bad()) }
                    </div>
                  </div>
                </div>
                { place("found", found) }
            </fieldset>
        </section>
    }
}

/// The words of these segments with their titles.
fn positions<T>(segments: impl IntoIterator<Item = SegmentOption<T>>) -> Vec<(&'static str, &'static str)> {
    segments.into_iter().map(|(word, title, _)| (word, title)).collect()
}

/// The question in a line.
fn line(question: &Question) -> String {
    let host = question.host.get().map(Host::name);
    let image = question.image.get().map(headline::own_word);
    match (image, host) {
        (Some(image), Some(host)) => format!("{image} on {host}"),
        (Some(image), None) => format!("{image} on which host?"),
        (None, Some(host)) => format!("Which image on {host}?"),
        (None, None) => "The question".to_owned(),
    }
}

/// Takes what was typed into a field. What takes more than the rules to read is behind a door.
fn commit(side: Side, asked: &Asked) -> Callback<String> {
    let (act, today) = (asked.act.clone(), asked.today);
    Callback::from(move |text: String| {
        let empty = text.trim().is_empty();
        let read = match side {
            Side::Host if empty => Some(Action::Host(Choice::Unset)),
            Side::Image if empty => Some(Action::Image(Choice::Unset)),
            Side::Host => Host::parse(&text, None).ok().map(|host| Action::Host(Choice::Set(host))),
            Side::Image => Image::parse_plain(&text).map(|image| Action::Image(Choice::Set(image))),
        };
        let act = act.clone();
        match read {
            Some(action) => act.emit(action),
            None => door().with_half(move |half| {
                act.emit(match (side, half) {
                    (Side::Host, Ok(half)) => Action::Host((half.host)(text, today)),
                    (Side::Image, Ok(half)) => Action::Image((half.image)(text)),
                    (Side::Host, Err(missing)) => Action::Host(Choice::Bad(Bad { text, message: missing.to_string() })),
                    (Side::Image, Err(missing)) => {
                        Action::Image(Choice::Bad(Bad { text, message: missing.to_string() }))
                    }
                });
            }),
        }
    })
}
