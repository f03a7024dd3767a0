//! The left card: what do you have?

use yew::prelude::*;

mod paste;
mod picker;

pub use picker::Picker;

use super::asked::{Asked, Door};
use super::parts::{chosen, engines, error, isolations, place, segments};
use crate::read::search;
use crate::rules::{
    host::Host,
    image::Image,
    notice::Side,
    question::{Action, Bad, Choice},
};
use paste::Paste;

/// What is done with the card beside answering it.
#[derive(Clone, PartialEq)]
pub(super) struct Given {
    /// To what takes more than the rules to read.
    pub(super) door: Door,
    /// The controls work.
    pub(super) ready: bool,
    /// Somebody is about to paste.
    pub(super) wanted: Callback<()>,
    /// Takes a paste.
    pub(super) pasted: Callback<String>,
    /// Takes the number of a paste to try.
    pub(super) tried: Callback<usize>,
    /// What was found in the last paste.
    pub(super) found: Html,
    /// The way to the answer, for screens on which it is below.
    pub(super) cue: Html,
}

pub(super) fn question(asked: &Asked, given: Given) -> Html {
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
    let Given { door, ready, wanted, pasted, tried, found, cue } = given;
    let hyperv = asked.act.reform(|event: Event| Action::Hyperv(super::browser::is_checked(&event)));
    html! {
        <section class="card ask" aria-labelledby="ask-title">
            <h2 id="ask-title">{ "What do you have?" }</h2>
            <fieldset class="plain" disabled={!ready}>
                <legend class="unseen">{ "The question" }</legend>
                <Paste {wanted} {pasted} {tried} {found} />
                <Picker side={Side::Host} text={host_text} bad={question.host.bad().cloned()} hint={host_hint.unwrap_or_default()} {today}
                    commit={commit(Side::Host, asked, door)} />
                <Picker side={Side::Image} text={image_text} bad={question.image.bad().cloned()} hint={image_hint.unwrap_or_default()} {today}
                    commit={commit(Side::Image, asked, door)} />
                { segments("isolation", "Isolation", isolations("Both"), chosen(&question.isolation), &asked.act.reform(Action::Isolation)) }
                { segments("engine", "Engine", engines("Any"), chosen(&question.engine), &asked.act.reform(Action::Engine)) }
                <div class="check">
                    <label>
                        <input type="checkbox" name="hyperv" checked={question.hyperv_available() && !process_only}
                            disabled={process_only} aria-describedby="hyperv-note" onchange={hyperv} />
                        <span>{ if process_only { "Kubernetes has no Hyper-V isolation" } else { "Hyper-V isolation is available" } }</span>
                    </label>
                    { error("hyperv", "hyperv-note".to_owned(), question.hyperv.bad()) }
                </div>
            </fieldset>
            { place("cue", cue) }
        </section>
    }
}

/// Takes what was typed into a field. What takes more than the rules to read is behind a door.
fn commit(side: Side, asked: &Asked, door: Door) -> Callback<String> {
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
            None => door.with(move |details| {
                act.emit(match (side, details) {
                    (Side::Host, Ok(details)) => Action::Host((details.host)(text, today)),
                    (Side::Image, Ok(details)) => Action::Image((details.image)(text)),
                    (Side::Host, Err(missing)) => Action::Host(Choice::Bad(Bad { text, message: missing.to_string() })),
                    (Side::Image, Err(missing)) => {
                        Action::Image(Choice::Bad(Bad { text, message: missing.to_string() }))
                    }
                });
            }),
        }
    })
}
