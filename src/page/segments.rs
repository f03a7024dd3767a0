//! A row of radio buttons that looks like one control.

use yew::prelude::*;

use crate::rules::question::Bad;

/// One position: its value, its label, and whether it is the chosen one.
pub(crate) type Segment = (&'static str, &'static str, bool);

/// A group of radio buttons. What a link said and nobody understands is shown under it, and then nothing is chosen.
pub(crate) fn segments(
    name: &'static str,
    legend: &'static str,
    segments: impl Iterator<Item = Segment>,
    bad: Option<&Bad>,
) -> Html {
    let note = format!("{name}-note");
    html! {
        <fieldset class="segments" role="radiogroup" aria-invalid={bad.map(|_| "true")} aria-describedby={note.clone()}>
            <legend>{ legend }</legend>
            <div class="row">
                { for segments.map(|(value, title, chosen)| html! {
                    <label key={value}>
                        <input type="radio" {name} {value} checked={chosen && bad.is_none()} /><span>{ title }</span>
                    </label>
                }) }
            </div>
            { error(name, note, bad) }
        </fieldset>
    }
}

/// The place where a field says what is wrong with it. It is always there, so that nothing moves in next to an input.
pub(crate) fn error(name: &'static str, id: String, bad: Option<&Bad>) -> Html {
    html! {
        <p class="note error" {id} hidden={bad.is_none()} data-error-for={bad.map(|_| name)}>
            { bad.map(Bad::to_string).unwrap_or_default() }
        </p>
    }
}
