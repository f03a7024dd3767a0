//! The left card: what do you have?

use yew::prelude::*;

use super::answer::place;
use super::paste::paste;
use super::segments::{error, segments};
use super::{Picker, annex};
use crate::page::reading::Reading;
use crate::read::search;
use crate::rules::notice::Side;
use crate::rules::{
    date::Date,
    host::Host,
    image::Image,
    question::{Action, Choice, Engine, Isolation, Question},
};

pub(super) fn question(
    question: &Question,
    today: Date,
    ready: bool,
    act: &Callback<Action>,
    found: &Callback<Reading>,
) -> Html {
    let host_bad = question.host.bad().cloned();
    let image_bad = question.image.bad().cloned();
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
    let hyperv_bad = question.hyperv.bad();
    let process_only = question.is_kubernetes();
    html! {
        <section class="card ask" aria-labelledby="ask-title">
            <h2 id="ask-title">{ "What do you have?" }</h2>
            <fieldset class="plain" disabled={!ready}>
                <legend class="unseen">{ "The question" }</legend>
                { paste(found) }
                <Picker side={Side::Host} text={host_text} bad={host_bad} hint={host_hint.unwrap_or_default()} {today}
                    commit={commit(Side::Host, act.clone(), today)} />
                <Picker side={Side::Image} text={image_text} bad={image_bad} hint={image_hint.unwrap_or_default()} {today}
                    commit={commit(Side::Image, act.clone(), today)} />
                { segments("isolation", "Isolation", isolations(question), question.isolation.bad()) }
                { segments("engine", "Engine", engines(question), question.engine.bad()) }
                <div class="check">
                    <label>
                        <input type="checkbox" name="hyperv" checked={question.hyperv_available() && !process_only}
                            disabled={process_only} aria-describedby="hyperv-note" />
                        <span>{ if process_only { "Kubernetes has no Hyper-V isolation" } else { "Hyper-V isolation is available" } }</span>
                    </label>
                    { error("hyperv", "hyperv-note".to_owned(), hyperv_bad) }
                </div>
            </fieldset>
            { place("cue") }
        </section>
    }
}

fn isolations(question: &Question) -> impl Iterator<Item = super::segments::Segment> {
    let chosen = question.isolation.get().copied();
    let named = [("process", "Process", Some(Isolation::Process)), ("hyperv", "Hyper-V", Some(Isolation::Hyperv))];
    [("any", "Both", None)].into_iter().chain(named).map(move |(value, title, one)| (value, title, one == chosen))
}

fn engines(question: &Question) -> impl Iterator<Item = super::segments::Segment> {
    let chosen = question.engine.get().copied();
    let title = |engine| match engine {
        Engine::Swarm => "Swarm",
        other => Engine::title(other),
    };
    let named = Engine::ALL.iter().map(move |engine| (engine.slug(), title(*engine), Some(*engine) == chosen));
    [("any", "Any", chosen.is_none())].into_iter().chain(named)
}

/// Takes what was typed into a field. What takes more than the rules to read, the second module reads.
fn commit(side: Side, act: Callback<Action>, today: Date) -> Callback<String> {
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
            None => annex::with(move |loaded| {
                act.emit(match side {
                    Side::Host => Action::Host(annex::host(loaded.as_ref(), text, today)),
                    Side::Image => Action::Image(annex::read(loaded.as_ref(), text)),
                });
            }),
        }
    })
}
