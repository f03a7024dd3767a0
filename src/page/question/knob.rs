//! A word of the sentence that can be turned to another one: a select.

use yew::prelude::*;

use crate::page::browser;
use crate::page::parts::{Segment, error};
use crate::rules::question::Choice;

/// What a knob needs.
#[derive(Clone, PartialEq, Properties)]
pub struct KnobProps<T: Copy + PartialEq + 'static> {
    /// The field's name.
    pub name: &'static str,
    /// The word before it.
    pub label: &'static str,
    /// The positions, the one for nothing in particular first.
    pub options: Vec<Segment<Option<T>>>,
    /// What is chosen, or not understood.
    pub choice: Choice<T>,
    /// Takes what was picked.
    pub pick: Callback<Option<T>>,
}

/// A select. What a link said and nobody understands is shown under it, and then nothing is chosen.
#[component]
pub fn Knob<T: Copy + PartialEq + 'static>(props: &KnobProps<T>) -> Html {
    let select = use_node_ref();
    let bad = props.choice.bad();
    let chosen = props.options.iter().find(|(.., stands_for)| *stands_for == props.choice.get().copied());
    let value = chosen.filter(|_| bad.is_none()).map_or("", |(slug, ..)| *slug);
    use_effect_with((value, select.clone()), |(value, select)| browser::set_value(select, value));
    let (options, pick) = (props.options.clone(), props.pick.clone());
    let onchange = move |event: Event| {
        let picked = browser::text(&event);
        if let Some((.., stands_for)) = options.iter().find(|(slug, ..)| *slug == picked) {
            pick.emit(*stands_for);
        }
    };
    let (name, note) = (props.name, format!("{}-note", props.name));
    html! {
        <div class="knob" data-set={(value != "any").then_some("")}>
            <label for={name}>{ props.label }</label>
            <select ref={select} id={name} {name} {onchange} aria-invalid={bad.map(|_| "true")} aria-describedby={note.clone()}>
                { for props.options.iter().map(|(slug, title, _)| html! {
                    <option key={*slug} value={*slug} selected={*slug == value}>{ *title }</option>
                }) }
            </select>
            { error(name, note, bad) }
        </div>
    }
}
