//! A row of radio buttons that looks like one control.

use yew::prelude::*;

use crate::rules::question::{Bad, Choice, Engine, Isolation};

/// One position: the word of its value, its label, and what it stands for.
pub(crate) type SegmentOption<T> = (&'static str, &'static str, T);

/// A group of radio buttons. What a link said and nobody understands is shown under it, and then nothing is chosen.
pub(crate) fn segments<T: Copy + PartialEq + 'static>(
    name: &'static str,
    legend: &'static str,
    segments: impl IntoIterator<Item = SegmentOption<T>>,
    (chosen, bad): (T, Option<&Bad>),
    pick: &Callback<T>,
) -> Html {
    let note = format!("{name}-note");
    html! {
        <fieldset class="segments" role="radiogroup" aria-invalid={bad.map(|_| "true")} aria-describedby={note.clone()}>
            <legend>{ legend }</legend>
            <div class="row">
                { for segments.into_iter().map(|(value, title, stands_for)| html! {
                    <label key={value}>
                        <input type="radio" {name} {value} checked={stands_for == chosen && bad.is_none()}
                            onchange={pick.reform(move |_: Event| stands_for)} /><span>{ title }</span>
                    </label>
                }) }
            </div>
            { error(name, note, bad) }
        </fieldset>
    }
}

/// The engines to choose from; `any` is what none of them is called.
pub(crate) fn engines(any: &'static str) -> impl Iterator<Item = SegmentOption<Option<Engine>>> {
    let title = |engine: Engine| match engine {
        Engine::Swarm => "Swarm",
        other => other.title(),
    };
    let named = Engine::ALL.iter().map(move |engine| (engine.slug(), title(*engine), Some(*engine)));
    [("any", any, None)].into_iter().chain(named)
}

/// What leaves the engine to what was pasted is called, with the one that it names.
pub(crate) const fn as_pasted(found: Option<Engine>) -> &'static str {
    match found {
        None => "As pasted",
        Some(Engine::Docker) => "As pasted: Docker",
        Some(Engine::Swarm) => "As pasted: Swarm",
        Some(Engine::Kubernetes) => "As pasted: Kubernetes",
        Some(Engine::Aks) => "As pasted: AKS",
    }
}

/// The kinds of isolation to choose from; `any` is what neither is called.
pub(crate) fn isolations(any: &'static str) -> [SegmentOption<Option<Isolation>>; 3] {
    [
        ("any", any, None),
        ("process", "Process", Some(Isolation::Process)),
        ("hyperv", "Hyper-V", Some(Isolation::Hyperv)),
    ]
}

/// What is chosen, and what is wrong with it.
pub(crate) fn chosen<T: Copy>(choice: &Choice<T>) -> (Option<T>, Option<&Bad>) {
    (choice.get().copied(), choice.bad())
}

/// The place where a field says what is wrong with it. It is always there, so that nothing moves in next to an input.
pub(crate) fn error(name: &'static str, id: String, bad: Option<&Bad>) -> Html {
    html! {
        <p class="note error" {id} hidden={bad.is_none()} data-error-for={bad.map(|_| name)}>
            { bad.map(Bad::to_string).unwrap_or_default() }
        </p>
    }
}
